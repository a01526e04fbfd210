//! The table behind `::table`: a CSV file as it is.

use crate::site::document::tables::{Column, DataTable};
use crate::site::gate::Reader;
use crate::site::gate::names::Refusal;

impl Reader<'_> {
    /// The CSV file at `file` (from `content/`), refused where there is nothing to show.
    pub(in crate::site) fn table(&self, file: &str, caption: Option<&str>) -> Result<DataTable, Refusal> {
        let sheet = self.sheet(file)?;
        let columns = sheet.header.iter().enumerate().map(|(at, name)| Column {
            name: (*name).to_owned(),
            numeric: is_numeric(sheet.rows.iter().map(|row| row[at])),
        });
        Ok(DataTable {
            caption: caption.map_or_else(|| stem(file), str::to_owned),
            columns: columns.collect(),
            rows: sheet.rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
        })
    }
}

/// A file's name without folder and ending, as words.
fn stem(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let words = name.trim_end_matches(".csv").replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether the cells that hold something all hold a number, and at least one does.
fn is_numeric<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut filled = cells.filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(is_number)
}

/// `12`, `-3.5`, `1,200`, `40%`, `£1,200`.
fn is_number(cell: &str) -> bool {
    let bare = cell.trim_start_matches(['-', '+', '$', '£', '€']).trim_end_matches('%');
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.ends_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}
