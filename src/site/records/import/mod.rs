//! A talent team's spreadsheet as pay records: what its columns mean, row by row, and what could not be told. Nothing is
//! guessed: a row that leaves something open is left out and reported. It must not write files.

mod cell;
mod file;
mod heading;
mod row;

use std::sync::Arc;

use jiff::civil::Date;

use self::heading::{Column, End, Heading};
use super::Data;
use super::csv::{Cell, Sheet};
use crate::diag::{Diagnostic, Diagnostics, Source, rules};
use crate::site::records::csv;
use crate::site::records::types::Measure;

/// What became of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayImport {
    /// The records as a TOML file for `content/data/`; `None` when no row could be mapped.
    pub text: Option<String>,
    /// How many records there are in it.
    pub records: usize,
    /// How many rows the spreadsheet has below its headings.
    pub rows: usize,
    /// Whether they are observations, each with its source; bands otherwise.
    pub observations: bool,
}

/// What the records of a spreadsheet have in common.
pub(in crate::site) struct Origin<'o> {
    /// The id of the source record that stands for the spreadsheet when it names none.
    pub(in crate::site) id: &'o str,
    /// Who publishes it then.
    pub(in crate::site) publisher: &'o str,
    /// The day it is read.
    pub(in crate::site) today: Date,
}

/// A column whose heading is understood.
struct Known {
    at: usize,
    heading: Heading,
}

/// A sheet with what its headings mean.
struct Reading<'r> {
    sheet: &'r Sheet,
    columns: Vec<Known>,
    data: &'r Data,
}

/// Reads a spreadsheet that was exported as CSV. Rows that name a source become observations, the others bands.
pub(in crate::site) fn pay(
    source: &Arc<Source>,
    data: &Data,
    origin: &Origin<'_>,
    diags: &mut Diagnostics,
) -> PayImport {
    let nothing = |rows| PayImport { text: None, records: 0, rows, observations: false };
    let Some(sheet) = csv::read(source, diags) else { return nothing(0) };
    let reading = Reading { columns: columns(&sheet, diags), sheet: &sheet, data };
    if !reading.is_complete(diags) {
        return nothing(sheet.rows.len());
    }
    let observations = reading.column(Column::Source).is_some();
    let mut records: Vec<row::PayRow> = Vec::new();
    for cells in &sheet.rows {
        row::read(&reading, cells, origin, &mut records, diags);
    }
    let text = (!records.is_empty()).then(|| file::text(&records, observations, source, origin));
    PayImport { text, records: records.len(), rows: sheet.rows.len(), observations }
}

/// The columns that are understood; the others are reported.
fn columns(sheet: &Sheet, diags: &mut Diagnostics) -> Vec<Known> {
    let mut columns: Vec<Known> = Vec::new();
    for (at, cell) in sheet.header.iter().enumerate() {
        let Some(heading) = heading::read(&cell.text) else {
            let message = format!("the column `{}` means nothing to a pay record and is left out", cell.text);
            let hint =
                "name it after what it holds, such as `role`, `place`, `level`, `base min` or `source`, or remove it";
            diags.push(Diagnostic::new(&rules::UNKNOWN_KEY, sheet.place(cell), message).hint(hint).mild());
            continue;
        };
        let same = |known: &&Known| (known.heading.column, known.heading.measure) == (heading.column, heading.measure);
        if let Some(first) = columns.iter().find(same) {
            let earlier = &sheet.header[first.at];
            let message = format!("the columns `{}` and `{}` mean the same", earlier.text, cell.text);
            let hint = "remove one of them, or say in the headings what sets them apart, such as `base` and `total`";
            let found = Diagnostic::new(&rules::BAD_RECORD, sheet.place(cell), message).hint(hint);
            diags.push(found.related(sheet.place(earlier), "the first one is read"));
            continue;
        }
        columns.push(Known { at, heading });
    }
    columns
}

impl Reading<'_> {
    fn column(&self, wanted: Column) -> Option<&Known> {
        self.columns.iter().find(|known| known.heading.column == wanted)
    }

    /// The cell of a row in a column.
    fn cell<'c>(&self, cells: &'c [Cell], column: Column) -> Option<&'c Cell> {
        self.column(column).map(|known| &cells[known.at])
    }

    /// The measures that columns of amounts name, each once; `None` for those that a column of its own names.
    fn measures(&self) -> Vec<Option<Measure>> {
        let mut measures = Vec::new();
        for known in &self.columns {
            let is_range = matches!(known.heading.column, Column::Amount(End::Min | End::Max | End::Range));
            if is_range && !measures.contains(&known.heading.measure) {
                measures.push(known.heading.measure);
            }
        }
        measures
    }

    /// Whether there is a column for everything a record needs; what is missing is reported once.
    fn is_complete(&self, diags: &mut Diagnostics) -> bool {
        let measures = self.measures();
        let mut missing: Vec<(&str, &str)> = Vec::new();
        if self.column(Column::Role).is_none() {
            missing.push(("which role a row is about", "add a column `role` with ids or titles of roles"));
        }
        if self.column(Column::Place).is_none() {
            missing.push(("where it is paid", "add a column `place` with ids or titles of places"));
        }
        if measures.is_empty() {
            missing.push(("what is paid", "add columns `base min` and `base max`, or `base range`"));
        }
        if measures.contains(&None) && self.column(Column::Measure).is_none() {
            missing.push((
                "whether amounts are base or total pay",
                "say so in their headings, as in `base min`, or add a column `measure`",
            ));
        }
        let has_period = |known: &Known| known.heading.column == Column::Period || known.heading.period.is_some();
        if !self.columns.iter().any(has_period) {
            let hint = "say so in a heading, as in `annual base min`, or add a column `period`";
            missing.push(("for how long amounts are paid", hint));
        }
        for (what, hint) in &missing {
            let message = format!("no column says {what}");
            let place = self.sheet.place(&self.sheet.header[0]);
            diags.push(Diagnostic::new(&rules::BAD_RECORD, place, message).hint(*hint));
        }
        missing.is_empty()
    }
}
