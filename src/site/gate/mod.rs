//! The gate: the only way from the whole truth to what one audience may see.
//!
//! An [`AudienceView`] has private fields and one constructor, so that nothing past this file can be shown something
//! above its audience. Navigation, tags, counts and listings are computed from the view alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::document::{Document, Review, computed};
pub use crate::config::Picture;
use crate::config::{Brand, Hosting};
use crate::locale::Locale;
use crate::output::OutputFile;
use crate::site::document::tables::book::PayBook;
use crate::site::document::tables::jobs::JobPosting;
use crate::site::document::tables::{Occupation, RecordName, RoleGlance};

mod above;
#[cfg(test)]
pub(crate) mod demo;
mod frame;
mod languages;
pub(in crate::site) mod names;
mod outside;
mod page_id;
pub(in crate::site) mod reader;
mod site;
mod telling;
pub(in crate::site) mod visible_pages;
pub(in crate::site) mod visible_records;
mod visible_sheet;
pub(in crate::site) mod visible_text;

pub use super::source::front_matter_keys::{ForReaders, Said};
pub use crate::config::PageKind;
pub use frame::{CareersLinks, MenuLink, Notice};
pub use languages::Spoken;
pub use outside::{Benefits, ChangeNote};
pub use page_id::PageId;
pub(in crate::site) use reader::{Reader, Readers};
pub use site::Site;
pub(in crate::site) use site::is_wider;
pub use telling::{listener, printed_for, tell_settings, told_of};

/// What one audience may see. Only the gate can make one:
///
/// ```compile_fail,E0451
/// fn forge(view: rolebook::site::AudienceView) -> rolebook::site::AudienceView {
///     rolebook::site::AudienceView { audience: "public".to_owned(), ..view }
/// }
/// ```
pub struct AudienceView {
    pub(in crate::site) audience: String,
    pub(in crate::site) audience_titles: BTreeMap<String, String>,
    pub(in crate::site) locale: Arc<Locale>,
    pub(in crate::site) is_lowest: bool,
    pub(in crate::site) is_only: bool,
    pub(in crate::site) title: String,
    pub(in crate::site) language: String,
    pub(in crate::site) start: String,
    pub(in crate::site) languages: Vec<Spoken>,
    pub(in crate::site) translated: Vec<AudienceView>,
    pub(in crate::site) base_url: Option<String>,
    pub(in crate::site) brand: Brand,
    pub(in crate::site) hosting: Hosting,
    pub(in crate::site) markdown_copies: bool,
    pub(in crate::site) printed: Vec<PageId>,
    pub(in crate::site) cards: bool,
    pub(in crate::site) smaller_pictures: bool,
    pub(in crate::site) notice: Option<Notice>,
    pub(in crate::site) navigation: Vec<MenuLink>,
    pub(in crate::site) careers: CareersLinks,
    pub(in crate::site) footer_text: Vec<String>,
    pub(in crate::site) footer_links: Vec<MenuLink>,
    pub(in crate::site) pages: Vec<VisiblePage>,
    pub(in crate::site) pay: PayBook,
    pub(in crate::site) redirects: Vec<Redirect>,
    pub(in crate::site) files: Vec<OutputFile>,
    pub(in crate::site) synonyms: Vec<Vec<String>>,
    pub(in crate::site) reviews: Option<(Date, Vec<Review>)>,
    pub(in crate::site) outside: Vec<(String, crate::diag::Place)>,
    pub(in crate::site) changes: Vec<ChangeNote>,
    pub(in crate::site) benefits: Vec<Benefits>,
}

/// A page one audience may see.
#[derive(Default)]
pub struct VisiblePage {
    pub(in crate::site) url: String,
    pub(in crate::site) title: String,
    pub(in crate::site) shown: ForReaders,
    pub(in crate::site) kind: PageKind,
    pub(in crate::site) role: Option<RoleGlance>,
    pub(in crate::site) occupation: Option<Occupation>,
    pub(in crate::site) job: Option<JobPosting>,
    pub(in crate::site) roles: Vec<RecordName>,
    pub(in crate::site) places: Vec<RecordName>,
    pub(in crate::site) is_section: bool,
    pub(in crate::site) owner: Option<String>,
    pub(in crate::site) review_due: Option<Date>,
    /// Whether it tells its readers when that is.
    pub says_review: bool,
    pub(in crate::site) figures: BTreeSet<String>,
    pub(in crate::site) moved: Vec<MovedHeading>,
    pub(in crate::site) draft: bool,
    pub(in crate::site) only_for: Option<String>,
    pub(in crate::site) source: Option<String>,
    pub(in crate::site) edit_url: Option<String>,
    pub(in crate::site) parent: Option<PageId>,
    pub(in crate::site) children: Vec<PageId>,
    pub(in crate::site) previous: Option<PageId>,
    pub(in crate::site) next: Option<PageId>,
    pub(in crate::site) document: Document,
}

