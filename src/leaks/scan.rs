//! The scan of one file: in every form that its bytes may have, each read once.

use std::collections::BTreeMap;
use std::ops::Range;

use super::charsets;
use super::decode;
use super::needles::Needles;
use super::packed::{self, Closed, Opened};
use super::pdf::{self, Pdf};
use super::pictures;
use super::read::{self, Encoded, Listener, What};
use super::seen::Seen;
use super::tags;
use super::words;
use crate::diag::Place;

/// Encodings within encodings are followed so far.
const MAX_DEPTH: usize = 6;

/// Takes an encoding off a text.
type Decode = fn(&str) -> String;

/// A file, and what only its maker can read in it.
pub struct File<'f> {
    /// Its path below the audience's root.
    pub path: &'f str,
    /// What is in it.
    pub bytes: &'f [u8],
    /// For a file of a search index: the passages in it.
    pub index: Option<String>,
}

/// Something above the audience in one of its files.
pub struct Hit {
    /// The line of the file, from 1.
    pub line: usize,
    /// How it is encoded there; empty where it is not.
    pub how: &'static str,
    /// What it is.
    pub what: What,
    /// Where the sources say it, or a file whose name it is.
    pub place: Place,
    /// The words as they stand in the file.
    pub text: String,
}

/// What looking through a file came to.
pub struct Scanned {
    /// What in it is above the audience that gets it, each line of the sources once.
    pub hits: Vec<Hit>,
    /// Why a part of it could not be looked through.
    pub closed: Option<&'static str>,
}

/// Looks through a file for what is above the audience that gets it.
pub fn scan(file: &File<'_>, needles: &Needles) -> Scanned {
    let mut hits = BTreeMap::new();
    let in_index = file.index.is_some();
    let closed = listen(file, needles.seen(), &mut |text, how, line, seen| {
        let is_name = how == NAME;
        read::read(
            text,
            seen,
            &mut Finder { needles, text, how, line, in_index: in_index && !is_name, hits: &mut hits },
        )
    });
    let mut hits: Vec<Hit> = hits.into_values().collect();
    hits.sort_by_key(|hit| hit.line);
    Scanned { hits, closed }
}

/// How the name of a file is told from what is in it.
const NAME: &str = "its name";

/// The pixels of a picture, whose packed bytes may happen to read as an amount or a name. A sentence does not come about so.
const PIXELS: &str = "the pixels of a picture";
/// Letters beyond ASCII among bytes that may be anything, likewise.
const AMONG_BYTES: &str = "letters in a binary file";

/// Reads a text, with how it was encoded and the line that it begins in.
type Read<'r> = &'r mut dyn FnMut(&str, &'static str, usize, Option<&Seen>) -> Encoded;

/// Has everything read that a file says, its name first, in each form that it may have. Returns why a part could not be read.
pub(super) fn listen(file: &File<'_>, seen: Option<&Seen>, read: Read<'_>) -> Option<Closed> {
    let mut forms = Forms { read, seen, closed: None };
    forms.text(file.path, NAME, 1, MAX_DEPTH);
    match &file.index {
        Some(text) => forms.text(text, "the search index", 1, MAX_DEPTH),
        None => forms.bytes(file.bytes, file.path, ("", 1), 0),
    }
    forms.closed
}

struct Forms<'r> {
    read: Read<'r>,
    seen: Option<&'r Seen>,
    closed: Option<Closed>,
}

