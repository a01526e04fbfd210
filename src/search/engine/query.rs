//! What somebody typed, as words, phrases and facets. It must not know any index.

use crate::search::analysis::{Analyzer, Token};
use crate::search::format::facets::FACETS;

/// The most words and phrases of a query that count.
const MAX_CLAUSES: usize = 12;
/// The most characters of a query that are read.
const MAX_CHARS: usize = 400;

/// A query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Query {
    pub(super) clauses: Vec<Clause>,
    /// A facet's place in [`FACETS`], and a value's id.
    pub(super) facets: Vec<(usize, String)>,
}

/// A word or a phrase of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// One word, or the words of a phrase.
    pub(super) words: Vec<QueryWord>,
    /// Whether it was put in quotes: it has to be there as it is.
    pub(super) is_phrase: bool,
    /// Whether a `-` stands before it: it must not be there.
    pub(super) is_unwanted: bool,
    /// Whether it is a word that may go on: nothing follows it yet.
    pub(super) is_unfinished: bool,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QueryWord {
    pub(super) surface: String,
    pub(super) stem: String,
    /// Its place in a phrase, from 0.
    pub(super) place: u32,
}

/// Spaces, the same ones in JavaScript.
fn is_space(c: char) -> bool {
    c <= ' ' || matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{3000}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}

/// Reads a query.
pub(super) fn parse(text: &str, analyzer: Analyzer) -> Query {
    let chars: Vec<char> = text.chars().take(MAX_CHARS).collect();
    let mut query = Query::default();
    let mut at = 0;
    while at < chars.len() {
        if is_space(chars[at]) {
            at += 1;
            continue;
        }
        let is_unwanted = chars[at] == '-' && chars.get(at + 1).is_some_and(|next| !is_space(*next) && *next != '-');
        at += usize::from(is_unwanted);
        let is_phrase = is_quote(chars[at]);
        at += usize::from(is_phrase);
        let rest = &chars[at..];
        let ends = |c: &char| if is_phrase { is_quote(*c) } else { is_space(*c) || is_quote(*c) };
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let part: String = rest[..length].iter().collect();
        at += length + usize::from(is_phrase);
        let is_last = at >= chars.len() && !is_phrase;
        match facet(&part).filter(|_| !is_phrase && !is_unwanted) {
            Some(facet) => query.facets.push(facet),
            None => add(&mut query.clauses, &part, is_phrase, is_unwanted, is_last, analyzer),
        }
    }
    query.clauses.truncate(MAX_CLAUSES);
    query
}

/// `role:ai-tech-lead` as a facet and its value.
fn facet(part: &str) -> Option<(usize, String)> {
    let (name, value) = part.split_once(':')?;
    let facet = FACETS.iter().position(|facet| *facet == name)?;
    (!value.is_empty()).then(|| (facet, value.to_lowercase()))
}

fn add(clauses: &mut Vec<Clause>, part: &str, is_phrase: bool, is_unwanted: bool, is_last: bool, analyzer: Analyzer) {
    let tokens = analyzer.query(part);
    if is_phrase || is_unwanted {
        if let Some(first) = tokens.first().map(|token| token.position) {
            let words = tokens.into_iter().map(|token| word(token, first)).collect();
            clauses.push(Clause { words, is_phrase, is_unwanted, is_unfinished: false });
        }
        return;
    }
    for token in tokens {
        let is_known = |clause: &Clause| {
            !clause.is_phrase && !clause.is_unwanted && clause.words.iter().all(|word| word.stem == token.stem)
        };
        if clauses.iter().any(is_known) {
            continue;
        }
        let is_unfinished = is_last && token.end == part.len();
        let first = token.position;
        clauses.push(Clause { words: vec![word(token, first)], is_phrase, is_unwanted, is_unfinished });
    }
}

fn word(token: Token, first: u32) -> QueryWord {
    QueryWord { surface: token.surface, stem: token.stem, place: token.position - first }
}

impl Query {
    /// Leaves out words that say little, unless nothing else is asked for.
    pub(super) fn without_common(mut self, common: &[String]) -> Query {
        let is_common = |clause: &Clause| {
            let plain = !clause.is_phrase && !clause.is_unwanted;
            plain && clause.words.iter().all(|word| common.contains(&word.stem))
        };
        if self.clauses.iter().any(|clause| !clause.is_unwanted && !is_common(clause)) {
            self.clauses.retain(|clause| !is_common(clause));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query in short: `-` unwanted, `"` phrase, `~` unfinished.
    fn shown(text: &str) -> String {
        let query = parse(text, Analyzer::new("en"));
        let query = query.without_common(&["the".to_owned(), "how".to_owned()]);
        let clauses = query.clauses.iter().map(|clause| {
            let words: Vec<&str> = clause.words.iter().map(|word| word.stem.as_str()).collect();
            let sign = if clause.is_unwanted { "-" } else { "" };
            let (quote, end) = (if clause.is_phrase { "\"" } else { "" }, if clause.is_unfinished { "~" } else { "" });
            format!("{sign}{quote}{}{quote}{end}", words.join(" "))
        });
        let facets = query.facets.iter().map(|(facet, id)| format!("[{} {id}]", FACETS[*facet]));
        clauses.chain(facets).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_query_is_words_phrases_and_facets() {
        assert_eq!(shown("Promote or hire"), "promot or hire~");
        assert_eq!(shown("promote "), "promot");
        assert_eq!(shown("the offer the"), "offer");
        assert_eq!(shown("how the"), "how the~");
        assert_eq!(shown("offers offer"), "offer");
        assert_eq!(shown("\"notice period\" -london kind:faq pay"), "\"notic period\" -london pay~ [kind faq]");
        assert_eq!(shown("“notice period”"), "\"notic period\"");
        assert_eq!(shown("-follow-up x"), "-follow up x~");
        assert_eq!(shown("\"open quo"), "\"open quo\"");
        assert_eq!(shown("- -- kind: \"\""), "kind");
        assert_eq!(shown(&"a1 b2 c3 d4 e5 f6 g7 ".repeat(9)).split(' ').count(), 7);
        assert_eq!(shown(""), "");
    }
}
