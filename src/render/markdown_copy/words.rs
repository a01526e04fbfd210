//! Plain text in a line of Markdown: white space becomes one space, and nothing in it a mark.
//!
//! It must not know HTML.

/// Adds text to a line. `escapes` keeps its marks from being read as such, `in_cell` its bars.
///
/// What needs no change is copied at once.
pub(super) fn add(line: &mut String, text: &str, escapes: bool, in_cell: bool) {
    let bytes = text.as_bytes();
    // What is not yet copied: words with one space between them.
    let mut from = 0;
    let mut at = 0;
    while at < bytes.len() {
        let kind = KINDS[usize::from(bytes[at])];
        if kind == PLAIN {
            at += 1;
            continue;
        }
        if kind == MAY_BE_SPACE || kind == SPACE {
            // A byte of this kind begins a character.
            let Some(space) = text[at..].chars().next().filter(|character| character.is_whitespace()) else {
                at += 1;
                continue;
            };
            let goes_on = space == ' ' && at > from && bytes[at - 1] != b' ';
            if !goes_on {
                line.push_str(&text[from..at]);
                if !line.is_empty() && !line.ends_with([' ', '\n']) {
                    line.push(' ');
                }
                from = at + space.len_utf8();
            }
            at += space.len_utf8();
            continue;
        }
        if (kind == MARK && escapes) || (kind == BAR && in_cell) {
            line.push_str(&text[from..at]);
            line.push('\\');
            from = at;
        }
        at += 1;
    }
    line.push_str(&text[from..]);
}

/// Adds text whose white space stays as it is.
pub(super) fn escape(line: &mut String, text: &str, in_cell: bool) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let kind = KINDS[usize::from(byte)];
        if kind == MARK || (kind == BAR && in_cell) {
            line.push_str(&text[from..at]);
            line.push('\\');
            from = at;
        }
    }
    line.push_str(&text[from..]);
}

const PLAIN: u8 = 0;
/// Could begin or end a mark.
const MARK: u8 = 1;
/// Parts the cells of a table.
const BAR: u8 = 2;
const SPACE: u8 = 3;
/// Begins characters of which some are white space.
const MAY_BE_SPACE: u8 = 4;

/// What each byte may be.
const KINDS: [u8; 256] = {
    let mut kinds = [PLAIN; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' => MARK,
            b'|' => BAR,
            b'\t'..=b'\r' | b' ' => SPACE,
            0xc2 | 0xe1..=0xe3 => MAY_BE_SPACE,
            _ => PLAIN,
        };
        byte += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use super::*;

    /// One character at a time, as the rule reads.
    fn slowly(mut line: String, text: &str, escapes: bool, in_cell: bool) -> String {
        for (at, word) in text.split(char::is_whitespace).enumerate() {
            if at > 0 && !line.is_empty() && !line.ends_with([' ', '\n']) {
                line.push(' ');
            }
            for character in word.chars() {
                if (escapes && "\\`*_[]<".contains(character)) || (in_cell && character == '|') {
                    line.push('\\');
                }
                line.push(character);
            }
        }
        line
    }

    #[test]
    fn every_row_of_characters_comes_out_by_the_rule() {
        let characters = ["a", " ", "\n", "*", "|", "\u{2009}", "–"];
        let rows = characters.len().pow(5);
        for row in 0..rows {
            let text: String =
                (0..5).map(|place| characters[row / characters.len().pow(place) % characters.len()]).collect();
            for (begun, escapes, in_cell) in [("", true, false), ("b", true, true), ("b ", false, true)] {
                let mut line = begun.to_owned();
                add(&mut line, &text, escapes, in_cell);
                assert_eq!(line, slowly(begun.to_owned(), &text, escapes, in_cell), "{begun:?} {text:?}");
            }
        }
    }

    #[test]
    fn all_white_space_is_known() {
        for space in (char::MIN..=char::MAX).filter(|character| character.is_whitespace()) {
            let mut line = String::new();
            add(&mut line, &format!("a{space}{space}b"), true, false);
            assert_eq!(line, "a b", "{space:?}");
        }
    }
}
