//! TOML into a [`Table`] with places. Owns the wording of TOML's mistakes; it must not know what keys mean.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use ::toml::de::{DeTable, DeValue, Error};

use super::{Item, MAX_DEPTH, MAX_ERRORS, MAX_STRING, Table, Value, set_twice, too_deep, too_long};
use crate::diag::{Diagnostic, Diagnostics, Place, Rule, Source};

/// The TOML in `range` of `source`, with places in the whole source.
///
/// Every mistake is a finding of `rule`, too deep or too long a value one of `limit`. Returns nothing when the syntax
/// is broken; where only a value does not fit, the rest is returned without it. A key that is set twice keeps its
/// first value.
pub fn parse_toml(
    source: &Arc<Source>,
    range: Range<usize>,
    rule: &'static Rule,
    diags: &mut Diagnostics,
) -> Option<Table> {
    let text = lines_end_in_newline(&source.text[range.clone()]);
    let (tree, errors) = DeTable::parse_recoverable(&text);
    let mut reading = Reading { source, text: &text, base: range.start, rule, too_deep: None, diags };
    let sound = reading.report(tree.get_ref(), &errors);
    let table = reading.table(tree.get_ref(), 0..range.len(), 0);
    if let Some(place) = reading.too_deep {
        diags.push(too_deep(place));
    }
    sound.then_some(table)
}

/// A lone carriage return ends a line for us, as in Markdown. It has the same length, so places stay right.
fn lines_end_in_newline(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut lines = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let lone = character == '\r' && rest.peek() != Some(&'\n');
        lines.push(if lone { '\n' } else { character });
    }
    Cow::Owned(lines)
}

struct Reading<'a> {
    source: &'a Arc<Source>,
    text: &'a str,
    base: usize,
    rule: &'static Rule,
    /// The first place that lies too deep. Every level past the limit is an error of its own; one finding is enough.
    too_deep: Option<Place>,
    diags: &'a mut Diagnostics,
}

impl Reading<'_> {
    fn place(&self, span: &Range<usize>) -> Place {
        Place::new(self.source, self.absolute(span))
    }

    fn absolute(&self, span: &Range<usize>) -> Range<usize> {
        self.base + span.start..self.base + span.end
    }

    /// Reports the parser's errors; false when one of them breaks the syntax.
    fn report(&mut self, tree: &DeTable<'_>, errors: &[Error]) -> bool {
        let mut sound = true;
        let mut reported = 0;
        for error in errors {
            let span = error.span().unwrap_or(0..self.text.len().min(1));
            let written = self.text.get(span.clone()).unwrap_or("");
            let is_duplicate = error.message() == "duplicate key";
            // A date that does not exist keeps its text: whoever reads it says what is wrong with it.
            if looks_like_date(written) && !is_duplicate {
                continue;
            }
            sound &= is_duplicate;
            if reported == MAX_ERRORS {
                continue;
            }
            if error.message().contains("recur") {
                self.note_too_deep(&span);
                continue;
            }
            let finding = if is_duplicate {
                let first = first_of(tree, self.text, &span).map(|first| self.place(&first));
                set_twice(self.rule, self.place(&span), written, first)
            } else {
                let (message, hint) = wording(error.message(), written);
                Diagnostic::new(self.rule, self.place(&span), message).hint(hint)
            };
            self.diags.push(finding);
            reported += 1;
        }
        sound
    }

    fn note_too_deep(&mut self, span: &Range<usize>) {
        let place = self.place(span);
        self.too_deep = Some(self.too_deep.take().map_or(place.clone(), |first| first.min(place)));
    }

    fn table(&mut self, table: &DeTable<'_>, span: Range<usize>, depth: usize) -> Table {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            if let Some(value) = self.value(value.get_ref(), value.span(), depth + 1) {
                let key_span = self.absolute(&key.span());
                entries.push((key.get_ref().to_string(), key_span, value));
            }
        }
        // The parser sorts keys by name; authors think in the order they wrote.
        entries.sort_by_key(|(_, key, _)| key.start);
        Table { source: Arc::clone(self.source), span: self.absolute(&span), entries }
    }

    fn value(&mut self, value: &DeValue<'_>, span: Range<usize>, depth: usize) -> Option<Item> {
        let is_deep = depth > MAX_DEPTH && matches!(value, DeValue::Array(_) | DeValue::Table(_));
        if is_deep {
            self.note_too_deep(&span);
            return None;
        }
        let value = match value {
            DeValue::String(text) if text.len() > MAX_STRING => {
                self.diags.push(too_long(self.place(&span), text.len()));
                return None;
            }
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => {
                    let finding = Diagnostic::new(self.rule, self.place(&span), "this number is too large")
                        .hint("whole numbers go up to 9223372036854775807");
                    self.diags.push(finding);
                    return None;
                }
            },
            DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(yes) => Value::Bool(*yes),
            DeValue::Datetime(_) => Value::Date(self.text.get(span.clone()).unwrap_or("").to_owned()),
            DeValue::Array(items) => Value::Array(
                items.iter().filter_map(|item| self.value(item.get_ref(), item.span(), depth + 1)).collect(),
            ),
            DeValue::Table(table) => Value::Table(self.table(table, span.clone(), depth)),
        };
        Some(Item { value, span: self.absolute(&span) })
    }
}