/// A heading that a page had, and where what it said is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedHeading {
    /// Its old id.
    pub id: String,
    /// The address from the site's root, with its anchor.
    pub to: String,
    /// What readers find there.
    pub title: String,
}

/// An old address and the page it leads to now.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// The old address, `/old/place/`.
    pub from: String,
    /// The page.
    pub to: PageId,
    /// The file that asks for it.
    pub origin: String,
}

impl AudienceView {
    /// The audience's name.
    pub fn audience(&self) -> &str {
        &self.audience
    }
    /// An audience's name in words, for those whose parts this audience may see; of any other, the name itself.
    pub fn audience_title<'a>(&'a self, name: &'a str) -> &'a str {
        self.audience_titles.get(name).map_or(name, String::as_str)
    }
    /// The interface's words, in the language of the site.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }
    /// Whether this is the least privileged audience, the only one that search engines may list.
    pub fn is_lowest(&self) -> bool {
        self.is_lowest
    }
    /// Whether the site has no other audience, so that nothing need be said of this one.
    pub fn is_only(&self) -> bool {
        self.is_only
    }
    /// The site's title for this audience.
    pub fn title(&self) -> &str {
        &self.title
    }
    /// The language of the text.
    pub fn language(&self) -> &str {
        &self.language
    }
    /// The published address, with a slash at its end.
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }
    /// The publisher's name and pictures.
    pub fn brand(&self) -> &Brand {
        &self.brand
    }
    /// What browsers, servers and crawlers are told.
    pub fn hosting(&self) -> &Hosting {
        &self.hosting
    }
    /// Whether a copy in Markdown lies beside each page.
    pub fn has_markdown_copies(&self) -> bool {
        self.markdown_copies
    }
    /// Every page, sections too, in path order. The first one with the address `/` is the home page.
    pub fn pages(&self) -> &[VisiblePage] {
        &self.pages
    }
    /// Every page's id, in path order.
    pub fn ids(&self) -> impl Iterator<Item = PageId> + use<> {
        (0..self.pages.len()).map(PageId)
    }
    /// The page with this id.
    pub fn page(&self, id: PageId) -> &VisiblePage {
        &self.pages[id.0]
    }
    /// Every pay figure this audience may see.
    pub fn pay(&self) -> &PayBook {
        &self.pay
    }
    /// Old addresses and where they lead.
    pub fn redirects(&self) -> &[Redirect] {
        &self.redirects
    }
    /// Words that mean the same to a search, a group each.
    pub fn synonyms(&self) -> &[Vec<String>] {
        &self.synonyms
    }
    /// Today, and the records that are to be reviewed with their days; `None` for those who do not see everything.
    pub fn reviews(&self) -> Option<(Date, &[Review])> {
        self.reviews.as_ref().map(|(today, reviews)| (*today, reviews.as_slice()))
    }
    /// Every text that blocks work out from figures this audience may see, such as the amounts along a chart.
    pub fn computed(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        for page in self.in_all_languages().flat_map(AudienceView::pages) {
            computed::computed(&page.document, &mut |text| texts.push(text));
            computed::panels(page.role.as_ref().map_or(&[], |role| &role.plot), &mut |text| texts.push(text));
        }
        for model in &self.pay.models {
            texts.extend(model.worked.iter().chain(&model.bands).map(String::as_str));
        }
        texts
    }

    /// Forgets what its pages say, when all of it was read.
    pub fn drop_bodies(&mut self) {
        self.pages.par_iter_mut().for_each(|page| page.document = Document::default());
    }

    /// Takes out the attachments that visible pages link, and static files.
    pub fn take_files(&mut self) -> Vec<OutputFile> {
        std::mem::take(&mut self.files)
    }
}

/// A tag as the last segment of its address, `/tags/remote-work/`.
pub fn tag_slug(tag: &str) -> String {
    super::address::tag_slug(tag)
}

