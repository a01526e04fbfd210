//! CSV into cells that know their places. Own code, because every cell needs its byte range and every mistake its
//! own words. It must not know what the columns mean.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};

/// A file may not have more columns.
const MAX_COLUMNS: usize = 1_000;
/// How many bytes one cell may have.
const MAX_CELL: usize = 64 * 1024;

/// The lines of a CSV file: a heading for each column, and rows of as many cells.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The file.
    pub source: Arc<Source>,
    /// The first line.
    pub header: Vec<Cell>,
    /// The others.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell without its quotes, and the bytes it was written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says, without spaces around it.
    pub text: String,
    /// Its byte range in the source.
    pub span: Range<usize>,
}

impl Sheet {
    /// The place of a cell.
    pub fn place(&self, cell: &Cell) -> Place {
        Place::new(&self.source, cell.span.clone())
    }

    /// The position of the column with this heading.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| cell.text == name)
    }
}

/// Reads a CSV file. Rows of the wrong length are reported and left out; nothing is returned when the headings
/// themselves cannot be used.
pub fn read(source: &Arc<Source>, diags: &mut Diagnostics) -> Option<Sheet> {
    let conflicts = super::conflicts::conflicts(source, 0..source.text.len());
    if !conflicts.is_empty() {
        diags.extend(conflicts);
        return None;
    }
    read_lines(source, diags)
}

fn read_lines(source: &Arc<Source>, diags: &mut Diagnostics) -> Option<Sheet> {
    let report = |span: Range<usize>, message: String, hint: &str, diags: &mut Diagnostics| {
        diags.push(Diagnostic::new(&rules::BAD_RECORD, Place::new(source, span), message).hint(hint));
    };
    let mut lines = Lines::new(&source.text, 0, separator(&source.text));
    let header = match lines.next_written_line() {
        Some(Ok(header)) => header,
        Some(Err(Unclosed(span))) => {
            report(span, "this quote is not closed".to_owned(), CLOSE_QUOTE, diags);
            return None;
        }
        None => {
            let hint = "the first line holds the headings, such as `Stage,Minutes`";
            report(0..0, "this file is empty".to_owned(), hint, diags);
            return None;
        }
    };
    if header.len() > MAX_COLUMNS {
        let message = format!("{} columns, and a table may have {MAX_COLUMNS}", header.len());
        let place = Place::new(source, header[MAX_COLUMNS].span.clone());
        diags.push(Diagnostic::new(&rules::LIMIT, place, message).hint("turn it round, or split it"));
        return None;
    }
    if !check_header(source, &header, diags) {
        return None;
    }
    let mut rows = Vec::new();
    while let Some(line) = lines.next_written_line() {
        match line {
            // A line of spaces, or of separators alone, is as good as an empty one.
            Ok(row) if row.iter().all(|cell| cell.text.is_empty()) => {}
            Ok(row) if row.len() == header.len() => rows.push(row),
            Ok(row) => {
                let span = row[0].span.start..row.last().map_or(0, |cell| cell.span.end);
                let (found, wanted) = (counted(row.len()), header.len());
                let hint = if row.len() > wanted {
                    "put a cell that holds a comma between quotes: `\"a, b\"`"
                } else {
                    "each line needs as many cells as the first; a cell may be empty"
                };
                report(span, format!("this line has {found}, the headings have {wanted}"), hint, diags);
            }
            Err(Unclosed(span)) => {
                report(span, "this quote is not closed".to_owned(), CLOSE_QUOTE, diags);
                break;
            }
        }
    }
    for span in lines.strays {
        let hint = "write a quote inside quotes twice: `\"\"`";
        report(span, "there is text behind the closing quote".to_owned(), hint, diags);
    }
    for cell in header.iter().chain(rows.iter().flatten()).filter(|cell| cell.text.len() > MAX_CELL) {
        let message = format!("this cell has {} bytes, more than the {MAX_CELL} it may have", cell.text.len());
        let place = Place::new(source, cell.span.start..cell.span.start + 1);
        diags.push(Diagnostic::new(&rules::LIMIT, place, message).hint("long text belongs on a page"));
    }
    Some(Sheet { source: Arc::clone(source), header, rows })
}

/// What stands between cells: a comma, or what the first line has in its place, as spreadsheets of many countries write it.
pub fn separator(text: &str) -> char {
    let first = text.lines().map(|line| line.trim_start_matches('\u{feff}')).find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default();
    if first.contains(',') {
        return ',';
    }
    [';', '\t'].into_iter().find(|mark| first.contains(*mark)).unwrap_or(',')
}

const CLOSE_QUOTE: &str = "end the cell with a quote; write a quote inside it twice: `\"\"`";

fn counted(cells: usize) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}

