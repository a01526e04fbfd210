//! Headings that stand above groups of columns: which columns belong to each, and what it calls them.

use std::collections::BTreeSet;

use super::grid::{Cell, Grid};
use super::heading::{self, Heading, Says};
use super::table::{is_figure, plain};
use super::words::{Column, End};

/// For each column the cell of a row above the headings that it belongs to; `None` when the row is no row of groups.
pub(super) fn group_labels(grid: &Grid, row: usize, is_amount: &dyn Fn(usize) -> bool) -> Option<Vec<Option<Cell>>> {
    let width = grid.rows[row].len();
    let is_merged = grid
        .merges
        .iter()
        .any(|merge| (merge.rows.0..=merge.rows.1).contains(&row) && merge.columns.0 < merge.columns.1);
    let mut current: Option<&Cell> = None;
    let mut labels = Vec::with_capacity(width);
    for at in 0..width {
        let shown = grid.shown(row, at);
        if !is_amount(at) {
            current = None;
        } else if !shown.is_empty() {
            current = Some(shown);
        } else if is_merged {
            current = None;
        }
        // A number above amounts is a sum or a year, and names nothing.
        let is_name = |cell: &&Cell| is_amount(cell.column) && !is_figure(cell);
        labels.push(current.filter(is_name).cloned());
    }
    labels.iter().any(Option::is_some).then_some(labels)
}

/// The name in a label, without what else it says: `London (GBP)`.
pub(super) fn group_name(text: &str, read: &Heading, known: &BTreeSet<String>) -> String {
    let says_more = read.says != Says::default();
    if known.contains(&plain(text)) || !says_more || read.rest.is_empty() { text.to_owned() } else { read.rest.clone() }
}

/// Which end a heading with a name in it is about: `London min`, `London`.
pub(super) fn end_of(heading: &str, name: &str) -> End {
    let mut rest = heading.to_owned();
    for word in name.split(' ') {
        rest = rest.replacen(word, " ", 1);
    }
    match heading::read(&rest).column {
        Some(Column::Amount(end)) => end,
        _ => End::Figure,
    }
}
