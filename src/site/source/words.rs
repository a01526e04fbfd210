//! What a page says in words about its readers, such as *Internal only*: true where it is for the highest audience anyhow.
//!
//! `signs` finds the words and keeps them with the page; who it is for is known when its folders are settled.

use super::page::{Folder, Page};
use crate::config::{Audience, Config};

/// Settles what a page that speaks for a folder says in words about its readers, before it is asked about the folder.
pub(super) fn settle_of_folder(page: &mut Page, folders: &[Folder], index: usize, config: &Config) {
    let above = folders[index].parent.map(|parent| &folders[parent]);
    let is_closed = folders[index].closed || above.is_some_and(|above| above.closed);
    let passed = page.front.cascade.audience.as_ref().map(|own| own.value);
    let passed = passed.or_else(|| above?.passed).unwrap_or(config.default_audience);
    let ceiling = above.and_then(|above| above.ceiling.as_ref()).map(|(ceiling, _)| *ceiling);
    // Of a page elsewhere only its own word is known yet.
    let inherited = if page.folder == index { passed } else { config.audiences.lowest() };
    let wanted = page.front.audience.as_ref().map_or(inherited, |own| own.value);
    let open = ceiling.map_or(wanted, |ceiling| config.audiences.stricter(wanted, ceiling));
    settle(page, if is_closed { config.audiences.highest() } else { open }, config);
}

/// What a page says in words about its readers is true where it is for the highest audience anyhow; else it closes the page.
pub(super) fn settle(page: &mut Page, open: Audience, config: &Config) {
    let highest = config.audiences.highest();
    if page.front.words.is_empty() || page.front.unreadable {
        return;
    }
    if open == highest && highest != config.audiences.lowest() {
        page.front.words.clear();
    } else {
        page.front.unreadable = true;
    }
}
