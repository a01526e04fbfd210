//! The page of a role. It must not know how its parts are drawn.

use super::{MadePage, Section, Subject};
use crate::config::{Audience, Config};
use crate::diag::Diagnostics;
use crate::site::Site;
use crate::site::data::{Data, PayQuestion};
use crate::site::document::{Leaf, Part};
use crate::site::gate::PageKind;

/// The page of every role, at `/roles/ID/`.
pub(super) fn pages(data: &Data) -> impl Iterator<Item = MadePage> {
    data.roles.iter().map(|record| MadePage {
        subject: Subject::Role(record.id.clone()),
        url: format!("/roles/{}/", record.id),
        title: record.body.title.clone(),
        summary: record.body.summary.clone().or_else(|| record.body.mission.clone()),
        kind: PageKind::Role,
        audience: record.audience,
        owner: record.owner.clone(),
        reviewed_on: record.reviewed_on,
        place: record.place.clone(),
    })
}

/// What the record of a role says, in the order people ask.
pub(super) fn sections(site: &Site<'_>, id: &str, audience: Audience, config: &Config) -> Vec<Section> {
    let Some(record) = site.data.roles.get(id).filter(|record| record.audience <= audience) else { return Vec::new() };
    let role = &record.body;
    let question = PayQuestion { role: id, place: None, measure: None, caption: None };
    // That there is no figure is no mistake here: nobody asked for one.
    let pay = site.data.pay_table(&question, audience, config, &record.place, &mut Diagnostics::default());
    vec![
        section("What you do", points(&role.responsibilities)),
        section("What is done after a year", points(&role.outcomes)),
        section("What it pays", pay.map(Leaf::PayTable)),
        section("Experience", points(&role.experience)),
        section("Education", points(&role.education)),
        section("How success is measured", points(&role.kpis)),
    ]
}

fn section(heading: &str, leaf: Option<Leaf>) -> Section {
    Section { heading: heading.to_owned(), parts: leaf.into_iter().map(Part::Leaf).collect() }
}

fn points(lines: &[String]) -> Option<Leaf> {
    (!lines.is_empty()).then(|| Leaf::Points(lines.to_vec()))
}
