//! Which part of an audience's files a build makes, so that several machines can share one build.
//!
//! The parts are made so that together they are the whole: each file belongs to one section, or to the rest. It must not
//! know how a page is drawn.

use std::collections::BTreeSet;

use super::markdown_copy;
use crate::output::{OutPath, OutputFile, address};
use crate::site::AudienceView;
use crate::site::gate::VisiblePage;

/// A part of an audience's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BuildPart {
    /// All of them.
    Whole,
    /// The pages of these sections, each named by the first folder of its address, as in `roles`.
    Sections(BTreeSet<String>),
    /// All but the pages of sections: the home page, pages beside it, search, sitemap, feeds, assets, attachments.
    Rest,
}

impl BuildPart {
    /// Whether the part holds what belongs to the site as a whole.
    pub fn has_rest(&self) -> bool {
        !matches!(self, BuildPart::Sections(_))
    }

    /// Whether the part holds a page, on a site with these sections.
    pub fn holds(&self, page: &VisiblePage, sections: &BTreeSet<String>) -> bool {
        let section = sections.get(first_folder(page.url()));
        match self {
            BuildPart::Whole => true,
            BuildPart::Sections(named) => section.is_some_and(|section| named.contains(section)),
            BuildPart::Rest => section.is_none(),
        }
    }

    /// How many pages of a view the part holds.
    pub fn pages(&self, view: &AudienceView) -> usize {
        let sections = sections(view);
        all_pages(view).filter(|page| self.holds(page, &sections)).count()
    }

    /// Empty files in the place of the pages that other parts hold. They keep those addresses, so that each part finds
    /// the same collisions as a whole build.
    pub fn placeholders(&self, view: &AudienceView) -> Vec<OutputFile> {
        let sections = sections(view);
        let others = all_pages(view).filter(|page| !self.holds(page, &sections));
        others.flat_map(placeholders_of).collect()
    }
}

/// The sections of a view: the first folders of addresses that hold more than one page or are a folder's page.
pub fn sections(view: &AudienceView) -> BTreeSet<String> {
    let deeper = |page: &&VisiblePage| page.is_section() || page.url().trim_matches('/').contains('/');
    let names = all_pages(view).filter(deeper).map(|page| first_folder(page.url()));
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The pages of a view in every language.
fn all_pages(view: &AudienceView) -> impl Iterator<Item = &VisiblePage> {
    view.in_all_languages().flat_map(AudienceView::pages)
}

fn first_folder(url: &str) -> &str {
    url.trim_start_matches('/').split('/').next().unwrap_or_default()
}

fn placeholders_of(page: &VisiblePage) -> impl Iterator<Item = OutputFile> {
    let origin = page.source().unwrap_or_else(|| page.url()).to_owned();
    let paths = [address::file(page.url()), markdown_copy::path(page)];
    paths.into_iter().flatten().map(move |path: OutPath| OutputFile { path, bytes: Vec::new(), origin: origin.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::gate::demo::{page, view};

    fn held(part: &BuildPart, urls: &[&str]) -> Vec<String> {
        let view = view("public", None, urls.iter().map(|url| page(url, "A page")).collect());
        let sections = sections(&view);
        let held = view.pages().iter().filter(|page| part.holds(page, &sections));
        held.map(|page| page.url().to_owned()).collect()
    }

    #[test]
    fn each_page_is_in_one_part() {
        let urls = ["/", "/faq/", "/pay/", "/pay/london/", "/roles/a/b/"];
        let only = |name: &str| BuildPart::Sections(BTreeSet::from([name.to_owned()]));
        assert_eq!(held(&BuildPart::Rest, &urls), ["/", "/faq/"]);
        assert_eq!(held(&only("pay"), &urls), ["/pay/", "/pay/london/"]);
        assert_eq!(held(&only("roles"), &urls), ["/roles/a/b/"]);
        assert_eq!(held(&only("faq"), &urls), [""; 0], "a page beside the home page is no section");
        assert_eq!(held(&BuildPart::Whole, &urls), urls);
    }
}
