//! What is wrong with a line of TOML, in the words of somebody who does not program, and what to type instead.
//!
//! It must not know what keys mean. Where it cannot tell, the parser's own words stand.

use std::ops::Range;

use super::headings;
use super::shapes;
use super::wishes::{self, QUOTES, Wish, is_curly, quoted};
use crate::written;

/// A slip in a line, by its range in the line.
#[derive(Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where it stands.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub hint: String,
}

pub(super) fn slip(range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Option<Slip> {
    Some(Slip { range, message: message.into(), hint: hint.into() })
}

/// A line of YAML.
pub(super) const COLON: &str = "a key and its value are joined by `=` here, not by `:`";

/// Explains a line that TOML does not read. `reason` is what the parser says.
pub(super) fn toml_line(line: &str, reason: &str) -> Option<Slip> {
    let start = line.len() - line.trim_start().len();
    let shown = line.trim();
    let whole = start..start + shown.len();
    if let Some(at) = line.find(['\u{a0}', '\u{202f}', '\u{200b}', '\u{feff}'])
        && !line[..at].contains(['"', '\''])
    {
        let plain: String = line
            .chars()
            .filter_map(|c| match c {
                '\u{200b}' | '\u{feff}' => None,
                '\u{a0}' | '\u{202f}' => Some(' '),
                c => Some(c),
            })
            .collect();
        let message = "an invisible character that was copied along stands in this line";
        let is_sound = plain.parse::<::toml::Table>().is_ok();
        let inner = if is_sound { None } else { toml_line(plain.trim(), reason) };
        let hint = inner.map_or_else(|| format!("type the line again: `{}`", plain.trim()), |slip| slip.hint);
        return slip(whole, message, hint);
    }
    for mark in ["//", "--", "/*"] {
        if let Some(note) = shown.strip_prefix(mark) {
            let note = note.trim_start_matches(['-', '*', '/']).trim_end_matches("*/").trim();
            return slip(whole, "a note begins with `#` here", format!("write `# {note}`"));
        }
    }
    let bare = shown.trim_matches(|c: char| "{}()<>[] ".contains(c));
    let is_name = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if is_name && shown.starts_with(['{', '(', '<']) {
        let heading = if bare.contains('.') { format!("[{bare}]") } else { format!("[[{bare}]]") };
        return slip(whole, "the heading of a record stands in square brackets", format!("write `{heading}`"));
    }
    if !shown.contains(['=', '[', ' ']) && shown.ends_with(']') {
        let name = shown.trim_end_matches(']');
        let line = format!("{}{name}{}", "[".repeat(shown.len() - name.len()), &shown[name.len()..]);
        return slip(whole, "a bracket is missing here", format!("write `{line}`"));
    }
    if shown.starts_with('[') && !shown.contains('=') {
        return headings::slip(shown).map(|(message, hint)| Slip { range: whole, message, hint });
    }
    let Some((key, value)) = shown.split_once('=') else { return without_equals(shown, whole) };
    let name = key.trim();
    if shown.starts_with('[') && name.contains(']') {
        let hint = "put what stands behind the `]` into the next line";
        return slip(whole, "a heading in brackets stands on a line of its own", hint);
    }
    if let Some(again) = value.trim_start().strip_prefix('=') {
        let line = format!("{name} = {}", toml_value(again));
        return slip(whole, "one `=` stands between a key and its value", format!("write `{line}`"));
    }
    let value_start = start + key.len() + 1 + (value.len() - value.trim_start().len());
    let written = value.trim();
    let span = value_start..value_start + written.len();
    if let Some(plain) = key_slip(name) {
        let line = format!("{plain} = {}", toml_value(written));
        return slip(start..start + name.len(), format!("`{name}` cannot be a key"), format!("write `{line}`"));
    }
    value_slip(name, written, reason).map(|(message, hint)| Slip { range: span, message, hint })
}

/// A line without `=`.
fn without_equals(shown: &str, whole: Range<usize>) -> Option<Slip> {
    if let Some((key, value)) = shown.split_once(':')
        && key_slip(key.trim()).is_none_or(|plain| plain.len() > 2)
        && !shown.starts_with(['/', '*', '#', '"', '{', ']'])
        && key.split_whitespace().count() <= 3
    {
        let key = key_slip(key.trim()).unwrap_or_else(|| key.trim().to_owned());
        let value = if value.trim().is_empty() { "\"...\"".to_owned() } else { toml_value(value) };
        return slip(whole, COLON, format!("write `{key} = {value}`"));
    }
    if let Some(found) = shapes::json_member(shown) {
        return slip(whole, found.0, found.1);
    }
    if shown.starts_with(['"', '\'', ']', '}', '{', ',']) || shown.ends_with(',') {
        return None;
    }
    let words: Vec<&str> = shown.split_whitespace().collect();
    let is_key = |word: &str| key_slip(word).is_none();
    match words[..] {
        // A heading without its brackets.
        [key] if matches!(key, "cascade" | "extra") || (is_key(key) && key.contains('.')) => {
            slip(whole, format!("`{key}` is the heading of a table"), format!("write `[{key}]`"))
        }
        [key] if is_key(key) => slip(whole, format!("`{key}` has no value"), format!("write `{key} = \"...\"`")),
        [key, value] if is_key(key) => {
            let line = format!("{key} = {}", toml_value(value));
            slip(whole, format!("the `=` behind `{key}` is missing"), format!("write `{line}`"))
        }
        _ => slip(
            whole,
            "this line is text on its own",
            "write `key = \"text\"`, or begin a note with `#`; a text over several lines stands between `\"\"\"` and `\"\"\"`",
        ),
    }
}

/// The key that was meant, when `name` cannot be one.
pub(super) fn key_slip(name: &str) -> Option<String> {
    let parts = name.split('.').map(|part| part.trim());
    let is_bare =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let is_quoted = |part: &str| {
        let inside = part.strip_prefix('"').and_then(|part| part.strip_suffix('"'));
        inside.is_some_and(|inside| !inside.contains('"'))
    };
    if parts.clone().all(|part| is_bare(part) || is_quoted(part)) {
        return None;
    }
    let bare = name.trim_start_matches(['-', '*', '•', ' ']).trim_matches(QUOTES).trim();
    let plain: String =
        bare.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
    Some(plain.to_ascii_lowercase().trim_matches('_').to_owned())
}

/// The value that was meant, as TOML reads it.
pub(super) fn toml_value(raw: &str) -> String {
    let raw = raw.trim();
    let is_sound = !raw.is_empty() && format!("v = {raw}").parse::<::toml::Table>().is_ok();
    if is_sound { raw.to_owned() } else { wishes::value(without_end(raw)).likely().to_owned() }
}

/// A value without a comma or a semicolon at its end.
fn without_end(raw: &str) -> &str {
    raw.trim_end_matches([',', ';']).trim_end()
}

/// A value that TOML does not read.
fn value_slip(key: &str, written: &str, reason: &str) -> Option<(String, String)> {
    let line = |value: &str| format!("{key} = {value}");
    let said = |message: String, wish: Wish| Some((message, wish.hint(line)));
    if written.is_empty() || written.starts_with('#') {
        return Some(("there is nothing behind the `=`".to_owned(), "write a value, or remove the line".to_owned()));
    }
    if written.starts_with(is_curly) || (written.ends_with(is_curly) && written.starts_with(QUOTES)) {
        let inside = wishes::bare(written);
        let value = if inside.parse::<i64>().is_ok() { inside.to_owned() } else { quoted(written) };
        let message = match written.starts_with(['`', '´']) {
            true => "these marks only look like quotes",
            false => "these are curly quotes, which only look like quotes",
        };
        return said(message.to_owned(), Wish::Value(value));
    }
    if written.starts_with("\"\"\"") || written.starts_with("'''") {
        let mark = &written[..3];
        return Some((
            format!("the text that begins here with `{mark}` is never closed"),
            format!("put a line `{mark}` where it ends"),
        ));
    }
    if let Some(mark) = written.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        return in_quotes(key, written, mark, reason);
    }
    if written.starts_with('[') {
        return list_slip(key, written);
    }
    if written.starts_with('{') {
        return shapes::in_braces(key, written);
    }
    if let Some(inside) = written.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return list_slip(key, &format!("[{inside}]"))
            .map(|(_, hint)| ("a list stands between `[` and `]`".to_owned(), hint));
    }
    let bare = without_end(written.split('#').next().unwrap_or("").trim());
    if bare.ends_with('"') {
        return said("the quote before this text is missing".to_owned(), Wish::Value(quoted(bare)));
    }
    if bare != written && !bare.is_empty() && format!("v = {bare}").parse::<::toml::Table>().is_ok() {
        return said("nothing stands at the end of a line here".to_owned(), Wish::Value(bare.to_owned()));
    }
    // A list whose brackets are missing: `tags = a, b`.
    if bare.contains(',') && (key.ends_with('s') || key == "from") {
        let items: Vec<String> = bare.split(',').map(toml_value).collect();
        return Some(("a list stands between brackets".to_owned(), format!("write `{key} = [{}]`", items.join(", "))));
    }
    let wish = wishes::value(bare);
    let is_number = written::decimal(bare).is_some() || written::whole(bare).is_some();
    let message = match &wish {
        Wish::Value(value) if matches!(value.as_str(), "true" | "false") => {
            format!("`{bare}` is not read as yes or no")
        }
        Wish::Value(value) if value.starts_with(['"', '\'']) => return text_or_number(key, bare, wish),
        _ if is_number => format!("`{bare}` is more than digits"),
        _ => format!("`{bare}` is not a date as it is read here"),
    };
    said(message, wish)
}

