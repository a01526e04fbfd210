//! The page of roles that a record sets side by side, and that of a ladder.

use super::{MadePage, Section, Subject, section};
use crate::site::document::Leaf;
use crate::site::gate::{PageKind, Reader};
use crate::site::playbook::roles::title_of;
use crate::site::records::Data;
use crate::site::routes;

/// The page of every comparison, at `/compare/A-vs-B/`.
pub(super) fn pages(data: &Data) -> impl Iterator<Item = MadePage> {
    data.comparisons.iter().map(|record| {
        let (subject, url) = (Subject::Comparison(record.id.clone()), routes::comparison(record.body.role_ids()));
        MadePage {
            summary: record.body.summary.clone(),
            ..MadePage::of(record, subject, url, title_of(data, record), PageKind::Comparison)
        }
    })
}

/// Its roles side by side, then their skills.
pub(super) fn sections(reader: &Reader<'_>, id: &str) -> Vec<Section> {
    let records = &reader.records;
    let Some(record) = records.comparisons.get(id) else { return Vec::new() };
    let roles: Vec<_> = record.body.roles.iter().filter_map(|role| records.roles.named(role)).collect();
    let comparison = reader.comparison(&roles, None).filter(|_| roles.len() > 1);
    vec![
        section(reader, "compare_page.rows", comparison.map(Leaf::new)),
        section(reader, "role_page.skills", reader.skills(&roles, None).map(Leaf::new)),
    ]
}

/// The page of every ladder, at `/ladders/ID/`.
pub(super) fn ladders(data: &Data) -> impl Iterator<Item = MadePage> {
    data.ladders.iter().map(|record| {
        let (subject, url) = (Subject::Ladder(record.id.clone()), routes::ladder(&record.id));
        MadePage {
            summary: record.body.summary.clone(),
            ..MadePage::of(record, subject, url, record.body.title.clone(), PageKind::Page)
        }
    })
}

/// What is expected at each step.
pub(super) fn ladder_sections(reader: &Reader<'_>, id: &str) -> Vec<Section> {
    let Some(record) = reader.records.ladders.get(id) else { return Vec::new() };
    vec![section(reader, "ladder_page.levels", reader.ladder(record, None).map(Leaf::new))]
}
