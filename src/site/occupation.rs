//! The base pay that a page shows of one role, for machines: what is not on the page is not among it.

use std::collections::BTreeSet;

use super::Site;
use super::data::tables::{Occupation, PayTable};
use super::document::{Leaf, Part};
use super::gate::{PageKind, VisiblePage};
use crate::config::{Audience, Config};

/// Adds the ids of the published ranges that stand in `parts`.
pub(in crate::site) fn gather_shown(parts: &[Part], shown: &mut BTreeSet<String>) {
    for part in parts {
        match part {
            Part::Container(container) => gather_shown(&container.parts, shown),
            Part::Leaf(Leaf::PayTable(table)) => shown.extend(of_table(table)),
            Part::Leaf(Leaf::PayExplorer(explorer)) => shown.extend(explorer.tables.iter().flat_map(of_table)),
            Part::Leaf(Leaf::PayChart(chart)) => shown.extend(chart.bands.iter().cloned()),
            Part::Leaf(Leaf::PayOverview(overview)) => {
                let bands = overview.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.band.as_ref());
                shown.extend(bands.map(|band| band.id.clone()));
            }
            _ => {}
        }
    }
}

fn of_table(table: &PayTable) -> impl Iterator<Item = String> + '_ {
    table.rows.iter().filter_map(|row| Some(row.band.as_ref()?.id.clone()))
}

/// What a page says of the one role it is about: a role's page what stands at a glance, a guide or a pay page those of the
/// ranges in `shown` that are base pay of the role. `None` for lists, and where no range shows.
///
/// Made-up figures are left out.
pub(in crate::site) fn of(
    page: &VisiblePage,
    shown: &BTreeSet<String>,
    site: &Site<'_>,
    audience: Audience,
    config: &Config,
) -> Option<Occupation> {
    let about = match page.kind {
        _ if page.is_section => None,
        PageKind::Role => page.role.clone(),
        PageKind::Guide | PageKind::Pay if !shown.is_empty() => match page.roles.as_slice() {
            [role] => site.data.role_glance(&role.id, audience, config),
            _ => None,
        },
        _ => None,
    }?;
    let is_shown = |id: &String| page.kind == PageKind::Role || shown.contains(id);
    let pay: Vec<_> = about.pay.into_iter().filter(|pay| !pay.band.example && is_shown(&pay.band.id)).collect();
    (!pay.is_empty()).then_some(Occupation { title: about.title, mission: about.mission, pay })
}
