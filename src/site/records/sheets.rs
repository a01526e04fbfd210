//! CSV files and the `x.csv.toml` beside them, which says who may see the file and its columns.
//!
//! Whatever goes wrong in such a file makes its table more private, never less: a heading with a slip in it would
//! otherwise leave the column to everybody.

use std::collections::BTreeMap;

use super::csv::{Cell, Sheet};
use super::{Data, DataFile, files, read};
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::{Fields, Table, Value, nearest, suggestion};
use crate::site::document::tables::{Column, DataTable};
use crate::site::records::csv;

/// A CSV file that is shown as a table.
#[derive(Debug)]
pub(in crate::site) struct DataSheet {
    sheet: Sheet,
    audience: Audience,
    /// Who may see each column; never below the file's audience.
    columns: Vec<Audience>,
}

/// What `x.csv.toml` says.
pub(in crate::site) struct Companion {
    place: Place,
    audience: Audience,
    columns: Vec<(String, Place, Audience)>,
}

/// Reads every `x.csv.toml`, by the path of its CSV file.
pub(in crate::site) fn companions(
    files: &[&DataFile],
    config: &Config,
    diags: &mut Diagnostics,
) -> BTreeMap<String, Companion> {
    let mut companions = BTreeMap::new();
    for file in files {
        let path = &file.source.path;
        if let Some(sheet_path) = path.strip_suffix(".toml").filter(|rest| rest.ends_with(".csv")) {
            companions.insert(sheet_path.to_owned(), companion(file, config, diags));
        }
    }
    companions
}

fn companion(file: &DataFile, config: &Config, diags: &mut Diagnostics) -> Companion {
    let path = file.source.path.as_str();
    let highest = config.audiences.highest();
    let closed = Companion { place: Place::file(path), audience: highest, columns: Vec::new() };
    let Some(table) = files::toml(&file.source, &rules::BAD_RECORD, diags) else { return closed };
    let mut fields = Fields::new(&table, &rules::BAD_RECORD, diags);
    let audience = read::audience(&mut fields, &config.audiences, config.default_audience);
    let mut columns = Vec::new();
    let mut sound = true;
    if let Some(item) = fields.item("columns") {
        let Value::Table(named) = &item.value else {
            let message = format!("`columns` must be a table, found {}", item.value.kind());
            fields.report(&item.span, message, "write `[columns.NAME]` and its `audience` below");
            return closed;
        };
        for (name, span, item) in &named.entries {
            let column = match &item.value {
                Value::Table(column) => column_audience(column, audience, config, fields.diags()),
                _ => {
                    let hint = format!("write `[columns.\"{name}\"]` and its `audience` below");
                    fields.report(&item.span, format!("`{name}` says nothing about its column"), hint);
                    sound = false;
                    highest
                }
            };
            columns.push((name.clone(), table.place(span), column));
        }
    }
    fields.finish();
    // A key that nothing read may have been meant to protect something.
    sound &= table.entries.iter().all(|(key, _, _)| key == "audience" || key == "columns");
    if sound { Companion { audience, columns, ..closed } } else { closed }
}

fn column_audience(table: &Table, file: Audience, config: &Config, diags: &mut Diagnostics) -> Audience {
    let mut fields = Fields::new(table, &rules::BAD_RECORD, diags);
    let asked = read::audience(&mut fields, &config.audiences, config.audiences.highest());
    let place = fields.place("audience");
    if !table.entries.iter().any(|(key, _, _)| key == "audience") {
        fields.report(&table.span, "this column has no `audience`", "add `audience`, or remove the column from here");
    }
    fields.finish();
    if asked < file {
        let (asked_name, file_name) = (config.audiences.name(asked), config.audiences.name(file));
        let message = format!("a column for `{asked_name}` in a file for `{file_name}`");
        diags.push(Diagnostic::new(&rules::AUDIENCE_WIDENED, place, message).hint(
            "a column is never for more people than its file: lower the file's `audience`, and name the other columns",
        ));
        return file;
    }
    asked
}

