//! What is wrong with a line of YAML, in the words of somebody who does not program, and what to type instead; and which of
//! the two languages some lines are written in.

use std::ops::Range;

use super::slips::{Slip, key_slip, slip, toml_value};
use super::wishes::{is_curly, quoted};

const NO_SPACE: &str = "a space is missing behind the hyphen";

/// Whether the lines between two fences are written in the language of the other fences: the first such line, and what
/// to type for it.
pub fn other_language(text: &str, is_toml: bool) -> Option<Slip> {
    let (ours, others) = if is_toml { ('=', ':') } else { (':', '=') };
    let mut first = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim();
        let own = |mark: char| {
            let key = shown.split_once(mark).map(|(key, _)| key.trim());
            key.is_some_and(|key| key_slip(key).is_none())
        };
        if own(ours) {
            return None;
        }
        if own(others) && first.is_none() {
            let start = at + (line.len() - line.trim_start().len());
            first = Some((start..start + shown.len(), shown));
        }
        at += line.len();
    }
    let (range, shown) = first?;
    let (key, value) = shown.split_once(others)?;
    let (fence, other) = if is_toml { ("+++", "---") } else { ("---", "+++") };
    let line = match is_toml {
        true => format!("{} = {}", key.trim(), toml_value(value)),
        false => format!("{}: {}", key.trim(), value.trim()),
    };
    let message = format!("between lines `{fence}`, a key and its value are joined by `{ours}`");
    slip(range, message, format!("write `{line}`, or `{other}` in the place of both lines `{fence}`"))
}

/// Explains a line that YAML does not read; `at` is where the parser stopped.
pub(super) fn yaml_line(text: &str, at: usize) -> Option<(Range<usize>, Slip)> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.push((start, line.trim_end_matches(['\n', '\r'])));
        start += line.len();
    }
    let stopped = lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
    // The parser stops behind a slip, at times a line or more.
    let own = (0..=stopped).rev().find_map(|index| {
        let (start, line) = lines[index];
        yaml_slip(line).map(|slip| (index, start, slip))
    });
    // Of items below each other the first.
    let own = own.map(|(index, start, slip)| {
        let is_item = |index: &usize| slip.message == NO_SPACE && lines[*index].1.trim_start().starts_with('-');
        let first = (0..index).rev().take_while(is_item).last();
        let found = first.and_then(|first| Some((lines[first].0, yaml_slip(lines[first].1)?)));
        found.unwrap_or((start, slip))
    });
    let (start, found) = own.or_else(|| {
        (1..=stopped).rev().find_map(|index| {
            let (start, line) = lines[index];
            indented(lines[index - 1].1, line).map(|slip| (start, slip))
        })
    })?;
    Some((start + found.range.start..start + found.range.end, found))
}

/// A key that stands further in than the one above it, which has its value already.
fn indented(above: &str, line: &str) -> Option<Slip> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let (_, value) = above.split_once(": ")?;
    let holds_more = value.trim().is_empty() || value.trim_start().starts_with(['|', '>', '[', '{']);
    let is_key = line.split_once(':').is_some_and(|(key, _)| key_slip(key.trim()).is_none());
    if holds_more || !is_key || indent(line) <= indent(above) {
        return None;
    }
    let plain = format!("{}{}", &above[..indent(above)], line.trim());
    let message = "this key stands further to the right than the one above it, which has its value already";
    slip(indent(line)..line.trim_end().len(), message, format!("write `{plain}`, without the spaces before it"))
}

fn yaml_slip(line: &str) -> Option<Slip> {
    let indent = line.len() - line.trim_start().len();
    let shown = line.trim();
    let whole = indent..indent + shown.len();
    if line[..indent].contains('\t') {
        let plain = format!("{}{shown}", line[..indent].replace('\t', "  "));
        return slip(
            0..indent,
            "a tab stands before this line, and YAML reads spaces alone",
            format!("write `{plain}`"),
        );
    }
    if shown.starts_with('#') || shown.is_empty() {
        return None;
    }
    if let Some(item) = shown.strip_prefix('-').filter(|item| item.starts_with(char::is_alphanumeric)) {
        return slip(whole, NO_SPACE, format!("write `- {item}`"));
    }
    let Some((key, value)) = shown.split_once(':') else {
        let (key, value) = shown.split_once('=')?;
        let line = format!("{}: {}", key.trim(), value.trim());
        return slip(whole, "a key and its value are joined by `:` here, not by `=`", format!("write `{line}`"));
    };
    let written = value.trim();
    let value_start = indent + key.len() + 1 + (value.len() - value.trim_start().len());
    let span = value_start..value_start + written.len();
    let line = |value: &str| format!("write `{}: {value}`", key.trim());
    if written.is_empty() {
        return None;
    }
    if !value.starts_with([' ', '\t']) && !key.contains(' ') {
        return slip(whole, "a space is missing behind the colon", line(written));
    }
    if let Some(mark) = written.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inside = &written[1..];
        return match inside.find(mark) {
            None => slip(span, "the quote that opens here is never closed", line(&quoted(inside))),
            Some(end) if !inside[end + 1..].trim().is_empty() && !inside[end + 1..].trim().starts_with('#') => {
                let last = inside.rfind(mark).unwrap_or(end);
                slip(span, "a quote inside the text ends it too early", line(&quoted(&inside[..last.max(end)])))
            }
            Some(_) => None,
        };
    }
    if written.contains(": ") || written.ends_with(':') {
        return slip(span, "a text with a colon in it stands between quotes", line(&quoted(written)));
    }
    if written.starts_with(['@', '`', '%', '&', '*', '!', '|', '>', '{', '}', ']', ',', '?']) {
        let first = &written[..1];
        let message = format!("a text that begins with `{first}` stands between quotes");
        return slip(span, message, line(&quoted(written)));
    }
    if written.starts_with('[') && !written.contains(']') {
        return slip(span, "the list that opens here is never closed", line(&format!("{written}]")));
    }
    None
}

/// Whether a text stands between curly quotes, and holds no others.
pub(super) fn is_in_curly_quotes(text: &str) -> bool {
    let inside = text.strip_prefix(is_curly).and_then(|rest| rest.strip_suffix(is_curly));
    inside.is_some_and(|inside| !inside.is_empty() && !inside.contains(is_curly))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_yaml_are_explained() {
        for (text, message, hint) in [
            (
                "extra:\n\tcolour: red\n",
                "a tab stands before this line, and YAML reads spaces alone",
                "write `  colour: red`",
            ),
            (
                "title: Hiring: the basics\n",
                "a text with a colon in it stands between quotes",
                "write `title: \"Hiring: the basics\"`",
            ),
            ("title: \"Questions\n", "the quote that opens here is never closed", "write `title: \"Questions\"`"),
            ("title: @home\n", "a text that begins with `@` stands between quotes", "write `title: \"@home\"`"),
            (
                "title: N\n  summary: x\n",
                "this key stands further to the right than the one above it, which has its value already",
                "write `summary: x`, without the spaces before it",
            ),
            ("tags:\n-pay\n", "a space is missing behind the hyphen", "write `- pay`"),
            ("title:Questions\n", "a space is missing behind the colon", "write `title: Questions`"),
        ] {
            let (_, slip) = yaml_line(text, text.len() - 1).expect(text);
            assert_eq!((slip.message.as_str(), slip.hint.as_str()), (message, hint));
        }
    }
}
