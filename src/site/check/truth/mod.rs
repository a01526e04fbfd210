//! Whether what pages say holds: against the calendar, against their sources, and against each other.
//!
//! Most of it reads sentences in English and German; in other languages nothing is found.

pub(super) mod claims;
mod hints;
pub(super) mod pages;
pub(super) mod promises;
mod prose;
pub(super) mod reading;
pub(super) mod spelling;
pub(super) mod statistics;
pub(super) mod vague_links;
mod words;

use std::collections::BTreeSet;

use claims::Claim;
pub(super) use pages::key_line;
pub(in crate::site) use prose::Paragraph;
pub(super) use prose::paragraphs;
use spelling::Words;

use crate::diag::Place;
use crate::site::check::OnePage;
use crate::site::gate::PageKind;

/// What is held against other pages of one page.
pub(in crate::site) struct OfPage<'r> {
    /// Its index in the site.
    pub(in crate::site) page: usize,
    /// Its title.
    pub(in crate::site) title: String,
    /// Where the heading stands that is its title.
    pub(in crate::site) heading: Option<Place>,
    /// The pages that its text links.
    pub(in crate::site) linked: &'r BTreeSet<usize>,
    /// What is held against them of its prose.
    pub(in crate::site) prose: &'r Prose,
}

/// What of a page's prose can only be judged beside other pages.
#[derive(Default)]
pub(in crate::site) struct Prose {
    /// Sentences with a figure.
    claims: Vec<Claim>,
    /// Words that are not known, for those who see all.
    words: Words,
}

/// What of a page's prose is held against other pages.
pub(in crate::site) fn prose_of(on: &OnePage<'_>) -> Prose {
    let &OnePage { site, page, reader, text, .. } = on;
    let sees_everything = reader.audience() == reader.config.audiences.highest();
    let speller = site.speller.as_ref().filter(|_| sees_everything);
    let words = speller.map(|speller| spelling::of(speller, on.paragraphs(), text)).unwrap_or_default();
    // Pages about one role, place or opening each say the same of their own.
    let is_of_one = !page.front.records.is_empty() || page.front.posting.is_some();
    let own = matches!(
        site.kind(page),
        PageKind::Role | PageKind::Pay | PageKind::Posting | PageKind::Interview | PageKind::Comparison
    );
    let claims = if is_of_one || own { Vec::new() } else { claims::of(on.understood(), text) };
    Prose { claims, words }
}
