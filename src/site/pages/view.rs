//! Makes the view of one audience: reads the pages it may see, checks what they link, and builds the tree of what is left.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::json_ld_job::{self, Shown};
use super::links::{AnchorUse, PageSurroundings};
use super::menu::{self, Menus};
use super::tree::{self, Node};
use super::{anchors, files, image_sizes, languages, ledger, posting_titles, redirects};
use crate::config::{Audience, Config};
use crate::diag::{Diagnostics, Place};
use crate::output::address::encode;
use crate::site::Site;
use crate::site::catch_panics;
use crate::site::check::{self, EveryPage, OnePage, truth, wording};
use crate::site::document::figure;
use crate::site::gate::visible_text::VisibleText;
use crate::site::gate::{AudienceView, PageId, PageKind, Reader, Readers, VisiblePage};
use crate::site::markdown::{self, Lowered, Reading};
use crate::site::playbook::{self, generated};
use crate::site::routes;
use crate::site::source::page::{Page, Subject, title_of_name};

/// A page as this audience reads it.
pub(in crate::site) struct ReadPage {
    /// Its index in the site.
    pub(in crate::site) page: usize,
    pub(in crate::site) lowered: Lowered,
    anchors: Vec<AnchorUse>,
    attachments: BTreeSet<String>,
    /// The published pay figures that it shows, by id.
    shown: Shown,
    /// The names of all figures that it shows.
    figures: BTreeSet<String>,
    /// What of its prose is held against other pages.
    prose: truth::Prose,
    /// Pages that it links.
    linked: BTreeSet<usize>,
    /// Addresses outside that it links, and where.
    pub(in crate::site) outside: Vec<(String, Place)>,
    /// What is wrong with it.
    findings: Diagnostics,
}

/// What `audience` may see of `site`, in every language.
pub(in crate::site) fn of(
    site: &Site<'_>,
    audience: Audience,
    config: &Config,
    diags: &mut Diagnostics,
) -> AudienceView {
    let readers = Readers::new(site, config);
    let viewing = Viewing { site, config, readers: &readers, reader: readers.of(audience) };
    let read = read_pages(viewing, diags);
    if audience == config.audiences.highest() {
        hold_together(viewing, &read, diags);
    }
    let configs = languages::spoken(viewing);
    let all_readers: Vec<Readers<'_>> = configs.iter().map(|config| Readers::new(site, config)).collect();
    let mut all: Vec<(Viewing<'_>, Vec<ReadPage>, Menus<'_>)> = vec![(viewing, read, menu::of(viewing, diags))];
    for (config, readers) in configs.iter().zip(&all_readers) {
        let viewing = Viewing { site, config, readers, reader: readers.of(audience) };
        let read = read_pages(viewing, diags);
        all.push((viewing, read, menu::of(viewing, diags)));
    }
    let every_page: Vec<&ReadPage> = all.iter().flat_map(|(_, read, _)| read).collect();
    for (viewing, read, menus) in &all {
        let around = menus.around.anchors.iter().filter(|_| viewing.config.spoken.is_none());
        anchors::check(read.iter().flat_map(|page| &page.anchors).chain(around), &every_page, *viewing, diags);
    }
    let around = all.iter().flat_map(|(_, _, menus)| &menus.around.attachments);
    let attachments = every_page.iter().flat_map(|page| &page.attachments).chain(around);
    let (files, sizes) = files::of(viewing, attachments.collect(), diags);
    let all_anchors = all_anchors(site, &every_page);
    let mut views = all.into_iter().map(|(viewing, mut read, menus)| {
        for page in &mut read {
            image_sizes::set(&mut page.lowered.document.nodes, &site.pages[page.page].url, &sizes);
        }
        view_of(viewing, read, menus, &all_anchors, diags)
    });
    let view = views.next().expect("the language of the site comes first");
    let translated: Vec<AudienceView> = views.collect();
    let mut view = AudienceView { files, translated, ..view };
    keep_ledger(viewing, &view, &all_anchors, diags);
    languages::introduce(&mut view, config);
    view
}

