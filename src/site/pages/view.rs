//! Makes the view of one audience: reads the pages it may see, checks what they link, and builds the tree of what is left.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::anchors;
use super::files;
use super::json_ld_job::Shown;
use super::links::{AnchorUse, PageSurroundings};
use super::menu;
use super::redirects;
use super::tree::Node;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::output::address::encode;
use crate::site::Site;
use crate::site::catch_panics;
use crate::site::gate::visible_text::VisibleText;
use crate::site::gate::{AudienceView, PageId, PageKind, VisiblePage};
use crate::site::markdown;
use crate::site::markdown::{Lowered, Reading};
use crate::site::pages::json_ld_job;
use crate::site::pages::tree;
use crate::site::playbook::generated;
use crate::site::source::front_matter::Cascade;
use crate::site::source::page::{Folder, Page, title_of_name};

/// A page as this audience reads it.
pub(in crate::site) struct ReadPage {
    /// Its index in the site.
    pub(in crate::site) page: usize,
    pub(in crate::site) lowered: Lowered,
    anchors: Vec<AnchorUse>,
    attachments: BTreeSet<String>,
    /// The published pay figures that it shows, by id.
    shown: Shown,
}

/// What `audience` may see of `site`.
pub(in crate::site) fn of(
    site: &Site<'_>,
    audience: Audience,
    config: &Config,
    diags: &mut Diagnostics,
) -> AudienceView {
    let read = read_pages(site, audience, config, diags);
    let menus = menu::of(site, audience, config, diags);
    let uses = read.iter().flat_map(|page| &page.anchors).chain(&menus.around.anchors);
    anchors::check(uses, &read, site, audience, config, diags);
    let attachments = read.iter().flat_map(|page| &page.attachments).chain(&menus.around.attachments);
    let files = files::of(site, attachments.collect(), audience, config, diags);

    let nodes = tree::nodes(site, &read, audience);
    let places: BTreeMap<usize, PageId> =
        nodes.iter().enumerate().filter_map(|(id, node)| Some((node.page?, PageId(id)))).collect();
    let redirects = redirects::of(site, &places, nodes.iter().map(|node| node.url.clone()).collect(), audience);
    let mut lowered: BTreeMap<usize, (Lowered, Shown)> =
        read.into_iter().map(|read| (read.page, (read.lowered, read.shown))).collect();
    let mut pages: Vec<VisiblePage> = nodes
        .into_iter()
        .map(|node| {
            let (lowered, shown) = node.page.and_then(|page| lowered.remove(&page)).unzip();
            let mut visible = visible_page(site, node, lowered, audience, config);
            visible.occupation = json_ld_job::of(&visible, &shown.unwrap_or_default(), site, audience, config);
            visible
        })
        .collect();
    tree::link_siblings(&mut pages);
    AudienceView {
        audience: config.audiences.name(audience).to_owned(),
        audience_titles: config
            .audiences
            .iter()
            .filter(|other| *other <= audience)
            .map(|other| (config.audiences.name(other).to_owned(), config.audience_title(other)))
            .collect(),
        locale: Arc::clone(&config.locale),
        is_lowest: audience == config.audiences.lowest(),
        is_only: config.audiences.names().len() == 1,
        title: config.title_for(audience).to_owned(),
        language: config.language.clone(),
        base_url: config.base_url_for(audience).map(str::to_owned),
        brand: config.brand.clone(),
        navigation: menus.navigation,
        footer_text: config.footer.text.clone(),
        footer_links: menus.footer,
        pages,
        pay: site.data.pay_book(audience, config),
        redirects,
        files,
        synonyms: site.data.synonyms_for(audience),
    }
}

impl Site<'_> {
    /// Whether this audience sees a page at all.
    pub(in crate::site) fn shows(&self, page: &Page, audience: Audience, config: &Config) -> bool {
        page.audience <= audience && (page.waiting.is_none() || config.drafts)
    }

    /// What a page is for, as it or a folder above it says.
    pub(in crate::site) fn kind(&self, page: &Page) -> PageKind {
        page.front.kind.or_else(|| self.passed_down(page, |cascade| cascade.kind)).unwrap_or(PageKind::Page)
    }

    /// Whether this audience sees any page in a folder or below it.
    pub(in crate::site) fn shows_something(&self, folder: usize, audience: Audience) -> bool {
        self.folders[folder].shows_to.is_some_and(|lowest| lowest <= audience)
    }

    /// Whether a page is a section for this audience: one that stands beside its folder is not while the folder is empty.
    pub(in crate::site) fn is_section(&self, page: &Page, audience: Audience) -> bool {
        let beside = page.is_beside_its_folder();
        page.describes.is_some_and(|folder| !beside || self.shows_something(folder, audience))
    }

    /// What the folders above a page pass down to it, the nearest first.
    ///
    /// A folder whose own page is above this one has nothing to say to it, except about audiences.
    fn passed_down<T>(&self, page: &Page, pick: impl Fn(&Cascade) -> Option<T>) -> Option<T> {
        let mut folder = Some(page.folder);
        while let Some(index) = folder {
            let Folder { index: describing, parent, .. } = &self.folders[index];
            let says = describing.map(|own| &self.pages[own]);
            let heard = says.filter(|says| says.stem() == "_index" && says.audience <= page.audience);
            if let Some(passed) = heard.and_then(|says| pick(&says.front.cascade)) {
                return Some(passed);
            }
            folder = *parent;
        }
        None
    }
}

