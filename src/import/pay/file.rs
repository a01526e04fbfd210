//! The bytes of a spreadsheet as sheets: what kind of file it is by its content, its encoding, its separator. It must not
//! know what the sheets say.

use std::sync::Arc;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::grid::{Cell, CellKind, Grid};
use super::{table, workbook};
use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};
use crate::fields::csv::{self, Split};

/// How many rows and columns a sheet may have.
pub(super) const MAX_ROWS: usize = 20_000;
pub(super) const MAX_COLUMNS: usize = 256;

/// The sheets of a file, those that show; `None` when it holds no table, which was reported.
pub(super) fn read(name: &str, bytes: &[u8], diags: &mut Diagnostics) -> Option<Vec<Grid>> {
    let says_text = [".csv", ".tsv", ".txt"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    let refuse = |message: &str, hint: &str, diags: &mut Diagnostics| {
        diags.push(Diagnostic::new(&rules::BAD_RECORD, Place::file(name), message).hint(hint));
        None
    };
    let save = "open it in a spreadsheet program, and save it as `.xlsx`, `.ods` or CSV";
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return refuse("this file is empty", "export the spreadsheet again, and see that it holds the table", diags);
    }
    if starts(b"PK\x03\x04") {
        return workbook::read(name, bytes, diags).unwrap_or_else(|why| {
            let under = if says_text { ", under the name of a CSV file" } else { "" };
            refuse(&format!("this is a damaged workbook{under}: {why}"), save, diags)
        });
    }
    if starts(b"\xd0\xcf\x11\xe0") {
        let message = "this is a workbook that is locked with a password, or one of the old form `.xls`";
        return refuse(message, "save it as `.xlsx` without a password", diags);
    }
    if starts(b"%PDF") || starts(b"{\\rtf") {
        return refuse("this is a document, not a spreadsheet", save, diags);
    }
    let Some(text) = decode(bytes) else {
        let message = "this is no text in UTF-8, UTF-16 or Windows-1252, and no workbook";
        return refuse(message, "save it as \"CSV UTF-8\", or as `.xlsx`", diags);
    };
    let opening = text.trim_start().chars().take(200).collect::<String>().to_lowercase();
    if ["<html", "<!doctype html", "<table", "<?xml"].iter().any(|tag| opening.starts_with(tag)) {
        return refuse("this is a web page, not a spreadsheet, whatever its name says", save, diags);
    }
    text_grid(&Source::new(name, text), diags).map(|grid| vec![grid])
}

/// The text that bytes stand for; `None` when they are no text that we can tell.
fn decode(bytes: &[u8]) -> Option<String> {
    let with = |encoding: &'static Encoding, bytes: &[u8]| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
    };
    let text = if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        with(encoding, &bytes[length..])
    } else if bytes.len() >= 4 && bytes.len().is_multiple_of(2) && zeros(bytes, 1) * 4 > bytes.len() {
        with(UTF_16LE, bytes)
    } else if bytes.len() >= 4 && bytes.len().is_multiple_of(2) && zeros(bytes, 0) * 4 > bytes.len() {
        with(UTF_16BE, bytes)
    } else {
        // Lines that end as they did on old Macintoshes come with the letters of these.
        let single = if bytes.contains(&b'\r') && !bytes.contains(&b'\n') { MACINTOSH } else { WINDOWS_1252 };
        with(UTF_8, bytes).or_else(|| with(single, bytes).filter(|text| is_western(text)))
    };
    // One way of ending lines, so that findings show lines without marks.
    let text = text.map(|text| text.replace("\r\n", "\n").replace('\r', "\n"));
    text.filter(|text| !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')))
}

fn zeros(bytes: &[u8], from: usize) -> usize {
    bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count()
}

/// Whether text that was read as Windows-1252 can be that: signs within words are letters of another encoding.
fn is_western(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let is_foreign = |c: char| !c.is_ascii() && c.is_alphabetic();
    let is_odd = |c: char| "¹²³¼½¾¿¡¢¤¥¦§¨©ª«¬®¯°±´µ¶¸º»×÷†‡ˆ˜‰‹›".contains(c);
    !letters
        .windows(2)
        .any(|pair| (pair[0].is_lowercase() && is_odd(pair[1])) || (is_odd(pair[0]) && pair[1].is_lowercase()))
        && !letters.windows(2).any(|pair| "£¥".contains(pair[0]) && pair[1].is_lowercase())
        // Letters of Turkish, Czech, Russian and Greek, as they look when they are taken for Western ones.
        && !letters.iter().any(|c| "þðÞÐÝý".contains(*c))
        && !letters.windows(2).any(|pair| "ìù".contains(pair[0]) && pair[1].is_alphabetic())
        && !letters.windows(3).any(|three| three.iter().all(|c| is_foreign(*c)))
}

