//! A role in short lines, as one audience may see it. It must not know which page shows it.

use super::Data;
use super::records::Records;
use super::tables::{RecordName, RoleGlance, RoleName};
use crate::config::{Audience, Config};

impl Data {
    /// What the record of the role `id` says; `None` when there is none, or none for this audience.
    ///
    /// Nothing is reported: a page that names a role it may not is told so by the checks.
    pub fn role_glance(&self, id: &str, audience: Audience, config: &Config) -> Option<RoleGlance> {
        let record = self.roles.get(id).filter(|record| record.audience <= audience)?;
        let role = &record.body;
        let visible = role.next.iter().filter_map(|next| self.roles.get(&next.id));
        let next = visible.filter(|next| next.audience <= audience);
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
            experience: role.experience.clone(),
            certifications: role.certifications.clone(),
            pay: self.published_base(id, audience, config, &record.place),
            next: next.map(|next| RoleName { id: next.id.clone(), title: next.body.title.clone() }).collect(),
        })
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