/// What those pages come to that an audience sees in one language, without the files that they show.
fn view_of(
    viewing: Viewing<'_>,
    mut read: Vec<ReadPage>,
    menus: Menus<'_>,
    all_anchors: &BTreeMap<String, BTreeSet<String>>,
    diags: &mut Diagnostics,
) -> AudienceView {
    let Viewing { config, reader, .. } = viewing;
    let audience = reader.audience();
    let nodes = tree::nodes(viewing, &read);
    let places: BTreeMap<usize, PageId> =
        nodes.iter().enumerate().filter_map(|(id, node)| Some((node.page?, PageId(id)))).collect();
    let mut redirects = redirects::of(viewing, &places, nodes.iter().map(|node| node.url.clone()).collect());
    let outside = addresses_outside(viewing, &mut read);
    let mut pages = visible_pages(viewing, nodes, read);
    posting_titles::tell_apart(&mut pages, &config.locale);
    // What nobody can apply for any more stays where it is, and no list leads there.
    let closed: Vec<bool> = pages.iter().map(VisiblePage::is_closed_posting).collect();
    pages.iter_mut().for_each(|page| page.children.retain(|child| !closed[child.index()]));
    tree::link_siblings(&mut pages);
    // A section that is not translated was judged in the language of the site.
    let mut told = Diagnostics::default();
    let printed = menu::sections(&menus.printed, &pages, &mut told);
    if config.spoken.is_none() {
        diags.append(told);
    }
    if !viewing.site.ledger.is_empty() {
        redirects.extend(ledger::redirects(viewing, &pages, &redirects));
        ledger::mark_moved(viewing, &mut pages, all_anchors);
    }
    let sees_everything = audience == config.audiences.highest() && audience != config.audiences.lowest();
    AudienceView {
        audience: config.audiences.name(audience).to_owned(),
        audience_titles: audience_titles(viewing),
        locale: Arc::clone(&config.locale),
        is_lowest: audience == config.audiences.lowest(),
        is_only: config.audiences.names().len() == 1,
        title: config.title_for(audience).to_owned(),
        language: config.language.clone(),
        start: config.start.clone(),
        languages: Vec::new(),
        translated: Vec::new(),
        base_url: config.base_url_for(audience).map(str::to_owned),
        brand: config.brand.clone(),
        hosting: config.hosting.clone(),
        markdown_copies: config.markdown_copies,
        printed,
        cards: config.cards,
        smaller_pictures: config.smaller_pictures,
        notice: menus.notice,
        navigation: menus.navigation,
        careers: menus.careers,
        footer_text: config.footer.text.clone(),
        footer_links: menus.footer,
        pages,
        pay: reader.pay_book(),
        redirects,
        files: Vec::new(),
        synonyms: reader.synonyms(),
        reviews: (sees_everything && config.spoken.is_none()).then(|| (config.today, reader.reviews())),
        outside,
        changes: generated::changes(reader),
        benefits: playbook::benefits_by_place(reader),
    }
}

/// The ids of every page by its address, where a ledger asks for them.
fn all_anchors(site: &Site<'_>, read: &[&ReadPage]) -> BTreeMap<String, BTreeSet<String>> {
    let asked = if site.ledger.is_empty() { &[] } else { read };
    asked.iter().map(|read| (site.pages[read.page].url.clone(), read.lowered.anchors.clone())).collect()
}

/// Reports those addresses and headings of the ledger that are lost.
fn keep_ledger(
    viewing: Viewing<'_>,
    view: &AudienceView,
    all_anchors: &BTreeMap<String, BTreeSet<String>>,
    diags: &mut Diagnostics,
) {
    if !viewing.site.ledger.is_empty() {
        ledger::check(viewing, &view.pages, &view.redirects, (all_anchors, &view.translated), diags);
    }
}

/// Addresses outside that pages lead to, and where the sources can be read that an audience sees.
fn addresses_outside(viewing: Viewing<'_>, read: &mut [ReadPage]) -> Vec<(String, Place)> {
    let sources =
        viewing.reader.records.sources.iter().filter(|_| viewing.config.spoken.is_none()).filter_map(|record| {
            let url = record.body.url.as_ref()?;
            Some((url.clone(), wording::in_source(&record.place, url)))
        });
    read.iter_mut().flat_map(|read| std::mem::take(&mut read.outside)).chain(sources).collect()
}