/// Reads a CSV file into `data`: records where its name is that of a list, a table otherwise.
pub(in crate::site) fn read(
    file: &DataFile,
    companion: Option<Companion>,
    data: &mut Data,
    config: &Config,
    diags: &mut Diagnostics,
) {
    let mut audience = companion.as_ref().map_or(config.default_audience, |companion| companion.audience);
    let columns = companion.map(|companion| companion.columns).unwrap_or_default();
    let path = file.source.path.strip_prefix("content/").unwrap_or(&file.source.path);
    let Some(sheet) = csv::read(&file.source, diags) else {
        data.unusable("table", path.to_owned());
        return;
    };
    if let Some(kind) = files::listed_type(&file.source.path) {
        if let Some((_, place, _)) = columns.into_iter().next() {
            let message = "the columns of records have no audience of their own";
            let hint = "give the file an `audience`, or the records a column `audience`";
            diags.push(Diagnostic::new(&rules::BAD_RECORD, place, message).hint(hint));
            audience = config.audiences.highest();
        }
        return files::read_records(&sheet, kind, audience, data, config, diags);
    }
    let mut seen_by = vec![audience; sheet.header.len()];
    for (name, place, column) in columns {
        match sheet.column(&name) {
            Some(at) => seen_by[at] = column,
            None => {
                let known = sheet.header.iter().map(|cell| cell.text.as_str());
                let finding = Diagnostic::new(&rules::BROKEN_REFERENCE, place, format!("there is no column `{name}`"));
                diags.push(finding.hint(suggestion(&name, known, "the columns are")));
                // Which column was meant to be protected is not known, so all are.
                audience = config.audiences.highest();
            }
        }
    }
    let columns = seen_by.into_iter().map(|column| column.max(audience)).collect();
    data.sheets.insert(path.to_owned(), DataSheet { sheet, audience, columns });
}

/// Reports the `x.csv.toml` that stand alone.
pub(in crate::site) fn report_alone(companions: BTreeMap<String, Companion>, diags: &mut Diagnostics) {
    for (path, companion) in companions {
        let name = path.rsplit('/').next().unwrap_or(&path);
        let message = format!("there is no `{name}` beside this file");
        let hint = "name it after the CSV file it is about, or remove it";
        diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, companion.place, message).hint(hint));
    }
}

impl Data {
    /// The CSV file at `file` (from `content/`) as `audience` may see it, for the block at `block`.
    ///
    /// `None` when there is nothing to show: the file does not exist or is above the audience, which is reported, or
    /// every column is above it.
    pub fn table(
        &self,
        file: &str,
        caption: Option<&str>,
        audience: Audience,
        config: &Config,
        block: &Place,
        diags: &mut Diagnostics,
    ) -> Option<DataTable> {
        let Some(found) = self.sheets.get(file) else {
            if !self.is_unusable("table", file) {
                diags.push(self.no_table(file, block));
            }
            return None;
        };
        if found.audience > audience {
            let (reader, owner) = (config.audiences.name(audience), config.audiences.name(found.audience));
            let message = format!("`{file}` is for `{owner}`, and readers of this are `{reader}`");
            let hint = format!("put the block inside `:::{owner}`, or set `audience` in `{file}.toml`");
            let first = found.sheet.header.first().map(|cell| found.sheet.place(cell));
            let finding = Diagnostic::new(&rules::AUDIENCE_LEAK, block.clone(), message).hint(hint);
            diags.push(match first {
                Some(first) => finding.related(first, "the table"),
                None => finding,
            });
            return None;
        }
        let visible: Vec<usize> = (0..found.columns.len()).filter(|&at| found.columns[at] <= audience).collect();
        if visible.is_empty() {
            return None;
        }
        let cell = |row: &[Cell], at: usize| row[at].text.clone();
        let rows = found.sheet.rows.iter().map(|row| visible.iter().map(|&at| cell(row, at)).collect::<Vec<_>>());
        // A row that says nothing in these columns would only tell that there is something in the others.
        let rows: Vec<Vec<String>> = rows.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        let columns = visible.iter().enumerate().map(|(position, &at)| Column {
            name: cell(&found.sheet.header, at),
            numeric: is_numeric(rows.iter().map(|row| row[position].as_str())),
        });
        Some(DataTable { caption: caption.map_or_else(|| stem(file), str::to_owned), columns: columns.collect(), rows })
    }

    fn no_table(&self, file: &str, block: &Place) -> Diagnostic {
        let finding = Diagnostic::new(&rules::BROKEN_REFERENCE, block.clone(), format!("there is no table `{file}`"));
        if files::listed_type(file).is_some() {
            return finding.hint("a file of this name holds records; show them with `::pay-table`");
        }
        match nearest(file, self.sheets.keys().map(String::as_str)) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("`file` is the path of a CSV file from `content/`, such as `data/stages.csv`"),
        }
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
