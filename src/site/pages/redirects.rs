//! Old addresses and other names: which of them lead to a page of one audience.

use std::collections::{BTreeMap, BTreeSet};

use super::view::Viewing;
use crate::site::address;
use crate::site::gate::{PageId, Redirect};
use crate::site::routes;

/// The redirects of a view, aliases of pages before other names of roles. `places` are the pages it shows, `taken` every
/// address it has.
///
/// An address that is taken leads where it was taken first; the checks report it.
pub(super) fn of(
    Viewing { site, reader, .. }: Viewing<'_>,
    places: &BTreeMap<usize, PageId>,
    mut taken: BTreeSet<String>,
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
    for role in reader.records.roles.iter() {
        let Some(id) =
            places.iter().find(|(page, _)| site.pages[**page].url == routes::role(&role.id)).map(|(_, id)| *id)
        else {
            continue;
        };
        for from in role.body.aliases.iter().filter_map(|name| routes::other_name_of_role(name)) {
            if taken.insert(from.clone()) {
                redirects.push(Redirect { from, to: id, origin: role.place.path().to_owned() });
            }
        }
    }
    redirects
}
