//! `placeholder`: besides the list, words between brackets and letters in the place of an amount.
//!
//! A bracket of one of the three kinds that closes within 60 characters of its line and holds a letter is a placeholder,
//! unless it is `[sic]`, `[x]`, `[m/f]` or a mark of a footnote; so is a currency's sign before `X`, `XX`, `Y`, `N` and the like.

use super::{Hit, Level, Rule, Text, hit};

const BRACKETS: [(char, char); 3] = [('[', ']'), ('{', '}'), ('<', '>')];
const LONGEST: usize = 60;

pub(super) fn hits(rule: &'static Rule, level: Level, text: &Text<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (block, content) in text.blocks.iter().enumerate() {
        let mut from = 0;
        while let Some(range) = next(&content.text, from) {
            from = range.end;
            let words = content.text[range.clone()].to_owned();
            hits.push(Hit { block: Some(block), range, ..hit(rule, level, vec![("words", words)]) });
        }
    }
    hits
}

fn next(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    text[from..].char_indices().find_map(|(at, letter)| {
        let (start, rest) = (from + at, &text[from + at + letter.len_utf8()..]);
        if ['$', '£', '€'].contains(&letter) {
            let run = rest.len() - rest.trim_start_matches(['X', 'Y', 'Z', 'N']).len();
            let ends = run > 0 && !rest[run..].starts_with(char::is_alphanumeric);
            return ends.then(|| start..start + letter.len_utf8() + run);
        }
        let (_, closing) = BRACKETS.iter().find(|(opening, _)| *opening == letter)?;
        let inside = &rest[..rest.find([*closing, '\n'])?];
        let genders = inside.contains('/') && inside.split('/').all(|part| part.trim().chars().count() == 1);
        let named = !genders && !["sic", "x", "X"].contains(&inside) && !inside.starts_with('^');
        let begins = letter != '<' || inside.starts_with(char::is_alphabetic);
        let sound = named && begins && inside.chars().any(char::is_alphabetic) && inside.chars().count() <= LONGEST;
        let end = start + letter.len_utf8() + inside.len() + closing.len_utf8();
        (sound && text[..end].ends_with(*closing)).then_some(start..end)
    })
}
