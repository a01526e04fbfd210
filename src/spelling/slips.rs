//! Slips of the pen and of the keyboard: which known word somebody meant who wrote one that is in no dictionary.
//!
//! New words are made every day, and most that no dictionary has are right. A word counts as a slip only where one letter
//! is missing, doubled, too many, one vowel for another, or two stand the wrong way round, and where it is not put together
//! from known words and endings.

use super::{Asks, built};

/// Words of fewer letters are told from others by the commonest ones alone.
const LONG: usize = 6;

const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

/// The commonest words that a slip in a short word is held against.
const COMMON: &[&str] = &[
    "the", "and", "that", "with", "have", "this", "from", "they", "will", "would", "there", "their", "what", "about",
    "which", "when", "make", "like", "time", "just", "know", "take", "into", "year", "your", "good", "some", "could",
    "them", "other", "than", "then", "only", "come", "over", "think", "also", "back", "after", "work", "first", "well",
    "even", "want", "these", "give", "most", "should", "where", "those", "while", "being", "before", "people", "team",
    "role", "every", "never", "right", "still", "under", "until", "without", "week", "month", "does", "doing", "needs",
    "must", "each", "more", "such", "very", "help", "hire", "apply", "offer", "level", "write",
];

/// Slips that look as if they were put together from other words.
const BUILT_WRONGLY: &[(&str, &str)] = &[
    ("untill", "until"),
    ("infact", "in fact"),
    ("aswell", "as well"),
    ("incase", "in case"),
    ("eachother", "each other"),
    ("publically", "publicly"),
];

/// The words one slip away from `word`, the likeliest kind of slip first. `letters` are those that may be missing.
fn near(word: &str, letters: &[char]) -> Vec<String> {
    let written: Vec<char> = word.chars().collect();
    let mut found = Vec::new();
    let mut note = |letters: Vec<char>| found.push(letters.into_iter().collect::<String>());
    for at in 1..written.len().saturating_sub(1) {
        let mut turned = written.clone();
        turned.swap(at, at + 1);
        note(turned);
    }
    // One letter of two that are the same is easily missed, and as easily typed.
    let doubled = |at: &usize| written[*at] == written[*at - 1];
    for at in (1..written.len()).filter(doubled) {
        note(without(&written, at));
    }
    for at in 1..written.len() {
        note(with(&written, at, written[at]));
    }
    for at in 1..=written.len() {
        letters.iter().for_each(|letter| note(with(&written, at, *letter)));
    }
    for at in (1..written.len()).filter(|at| VOWELS.contains(&written[*at])) {
        for vowel in VOWELS.iter().filter(|vowel| **vowel != written[at]) {
            let mut other = written.clone();
            other[at] = *vowel;
            note(other);
        }
    }
    for at in (1..written.len()).filter(|at| !doubled(at)) {
        note(without(&written, at));
    }
    found
}

fn without(letters: &[char], at: usize) -> Vec<char> {
    let (before, behind) = letters.split_at(at);
    [before, &behind[1..]].concat()
}

fn with(letters: &[char], at: usize, letter: char) -> Vec<char> {
    let (before, behind) = letters.split_at(at);
    [before, &[letter], behind].concat()
}

/// The word that `word` was most likely meant to be, where it is a slip. `word` is in lower case and not known.
///
/// `english` says whether words are put together as in English; elsewhere the dictionary itself knows that. `known` says
/// whether a word may stand somewhere, `is_word` whether it is one that people write in lower case.
pub(super) fn meant(
    word: &str,
    letters: &[char],
    english: bool,
    (known, is_word): (Asks<'_>, Asks<'_>),
) -> Option<String> {
    if word.chars().count() < LONG {
        return if english { common(word) } else { None };
    }
    if english {
        if let Some((_, right)) = BUILT_WRONGLY.iter().find(|(slip, _)| *slip == word) {
            return Some((*right).to_owned());
        }
        match built::of(word, known) {
            built::Built::Sound => return None,
            built::Built::Irregular(right) => return Some(right),
            built::Built::No => {}
        }
    }
    near(word, letters).into_iter().find(|near| is_word(near))
}

/// A common word with two letters turned, or with one missing.
fn common(word: &str) -> Option<String> {
    let written: Vec<char> = word.chars().collect();
    let turned = (0..written.len().saturating_sub(1)).map(|at| {
        let mut turned = written.clone();
        turned.swap(at, at + 1);
        turned.into_iter().collect::<String>()
    });
    let turned = turned.collect::<Vec<_>>();
    let lacks = |common: &&&str| {
        let whole: Vec<char> = common.chars().collect();
        whole.len() > 4
            && whole.len() == written.len() + 1
            && (1..whole.len() - 1).any(|at| without(&whole, at) == written)
    };
    let by_turn = COMMON.iter().find(|common| turned.iter().any(|turned| turned == **common));
    by_turn.or_else(|| COMMON.iter().find(lacks)).map(|common| (*common).to_owned())
}
