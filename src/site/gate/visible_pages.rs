//! The pages that one audience sees, for whoever wants to lead readers to one.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Site;
use super::visible_text::{VisibleText, visible_lines};
use crate::config::{Audience, Config};
use crate::site::document::tables::roles::Named;
use crate::site::gate::PageKind;
use crate::site::source::addresses::Target;
use crate::site::source::blocks::{Directive, Head};
use crate::site::source::page::{Page, title_of_name};

/// The pages that one audience sees; none where records are read alone.
#[derive(Clone, Copy)]
pub(in crate::site) struct VisiblePages<'s> {
    pub(super) site: Option<&'s Site<'s>>,
    pub(super) config: &'s Config,
    pub(super) audience: Audience,
}

impl<'s> VisiblePages<'s> {
    /// Whether a page is among them.
    pub(in crate::site) fn show(self, page: &Page) -> bool {
        page.language() == self.config.spoken
            && self.site.is_some_and(|site| site.shows(page, self.audience, self.config))
    }

    /// Every one, in path order.
    pub(in crate::site) fn iter(self) -> impl Iterator<Item = &'s Page> {
        self.site.into_iter().flat_map(|site| &site.pages).filter(move |page| self.show(page))
    }

    /// What a page is for.
    pub(in crate::site) fn kind(self, page: &Page) -> PageKind {
        self.site.map_or(PageKind::Page, |site| site.kind(page))
    }

    /// The page at an address, or at a file's address that has this one among its aliases.
    fn at(self, url: &str) -> Option<&'s Page> {
        let site = self.site?;
        let Some(Target::Page(page)) = site.addresses.by_url.get(url) else { return None };
        self.in_language(site, *page)
    }

    /// A page in the language of these readers, else as it is, if they may see it.
    fn in_language(self, site: &'s Site<'s>, page: usize) -> Option<&'s Page> {
        let page = &site.pages[site.spoken(page, self.audience, self.config)];
        Some(page).filter(|page| site.shows(page, self.audience, self.config))
    }

    /// The path from the site's root of the page at an address.
    pub(in crate::site) fn path(self, url: &str) -> Option<String> {
        Some(self.at(url)?.url.trim_start_matches('/').to_owned())
    }

    /// The path from the site's root of a page that is named by its file below `content/` or by its address, and its title.
    pub(in crate::site) fn of_name(self, name: &str) -> Option<(String, String)> {
        let addresses = &self.site?.addresses;
        let found = addresses.by_url.get(name).or_else(|| addresses.by_path.get(name.trim_start_matches('/')));
        let Some(Target::Page(page)) = found else { return None };
        let page = self.in_language(self.site?, *page)?;
        let title = self.title(page);
        Some((page.url.trim_start_matches('/').to_owned(), title))
    }

    /// The page at an address, with its title; `otherwise` when there is none.
    pub(in crate::site) fn named(self, url: &str, otherwise: &str) -> Named {
        // A file for some stands before the page that a record makes for the others.
        let page = self.at(url).and_then(|at| self.iter().find(|page| page.url == at.url));
        let title = page.map(|page| self.title(page));
        let title = title.unwrap_or_else(|| otherwise.to_owned());
        Named { id: otherwise.to_owned(), title, path: self.path(url) }
    }

    /// A page's title: its own, else the first heading that the audience reads, else its name.
    pub(in crate::site) fn title(self, page: &Page) -> String {
        let own = page.front.title.clone().or_else(|| self.first_heading(page));
        own.filter(|title| !title.is_empty()).unwrap_or_else(|| title_of_name(page.stem()))
    }

    fn first_heading(self, page: &Page) -> Option<String> {
        let highest = self.config.audiences.highest();
        let text = VisibleText::new(&page.source, page.body.clone(), &page.blocks, self.audience, highest);
        let mut events = Parser::new_ext(text.text(), Options::ENABLE_HEADING_ATTRIBUTES);
        events.find(|event| matches!(event, Event::Start(Tag::Heading { .. })))?;
        let inside = events.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
        let words = inside.filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.into_string()),
            Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
            _ => None,
        });
        let words: String = words.collect();
        Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The blocks without content that show on a page.
    pub(in crate::site) fn leaves(self, page: &Page) -> impl Iterator<Item = &Head> {
        let highest = self.config.audiences.highest();
        visible_lines(&page.blocks, self.audience, highest).filter_map(|index| {
            match &page.blocks.lines[index].directive {
                Directive::Leaf(head) => Some(head),
                Directive::Open { .. } | Directive::Close => None,
            }
        })
    }
}
