//! What is odd about the shape of a sheet: amounts that a comma has split, tables side by side, tables on their side, and
//! columns whose cells say what they are. It must not know what a row comes to.

use std::collections::BTreeSet;

use super::grid::{Cell, CellKind, Grid};
use super::heading;
use super::table::{TableColumn, plain};
use super::words::{self, Column};
use crate::diag::{Diagnostics, rules};
use crate::written::currency;

/// Why no row can be that of the headings, and what to do.
pub(super) fn no_headings(grid: &Grid) -> (&'static str, &'static str) {
    let first = grid.rows.iter().filter_map(|row| row.first()).map(|cell| heading::read(&cell.text).column);
    let mut down: Vec<Column> = first.flatten().filter(|column| *column != Column::Aside).collect();
    down.sort_unstable();
    down.dedup();
    if down.len() >= 3 && down.iter().any(|column| matches!(column, Column::Amount(_))) {
        return (
            "the headings of this table stand below each other, and are read from one row",
            "copy the table, paste it with `Transpose`, and save that",
        );
    }
    (
        "no row of this sheet holds the headings of a table of pay",
        "name the columns after what they hold, such as `role`, `place`, `level`, `base min` and `base max`",
    )
}

/// Rows of CSV that have more cells than there are headings, because the comma in an amount has split it. Each is reported.
pub(super) fn split_amounts(grid: &Grid, header: usize, diags: &mut Diagnostics) -> BTreeSet<usize> {
    let width = grid.rows[header].iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let mut split = BTreeSet::new();
    for row in header + 1..grid.rows.len() {
        let cells = &grid.rows[row];
        if cells.iter().skip(width).all(Cell::is_empty) {
            continue;
        }
        let Some(pair) = cells.windows(2).find(|pair| is_split(&pair[0], &pair[1])) else { continue };
        let (first, second) = (&pair[0].text, &pair[1].text);
        let message = format!("`{first}` and `{second}` are one amount that its comma has put into two cells");
        let hint = format!("put quotes around each amount with a comma: `\"{first},{second}\"`");
        diags.push(grid.finding(&rules::BAD_RECORD, &pair[0], &message, &hint));
        split.insert(row);
    }
    split
}

fn is_split(first: &Cell, second: &Cell) -> bool {
    let digits = first.text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_sign = |text: &str| text.is_empty() || currency::named(text).is_some();
    (first.kind, second.kind) == (CellKind::Text, CellKind::Text)
        && (1..=3).contains(&digits.len())
        && is_number(digits)
        && is_sign(first.text[..first.text.len() - digits.len()].trim())
        && second.text.len() == 3
        && is_number(&second.text)
}

/// The heading with which a second table begins, to the right of the first: roles again, and amounts behind them.
pub(super) fn table_beside(columns: &[TableColumn]) -> Option<&Cell> {
    let is_amount = |known: &TableColumn| matches!(known.column, Column::Amount(_));
    let names_row = |known: &TableColumn| matches!(known.column, Column::Role | Column::Name | Column::Level);
    let first = columns.iter().position(names_row)?;
    let same = |known: &&TableColumn| {
        known.column == columns[first].column && plain(&known.heading.text) == plain(&columns[first].heading.text)
    };
    let second = columns.iter().skip(first + 1).find(same)?;
    let at = columns.iter().position(|known| known.at == second.at)?;
    let both = columns[first..at].iter().any(is_amount) && columns[at..].iter().any(is_amount);
    both.then_some(&second.heading)
}

/// What a column holds that its cells say, and its heading does not: periods, or currencies.
pub(super) fn told_by_cells(grid: &Grid, header: usize, at: usize) -> Option<Column> {
    let below = (header + 1..grid.rows.len()).map(|row| &grid.rows[row][at]);
    let cells: Vec<&Cell> = below.filter(|cell| !cell.is_empty() && !words::is_blank(&cell.text)).collect();
    let is_period = |cell: &&Cell| {
        let small = cell.text.to_lowercase();
        words::speaks_of_period(&small)
    };
    let is_currency = |cell: &&Cell| currency::named(&cell.text).is_some();
    match cells.is_empty() {
        true => None,
        false if cells.iter().all(is_period) => Some(Column::Period),
        false if cells.iter().all(is_currency) => Some(Column::Currency),
        false => None,
    }
}

/// Whether every cell of a column is a share of a hundred, such as `10%`.
pub(super) fn is_all_shares(grid: &Grid, header: usize, at: usize) -> bool {
    let below = (header + 1..grid.rows.len()).map(|row| &grid.rows[row][at]);
    let mut cells = below.filter(|cell| !cell.is_empty() && !words::is_blank(&cell.text)).peekable();
    let is_share = |cell: &Cell| {
        let number = cell.text.trim_end().strip_suffix('%').map(str::trim_end);
        let is_number =
            |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
        cell.kind == CellKind::Percent || number.is_some_and(is_number)
    };
    cells.peek().is_some() && cells.all(is_share)
}
