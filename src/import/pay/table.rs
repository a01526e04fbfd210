//! Where the table of pay lies in a sheet: its headings, whatever stands above them, and its rows. It must not know what
//! the cells of a row come to.

use std::collections::BTreeSet;

use super::amount;
use super::grid::{Cell, CellKind, Grid};
use super::groups::{end_of, group_labels, group_name};
use super::heading::{self, Heading, Says};
use super::words::{self, Column, End};
use super::{pivot, shape};
use crate::diag::{Diagnostics, rules};

/// In how many rows from the top the headings are looked for.
const SEARCHED: usize = 100;
/// How many rows of groups may stand above the headings.
const GROUP_ROWS: usize = 2;

/// A table of pay in a sheet.
#[derive(Debug)]
pub(super) struct Table<'g> {
    pub(super) grid: &'g Grid,
    /// Where the headings stand.
    pub(super) header: usize,
    pub(super) columns: Vec<TableColumn>,
    /// The rows below that hold figures, or should.
    pub(super) body: Vec<usize>,
    /// Rows and columns that are passed over, and why; for the reader.
    pub(super) left_out: Vec<String>,
    /// Cells around the table that may say something about all of it.
    pub(super) notes: Vec<Cell>,
    /// Rows with an amount that a comma has split in two, which was reported.
    pub(super) split: BTreeSet<usize>,
}

/// A column that is understood.
#[derive(Debug, Clone)]
pub(super) struct TableColumn {
    pub(super) at: usize,
    pub(super) heading: Cell,
    pub(super) column: Column,
    pub(super) says: Says,
    /// The place or the level that the column is for, in the words of the headings.
    pub(super) group: Option<Cell>,
}

/// How many headings of a sheet are understood.
pub(super) fn understood(grid: &Grid) -> usize {
    (0..grid.rows.len().min(SEARCHED)).filter_map(|row| known_headings(grid, row)).max().unwrap_or(0)
}

/// How many cells of a row are headings that are understood, when it can be a row of headings at all.
fn known_headings(grid: &Grid, row: usize) -> Option<usize> {
    let (mut known, mut amounts) = (0, 0);
    for cell in grid.written(row) {
        match heading::read(&cell.text).column {
            Some(Column::Aside) => {}
            Some(Column::Amount(_)) => (known, amounts) = (known + 1, amounts + 1),
            Some(_) => known += 1,
            None if is_figure(cell) => return None,
            None => {}
        }
    }
    (known >= 2 && amounts >= 1).then_some(known)
}

pub(super) fn is_figure(cell: &Cell) -> bool {
    matches!(cell.kind, CellKind::Number | CellKind::Date(_)) || amount::read(&cell.text, None).is_ok()
}

/// Whether a sheet holds a table of pay.
pub(super) fn is_in(grid: &Grid) -> bool {
    header_row(grid, &BTreeSet::new()).is_some()
}

/// The last of the first rows that can be headings; columns may be named by what the site knows too.
fn header_row(grid: &Grid, known: &BTreeSet<String>) -> Option<usize> {
    let last = grid.rows.len().min(SEARCHED);
    let can_be = |row: usize| known_headings(grid, row).is_some() || named_headings(grid, row, known);
    let mut row = (0..last).find(|row| can_be(*row))?;
    while row + 1 < last && known_headings(grid, row + 1).is_some() {
        row += 1;
    }
    Some(row)
}

/// Whether a row names the role or the level, and beside it places or levels of the site: `Role, London, Berlin`.
fn named_headings(grid: &Grid, row: usize, known: &BTreeSet<String>) -> bool {
    let reads: Vec<Heading> = grid.written(row).map(|cell| heading::read(&cell.text)).collect();
    let names_row = reads.iter().any(|read| matches!(read.column, Some(Column::Role | Column::Name | Column::Level)));
    let is_known = |read: &&Heading| read.column.is_none() && read.is_amount && known.contains(&plain(&read.rest));
    names_row && (reads.iter().any(|read| is_known(&read)) || pivot::is_at(grid, row))
}

