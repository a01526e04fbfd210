//! Pages that records make: a role's page needs no Markdown file.
//!
//! Owns which records have a page of their own, where it stands, and what it says: sections made for one audience from
//! what that audience may see. A Markdown file at the same address is that page for those who may read the file; it gets
//! the sections it does not write itself. Must not know how parts are drawn.

mod changes;
mod comparison;
mod merge;
mod pay;
mod posting;
mod role;
mod skill;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::Spanned;
use crate::locale::in_english;
use crate::site::address;
use crate::site::document::{Heading, Leaf, Node, OutlineEntry};
use crate::site::gate::{PageKind, Reader, is_wider};
use crate::site::markdown::Ids;
use crate::site::playbook::pay::overview::PaySubject;
use crate::site::records::Data;
use crate::site::records::types::Record;
use crate::site::source::blocks::Blocks;
use crate::site::source::front_matter::FrontMatter;
use crate::site::source::front_matter_keys::ForReaders;
use crate::site::source::page::{Folder, Origin, Page, Subject};

pub(in crate::site) use changes::changes;
pub(in crate::site) use merge::extend;
pub(in crate::site) use pay::rivals;
pub(in crate::site) use posting::{hold_back, posting_of};

/// A page that has no file: what a record says about it in place of front matter.
pub(in crate::site) struct MadePage {
    /// What it is about.
    pub(in crate::site) subject: Subject,
    /// Its address, with a slash at both ends. The folder it stands in is the same path below `content/`.
    pub(in crate::site) url: String,
    /// The title, plain text.
    pub(in crate::site) title: String,
    /// A sentence for listings and descriptions.
    pub(in crate::site) summary: Option<String>,
    /// Which template draws it.
    pub(in crate::site) kind: PageKind,
    /// Who may see the record, and so the page. What it names of other records is judged by itself.
    pub(in crate::site) audience: Audience,
    /// Who looks after it.
    pub(in crate::site) owner: Option<String>,
    /// When it was last checked.
    pub(in crate::site) reviewed_on: Option<jiff::civil::Date>,
    /// Where the record stands.
    pub(in crate::site) place: Place,
}

impl MadePage {
    /// The page of one record, for those who may see it; without a summary.
    fn of<T>(record: &Record<T>, subject: Subject, url: String, title: String, kind: PageKind) -> MadePage {
        MadePage {
            subject,
            url,
            title,
            summary: None,
            kind,
            audience: record.audience,
            owner: record.owner.clone(),
            reviewed_on: record.reviewed_on,
            place: record.place.clone(),
        }
    }
}

/// A heading of level 2 and what follows it. One without parts is left out; one without a heading leads the page, before
/// the file's own text.
pub(in crate::site) struct Section {
    /// Plain text. A section of a Markdown file with the same heading, or with its name, takes its place.
    pub(in crate::site) heading: String,
    /// What its id is made of, the same in every language, so that links hold when a site changes its own.
    pub(in crate::site) name: String,
    /// What follows: blocks for the theme to draw.
    pub(in crate::site) parts: Vec<Node>,
}

impl Section {
    /// One whose heading is the words of `key`.
    fn headed(reader: &Reader<'_>, key: &str, parts: Vec<Node>) -> Section {
        Section { heading: reader.words().text(key).to_owned(), name: in_english(key).to_owned(), parts }
    }

    /// One without a heading.
    fn leading(parts: Vec<Node>) -> Section {
        Section { heading: String::new(), name: String::new(), parts }
    }
}

/// A section of one block under the words of `key`, or without parts when there is none.
fn section(reader: &Reader<'_>, key: &str, leaf: Option<Leaf>) -> Section {
    Section::headed(reader, key, leaf.into_iter().map(Node::leaf).collect())
}

/// A heading inside a section; it gets its id when the section gets its place.
fn question(text: &str) -> Node {
    Node::Heading(Box::new(Heading::of_text(3, String::new(), text)))
}

/// Gives the headings of `parts` their ids, made of their names or else of their texts, and the page's outline these headings.
fn place_headings(parts: &mut [Node], ids: &mut Ids, outline: &mut Vec<OutlineEntry>) {
    for part in parts {
        if let Node::Heading(heading) = part {
            heading.id = ids.of_text(if heading.id.is_empty() { &heading.text } else { &heading.id });
            outline.push(heading.entry());
        }
    }
}

/// A role's page shows so many questions, and so many red flags: one that names no role stands on the page of each.
pub(in crate::site) const MOST_ABOUT_A_ROLE: usize = 200;
/// Records may not make more pages than this.
const MAX_PAGES: usize = 3_000;

