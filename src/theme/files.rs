//! Where a theme's files come from: the embedded default, under another theme that comes with the program, under the site's
//! own folder.
//!
//! It must not know what the files mean.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::config::PageKind;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::disk::{Disk, Entry, EntryKind};
use crate::fields::nearest;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");
static CAREERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/careers");

/// The other themes that come with the program, each laid over the default one.
static OTHERS: [(&str, &Dir<'_>); 1] = [("careers", &CAREERS)];

/// The folders that come with the program for the theme `name`, the uppermost first.
fn layers(name: &str) -> impl Iterator<Item = (&'static str, &'static Dir<'static>)> {
    let other = OTHERS.iter().find(|(known, _)| *known == name);
    other.copied().into_iter().chain([("default", &DEFAULT)])
}

/// The theme that comes with the program and that the theme `name` is, or is laid over.
pub(super) fn built_in_name(name: &str) -> &'static str {
    layers(name).next().map_or("default", |(known, _)| known)
}

/// The files that come with the program for the theme `name`, which a site may have of its own, sorted.
pub(super) fn built_in_paths(name: &str) -> Vec<&'static str> {
    let mut all = Vec::new();
    let mut folders: Vec<_> = layers(name).map(|(_, folder)| folder).collect();
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        all.extend(folder.files().filter_map(|file| file.path().to_str()));
    }
    all.retain(|path| is_used(path));
    all.sort_unstable();
    all.dedup();
    all
}

/// What comes with the program for the theme `name` at this path.
pub(super) fn built_in_bytes(name: &str, path: &str) -> Option<&'static [u8]> {
    layers(name).find_map(|(_, folder)| folder.get_file(path)).map(|file| file.contents()).filter(|_| is_used(path))
}

/// Every template that comes with the program, of any theme.
pub(super) fn all_templates() -> impl Iterator<Item = &'static str> {
    let names = ["default"].into_iter().chain(OTHERS.iter().map(|(name, _)| *name));
    names.flat_map(|name| {
        let templates = built_in_paths(name).into_iter().filter(|path| path.ends_with(".html"));
        templates.filter_map(move |path| std::str::from_utf8(built_in_bytes(name, path)?).ok())
    })
}

/// Whether the site has a file of its own at this path of the theme `name`.
pub(super) fn is_replaced(files: &BTreeMap<String, ThemeFile>, name: &str, path: &str) -> bool {
    let own = files.get(path).map(|file| file.bytes.as_slice());
    own.is_some() && own != layers(name).find_map(|(_, folder)| folder.get_file(path)).map(|file| file.contents())
}

/// Whether pages are made with such a file: scripts in folders are what others are made of.
fn is_used(path: &str) -> bool {
    let plain = !path.contains(".test.") && !path.ends_with(".json");
    match path.split_once('/') {
        Some(("js", rest)) => plain && !rest.contains('/'),
        Some(("templates" | "css" | "assets" | "strings", _)) => plain,
        _ => false,
    }
}

/// A file of a theme.
pub(super) struct ThemeFile {
    /// The path to show to authors, from the site's root.
    pub(super) path: String,
    /// What it holds.
    pub(super) bytes: Vec<u8>,
}

