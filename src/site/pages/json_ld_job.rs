//! The base pay that a page shows of one role, for machines: what is not on the page is not among it.

use std::collections::BTreeSet;

use crate::site::document::tables::chart::PayChart;
use crate::site::document::tables::overview::PayOverview;
use crate::site::document::tables::{Occupation, PayExplorer, PayTable};
use crate::site::document::{Leaf, Node, Shows};
use crate::site::gate::{PageKind, Reader, VisiblePage};

/// The published ranges that stand on a page, by id.
#[derive(Debug, Default)]
pub(in crate::site) struct Shown {
    /// Those whose ends it shows.
    ranges: BTreeSet<String>,
    /// Those among them that stand in a table, which shows their percentiles, too.
    in_tables: BTreeSet<String>,
}

impl Shown {
    /// What `nodes` show, and sentences that cite these ids.
    pub(in crate::site) fn new(nodes: &[Node], cited: BTreeSet<String>) -> Shown {
        let mut shown = Shown { ranges: cited, in_tables: BTreeSet::new() };
        shown.gather(nodes);
        shown.ranges.extend(shown.in_tables.iter().cloned());
        shown
    }

    fn gather(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Leaf(leaf) => self.note(leaf),
                node => self.gather(node.children()),
            }
        }
    }

    fn note(&mut self, leaf: &Leaf) {
        if let Some(table) = leaf.of::<PayTable>() {
            self.in_tables.extend(of_table(table));
        } else if let Some(explorer) = leaf.of::<PayExplorer>() {
            self.in_tables.extend(explorer.tables.iter().flat_map(of_table));
        } else if let Some(chart) = leaf.of::<PayChart>() {
            self.ranges.extend(chart.bands.iter().cloned());
        } else if let Some(overview) = leaf.of::<PayOverview>() {
            self.ranges.extend(overview.figures());
        }
    }
}

fn of_table(table: &PayTable) -> impl Iterator<Item = String> + '_ {
    table.rows.iter().filter_map(|row| Some(row.band.as_ref()?.id.clone()))
}

/// What a page says of the one role it is about: a role's page what stands at a glance, a guide or a pay page those of the
/// ranges in `shown` that are base pay of the role. `None` for lists, and where no range shows.
///
/// Made-up figures are left out, and percentiles that do not show.
pub(in crate::site) fn of(page: &VisiblePage, shown: &Shown, reader: &Reader<'_>) -> Option<Occupation> {
    let about = match page.kind {
        _ if page.is_section => None,
        PageKind::Role => page.role.clone(),
        PageKind::Guide | PageKind::Pay if !shown.ranges.is_empty() => match page.roles.as_slice() {
            [role] => reader.role_glance(&role.id),
            _ => None,
        },
        _ => None,
    }?;
    let is_shown = |id: &String| page.kind == PageKind::Role || shown.ranges.contains(id);
    let mut pay: Vec<_> = about.pay.into_iter().filter(|pay| !pay.band.example && is_shown(&pay.band.id)).collect();
    for pay in pay.iter_mut().filter(|pay| !shown.in_tables.contains(&pay.band.id)) {
        pay.band.range.percentiles.clear();
    }
    (!pay.is_empty()).then_some(Occupation { title: about.title, mission: about.mission, pay })
}
