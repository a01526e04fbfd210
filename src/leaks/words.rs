//! Text as words: what is compared, whatever stands between them.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// So many words in a row are a run that nobody else writes by chance.
pub(super) const RUN: usize = 5;

/// An odd number without a pattern: what is multiplied by it spreads over all bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A word: where it stands, and its letters as a number, capital letters made small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) hash: u64,
}

/// The words of a text, in order. Marks, blanks and everything else that is no letter or digit lie between them.
#[derive(Clone)]
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str) -> Words<'t> {
        Words { text, at: 0 }
    }

    /// The words of a part of a text, with their places in the whole.
    pub(super) fn within(text: &'t str, part: Range<usize>) -> Words<'t> {
        Words { text: &text[..part.end], at: part.start }
    }

    /// The word that begins at `start`, once a character beyond ASCII is met; `None` when it is not part of one.
    #[cold]
    fn wide(&mut self, start: usize) -> Option<Word> {
        let mut letters = Vec::new();
        let mut end = self.text.len();
        for (at, c) in self.text[start..].char_indices() {
            if is_dash_or_quote(c) {
                end = start + at;
                break;
            }
            if c.is_alphanumeric() || is_combining_mark(c) {
                letters.extend(c.to_lowercase());
            } else if !is_unseen(c) {
                end = start + at;
                break;
            }
        }
        if letters.is_empty() {
            let skipped = self.text[start..].chars().next().map_or(1, char::len_utf8);
            self.at = end.max(start + skipped);
            return None;
        }
        self.at = end;
        let letters = composed(&letters);
        Some(Word { start, end, hash: hash(letters.as_bytes(), 0, letters.len()) })
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    #[inline]
    fn next(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        loop {
            while CLASSES[usize::from(*bytes.get(self.at)?)] == Class::Between {
                self.at += 1;
            }
            let start = self.at;
            let mut end = start;
            while let Some(byte) = bytes.get(end)
                && CLASSES[usize::from(*byte)] == Class::Word
            {
                end += 1;
            }
            if bytes.get(end).is_none_or(u8::is_ascii) {
                self.at = end;
                return Some(Word { start, end, hash: hash(bytes, start, end) });
            }
            if let Some(word) = self.wide(start) {
                return Some(word);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Between,
    Word,
    /// A part of a character beyond ASCII.
    Wide,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Between; 256];
    let mut byte = 0;
    while byte < 256 {
        if byte >= 128 {
            classes[byte] = Class::Wide;
        } else if (byte as u8).is_ascii_alphanumeric() {
            classes[byte] = Class::Word;
        }
        byte += 1;
    }
    classes
};

/// The marks that most texts have beyond ASCII.
fn is_dash_or_quote(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}')
}

/// The letters as one spelling: a mark joined with its letter, a wide letter or a ligature as plain ones.
fn composed(letters: &[char]) -> String {
    const LAST_OF_LATIN: char = '\u{24f}';
    if letters.iter().all(|c| *c <= LAST_OF_LATIN) {
        return letters.iter().collect();
    }
    letters.iter().copied().nfkc().flat_map(char::to_lowercase).collect()
}

/// Whether a character may stand in a word and is not seen there: a soft hyphen, a place where a line may break.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// The bytes from `start` to `end` as a number, eight at a time. One bit tells capital letters of ASCII from small ones.
#[inline]
fn hash(bytes: &[u8], start: usize, end: usize) -> u64 {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let mut sum = (end - start) as u64;
    let mut at = start;
    while at < end {
        let left = end - at;
        let mut part = match bytes.get(at..at + 8) {
            Some(eight) => u64::from_le_bytes(eight.try_into().expect("they are eight")),
            None => bytes[at..].iter().rev().fold(0, |part, byte| part << 8 | u64::from(*byte)),
        };
        part |= SMALL;
        if left < 8 {
            part &= (1 << (8 * left)) - 1;
        }
        sum = (sum.rotate_left(23) ^ part).wrapping_mul(SPREAD);
        at += 8;
    }
    sum ^ sum >> 31
}

/// The last words that were met, as runs that end with the latest one.
#[derive(Clone, Default)]
pub(super) struct Runs {
    /// The latest word, the one before and so on.
    words: [u64; RUN],
    /// Where each of them begins.
    starts: [usize; RUN],
    /// All of them as one number.
    run: u64,
    count: usize,
}

impl Runs {
    /// Adds the next word.
    #[inline]
    pub(super) fn push(&mut self, word: &Word) {
        // The oldest word was multiplied once for each that came after it.
        const OLDEST: u64 = SPREAD.wrapping_pow(RUN as u32 - 1);
        let oldest = self.words[RUN - 1].wrapping_mul(OLDEST);
        self.run = self.run.wrapping_sub(oldest).wrapping_mul(SPREAD).wrapping_add(word.hash);
        self.words.copy_within(..RUN - 1, 1);
        self.starts.copy_within(..RUN - 1, 1);
        self.words[0] = word.hash;
        self.starts[0] = word.start;
        self.count += 1;
    }

    /// Forgets all words: what follows is something else.
    pub(super) fn clear(&mut self) {
        self.words = [0; RUN];
        self.run = 0;
        self.count = 0;
    }

    /// The last [`RUN`] words as one number; `None` where there were fewer.
    #[inline]
    pub(super) fn last_run(&self) -> Option<u64> {
        (self.count >= RUN).then_some(self.run)
    }

    /// The last `length` words as one number, fewer than [`RUN`]; `None` where there were not so many.
    #[inline]
    pub(super) fn last(&self, length: usize) -> Option<u64> {
        let words = self.words[..length].iter().rev();
        (self.count >= length).then(|| words.fold(0, |run: u64, word| run.wrapping_mul(SPREAD).wrapping_add(*word)))
    }

    /// Where the last `length` words begin.
    pub(super) fn start(&self, length: usize) -> usize {
        self.starts[length - 1]
    }
}

/// A short text as words and as numbers.
pub(super) struct Whole {
    /// All its words.
    pub(super) number: u64,
    /// The last two of them.
    pub(super) last: u64,
    pub(super) count: usize,
}

/// A short text as one number, with how many words it has.
pub(super) fn whole(text: &str) -> Whole {
    let mut whole = Whole { number: 0, last: 0, count: 0 };
    let mut runs = Runs::default();
    for word in Words::new(text) {
        runs.push(&word);
        whole.number = whole.number.wrapping_mul(SPREAD).wrapping_add(word.hash);
        whole.count += 1;
    }
    whole.last = runs.last(2).unwrap_or_default();
    whole
}

/// Every run of [`RUN`] words of a text that is one passage, and where it stands.
pub(super) fn passages(text: &str, mut found: impl FnMut(u64, Range<usize>)) {
    let mut runs = Runs::default();
    let mut end = 0;
    for word in Words::new(text) {
        if is_broken(&text[end..], word.start - end) {
            runs.clear();
        }
        runs.push(&word);
        end = word.end;
        if let Some(run) = runs.last_run() {
            found(run, runs.start(RUN)..word.end);
        }
    }
}

/// Whether two words stand in several things, not in one passage: a page and the title of the next one may say them in a
/// row. `rest` begins behind the first word, and the second one follows after `gap` bytes.
fn is_broken(rest: &str, gap: usize) -> bool {
    let between = &rest.as_bytes()[..gap];
    if gap <= 1 && !between.iter().any(|byte| is_mark(*byte)) {
        return false;
    }
    let starts_anew = |at: usize| {
        let next = rest.as_bytes()[at + 1..].iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        next.is_none_or(|next| matches!(next, b'\n' | b'-' | b'*' | b':' | b'`'))
    };
    between.iter().enumerate().any(|(at, byte)| is_mark(*byte) || *byte == b'\n' && starts_anew(at))
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'|' | b'[' | b']' | b'(' | b')' | b'{' | b'}' | b'<' | b'>' | b'=' | b'#')
}

/// Whether nothing but what may stand within a name stands in a text.
pub(super) fn is_one_name(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_alphanumeric()
            || is_unseen(c)
            || is_combining_mark(c)
            || matches!(
                c,
                ' ' | '\u{A0}' | '-' | '_' | '.' | ',' | '&' | '\'' | '\u{2019}' | ':' | '/' | '+' | '\u{2013}'
            )
    })
}
