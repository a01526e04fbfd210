//! How easy a text is to read, by the formula of Flesch and those made after it.

use super::words::words;
use super::{Block, BlockIs};

/// What a text measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// How many words there are.
    pub words: u32,
    /// How many sentences.
    pub sentences: u32,
    /// How many syllables.
    pub syllables: u32,
    /// The words of the longest sentence.
    pub longest: u32,
    /// How many words have three syllables or more.
    pub long_words: u32,
}

impl Reading {
    /// Of the paragraphs and items; a sentence ends at `.`, `?` or `!` before a blank, and with its block.
    pub fn of(blocks: &[Block]) -> Reading {
        let mut reading = Reading { words: 0, sentences: 0, syllables: 0, longest: 0, long_words: 0 };
        for block in blocks.iter().filter(|block| matches!(block.is, BlockIs::Text | BlockIs::Item)) {
            for sentence in sentences(&block.text) {
                let words = words(sentence);
                let count = u32::try_from(words.len()).unwrap_or(u32::MAX);
                reading.words += count;
                reading.sentences += u32::from(count > 0);
                for syllables in words.iter().map(|word| syllables(&word.folded)) {
                    reading.syllables += syllables;
                    reading.long_words += u32::from(syllables > 2);
                }
                reading.longest = reading.longest.max(count);
            }
        }
        reading
    }

    /// From about 0, hard, to 100, easy. The three numbers are the constant, and the weights of the words a sentence and
    /// of the syllables a word.
    pub(super) fn ease(&self, [constant, length, syllables]: [f64; 3]) -> f64 {
        constant - length * each(self.words, self.sentences) - syllables * each(self.syllables, self.words)
    }

    /// The reading ease by the formula of a language; `None` for one that has none.
    pub fn ease_in(&self, language: &str) -> Option<f64> {
        let language = language.split('-').next().unwrap_or("en").to_ascii_lowercase();
        let rule = super::find("reading-ease")?;
        rule.formula.get(&language).map(|formula| self.ease(*formula))
    }

    /// The grade of an American school that an English text asks for, by the formula of Flesch and Kincaid.
    pub fn grade(&self) -> f64 {
        0.39 * each(self.words, self.sentences) + 11.8 * each(self.syllables, self.words) - 15.59
    }
}

fn each(of: u32, whole: u32) -> f64 {
    f64::from(of) / f64::from(whole.max(1))
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
