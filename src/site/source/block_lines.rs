//! The forms of a block's line: what could be one, and its parts.
//!
//! It must not know which blocks there are.

/// Whether a line at column 0 is a directive, unless it lies in code or in a comment.
pub(super) fn may_be_directive(line: &str) -> bool {
    match line.strip_prefix("::") {
        Some(rest) if rest.starts_with(':') => {
            looks_like_directive(line) || is_of_another_tool(line) || rest.bytes().all(|byte| byte == b':')
        }
        Some(rest) => is_leaf_line(rest),
        None => false,
    }
}

/// Whether a line at column 0 could only be meant as a container's fence: three colons and a letter.
pub(in crate::site) fn looks_like_directive(line: &str) -> bool {
    let rest = line.trim_start_matches(':');
    line.len() - rest.len() >= 3 && rest.trim_start_matches(' ').starts_with(|c: char| c.is_alphabetic())
}

/// Whether a line at column 0 opens a block the way of MyST, `:::{note}`, or of Quarto and pandoc, `::: {.callout-note}`.
fn is_of_another_tool(line: &str) -> bool {
    let rest = line.trim_start_matches(':');
    let inside = rest.trim_start_matches(' ').strip_prefix('{');
    line.len() - rest.len() >= 3
        && inside.is_some_and(|inside| inside.trim_start_matches(['.', '#', ' ']).starts_with(char::is_alphabetic))
}

/// Whether the text after two colons is a leaf and nothing else; anything more is prose.
pub(super) fn is_leaf_line(text: &str) -> bool {
    let name_len = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(text.len());
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let mut rest = &text[name_len..];
    if let Some(label) = delimited(rest, '[', ']') {
        rest = &rest[label.len() + 2..];
    }
    if let Some(attributes) = braced(rest) {
        rest = &rest[attributes.len() + 2..];
    }
    rest.trim().is_empty()
}

/// What stands between `open` at the start of `text` and the next `close`.
pub(super) fn delimited(text: &str, open: char, close: char) -> Option<&str> {
    let inside = text.strip_prefix(open)?;
    Some(&inside[..inside.find(close)?])
}

/// What stands between `{` at the start of `text` and the `}` that closes it; quoted braces do not count.
pub(super) fn braced(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('{')?;
    let mut quoted = false;
    let end = inside.find(|c: char| {
        quoted ^= c == '"';
        c == '}' && !quoted
    })?;
    Some(&inside[..end])
}
