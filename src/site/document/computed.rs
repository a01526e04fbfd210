//! What blocks work out from the figures of their readers: scales, differences, examples. No source says these words.

use super::tables::book::Formula;
use super::tables::chart::{ChartPanel, PayChart};
use super::tables::{PayExplorer, PayTable};
use super::{Document, Leaf, Node};

/// Tells `found` every text that blocks of a document have worked out.
pub(in crate::site) fn computed<'d>(document: &'d Document, found: &mut dyn FnMut(&'d str)) {
    nodes(&document.nodes, found);
}

fn nodes<'d>(list: &'d [Node], found: &mut dyn FnMut(&'d str)) {
    for node in list {
        match node {
            Node::Leaf(leaf) => match &**leaf {
                Leaf::PayTable(table) => pay_table(table, found),
                Leaf::PayChart(chart) => pay_chart(chart, found),
                Leaf::PayExplorer(explorer) => pay_explorer(explorer, found),
                _ => {}
            },
            node => nodes(node.children(), found),
        }
    }
}

fn pay_table<'d>(table: &'d PayTable, found: &mut dyn FnMut(&'d str)) {
    table.rows.iter().filter_map(|row| row.disagreement.as_deref()).for_each(found);
}

fn pay_chart<'d>(chart: &'d PayChart, found: &mut dyn FnMut(&'d str)) {
    panels(&chart.panels, found);
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
