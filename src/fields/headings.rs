//! Headings of tables in TOML, such as `[role.data-engineer]`, and the slips in them.

use super::wishes::{QUOTES, is_curly};

/// Whether a line is a heading of a table that cannot be read.
pub(super) fn is_broken(line: &str) -> bool {
    slip(line).is_some()
}

/// What is wrong with a heading that cannot be read, and what to write.
pub(super) fn slip(shown: &str) -> Option<(String, String)> {
    let shown = shown.split('#').next().unwrap_or("").trim();
    let brackets = [' ', '\t', '[', ']'];
    let inside = shown.trim_matches(brackets);
    let at = shown.find(inside).unwrap_or(0);
    let count = |part: &str, bracket: char| part.chars().filter(|c| *c == bracket).count();
    let (opens, closes) = (count(&shown[..at], '['), count(&shown[at + inside.len()..], ']'));
    let brackets = opens.max(closes).min(2);
    // A column of a table is called as its heading, whatever that is.
    if let Some(column) = inside.strip_prefix("columns.")
        && opens == closes
        && !column.starts_with(['"', '\'', '“', '„'])
        && column.contains(char::is_whitespace)
    {
        let message = format!("`{column}` is not in quotes: a name with a space stands in them");
        return Some((message, format!("write `[columns.\"{column}\"]`")));
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let plain: String = inside
        .trim_matches(QUOTES)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join("-")
        .chars()
        .filter(|c| !QUOTES.contains(c))
        .map(|c| {
            if is_plain(c) {
                c
            } else if matches!(c, '/' | ':') {
                '.'
            } else {
                '-'
            }
        })
        .collect();
    let plain = plain.trim_matches(['-', '.']);
    if plain.is_empty() {
        return Some(("a heading without a name".to_owned(), "write its name between the brackets".to_owned()));
    }
    let plain = if plain.contains('.') {
        plain.to_owned()
    } else {
        plain.replacen('-', ".", usize::from(inside.contains(' ')))
    };
    let plain = plain.as_str();
    let line = format!("{}{plain}{}", "[".repeat(brackets), "]".repeat(brackets));
    let message = if opens != closes {
        "a bracket is missing here".to_owned()
    } else if inside.contains(is_curly) {
        "these are curly quotes".to_owned()
    } else if opens == 2 && !shown.starts_with("[[") {
        "a space stands between these brackets".to_owned()
    } else if plain != inside {
        format!("`{inside}` cannot be a name: a name has letters, digits and `-`, and a `.` after its type")
    } else {
        return None;
    };
    Some((message, format!("write `{line}`")))
}