/// Whether the headings can tell columns apart.
fn check_header(source: &Arc<Source>, header: &[Cell], diags: &mut Diagnostics) -> bool {
    let place = |cell: &Cell| Place::new(source, cell.span.clone());
    let mut sound = true;
    for (at, cell) in header.iter().enumerate() {
        let finding = if cell.text.is_empty() {
            Diagnostic::new(&rules::BAD_RECORD, place(cell), format!("column {} has no heading", at + 1))
                .hint("name it, or remove the column")
        } else if let Some(first) = header[..at].iter().find(|earlier| earlier.text == cell.text) {
            Diagnostic::new(&rules::BAD_RECORD, place(cell), format!("two columns are called `{}`", cell.text))
                .hint("give one of them another heading")
                .related(place(first), "the first one")
        } else {
            continue;
        };
        diags.push(finding);
        sound = false;
    }
    sound
}

/// The lines of a text whose cells stand apart by another character than the comma, or that begins further down.
#[derive(Debug, Clone)]
pub struct Split {
    /// Every line, those without anything in them too: they count in a spreadsheet.
    pub rows: Vec<Vec<Cell>>,
    /// A quote that is never closed; the lines end before it.
    pub unclosed: Option<Range<usize>>,
    /// Where text stands behind a closing quote.
    pub strays: Vec<Range<usize>>,
}

/// Splits `text` from byte `start` on.
pub fn split(text: &str, start: usize, separator: char) -> Split {
    let mut lines = Lines::new(text, start, separator);
    let (mut rows, mut unclosed) = (Vec::new(), None);
    while let Some(line) = lines.next_line() {
        match line {
            Ok(row) => rows.push(row),
            Err(Unclosed(span)) => unclosed = Some(span),
        }
    }
    Split { rows, unclosed, strays: lines.strays }
}

/// A quote was opened at this range and never closed.
struct Unclosed(Range<usize>);

/// Splits a text into lines of cells. Lines end in LF, CRLF or a lone CR.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    separator: char,
    /// Where text stood behind a closing quote.
    strays: Vec<Range<usize>>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, start: usize, separator: char) -> Lines<'a> {
        let mark = if text[start..].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Lines { text, at: start + mark, separator, strays: Vec::new() }
    }

    /// The next line that is not empty.
    fn next_written_line(&mut self) -> Option<Result<Vec<Cell>, Unclosed>> {
        while matches!(self.byte(), Some(b'\n' | b'\r')) {
            self.at += 1;
        }
        self.next_line()
    }

    fn next_line(&mut self) -> Option<Result<Vec<Cell>, Unclosed>> {
        self.byte()?;
        let mut cells = Vec::new();
        loop {
            match self.cell() {
                Ok(cell) => cells.push(cell),
                Err(unclosed) => {
                    self.at = self.text.len();
                    return Some(Err(unclosed));
                }
            }
            if self.text[self.at..].starts_with(self.separator) {
                self.at += self.separator.len_utf8();
                continue;
            }
            let rest = &self.text[self.at..];
            self.at += if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
            return Some(Ok(cells));
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The cell that begins here; stands on the separator, the line break or the end behind it.
    fn cell(&mut self) -> Result<Cell, Unclosed> {
        let start = self.at;
        let ends = [self.separator, '\n', '\r'];
        let until = |from: usize| self.text[from..].find(ends).map_or(self.text.len(), |length| from + length);
        let leading = self.text[start..].len() - self.text[start..].trim_start_matches(' ').len();
        if self.text.as_bytes().get(start + leading) != Some(&b'"') {
            let end = until(start);
            self.at = end;
            let written = &self.text[start..end];
            let trimmed = written.trim();
            let from = start + (written.len() - written.trim_start().len());
            return Ok(Cell { text: trimmed.to_owned(), span: from..from + trimmed.len() });
        }
        let open = start + leading;
        let close = closing_quote(self.text, open).ok_or(Unclosed(open..open + 1))?;
        let end = until(close + 1);
        if !self.text[close + 1..end].trim().is_empty() {
            self.strays.push(close + 1..end);
        }
        self.at = end;
        let inside: Cow<'_, str> = match &self.text[open + 1..close] {
            plain if !plain.contains('"') => plain.into(),
            quoted => quoted.replace("\"\"", "\"").into(),
        };
        Ok(Cell { text: inside.trim().to_owned(), span: open..close + 1 })
    }
}

