//! A sheet as rows of cells that know their address. It must not know what cells mean.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::written::date::{self, Day};

use crate::diag::{Diagnostic, Place, Rule, Source};

/// A sheet: every row as long as the longest.
#[derive(Debug)]
pub(super) struct Grid {
    /// The sheet's name, where its workbook shows more than one.
    pub(super) name: Option<String>,
    /// The sheet as text, for the places of findings.
    pub(super) source: Arc<Source>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Cells that show as one, each with its first and last row and column; only workbooks tell.
    pub(super) merges: Vec<Merge>,
}

/// Cells that show as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    /// First and last row.
    pub(super) rows: (usize, usize),
    /// First and last column.
    pub(super) columns: (usize, usize),
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    /// What it says, without spaces around it; a number in plain digits.
    pub(super) text: String,
    pub(super) kind: CellKind,
    /// The sign or code of a currency that its number format shows.
    pub(super) shown_currency: Option<String>,
    /// Where it stands in the sheet as text.
    pub(super) span: Range<usize>,
}

/// How a cell holds what it says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum CellKind {
    Text,
    /// A number that no language can misread.
    Number,
    Date(Date),
    /// `#REF!` and the like.
    Error,
    /// A formula whose result is not in the file.
    Unsaved,
    /// A number that shows as a share of a hundred.
    Percent,
}

impl Cell {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.kind != CellKind::Unsaved
    }

    /// What it says of a day.
    pub(super) fn day(&self) -> Day {
        match self.kind {
            CellKind::Date(day) => Day::One(day),
            CellKind::Error | CellKind::Unsaved | CellKind::Percent => Day::None,
            CellKind::Text | CellKind::Number => date::read(&self.text),
        }
    }
}

impl Grid {
    /// The address of a cell as a spreadsheet shows it: `C7`, `Bands!C7`.
    pub(super) fn address(&self, cell: &Cell) -> String {
        let at = format!("{}{}", letters(cell.column), cell.row + 1);
        match &self.name {
            Some(name) => format!("{name}!{at}"),
            None => at,
        }
    }

    /// A finding at a cell; its address opens the message.
    pub(super) fn finding(&self, rule: &'static Rule, cell: &Cell, message: &str, hint: &str) -> Diagnostic {
        let message = format!("{}: {message}", self.address(cell));
        Diagnostic::new(rule, self.place(cell), message).hint(hint)
    }

    pub(super) fn place(&self, cell: &Cell) -> Place {
        Place::new(&self.source, cell.span.clone())
    }

    /// The merge a cell belongs to.
    pub(super) fn merge(&self, row: usize, column: usize) -> Option<Merge> {
        let within = |(first, last): (usize, usize), at: usize| (first..=last).contains(&at);
        self.merges.iter().copied().find(|merge| within(merge.rows, row) && within(merge.columns, column))
    }

    /// What a cell shows: a merged one shows its first cell.
    pub(super) fn shown(&self, row: usize, column: usize) -> &Cell {
        let first = self.merge(row, column).map_or((row, column), |merge| (merge.rows.0, merge.columns.0));
        &self.rows[first.0][first.1]
    }

    /// The cells of a row that say something.
    pub(super) fn written(&self, row: usize) -> impl Iterator<Item = &Cell> {
        self.rows[row].iter().filter(|cell| !cell.is_empty())
    }
}

/// The letters of a column: A, B ... Z, AA.
pub(super) fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letters).collect();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
