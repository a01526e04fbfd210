//! What can be said about the role graph once all of it is in: names that meet, paths that lead back, levels that exist.

use std::collections::{BTreeMap, BTreeSet};

use super::Checking;
use crate::diag::{Diagnostic, Place, rules};
use crate::site::gate::is_wider;
use crate::site::playbook::generated::MOST_ABOUT_A_ROLE;
use crate::site::records::types::{Record, Reference, Role};
use crate::site::routes;

pub(super) fn run(checking: &mut Checking<'_>) {
    other_names(checking);
    careers(checking);
    let data = checking.data;
    crowd(checking, "questions", data.questions.iter().map(|record| (&record.body.roles[..], &record.place)));
    crowd(checking, "red flags", data.red_flags.iter().map(|record| (&record.body.roles[..], &record.place)));
    comparisons(checking);
}

/// Reports the first record that makes some role's page too long.
fn crowd<'r>(checking: &mut Checking<'_>, what: &str, records: impl Iterator<Item = (&'r [Reference], &'r Place)>) {
    let (mut about_all, mut most) = (0, 0);
    let mut about: BTreeMap<&str, usize> = BTreeMap::new();
    for (roles, place) in records {
        about_all += usize::from(roles.is_empty());
        for role in roles {
            let count = about.entry(&role.id).or_default();
            *count += 1;
            most = most.max(*count);
        }
        if about_all + most > MOST_ABOUT_A_ROLE {
            let message = format!("the page of a role would show more than {MOST_ABOUT_A_ROLE} {what}");
            let finding = Diagnostic::new(&rules::LIMIT, place.clone(), message);
            checking.diags.push(finding.hint("name the `roles` that each is about, or leave some out"));
            return;
        }
    }
}

/// Another name of a role leads to its page, so it cannot be where another role is, nor belong to two.
fn other_names(checking: &mut Checking<'_>) {
    let data = checking.data;
    let mut taken: BTreeMap<String, &Record<Role>> = data.roles.iter().map(|role| (role.id.clone(), role)).collect();
    for role in data.roles.iter() {
        for (alias, place) in role.body.aliases.iter().zip(&role.body.alias_places) {
            let slug = routes::segment_of_name(alias);
            let Some(other) = taken.get(&slug) else {
                taken.insert(slug, role);
                continue;
            };
            let finding = if other.id == role.id {
                let message = format!("`{alias}` is where the role `{}` is already", role.id);
                Diagnostic::new(&rules::ALIAS, place.clone(), message)
                    .hint("remove it: capitals and spaces make no other name")
            } else if is_wider(role.audience, other.audience) {
                // What is above this role must not be told apart from here by its redirects; the name goes.
                let message = format!("`{alias}` is a name of a role that readers of `{}` may not see", role.id);
                Diagnostic::new(&rules::AUDIENCE_LEAK, place.clone(), message)
                    .hint("choose another name")
                    .related(other.place.clone(), "the other role")
            } else {
                let message = format!("`{alias}` is a name of `{}`, and of `{}`", other.id, role.id);
                Diagnostic::new(&rules::COLLISION, place.clone(), message)
                    .hint("a name leads to one role: remove it from one of them")
                    .related(other.place.clone(), "the other role")
            };
            checking.diags.push(finding);
        }
    }
}

/// No career leads back to where it began.
fn careers(checking: &mut Checking<'_>) {
    let data = checking.data;
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for role in data.roles.iter() {
        let mut before: BTreeMap<&str, &str> = BTreeMap::new();
        let mut waiting = vec![role.id.as_str()];
        let mut closing: Option<&Reference> = None;
        let mut last = "";
        while let Some(id) = waiting.pop() {
            for next in data.roles.get(id).into_iter().flat_map(|role| &role.body.next) {
                if next.id == role.id {
                    (closing, last) = (Some(next), id);
                    waiting.clear();
                    break;
                }
                if !before.contains_key(next.id.as_str()) {
                    before.insert(&next.id, id);
                    waiting.push(&next.id);
                }
            }
        }
        let Some(closing) = closing else { continue };
        let mut way = vec![last];
        while let Some(id) = before.get(way[way.len() - 1]).filter(|_| way[way.len() - 1] != role.id) {
            way.push(id);
        }
        way.reverse();
        if way.iter().any(|id| told.contains(id)) {
            continue;
        }
        told.extend(&way);
        way.push(&role.id);
        let way = way.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", then ");
        let message = format!("this career leads back to where it began: {way}");
        checking.diags.push(
            Diagnostic::new(&rules::BAD_RECORD, closing.place.clone(), message)
                .hint("remove one `next`; for a way between equals write `lateral`"),
        );
    }
}

/// Two records do not compare the same roles: they would have one page.
fn comparisons(checking: &mut Checking<'_>) {
    let data = checking.data;
    let mut known = BTreeMap::new();
    for record in data.comparisons.iter() {
        let mut ids: Vec<&str> = record.body.roles.iter().map(|role| role.id.as_str()).collect();
        ids.sort_unstable();
        let Some(first) = known.insert(ids, record) else { continue };
        let message = format!("`{}` and `{}` compare the same roles", first.id, record.id);
        checking.diags.push(
            Diagnostic::new(&rules::COLLISION, record.place.clone(), message)
                .hint("keep one of them")
                .related(first.place.clone(), "the other comparison"),
        );
    }
}
