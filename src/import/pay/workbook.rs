//! Workbooks, `.xlsx` and `.ods`, as sheets of cells. Sheets that are hidden stay out. It must not know what cells mean.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Ods, Reader, SheetVisible, Xlsx};
use jiff::civil::Date;

use super::file::{MAX_COLUMNS, MAX_ROWS};
use super::grid::{Cell, CellKind, Grid, Merge, letters};
use super::hidden::{self, Hidden};
use super::open_document;
use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};

/// The cells of a sheet that say something, by row and column.
type Written = BTreeMap<(usize, usize), Found>;

/// What a cell says and shows.
#[derive(Debug, Clone)]
struct Found {
    text: String,
    kind: CellKind,
    shown_currency: Option<String>,
}

/// The sheets that show and hold something. The error says why the file cannot be read.
pub(super) fn read(name: &str, bytes: &[u8], diags: &mut Diagnostics) -> Result<Option<Vec<Grid>>, String> {
    let is_ods =
        bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"));
    let content = if is_ods { hidden::content_of_ods(bytes).unwrap_or_default() } else { String::new() };
    let mut sheets = if is_ods { ods(bytes, &content)? } else { xlsx(bytes)? };
    let hidden: Vec<String> =
        sheets.extract_if(.., |sheet| sheet.is_hidden).map(|sheet| format!("`{}`", sheet.name)).collect();
    if !hidden.is_empty() {
        let message = format!("hidden sheets are left out: {}", hidden.join(", "));
        let hint = "show the sheet in the workbook if its figures are to be read";
        diags.push(Diagnostic::new(&rules::BAD_RECORD, Place::file(name), message).hint(hint).mild());
    }
    let mut hidden = if is_ods { hidden::of_ods(&content) } else { hidden::of_xlsx(bytes) };
    for sheet in &mut sheets {
        let hidden = hidden.remove(&sheet.name).unwrap_or_default();
        let lines = leave_out(sheet, &hidden);
        if !lines.is_empty() {
            let message = format!("what the sheet `{}` hides is left out: {}", sheet.name, lines.join(", "));
            let hint = "show the rows and columns in the workbook if their figures are to be read";
            diags.push(Diagnostic::new(&rules::BAD_RECORD, Place::file(name), message).hint(hint).mild());
        }
    }
    sheets.retain(|sheet| !sheet.written.is_empty());
    if sheets.is_empty() {
        let message = "this workbook holds no sheet with anything in it";
        diags.push(
            Diagnostic::new(&rules::BAD_RECORD, Place::file(name), message).hint("see that it is the right file"),
        );
        return Ok(None);
    }
    let several = sheets.len() > 1;
    Ok(Some(sheets.into_iter().map(|sheet| grid(name, sheet, several)).collect()))
}

/// Takes the cells out that nobody sees, and names the rows and columns that held some.
fn leave_out(sheet: &mut Sheet, hidden: &Hidden) -> Vec<String> {
    let is_hidden = |(row, column): &(usize, usize)| hidden.rows.contains(row) || hidden.columns.contains(column);
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    sheet.written.retain(|at, _| {
        if !is_hidden(at) {
            return true;
        }
        match hidden.rows.contains(&at.0) {
            true => rows.push(at.0),
            false => columns.push(at.1),
        }
        false
    });
    columns.sort_unstable();
    rows.dedup();
    columns.dedup();
    let rows = rows.into_iter().map(|row| format!("row {}", row + 1));
    rows.chain(columns.into_iter().map(|column| format!("column {}", letters(column)))).collect()
}

/// A sheet as it was found.
struct Sheet {
    name: String,
    is_hidden: bool,
    written: Written,
    merges: Vec<Merge>,
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != calamine::SheetType::WorkSheet {
            continue;
        }
        let broken = |error: calamine::XlsxError| format!("its sheet `{}` cannot be read: {error}", meta.name);
        let mut written = Written::new();
        let mut cells = book.worksheet_cells_reader(&meta.name).map_err(broken)?;
        let formats: Vec<String> = cells
            .styles()
            .iter()
            .map(|style| style.number_format.as_ref().map_or_else(String::new, |format| format.format_code.clone()))
            .collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
            let at = position(cell.get_position(), &meta.name)?;
            let format = formats.get(style).map_or("", String::as_str);
            written.extend(found(&Data::from(cell.get_value().clone()), format).map(|found| (at, found)));
        }
        drop(cells);
        let mut formulas = book.worksheet_cells_reader(&meta.name).map_err(broken)?;
        while let Some(formula) = formulas.next_formula().map_err(broken)? {
            let at = position(formula.get_position(), &meta.name)?;
            let unsaved =
                Found { text: format!("={}", formula.get_value()), kind: CellKind::Unsaved, shown_currency: None };
            written.entry(at).or_insert(unsaved);
        }
        drop(formulas);
        let merges = book.merge_cells_by_sheet_name(&meta.name).map_err(broken)?;
        let pair = |a: u32, b: u32| (a as usize, b as usize);
        let merges = merges
            .iter()
            .map(|merge| Merge { rows: pair(merge.start.0, merge.end.0), columns: pair(merge.start.1, merge.end.1) });
        sheets.push(Sheet {
            name: meta.name.clone(),
            is_hidden: meta.visible != SheetVisible::Visible,
            written,
            merges: merges.collect(),
        });
    }
    sheets.retain(|sheet| !sheet.written.is_empty());
    Ok(sheets)
}

