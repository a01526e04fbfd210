//! Whether the title of an opening names a sex.

use serde_json::{Value, json};

/// Marks that a German title is for everybody.
const MARKS: [&str; 8] = ["m/w/d", "w/m/d", "d/m/w", "m/f/d", "f/m/d", "m/f/x", "all genders", "alle geschlechter"];

/// Endings for everybody.
const INCLUSIVE: [&str; 4] = ["*in", ":in", "_in", "/in"];

/// Endings and words that make a title one of men or women.
const OF_A_SEX: [&str; 14] = [
    "mann",
    "frau",
    "man",
    "men",
    "woman",
    "women",
    "entwickler",
    "ingenieur",
    "leiter",
    "berater",
    "mitarbeiter",
    "architekt",
    "entwicklerin",
    "leiterin",
];

/// The words that say so, for a browser.
pub(super) fn words() -> Value {
    let marks = [&MARKS[..], &INCLUSIVE[..]].concat();
    json!({ "marks": marks, "ends": OF_A_SEX })
}

/// Whether a title names no sex, or says that it is for everybody.
pub(in crate::site) fn is_neutral(title: &str) -> bool {
    let lower = title.to_lowercase();
    let inclusive = MARKS.iter().any(|mark| lower.contains(mark)) || INCLUSIVE.iter().any(|end| lower.contains(end));
    let words = lower.split(|letter: char| !letter.is_alphabetic());
    inclusive || !words.into_iter().any(names_a_sex)
}

fn names_a_sex(word: &str) -> bool {
    OF_A_SEX.iter().any(|ending| match ending.len() {
        // Short endings stand for themselves, or behind a trade: `salesman`, and not `human` or `german`.
        0..=5 => word == *ending || (word.len() > ending.len() + 3 && word.ends_with(ending)),
        _ => word.ends_with(ending),
    })
}