fn looks_like_date(written: &str) -> bool {
    let bytes = written.as_bytes();
    bytes.len() >= 10 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4] == b'-' && bytes[7] == b'-'
}

/// The parser's words in ours, and what to do.
fn wording(message: &str, written: &str) -> (String, &'static str) {
    if message.starts_with("string values must be quoted") {
        let word = written.lines().next().unwrap_or("").trim();
        if word.is_empty() {
            return ("there is nothing behind the `=`".to_owned(), "write a value, or remove the line");
        }
        return (format!("`{word}` is text without quotes"), "put text between quotes: `key = \"text\"`");
    }
    let hint = if message.starts_with("unclosed") {
        "close it: `[` with `]`, `{` with `}`"
    } else if message.contains("key with no value") || message.contains("missing value") {
        "write `key = value`; text goes between quotes"
    } else if message.contains("invalid unquoted key") || message.contains("unquoted keys") {
        "a key is made of letters, digits, `-` and `_`; write `key = value`"
    } else if message.contains("leading zero") {
        "a number does not begin with `0`; text goes between quotes"
    } else {
        "write one `key = value` a line; text goes between quotes, lists between `[` and `]`"
    };
    (format!("this is not TOML: {message}"), hint)
}

/// Where the key that is set again at `span` was set first.
fn first_of(tree: &DeTable<'_>, text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or("");
    if line.trim_start().starts_with('[') {
        return first_header(text, line_start, line, span);
    }
    let before = &text[line_start..span.start];
    let dotted = before.rsplit(['{', ',']).next().unwrap_or("");
    let mut table = innermost(tree, text, span.start);
    for part in dotted.split('.').map(|part| part.trim().trim_matches(['"', '\''])).filter(|part| !part.is_empty()) {
        table = table.get(part)?.get_ref().as_table()?;
    }
    let name = text.get(span.clone())?.trim_matches(['"', '\'']);
    let (first, _) = table.get_key_value(name)?;
    (first.span().start < span.start).then(|| first.span())
}

/// The first header line that says the same as the one at `line_start`; the tree keeps only the last of them.
fn first_header(text: &str, line_start: usize, line: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let plain = |line: &str| line.split(']').next().unwrap_or("").replace([' ', '\t', '"', '\''], "");
    let wanted = plain(line);
    let mut at = 0;
    for earlier in text[..line_start].split_inclusive('\n') {
        if plain(earlier) == wanted {
            let name = text.get(span.clone())?;
            let column = earlier.rfind(name).unwrap_or(0);
            return Some(at + column..at + column + name.len());
        }
        at += earlier.len();
    }
    None
}

/// The table that a key at `at` belongs to: the inline table around it, else the one with the nearest header above.
fn innermost<'t, 'i>(tree: &'t DeTable<'i>, text: &str, at: usize) -> &'t DeTable<'i> {
    let mut best = (0, tree);
    let mut waiting: Vec<&'t DeTable<'i>> = vec![tree];
    while let Some(table) = waiting.pop() {
        for (span, inner) in tables_in(table) {
            // A header ends before its keys, an inline table holds them; one made by a dotted key has only its key.
            let owns = match text.as_bytes().get(span.start) {
                Some(b'{') => span.contains(&at),
                Some(b'[') => span.end <= at,
                _ => false,
            };
            if owns && span.start >= best.0 {
                best = (span.start, inner);
            }
            waiting.push(inner);
        }
    }
    best.1
}