/// Every file of the theme `name`, by its path within the theme: the site's file where it has one, else that of the program.
pub(super) fn gather(disk: &dyn Disk, name: &str, diagnostics: &mut Diagnostics) -> BTreeMap<String, ThemeFile> {
    let mut files = BTreeMap::new();
    let mut below: Vec<_> = layers(name).collect();
    below.reverse();
    below.iter().for_each(|(name, folder)| embedded(name, folder, &mut files));
    let folder = format!("themes/{name}");
    let entries = if is_plain(name) { disk.walk(&folder, &is_hidden) } else { Vec::new() };
    if entries.is_empty() && name != "default" && below.len() < 2 {
        diagnostics.push(
            Diagnostic::new(&rules::SETTINGS, Place::file("rolebook.toml"), format!("there is no theme `{name}`"))
                .hint(match nearest(name, OTHERS.iter().map(|(known, _)| *known)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "put a file into `themes/{name}`, such as `css/tokens.css`, or leave `theme` out to use the default one"
                    ),
                }),
        );
    }
    for entry in entries {
        let Some(path) = entry.path.strip_prefix(&folder).and_then(|rest| rest.strip_prefix('/')) else {
            diagnostics.push(not_a_folder(entry));
            continue;
        };
        let refusal = match entry.kind {
            EntryKind::Folder => continue,
            EntryKind::File(_) => match disk.read(&entry.path) {
                Ok(bytes) => {
                    let path = if path == TOKENS { OWN_TOKENS } else { path };
                    files.insert(path.to_owned(), ThemeFile { path: entry.path.clone(), bytes });
                    continue;
                }
                Err(error) => format!("the file cannot be read: {error}"),
            },
            EntryKind::Symlink => "the file is a symbolic link".to_owned(),
            EntryKind::Special => "this is not a regular file".to_owned(),
            EntryKind::Unreadable(reason) => format!("the file cannot be read: {reason}"),
        };
        diagnostics.push(
            Diagnostic::new(&rules::UNREADABLE, Place::file(&entry.path), refusal)
                .hint("put a regular file that you can read in its place"),
        );
    }
    report_unknown(&files, name, diagnostics);
    files
}

/// Colours and sizes: a site's own are laid over those of the default.
const TOKENS: &str = "css/tokens.css";

/// What they are called among the files, so that they come behind.
const OWN_TOKENS: &str = "css/tokens.own.css";

/// Reports templates that no page is made with and no other template includes.
fn report_unknown(files: &BTreeMap<String, ThemeFile>, name: &str, diagnostics: &mut Diagnostics) {
    let known = built_in_paths(name);
    let is_own = |path: &str| path.starts_with("templates/") && !known.contains(&path);
    for (path, file) in files.iter().filter(|(path, _)| is_own(path)) {
        let name = path.strip_prefix("templates/").unwrap_or(path);
        let is_of_a_kind = name.strip_suffix(".html").is_some_and(|kind| PageKind::find(kind).is_some());
        let names_it = |other: &ThemeFile| {
            let text = String::from_utf8_lossy(&other.bytes);
            text.contains(&format!("\"{name}\"")) || text.contains(&format!("'{name}'"))
        };
        if is_of_a_kind || files.iter().any(|(other, text)| other.starts_with("templates/") && names_it(text)) {
            continue;
        }
        let same_name = known.iter().find(|known| known.rsplit('/').next() == path.rsplit('/').next());
        let hint = match same_name.copied().or_else(|| nearest(path, known.iter().copied())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "include it in another template, or remove it; `rolebook theme eject` lists the files there are"
                .to_owned(),
        };
        let message = "no page is made with a template of this name";
        diagnostics.push(Diagnostic::new(&rules::THEME_FILE, Place::file(&file.path), message).hint(hint));
    }
}

/// The folder itself, or the one it lies in, is something else.
fn not_a_folder(entry: Entry) -> Diagnostic {
    let what = match entry.kind {
        EntryKind::Symlink => "is a symbolic link, which is not followed".to_owned(),
        EntryKind::Unreadable(reason) => format!("cannot be read: {reason}"),
        _ => "is not a folder".to_owned(),
    };
    Diagnostic::new(&rules::UNREADABLE, Place::file(&entry.path), format!("the theme `{}` {what}", entry.path))
        .hint("put the folder itself in its place")
}

/// Whether the name is that of a folder directly under `themes/`.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\'])
}

fn is_hidden(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with('.'))
}

fn embedded(theme: &str, folder: &Dir<'_>, files: &mut BTreeMap<String, ThemeFile>) {
    for file in folder.files() {
        if let Some(path) = file.path().to_str() {
            // Cargo builds on systems that join paths with a backslash too.
            let path = path.replace('\\', "/");
            let shown = format!("themes/{theme}/{path}");
            files.insert(path, ThemeFile { path: shown, bytes: file.contents().to_vec() });
        }
    }
    folder.dirs().for_each(|below| embedded(theme, below, files));
}
