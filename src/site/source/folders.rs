//! What the folders above a file allow: the ceiling over a page, and who may have what is not a page.

use super::page::{Folder, Page};
use crate::config::{Audience, Config};
use crate::diag::Place;

/// The ceiling over a page. A page that describes a folder lies under those above it, not under its own.
pub(in crate::site) fn ceiling_of<'f>(page: &Page, folders: &'f [Folder]) -> Option<&'f (Audience, Place)> {
    let folder = &folders[page.folder];
    let describes_its_own = page.describes == Some(page.folder);
    let over = if describes_its_own { folder.parent.map(|parent| &folders[parent])? } else { folder };
    over.ceiling.as_ref()
}

/// Who may have a file that is not a page: what its folder passes down, else the default.
pub(in crate::site) fn audience_of_file(path: &str, folders: &[Folder], config: &Config) -> Audience {
    let folder = folder_of_file(path, folders);
    let passed = folder.passed.unwrap_or(config.default_audience);
    folder.ceiling.as_ref().map_or(passed, |(ceiling, _)| config.audiences.stricter(passed, *ceiling))
}

/// The nearest folder with pages that a file lies in.
pub(in crate::site) fn folder_of_file<'f>(path: &str, folders: &'f [Folder]) -> &'f Folder {
    let mut folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    loop {
        match folders.binary_search_by(|known| known.path.as_str().cmp(folder)) {
            Ok(index) => return &folders[index],
            // The top is always there.
            Err(_) if folder.is_empty() => return &folders[0],
            Err(_) => folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent),
        }
    }
}
