//! The pay page of a role, and that of a place. It must not know how their parts are drawn.

use super::{MadePage, Section, Subject, section};
use crate::diag::{Diagnostics, Place};
use crate::site::document::tables::roles::Named;
use crate::site::document::{Leaf, Part};
use crate::site::gate::PageKind;
use crate::site::playbook::pay::overview::{PaySubject, Viewer};
use crate::site::playbook::pay::table::PayQuestion;
use crate::site::playbook::roles::Graph;
use crate::site::records::Data;
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::Directive;
use crate::site::source::page::Page;

/// The pay page of everything that has figures, at `/pay/ID/`: first places, then roles.
///
/// A page is for those who see at least one of its figures, with all that the figure names.
pub(in crate::site) fn pages(data: &Data) -> impl Iterator<Item = MadePage> {
    let [roles, places] = data.pay_shows_to();
    let places: Vec<MadePage> = data
        .places
        .iter()
        .filter_map(|record| {
            let subject = Subject::PayAt(record.id.clone());
            let (url, title) = (url(PaySubject::Place(&record.id)), format!("Pay: {}", record.body.title));
            Some(MadePage {
                summary: Some(
                    "What is published for each role here, and what each source says, with its date.".to_owned(),
                ),
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
            let (url, title) = (url(PaySubject::Role(&record.id)), format!("Pay: {}", record.body.title));
            Some(MadePage {
                summary: Some("What is published for each place, and what each source says, with its date.".to_owned()),
                audience: *roles.get(record.id.as_str())?,
                ..MadePage::of(record, subject, url, title, PageKind::Pay)
            })
        })
        .collect();
    places.into_iter().chain(roles)
}

/// The address of the pay page of a role or a place.
pub(in crate::site) fn url(subject: PaySubject<'_>) -> String {
    let (PaySubject::Role(id) | PaySubject::Place(id)) = subject;
    format!("/pay/{id}/")
}

/// The pay page of a role or a place, titled as it is in the data.
fn page(graph: Graph<'_>, subject: PaySubject<'_>, title: &str) -> Named {
    let (PaySubject::Role(id) | PaySubject::Place(id)) = subject;
    Named { id: id.to_owned(), title: title.to_owned(), path: graph.path(&url(subject)) }
}

/// Published ranges at a glance, then the plot, what each source says, what comes on top, and where to read on.
pub(in crate::site) fn sections(graph: Graph<'_>, subject: PaySubject<'_>) -> Vec<Section> {
    let data = &graph.site.data;
    let asker = match subject {
        PaySubject::Role(id) => graph.get(&data.roles, id).map(|record| &record.place),
        PaySubject::Place(id) => graph.get(&data.places, id).map(|record| &record.place),
    };
    let Some(asker) = asker else { return Vec::new() };
    let viewer = Viewer { audience: graph.audience, config: graph.config, asker };
    let Some(overview) = data.pay_overview(subject, viewer, &|subject, title| page(graph, subject, title)) else {
        return Vec::new();
    };
    let (charts, tables) = figures(graph, subject, viewer);
    vec![
        // Without a heading, it leads the page.
        section("", Some(Leaf::PayOverview(overview))),
        Section { heading: "The ranges side by side".to_owned(), parts: charts },
        Section { heading: "What each source says".to_owned(), parts: tables },
        section("What comes on top", data.usual_shares(subject, viewer).map(Leaf::PayShares)),
        section("How to read these figures", Some(Leaf::Points(methods(data, subject, viewer)))),
        section("Where to read on", related(graph, subject, viewer)),
    ]
}

/// The plots and the tables: one of each for a role's page, one for each role on a place's.
fn figures(graph: Graph<'_>, subject: PaySubject<'_>, viewer: Viewer<'_>) -> (Vec<Part>, Vec<Part>) {
    let data = &graph.site.data;
    // That there is no figure is no mistake here: nobody asked for one.
    let mut silent = Diagnostics::default();
    let (mut charts, mut tables) = (Vec::new(), Vec::new());
    match subject {
        PaySubject::Role(role) => {
            let all = PayQuestion { role, ..PayQuestion::default() };
            let base = PayQuestion { measures: &["base"], ..all };
            let mut chart =
                |question| data.pay_chart(question, graph.audience, graph.config, viewer.asker, &mut silent);
            let chart = chart(&base).or_else(|| chart(&all));
            charts.extend(chart.map(|chart| Part::Leaf(Leaf::PayChart(chart))));
            let table = data.pay_table(&all, graph.audience, graph.config, viewer.asker, &mut silent);
            tables.extend(table.map(|table| Part::Leaf(Leaf::PayTable(table))));
        }
        PaySubject::Place(place) => {
            for role in data.roles_with_pay(Some(place), viewer) {
                let places = [place];
                let question =
                    PayQuestion { role: &role.id, places: &places, places_alone: true, ..PayQuestion::default() };
                let chart = data.pay_chart(&question, graph.audience, graph.config, viewer.asker, &mut silent);
                charts.extend(chart.map(|chart| Part::Leaf(Leaf::PayChart(chart))));
                let table = data.pay_table(&question, graph.audience, graph.config, viewer.asker, &mut silent);
                tables.extend(table.map(|table| Part::Leaf(Leaf::PayTable(table))));
            }
        }
    }
    (charts, tables)
}

/// What the words of the page mean, as far as it uses them.
fn methods(data: &Data, subject: PaySubject<'_>, viewer: Viewer<'_>) -> Vec<String> {
    let of_method = data.pay_methods(subject, viewer).into_iter().map(|method| match method {
        "envelope" => "Spans every source: the published range goes from the lowest floor to the highest top.",
        "overlap" => "What the sources share: the published range is the part that all of them name.",
        "newest" => "The newest source: the published range is that of the source with the latest date.",
        _ => "Set by us: the published range is a decision, not a sum of sources.",
    });
    let always = [
        "The middle of a range is not a median: no figure is shown as one without a sample behind it.",
        "Where no record says anything, the page says so. No gap is filled from its neighbours.",
    ];
    of_method.chain(always).map(str::to_owned).collect()
}

/// The role's own page, the pay pages of its places or of a place's neighbours, and the page to look figures up on.
fn related(graph: Graph<'_>, subject: PaySubject<'_>, viewer: Viewer<'_>) -> Option<Leaf> {
    let data = &graph.site.data;
    let mut pages: Vec<Named> = Vec::new();
    match subject {
        PaySubject::Role(id) => pages.extend(graph.get(&data.roles, id).map(|role| graph.role(role))),
        PaySubject::Place(id) => {
            pages.extend(data.roles_with_pay(Some(id), viewer).into_iter().map(|role| graph.role(role)));
            let parent =
                data.places.get(id).and_then(|place| place.body.parent.as_ref()).map(|parent| parent.id.as_str());
            let near = graph.seen(&data.places).filter(|place| {
                let above = place.body.parent.as_ref().map(|parent| parent.id.as_str());
                place.id != id
                    && (above == Some(id)
                        || (parent.is_some() && (above == parent || parent == Some(place.id.as_str()))))
            });
            pages.extend(near.map(|place| {
                let title = format!("Pay: {}", place.body.title);
                page(graph, PaySubject::Place(&place.id), &title)
            }));
        }
    }
    pages.extend(explorer(graph, viewer));
    pages.retain(|page| page.path.is_some());
    (!pages.is_empty()).then_some(Leaf::Links(pages))
}

/// The first page with a pay explorer that this audience can use.
fn explorer(graph: Graph<'_>, viewer: Viewer<'_>) -> Option<Named> {
    let roles = graph.site.data.roles_with_pay(None, viewer);
    let has_one = |page: &&Page| {
        let mut hidden_to = 0;
        page.blocks.lines.iter().any(|line| match &line.directive {
            Directive::Open { head, end } => {
                if matches!(head.kind, BlockKind::Audience(audience) if audience > graph.audience) {
                    hidden_to = hidden_to.max(*end);
                }
                false
            }
            Directive::Leaf(head) => {
                let role = head.attribute("role").map(|(role, _)| role);
                head.kind == BlockKind::PayExplorer
                    && line.range.start >= hidden_to
                    && roles.iter().any(|known| Some(known.id.as_str()) == role)
            }
            Directive::Close => false,
        })
    };
    let mut pages = graph.site.pages.iter().filter(|page| graph.site.shows(page, graph.audience, graph.config));
    // Every page leads home already.
    let page = pages.find(|page| page.url != "/" && has_one(page))?;
    Some(graph.page(&page.url, "Pay explorer"))
}

/// The link to the pay page of a role, when this audience has one.
pub(in crate::site) fn of_role(graph: Graph<'_>, id: &str, title: &str) -> Option<Named> {
    Some(page(graph, PaySubject::Role(id), title)).filter(|page| page.path.is_some())
}

/// Two records that would make one page: a role and a place with the same id. Both have figures.
pub(in crate::site) fn rivals(data: &Data) -> Vec<(&str, &Place, &Place)> {
    let [roles, places] = data.pay_shows_to();
    let both = roles.keys().filter(|id| places.contains_key(*id));
    both.filter_map(|id| Some((*id, &data.places.get(id)?.place, &data.roles.get(id)?.place))).collect()
}
