//! The scan of one file: in every form that its bytes may have, each read once.

use std::collections::BTreeMap;
use std::ops::Range;

use super::decode;
use super::needles::Needles;
use super::read::{self, What};
use crate::diag::Place;

/// Encodings within encodings are followed so far.
const MAX_DEPTH: usize = 4;

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

/// What in a file is above the audience that gets it, each line of the sources once.
pub fn scan(file: &File<'_>, needles: &Needles) -> Vec<Hit> {
    let mut scan = Scan { needles, hits: BTreeMap::new(), in_index: false };
    scan.text(file.path, "its name", 1, MAX_DEPTH);
    match &file.index {
        Some(text) => {
            scan.in_index = true;
            scan.text(text, "the search index", 1, MAX_DEPTH);
        }
        None => scan.bytes(file.bytes, "", 1, 0),
    }
    let mut hits: Vec<Hit> = scan.hits.into_values().collect();
    hits.sort_by_key(|hit| hit.line);
    hits
}

struct Scan<'n> {
    needles: &'n Needles,
    /// By the file and line of the sources, and by what it is.
    hits: BTreeMap<(String, Option<usize>, What), Hit>,
    in_index: bool,
}

impl Scan<'_> {
    fn bytes(&mut self, bytes: &[u8], how: &'static str, line: usize, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        if let Some(unpacked) = decode::gzip(bytes) {
            return self.bytes(&unpacked, "gzip", line, depth + 1);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => self.text(text, how, line, depth),
            _ => {
                let how = if how.is_empty() { "text in a binary file" } else { how };
                self.text(&decode::printable(bytes), how, line, depth);
                for part in decode::packed_parts(bytes) {
                    self.bytes(&part, "a packed part", 1, depth + 1);
                }
            }
        }
    }

    fn text(&mut self, text: &str, how: &'static str, line: usize, depth: usize) {
        let needles = self.needles;
        let encoded = read::read(text, needles, |what, place, at| self.note(text, how, line, (what, place, at)));
        if depth >= MAX_DEPTH {
            return;
        }
        for part in encoded.base64 {
            if let Some(decoded) = decode::base64(&text[part.clone()]) {
                self.bytes(&decoded, "base64", line + lines(&text[..part.start]), depth + 1);
            }
        }
        let forms: [(bool, &'static str, Decode); 3] = [
            (encoded.entities, "entities", decode::entities),
            (encoded.percent, "percent encoding", decode::percent),
            (encoded.escapes, "escapes", decode::escapes),
        ];
        for (_, how, decoded) in forms.into_iter().filter(|(there, ..)| *there) {
            let decoded = decoded(text);
            if decoded != text {
                self.text(&decoded, how, line, depth + 1);
            }
        }
    }

    fn note(&mut self, text: &str, how: &'static str, line: usize, found: (What, Place, Range<usize>)) {
        let (what, place, at) = found;
        let words = &text[at.clone()];
        // In an index numbers stand for themselves; an amount of a text is on its page too.
        if self.in_index && what == What::Amount && !words.contains([',', '.']) {
            return;
        }
        let source_line = place.line_column().map(|(line, _)| line);
        let key = (place.path().to_owned(), source_line, what);
        let line = line + lines(&text[..at.start]);
        self.hits.entry(key).or_insert_with(|| Hit { line, how, what, place, text: words.to_owned() });
    }
}

fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
