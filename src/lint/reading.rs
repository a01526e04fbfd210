//! How easy a text is to read, by the formula of Flesch and those made after it.

use super::words::{Cut, Plain};
use super::{Block, BlockIs};

/// What a text measures.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
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
    pub(super) fn of(blocks: &[Block]) -> Reading {
        let counted = blocks.iter().filter(|block| matches!(block.is, BlockIs::Text | BlockIs::Item));
        counted.map(|block| Reading::of_text(&block.text)).fold(Reading::default(), Reading::and)
    }

    /// Of a paragraph.
    pub fn of_text(text: &str) -> Reading {
        let mut reading = Reading::default();
        for sentence in sentences(text) {
            let mut count = 0;
            for (_, word) in Plain::words(sentence) {
                let syllables = syllables(word);
                count += 1;
                reading.syllables += syllables;
                reading.long_words += u32::from(syllables > 2);
            }
            reading.words += count;
            reading.sentences += u32::from(count > 0);
            reading.longest = reading.longest.max(count);
        }
        reading
    }

    /// Of both texts together.
    pub fn and(self, other: Reading) -> Reading {
        Reading {
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
            syllables: self.syllables + other.syllables,
            longest: self.longest.max(other.longest),
            long_words: self.long_words + other.long_words,
        }
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
    let (mut count, mut length, mut was_vowel) = (0, 0_usize, false);
    let mut last = ['\0'; 3];
    let mut next = |letter: char| {
        let vowel = is_vowel(letter);
        count += u32::from(vowel && !was_vowel);
        was_vowel = vowel;
        length += 1;
        last = [last[1], last[2], letter];
    };
    if word.is_ascii() {
        word.bytes().for_each(|letter| next(letter.to_ascii_lowercase().into()));
    } else {
        word.chars().filter(|letter| *letter != '\u{ad}').flat_map(char::to_lowercase).for_each(next);
    }
    let silent = length > 2 && last[2] == 'e' && last[1] != 'l' && !is_vowel(last[1]);
    if silent { count.max(2) - 1 } else { count.max(1) }
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'ü')
        || matches!(letter, 'á' | 'é' | 'í' | 'ó' | 'ú' | 'à' | 'è' | 'â' | 'ê' | 'î' | 'ô' | 'û' | 'ë' | 'ï')
}
