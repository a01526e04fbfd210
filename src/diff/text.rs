//! Sentences, and runs of words in them.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

/// How many words in a row say something of their own.
const RUN: usize = 5;

/// The sentences of a line.
pub(super) fn sentences(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, character) in line.char_indices() {
        let behind = at + character.len_utf8();
        let ends = matches!(character, '.' | '!' | '?') && line[behind..].starts_with(' ');
        // "e.g. this" and "1. that" go on.
        let short =
            line[from..at].rsplit(' ').next().is_some_and(|word| word.chars().count() < 3 || word.contains('.'));
        if ends && !short {
            found.push(line[from..behind].trim());
            from = behind;
        }
    }
    found.push(line[from..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// A sentence without what does not change what it says: capitals, marks, spaces.
pub(super) fn plain(sentence: &str) -> String {
    let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// How many words a plain sentence has.
pub(super) fn word_count(plain: &str) -> usize {
    plain.split(' ').filter(|word| !word.is_empty()).count()
}

/// The runs of words in a plain sentence, as numbers.
pub(super) fn runs(plain: &str) -> Vec<u64> {
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    words.windows(RUN).map(number).collect()
}

/// A text as a number, the same in every run of the program.
pub(super) fn number<T: Hash + ?Sized>(text: &T) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_their_marks() {
        assert_eq!(
            sentences("One thing. Another, e.g. this! A third"),
            ["One thing.", "Another, e.g. this!", "A third"]
        );
        assert_eq!(sentences("Pay is 1.5 times more."), ["Pay is 1.5 times more."]);
        assert_eq!(sentences(" "), [""; 0]);
        assert_eq!(plain("  The “Offer”, £120,000! "), "the offer 120 000");
        assert_eq!(runs("a b c d e f").len(), 2);
    }
}