impl Forms<'_> {
    fn bytes(&mut self, bytes: &[u8], name: &str, (how, line): (&'static str, usize), depth: usize) {
        if depth > MAX_DEPTH {
            self.closed = Some("too much in it is packed within something packed");
            return;
        }
        if let Some(opened) = packed::open(bytes, name) {
            let is_open = !opened.files.is_empty();
            self.opened(opened, line, depth);
            if is_open {
                return;
            }
        } else if let Some(pdf) = pdf::read(bytes) {
            return self.pdf(pdf, bytes, line, depth);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => self.text(text, how, line, depth),
            _ => self.binary(bytes, how, line, depth),
        }
    }

    fn opened(&mut self, opened: Opened, line: usize, depth: usize) {
        self.closed = self.closed.or(opened.closed);
        for (name, file) in opened.files {
            if !name.is_empty() {
                self.text(&name, opened.how, line, depth + 1);
            }
            self.bytes(&file, &name, (opened.how, line), depth + 1);
        }
    }

    fn pdf(&mut self, pdf: Pdf, bytes: &[u8], line: usize, depth: usize) {
        self.closed = self.closed.or(pdf.closed);
        pdf.texts.iter().for_each(|text| self.text(text, "the text of a PDF", 1, depth + 1));
        pdf.parts.iter().for_each(|part| self.bytes(part, "", ("a part of a PDF", 1), depth + 1));
        // Whatever of it is readable as it is.
        self.text(&charsets::printable(bytes), "text in a binary file", line, depth);
    }

    /// Reads bytes that are no UTF-8.
    fn binary(&mut self, bytes: &[u8], how: &'static str, line: usize, depth: usize) {
        let or = |other: &'static str| if how.is_empty() { other } else { how };
        if let Some(text) = charsets::two_bytes(bytes) {
            return self.text(&text, or("UTF-16"), line, depth);
        }
        let in_sets = charsets::in_sets(bytes);
        if !in_sets.is_empty() {
            return in_sets.iter().for_each(|(set, text)| self.text(text, or(set), line, depth));
        }
        let (rest, pixels) = pictures::apart(bytes);
        self.text(&charsets::printable(&rest), or("text in a binary file"), line, depth);
        charsets::wide_parts(&rest).iter().for_each(|text| self.text(text, AMONG_BYTES, line, MAX_DEPTH));
        if !pixels.is_empty() {
            self.text(&charsets::printable(&pixels), PIXELS, line, MAX_DEPTH);
        }
        packed::within(&rest).into_iter().for_each(|opened| self.opened(opened, 1, depth));
    }

    fn text(&mut self, text: &str, how: &'static str, line: usize, depth: usize) {
        let encoded = (self.read)(text, how, line, self.seen);
        if depth >= MAX_DEPTH {
            return;
        }
        self.base64(text, &encoded.base64, line, depth);
        let forms: [(bool, &'static str, Decode); 6] = [
            (encoded.entities, "entities", decode::entities),
            (encoded.percent, "percent encoding", decode::percent),
            (encoded.escapes, "escapes", decode::escapes),
            (encoded.css, "escapes", decode::css),
            (encoded.quoted_printable, "quoted-printable", decode::quoted_printable),
            (encoded.cut_words && how != CUT, CUT, tags::closed),
        ];
        for (_, how, decoded) in forms.into_iter().filter(|(there, ..)| *there) {
            let decoded = decoded(text);
            if decoded != text {
                self.text(&decoded, how, line, depth + 1);
            }
        }
    }

    /// Reads what is base64: each row of letters, and rows that stand below each other as one.
    fn base64(&mut self, text: &str, found: &[Range<usize>], line: usize, depth: usize) {
        let (mut from, mut above) = (0, line);
        for (at, part) in found.iter().enumerate() {
            above += lines(&text[from..part.start]);
            from = part.start;
            let follows = |row: &Range<usize>, next: &Range<usize>| {
                next.start >= row.end && row.len() >= SHORTEST_ROW && is_break(&text[row.end..next.start])
            };
            let is_first = at == 0 || !follows(&found[at - 1], part);
            let more = found[at..].windows(2).take_while(|rows| follows(&rows[0], &rows[1])).count();
            let whole = part.start..found[at + more].end;
            let rows = (is_first && more > 0).then(|| packed::base64(&text[whole])).flatten();
            for decoded in rows.into_iter().chain(packed::base64(&text[part.clone()])) {
                self.bytes(&decoded, "", ("base64", above), depth + 1);
            }
        }
    }
}

/// Tags within words.
const CUT: &str = "tags within words";
/// A row of base64 that goes on in the next line has more letters.
const SHORTEST_ROW: usize = 40;

/// Whether nothing but the break of a line stands between two rows, as it is or as an escape.
fn is_break(between: &str) -> bool {
    matches!(between.trim_matches([' ', '\t']), "\n" | "\r\n" | "\\n" | "\\r\\n")
}

/// Notes what in a text is above the audience.
struct Finder<'f> {
    needles: &'f Needles,
    text: &'f str,
    how: &'static str,
    line: usize,
    in_index: bool,
    /// By the file and line of the sources, and by what it is.
    hits: &'f mut BTreeMap<(String, Option<usize>, What), Hit>,
}

impl Listener for Finder<'_> {
    const TELLS_AGAIN: bool = true;
    const READS_ENTITIES: bool = false;

    #[inline]
    fn wants_run(&self, run: u64) -> bool {
        self.needles.has_run(run)
    }

    #[inline]
    fn wants_names_on(&self, last: u64) -> bool {
        self.needles.may_have_names_on(last)
    }

    fn wants_name(&self, name: u64) -> bool {
        self.needles.has_name(name)
    }

    fn wants_amount(&self, amount: u64) -> bool {
        self.needles.has_amount(amount)
    }

    #[cold]
    fn take(&mut self, what: What, number: u64, at: Range<usize>) {
        let words = &self.text[at.clone()];
        // In an index numbers stand for themselves; an amount of a text is on its page too.
        let is_no_amount = self.in_index && what == What::Amount && !words.contains([',', '.']);
        let is_chance = matches!(self.how, PIXELS | AMONG_BYTES) && what != What::Passage;
        if is_no_amount || is_chance || what == What::Name && !words::is_one_name(words) {
            return;
        }
        let Some(place) = self.needles.place(what, number) else { return };
        let source_line = place.line_column().map(|(line, _)| line);
        let key = (place.path().to_owned(), source_line, what);
        let (line, how) = (self.line + lines(&self.text[..at.start]), self.how);
        self.hits.entry(key).or_insert_with(|| Hit { line, how, what, place, text: words.to_owned() });
    }
}

fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
