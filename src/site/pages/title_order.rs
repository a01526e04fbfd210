//! The order of titles as readers expect it: capitals and accents do not matter, and numbers count as numbers.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a title is ordered by: its pieces, numbers before words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    /// A number: how many digits it has without zeros in front, and these digits.
    Number(usize, String),
    /// Characters that are no digits, in lower case and without their marks.
    Words(String),
}

/// The pieces of a title.
pub(super) fn key(title: &str) -> Vec<Piece> {
    let plain = title.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let mut pieces: Vec<Piece> = Vec::new();
    for c in plain {
        match (pieces.last_mut(), c.is_ascii_digit()) {
            (Some(Piece::Number(_, digits)), true) => digits.push(c),
            (Some(Piece::Words(words)), false) => words.push(c),
            (_, true) => pieces.push(Piece::Number(0, c.to_string())),
            (_, false) => pieces.push(Piece::Words(c.to_string())),
        }
    }
    for piece in &mut pieces {
        if let Piece::Number(length, digits) = piece {
            *digits = digits.trim_start_matches('0').to_owned();
            *length = digits.len();
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn titles_stand_as_readers_look_for_them() {
        let ordered =
            ["2 offers", "10 offers", "Äpfel", "apple picking", "Level 1", "level 02", "Level 10", "Zoo", "Émile 3"];
        let mut sorted = ordered.to_vec();
        sorted.sort_by_key(|title| key(title));
        let expected =
            ["2 offers", "10 offers", "Äpfel", "apple picking", "Émile 3", "Level 1", "level 02", "Level 10", "Zoo"];
        assert_eq!(sorted, expected);
    }
}