/// A word, or something with figures in it that is not one number.
fn text_or_number(key: &str, bare: &str, wish: Wish) -> Option<(String, String)> {
    let first = bare.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_figure = first.starts_with(|c: char| c.is_ascii_digit())
        || written::currency::sign(bare).is_some() && bare.contains(|c: char| c.is_ascii_digit());
    if is_figure {
        let hint = format!("write one number in plain digits, such as `{key} = 100`, or text between quotes");
        return Some((format!("`{bare}` is not one number"), hint));
    }
    if let Some(told) = shapes::no_value(key, bare) {
        return Some(told);
    }
    Some((format!("`{bare}` is text without quotes"), wish.hint(|value| format!("{key} = {value}"))))
}

/// A value that begins with a quote.
fn in_quotes(key: &str, written: &str, mark: char, reason: &str) -> Option<(String, String)> {
    let line = |value: String| format!("write `{key} = {value}`");
    let inside = &written[1..];
    let mut escaped = false;
    let end = inside.find(|c: char| {
        let ends = c == mark && !escaped;
        escaped = mark == '"' && c == '\\' && !escaped;
        ends
    });
    let Some(end) = end else {
        let text = without_end(inside.trim_end_matches(QUOTES));
        return Some(("the quote that opens here is never closed".to_owned(), line(quoted(text))));
    };
    let behind = inside[end + 1..].trim();
    if behind.is_empty() || behind.starts_with('#') {
        // The text itself cannot be read.
        let text = &inside[..end];
        let is_escape = reason.contains("escape") || text.contains('\\');
        return is_escape.then(|| {
            let hint = if text.contains('\'') { line(quoted(text)) } else { line(format!("'{text}'")) };
            ("a `\\` in a text between double quotes stands for something else".to_owned(), hint)
        });
    }
    if without_end(behind).is_empty() {
        let text = &written[..end + 2];
        return Some(("nothing stands at the end of a line here".to_owned(), line(text.to_owned())));
    }
    // Several texts, whose brackets are missing.
    if behind.starts_with(',') && (key.ends_with('s') || key == "from") {
        let list = format!("[{}]", without_end(written));
        if format!("v = {list}").parse::<::toml::Table>().is_ok() {
            return Some(("a list stands between brackets".to_owned(), line(list)));
        }
    }
    if behind.contains(mark) {
        let last = inside.rfind(mark).unwrap_or(end);
        let message = "a quote inside the text ends it too early";
        return Some((message.to_owned(), line(quoted(&inside[..last]))));
    }
    if !behind.contains(char::is_alphanumeric) {
        return Some((format!("`{behind}` stands behind the closing quote"), line(written[..end + 2].to_owned())));
    }
    let hint = format!("remove it, or write `{key} = {} # {behind}` for a note", &written[..end + 2]);
    Some((format!("`{behind}` stands behind the closing quote"), hint))
}

