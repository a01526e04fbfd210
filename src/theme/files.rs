//! Where a theme's files come from: the embedded default, then the site's own folder over it.
//!
//! It must not know what the files mean.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::disk::{Disk, Entry, EntryKind};

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

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
                .hint(format!("make the folder `themes/{name}`, or leave `theme` out to use the default one")),
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
    files
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