/// Holds the pages and records of a site against each other, as those read them who see all.
fn hold_together(Viewing { site, config, .. }: Viewing<'_>, read: &[ReadPage], diags: &mut Diagnostics) {
    let of_page = |read: &'_ ReadPage| {
        let page = &site.pages[read.page];
        let heading = read.lowered.facts.headings.iter().find(|heading| heading.is_title);
        let text = VisibleText::new(
            &page.source,
            page.body.clone(),
            &page.blocks,
            config.audiences.highest(),
            config.audiences.highest(),
        );
        (read.title(page), heading.map(|heading| text.place(heading.span.clone())))
    };
    let pages: Vec<_> = read
        .iter()
        .map(|read| {
            let (title, heading) = of_page(read);
            truth::OfPage { page: read.page, title, heading, linked: &read.linked, prose: &read.prose }
        })
        .collect();
    let figures = read.iter().flat_map(|read| &read.figures).map(String::as_str).collect();
    check::of_all_pages(&EveryPage { site, config, pages: &pages, figures: &figures }, diags);
}

/// Every page of the tree, with what was read of it.
fn visible_pages(viewing: Viewing<'_>, nodes: Vec<Node>, read: Vec<ReadPage>) -> Vec<VisiblePage> {
    let mut lowered: BTreeMap<usize, (Lowered, (Shown, BTreeSet<String>))> =
        read.into_iter().map(|read| (read.page, (read.lowered, (read.shown, read.figures)))).collect();
    let visible = |node: Node| {
        let (lowered, shown) = node.page.and_then(|page| lowered.remove(&page)).unzip();
        let mut visible = visible_page(viewing, node, lowered);
        let (shown, figures) = shown.unwrap_or_default();
        visible.occupation = json_ld_job::of(&visible, &shown, viewing.reader);
        let at_a_glance = visible.role.iter().flat_map(|role| role.pay.iter().map(|pay| pay.band.id.clone()));
        visible.figures = at_a_glance.chain(figures).collect();
        visible
    };
    nodes.into_iter().map(visible).collect()
}

/// What those whose parts this audience sees are called in words, by their names.
fn audience_titles(Viewing { config, reader, .. }: Viewing<'_>) -> BTreeMap<String, String> {
    let seen = config.audiences.iter().filter(|other| reader.may_see(*other));
    seen.map(|other| (config.audiences.name(other).to_owned(), config.audience_title(other))).collect()
}

/// The whole site, and the reader whose view is made of it.
#[derive(Clone, Copy)]
pub(super) struct Viewing<'s> {
    pub(super) site: &'s Site<'s>,
    pub(super) config: &'s Config,
    pub(super) readers: &'s Readers<'s>,
    pub(super) reader: &'s Reader<'s>,
}

/// Reads every page the audience sees, in path order.
fn read_pages(viewing: Viewing<'_>, diags: &mut Diagnostics) -> Vec<ReadPage> {
    let site = viewing.site;
    // A second page at an address is reported by the checks; the first one stands for both.
    let mut taken = BTreeSet::new();
    let visible = (0..site.pages.len())
        .filter(|index| viewing.reader.pages.show(&site.pages[*index]))
        .filter(|index| taken.insert(site.pages[*index].url.as_str()))
        .map(|index| (site.pages[index].source.path.as_str(), index));
    catch_panics::for_each(visible.collect(), diags, |index, diags| {
        let mut read = read_page(viewing, index);
        diags.append(std::mem::take(&mut read.findings));
        Some(read)
    })
}

