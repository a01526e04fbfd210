//! CSV files and the `x.csv.toml` beside them, which says who may see the file and its columns.
//!
//! Whatever goes wrong in such a file makes its table more private, never less: a heading with a slip in it would
//! otherwise leave the column to everybody.

use std::collections::BTreeMap;

use super::{Data, DataFile, files, read};
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::csv::{self, Sheet};
use crate::fields::{Fields, Table, Value, suggestion};
use crate::site::signs::Signs;

/// A CSV file that is shown as a table.
#[derive(Debug)]
pub(in crate::site) struct DataSheet {
    /// Its cells.
    pub(in crate::site) sheet: Sheet,
    /// Who may see it.
    pub(in crate::site) audience: Audience,
    /// Who may see each column; never below the file's audience.
    pub(in crate::site) columns: Vec<Audience>,
}

impl DataSheet {
    /// Keeps it and every column to `audience`.
    pub(super) fn close(&mut self, audience: Audience) {
        self.audience = audience;
        self.columns.fill(audience);
    }
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
    signs: &Signs,
    config: &Config,
    diags: &mut Diagnostics,
) -> BTreeMap<String, Companion> {
    let mut companions = BTreeMap::new();
    for file in files {
        let path = &file.source.path;
        if let Some(sheet_path) = path.strip_suffix(".toml").filter(|rest| rest.ends_with(".csv")) {
            companions.insert(sheet_path.to_owned(), companion(file, signs, config, diags));
        }
    }
    companions
}

fn companion(file: &DataFile, signs: &Signs, config: &Config, diags: &mut Diagnostics) -> Companion {
    let path = file.source.path.as_str();
    let highest = config.audiences.highest();
    let closed = Companion { place: Place::file(path), audience: highest, columns: Vec::new() };
    let Some(table) = files::toml(&file.source, &rules::BAD_RECORD, diags) else { return closed };
    let mut fields = Fields::new(&table, &rules::BAD_RECORD, diags);
    let audience = read::audience(&mut fields, &config.audiences, read::audience_of_file(path, signs, config));
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
    for line in signs_in_comments(file) {
        diags.push(line);
        sound = false;
    }
    // A key that nothing read may have been meant to protect something.
    sound &= table.entries.iter().all(|(key, _, _)| key == "audience" || key == "columns");
    if sound { Companion { audience, columns, ..closed } } else { closed }
}

/// Lines of settings that are comments: `# [columns.Note]`, `# audience = "internal"`.
fn signs_in_comments(file: &DataFile) -> Vec<Diagnostic> {
    let text = &file.source.text;
    let mut at = 0;
    let lines = text.split_inclusive('\n').filter_map(|line| {
        let start = at;
        at += line.len();
        let written = line.trim();
        let said = written.strip_prefix('#')?.trim_start_matches(['#', ' ']);
        let key = said.split('=').next().unwrap_or_default().trim();
        (said.starts_with("[columns") || key == "audience" && said.contains('=')).then(|| {
            let from = start + line.len() - line.trim_start().len();
            let place = Place::new(&file.source, from..from + written.len());
            let message = format!("`{written}` is a comment, so it hides nothing");
            let hint = "remove the `#` at the start of the line, or the line; until then the table is for those who see everything";
            Diagnostic::new(&rules::UNREAD_INSTRUCTION, place, message).hint(hint)
        })
    });
    lines.collect()
}

fn column_audience(table: &Table, file: Audience, config: &Config, diags: &mut Diagnostics) -> Audience {
    let mut fields = Fields::new(table, &rules::BAD_RECORD, diags);
    let asked = read::audience(&mut fields, &config.audiences, config.audiences.highest());
    let place = fields.place("audience");
    if !table.entries.iter().any(|(key, _, _)| key == "audience") {
        fields.report(&table.span, "this column has no `audience`", "add `audience`, or remove the column from here");
    }
    fields.finish();
    let column = config.audiences.stricter(asked, file);
    if column != asked {
        let (asked_name, file_name) = (config.audiences.name(asked), config.audiences.name(file));
        let message = format!("a column for `{asked_name}` in a file for `{file_name}`");
        diags.push(Diagnostic::new(&rules::AUDIENCE_WIDENED, place, message).hint(
            "a column is never for more people than its file: lower the file's `audience`, and name the other columns",
        ));
    }
    column
}