/// Reads every page the audience sees, in path order.
fn read_pages(site: &Site<'_>, audience: Audience, config: &Config, diags: &mut Diagnostics) -> Vec<ReadPage> {
    // A second page at an address is reported by the checks; the first one stands for both.
    let mut taken = BTreeSet::new();
    let visible = (0..site.pages.len())
        .filter(|index| site.shows(&site.pages[*index], audience, config))
        .filter(|index| taken.insert(site.pages[*index].url.as_str()))
        .map(|index| (site.pages[index].source.path.as_str(), index));
    catch_panics::for_each(visible.collect(), diags, |index, diags| {
        Some(read_page(site, index, audience, config, diags))
    })
}

/// Reads one page for an audience that may see it.
pub(in crate::site) fn read_page(
    site: &Site<'_>,
    index: usize,
    audience: Audience,
    config: &Config,
    diags: &mut Diagnostics,
) -> ReadPage {
    let page = &site.pages[index];
    let text = VisibleText::new(&page.source, page.body.clone(), &page.blocks, audience, config.audiences.highest());
    let reading = Reading { raw_html: config.raw_html, title: page.front.title.as_deref() };
    let mut around = PageSurroundings::new(site, config, index, audience);
    let mut lowered = markdown::lower(&text, &page.blocks, &reading, &mut around, diags);
    if page.front.title.is_none() && !page.front.unreadable && lowered.first_heading.is_none() {
        let place = Place::file(&page.source.path);
        let empty = text.text().trim().is_empty();
        let (rule, message, hint) = match empty {
            true => (&rules::EMPTY_PAGE, "a page with nothing on it", "write something, or remove the file"),
            false => (
                &rules::MISSING_TITLE,
                "a page without a title; its file name is used",
                "add `title` to the front matter, or begin with a `# Heading`",
            ),
        };
        diags.push(Diagnostic::new(rule, place, message).hint(hint));
    }
    generated::extend(site, page, &mut lowered, audience, config);
    let shown = Shown::new(&lowered.document.parts, around.cited);
    ReadPage { page: index, lowered, anchors: around.anchors, attachments: around.attachments, shown }
}

impl ReadPage {
    /// The page's title for this audience.
    pub(in crate::site) fn title(&self, page: &Page) -> String {
        let own = page.front.title.clone().or_else(|| self.lowered.first_heading.clone());
        let from_name = || match page.describes {
            Some(_) if !page.is_beside_its_folder() => {
                title_of_name(page.folder_path().rsplit('/').next().unwrap_or(""))
            }
            _ => title_of_name(page.stem()),
        };
        own.filter(|title| !title.is_empty()).unwrap_or_else(from_name)
    }
}

fn visible_page(
    site: &Site<'_>,
    node: Node,
    lowered: Option<Lowered>,
    audience: Audience,
    config: &Config,
) -> VisiblePage {
    let document = lowered.map(|lowered| lowered.document).unwrap_or_default();
    let mut visible = VisiblePage {
        url: node.url,
        title: if node.title.is_empty() { config.title.clone() } else { node.title },
        summary: None,
        kind: PageKind::Page,
        role: None,
        occupation: None,
        roles: Vec::new(),
        places: Vec::new(),
        is_section: node.is_section,
        tags: Vec::new(),
        owner: None,
        reviewed_on: None,
        review_due: None,
        draft: false,
        only_for: None,
        source: None,
        edit_url: None,
        extra: serde_json::Value::Object(serde_json::Map::new()),
        parent: node.parent.map(PageId),
        children: node.children.into_iter().map(PageId).collect(),
        previous: None,
        next: None,
        document,
    };
    if let Some(index) = node.page {
        let page = &site.pages[index];
        describe(&mut visible, site, page, config);
        let named = |is_place: bool| {
            let of_kind = page.front.records.iter().filter(move |(key, _)| (*key == "place") == is_place);
            of_kind.map(|(_, id)| id.value.as_str())
        };
        visible.places = site.data.place_names(named(true), audience);
        let by_address = (visible.kind == PageKind::Role).then(|| role_of(page, &visible.url)).flatten();
        visible.roles = site.data.role_names(by_address.into_iter().chain(named(false)), audience);
        if visible.kind == PageKind::Role && !visible.is_section {
            visible.role = role_of(page, &visible.url).and_then(|role| site.data.role_glance(role, audience, config));
        }
    }
    visible
}

/// The id of the role a page is about: the one it names, else the one whose address it has.
fn role_of<'p>(page: &'p Page, url: &'p str) -> Option<&'p str> {
    let named = page.front.records.iter().find(|(key, _)| *key == "role").map(|(_, id)| id.value.as_str());
    named.or_else(|| url.strip_prefix("/roles/")?.strip_suffix('/'))
}

/// Fills in what a page's front matter and its folders say.
fn describe(visible: &mut VisiblePage, site: &Site<'_>, page: &Page, config: &Config) {
    let front = &page.front;
    visible.summary = front.summary.clone();
    visible.kind = site.kind(page);
    visible.tags = front.tags.clone();
    visible.owner = front.owner.clone().or_else(|| site.passed_down(page, |cascade| cascade.owner.clone()));
    visible.reviewed_on = front.reviewed_on;
    let passed = || site.passed_down(page, |cascade| cascade.review_every).or(config.review_every);
    let every = front.review_every.or_else(passed);
    visible.review_due = front.reviewed_on.zip(every).map(|(date, every)| every.after(date));
    visible.draft = page.waiting.is_some();
    let limited = page.audience > config.audiences.lowest();
    visible.only_for = limited.then(|| config.audiences.name(page.audience).to_owned());
    visible.source = Some(page.source.path.clone());
    visible.edit_url = config
        .repository
        .as_ref()
        .map(|repository| format!("{}/edit/{}/{}", repository.url, repository.branch, encode(&page.source.path)));
    visible.extra = serde_json::Value::Object(front.extra.clone());
}
