//! Our text analysis as a tokenizer of tantivy, which also keeps count of the words it sees.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::search::analysis::{self, Analyzer, Scratch};

/// A word as it is written, folded.
struct Written {
    stem: Box<str>,
    /// How often it was seen.
    count: u32,
}

/// Every word of the texts so far, each stemmed once and numbered, and the words of the text that is being read.
#[derive(Default)]
pub(super) struct Lexicon {
    numbers: FxHashMap<Box<str>, u32>,
    written: Vec<Written>,
    found: Vec<Place>,
    scratch: Scratch,
}

/// Where a word stands in the text that is being read.
struct Place {
    number: u32,
    position: u32,
    start: usize,
    end: usize,
}

impl Lexicon {
    fn read(&mut self, text: &str, analyzer: &Analyzer) {
        let Lexicon { numbers, written, found, scratch } = self;
        found.clear();
        analysis::each_word(text, scratch, |word| {
            let number = match numbers.get(word.surface) {
                Some(&number) => {
                    written[number as usize].count += 1;
                    number
                }
                None => {
                    let number = u32::try_from(written.len()).expect("a site has fewer words than fit into its memory");
                    numbers.insert(word.surface.into(), number);
                    written.push(Written { stem: analyzer.stem(word.surface).into(), count: 1 });
                    number
                }
            };
            found.push(Place { number, position: word.position, start: word.start, end: word.end });
        });
    }

    /// The words that can be meant by a misspelt one, and how often they were seen: at least three letters, and no number.
    pub(super) fn into_words(lexicon: &Mutex<Lexicon>) -> Vec<(String, u32)> {
        let Lexicon { numbers, written, .. } = std::mem::take(&mut *lock(lexicon));
        let is_word = |word: &str| word.chars().nth(2).is_some() && word.starts_with(char::is_alphabetic);
        let words = numbers.into_iter().filter(|(word, _)| is_word(word));
        words.map(|(word, number)| (word.into(), written[number as usize].count)).collect()
    }
}

fn lock(lexicon: &Mutex<Lexicon>) -> MutexGuard<'_, Lexicon> {
    lexicon.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Splits the texts of sections.
#[derive(Clone)]
pub(super) struct SectionTokenizer {
    analyzer: Analyzer,
    lexicon: Arc<Mutex<Lexicon>>,
}

impl SectionTokenizer {
    pub(super) fn new(analyzer: Analyzer) -> SectionTokenizer {
        SectionTokenizer { analyzer, lexicon: Arc::default() }
    }

    /// What it has seen so far. Every field of an index has a copy of the tokenizer; they share it.
    pub(super) fn lexicon(&self) -> Arc<Mutex<Lexicon>> {
        Arc::clone(&self.lexicon)
    }
}

impl Tokenizer for SectionTokenizer {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        let mut lexicon = lock(&self.lexicon);
        lexicon.read(text, &self.analyzer);
        Words { lexicon, next: 0, token: Token::default() }
    }
}

/// The words of one text. A writer reads one text at a time, so that none waits for another's lexicon.
pub(super) struct Words<'a> {
    lexicon: MutexGuard<'a, Lexicon>,
    next: usize,
    token: Token,
}

impl TokenStream for Words<'_> {
    fn advance(&mut self) -> bool {
        let Some(place) = self.lexicon.found.get(self.next) else { return false };
        self.next += 1;
        self.token.offset_from = place.start;
        self.token.offset_to = place.end;
        self.token.position = place.position as usize;
        self.token.text.clear();
        self.token.text.push_str(&self.lexicon.written[place.number as usize].stem);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