/// Every page that records make, in the order of their addresses.
pub(in crate::site) fn pages(data: &Data, config: &Config, diags: &mut Diagnostics) -> Vec<Page> {
    let graph =
        role::pages(data).chain(skill::pages(data)).chain(comparison::pages(data)).chain(comparison::ladders(data));
    let made =
        graph.chain(pay::pages(data, config)).chain(posting::pages(data, config)).chain(changes::pages(data, config));
    let by_url: BTreeMap<String, MadePage> = made.map(|made| (made.url.clone(), made)).collect();
    if let Some(made) = by_url.values().nth(MAX_PAGES) {
        // No setting lowers it: which pages are left out depends on records that not every audience may see.
        let message = format!("records make {} pages, and may make {MAX_PAGES}", by_url.len());
        let finding = Diagnostic::new(&rules::UNREADABLE, made.place.clone(), message);
        diags.push(finding.hint("leave out roles, skills and places that nobody looks for, or make a second site"));
    }
    by_url.into_values().take(MAX_PAGES).map(page).collect()
}

/// The sections that the record of a page gives it, as far as `reader` sees them; none when it does not see the record.
fn sections(reader: &Reader<'_>, subject: &Subject) -> Vec<Section> {
    match subject {
        Subject::Role(id) => role::sections(reader, id),
        Subject::Skill(id) => skill::sections(reader, id),
        Subject::Comparison(id) => comparison::sections(reader, id),
        Subject::Ladder(id) => comparison::ladder_sections(reader, id),
        Subject::PayOf(id) => pay::sections(reader, PaySubject::Role(id)),
        Subject::PayAt(id) => pay::sections(reader, PaySubject::Place(id)),
        Subject::Posting(id) => posting::sections(reader, id),
        Subject::Jobs => posting::list(reader),
        Subject::Changes => changes::sections(reader),
    }
}

fn page(made: MadePage) -> Page {
    let front = FrontMatter {
        title: Some(made.title),
        shown: ForReaders { summary: made.summary, reviewed_on: made.reviewed_on, ..ForReaders::default() },
        kind: Some(made.kind),
        owner: made.owner,
        records: about(&made.subject).into_iter().collect(),
        ..FrontMatter::default()
    };
    Page {
        source: Arc::clone(made.place.source()),
        path: format!("{}.md", made.url.trim_matches('/')),
        front,
        body: Range::default(),
        blocks: Blocks::default(),
        folder: 0,
        describes: None,
        audience: made.audience,
        closed: false,
        url: String::new(),
        waiting: None,
        is_shown: true,
        subject: Some(made.subject),
        origin: Some(Origin { audience: made.audience, place: made.place, url: made.url }),
        translates: None,
    }
}

/// What front matter would say of the record that a pay page is about.
fn about(subject: &Subject) -> Option<(&'static str, Spanned<String>)> {
    let (key, id) = match subject {
        Subject::PayOf(id) => ("role", id),
        Subject::PayAt(id) => ("place", id),
        _ => return None,
    };
    Some((key, Spanned { value: id.clone(), span: 0..0 }))
}

/// Brings files and made pages of the same address together, once both have addresses and audiences. Made pages are last.
///
/// A made page stays only for those who may not read the file, so that a file for some changes nothing for the others.
/// A file elsewhere takes a made page's place, too, when it has the page's address among its aliases.
pub(in crate::site) fn settle(pages: &mut Vec<Page>, folders: &[Folder], config: &Config) {
    let first = pages.iter().position(|page| page.origin.is_some()).unwrap_or(pages.len());
    let (files, made) = pages.split_at_mut(first);
    let mut by_url: BTreeMap<String, Vec<&mut Page>> = BTreeMap::new();
    let mut by_alias: BTreeMap<String, usize> = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        for alias in file.front.aliases.iter().filter_map(|alias| address::alias(&alias.value).ok()) {
            by_alias.entry(alias).or_insert(index);
        }
    }
    let named: Vec<Option<usize>> = made.iter().map(|page| by_alias.get(&page.url).copied()).collect();
    let mut claimed = vec![false; made.len()];
    for (at, file) in named.into_iter().enumerate() {
        let Some(file) = file.map(|index| &mut files[index]) else { continue };
        // One for more privileged readers would leave its readers two pages at one address; the checks say so.
        if file.subject.is_none()
            && !is_wider(made[at].audience, file.audience)
            && (file.waiting.is_none() || config.drafts)
        {
            file.subject.clone_from(&made[at].subject);
            claimed[at] = true;
        }
    }
    for file in files {
        by_url.entry(file.url.clone()).or_default().push(file);
    }
    let mut stays = Vec::with_capacity(made.len());
    for (page, claimed) in made.iter_mut().zip(claimed) {
        let path = page.url.trim_matches('/');
        page.describes = folders.binary_search_by(|folder| folder.path.as_str().cmp(path)).ok();
        // A list of openings whose pages are for fewer people would say that there are none.
        if page.subject == Some(Subject::Jobs)
            && let Some((most, _)) = page.describes.and_then(|folder| folders[folder].ceiling.as_ref())
        {
            page.audience = config.audiences.stricter(page.audience, *most);
        }
        let mut replaced = claimed;
        for file in by_url.get_mut(&page.url).into_iter().flatten() {
            file.subject.clone_from(&page.subject);
            replaced |= !is_wider(page.audience, file.audience) && (file.waiting.is_none() || config.drafts);
        }
        stays.push(!replaced);
    }
    let mut stays = stays.into_iter();
    pages.retain(|page| page.origin.is_none() || stays.next().unwrap_or(true));
}
