//! A role in short lines, as one audience may see it. It must not know which page shows it.

use std::collections::BTreeSet;

use crate::site::document::tables::{RecordName, RoleGlance, RoleName};
use crate::site::gate::Reader;
use crate::site::gate::visible_records::Seen;
use crate::site::records::types::Step;
use crate::site::records::types::{Record, Role};

impl Reader<'_> {
    /// What the record of the role `id` says; `None` when there is none, or none for this audience.
    pub(in crate::site) fn role_glance(&self, id: &str) -> Option<RoleGlance> {
        let record = self.records.roles.get(id)?;
        let role = &record.body;
        let (pay, plot) = self.published_base(id);
        let kit = self.interview_kit(id, None).ok();
        Some(RoleGlance {
            id: record.id.clone(),
            title: role.title.clone(),
            aliases: role.aliases.clone(),
            mission: role.mission.clone(),
            owns: role.owns.clone(),
            code_share: role.code_share.clone(),
            team: role.team.clone(),
            time_split: role.time_split.clone(),
            work_mode: role.work_mode.clone(),
            family: self.family_of(record),
            levels: self.levels_of(id),
            interviews: kit.map(|kit| (kit.stages.len(), kit.minutes)),
            experience: role.experience.clone(),
            certifications: role.certifications.clone(),
            pay,
            plot: plot.panels,
            plot_sources: plot.sources,
            next: role.next.iter().filter_map(|next| self.records.roles.named(next)).map(name).collect(),
        })
    }

    /// The family of a role, and who else is in it.
    fn family_of(&self, role: &Record<Role>) -> Option<(String, Vec<RoleName>)> {
        let family = self.records.families.named(role.body.family.as_ref()?)?;
        let is_of_it = |other: &&Record<Role>| {
            let named = other.body.family.as_ref().is_some_and(|named| named.id == family.id);
            named && other.id != role.id
        };
        Some((family.body.title.clone(), self.records.roles.iter().filter(is_of_it).map(name).collect()))
    }

    /// The levels at which ladders have this role, each once, lowest first.
    fn levels_of(&self, role: &str) -> Vec<String> {
        let steps = self.records.ladders.iter().flat_map(|ladder| {
            let of_ladder = ladder.body.role.as_ref();
            let is_its = move |step: &&Step| step.role.as_ref().or(of_ladder).is_some_and(|named| named.id == role);
            ladder.body.steps.iter().filter(is_its)
        });
        let ids: BTreeSet<&str> = steps.map(|step| step.level.id.as_str()).collect();
        let mut levels: Vec<_> = self.records.levels.iter().filter(|level| ids.contains(level.id.as_str())).collect();
        levels.sort_by_key(|level| (level.body.order.is_none(), level.body.order));
        levels.into_iter().map(|level| level.body.title.clone()).collect()
    }

    /// The roles of these ids that the audience may see, each once, in the order they are named.
    pub(in crate::site) fn role_names<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<RecordName> {
        names(&self.records.roles, ids, |role| &role.title)
    }

    /// The places of these ids that the audience may see, each once, in the order they are named.
    pub(in crate::site) fn place_names<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<RecordName> {
        names(&self.records.places, ids, |place| &place.title)
    }

    /// The groups of words that mean the same to a search of this audience.
    pub(in crate::site) fn synonyms(&self) -> Vec<Vec<String>> {
        self.records.synonyms.iter().map(|record| record.body.words.clone()).collect()
    }
}

fn names<'i, T>(
    records: &Seen<'_, T>,
    ids: impl Iterator<Item = &'i str>,
    title: impl Fn(&T) -> &String,
) -> Vec<RecordName> {
    let mut names: Vec<RecordName> = Vec::new();
    for record in ids.filter_map(|id| records.get(id)) {
        if names.iter().all(|name| name.id != record.id) {
            names.push(RecordName { id: record.id.clone(), title: title(&record.body).clone() });
        }
    }
    names
}

fn name(role: &Record<Role>) -> RoleName {
    RoleName { id: role.id.clone(), title: role.body.title.clone() }
}
