//! Where a theme's files come from: the embedded default, then the site's own folder over it.
//!
//! It must not know what the files mean.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::config::PageKind;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::disk::{Disk, Entry, EntryKind};
use crate::fields::nearest;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of the default theme that a site may have of its own, sorted.
pub(super) fn default_paths() -> Vec<&'static str> {
    let mut all = Vec::new();
    let mut folders = vec![&DEFAULT];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        all.extend(folder.files().filter_map(|file| file.path().to_str()));
    }
    all.retain(|path| is_used(path));
    all.sort_unstable();
    all
}

/// What the default theme has at this path.
pub(super) fn default_bytes(path: &str) -> Option<&'static [u8]> {
    DEFAULT.get_file(path).map(|file| file.contents()).filter(|_| is_used(path))
}

/// Whether the site has a file of its own at this path.
pub(super) fn is_replaced(files: &BTreeMap<String, ThemeFile>, path: &str) -> bool {
    let own = files.get(path).map(|file| file.bytes.as_slice());
    own.is_some() && own != DEFAULT.get_file(path).map(|file| file.contents())
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

/// Every file of the theme `name`, by its path within the theme: the site's file where it has one, else the default's.
pub(super) fn gather(disk: &dyn Disk, name: &str, diagnostics: &mut Diagnostics) -> BTreeMap<String, ThemeFile> {
    let mut files = BTreeMap::new();
    embedded(&DEFAULT, &mut files);
    let folder = format!("themes/{name}");
    let entries = if is_plain(name) { disk.walk(&folder, &is_hidden) } else { Vec::new() };
    if entries.is_empty() && name != "default" {
        diagnostics.push(
            Diagnostic::new(&rules::SETTINGS, Place::file("rolebook.toml"), format!("there is no theme `{name}`"))
                .hint(format!(
                    "put a file into `themes/{name}`, such as `css/tokens.css`, or leave `theme` out to use the default one"
                )),
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
    report_unknown(&files, diagnostics);
    files
}

/// Colours and sizes: a site's own are laid over those of the default.
const TOKENS: &str = "css/tokens.css";

/// What they are called among the files, so that they come behind.
const OWN_TOKENS: &str = "css/tokens.own.css";

/// Reports templates that no page is made with and no other template includes.
fn report_unknown(files: &BTreeMap<String, ThemeFile>, diagnostics: &mut Diagnostics) {
    let known = default_paths();
    let is_own = |path: &str| path.starts_with("templates/") && DEFAULT.get_file(path).is_none();
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

fn embedded(folder: &Dir<'_>, files: &mut BTreeMap<String, ThemeFile>) {
    for file in folder.files() {
        if let Some(path) = file.path().to_str() {
            // Cargo builds on systems that join paths with a backslash too.
            let path = path.replace('\\', "/");
            let shown = format!("themes/default/{path}");
            files.insert(path, ThemeFile { path: shown, bytes: file.contents().to_vec() });
        }
    }
    folder.dirs().for_each(|below| embedded(below, files));
}
