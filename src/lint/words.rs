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
    cut::<Plain>(text).map(fold).collect()
}

/// What texts are cut into words by.
pub trait Cut {
    /// Whether words are made of it.
    fn is_letter(letter: char) -> bool;

    /// Whether it does not part a word where it stands between two letters.
    fn joins(letter: char) -> bool;

    /// The words of a text, as they are written, and where each begins.
    fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
        cut::<Self>(text).map(|(range, _)| (range.start, &text[range]))
    }
}

/// Letters and digits, joined by apostrophes.
#[derive(Debug)]
pub struct Plain;

impl Cut for Plain {
    fn is_letter(letter: char) -> bool {
        letter.is_alphanumeric()
    }

    fn joins(letter: char) -> bool {
        APOSTROPHES.contains(&letter)
    }
}

/// The bytes of each word, and whether a mark that parts sentences stands before it.
fn cut<C: Cut + ?Sized>(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (mut parted, mut range) = (false, 0..0);
        while range.is_empty() {
            let (at, letter) = letters.next()?;
            if C::is_letter(letter) {
                range = at..at + letter.len_utf8();
            } else {
                parted |= MARKS.contains(&letter);
            }
        }
        while let Some((at, letter)) = letters.peek().copied() {
            let end = at + letter.len_utf8();
            let joins = || C::joins(letter) && text[end..].starts_with(C::is_letter);
            if C::is_letter(letter) || joins() {
                range.end = end;
            } else if letter != SOFT_HYPHEN {
                break;
            }
            letters.next();
        }
        Some((range, parted))
    })
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
