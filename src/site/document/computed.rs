//! What blocks work out from the figures of their readers: scales, differences, examples. No source says these words.

use super::tables::book::Formula;
use super::tables::chart::{ChartPanel, PayChart};
use super::tables::{PayExplorer, PayTable};
use super::{Document, Node};

/// Tells `found` every text that blocks of a document have worked out.
pub(in crate::site) fn computed<'d>(document: &'d Document, found: &mut dyn FnMut(&'d str)) {
    nodes(&document.nodes, found);
}

fn nodes<'d>(list: &'d [Node], found: &mut dyn FnMut(&'d str)) {
    for node in list {
        match node {
            Node::Leaf(leaf) => {
                if let Some(table) = leaf.of() {
                    pay_table(table, found);
                } else if let Some(PayChart { panels: all, .. }) = leaf.of() {
                    panels(all, found);
                } else if let Some(explorer) = leaf.of() {
                    pay_explorer(explorer, found);
                }
            }
            node => nodes(node.children(), found),
        }
    }
}

fn pay_table<'d>(table: &'d PayTable, found: &mut dyn FnMut(&'d str)) {
    table.rows.iter().filter_map(|row| row.disagreement.as_deref()).for_each(found);
}

/// What charts say beside the ranges in them.
pub(in crate::site) fn panels<'d>(panels: &'d [ChartPanel], found: &mut dyn FnMut(&'d str)) {
    for panel in panels {
        panel.ticks.iter().for_each(|tick| found(tick));
        panel.rows.iter().filter_map(|row| row.disagreement.as_deref()).for_each(&mut *found);
    }
}

fn pay_explorer<'d>(explorer: &'d PayExplorer, found: &mut dyn FnMut(&'d str)) {
    explorer.tables.iter().for_each(|table| pay_table(table, found));
    for Formula { rule, example, .. } in &explorer.formulas {
        found(rule);
        found(example);
    }
}
