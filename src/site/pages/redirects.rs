//! Old addresses and other names: which of them lead to a page of one audience.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Audience;
use crate::site::Site;
use crate::site::address;
use crate::site::gate::{PageId, Redirect};

/// The redirects of a view, aliases of pages before other names of roles. `places` are the pages it shows, `taken` every
/// address it has.
///
/// An address that is taken leads where it was taken first; the checks report it.
pub(in crate::site) fn of(
    site: &Site<'_>,
    places: &BTreeMap<usize, PageId>,
    mut taken: BTreeSet<String>,
    audience: Audience,
) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (page, id) in places {
        let page = &site.pages[*page];
        for alias in &page.front.aliases {
            if let Ok(from) = address::alias(&alias.value)
                && taken.insert(from.clone())
            {
                redirects.push(Redirect { from, to: *id, origin: page.source.path.clone() });
            }
        }
    }
    for role in site.data.roles.iter().filter(|role| role.audience <= audience) {
        let Some(id) = places.iter().find(|(page, _)| site.pages[**page].url == of_role(&role.id)).map(|(_, id)| *id)
        else {
            continue;
        };
        for from in role.body.aliases.iter().filter_map(|name| other_name(name)) {
            if taken.insert(from.clone()) {
                redirects.push(Redirect { from, to: id, origin: role.place.path().to_owned() });
            }
        }
    }
    redirects
}

/// The address of a role's page.
fn of_role(id: &str) -> String {
    format!("/roles/{id}/")
}

/// The address of another name of a role: `Lead AI/ML Engineer` is at `/roles/lead-ai-ml-engineer/`.
fn other_name(name: &str) -> Option<String> {
    let segment = address::slug(&name.replace('/', " "));
    address::segment_problem(&segment).is_none().then(|| of_role(&segment))
}
