//! What the folders above a file allow: the ceiling over a page, and who may have what is not a page.

use std::collections::HashMap;

use super::page::{Folder, FolderPage, Page};
use crate::config::{Audience, Config};
use crate::diag::Place;
use crate::fields::nearest;

/// The audience that a folder on the way to a file is named after, the strictest of them, and that folder. `path` is the
/// file's, `above` that of a folder whose name says nothing any more.
pub(in crate::site) fn named_for<'p>(path: &'p str, above: &str, config: &Config) -> Option<(Audience, &'p str)> {
    let ends = path.match_indices('/').map(|(at, _)| at).filter(|at| *at > above.len());
    let named = ends.filter_map(|end| {
        let name = path[..end].rsplit('/').next().unwrap_or(path);
        Some((config.audiences.named_by(name)?, &path[..end]))
    });
    named
        .filter(|(audience, _)| *audience != config.audiences.lowest())
        .reduce(|one, other| if config.audiences.stricter(one.0, other.0) == one.0 { one } else { other })
}

/// Adds the pages that speak for a folder because their address is the folder's: names that differ in capitals, in blanks
/// or in a `slug` are one place for whoever reads the site. Folders of one address are limited by the pages of all of them.
pub(super) fn speak_by_address(folders: &[Folder], pages: &[Page], speaking: &mut [Vec<usize>]) {
    let mut by_url: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, folder) in folders.iter().enumerate() {
        by_url.entry(&folder.url).or_default().push(index);
    }
    for (index, page) in pages.iter().enumerate().filter(|(_, page)| page.origin.is_none()) {
        for folder in by_url.get(page.url.as_str()).into_iter().flatten() {
            if !speaking[*folder].contains(&index) {
                speaking[*folder].push(index);
            }
        }
    }
}

/// Whether a page was most likely meant to describe its folder, and does not, for the sake of its name.
pub(in crate::site) fn is_almost_index(page: &Page) -> bool {
    let stem = page.stem().to_lowercase();
    let first = stem.split(['.', ' ', '(']).next().unwrap_or(&stem);
    let is_near =
        |name: &str| name == "_index" || (name.starts_with('_') && nearest(name, ["_index"].into_iter()).is_some());
    FolderPage::of(page.stem()).is_none()
        && (is_near(first) || FolderPage::of(first.trim_end_matches(['-', '_'])).is_some())
}

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
    if folder.waiting.is_some() && !config.drafts {
        return config.audiences.highest();
    }
    let passed = folder.passed.unwrap_or(config.default_audience);
    let allowed = folder.ceiling.as_ref().map_or(passed, |(ceiling, _)| config.audiences.stricter(passed, *ceiling));
    // A folder without pages is not known, and its name alone says whose it is.
    let named = named_for(path, &folder.path, config);
    named.map_or(allowed, |(named, _)| config.audiences.stricter(allowed, named))
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
