//! Whether what pages say holds: against the calendar, against their sources, and against each other.
//!
//! Most of it reads sentences in English and German; in other languages nothing is found.

mod claims;
mod hints;
mod pages;
mod promises;
mod prose;
mod reading;
mod spelling;
mod statistics;
mod vague_links;
mod words;

use std::collections::BTreeSet;

pub(in crate::site) use claims::Claim;
pub(in crate::site) use pages::key_line;
pub(in crate::site) use spelling::Words;

use crate::config::Config;
use crate::diag::{Diagnostics, Place};
use crate::site::Site;
use crate::site::document::Document;
use crate::site::gate::visible_text::VisibleText;
use crate::site::gate::{PageKind, Reader};
use crate::site::source::page::Page;

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

/// Checks the prose of one page as `reader` reads it.
pub(in crate::site) fn page(
    site: &Site<'_>,
    reader: &Reader<'_>,
    page: &Page,
    text: &VisibleText<'_>,
    document: &Document,
    diags: &mut Diagnostics,
) -> Prose {
    let config = reader.config;
    // What records say is theirs; what nobody can apply for any more has said what it had to.
    if page.origin.is_some() || text.text().trim().is_empty() {
        return Prose::default();
    }
    let paragraphs = prose::paragraphs(&document.nodes);
    vague_links::check(&paragraphs, text, diags);
    let speller = site.speller.as_ref().filter(|_| reader.audience() == config.audiences.highest());
    let words = speller.map(|speller| spelling::of(speller, &paragraphs, text)).unwrap_or_default();
    if !["en", "de"].contains(&config.language.split('-').next().unwrap_or_default()) {
        return Prose { claims: Vec::new(), words };
    }
    promises::check(&paragraphs, config.today, text, diags);
    statistics::check(&paragraphs, text, diags);
    // Openings have a rule of their own.
    if reader.is_meant_by(page.audience) && page.front.posting.is_none() && site.kind(page) != PageKind::Posting {
        reading::check(&paragraphs, text, config, diags);
    }
    // Pages about one role, place or opening each say the same of their own.
    let is_of_one = !page.front.records.is_empty() || page.front.posting.is_some();
    let own = matches!(
        site.kind(page),
        PageKind::Role | PageKind::Pay | PageKind::Posting | PageKind::Interview | PageKind::Comparison
    );
    let claims = if is_of_one || own { Vec::new() } else { claims::of(&paragraphs, text) };
    Prose { claims, words }
}

/// Checks the pages of those who see all of them against each other.
pub(in crate::site) fn whole(site: &Site<'_>, pages: &[OfPage<'_>], config: &Config, diags: &mut Diagnostics) {
    pages::titles(site, pages, diags);
    pages::orphans(site, pages, config, diags);
    claims::check(&pages.iter().map(|of| of.prose.claims.as_slice()).collect::<Vec<_>>(), diags);
    if let Some(speller) = &site.speller {
        spelling::check(site, speller, pages, config, diags);
    }
}
