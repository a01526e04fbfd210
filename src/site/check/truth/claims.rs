//! `figure-conflict`: the same sentence with two figures on two pages. One of them is wrong, and readers find both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::prose::Paragraph;
use super::words::{Word, words};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::check::EveryPage;
use crate::site::gate::visible_text::VisibleText;

/// A sentence with one figure.
#[derive(Debug)]
pub(in crate::site) struct Claim {
    /// Its other words and its unit, in no order: what it is about.
    about: String,
    /// The figure, as all ways of writing it come to.
    figure: String,
    /// The figure as it is written.
    written: String,
    place: Place,
}

/// Words that a sentence can have or not, and still say the same.
static EMPTY: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    FxHashSet::from_iter([
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "with",
        "by",
        "and",
        "or",
        "is",
        "are",
        "be",
        "has",
        "have",
        "will",
        "can",
        "must",
        "should",
        "may",
        "shall",
        "do",
        "does",
        "we",
        "our",
        "us",
        "you",
        "your",
        "there",
        "about",
        "around",
        "approximately",
        "roughly",
        "usually",
        "normally",
        "typically",
        "generally",
        "always",
        "also",
        "currently",
        "now",
        "within",
        "after",
        "up",
        "get",
        "gets",
        "receive",
        "take",
        "takes",
        "last",
        "lasts",
        "as",
        "so",
        "then",
        "all",
        "any",
        "more",
        "than",
        "least",
        "most",
        "only",
        "just",
        "full",
        // What marks an invented figure.
        "example",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "und",
        "oder",
        "mit",
        "von",
        "im",
        "am",
        "zu",
        "ist",
        "sind",
        "wird",
        "werden",
        "haben",
    ])
});

/// Words that point to something which another page does not have.
static POINTING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    FxHashSet::from_iter([
        "this",
        "that",
        "these",
        "those",
        "it",
        "its",
        "it's",
        "they",
        "their",
        "them",
        "he",
        "she",
        "his",
        "her",
        "here",
        "above",
        "below",
        "following",
        "former",
        "latter",
        "if",
        "unless",
        "except",
        "but",
        "not",
        "no",
        "first",
        "second",
        "dies",
        "diese",
        "dieser",
    ])
});

/// Fewer words than this do not say what a sentence is about.
const LEAST_WORDS: usize = 4;

const NUMBERS: &[&str] =
    &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The claims of a page.
pub(super) fn of(paragraphs: &[Paragraph], text: &VisibleText<'_>) -> Vec<Claim> {
    let mut found = Vec::new();
    for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.is_cell) {
        if !super::hints::of_numbers(&paragraph.text) {
            continue;
        }
        for range in paragraph.sentences() {
            let sentence = &paragraph.text[range.clone()];
            let says_nothing = sentence.contains(super::prose::GAP) || sentence.trim_end().ends_with(['?', ':']);
            if says_nothing || !super::hints::of_numbers(sentence) {
                continue;
            }
            let Some((about, figure, at)) = claim(sentence) else { continue };
            let place = paragraph.place(&(range.start + at.start..range.start + at.end), text);
            found.push(Claim { about, figure, written: sentence[at].to_owned(), place });
        }
    }
    found
}

/// What a sentence is about, its figure, and where that stands; `None` unless it has exactly one figure with a unit.
fn claim(sentence: &str) -> Option<(String, String, std::ops::Range<usize>)> {
    let words = words(sentence);
    let mut figures = (0..words.len()).filter_map(|at| Some((at, number(&words, at)?)));
    let (at, figure) = figures.next()?;
    let points = words.iter().any(|word| POINTING.contains(word.folded.as_str()))
        || words.windows(2).any(|two| two[0].folded == "for" && two[1].folded == "example");
    if figures.next().is_some() || points {
        return None;
    }
    let own_unit = words[at].written.contains(['%', '$', '£', '€']);
    let unit = if own_unit { None } else { words.get(at + 1).filter(|word| is_plain(word)) };
    if !own_unit && unit.is_none() {
        return None;
    }
    let rest = words.iter().enumerate().filter(|(place, _)| *place != at);
    let about: BTreeSet<String> =
        rest.filter(|(_, word)| !EMPTY.contains(word.folded.as_str())).map(|(_, word)| stem(&word.folded)).collect();
    if about.len() < LEAST_WORDS + usize::from(!own_unit) {
        return None;
    }
    let sign: String = words[at].written.chars().filter(|c| "%$£€".contains(*c)).collect();
    let unit = unit.map_or(sign, |word| stem(&word.folded));
    let about = about.into_iter().collect::<Vec<_>>().join(" ");
    let range = words[at].at..words[at].at + words[at].written.len();
    Some((format!("{unit}: {about}"), figure, range))
}

