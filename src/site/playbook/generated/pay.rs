//! The pay page of a role, and that of a place. It must not know how their parts are drawn.

use super::{MadePage, Section, Subject, section};
use crate::config::{AudienceLevels, Config, LeafBlock};
use crate::diag::Place;
use crate::site::document::leaves::{Links, Points};
use crate::site::document::tables::roles::Named;
use crate::site::document::{Leaf, Node};
use crate::site::gate::{PageKind, Reader};
use crate::site::playbook::about_place;
use crate::site::playbook::pay::overview::{PaySubject, pay_shows_to};
use crate::site::playbook::pay::table::PayQuestion;
use crate::site::records::Data;
use crate::site::records::types::{Method, Record, Role};
use crate::site::routes;
use crate::site::source::block_kind::BlockKind;
use crate::site::source::page::Page;

/// The pay page of everything that has figures, at `/pay/ID/`: first places, then roles.
///
/// A page is for those who see at least one of its figures, with all that the figure names.
pub(super) fn pages(data: &Data, config: &Config) -> impl Iterator<Item = MadePage> {
    let words = &config.locale;
    let titled = |title: &String| words.say("pay_page.title", &[("title", title.into())]);
    let [roles, places] = pay_shows_to(data, &config.audiences);
    let places: Vec<MadePage> = data
        .places
        .iter()
        .filter_map(|record| {
            let subject = Subject::PayAt(record.id.clone());
            let (url, title) = (url(PaySubject::Place(&record.id)), titled(&record.body.title));
            Some(MadePage {
                summary: Some(words.text("pay_page.summary_of_place").to_owned()),
                audience: *places.get(record.id.as_str())?,
                ..MadePage::of(record, subject, url, title, PageKind::Pay)
            })
        })
        .collect();
    let roles: Vec<MadePage> = data
        .roles
        .iter()
        .filter_map(|record| {
            let subject = Subject::PayOf(record.id.clone());
            let (url, title) = (url(PaySubject::Role(&record.id)), titled(&record.body.title));
            Some(MadePage {
                summary: Some(words.text("pay_page.summary_of_role").to_owned()),
                audience: *roles.get(record.id.as_str())?,
                ..MadePage::of(record, subject, url, title, PageKind::Pay)
            })
        })
        .collect();
    places.into_iter().chain(roles)
}

fn url(subject: PaySubject<'_>) -> String {
    let (PaySubject::Role(id) | PaySubject::Place(id)) = subject;
    routes::pay(id)
}

/// The pay page of a role or a place, titled as it is in the data.
fn page(reader: &Reader<'_>, subject: PaySubject<'_>, title: &str) -> Named {
    let (PaySubject::Role(id) | PaySubject::Place(id)) = subject;
    Named { id: id.to_owned(), title: title.to_owned(), path: reader.pages.path(&url(subject)) }
}

/// Published ranges as bars and as a table, then what each source says, what comes on top, and where to read on.
pub(super) fn sections(reader: &Reader<'_>, subject: PaySubject<'_>) -> Vec<Section> {
    let is_there = match subject {
        PaySubject::Role(id) => reader.records.roles.get(id).is_some(),
        PaySubject::Place(id) => reader.records.places.get(id).is_some(),
    };
    let overview = reader.pay_overview(subject, &|subject, title| page(reader, subject, title));
    let Some(overview) = overview.filter(|_| is_there) else { return Vec::new() };
    let plot = reader.pay_plot(subject, &|subject, title| page(reader, subject, title)).map(Leaf::new);
    // The bars of a single row say all that the table would.
    let overview = Some(overview).filter(|overview| overview.rows.len() > 1 || plot.is_none());
    let lead = plot.into_iter().chain(overview.map(Leaf::new)).map(Node::leaf).collect();
    let tables = tables(reader, subject);
    let besides = match subject {
        PaySubject::Role(_) => Vec::new(),
        PaySubject::Place(place) => about_place(reader, place),
    };
    let mut sections = vec![
        // Without a heading, it leads the page.
        Section::leading(lead),
        Section::headed(reader, "pay_page.tables", tables),
        section(reader, "pay_page.history", reader.pay_history(subject)),
        section(reader, "pay_page.on_top", reader.shares_of(subject).map(Leaf::new)),
    ];
    sections.extend(besides.into_iter().map(|(key, leaf)| section(reader, key, Some(leaf))));
    sections.push(section(reader, "pay_page.how_to_read", Some(Leaf::new(Points(methods(reader, subject))))));
    sections.push(section(reader, "pay_page.read_on", related(reader, subject)));
    sections
}