/// A name by which two spellings of it are the same.
pub(super) fn plain(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let small: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let is_gap = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '‑' | '–');
    small.split(is_gap).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Finds the table; what stands in its way is reported. `known` are the names of places and levels.
pub(super) fn find<'g>(grid: &'g Grid, known: &BTreeSet<String>, diags: &mut Diagnostics) -> Option<Table<'g>> {
    let Some(header) = header_row(grid, known) else {
        let first = grid.rows.iter().flatten().find(|cell| !cell.is_empty())?;
        let (message, hint) = shape::no_headings(grid);
        diags.push(grid.finding(&rules::BAD_RECORD, first, message, hint));
        return None;
    };
    let (columns, body, left_out, notes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let split = shape::split_amounts(grid, header, diags);
    let mut table = Table { grid, header, columns, body, left_out, notes, split };
    let first_group = table.read_columns(known, diags);
    if let Some(beside) = shape::table_beside(&table.columns) {
        let message = "another table stands beside the first one, from this column on";
        let hint = "put it below the first one, with its place in a column of its own, or into a file of its own";
        diags.push(grid.finding(&rules::BAD_RECORD, beside, message, hint));
        return None;
    }
    table.notes.extend((0..first_group).flat_map(|row| grid.written(row)).cloned());
    table.settle_columns(diags);
    table.read_rows(diags);
    Some(table)
}