/// The sheets of an `.ods` file, whose part with the sheets is `content`.
fn ods(bytes: &[u8], content: &str) -> Result<Vec<Sheet>, String> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut shown = open_document::shown(content);
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        let broken = |error: calamine::OdsError| format!("its sheet `{}` cannot be read: {error}", meta.name);
        let range = book.worksheet_range(&meta.name).map_err(broken)?;
        let start = range.start().unwrap_or_default();
        let mut written = Written::new();
        for (row, column, value) in range.used_cells() {
            let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(start.0);
            let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(start.1);
            written.extend(
                found(value, "")
                    .map(|found| (position((row, column), &meta.name), found))
                    .map(|(at, found)| at.map(|at| (at, found)))
                    .transpose()?,
            );
        }
        let shown = shown.remove(&meta.name).unwrap_or_default();
        for (at, code) in shown.currencies {
            written.entry(at).and_modify(|found| found.shown_currency = Some(code));
        }
        for at in shown.shares {
            written.entry(at).and_modify(|found| found.kind = CellKind::Percent);
        }
        let is_hidden = meta.visible != SheetVisible::Visible;
        sheets.push(Sheet { name: meta.name.clone(), is_hidden, written, merges: shown.merges });
    }
    sheets.retain(|sheet| !sheet.written.is_empty());
    Ok(sheets)
}

fn position((row, column): (u32, u32), sheet: &str) -> Result<(usize, usize), String> {
    let at = (row as usize, column as usize);
    if at.0 >= MAX_ROWS || at.1 >= MAX_COLUMNS {
        return Err(format!("its sheet `{sheet}` has cells past row {MAX_ROWS} or column {MAX_COLUMNS}"));
    }
    Ok(at)
}

/// What a cell holds; `None` for nothing.
fn found(value: &Data, format: &str) -> Option<Found> {
    let number = |number: f64| {
        if format.contains('%') {
            (number.to_string(), CellKind::Percent)
        } else {
            (number.to_string(), CellKind::Number)
        }
    };
    let (text, kind) = match value {
        Data::Empty => return None,
        Data::Int(whole) => (whole.to_string(), CellKind::Number),
        Data::Float(float) => number(*float),
        Data::String(text) if text.trim().is_empty() => return None,
        Data::String(text) => (text.trim().to_owned(), CellKind::Text),
        Data::Bool(yes) => (if *yes { "TRUE" } else { "FALSE" }.to_owned(), CellKind::Text),
        Data::DateTime(moment) => match day(moment) {
            Some(day) => (day.to_string(), CellKind::Date(day)),
            None => number(moment.as_f64()),
        },
        Data::DateTimeIso(text) | Data::DurationIso(text) => (text.clone(), CellKind::Text),
        Data::Error(error) => (error.to_string(), CellKind::Error),
    };
    let shown_currency = if kind == CellKind::Number { currency_of(format) } else { None };
    Some(Found { text, kind, shown_currency })
}

fn day(moment: &ExcelDateTime) -> Option<Date> {
    if !moment.is_datetime() {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The sign or code that a number format shows: `[$€-407]`, `"£"#,##0`, `#,##0 "CHF"`.
fn currency_of(format: &str) -> Option<String> {
    let first = format.split(';').next()?;
    let mut shown = String::new();
    let mut rest = first;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => {
                let (inside, after) = rest.split_once(']')?;
                shown.push_str(inside.strip_prefix('$').map_or("", |code| code.split('-').next().unwrap_or_default()));
                rest = after;
            }
            '\\' => {
                shown.extend(rest.chars().next());
                rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..)?;
            }
            '_' | '*' => rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..)?,
            '#' | '0' | '?' | ',' | '.' | '"' | '@' => {}
            other => shown.push(other),
        }
    }
    let shown = shown.trim();
    let is_general = shown.eq_ignore_ascii_case("general") || shown.eq_ignore_ascii_case("standard");
    (!shown.is_empty() && !is_general).then(|| shown.to_owned())
}

fn grid(file: &str, sheet: Sheet, several: bool) -> Grid {
    let height = sheet.written.keys().map(|(row, _)| row + 1).max().unwrap_or(0);
    let width = sheet.written.keys().map(|(_, column)| column + 1).max().unwrap_or(0);
    let mut text = String::new();
    let mut rows = Vec::with_capacity(height);
    for row in 0..height {
        let mut cells = Vec::with_capacity(width);
        let mut written = 0;
        for column in 0..width {
            let found = sheet.written.get(&(row, column));
            if let Some(found) = found {
                text.push_str(if written > 0 { " | " } else { "" });
                written += 1;
                let start = text.len();
                text.push_str(&found.text.replace(['\n', '\r'], " "));
                let (kind, shown_currency) = (found.kind, found.shown_currency.clone());
                cells.push(Cell {
                    row,
                    column,
                    text: found.text.clone(),
                    kind,
                    shown_currency,
                    span: start..text.len(),
                });
            } else {
                let end = text.len();
                cells.push(Cell {
                    row,
                    column,
                    text: String::new(),
                    kind: CellKind::Text,
                    shown_currency: None,
                    span: end..end,
                });
            }
        }
        text.push('\n');
        rows.push(cells);
    }
    // Merges past the last cell join nothing.
    let merges = sheet.merges.into_iter().filter(|merge| merge.rows.0 < height && merge.columns.0 < width).collect();
    Grid { name: several.then_some(sheet.name), source: Source::new(file, text), rows, merges }
}
