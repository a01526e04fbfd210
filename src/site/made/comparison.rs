//! The page of roles that a record sets side by side, and that of a ladder.

use super::{MadePage, Section, Subject};
use crate::site::data::Data;
use crate::site::document::{Leaf, Part};
use crate::site::gate::PageKind;
use crate::site::roles::{Graph, title_of, url};

/// The page of every comparison, at `/compare/A-vs-B/`.
pub(super) fn pages(data: &Data) -> impl Iterator<Item = MadePage> {
    data.comparisons.iter().map(|record| MadePage {
        subject: Subject::Comparison(record.id.clone()),
        url: url(record),
        title: title_of(data, record),
        summary: record.body.summary.clone(),
        kind: PageKind::Comparison,
        audience: record.audience,
        owner: record.owner.clone(),
        reviewed_on: record.reviewed_on,
        place: record.place.clone(),
    })
}

/// Its roles side by side, then their skills.
pub(super) fn sections(graph: Graph<'_>, id: &str) -> Vec<Section> {
    let data = &graph.site.data;
    let Some(record) = graph.get(&data.comparisons, id) else { return Vec::new() };
    let roles: Vec<_> = record.body.roles.iter().filter_map(|role| graph.get(&data.roles, &role.id)).collect();
    let section = |heading: &str, leaf: Option<Leaf>| Section {
        heading: heading.to_owned(),
        parts: leaf.into_iter().map(Part::Leaf).collect(),
    };
    let comparison = graph.comparison(&roles, None).filter(|_| roles.len() > 1);
    vec![
        section("Side by side", comparison.map(Leaf::Comparison)),
        section("Skills", graph.skills(&roles, None).map(Leaf::Skills)),
    ]
}

/// The page of every ladder, at `/ladders/ID/`.
pub(super) fn ladders(data: &Data) -> impl Iterator<Item = MadePage> {
    data.ladders.iter().map(|record| MadePage {
        subject: Subject::Ladder(record.id.clone()),
        url: format!("/ladders/{}/", record.id),
        title: record.body.title.clone(),
        summary: record.body.summary.clone(),
        kind: PageKind::Page,
        audience: record.audience,
        owner: record.owner.clone(),
        reviewed_on: record.reviewed_on,
        place: record.place.clone(),
    })
}

/// What is expected at each step.
pub(super) fn ladder_sections(graph: Graph<'_>, id: &str) -> Vec<Section> {
    let Some(record) = graph.get(&graph.site.data.ladders, id) else { return Vec::new() };
    let parts = graph.ladder(record, None).map(|ladder| Part::Leaf(Leaf::Ladder(ladder)));
    vec![Section { heading: "What is expected at each level".to_owned(), parts: parts.into_iter().collect() }]
}
