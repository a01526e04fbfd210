//! Text as words with their places.

use std::borrow::Cow;
use std::ops::Range;

/// A word of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower case, a typographic apostrophe as a plain one.
    pub(super) folded: String,
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Whether a mark that parts sentences stands before it.
    pub(super) parted: bool,
}

/// It shows nothing, so that it parts nothing.
const SOFT_HYPHEN: char = '\u{ad}';

/// What parts sentences, so that no phrase spans it.
const MARKS: [char; 6] = ['.', '?', '!', ';', ':', '\n'];

/// What joins letters to one word where it stands between them.
const APOSTROPHES: [char; 2] = ['\'', '’'];

/// The words of a text in their order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let fold = |(range, parted): (Range<usize>, bool)| {
        let mut folded = String::with_capacity(range.len());
        for letter in text[range.clone()].chars() {
            match letter {
                letter if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
                letter if APOSTROPHES.contains(&letter) => folded.push('\''),
                _ => {}
            }
        }
        Word { folded, range, parted }
    };
    Cut::PLAIN.cut(text).map(fold).collect()
}

/// What texts are cut into words by.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    /// Which characters words are made of.
    pub letters: fn(char) -> bool,
    /// Which do not part a word where they stand between two of them.
    pub joins: fn(char) -> bool,
}

impl Cut {
    /// Letters and digits, joined by apostrophes.
    pub const PLAIN: Cut = Cut { letters: char::is_alphanumeric, joins: |letter| APOSTROPHES.contains(&letter) };

    /// The words of a text, as they are written, and where each begins.
    pub fn words(self, text: &str) -> impl Iterator<Item = (usize, &str)> {
        self.cut(text).map(|(range, _)| (range.start, &text[range]))
    }

    /// The bytes of each word, and whether a mark that parts sentences stands before it.
    fn cut(self, text: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
        let mut letters = text.char_indices().peekable();
        std::iter::from_fn(move || {
            let (mut parted, mut range) = (false, 0..0);
            while range.is_empty() {
                let (at, letter) = letters.next()?;
                parted |= MARKS.contains(&letter);
                if (self.letters)(letter) {
                    range = at..at + letter.len_utf8();
                }
            }
            while let Some((at, letter)) = letters.peek().copied() {
                let end = at + letter.len_utf8();
                let joins = || (self.joins)(letter) && text[end..].starts_with(self.letters);
                if (self.letters)(letter) || joins() {
                    range.end = end;
                } else if letter != SOFT_HYPHEN {
                    break;
                }
                letters.next();
            }
            Some((range, parted))
        })
    }
}

/// A word as it is read: a hyphen that does not show is no part of it.
pub fn shown(word: &str) -> Cow<'_, str> {
    if word.contains(SOFT_HYPHEN) { word.replace(SOFT_HYPHEN, "").into() } else { word.into() }
}

/// What opens a quotation, and what closes one.
const OPENS: [char; 6] = ['"', '“', '„', '«', '‘', '`'];
const CLOSES: [char; 6] = ['"', '”', '“', '»', '’', '`'];

/// Whether nothing but these bytes stands between quotation marks: a word that is named, and not used.
pub(super) fn is_named(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    before.is_some_and(|mark| OPENS.contains(&mark)) && after.is_some_and(|mark| CLOSES.contains(&mark))
}
