//! Tables with a place or a level in each heading, and amounts below: `Level, London, Leeds`. It must not know the site.

use super::amount;
use super::grid::{Cell, CellKind, Grid};
use super::heading::{self, Heading};
use super::words;

/// Pay for a month or a year is not below this.
const LEAST: i64 = 1_000;

/// Whether two headings of a row or more are names that stand above nothing but amounts of pay.
pub(super) fn is_at(grid: &Grid, row: usize) -> bool {
    let is_one = |cell: &&Cell| {
        let is_pay = |amounts: Vec<i64>| amounts.iter().all(|amount| *amount >= LEAST);
        is_name(&heading::read(&cell.text)) && cells(grid, row, cell.column).is_some_and(is_pay)
    };
    grid.written(row).filter(|cell| cell.kind == CellKind::Text && is_one(cell)).count() >= 2
}

/// Whether a heading holds a name that nothing is known of, and nothing that goes against an amount.
pub(super) fn is_name(read: &Heading) -> bool {
    read.column.is_none() && read.is_amount && !read.rest.is_empty()
}

/// Whether all that stands in a column is amounts.
pub(super) fn holds_amounts(grid: &Grid, header: usize, at: usize) -> bool {
    cells(grid, header, at).is_some()
}

/// The amounts below a heading; `None` when there is none, or anything else.
fn cells(grid: &Grid, header: usize, at: usize) -> Option<Vec<i64>> {
    let mut found = Vec::new();
    for row in header + 1..grid.rows.len() {
        let cell = &grid.rows[row][at];
        if cell.is_empty() || words::is_blank(&cell.text) || words::is_open(&cell.text) {
            continue;
        }
        let amounts = match cell.kind {
            CellKind::Number => amount::read_number(&cell.text, None),
            CellKind::Text => amount::read(&cell.text, None),
            _ => return None,
        };
        found.extend(amounts.ok()?.ends);
    }
    (!found.is_empty()).then_some(found)
}