/// A list in one line.
pub(super) fn list_slip(key: &str, written: &str) -> Option<(String, String)> {
    let inside = written.trim_start_matches('[').trim_end_matches([',', ';']).trim_end_matches(']');
    if inside.contains(['[', '{']) {
        return None;
    }
    if !written.contains(']') {
        // It may go on in the lines below.
        let complete = !inside.trim().is_empty() && format!("v = [{inside}]").parse::<::toml::Table>().is_ok();
        let hint = if complete {
            format!("write `{key} = [{}]`", inside.trim())
        } else {
            "put a `]` where it ends".to_owned()
        };
        return Some(("the list that opens here is never closed".to_owned(), hint));
    }
    let items: Vec<String> = match inside.contains(QUOTES) {
        // What stands between quotes, whatever stands between those.
        true => inside.split(QUOTES).skip(1).step_by(2).map(quoted).collect(),
        false => inside.split([',', ';']).map(str::trim).filter(|item| !item.is_empty()).map(toml_value).collect(),
    };
    let message = if inside.contains(is_curly) { "these are curly quotes" } else { "this list cannot be read" };
    Some((message.to_owned(), format!("write `{key} = [{}]`", items.join(", "))))
}

/// The parser's words in ours, and what to do, where nothing more can be told from the line.
pub(super) fn wording(message: &str, written: &str) -> (String, &'static str) {
    if message.starts_with("string values must be quoted") {
        let word = written.lines().next().unwrap_or("").trim();
        return (format!("`{word}` is text without quotes"), "put text between quotes: `key = \"text\"`");
    }
    let (said, hint) = if message.starts_with("unclosed") {
        ("something opens here and is never closed", "close it: `[` with `]`, `{` with `}`")
    } else if message.contains("missing comma") {
        ("a comma is missing here", "put a comma behind each member of a list")
    } else if message.contains("key with no value") || message.contains("missing value") {
        ("a key without a value", "write `key = value`; text goes between quotes")
    } else if message.contains("leading zero") {
        ("a number that begins with `0`", "write it without the zero; text goes between quotes")
    } else {
        (
            "this line cannot be read",
            "write one `key = value` a line; text goes between quotes, lists between `[` and `]`",
        )
    };
    (said.to_owned(), hint)
}

#[cfg(test)]
#[path = "slips_tests.rs"]
mod tests;
