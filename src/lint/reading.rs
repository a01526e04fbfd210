//! How easy a text is to read, by the formula of Flesch and those made after it.

use super::words::words;
use super::{Block, BlockIs};

/// What a text measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reading {
    pub(super) words: u32,
    pub(super) sentences: u32,
    pub(super) syllables: u32,
    /// The words of the longest sentence.
    pub(super) longest: u32,
}

impl Reading {
    /// Of the paragraphs and items; a sentence ends at `.`, `?` or `!` before a blank, and with its block.
    pub(super) fn of(blocks: &[Block]) -> Reading {
        let mut reading = Reading { words: 0, sentences: 0, syllables: 0, longest: 0 };
        for block in blocks.iter().filter(|block| matches!(block.is, BlockIs::Text | BlockIs::Item)) {
            for sentence in sentences(&block.text) {
                let words = words(sentence);
                let count = u32::try_from(words.len()).unwrap_or(u32::MAX);
                reading.words += count;
                reading.sentences += u32::from(count > 0);
                reading.syllables += words.iter().map(|word| syllables(&word.folded)).sum::<u32>();
                reading.longest = reading.longest.max(count);
            }
        }
        reading
    }

    /// From about 0, hard, to 100, easy. The three numbers are the constant, and the weights of the words a sentence and
    /// of the syllables a word.
    pub(super) fn ease(&self, [constant, length, syllables]: [f64; 3]) -> f64 {
        let each = |of: u32, whole: u32| f64::from(of) / f64::from(whole.max(1));
        constant - length * each(self.words, self.sentences) - syllables * each(self.syllables, self.words)
    }
}

/// The text cut behind `.`, `?` or `!` before a blank.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(char::is_whitespace)
        .scan((0, 0), |(start, end), piece| {
            *end += piece.len();
            let word = piece.trim_end();
            if !word.ends_with(['.', '?', '!']) && *end < text.len() {
                return Some(None);
            }
            let sentence = &text[*start..*end];
            *start = *end;
            Some(Some(sentence))
        })
        .flatten()
}

/// Groups of vowels, without a silent `e` at the end; one at least.
fn syllables(word: &str) -> u32 {
    let is_vowel = |letter: char| "aeiouyäöüáéíóúàèâêîôûëï".contains(letter);
    let letters: Vec<char> = word.chars().collect();
    let groups = (0..letters.len()).filter(|at| is_vowel(letters[*at]) && (*at == 0 || !is_vowel(letters[*at - 1])));
    let mut count = u32::try_from(groups.count()).unwrap_or(u32::MAX);
    let silent = letters.len() > 2 && letters.ends_with(&['e']) && !letters.ends_with(&['l', 'e']);
    if silent && !is_vowel(letters[letters.len() - 2]) {
        count = count.saturating_sub(1);
    }
    count.max(1)
}