/// A text as a sheet, by the separator under which its headings are understood best.
fn text_grid(source: &Arc<Source>, diags: &mut Diagnostics) -> Option<Grid> {
    let text = &source.text;
    let first = text.lines().next().unwrap_or_default();
    let named = first.trim().to_lowercase().strip_prefix("sep=").map(|rest| rest.chars().next().unwrap_or('\t'));
    // What names the separator is no row of the sheet.
    let start = if named.is_some() { text.find('\n').map_or(text.len(), |at| at + 1) } else { 0 };
    let candidates = named.map_or_else(|| vec![',', ';', '\t', '|'], |separator| vec![separator]);
    let splits = candidates.into_iter().map(|separator| {
        let split = csv::split(text, start, separator);
        let grid = grid(source, &split);
        (table::understood(&grid), grid.rows.first().map_or(0, Vec::len), split, grid)
    });
    // The first of those that are understood as well.
    let best = splits.reduce(|best, next| if (next.0, next.1) > (best.0, best.1) { next } else { best });
    let (_, _, split, grid) = best?;
    let report = |span: std::ops::Range<usize>, message: &str, hint: &str, diags: &mut Diagnostics| {
        diags.push(Diagnostic::new(&rules::BAD_RECORD, Place::new(source, span), message).hint(hint));
    };
    if let Some(span) = split.unclosed {
        report(
            span,
            "this quote is not closed",
            "end the cell with a quote; write a quote inside it twice: `\"\"`",
            diags,
        );
        return None;
    }
    for span in split.strays {
        report(span, "there is text behind the closing quote", "write a quote inside quotes twice: `\"\"`", diags);
    }
    if grid.rows.len() > MAX_ROWS || grid.rows.first().is_some_and(|row| row.len() > MAX_COLUMNS) {
        let message = format!("this sheet has more than {MAX_ROWS} rows or {MAX_COLUMNS} columns");
        report(0..0, &message, "keep the pay table alone in the file", diags);
        return None;
    }
    Some(grid)
}

fn grid(source: &Arc<Source>, split: &Split) -> Grid {
    let width = split.rows.iter().map(Vec::len).max().unwrap_or(0);
    let rows = split.rows.iter().enumerate().map(|(row, cells)| {
        let end = cells.last().map_or(0, |cell| cell.span.end);
        let cell = |column: usize| {
            let (text, span) = cells
                .get(column)
                .map_or_else(|| (String::new(), end..end), |cell| (cell.text.clone(), cell.span.clone()));
            Cell { row, column, text, kind: CellKind::Text, shown_currency: None, span }
        };
        (0..width).map(cell).collect()
    });
    Grid { name: None, source: Arc::clone(source), rows: rows.collect(), merges: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(name: &str, bytes: &[u8]) -> Vec<String> {
        let mut diags = Diagnostics::default();
        assert!(read(name, bytes, &mut diags).is_none());
        diags.iter().map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn encodings_are_told_by_their_bytes() {
        let text = "Rôle;Zürich\n";
        let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            [vec![0xff, 0xfe], wide(u16::to_le_bytes)].concat(),
            [vec![0xfe, 0xff], wide(u16::to_be_bytes)].concat(),
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
            b"R\xf4le;Z\xfcrich\n".to_vec(),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Some(text), "{bytes:x?}");
        }
        assert_eq!(decode(b"\x80 70.000").as_deref(), Some("€ 70.000"));
        // Polish in Windows-1250, and bytes that are no text.
        let russian = &b"\xcc\xee\xf1\xea\xe2\xe0"[..];
        assert_eq!(decode(b"M\x9fnchen;1\rBern;2\r").as_deref(), Some("München;1\nBern;2\n"));
        for bytes in
            [&b"Wroc\xb3aw"[..], b"\xa3\xf3d\x9f", b"\x81\x8d", b"a\x00b\x01", russian, b"M\xecsto", b"Eski\xfeehir"]
        {
            assert_eq!(decode(bytes), None, "{bytes:x?}");
        }
    }

    #[test]
    fn files_without_a_table_are_told_by_their_kind() {
        let damaged = findings("x.csv", b"PK\x03\x04\x00\x01\x02");
        assert!(damaged[0].starts_with("this is a damaged workbook, under the name of a CSV file"), "{damaged:?}");
        assert_eq!(findings("x.csv", b" \n"), ["this file is empty"]);
        assert!(findings("x.xls", b"\xd0\xcf\x11\xe0")[0].contains("password"));
        assert!(findings("x.pdf", b"%PDF-1.7")[0].contains("document"));
        assert!(findings("x.xls", b"<html><table>")[0].contains("web page"));
        assert_eq!(findings("x.csv", b"Role,Min\n\"a,1\n"), ["this quote is not closed"]);
    }

    #[test]
    fn separators_are_told_by_the_headings() {
        for text in
            ["Role,Place,Min,Max\n", "Role;Place;Min;Max\n", "Role\tPlace\tMin\tMax\n", "sep=|\r\nRole|Place|Min|Max\n"]
        {
            let grids = read("x.csv", text.as_bytes(), &mut Diagnostics::default()).expect("a sheet");
            assert_eq!(grids[0].rows[0].len(), 4, "{text}");
        }
    }
}
