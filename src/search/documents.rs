//! A view as documents for a search engine elsewhere: one for each section of each page.
//!
//! It must not know which engine reads them, or how they are printed.

use serde::Serialize;

use super::sections;
use crate::site::AudienceView;
use crate::site::document::tables::RecordName;
use crate::site::gate::{VisiblePage, tag_slug};

/// A section of a page, with what its page says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionDocument {
    /// Its name: 32 hexadecimal digits that stay the same as long as its address does, in every audience and language.
    pub id: String,
    /// Its address from the site's root, with the anchor of its heading.
    pub url: String,
    /// The address of its page.
    pub page: String,
    /// The title of its page.
    pub title: String,
    /// Its heading; none for what stands under the title.
    pub section: Option<String>,
    /// The headings above it, outermost first, without the title.
    pub above: Vec<String>,
    /// Its place on the page, from 0.
    pub position: usize,
    /// Its words.
    pub text: String,
    /// The summary of its page.
    pub summary: Option<String>,
    /// The kind of its page, as in `guide`.
    pub kind: String,
    /// The tags of its page, as they stand in addresses.
    pub tags: Vec<String>,
    /// The ids of the roles its page is about.
    pub roles: Vec<String>,
    /// The ids of the places its page is about.
    pub places: Vec<String>,
    /// The audience whose site this is.
    pub audience: String,
    /// The language, as in `en`.
    pub language: String,
    /// Who keeps the page.
    pub owner: Option<String>,
    /// The day its page was last reviewed, as in `2026-11-21`.
    pub reviewed_on: Option<String>,
}

/// The documents of a view, in the order of the site.
pub fn documents(view: &AudienceView) -> Vec<SectionDocument> {
    let pages = view.pages().iter().zip(sections::of(view));
    pages.flat_map(|(page, found)| of_page(view, page, found)).collect()
}

fn of_page(view: &AudienceView, page: &VisiblePage, found: sections::SearchPage) -> Vec<SectionDocument> {
    let ids = |names: &[RecordName]| names.iter().map(|name| name.id.clone()).collect::<Vec<_>>();
    // The other names of a role lead to the top of its page, which has a document of its own.
    let own = found.sections.into_iter().filter(|section| section.heading.is_none() || !section.anchor.is_empty());
    let document = |(position, section): (usize, sections::SearchSection)| {
        let anchor = if section.anchor.is_empty() { String::new() } else { format!("#{}", section.anchor) };
        let url = format!("{}{anchor}", page.url());
        SectionDocument {
            id: blake3::hash(url.as_bytes()).to_hex()[..32].to_owned(),
            url,
            page: page.url().to_owned(),
            title: found.title.clone(),
            section: section.heading,
            above: section.path.lines().map(str::to_owned).collect(),
            position,
            text: section.text,
            summary: page.summary().map(str::to_owned),
            kind: page.kind().name().to_owned(),
            tags: page.tags().iter().map(|tag| tag_slug(tag)).collect(),
            roles: ids(page.roles()),
            places: ids(page.places()),
            audience: view.audience().to_owned(),
            language: view.language().to_owned(),
            owner: page.owner().map(str::to_owned),
            reviewed_on: page.reviewed_on().map(|day| day.to_string()),
        }
    };
    own.enumerate().map(document).collect()
}
