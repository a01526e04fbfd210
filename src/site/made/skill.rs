//! The page of a skill: what each level looks like, and who needs it.

use super::{MadePage, Section, Subject};
use crate::site::data::Data;
use crate::site::document::{Leaf, Part};
use crate::site::gate::PageKind;
use crate::site::roles::{Graph, grades};

/// The page of every skill, at `/skills/ID/`.
pub(super) fn pages(data: &Data) -> impl Iterator<Item = MadePage> {
    data.skills.iter().map(|record| MadePage {
        subject: Subject::Skill(record.id.clone()),
        url: format!("/skills/{}/", record.id),
        title: record.body.title.clone(),
        summary: record.body.description.clone(),
        kind: PageKind::Page,
        audience: record.audience,
        owner: record.owner.clone(),
        reviewed_on: record.reviewed_on,
        place: record.place.clone(),
    })
}

/// What a skill's record says, and what roles say of it.
pub(super) fn sections(graph: Graph<'_>, id: &str) -> Vec<Section> {
    let Some(record) = graph.get(&graph.site.data.skills, id) else { return Vec::new() };
    let section = |heading: &str, leaf: Option<Leaf>| Section {
        heading: heading.to_owned(),
        parts: leaf.into_iter().map(Part::Leaf).collect(),
    };
    vec![
        section("What each level looks like", grades(&record.body).map(Leaf::Grades)),
        section("Roles that need it", graph.skill_uses(record).map(Leaf::SkillUses)),
    ]
}