/// The figure that a word is; a year and a number of something are none.
fn number(words: &[Word<'_>], at: usize) -> Option<String> {
    let folded = words[at].folded.as_str();
    if let Some(value) = NUMBERS.iter().position(|name| *name == folded) {
        // `one` is a pronoun as often as a number.
        return (value != 1).then(|| value.to_string());
    }
    if !folded.trim_start_matches(['%', '$', '£', '€', ',']).starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let bare: String = folded.chars().filter(|c| !"%$£€,".contains(*c)).collect();
    let is_number = bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.trim_end_matches(['k', 'm']).bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
    let is_year = bare == folded && bare.len() == 4 && (bare.starts_with("19") || bare.starts_with("20"));
    (is_number && !is_year).then_some(bare)
}

fn is_plain(word: &Word<'_>) -> bool {
    word.folded.len() > 2 && word.folded.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// A word without the ending of a plural.
fn stem(word: &str) -> String {
    let cut = word.strip_suffix("ies").map(|rest| format!("{rest}y"));
    cut.unwrap_or_else(|| {
        let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
        if is_plural { word[..word.len() - 1].to_owned() } else { word.to_owned() }
    })
}

/// Reports sentences of two pages that differ in their figure alone. Pages come in the order of their paths.
///
/// Where there are more than two figures, pages have a sentence in common and each fills in its own.
pub(in crate::site::check) fn check(on: &EveryPage<'_>, diags: &mut Diagnostics) {
    let mut by_about: BTreeMap<&str, Vec<(usize, &Claim)>> = BTreeMap::new();
    for (page, of) in on.pages.iter().enumerate() {
        for claim in &of.prose.claims {
            by_about.entry(&claim.about).or_default().push((page, claim));
        }
    }
    for claims in by_about.into_values() {
        let figures: BTreeSet<&str> = claims.iter().map(|(_, claim)| claim.figure.as_str()).collect();
        let on_pages: BTreeSet<usize> = claims.iter().map(|(page, _)| *page).collect();
        if figures.len() != 2 || on_pages.len() < 2 {
            continue;
        }
        // What more sentences say is probably right; of two, the first one.
        let count = |figure: &str| claims.iter().filter(|(_, claim)| claim.figure == figure).count();
        let first = claims[0].1.figure.as_str();
        let right = figures.iter().copied().max_by_key(|figure| (count(figure), *figure == first)).unwrap_or(first);
        let Some((_, said)) = claims.iter().find(|(_, claim)| claim.figure == right) else { continue };
        for (_, claim) in claims.iter().filter(|(_, claim)| claim.figure != right) {
            let message = format!("`{}` here, and `{}` in the same sentence elsewhere", claim.written, said.written);
            let hint = "correct one of them; a figure that several pages say is best kept as a `[claim.ID]`";
            let finding = Diagnostic::new(&rules::FIGURE_CONFLICT, claim.place.clone(), message).hint(hint);
            diags.push(finding.related(said.place.clone(), "the other figure"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_around_a_figure_are_one_claim() {
        let about = |sentence: &str| claim(sentence).map(|(about, figure, _)| (about, figure));
        let one = about("Candidates hear from us within 5 working days after the interview.").expect("a claim");
        let other =
            about("Within five working days, candidates will hear from us after an interview").expect("a claim");
        assert_eq!(one, other);
        assert_eq!(one.1, "5");
        assert_ne!(
            about("Recruiters hear from us within 5 working days after the interview.").map(|one| one.0),
            Some(one.0.clone())
        );
        assert_eq!(about("Candidates hear from us within 5 working days after the interview (example)."), Some(one));
        for none in [
            "It takes 5 days.",
            "For example, candidates hear from us within 5 working days after the interview.",
            "This lasts 5 working days after the interview with the team.",
            "In 2026 the interview process changed for every candidate.",
            "Between 3 and 5 people read the answers of every candidate.",
        ] {
            assert_eq!(about(none), None, "{none}");
        }
    }
}
