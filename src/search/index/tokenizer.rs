//! Our text analysis as a tokenizer of tantivy, which also keeps count of the words it sees.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::search::analysis::{self, Analyzer};

/// Words as they are written, folded, and how often they were seen.
#[derive(Default)]
pub(super) struct Seen(HashMap<String, u32>);

impl Seen {
    /// The words that can be meant by a misspelt one: at least three letters, and no number.
    pub(super) fn into_words(seen: &Mutex<Seen>) -> Vec<(String, u32)> {
        let words = std::mem::take(&mut seen.lock().unwrap_or_else(PoisonError::into_inner).0);
        let is_word = |word: &str| word.chars().nth(2).is_some() && word.starts_with(char::is_alphabetic);
        words.into_iter().filter(|(word, _)| is_word(word)).collect()
    }
}

/// Splits the text of a section.
#[derive(Clone)]
pub(super) struct SectionTokenizer {
    analyzer: Analyzer,
    seen: Arc<Mutex<Seen>>,
}

impl SectionTokenizer {
    pub(super) fn new(analyzer: Analyzer) -> SectionTokenizer {
        SectionTokenizer { analyzer, seen: Arc::default() }
    }

    /// What it has seen so far.
    pub(super) fn seen(&self) -> Arc<Mutex<Seen>> {
        Arc::clone(&self.seen)
    }
}

impl Tokenizer for SectionTokenizer {
    type TokenStream<'a> = Words;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words {
        let tokens = self.analyzer.tokens(text);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        for token in &tokens {
            match seen.0.get_mut(&token.surface) {
                Some(count) => *count += 1,
                None => drop(seen.0.insert(token.surface.clone(), 1)),
            }
        }
        Words { tokens: tokens.into_iter(), token: Token::default() }
    }
}

/// The words of one text.
pub(super) struct Words {
    tokens: std::vec::IntoIter<analysis::Token>,
    token: Token,
}

impl TokenStream for Words {
    fn advance(&mut self) -> bool {
        let Some(next) = self.tokens.next() else { return false };
        self.token = Token {
            offset_from: next.start,
            offset_to: next.end,
            position: next.position as usize,
            text: next.stem,
            position_length: 1,
        };
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