/// Reads a CSV file into `data`: records where its name is that of a list, a table otherwise.
pub(in crate::site) fn read(
    file: &DataFile,
    companion: Option<Companion>,
    data: &mut Data,
    signs: &Signs,
    config: &Config,
    diags: &mut Diagnostics,
) {
    let unsaid = || read::audience_of_file(&file.source.path, signs, config);
    let mut audience = companion.as_ref().map_or_else(unsaid, |companion| companion.audience);
    let columns = companion.map(|companion| companion.columns).unwrap_or_default();
    let path = file.source.path.strip_prefix("content/").unwrap_or(&file.source.path);
    let Some(sheet) = csv::read(&file.source, diags) else {
        data.unusable_sheets.insert(path.to_owned());
        return;
    };
    if let Some(kind) = files::listed_type(&file.source.path) {
        if let Some((_, place, _)) = columns.into_iter().next() {
            let message = "the columns of records have no audience of their own";
            let hint = "give the file an `audience`, or the records a column `audience`";
            diags.push(Diagnostic::new(&rules::BAD_RECORD, place, message).hint(hint));
            audience = config.audiences.highest();
        }
        return files::read_records(&sheet, kind, audience, data, signs, config, diags);
    }
    let named = |at: usize| columns.iter().any(|(name, ..)| *name == sheet.header[at].text);
    if closes(&sheet, audience, named, signs, diags) {
        audience = config.audiences.highest();
    }
    let mut seen_by = vec![audience; sheet.header.len()];
    for (name, place, column) in columns {
        match sheet.column(&name) {
            Some(at) => seen_by[at] = column,
            None => {
                let known = sheet.header.iter().map(|cell| cell.text.as_str());
                diags.push(no_column(&name, known, place));
                // Which column was meant to be protected is not known, so all are.
                audience = config.audiences.highest();
            }
        }
    }
    let columns = seen_by.into_iter().map(|column| config.audiences.stricter(column, audience)).collect();
    data.sheets.insert(path.to_owned(), DataSheet { sheet, audience, columns });
}

/// A column that is not there. What differs in a character that nobody sees is told by its name.
fn no_column<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone, place: Place) -> Diagnostic {
    let shown = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let finding = Diagnostic::new(&rules::BROKEN_REFERENCE, place, format!("there is no column `{shown}`"));
    let plain = |text: &str| text.split(|c: char| !is_seen(c)).filter(|part| !part.is_empty()).collect::<String>();
    let Some(near) = known.clone().find(|known| plain(known) == plain(name)) else {
        let known = known.map(|known| known.split('\n').next().unwrap_or(known));
        return finding.hint(suggestion(&shown, known, "the columns are"));
    };
    let odd = near.chars().chain(name.chars()).find(|c| *c != ' ' && !is_seen(*c));
    let odd = match odd {
        Some('\n' | '\r') => "a line break".to_owned(),
        Some('\u{A0}' | '\u{202F}') => "a hard space (one that does not break)".to_owned(),
        Some('\t') => "a tab".to_owned(),
        Some(c) => format!("a character that is not seen (U+{:04X})", u32::from(c)),
        None => "more spaces than one".to_owned(),
    };
    finding.hint(format!("one of the two headings has {odd}: type the heading again in both files, with usual spaces"))
}

/// Whether a character leaves ink.
fn is_seen(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether something in a table was meant to be hidden and is not read as that: a block in a cell, a heading, or a column
/// that names the readers of each row.
fn closes(
    sheet: &Sheet,
    audience: Audience,
    is_named: impl Fn(usize) -> bool,
    signs: &Signs,
    diags: &mut Diagnostics,
) -> bool {
    let is_highest = signs.is_highest(audience);
    let mut closes = false;
    for cell in sheet.header.iter().chain(sheet.rows.iter().flatten()) {
        closes |= signs.in_text(&cell.text, audience, || sheet.place(cell), diags).closes;
    }
    for finding in signs.in_table(&sheet.header, &sheet.rows, |cell| sheet.place(cell), |at| is_highest || is_named(at))
    {
        diags.push(finding);
        closes = true;
    }
    closes
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