impl Table<'_> {
    /// Reads the headings with what stands above them; gives the first row that belongs to them.
    fn read_columns(&mut self, known: &BTreeSet<String>, diags: &mut Diagnostics) -> usize {
        let (grid, header) = (self.grid, self.header);
        let width = grid.rows[header].len();
        let is_pivot = named_headings(grid, header, known);
        let reads: Vec<Heading> = (0..width).map(|at| heading::read(&grid.rows[header][at].text)).collect();
        let is_amount = |at: usize| matches!(reads[at].column, Some(Column::Amount(_)));
        let mut groups: Vec<Vec<Option<Cell>>> = Vec::new();
        let mut first = header;
        while first > 0 && groups.len() < GROUP_ROWS {
            let Some(labels) = group_labels(grid, first - 1, &is_amount) else { break };
            groups.push(labels);
            first -= 1;
        }
        for at in 0..width {
            let own = &grid.rows[header][at];
            let above = (first..header).rev().map(|row| grid.shown(row, at)).find(|cell| !cell.is_empty());
            let cell = if own.is_empty() { above.unwrap_or(own) } else { own };
            if cell.is_empty() {
                self.unnamed_column(at, diags);
                continue;
            }
            let read = if own.is_empty() { heading::read(&cell.text) } else { reads[at].clone() };
            let mut says = read.says.clone();
            let mut group = None;
            for label in groups.iter().filter_map(|labels| labels[at].clone()) {
                let above = heading::read(&label.text);
                if let Some(what) = says.conflict(&above.says) {
                    let message = format!("`{}` and `{}` above it differ in {what}", cell.text, label.text);
                    diags.push(grid.finding(&rules::BAD_RECORD, cell, &message, "change one of them"));
                }
                says = says.and(&above.says);
                if !above.rest.is_empty() || !above.is_amount {
                    group = group.or(Some(Cell { text: group_name(&label.text, &above, known), ..label }));
                }
            }
            let named = read.column.is_none() && read.is_amount && known.contains(&plain(&read.rest));
            let by_cells = || shape::told_by_cells(grid, header, at);
            let column = match read.column.or_else(by_cells) {
                Some(column) => column,
                None if named => {
                    group = Some(Cell { text: read.rest.clone(), ..cell.clone() });
                    Column::Amount(end_of(&cell.text, &read.rest))
                }
                // Beside places that are known, one that is not.
                None if is_pivot && pivot::is_name(&read) && pivot::holds_amounts(grid, header, at) => {
                    group = Some(Cell { text: group_name(&cell.text, &read, known), ..cell.clone() });
                    Column::Amount(end_of(&cell.text, &read.rest))
                }
                None => {
                    let message = format!("the column `{}` means nothing to a pay record and is left out", cell.text);
                    let hint =
                        "if it matters, name it after what it holds, such as `role`, `place`, `level` or `base min`";
                    diags.push(grid.finding(&rules::UNKNOWN_KEY, cell, &message, hint).mild());
                    continue;
                }
            };
            self.columns.push(TableColumn { at, heading: cell.clone(), column, says, group });
        }
        first
    }

    /// A column with cells and no heading: nobody can tell what they are.
    fn unnamed_column(&mut self, at: usize, diags: &mut Diagnostics) {
        let below = (self.header + 1..self.grid.rows.len()).filter(|row| !self.split.contains(row));
        let mut cells = below.map(|row| &self.grid.rows[row][at]);
        let Some(cell) = cells.find(|cell| !cell.is_empty()) else { return };
        let message = format!("`{}` stands in a column without a heading", cell.text);
        let hint = "give the column a heading; an amount with a comma in it needs quotes in CSV: `\"70,000\"`";
        diags.push(self.grid.finding(&rules::BAD_RECORD, cell, &message, hint));
    }

    /// Of columns that mean the same, the narrower one; two that nobody can choose between are reported.
    fn settle_columns(&mut self, diags: &mut Diagnostics) {
        let has = |columns: &[TableColumn], wanted: Column| columns.iter().any(|known| known.column == wanted);
        self.settle_bands();
        self.join_ends();
        for known in &mut self.columns {
            let is_share = known.says.percent || shape::is_all_shares(self.grid, self.header, known.at);
            if is_share && matches!(known.column, Column::Amount(_)) {
                known.column = Column::Aside;
            }
        }
        for (wide, narrow) in [(Column::Name, Column::Role), (Column::WidePlace, Column::Place)] {
            let is_wide_only = !has(&self.columns, narrow);
            for known in self.columns.iter_mut().filter(|known| known.column == wide) {
                known.column = if is_wide_only { narrow } else { Column::Aside };
            }
        }
        let is_edit = |known: &TableColumn| {
            let small = known.heading.text.to_lowercase();
            ["edit", "updat", "modif", "aktual"].iter().any(|word| small.contains(word))
        };
        if self.columns.iter().any(|known| known.column == Column::AsOf && !is_edit(known)) {
            for known in self.columns.iter_mut().filter(|known| known.column == Column::AsOf) {
                if is_edit(known) {
                    known.column = Column::Aside;
                }
            }
        }
        let aside = self.columns.iter().filter(|known| known.column == Column::Aside);
        self.left_out.extend(aside.map(|known| format!("column `{}`", known.heading.text)));
        self.columns.retain(|known| known.column != Column::Aside);
        let mut kept: Vec<TableColumn> = Vec::new();
        for known in std::mem::take(&mut self.columns) {
            let group = |known: &TableColumn| known.group.as_ref().map(|cell| plain(&cell.text));
            let same = |other: &&TableColumn| {
                (other.column, other.says.measure, group(other)) == (known.column, known.says.measure, group(&known))
            };
            if let Some(first) = kept.iter().find(same) {
                let message =
                    format!("the columns `{}` and `{}` mean the same", first.heading.text, known.heading.text);
                let hint =
                    "remove one of them, or say in the headings what sets them apart, such as `base` and `total`";
                let finding = self.grid.finding(&rules::BAD_RECORD, &known.heading, &message, hint);
                diags.push(finding.related(self.grid.place(&first.heading), "the first one"));
            } else {
                kept.push(known);
            }
        }
        self.columns = kept;
    }

    /// `Base min` and `Max`: the end that says nothing belongs to the one that lacks it.
    fn join_ends(&mut self) {
        let group = |known: &TableColumn| known.group.as_ref().map(|cell| plain(&cell.text));
        let columns = self.columns.clone();
        for known in &mut self.columns {
            if !matches!(known.column, Column::Amount(End::Min | End::Max)) || known.says.measure.is_some() {
                continue;
            }
            let beside = columns
                .iter()
                .filter(|other| matches!(other.column, Column::Amount(_)) && group(other) == group(known));
            let mut named: Vec<_> = beside.clone().filter_map(|other| other.says.measure).collect();
            named.dedup();
            let is_taken = |measure| {
                beside.clone().any(|other| other.says.measure == Some(measure) && other.column == known.column)
            };
            if let [one] = named[..]
                && !is_taken(one)
                && beside.clone().filter(|other| other.says.measure.is_none()).count() == 1
            {
                known.says.measure = Some(one);
            }
        }
    }

    /// A column `Band` holds names of levels as often as amounts: its cells tell.
    fn settle_bands(&mut self) {
        let grid = self.grid;
        let has_level = self.columns.iter().any(|known| known.column == Column::Level);
        let rows = self.header + 1..grid.rows.len();
        for known in &mut self.columns {
            if known.column != Column::Amount(End::Range) {
                continue;
            }
            let mut cells = rows
                .clone()
                .map(|row| &grid.rows[row][known.at])
                .filter(|cell| !cell.is_empty() && !words::is_blank(&cell.text));
            let is_named = |cell: &Cell| {
                let digits = cell.text.chars().filter(char::is_ascii_digit).count();
                cell.kind == CellKind::Text
                    && digits <= 2
                    && !words::is_open(&cell.text)
                    && amount::read(&cell.text, None).is_err()
            };
            if cells.clone().next().is_some() && cells.all(is_named) {
                known.column = if has_level { Column::Aside } else { Column::Level };
            }
        }
    }

    /// The rows below the headings: figures, sums, notes and what looks like another table.
    fn read_rows(&mut self, diags: &mut Diagnostics) {
        let grid = self.grid;
        let header: Vec<&str> = grid.rows[self.header].iter().map(|cell| cell.text.as_str()).collect();
        for row in self.header + 1..grid.rows.len() {
            let mut written = grid.written(row);
            let Some(first) = written.next() else { continue };
            let is_alone = written.next().is_none();
            if grid.rows[row].iter().map(|cell| cell.text.as_str()).eq(header.iter().copied()) {
                continue;
            }
            if self.split.contains(&row) {
                continue;
            }
            if words::is_sum(&first.text) || (words::begins_sum(&first.text) && self.is_without_names(row)) {
                self.left_out.push(format!("row {} (`{}`)", row + 1, first.text));
            } else if known_headings(grid, row).is_some() {
                let hint = "put it into a sheet or a file of its own";
                diags.push(grid.finding(&rules::BAD_RECORD, first, "another table begins here", hint));
                break;
            } else if is_alone && first.kind == CellKind::Text && amount::read(&first.text, None).is_err() {
                self.notes.push(first.clone());
                self.note_row(first, diags);
            } else {
                self.body.push(row);
            }
        }
    }

    /// Whether a row has neither a place nor a level, and the table has a column for one of them.
    fn is_without_names(&self, row: usize) -> bool {
        let mut named =
            self.columns.iter().filter(|known| matches!(known.column, Column::Place | Column::Level)).peekable();
        named.peek().is_some() && named.all(|known| self.grid.shown(row, known.at).is_empty())
    }

    /// A row with one cell of words: a note, or the name of a group of rows.
    fn note_row(&mut self, cell: &Cell, diags: &mut Diagnostics) {
        let rows_follow = (cell.row + 1..self.grid.rows.len()).any(|row| self.grid.written(row).count() > 2);
        let has = |wanted: Column| self.columns.iter().any(|known| known.column == wanted);
        let is_grouped = self.columns.iter().any(|known| known.group.is_some());
        if rows_follow && !(has(Column::Role) && (has(Column::Place) || is_grouped)) {
            let message =
                format!("`{}` stands alone in its row, and may be what the rows below it are about", cell.text);
            let hint = "write it into a column of its own in each of these rows, or take the row out";
            diags.push(self.grid.finding(&rules::BAD_RECORD, cell, &message, hint));
        } else {
            let short: String = cell.text.chars().take(40).collect();
            self.left_out.push(format!("row {} (`{short}`)", cell.row + 1));
        }
    }

    pub(super) fn column(&self, wanted: Column) -> Option<&TableColumn> {
        self.columns.iter().find(|known| known.column == wanted)
    }
}
