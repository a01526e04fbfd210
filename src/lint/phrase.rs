//! Phrases, and where they stand among words.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::words::Word;

/// What one word of a phrase stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Is(String),
    Begins(String),
    Number,
    Any,
}

/// Phrases, found by their first word.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    by_first: HashMap<String, Vec<Vec<Part>>>,
    others: Vec<Vec<Part>>,
    signs: Vec<(String, bool)>,
}

/// The numbers that a language has words for.
pub(super) type Numbers = BTreeMap<String, u32>;

impl Phrases {
    /// Phrases as the table writes them.
    pub(super) fn new<'w>(written: impl IntoIterator<Item = &'w String>) -> Phrases {
        let mut phrases = Phrases::default();
        for phrase in written {
            let parts: Vec<Part> = phrase.split(' ').map(part).collect();
            // Its longest word stands for the phrase: it is the rarest.
            let words = parts.iter().filter_map(|part| match part {
                Part::Is(word) => Some((word.clone(), false)),
                Part::Begins(word) => Some((word.clone(), true)),
                Part::Number | Part::Any => None,
            });
            phrases.signs.extend(words.max_by_key(|(word, _)| word.len()));
            match parts.first() {
                Some(Part::Is(first)) => phrases.by_first.entry(first.clone()).or_default().push(parts),
                Some(_) => phrases.others.push(parts),
                None => {}
            }
        }
        phrases
    }

    /// A word of each phrase, without which it cannot stand in a text, and whether a word may go on behind it.
    pub(super) fn signs(&self) -> &[(String, bool)] {
        &self.signs
    }

    /// How many words the longest phrase takes that begins at `at`.
    pub(super) fn at(&self, words: &[Word], at: usize, numbers: &Numbers) -> Option<usize> {
        let named = self.by_first.get(&words[at].folded).into_iter().flatten();
        let fits = |parts: &&Vec<Part>| {
            parts.len() <= words.len() - at
                && parts
                    .iter()
                    .zip(&words[at..])
                    .enumerate()
                    .all(|(index, (part, word))| (index == 0 || !word.parted) && part.takes(&word.folded, numbers))
        };
        named.chain(&self.others).filter(fits).map(Vec::len).max()
    }

    /// Where the longest phrases stand, one behind the other, as ranges of words.
    pub(super) fn all(&self, words: &[Word], numbers: &Numbers) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.at(words, at, numbers) {
                Some(length) => {
                    found.push(at..at + length);
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether one of them ends right before the word at `end`.
    pub(super) fn end_at(&self, words: &[Word], end: usize, numbers: &Numbers) -> Option<Range<usize>> {
        (0..end)
            .find(|at| self.at(&words[..end], *at, numbers).is_some_and(|length| at + length == end))
            .map(|at| at..end)
    }
}

fn part(word: &str) -> Part {
    match (word, word.strip_suffix('*')) {
        ("#", _) => Part::Number,
        ("_", _) => Part::Any,
        (_, Some(beginning)) => Part::Begins(beginning.to_owned()),
        (word, None) => Part::Is(word.to_owned()),
    }
}

impl Part {
    fn takes(&self, word: &str, numbers: &Numbers) -> bool {
        match self {
            Part::Is(own) => own == word,
            Part::Begins(beginning) => word.starts_with(beginning.as_str()),
            Part::Number => number(word, numbers).is_some(),
            Part::Any => true,
        }
    }
}

/// The number that a word is.
pub(super) fn number(word: &str, numbers: &Numbers) -> Option<u32> {
    word.parse().ok().filter(|_| word.bytes().all(|byte| byte.is_ascii_digit())).or_else(|| numbers.get(word).copied())
}
