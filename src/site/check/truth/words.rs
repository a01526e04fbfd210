//! Words of a sentence for the rules about what it says.

use crate::lint::{Cut, shown};

/// A word of a sentence: its bytes, and its letters in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) at: usize,
    pub(super) written: &'t str,
    pub(super) folded: String,
}

/// Signs of currencies and of percent belong to words; all but blanks, slashes and dashes joins them.
const CUT: Cut = Cut {
    letters: |c| c.is_alphanumeric() || "%$£€".contains(c),
    joins: |c| !c.is_whitespace() && !matches!(c, '/' | '–' | '—' | '…'),
};

/// The words and numbers of a text; marks at their ends do not belong to them.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let word = |(at, written)| Word { at, written, folded: shown(written).to_lowercase().replace('’', "'") };
    CUT.words(text).map(word).collect()
}

/// Whether these words stand in a row somewhere.
pub(super) fn holds(words: &[Word<'_>], phrase: &str) -> bool {
    find(words, phrase).is_some()
}

/// Where these words stand in a row first. `_` is any word, `word*` one that begins so.
pub(super) fn find(words: &[Word<'_>], phrase: &str) -> Option<usize> {
    let count = phrase.split(' ').count();
    words.windows(count).position(|row| {
        phrase.split(' ').zip(row).all(|(part, word)| match part.strip_suffix('*') {
            Some(beginning) => word.folded.starts_with(beginning),
            None => part == "_" || part == word.folded,
        })
    })
}

/// Whether any of the phrases stands there.
pub(super) fn any(words: &[Word<'_>], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| holds(words, phrase))
}