/// The quote that closes the one at `open`; two in a row stand for one inside.
fn closing_quote(text: &str, open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        let quote = at + text[at..].find('"')?;
        if text.as_bytes().get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        at = quote + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, cells: &[&[&str]], findings: &[&str]) {
        let source = Source::new("content/data/x.csv", text);
        let mut diags = Diagnostics::default();
        let sheet = read(&source, &mut diags);
        let found: Vec<String> = diags
            .iter()
            .map(|finding| {
                let (line, column) = finding.place.as_ref().and_then(Place::line_column).expect("a place");
                assert!(finding.hint.is_some());
                format!("{line}:{column} {}: {}", finding.rule.id, finding.message)
            })
            .collect();
        assert_eq!(found, findings, "{text:?}");
        let lines: Vec<Vec<String>> = sheet.map_or_else(Vec::new, |sheet| {
            let lines = std::iter::once(&sheet.header).chain(&sheet.rows);
            lines.map(|line| line.iter().map(|cell| cell.text.clone()).collect()).collect()
        });
        assert_eq!(lines, cells, "{text:?}");
    }

    #[test]
    fn every_usual_way_of_writing_it_is_read() {
        let cells: &[&[&str]] = &[&["a", "b"], &["1", "é, \"x\""], &["", "2"]];
        for text in [
            "a,b\n1,\"é, \"\"x\"\"\"\n,2\n",
            "a,b\r\n1,\"é, \"\"x\"\"\"\r\n,2",
            "a,b\r1,\"é, \"\"x\"\"\"\r,2\r",
            "\u{feff}a , b\n\n 1, \"é, \"\"x\"\"\" \n,2\n\n",
        ] {
            check(text, cells, &[]);
        }
        check("a\n\"line\nbreak\"\n", &[&["a"], &["line\nbreak"]], &[]);
        check("a,b\n", &[&["a", "b"]], &[]);
    }

    #[test]
    fn places_are_those_of_the_cells() {
        let source = Source::new("content/data/x.csv", "a,b\né, \"y\"\n");
        let sheet = read(&source, &mut Diagnostics::default()).expect("sound");
        let written: Vec<&str> = sheet.rows[0].iter().map(|cell| &source.text[cell.span.clone()]).collect();
        assert_eq!(written, ["é", "\"y\""]);
        assert_eq!((sheet.column("b"), sheet.column("c")), (Some(1), None));
        assert_eq!(sheet.place(&sheet.rows[0][1]).line_column(), Some((2, 4)));
    }

    #[test]
    fn lines_of_the_wrong_length_are_left_out() {
        check(
            "a,b\n1\n1,2\n1,2,3\n",
            &[&["a", "b"], &["1", "2"]],
            &[
                "2:1 bad-record: this line has 1 cell, the headings have 2",
                "4:1 bad-record: this line has 3 cells, the headings have 2",
            ],
        );
    }

    #[test]
    fn headings_must_tell_columns_apart() {
        check("a,b,a\n", &[], &["1:5 bad-record: two columns are called `a`"]);
        check("a,,b\n1,2,3\n", &[], &["1:3 bad-record: column 2 has no heading"]);
        check("a;b\n1;2,5\n", &[&["a", "b"], &["1", "2,5"]], &[]);
        check("\u{feff}a\tb\n1\t2\n", &[&["a", "b"], &["1", "2"]], &[]);
        check("a,b;c\n1,2\n", &[&["a", "b;c"], &["1", "2"]], &[]);
        for empty in ["", "\u{feff}", "\n\r\n"] {
            check(empty, &[], &["1:1 bad-record: this file is empty"]);
        }
    }

    #[test]
    fn quotes_are_closed() {
        check("a,b\n1,\"two\n3,4\n", &[&["a", "b"]], &["2:3 bad-record: this quote is not closed"]);
        check("\"a,b\n", &[], &["1:1 bad-record: this quote is not closed"]);
        check(
            "a,b\n\"x\"y,2\n",
            &[&["a", "b"], &["x", "2"]],
            &["2:4 bad-record: there is text behind the closing quote"],
        );
        check("a\n5\" pipe\n", &[&["a"], &["5\" pipe"]], &[]);
    }

    #[test]
    fn other_separators_split_lines_and_empty_lines_count() {
        let text = "sep=;\r\na;b,c\r\n\r\n\"d;e\";1\rf";
        let split = split(text, 7, ';');
        let rows: Vec<Vec<&str>> =
            split.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(rows, [vec!["a", "b,c"], vec![""], vec!["d;e", "1"], vec!["f"]]);
        assert_eq!((split.unclosed, split.strays.len()), (None, 0));
        let broken = super::split("a\tb\n\"c\"x\t1\n\"d", 0, '\t');
        assert_eq!((broken.rows.len(), broken.unclosed, broken.strays.len()), (2, Some(11..12), 1));
    }

    #[test]
    fn a_cell_has_a_limit() {
        let big = "x".repeat(70_000);
        check(
            &format!("a\n{big}\n"),
            &[&["a"], &[&big]],
            &["2:1 limit: this cell has 70000 bytes, more than the 65536 it may have"],
        );
    }
}
