//! Whether what pages say holds: against the calendar, against their sources, and against each other.
//!
//! Most of it reads sentences in English and German; in other languages nothing is found.

mod claims;
mod hints;
mod pages;
mod promises;
mod prose;
mod statistics;
mod vague_links;
mod words;

use std::collections::BTreeSet;

pub(in crate::site) use claims::Claim;
pub(in crate::site) use pages::key_line;

use crate::config::Config;
use crate::diag::{Diagnostics, Place};
use crate::site::Site;
use crate::site::document::Document;
use crate::site::gate::PageKind;
use crate::site::gate::visible_text::VisibleText;
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
    /// Its sentences with a figure.
    pub(in crate::site) claims: &'r [Claim],
}

/// Checks the prose of one page; gives its sentences with a figure.
pub(in crate::site) fn page(
    site: &Site<'_>,
    page: &Page,
    text: &VisibleText<'_>,
    document: &Document,
    config: &Config,
    diags: &mut Diagnostics,
) -> Vec<Claim> {
    // What records say is theirs; what nobody can apply for any more has said what it had to.
    if page.origin.is_some() || text.text().trim().is_empty() {
        return Vec::new();
    }
    let paragraphs = prose::paragraphs(&document.nodes);
    vague_links::check(&paragraphs, text, diags);
    if !["en", "de"].contains(&config.language.split('-').next().unwrap_or_default()) {
        return Vec::new();
    }
    promises::check(&paragraphs, config.today, text, diags);
    statistics::check(&paragraphs, text, diags);
    // Pages about one role, place or opening each say the same of their own.
    let is_of_one = !page.front.records.is_empty() || page.front.posting.is_some();
    let own = matches!(
        site.kind(page),
        PageKind::Role | PageKind::Pay | PageKind::Posting | PageKind::Interview | PageKind::Comparison
    );
    if is_of_one || own { Vec::new() } else { claims::of(&paragraphs, text) }
}

/// Checks the pages of those who see all of them against each other.
pub(in crate::site) fn whole(site: &Site<'_>, pages: &[OfPage<'_>], config: &Config, diags: &mut Diagnostics) {
    pages::titles(site, pages, diags);
    pages::orphans(site, pages, config, diags);
    claims::check(&pages.iter().map(|of| of.claims).collect::<Vec<_>>(), diags);
}