/// Reads one page for a reader who may see it.
pub(super) fn read_page(viewing: Viewing<'_>, index: usize) -> ReadPage {
    let mut findings = Diagnostics::default();
    let (config, page) = (viewing.config, &viewing.site.pages[index]);
    let (audience, highest) = (viewing.reader.audience(), config.audiences.highest());
    let text = VisibleText::new(&page.source, page.body.clone(), &page.blocks, audience, highest);
    let is_glossary = viewing.site.kind(page) == PageKind::Glossary;
    let title = page.front.title.as_deref();
    let reading = Reading { raw_html: config.raw_html, title, is_glossary, words: &config.locale };
    let mut around = PageSurroundings::new(viewing, index);
    let mut lowered = markdown::lower(&text, &page.blocks, &reading, &mut around, &mut findings);
    lowered.answer(&text, &mut |address, use_, place| around.link(address, use_, &place, &mut findings));
    generated::extend(viewing.reader, page, &mut lowered);
    let mut figures = figure::shown(&lowered.document.nodes);
    figures.extend(around.cited.iter().cloned().chain(around.claims.iter().map(|id| format!("{}{id}", figure::CLAIM))));
    let &Viewing { site, readers, reader, .. } = &viewing;
    let read = OnePage {
        site,
        readers,
        reader,
        page,
        text: &text,
        lowered: &lowered,
        figures: &figures,
        prose: OnceCell::new(),
    };
    check::of_a_page(&read, &mut findings);
    let prose = truth::prose_of(&read);
    // They were judged, and pages are many.
    lowered.facts.passages.clear();
    let shown = Shown::new(&lowered.document.nodes, around.cited);
    ReadPage {
        page: index,
        lowered,
        anchors: around.anchors,
        attachments: around.attachments,
        shown,
        figures,
        prose,
        linked: around.linked,
        outside: around.outside,
        findings,
    }
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

fn visible_page(viewing: Viewing<'_>, node: Node, lowered: Option<Lowered>) -> VisiblePage {
    let Viewing { site, config, reader, .. } = viewing;
    let document = lowered.map(|lowered| lowered.document).unwrap_or_default();
    let mut visible = VisiblePage {
        url: node.url,
        title: if node.title.is_empty() { config.title.clone() } else { node.title },
        is_section: node.is_section,
        parent: node.parent.map(PageId),
        children: node.children.into_iter().map(PageId).collect(),
        document,
        ..VisiblePage::default()
    };
    if let Some(index) = node.page {
        let page = &site.pages[index];
        describe(&mut visible, site, page, config);
        let named = |is_place: bool| {
            let of_kind = page.front.records.iter().filter(move |(key, _)| (*key == "place") == is_place);
            of_kind.map(|(_, id)| id.value.as_str())
        };
        visible.places = reader.place_names(named(true));
        let by_address = (visible.kind == PageKind::Role).then(|| role_of(page, &visible.url)).flatten();
        visible.roles = reader.role_names(by_address.into_iter().chain(named(false)));
        if let Some(Subject::Posting(id)) = &page.subject {
            let role = reader.records.postings.get(id).map(|record| record.body.role.id.as_str());
            visible.roles = reader.role_names(role.into_iter().chain(named(false)));
            describe_posting(&mut visible, reader, id);
        }
        if visible.kind == PageKind::Role && !visible.is_section {
            visible.role = role_of(page, &visible.url).and_then(|role| reader.role_glance(role));
        }
    }
    visible
}

/// Fills in what the record of an opening says of its page.
fn describe_posting(visible: &mut VisiblePage, reader: &Reader<'_>, id: &str) {
    visible.kind = PageKind::Posting;
    visible.job = reader.job_posting(id, &visible.title);
    let places = visible.job.iter().flat_map(|job| &job.places).map(|place| place.name.clone());
    visible.places = places.collect();
    let summary = reader.records.postings.get(id).and_then(|record| record.body.summary.clone());
    visible.shown.summary = visible.shown.summary.take().or(summary);
}

/// The id of the role a page is about: the one it names, else the one whose address it has.
fn role_of<'p>(page: &'p Page, url: &'p str) -> Option<&'p str> {
    let named = page.front.records.iter().find(|(key, _)| *key == "role").map(|(_, id)| id.value.as_str());
    named.or_else(|| routes::role_at(url))
}

/// Fills in what a page's front matter and its folders say.
fn describe(visible: &mut VisiblePage, site: &Site<'_>, page: &Page, config: &Config) {
    let front = &page.front;
    visible.shown = front.shown.clone();
    visible.kind = site.kind(page);
    visible.owner = front.owner.clone().or_else(|| site.passed_down(page, |cascade| cascade.owner.clone()));
    let passed = || site.passed_down(page, |cascade| cascade.review_every).or(config.review_every);
    let every = front.review_every.or_else(passed);
    visible.review_due = front.shown.reviewed_on.zip(every).map(|(date, every)| every.after(date));
    visible.says_review = config.review_shown;
    visible.draft = page.waiting.is_some();
    let limited = page.audience != config.audiences.lowest();
    visible.only_for = limited.then(|| config.audiences.name(page.audience).to_owned());
    visible.source = Some(page.source.path.clone());
    visible.edit_url = config
        .repository
        .as_ref()
        .map(|repository| format!("{}/edit/{}/{}", repository.url, repository.branch, encode(&page.source.path)));
}
