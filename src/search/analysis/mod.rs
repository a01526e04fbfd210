//! Text analysis: the words of a text, as both the index and a query see them.
//!
//! Owns what a word is, how it is folded and which stemmer a language has. The script of the search box holds the same
//! rules in JavaScript (`js/lib/search/analysis.js`); `tests/fixtures/analysis` holds the two together. Knows nothing of
//! pages, indexes or files.

mod fold;
mod readings;
mod scan;
mod stem;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use scan::{Atom, Kind};

pub use fold::fold;
pub use stem::LANGUAGES;

/// The version of these rules. An index and the script that asks it must agree in it.
pub const VERSION: u32 = 2;

/// The most characters (code points) of a word that are kept; the rest is cut off.
pub const MAX_CHARS: usize = 48;

/// The most parts of a hyphenated word that are also read as one word.
const MAX_PARTS: usize = 4;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word in lower case, without accents, at most [`MAX_CHARS`] code points.
    pub surface: String,
    /// What the language's stemmer makes of the surface; the surface itself in a language that has none.
    pub stem: String,
    /// The place of the word in the text, from 0. Never smaller than that of the token before; several readings of one
    /// word share theirs.
    pub position: u32,
    /// Where the word starts in the text, in bytes.
    pub start: usize,
    /// Where the word ends in the text, in bytes.
    pub end: usize,
    /// A further reading of a word (`followup` of "follow-up"): indexed, so that it is found, and left out of a query,
    /// whose plain words say the same.
    pub extra: bool,
}

/// A word of a text as it is found: a [`Token`] without its stem, and borrowed.
pub(super) struct Word<'w> {
    pub(super) surface: &'w str,
    pub(super) position: u32,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) extra: bool,
}

/// What finding words needs again and again; worth keeping from one text to the next.
#[derive(Default)]
pub(super) struct Scratch {
    atoms: Vec<Atom>,
    surface: String,
}

/// Splits texts of one language into words.
#[derive(Clone, Copy)]
pub struct Analyzer {
    stemmer: Option<frostem::Stemmer>,
}

impl Analyzer {
    /// The analyzer of a language, by its BCP 47 tag (`en`, `en-GB`). A language outside [`LANGUAGES`] is not stemmed.
    pub fn new(language: &str) -> Self {
        Self { stemmer: stem::algorithm(language).map(frostem::Stemmer::new) }
    }

    /// The name of the stemmer, such as `english`; `none` without one. The script must use the one of this name.
    pub fn stemmer(&self) -> &'static str {
        self.stemmer.as_ref().map_or("none", |stemmer| stemmer.algorithm().name())
    }

    /// The words of `text`, in order, with every further reading: what an index keeps.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        // Texts repeat their words, and stemming is the dear part.
        let mut stems: HashMap<String, String> = HashMap::new();
        each_word(text, &mut Scratch::default(), |word| {
            let stem = match stems.get(word.surface) {
                Some(stem) => stem.clone(),
                None => {
                    let stem = self.stem(word.surface);
                    stems.insert(word.surface.to_owned(), stem.clone());
                    stem
                }
            };
            let Word { surface, position, start, end, extra } = word;
            tokens.push(Token { surface: surface.to_owned(), stem, position, start, end, extra });
        });
        tokens
    }

    /// The words of a query: those of [`tokens`](Self::tokens) without further readings.
    pub fn query(&self, text: &str) -> Vec<Token> {
        self.tokens(text).into_iter().filter(|token| !token.extra).collect()
    }

    /// What the stemmer makes of a folded word.
    pub fn stem(&self, surface: &str) -> String {
        self.stemmer.as_ref().map_or_else(|| surface.to_owned(), |stemmer| stemmer.stem(surface).into_owned())
    }
}

/// Gives every word of `text` to `take`, in order, further readings too. The rules are the same in every language.
pub(super) fn each_word(text: &str, scratch: &mut Scratch, take: impl FnMut(Word<'_>)) {
    let Scratch { atoms, surface } = scratch;
    scan::atoms(text, atoms);
    let mut words = Words { text, position: 0, surface, take };
    let mut from = 0;
    while from < atoms.len() {
        from += match atoms[from].kind {
            Kind::Unspaced => words.pairs(&atoms[from..]),
            Kind::Word if scan::stands_alone(text, &atoms[from]) => words.alone(&atoms[from]),
            Kind::Word => words.chain(&atoms[from..]),
        };
    }
}

/// The words of one text, as they are found.
struct Words<'a, F> {
    text: &'a str,
    position: u32,
    surface: &'a mut String,
    take: F,
}