/// The tables directly in a table, those in its lists too, with their ranges.
fn tables_in<'t, 'i>(table: &'t DeTable<'i>) -> impl Iterator<Item = (Range<usize>, &'t DeTable<'i>)> {
    table.iter().flat_map(|(_, value)| {
        let alone = value.get_ref().as_table().map(|inner| (value.span(), inner));
        let items = value.get_ref().as_array().into_iter().flat_map(|items| items.iter());
        alone.into_iter().chain(items.filter_map(|item| Some((item.span(), item.get_ref().as_table()?))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::rules;

    fn parse(text: &str) -> (Option<Table>, Vec<String>) {
        let source = Source::new("a.toml", text);
        let mut diags = Diagnostics::default();
        let table = parse_toml(&source, 0..text.len(), &rules::BAD_RECORD, &mut diags);
        let found = diags
            .iter()
            .map(|finding| {
                let (line, column) = finding.place.as_ref().and_then(Place::line_column).expect("a place");
                let related: String = finding
                    .related
                    .iter()
                    .filter_map(|(place, _)| place.line_column())
                    .map(|(line, column)| format!(" <- {line}:{column}"))
                    .collect();
                assert!(finding.hint.is_some());
                format!("{line}:{column} {} {}{related}", finding.rule.id, finding.message)
            })
            .collect();
        (table, found)
    }

    #[test]
    fn keys_keep_their_order_and_places() {
        let text = "b = 1\na = \"é\"\n[t]\nd = 2026-04-09\nc = [1, 2.5, true]\n";
        let source = Source::new("a.md", format!("+++\n{text}+++\n"));
        let mut diags = Diagnostics::default();
        let table = parse_toml(&source, 4..4 + text.len(), &rules::FRONT_MATTER, &mut diags).expect("sound");
        let keys: Vec<_> =
            table.entries.iter().map(|(key, span, _)| (key.as_str(), &source.text[span.clone()])).collect();
        assert_eq!(keys, [("b", "b"), ("a", "a"), ("t", "t")]);
        assert_eq!(&source.text[table.entries[1].2.span.clone()], "\"é\"");
        assert_eq!(table.to_json()["t"].to_string(), r#"{"c":[1,2.5,true],"d":"2026-04-09"}"#);
        assert!(diags.is_empty());
    }

    #[test]
    fn several_mistakes_are_found_in_one_go() {
        let (table, mut found) = parse("a = hello\nb = 1\nc =\nd = [1,\n");
        found.sort();
        assert!(table.is_none());
        assert_eq!(
            found,
            [
                "1:5 bad-record `hello` is text without quotes",
                "3:4 bad-record there is nothing behind the `=`",
                "4:8 bad-record this is not TOML: unclosed array, expected `]`"
            ]
        );
    }

    #[test]
    fn a_second_key_shows_both_places() {
        for (text, expected) in [
            ("a = 1\na = 2\n", "2:1 bad-record `a` is set twice <- 1:1"),
            ("[x]\nt = 1\n[y]\nt = 2\nt = 3\n", "5:1 bad-record `t` is set twice <- 4:1"),
            ("[x.a]\n[y.a]\n[x.a]\n", "3:4 bad-record `a` is set twice <- 1:4"),
            ("v = { a = 1, a = 2 }\n", "1:14 bad-record `a` is set twice <- 1:7"),
            ("[[o]]\na = 1\n[[o]]\na = 1\na = 2\n", "5:1 bad-record `a` is set twice <- 4:1"),
            ("b.a = 1\na = 0\nb.a = 2\n", "3:3 bad-record `a` is set twice <- 1:3"),
        ] {
            let (table, found) = parse(text);
            assert_eq!(found, [expected]);
            assert!(table.is_some());
        }
        assert_eq!(parse("a = 1\na = 2\n").0.expect("kept").to_json().to_string(), r#"{"a":1}"#);
    }

    #[test]
    fn depth_and_size_have_limits() {
        for text in [
            format!("a = {}{}", "[".repeat(10_000), "]".repeat(10_000)),
            format!("a = {}1{}", "{a=".repeat(10_000), "}".repeat(10_000)),
            format!("a = {}{}", "[".repeat(70), "]".repeat(70)),
            format!("[{}a]\n", "a.".repeat(10_000)),
            format!("{}a = 1\n", "a.".repeat(10_000)),
        ] {
            let (_, found) = parse(&text);
            assert!(found.iter().any(|line| line.contains(" limit ")), "{:?} {found:?}", &text[..20]);
            assert!(found.len() < 5, "{found:?}");
        }
        let (_, found) = parse(&format!("a = \"{}\"", "x".repeat(1 << 20)));
        assert!(found[0].starts_with("1:5 limit "));
        let (table, found) = parse("a = 9223372036854775808\nb = 1_000\nc = 0x10\n");
        assert_eq!(found, ["1:5 bad-record this number is too large"]);
        assert_eq!(table.expect("the rest").to_json().to_string(), r#"{"b":1000,"c":16}"#);
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line() {
        let (table, found) = parse("a = 1\rb = 2\r\nc = 3");
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(table.expect("sound").entries.len(), 3);
    }

    #[test]
    fn a_date_that_does_not_exist_is_left_to_its_reader() {
        let (table, found) = parse("d = 2026-02-30\n");
        assert!(found.is_empty(), "{found:?}");
        assert!(matches!(&table.expect("kept").entries[0].2.value, Value::Date(text) if text == "2026-02-30"));
    }
}
