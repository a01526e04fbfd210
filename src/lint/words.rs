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

/// What parts sentences, so that no phrase spans it.
const MARKS: [char; 6] = ['.', '?', '!', ';', ':', '\n'];

/// The words of a text in their order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut parted = false;
    let mut open = false;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        if letter.is_alphanumeric() {
            if !open {
                words.push(Word { folded: String::new(), range: at..end, parted });
                (open, parted) = (true, false);
            }
            if let Some(word) = words.last_mut() {
                word.folded.extend(letter.to_lowercase());
                word.range.end = end;
            }
            continue;
        }
        let joins =
            open && matches!(letter, '\'' | '’') && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if let (true, Some(word)) = (joins, words.last_mut()) {
            word.folded.push('\'');
            word.range.end = end;
            continue;
        }
        // A soft hyphen shows nothing, so that it parts nothing.
        if letter == '\u{ad}' {
            continue;
        }
        open = false;
        parted |= MARKS.contains(&letter);
    }
    words
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
