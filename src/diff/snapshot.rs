//! What readers of a site see, as plain values that can be compared: pages with their sections and lines, addresses,
//! files, figures.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diag::Findings;
use crate::site::AudienceView;
use crate::site::document::tables::RoleGlance;
use crate::site::document::{Container, FigureFact, Node};
use crate::site::gate::{Redirect, VisiblePage, tag_slug};
use crate::site::routes::within;

/// A site at one moment.
#[derive(Default)]
pub struct Snapshot {
    /// What each audience sees, in the order of the settings.
    pub editions: Vec<Edition>,
    /// What there was to tell the author.
    pub findings: Findings,
}

/// What one audience sees.
#[derive(Default)]
pub struct Edition {
    /// The audience's name.
    pub audience: String,
    /// Its pages, in path order.
    pub pages: Vec<PageShot>,
    /// Old addresses, and the address that each leads to.
    pub redirects: BTreeMap<String, String>,
    /// Addresses of lists that no file makes: tags.
    pub lists: BTreeSet<String>,
    /// Attachments and static files: their address, and a fingerprint of their bytes.
    pub files: BTreeMap<String, [u8; 32]>,
    /// Figures of the data, by name.
    pub figures: BTreeMap<String, FigureFact>,
    /// What stands on every page: the site's title, the menu, the footer.
    pub frame: Vec<String>,
}

/// A page as one audience sees it.
pub struct PageShot {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The file it was written in.
    pub source: Option<String>,
    /// Its text, cut at its headings; the first section has none.
    pub sections: Vec<SectionShot>,
    /// Every place on it that a link can lead to.
    pub anchors: BTreeSet<String>,
    /// The names of the figures that it shows.
    pub figures: BTreeSet<String>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// When its review is due.
    pub review_due: Option<Date>,
}

/// A heading and what stands under it.
pub struct SectionShot {
    /// What a link puts behind `#`; empty for the text under the title.
    pub anchor: String,
    /// The heading; empty for the text under the title.
    pub heading: String,
    /// 2 to 6; 1 for the text under the title.
    pub level: u8,
    /// A paragraph, a list item or a row of a table each.
    pub lines: Vec<String>,
}

impl Edition {
    /// What this audience sees, with the figures that it may be shown.
    pub fn of(mut view: AudienceView, figures: Vec<FigureFact>) -> Edition {
        let files = view.take_files().into_iter();
        let files = files.map(|file| (format!("/{}", file.path.as_str()), *blake3::hash(&file.bytes).as_bytes()));
        let menu = view.navigation().iter().chain(view.footer_links()).map(|link| link.label.clone());
        let notice = view.notice().map(|notice| notice.text.clone());
        let frame = std::iter::once(view.title().to_owned()).chain(notice).chain(menu);
        let frame = frame.chain(view.footer_text().iter().cloned());
        let led = |view: &AudienceView| {
            let to = |redirect: &Redirect| (redirect.from.clone(), view.page(redirect.to).url().to_owned());
            view.redirects().iter().map(to).collect::<Vec<_>>()
        };
        let tags = |view: &AudienceView| {
            let url = |tag: &String| within(view.start(), &format!("/tags/{}/", tag_slug(tag)));
            view.pages().iter().flat_map(VisiblePage::tags).map(url).collect::<Vec<_>>()
        };
        let shots = |view: &AudienceView| view.pages().iter().map(|page| PageShot::of(view, page)).collect::<Vec<_>>();
        Edition {
            audience: view.audience().to_owned(),
            redirects: view.in_all_languages().flat_map(led).collect(),
            lists: view.in_all_languages().flat_map(tags).collect(),
            frame: frame.collect(),
            pages: view.in_all_languages().flat_map(shots).collect(),
            figures: figures.into_iter().map(|figure| (figure.name.clone(), figure)).collect(),
            files: files.collect(),
        }
    }

    /// Every address that answers: pages, redirects, lists and files.
    pub fn addresses(&self) -> BTreeSet<&str> {
        let pages = self.pages.iter().map(|page| page.url.as_str());
        let redirects = self.redirects.keys().map(String::as_str);
        let lists = self.lists.iter().map(String::as_str);
        pages.chain(redirects).chain(lists).chain(self.files.keys().map(String::as_str)).collect()
    }
}

impl PageShot {
    fn of(view: &AudienceView, page: &VisiblePage) -> PageShot {
        let document = page.document();
        let mut sections: Vec<SectionShot> = Vec::new();
        for section in document.text_sections(view.locale()) {
            let (anchor, heading, level) = match section.heading {
                Some(heading) => (heading.id.clone(), heading.text.clone(), heading.level),
                None => (String::new(), String::new(), 1),
            };
            let lines = section.text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
            sections.push(SectionShot { anchor, heading, level, lines });
        }
        if let Some(first) = sections.first_mut() {
            let above = page.summary().map(str::to_owned).into_iter().chain(page.role().into_iter().flat_map(glance));
            let own: Vec<String> = above.filter(|line| !first.lines.contains(line)).collect();
            first.lines.splice(0..0, own);
        }
        let mut anchors: BTreeSet<String> = document.outline.iter().map(|heading| heading.id.clone()).collect();
        container_ids(&document.nodes, &mut anchors);
        PageShot {
            url: page.url().to_owned(),
            title: page.title().to_owned(),
            source: page.source().map(str::to_owned),
            sections,
            anchors,
            figures: page.figures().clone(),
            owner: page.owner().map(str::to_owned),
            review_due: page.review_due(),
        }
    }

    /// Every line that readers see, the title and the headings too.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let sections = self.sections.iter().flat_map(|section| {
            let heading = Some(section.heading.as_str()).filter(|heading| !heading.is_empty());
            heading.into_iter().chain(section.lines.iter().map(String::as_str))
        });
        std::iter::once(self.title.as_str()).chain(sections)
    }
}

/// What the page of a role shows of its record at a glance.
fn glance(role: &RoleGlance) -> Vec<String> {
    let words = [&role.mission, &role.owns, &role.code_share, &role.team, &role.time_split, &role.work_mode];
    let words = words.into_iter().flatten().cloned();
    let family = role.family.iter().map(|(title, _)| title.clone());
    let lists = [&role.aliases, &role.levels, &role.experience, &role.certifications];
    let lists = lists.into_iter().filter(|list| !list.is_empty()).map(|list| list.join(", "));
    let pay = role.pay.iter().map(|pay| {
        let level = pay.level.as_ref().map(|level| format!(", {level}")).unwrap_or_default();
        format!("{}{level}: {}", pay.place, pay.band.range.text)
    });
    let next = role.next.iter().map(|next| next.title.clone());
    words.chain(family).chain(lists).chain(pay).chain(next).collect()
}

fn container_ids(nodes: &[Node], ids: &mut BTreeSet<String>) {
    for node in nodes {
        if let Node::Container(container) = node {
            let Container { id, .. } = &**container;
            ids.extend(id.clone());
        }
        container_ids(node.children(), ids);
    }
}
