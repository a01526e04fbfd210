//! Text as words with their places.

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
pub(super) const APOSTROPHES: [char; 2] = ['\'', '’'];

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
    cut(text, &APOSTROPHES).map(fold).collect()
}

/// The words of a text, as they are written. Marks of `joins` do not part them where they stand between two letters.
pub fn written<'t>(text: &'t str, joins: &'t [char]) -> impl Iterator<Item = &'t str> {
    cut(text, joins).map(|(range, _)| &text[range])
}

/// The bytes of each word, and whether a mark that parts sentences stands before it.
fn cut<'t>(text: &'t str, joins: &'t [char]) -> impl Iterator<Item = (Range<usize>, bool)> + 't {
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (mut parted, mut range) = (false, 0..0);
        while range.is_empty() {
            let (at, letter) = letters.next()?;
            parted |= MARKS.contains(&letter);
            if letter.is_alphanumeric() {
                range = at..at + letter.len_utf8();
            }
        }
        while let Some((at, letter)) = letters.peek().copied() {
            let end = at + letter.len_utf8();
            let joins = || joins.contains(&letter) && text[end..].starts_with(char::is_alphanumeric);
            if letter.is_alphanumeric() || joins() {
                range.end = end;
            } else if letter != SOFT_HYPHEN {
                break;
            }
            letters.next();
        }
        Some((range, parted))
    })
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
