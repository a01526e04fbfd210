//! One reading of a text: its words with and without what stands in tags, in one go, and what in it is encoded.

use std::ops::Range;

use super::needles::Needles;
use super::words::{self, RUN, Runs, Word, Words};
use crate::diag::Place;

/// Fewer letters in a row are no base64.
const SHORTEST_BASE64: usize = 12;

/// What a leak is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Five words or more.
    Passage,
    /// A title, a name, an id or an address.
    Name,
    /// An amount of four digits or more.
    Amount,
}

impl What {
    /// As it is told.
    pub fn name(self) -> &'static str {
        match self {
            What::Passage => "a passage",
            What::Name => "a name",
            What::Amount => "an amount",
        }
    }
}

/// What in a text says something else when it is decoded.
#[derive(Default)]
pub(super) struct Encoded {
    pub(super) entities: bool,
    pub(super) percent: bool,
    pub(super) escapes: bool,
    /// What may be base64.
    pub(super) base64: Vec<Range<usize>>,
}

/// Tells `found` everything in `text` that is above the audience, and returns what would have to be decoded first.
pub(super) fn read(text: &str, needles: &Needles, found: impl FnMut(What, Place, Range<usize>)) -> Encoded {
    let mut reader = Reader {
        text,
        needles,
        found,
        encoded: Encoded::default(),
        all: Runs::default(),
        plain: Runs::default(),
        in_tag: false,
        letters_from: 0,
        amount_end: 0,
    };
    let mut behind = 0;
    for word in Words::new(text) {
        reader.between(behind..word.start);
        reader.word(&word);
        behind = word.end;
    }
    reader.between(behind..text.len());
    reader.end_of_letters(text.len());
    reader.encoded
}

struct Reader<'t, F> {
    text: &'t str,
    needles: &'t Needles,
    found: F,
    encoded: Encoded,
    /// Every word.
    all: Runs,
    /// The words that stand in no tag.
    plain: Runs,
    in_tag: bool,
    /// Where the letters and marks of base64 begin that are being read.
    letters_from: usize,
    /// What stands before was read as an amount.
    amount_end: usize,
}

impl<F: FnMut(What, Place, Range<usize>)> Reader<'_, F> {
    /// Reads what stands between two words.
    #[inline]
    fn between(&mut self, range: Range<usize>) {
        for at in range {
            let byte = self.text.as_bytes()[at];
            match byte {
                b' ' => {}
                b'+' | b'/' | b'-' | b'_' => continue,
                b'<' => self.in_tag |= self.begins_tag(at + 1),
                b'>' => self.in_tag = false,
                b'%' => self.encoded.percent |= self.is_percent(at + 1),
                b'\\' => {
                    let next = self.text.as_bytes().get(at + 1);
                    self.encoded.escapes |= matches!(next, Some(b'u' | b'x' | b'n' | b't' | b'r' | b'b' | b'f'));
                }
                _ => {}
            }
            self.end_of_letters(at);
        }
    }

    /// Notes what ends before `at`, if it may be base64: text in it has capital letters that begin no word.
    #[inline]
    fn end_of_letters(&mut self, at: usize) {
        let letters = self.letters_from..at;
        self.letters_from = at + 1;
        if letters.len() >= SHORTEST_BASE64 {
            let inner = &self.text.as_bytes()[letters.start + 1..at];
            if inner.iter().any(u8::is_ascii_uppercase) && inner.iter().any(|byte| !byte.is_ascii_uppercase()) {
                self.encoded.base64.push(letters);
            }
        }
    }

    fn begins_tag(&self, at: usize) -> bool {
        let next = self.text.as_bytes().get(at);
        next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
    }

    fn is_percent(&self, at: usize) -> bool {
        self.text.as_bytes().get(at..at + 2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
    }

    #[inline]
    fn word(&mut self, word: &Word) {
        if self.text.as_bytes().get(word.end) == Some(&b';') && self.is_entity(word) {
            return;
        }
        self.all.push(word);
        if let Some(run) = self.all.last(RUN)
            && self.needles.has_run(run)
        {
            self.passage(run, self.all.start(RUN)..word.end);
        }
        if !self.in_tag {
            self.plain.push(word);
            if let Some(run) = self.plain.last(RUN)
                && self.plain.start(RUN) != self.all.start(RUN)
                && self.needles.has_run(run)
            {
                self.passage(run, self.plain.start(RUN)..word.end);
            }
        }
        for length in 2..RUN {
            if let Some(name) = self.all.last(length)
                && self.needles.has_name(name)
            {
                self.name(name, self.all.start(length)..word.end);
            }
        }
        if self.text.as_bytes()[word.start].is_ascii_digit() && word.start >= self.amount_end {
            self.amount(word.start);
        }
    }

    /// Whether a word with `;` behind it is the name of a character. One that is a letter has to be decoded.
    fn is_entity(&mut self, word: &Word) -> bool {
        let bytes = self.text.as_bytes();
        let name = &self.text[word.start..word.end];
        let before = &bytes[..word.start];
        // `187&nbsp;500` is one amount.
        let lead = before.strip_suffix(b"#").unwrap_or(before).strip_suffix(b"&").and_then(<[u8]>::last);
        let next = bytes.get(word.end + 1);
        self.encoded.entities |= lead.is_some_and(u8::is_ascii_digit) && next.is_some_and(u8::is_ascii_digit);
        if before.ends_with(b"&#") {
            let digits = name.strip_prefix(['x', 'X']);
            let number = digits.map_or_else(|| name.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok());
            let is_mark = |c: char| !c.is_alphanumeric() && c != '%' && c != '\\';
            self.encoded.entities |= !number.and_then(char::from_u32).is_some_and(is_mark);
            return true;
        }
        if !before.ends_with(b"&") {
            return false;
        }
        self.encoded.entities |= !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos" | "nbsp" | "mdash" | "ndash");
        true
    }

    #[cold]
    fn passage(&mut self, run: u64, at: Range<usize>) {
        if let Some(place) = self.needles.place_of_run(run) {
            (self.found)(What::Passage, place, at);
        }
    }

    #[cold]
    fn name(&mut self, name: u64, at: Range<usize>) {
        if words::is_one_name(&self.text[at.clone()])
            && let Some(place) = self.needles.place_of_name(name)
        {
            (self.found)(What::Name, place, at);
        }
    }

    fn amount(&mut self, start: usize) {
        let (amount, end) = words::amount_at(self.text, start);
        self.amount_end = end;
        if let Some(place) = amount.and_then(|amount| self.needles.place_of_amount(amount)) {
            (self.found)(What::Amount, place, start..end);
        }
    }
}
