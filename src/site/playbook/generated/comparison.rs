//! The page of roles that a record sets side by side, and that of a ladder.

use super::{MadePage, Section, Subject, section};
use crate::site::document::Leaf;
use crate::site::gate::PageKind;
use crate::site::playbook::roles::{Graph, title_of, url};
use crate::site::records::Data;

/// The page of every comparison, at `/compare/A-vs-B/`.
pub(in crate::site) fn pages(data: &Data) -> impl Iterator<Item = MadePage> {
    data.comparisons.iter().map(|record| {
        let (subject, url) = (Subject::Comparison(record.id.clone()), url(record));
        MadePage {
            summary: record.body.summary.clone(),
            ..MadePage::of(record, subject, url, title_of(data, record), PageKind::Comparison)
        }
    })
}

/// Its roles side by side, then their skills.
pub(in crate::site) fn sections(graph: Graph<'_>, id: &str) -> Vec<Section> {
    let data = &graph.site.data;
    let Some(record) = graph.get(&data.comparisons, id) else { return Vec::new() };
    let roles: Vec<_> = record.body.roles.iter().filter_map(|role| graph.get(&data.roles, &role.id)).collect();
    let comparison = graph.comparison(&roles, None).filter(|_| roles.len() > 1);
    vec![
        section("Side by side", comparison.map(Leaf::Comparison)),
        section("Skills", graph.skills(&roles, None).map(Leaf::Skills)),
    ]
}

/// The page of every ladder, at `/ladders/ID/`.
pub(in crate::site) fn ladders(data: &Data) -> impl Iterator<Item = MadePage> {
    data.ladders.iter().map(|record| {
        let (subject, url) = (Subject::Ladder(record.id.clone()), format!("/ladders/{}/", record.id));
        MadePage {
            summary: record.body.summary.clone(),
            ..MadePage::of(record, subject, url, record.body.title.clone(), PageKind::Page)
        }
    })
}

/// What is expected at each step.
pub(in crate::site) fn ladder_sections(graph: Graph<'_>, id: &str) -> Vec<Section> {
    let Some(record) = graph.get(&graph.site.data.ladders, id) else { return Vec::new() };
    vec![section("What is expected at each level", graph.ladder(record, None).map(Leaf::Ladder))]
}
