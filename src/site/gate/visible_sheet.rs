//! A CSV file as one audience sees it: the columns for it, and the rows that say something in them.

use super::names::{Refusal, leak};
use super::reader::Reader;
use crate::diag::rules;
use crate::fields::csv::Cell;
use crate::fields::nearest;
use crate::site::records::is_file_of_records;

/// The cells that one audience sees of a CSV file.
pub(in crate::site) struct VisibleSheet<'s> {
    /// A heading for each column.
    pub(in crate::site) header: Vec<&'s str>,
    /// Rows of as many cells.
    pub(in crate::site) rows: Vec<Vec<&'s str>>,
}

impl<'s> Reader<'s> {
    /// The CSV file at `file` from `content/`.
    ///
    /// Refused when it does not exist or is above the reader; without a word when every column is above it.
    pub(in crate::site) fn sheet(&self, file: &str) -> Result<VisibleSheet<'s>, Refusal> {
        let data = self.names().data;
        let Some(found) = data.sheets.get(file) else {
            return Err(if data.is_unusable_sheet(file) { Refusal::silent() } else { self.no_sheet(file) });
        };
        if !self.may_see(found.audience) {
            let (reader, owner) = (self.name(), self.config.audiences.name(found.audience));
            let message = format!("`{file}` is for `{owner}`, and readers of this are `{reader}`");
            let finding =
                leak(message, format!("put the block inside `:::{owner}`, or set `audience` in `{file}.toml`"));
            return Err(match found.sheet.header.first() {
                Some(first) => finding.related(found.sheet.place(first), "the table").into(),
                None => finding.into(),
            });
        }
        let columns: Vec<usize> = (0..found.columns.len()).filter(|&at| self.may_see(found.columns[at])).collect();
        if columns.is_empty() {
            return Err(Refusal::silent());
        }
        let cells = |row: &'s [Cell]| columns.iter().map(|&at| row[at].text.as_str()).collect::<Vec<&str>>();
        let rows = found.sheet.rows.iter().map(|row| cells(row));
        Ok(VisibleSheet {
            header: cells(&found.sheet.header),
            // A row that says nothing in these columns would only tell that there is something in the others.
            rows: rows.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect(),
        })
    }

    fn no_sheet(&self, file: &str) -> Refusal {
        let visible = self.names().data.sheets.iter().filter(|(_, sheet)| self.may_see(sheet.audience));
        let hint = if is_file_of_records(file) {
            "a file of this name holds records; show them with `::pay-table`".to_owned()
        } else if let Some(near) = nearest(file, visible.map(|(path, _)| path.as_str())) {
            format!("did you mean `{near}`?")
        } else if !file.starts_with("data/") && file.ends_with(".csv") {
            let name = file.rsplit('/').next().unwrap_or(file);
            format!("tables lie in `content/data/`: put the file there and write `file=\"data/{name}\"`")
        } else {
            "`file` is the path of a CSV file from `content/`, such as `data/stages.csv`".to_owned()
        };
        Refusal::because(&rules::BROKEN_REFERENCE, format!("there is no table `{file}`"), hint)
    }
}