/// The tables: one for a role's page, one for each role on a place's.
///
/// That there is no figure is no mistake here: nobody asked for one.
fn tables(reader: &Reader<'_>, subject: PaySubject<'_>) -> Vec<Node> {
    let table = |question: &PayQuestion<'_>| reader.pay_table(question).ok().map(Leaf::new).map(Node::leaf);
    match subject {
        PaySubject::Role(role) => table(&PayQuestion { role, ..PayQuestion::default() }).into_iter().collect(),
        PaySubject::Place(place) => {
            let of = |role: &Record<Role>| {
                let places = [place];
                let all = PayQuestion::default();
                table(&PayQuestion { role: &role.id, places: &places, places_alone: true, ..all })
            };
            reader.roles_with_pay(Some(place)).into_iter().filter_map(of).collect()
        }
    }
}

/// What the words of the page mean, as far as it uses them.
fn methods(reader: &Reader<'_>, subject: PaySubject<'_>) -> Vec<String> {
    let of_method = reader.pay_methods(subject).into_iter().map(|method| match method {
        Method::Envelope => "pay_page.envelope",
        Method::Overlap => "pay_page.overlap",
        Method::Newest => "pay_page.newest",
        Method::Manual => "pay_page.manual",
    });
    let always = ["pay_page.no_median", "pay_page.no_gaps"];
    of_method.chain(always).map(|key| reader.words().text(key).to_owned()).collect()
}

/// The role's own page, the pay pages of its places or of a place's neighbours, and the page to look figures up on.
fn related(reader: &Reader<'_>, subject: PaySubject<'_>) -> Option<Leaf> {
    let records = &reader.records;
    let mut pages: Vec<Named> = Vec::new();
    match subject {
        PaySubject::Role(id) => pages.extend(records.roles.get(id).map(|role| reader.role(role))),
        PaySubject::Place(id) => {
            pages.extend(reader.roles_with_pay(Some(id)).into_iter().map(|role| reader.role(role)));
            let parent =
                records.places.get(id).and_then(|place| place.body.parent.as_ref()).map(|parent| parent.id.as_str());
            let near = records.places.iter().filter(|place| {
                let above = place.body.parent.as_ref().map(|parent| parent.id.as_str());
                place.id != id
                    && (above == Some(id)
                        || (parent.is_some() && (above == parent || parent == Some(place.id.as_str()))))
            });
            pages.extend(near.map(|place| {
                let title = reader.words().say("pay_page.title", &[("title", (&place.body.title).into())]);
                page(reader, PaySubject::Place(&place.id), &title)
            }));
        }
    }
    pages.extend(explorer(reader));
    pages.retain(|page| page.path.is_some());
    (!pages.is_empty()).then(|| Leaf::new(Links(pages)))
}

/// The first page with a pay explorer that this audience can use.
fn explorer(reader: &Reader<'_>) -> Option<Named> {
    let roles = reader.roles_with_pay(None);
    let has_one = |page: &&Page| {
        reader.pages.leaves(page).any(|head| {
            let role = head.attribute("role").map(|(role, _)| role);
            head.kind == BlockKind::Leaf(LeafBlock::PayExplorer)
                && roles.iter().any(|known| Some(known.id.as_str()) == role)
        })
    };
    // Every page leads home already.
    let page = reader.pages.iter().find(|page| page.url != "/" && has_one(page))?;
    Some(reader.pages.named(&page.url, reader.words().text("explorer.title")))
}

/// The link to the pay page of a role, when this audience has one.
pub(super) fn of_role(reader: &Reader<'_>, id: &str, title: &str) -> Option<Named> {
    Some(page(reader, PaySubject::Role(id), title)).filter(|page| page.path.is_some())
}

/// Two records that would make one page: a role and a place with the same id. Both have figures.
pub(in crate::site) fn rivals<'d>(data: &'d Data, levels: &AudienceLevels) -> Vec<(&'d str, &'d Place, &'d Place)> {
    let [roles, places] = pay_shows_to(data, levels);
    let both = roles.keys().filter(|id| places.contains_key(*id));
    both.filter_map(|id| Some((*id, &data.places.get(id)?.place, &data.roles.get(id)?.place))).collect()
}
