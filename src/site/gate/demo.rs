//! Hand-made views for the tests of what lies outside the gate.
//!
//! It must not know how a view is made from a site: parents and children follow from the addresses alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{AudienceView, CareersLinks, Document, PageId, PageKind, Redirect, VisiblePage};
use crate::config::Brand;
use crate::locale::Locale;
use crate::site::document::tables::RoleGlance;
use crate::site::document::tables::book::PayBook;
use crate::site::document::{Node, OutlineEntry};

/// A page titled `title` at `url`; it is a section when another page lies below it.
pub(crate) fn page(url: &str, title: &str) -> VisiblePage {
    VisiblePage {
        url: url.to_owned(),
        title: title.to_owned(),
        says_review: true,
        source: Some(format!("content{url}index.md")),
        ..VisiblePage::default()
    }
}

impl VisiblePage {
    /// The page with another summary.
    pub(crate) fn with_summary(mut self, summary: &str) -> VisiblePage {
        self.shown.summary = Some(summary.to_owned());
        self
    }

    /// The page as one of another kind.
    pub(crate) fn with_kind(mut self, kind: PageKind) -> VisiblePage {
        self.kind = kind;
        self
    }

    /// The page as one about this role.
    pub(crate) fn about(mut self, role: RoleGlance) -> VisiblePage {
        self.kind = PageKind::Role;
        self.role = Some(role);
        self
    }

    /// The page with these tags.
    pub(crate) fn with_tags(mut self, tags: &[&str]) -> VisiblePage {
        self.shown.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        self
    }

    /// The page with an owner, a review and an address for edits.
    pub(crate) fn with_keeper(mut self, owner: &str, edit_url: &str) -> VisiblePage {
        self.owner = Some(owner.to_owned());
        self.shown.reviewed_on = Some(jiff::civil::date(2026, 5, 12));
        self.review_due = Some(jiff::civil::date(2026, 11, 12));
        self.edit_url = Some(edit_url.to_owned());
        self
    }

    /// The page as one that the lowest audience does not see.
    pub(crate) fn hidden(mut self) -> VisiblePage {
        self.only_for = Some("internal".to_owned());
        self
    }

    /// The page as a draft.
    pub(crate) fn drafted(mut self) -> VisiblePage {
        self.draft = true;
        self
    }

    /// The page without a file that describes it.
    pub(crate) fn unwritten(mut self) -> VisiblePage {
        self.source = None;
        self
    }

    /// The page with this body; the outline follows from its headings.
    pub(crate) fn with_parts(mut self, parts: Vec<Node>) -> VisiblePage {
        fn headings(parts: &[Node], found: &mut Vec<OutlineEntry>) {
            for part in parts {
                match part {
                    Node::Heading(heading) => found.push(heading.entry()),
                    Node::Container(container) => headings(&container.nodes, found),
                    _ => {}
                }
            }
        }
        let mut outline = Vec::new();
        headings(&parts, &mut outline);
        self.document = Document {
            nodes: parts,
            title_id: None,
            outline,
            excerpt: "What the first paragraph says.".to_owned(),
            words: 1_200,
        };
        self
    }
}

/// A view of these pages for the audience `audience`, which is the lowest when it is called `public`.
pub(crate) fn view(audience: &str, base_url: Option<&str>, mut pages: Vec<VisiblePage>) -> AudienceView {
    pages.sort_by(|a, b| a.url.cmp(&b.url));
    let by_url: BTreeMap<String, usize> = pages.iter().enumerate().map(|(at, page)| (page.url.clone(), at)).collect();
    for at in 0..pages.len() {
        let trimmed = pages[at].url.trim_end_matches('/').to_owned();
        let parent = trimmed.rfind('/').and_then(|slash| by_url.get(&trimmed[..=slash]).copied());
        if let Some(parent) = parent {
            pages[at].parent = Some(PageId(parent));
            if let Some(before) = pages[parent].children.last().copied() {
                pages[at].previous = Some(before);
                pages[before.0].next = Some(PageId(at));
            }
            pages[parent].children.push(PageId(at));
            pages[parent].is_section = true;
        }
    }
    AudienceView {
        audience: audience.to_owned(),
        audience_titles: [audience, "internal"].map(|name| (name.to_owned(), Locale::default().audience(name))).into(),
        locale: Arc::new(Locale::default()),
        is_lowest: audience == "public",
        is_only: false,
        title: "Hiring playbook".to_owned(),
        language: "en".to_owned(),
        start: "/".to_owned(),
        languages: Vec::new(),
        translated: Vec::new(),
        base_url: base_url.map(str::to_owned),
        hosting: crate::config::Hosting::default(),
        markdown_copies: true,
        brand: Brand::default(),
        printed: Vec::new(),
        cards: false,
        smaller_pictures: false,
        notice: None,
        navigation: Vec::new(),
        careers: CareersLinks::default(),
        footer_text: Vec::new(),
        footer_links: Vec::new(),
        pages,
        pay: PayBook::default(),
        redirects: Vec::new(),
        files: Vec::new(),
        synonyms: Vec::new(),
        reviews: None,
        outside: Vec::new(),
        changes: Vec::new(),
        benefits: Vec::new(),
    }
}

impl AudienceView {
    /// The view with an old address that leads to the page at `url`.
    pub(crate) fn with_redirect(mut self, from: &str, url: &str) -> AudienceView {
        let to = PageId(self.pages.iter().position(|page| page.url == url).expect("the page is in the view"));
        self.redirects.push(Redirect { from: from.to_owned(), to, origin: "content/moved.md".to_owned() });
        self
    }

    /// The view in another language.
    pub(crate) fn in_language(mut self, language: &str) -> AudienceView {
        self.language = language.to_owned();
        self
    }

    /// The view with these pay records.
    pub(crate) fn with_pay(mut self, pay: PayBook) -> AudienceView {
        self.pay = pay;
        self
    }
}
