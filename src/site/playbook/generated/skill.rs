//! The page of a skill: what each level looks like, and who needs it.

use super::{MadePage, Section, Subject, section};
use crate::site::document::Leaf;
use crate::site::gate::{PageKind, Reader};
use crate::site::playbook::roles::grades;
use crate::site::records::Data;
use crate::site::routes;

/// The page of every skill, at `/skills/ID/`.
pub(super) fn pages(data: &Data) -> impl Iterator<Item = MadePage> {
    data.skills.iter().map(|record| {
        let (subject, url) = (Subject::Skill(record.id.clone()), routes::skill(&record.id));
        MadePage {
            summary: record.body.description.clone(),
            ..MadePage::of(record, subject, url, record.body.title.clone(), PageKind::Page)
        }
    })
}

/// What a skill's record says, and what roles say of it.
pub(super) fn sections(reader: &Reader<'_>, id: &str) -> Vec<Section> {
    let Some(record) = reader.records.skills.get(id) else { return Vec::new() };
    vec![
        section(reader, "skill_page.levels", grades(&record.body).map(Leaf::new)),
        section(reader, "skill_page.roles", reader.skill_uses(record).map(Leaf::new)),
    ]
}
