//! The scan of one file: in every form that its bytes may have, each read once.

use std::collections::BTreeMap;
use std::ops::Range;

use super::decode;
use super::needles::Needles;
use super::pictures;
use super::read::{self, Encoded, Listener, What};
use super::seen::Seen;
use super::words;
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
    let mut hits = BTreeMap::new();
    let in_index = file.index.is_some();
    listen(file, needles.seen(), &mut |text, how, line, seen| {
        let is_name = how == NAME;
        read::read(
            text,
            seen,
            &mut Finder { needles, text, how, line, in_index: in_index && !is_name, hits: &mut hits },
        )
    });
    let mut hits: Vec<Hit> = hits.into_values().collect();
    hits.sort_by_key(|hit| hit.line);
    hits
}

/// How the name of a file is told from what is in it.
const NAME: &str = "its name";

/// The pixels of a picture, whose packed bytes may happen to read as an amount or a name. A sentence does not come about so.
const PIXELS: &str = "the pixels of a picture";

/// Reads a text, with how it was encoded and the line that it begins in.
type Read<'r> = &'r mut dyn FnMut(&str, &'static str, usize, Option<&Seen>) -> Encoded;

/// Has everything read that a file says, its name first, in each form that it may have.
pub(super) fn listen(file: &File<'_>, seen: Option<&Seen>, read: Read<'_>) {
    let mut forms = Forms { read, seen };
    forms.text(file.path, NAME, 1, MAX_DEPTH);
    match &file.index {
        Some(text) => forms.text(text, "the search index", 1, MAX_DEPTH),
        None => forms.bytes(file.bytes, "", 1, 0),
    }
}

struct Forms<'r> {
    read: Read<'r>,
    seen: Option<&'r Seen>,
}

impl Forms<'_> {
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
                let (rest, pixels) = pictures::apart(bytes);
                self.text(&decode::printable(&rest), how, line, depth);
                if !pixels.is_empty() {
                    self.text(&decode::printable(&pixels), PIXELS, line, MAX_DEPTH);
                }
                for part in decode::packed_parts(bytes) {
                    self.bytes(&part, "a packed part", 1, depth + 1);
                }
            }
        }
    }

    fn text(&mut self, text: &str, how: &'static str, line: usize, depth: usize) {
        let encoded = (self.read)(text, how, line, self.seen);
        if depth >= MAX_DEPTH {
            return;
        }
        let (mut from, mut above) = (0, line);
        for part in encoded.base64 {
            if let Some(decoded) = decode::base64(&text[part.clone()]) {
                above += lines(&text[from..part.start]);
                from = part.start;
                self.bytes(&decoded, "base64", above, depth + 1);
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
        let is_chance = self.how == PIXELS && what != What::Passage;
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