impl VisiblePage {
    /// A page that nobody wrote: a title at an address.
    pub fn made_up(url: &str, title: &str) -> VisiblePage {
        VisiblePage { url: url.to_owned(), title: title.to_owned(), ..VisiblePage::default() }
    }
    /// The address from the site's root, with a slash at both ends: `/roles/ai-tech-lead/`; the home page is `/`.
    pub fn url(&self) -> &str {
        &self.url
    }
    /// The title, plain text.
    pub fn title(&self) -> &str {
        &self.title
    }
    /// The author's summary, plain text.
    pub fn summary(&self) -> Option<&str> {
        self.shown.summary.as_deref()
    }
    /// What the page is for.
    pub fn kind(&self) -> PageKind {
        self.kind
    }
    /// The role that a page of kind role is about, when this audience may see its record.
    pub fn role(&self) -> Option<&RoleGlance> {
        self.role.as_ref()
    }
    /// The one role it is about with the base pay that stands on the page, made-up figures left out; `None` on lists.
    pub fn occupation(&self) -> Option<&Occupation> {
        self.occupation.as_ref()
    }
    /// The opening it is about.
    pub fn job(&self) -> Option<&JobPosting> {
        self.job.as_ref()
    }
    /// Whether it is about an opening that nobody can apply for any more: it stays, and nothing leads to it.
    pub fn is_closed_posting(&self) -> bool {
        self.job.as_ref().is_some_and(|job| !job.is_open)
    }
    /// The roles it is about, as far as this audience may see their records, each once.
    pub fn roles(&self) -> &[RecordName] {
        &self.roles
    }
    /// The places it is about, as far as this audience may see their records.
    pub fn places(&self) -> &[RecordName] {
        &self.places
    }
    /// Whether the page describes a folder.
    pub fn is_section(&self) -> bool {
        self.is_section
    }
    /// Tags, in the author's order.
    pub fn tags(&self) -> &[String] {
        &self.shown.tags
    }
    /// Who looks after it.
    pub fn owner(&self) -> Option<&str> {
        self.owner.as_deref()
    }
    /// When it was last reviewed.
    pub fn reviewed_on(&self) -> Option<Date> {
        self.shown.reviewed_on
    }
    /// When the next review is due.
    pub fn review_due(&self) -> Option<Date> {
        self.review_due
    }
    /// The file that somebody wrote it in; what records make has none of its own.
    pub fn own_file(&self) -> Option<&str> {
        self.source().filter(|file| !file.starts_with("content/data/"))
    }
    /// Its next review, where there is a day for it; what records make is reviewed with its record.
    pub fn review(&self) -> Option<Review> {
        Some(Review {
            due: self.review_due?,
            file: self.own_file()?.to_owned(),
            line: None,
            kind: "page".to_owned(),
            title: self.title.clone(),
            url: Some(self.url.clone()),
            owner: self.owner.clone(),
            reviewed_on: self.shown.reviewed_on,
        })
    }
    /// The names of the figures that it shows: see [`FigureFact`](crate::site::document::FigureFact).
    pub fn figures(&self) -> &BTreeSet<String> {
        &self.figures
    }
    /// Headings that it had and that lead elsewhere now.
    pub fn moved(&self) -> &[MovedHeading] {
        &self.moved
    }
    /// Whether it is a draft or not yet due; only a preview shows those, marked.
    pub fn draft(&self) -> bool {
        self.draft
    }
    /// Whether the page is not for the lowest audience; always false in the lowest audience's view.
    pub fn above_lowest(&self) -> bool {
        self.only_for.is_some()
    }
    /// The audience it is for, where that is not the lowest; those above it see it too.
    pub fn only_for(&self) -> Option<&str> {
        self.only_for.as_deref()
    }
    /// The file it was written in, from the site's root; `None` for a listing that no file describes.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }
    /// Where the source can be edited.
    pub fn edit_url(&self) -> Option<&str> {
        self.edit_url.as_deref()
    }
    /// Whether terms of a glossary are explained in its text.
    pub fn explains_terms(&self) -> bool {
        self.shown.terms != Some(false)
    }
    /// What its front matter says to its readers.
    pub fn front(&self) -> &ForReaders {
        &self.shown
    }
    /// The section it lies in; `None` for the home page.
    pub fn parent(&self) -> Option<PageId> {
        self.parent
    }
    /// The pages and sections directly below it, in reading order.
    pub fn children(&self) -> &[PageId] {
        &self.children
    }
    /// The page before it in its section, in reading order.
    pub fn previous(&self) -> Option<PageId> {
        self.previous
    }
    /// The page after it in its section, in reading order.
    pub fn next(&self) -> Option<PageId> {
        self.next
    }
    /// Its body.
    pub fn document(&self) -> &Document {
        &self.document
    }
}
