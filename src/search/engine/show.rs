//! What a result shows of its section's text, and how near the words of the query stand in it.

use std::collections::{BTreeMap, BTreeSet};

use super::query::Clause;
use crate::search::analysis::Analyzer;

/// How many words a snippet has.
const SNIPPET_WORDS: usize = 30;
/// How many of them may stand before the first word of the query.
const WORDS_BEFORE: usize = 5;

/// Each stem that a query looks for, and the words of the query it stands for, a bit each.
pub(super) type Wanted = BTreeMap<String, u32>;

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SnippetPart {
    /// The text.
    pub text: String,
    /// Whether it is a word of the query.
    pub mark: bool,
}

/// A word of a text; readings of the same word are one.
struct Span {
    start: usize,
    end: usize,
    place: u32,
    /// The words of the query it stands for.
    wanted: u32,
}

/// A section's text with the words of the query found in it.
pub(super) struct ReadText<'t> {
    text: &'t str,
    spans: Vec<Span>,
}

impl<'t> ReadText<'t> {
    pub(super) fn new(text: &'t str, wanted: &Wanted, analyzer: Analyzer) -> ReadText<'t> {
        let mut spans: Vec<Span> = Vec::new();
        for token in analyzer.tokens(text) {
            let bits = wanted.get(&token.stem).copied().unwrap_or_default();
            match spans.last_mut().filter(|last| token.start < last.end) {
                Some(last) => {
                    last.wanted |= bits;
                    last.end = last.end.max(token.end);
                }
                None => {
                    spans.push(Span { start: token.start, end: token.end, place: token.position, wanted: bits });
                }
            }
        }
        ReadText { text, spans }
    }

    /// How near the words stand, from 0 to 1: 1 when all `words` of the query follow each other.
    pub(super) fn nearness(&self, words: u32) -> f64 {
        let all = self.spans.iter().fold(0, |all, span| all | span.wanted);
        let found = all.count_ones();
        if found < 2 {
            return 0.0;
        }
        let hits: Vec<&Span> = self.spans.iter().filter(|span| span.wanted > 0).collect();
        let (mut shortest, mut first, mut counts) = (u32::MAX, 0, [0u32; 32]);
        let mut missing = all;
        for last in &hits {
            for bit in bits(last.wanted) {
                counts[bit] += 1;
                missing &= !(1 << bit);
            }
            while missing == 0 {
                shortest = shortest.min(last.place - hits[first].place);
                for bit in bits(hits[first].wanted) {
                    counts[bit] -= 1;
                    missing |= u32::from(counts[bit] == 0) << bit;
                }
                first += 1;
            }
        }
        let least = found - 1;
        let least = f64::from(least);
        least / f64::from(shortest).max(least) * least / f64::from(words.max(found) - 1)
    }

    /// The part of the text that holds the most of the query.
    pub(super) fn snippet(&self) -> Vec<SnippetPart> {
        let count = self.spans.len();
        let mut best = (0, 0);
        for at in (0..count).filter(|at| self.spans[*at].wanted > 0) {
            let window = &self.spans[at..count.min(at + SNIPPET_WORDS - WORDS_BEFORE)];
            let distinct = window.iter().fold(0, |all, span| all | span.wanted).count_ones() as usize;
            let hits = window.iter().filter(|span| span.wanted > 0).count();
            let worth = distinct * 100 + hits;
            if worth > best.0 {
                best = (worth, at);
            }
        }
        let last_start = count.saturating_sub(SNIPPET_WORDS);
        let from = best.1.saturating_sub(WORDS_BEFORE).min(last_start);
        let to = count.min(from + SNIPPET_WORDS);
        self.parts(from, to)
    }

    fn parts(&self, from: usize, to: usize) -> Vec<SnippetPart> {
        let mut parts: Vec<SnippetPart> = Vec::new();
        let mut add = |text: &str, mark: bool| {
            if text.is_empty() {
                return;
            }
            let text = in_one_line(text);
            match parts.last_mut().filter(|last| last.mark == mark) {
                Some(last) => last.text.push_str(&text),
                None => parts.push(SnippetPart { text, mark }),
            }
        };
        let mut at = if from == 0 { 0 } else { self.spans[from].start };
        if from > 0 {
            add("… ", false);
        }
        for span in &self.spans[from..to] {
            add(&self.text[at..span.start], false);
            add(&self.text[span.start..span.end], span.wanted > 0);
            at = span.end;
        }
        if to == self.spans.len() {
            add(&self.text[at..], false);
        } else {
            add(" …", false);
        }
        parts
    }
}

/// Lines that are no sentences, such as facts and rows, stand apart.
fn in_one_line(text: &str) -> String {
    let mut line = String::new();
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\n' if matches!(before, '.' | '?' | '!' | ':') => line.push(' '),
            '\n' => line.push_str(" · "),
            c => line.push(c),
        }
        before = c;
    }
    line
}

