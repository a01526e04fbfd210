//! The page of a skill: what each level looks like, and who needs it.

use super::{MadePage, Section, Subject, section};
use crate::site::document::Leaf;
use crate::site::gate::PageKind;
use crate::site::playbook::roles::{Graph, grades};
use crate::site::records::Data;

/// The page of every skill, at `/skills/ID/`.
pub(in crate::site) fn pages(data: &Data) -> impl Iterator<Item = MadePage> {
    data.skills.iter().map(|record| {
        let (subject, url) = (Subject::Skill(record.id.clone()), format!("/skills/{}/", record.id));
        MadePage {
            summary: record.body.description.clone(),
            ..MadePage::of(record, subject, url, record.body.title.clone(), PageKind::Page)
        }
    })
}

/// What a skill's record says, and what roles say of it.
pub(in crate::site) fn sections(graph: Graph<'_>, id: &str) -> Vec<Section> {
    let Some(record) = graph.get(&graph.site.data.skills, id) else { return Vec::new() };
    vec![
        section("What each level looks like", grades(&record.body).map(Leaf::Grades)),
        section("Roles that need it", graph.skill_uses(record).map(Leaf::SkillUses)),
    ]
}