impl<F: FnMut(Word<'_>)> Words<'_, F> {
    /// Adds a word at a place that is `ahead` of the next free one.
    fn add(&mut self, surface: &str, (start, end): (usize, usize), ahead: usize, extra: bool) {
        let surface = cut(surface);
        if !surface.is_empty() {
            let ahead = u32::try_from(ahead).unwrap_or(u32::MAX);
            (self.take)(Word { surface, position: self.position.saturating_add(ahead), start, end, extra });
        }
    }

    fn advance(&mut self, places: usize) {
        self.position = self.position.saturating_add(u32::try_from(places).unwrap_or(u32::MAX));
    }

    /// Adds a word of ASCII letters and digits that touches nothing: most words of most texts.
    fn alone(&mut self, atom: &Atom) -> usize {
        self.surface.clear();
        self.surface.push_str(&self.text[atom.start..atom.end]);
        self.surface.make_ascii_lowercase();
        let word = Word {
            surface: cut(self.surface),
            position: self.position,
            start: atom.start,
            end: atom.end,
            extra: false,
        };
        (self.take)(word);
        if let Some(amount) = readings::amount(self.surface) {
            self.add(&amount, (atom.start, atom.end), 0, true);
        }
        self.advance(1);
        1
    }

    /// Adds the pairs of neighbouring characters of a run written without spaces, or its only character.
    fn pairs(&mut self, atoms: &[Atom]) -> usize {
        let run = atoms.iter().take_while(|atom| atom.kind == Kind::Unspaced).enumerate();
        let count = run.take_while(|(at, atom)| *at == 0 || atoms[at - 1].end == atom.start).count();
        let run = &atoms[..count];
        let step = count.min(2);
        for pair in run.windows(step) {
            let range = (pair[0].start, pair[step - 1].end);
            self.add(&fold(&self.text[range.0..range.1]), range, 0, false);
            self.advance(1);
        }
        count
    }

    /// Adds a part of a chain, and how else it can be read.
    fn part(&mut self, part: &scan::Part, ahead: usize, is_extra: bool) {
        let range = (part.start, part.end);
        let surface = part.surface.as_str();
        let bare = readings::without_article(surface).unwrap_or(surface);
        self.add(bare, range, ahead, is_extra);
        let letter = readings::in_brackets(self.text, part.end);
        let others = [
            bare.strip_prefix('.').map(str::to_owned),
            readings::amount(bare),
            letter.map(|letter| format!("{bare}{letter}")),
        ];
        for other in others.iter().flatten() {
            self.add(other, range, ahead, true);
        }
    }

    /// Adds a word, or several that stand together without a space (`follow-up`, `Node.js`, `R&D`, `187,500`).
    fn chain(&mut self, atoms: &[Atom]) -> usize {
        let (parts, count) = scan::parts(self.text, atoms);
        let range = (parts[0].start, parts[parts.len() - 1].end);
        let joined: String = parts.iter().map(|part| part.surface.as_str()).collect();
        // "e-mail" is "email" and not an "e" beside a "mail"; "follow-up" is first of all two words.
        let is_one = parts.len() > 1 && scan::is_letter(&parts[0].surface);
        let is_number = |part: &scan::Part| part.surface.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if parts.len() > 1 && parts.len() <= MAX_PARTS && !parts.iter().all(is_number) || is_one {
            self.add(&joined, range, 0, !is_one);
        }
        for (at, part) in parts.iter().enumerate() {
            self.part(part, if is_one { 0 } else { at }, is_one);
        }
        self.advance(if is_one { 1 } else { parts.len() });
        count
    }
}

/// A word without what is too much of it.
fn cut(surface: &str) -> &str {
    if surface.len() <= MAX_CHARS {
        return surface;
    }
    surface.char_indices().nth(MAX_CHARS).map_or(surface, |(end, _)| &surface[..end])
}