/// How many words and phrases of the query stand in the texts as they were `typed`, and not in another form.
pub(super) fn said_as_typed(texts: &[&String], typed: &[Clause], analyzer: Analyzer) -> u32 {
    let said: BTreeSet<String> =
        texts.iter().flat_map(|text| analyzer.tokens(text)).map(|token| token.surface).collect();
    let stands = |clause: &&Clause| clause.words.iter().all(|word| said.contains(&word.surface));
    typed.iter().filter(stands).count().try_into().unwrap_or(u32::MAX)
}

fn bits(wanted: u32) -> impl Iterator<Item = usize> {
    (0..32).filter(move |bit| wanted >> bit & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'t>(text: &'t str, words: &[&str]) -> ReadText<'t> {
        let wanted = words.iter().enumerate().map(|(at, word)| ((*word).to_owned(), 1 << at)).collect();
        ReadText::new(text, &wanted, Analyzer::new("en"))
    }

    #[test]
    fn words_that_follow_each_other_are_nearest() {
        let check =
            |text: &str, expected: f64| assert_eq!(read(text, &["a1", "b2", "c3"]).nearness(3), expected, "{text}");
        check("a1 b2 c3", 1.0);
        check("c3 x b2 x a1", 0.5);
        check("a1 x x x x b2 x c3 x a1 b2 c3 x", 1.0);
        check("a1 b2", 0.5);
        check("a1 a1", 0.0);
        check("", 0.0);
    }

    #[test]
    fn words_in_the_form_in_which_they_were_typed_count() {
        let typed = crate::search::engine::query::parse("checks \"notice pay\"", Analyzer::new("en")).clauses;
        let count = |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            said_as_typed(&texts.iter().collect::<Vec<_>>(), &typed, Analyzer::new("en"))
        };
        let counts = [
            count(&["Pay notice checks"]),
            count(&["Checks", "the PAY", "notice"]),
            count(&["checked", "pays, pay, notice"]),
            count(&["notice"]),
        ];
        assert_eq!(counts, [2, 2, 1, 0]);
    }

    #[test]
    fn a_snippet_shows_most_of_the_query() {
        let show = |parts: Vec<SnippetPart>| {
            let part = |part: SnippetPart| if part.mark { format!("[{}]", part.text) } else { part.text };
            parts.into_iter().map(part).collect::<String>()
        };
        assert_eq!(show(read("Hiring is\nnot easy.", &["easi"]).snippet()), "Hiring is · not [easy].");
        let long = format!("{}offer {}offers and pay, {}", "x ".repeat(50), "y ".repeat(50), "z ".repeat(50));
        let shown = show(read(&long, &["offer", "pay"]).snippet());
        assert!(shown.starts_with("… y y y y y [offers] and [pay], z"), "{shown}");
        assert!(shown.ends_with("z …"), "{shown}");
        assert_eq!(show(read("", &["a"]).snippet()), "");
    }
}
