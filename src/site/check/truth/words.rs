//! Words of a sentence for the rules about what it says.

use crate::lint::{Cut, shown};

/// A word of a sentence: its bytes, and its letters in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) at: usize,
    pub(super) written: &'t str,
    pub(super) folded: String,
}

impl Word<'_> {
    fn is(&self, part: &str) -> bool {
        self.folded == part || part == "_" || part.strip_suffix('*').is_some_and(|start| self.folded.starts_with(start))
    }
}

/// Signs of currencies and of percent belong to words; all but blanks, slashes and dashes joins them.
struct WithFigures;

impl Cut for WithFigures {
    fn is_letter(letter: char) -> bool {
        letter.is_alphanumeric() || "%$£€".contains(letter)
    }

    fn joins(letter: char) -> bool {
        !letter.is_whitespace() && !matches!(letter, '/' | '–' | '—' | '…')
    }
}

/// The words and numbers of a text; marks at their ends do not belong to them.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let folded = |written| {
        let lower = shown(written).to_lowercase();
        if lower.contains('’') { lower.replace('’', "'") } else { lower }
    };
    WithFigures::words(text).map(|(at, written)| Word { at, written, folded: folded(written) }).collect()
}

/// Whether these words stand in a row somewhere.
pub(super) fn holds(words: &[Word<'_>], phrase: &str) -> bool {
    find(words, phrase).is_some()
}

/// Where these words stand in a row first. `_` is any word, `word*` one that begins so.
pub(super) fn find(words: &[Word<'_>], phrase: &str) -> Option<usize> {
    let (first, others) = phrase.split_once(' ').map_or((phrase, None), |(first, others)| (first, Some(others)));
    (0..words.len()).find(|at| {
        let mut following = words[at + 1..].iter();
        let follows = |part| following.next().is_some_and(|word| word.is(part));
        words[*at].is(first) && others.is_none_or(|others| others.split(' ').all(follows))
    })
}

/// Whether any of the phrases stands there.
pub(super) fn any(words: &[Word<'_>], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| holds(words, phrase))
}
