//! Which pages a state of a site brought or changed, as one audience reads them: for readers, and not for editors.
//!
//! Only what that audience read in both states is compared, so that nothing else can be told from the result.

use jiff::civil::Date;

use super::pairs::Pairs;
use super::snapshot::{Edition, PageShot, SectionShot};

/// A page that came, or whose text changed.
pub struct PageChange {
    /// The day.
    pub on: Date,
    /// Its address then.
    pub url: String,
    /// Whether it came that day.
    pub is_new: bool,
    /// The headings above what changed, each with its id.
    pub headings: Vec<(String, String)>,
}

/// What a newer state changed for the audience of both editions. Afterwards `known` is the newer one, and still holds the
/// pages that went, so that one that comes back is not new.
pub fn page_changes(known: &mut Edition, newer: Edition, on: Date) -> Vec<PageChange> {
    let pairs = Pairs::of(known, &newer);
    let mut found = Vec::new();
    for (at, page) in newer.pages.iter().enumerate() {
        let before = pairs.old_of(at).map(|old| &known.pages[old]);
        // A folder without a page of its own says nothing.
        if page.source.is_none() && page.lines().count() < 2 {
            continue;
        }
        let change = |is_new, headings| PageChange { on, url: page.url.clone(), is_new, headings };
        match before {
            None => found.push(change(true, Vec::new())),
            Some(before) if !before.lines().eq(page.lines()) => found.push(change(false, changed(before, page))),
            Some(_) => {}
        }
    }
    let old = std::mem::replace(known, newer);
    let gone = old.pages.into_iter().enumerate().filter(|(at, _)| pairs.new_of(*at).is_none());
    known.pages.extend(gone.map(|(_, page)| page));
    found
}

/// The sections of the newer page that the older one had not, or with other words.
fn changed(before: &PageShot, page: &PageShot) -> Vec<(String, String)> {
    let same = |section: &SectionShot| {
        let mut old = before.sections.iter().filter(|old| old.heading == section.heading);
        old.any(|old| old.lines == section.lines)
    };
    let sections = page.sections.iter().filter(|section| !section.heading.is_empty() && !same(section));
    sections.map(|section| (section.anchor.clone(), section.heading.clone())).collect()
}
