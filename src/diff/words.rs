//! Two texts side by side: which words stayed, went and came.

use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A run of words of one fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// `same`, `removed` or `added`.
    pub change: &'static str,
    /// The words, with the spaces behind them.
    pub text: String,
}

/// The words of both texts in one row: what went stands before what came in its place.
pub(super) fn compare(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (tokens(before), tokens(after));
    let mut pieces: Vec<Piece> = Vec::new();
    for step in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (tag, from, to) = step.as_tag_tuple();
        if tag == DiffTag::Equal {
            push(&mut pieces, "same", &old[from]);
            continue;
        }
        push(&mut pieces, "removed", &old[from]);
        push(&mut pieces, "added", &new[to]);
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, change: &'static str, tokens: &[&str]) {
    if !tokens.is_empty() {
        pieces.push(Piece { change, text: tokens.concat() });
    }
}

/// Words with the white space behind them; marks are words of their own.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, character)) = chars.next() {
        let end = at + character.len_utf8();
        let goes_on = chars.peek().is_some_and(|(_, next)| {
            let within = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | ',' | '.' | '£' | '$' | '€');
            next.is_whitespace() && *next != '\n' || (!character.is_whitespace() && within(character) && within(*next))
        });
        if !goes_on {
            found.push(&text[from..end]);
            from = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> Vec<(&'static str, String)> {
        compare(before, after).into_iter().map(|piece| (piece.change, piece.text)).collect()
    }

    #[test]
    fn words_that_stay_are_kept_together() {
        assert_eq!(
            told("We answer in five days.", "We answer within three days."),
            [
                ("same", "We answer ".to_owned()),
                ("removed", "in five ".to_owned()),
                ("added", "within three ".to_owned()),
                ("same", "days.".to_owned())
            ]
        );
        assert_eq!(told("", "New"), [("added", "New".to_owned())]);
        assert_eq!(told("Old", ""), [("removed", "Old".to_owned())]);
        assert_eq!(told("Same", "Same"), [("same", "Same".to_owned())]);
    }

    #[test]
    fn nothing_is_lost() {
        for (before, after) in [("a  b\nc, d (e)", "a b\nc; d [e] f"), ("£1,200 — x", "£1,300 – x"), ("日本", "日本語")]
        {
            let side = |gone: &str| -> String {
                compare(before, after)
                    .iter()
                    .filter(|piece| piece.change != gone)
                    .map(|piece| piece.text.as_str())
                    .collect()
            };
            assert_eq!(side("added"), before);
            assert_eq!(side("removed"), after);
        }
    }
}
