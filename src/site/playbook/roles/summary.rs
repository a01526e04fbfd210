//! A role in short lines, as one audience may see it. It must not know which page shows it.

use std::collections::BTreeSet;

use crate::config::{Audience, Config};
use crate::diag::Diagnostics;
use crate::site::document::tables::{RecordName, RoleGlance, RoleName};
use crate::site::records::Data;
use crate::site::records::role_records::Step;
use crate::site::records::types::{Record, Records, Role};

impl Data {
    /// What the record of the role `id` says; `None` when there is none, or none for this audience.
    ///
    /// Nothing is reported: a page that names a role it may not is told so by the checks.
    pub fn role_glance(&self, id: &str, audience: Audience, config: &Config) -> Option<RoleGlance> {
        let record = self.roles.get(id).filter(|record| record.audience <= audience)?;
        let role = &record.body;
        let visible = role.next.iter().filter_map(|next| self.roles.get(&next.id));
        let (pay, plot) = self.published_base(id, audience, config, &record.place);
        let next = visible.filter(|next| next.audience <= audience);
        let nothing_asked = &mut Diagnostics::default();
        let kit = self.interview_kit(id, None, (audience, config), &record.place, nothing_asked);
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
            family: self.family_of(record, audience),
            levels: self.levels_of(id, audience),
            interviews: kit.map(|kit| (kit.stages.len(), kit.minutes)),
            experience: role.experience.clone(),
            certifications: role.certifications.clone(),
            pay,
            plot,
            next: next.map(name).collect(),
        })
    }

    /// The family of a role, and who else is in it.
    fn family_of(&self, role: &Record<Role>, audience: Audience) -> Option<(String, Vec<RoleName>)> {
        let family = self.families.get(&role.body.family.as_ref()?.id).filter(|family| family.audience <= audience)?;
        let is_of_it = |other: &&Record<Role>| {
            let named = other.body.family.as_ref().is_some_and(|named| named.id == family.id);
            named && other.id != role.id && other.audience <= audience
        };
        Some((family.body.title.clone(), self.roles.iter().filter(is_of_it).map(name).collect()))
    }

    /// The levels at which ladders have this role, each once, lowest first.
    fn levels_of(&self, role: &str, audience: Audience) -> Vec<String> {
        let ladders = self.ladders.iter().filter(|ladder| ladder.audience <= audience);
        let steps = ladders.flat_map(|ladder| {
            let of_ladder = ladder.body.role.as_ref();
            let is_its = move |step: &&Step| step.role.as_ref().or(of_ladder).is_some_and(|named| named.id == role);
            ladder.body.steps.iter().filter(is_its)
        });
        let ids: BTreeSet<&str> = steps.map(|step| step.level.id.as_str()).collect();
        let mut levels: Vec<_> = self.levels.iter().filter(|level| ids.contains(level.id.as_str())).collect();
        levels.retain(|level| level.audience <= audience);
        levels.sort_by_key(|level| (level.body.order.is_none(), level.body.order));
        levels.into_iter().map(|level| level.body.title.clone()).collect()
    }

    /// The roles of these ids that the audience may see, each once, in the order they are named.
    pub(in crate::site) fn role_names<'i>(
        &self,
        ids: impl Iterator<Item = &'i str>,
        audience: Audience,
    ) -> Vec<RecordName> {
        names(&self.roles, ids, audience, |role| &role.title)
    }

    /// The places of these ids that the audience may see, each once, in the order they are named.
    pub(in crate::site) fn place_names<'i>(
        &self,
        ids: impl Iterator<Item = &'i str>,
        audience: Audience,
    ) -> Vec<RecordName> {
        names(&self.places, ids, audience, |place| &place.title)
    }

    /// The groups of words that mean the same to a search of this audience.
    pub(in crate::site) fn synonyms_for(&self, audience: Audience) -> Vec<Vec<String>> {
        let visible = self.synonyms.iter().filter(|record| record.audience <= audience);
        visible.map(|record| record.body.words.clone()).collect()
    }
}

fn names<'i, T>(
    records: &Records<T>,
    ids: impl Iterator<Item = &'i str>,
    audience: Audience,
    title: impl Fn(&T) -> &String,
) -> Vec<RecordName> {
    let mut names: Vec<RecordName> = Vec::new();
    for record in ids.filter_map(|id| records.get(id)).filter(|record| record.audience <= audience) {
        if names.iter().all(|name| name.id != record.id) {
            names.push(RecordName { id: record.id.clone(), title: title(&record.body).clone() });
        }
    }
    names
}

fn name(role: &Record<Role>) -> RoleName {
    RoleName { id: role.id.clone(), title: role.body.title.clone() }
}
