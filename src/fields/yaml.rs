//! YAML into a [`Table`] with places. Owns the wording of YAML's mistakes; it must not know what keys mean.
//!
//! The tree is built from parser events, not recursively: aliases are refused before they can grow, and depth is
//! counted before anything is built.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

use super::conflicts::conflicts;
use super::yaml_slips::{is_in_curly_quotes, yaml_line};
use super::{Item, MAX_DEPTH, MAX_ERRORS, MAX_STRING, Table, Value, set_twice, too_deep, too_long};
use crate::diag::{Diagnostic, Diagnostics, Place, Rule, Source};

/// The YAML in `range` of `source`, with places in the whole source.
///
/// Scalars without quotes are typed as in TOML: numbers, `true` and `false`, dates; an empty one is [`Value::Null`].
/// Every mistake is a finding of `rule`, too deep or too long a value one of `limit`. Returns nothing when the syntax
/// is broken; where only a value does not fit, the rest is returned without it. A key that is set twice keeps its
/// first value.
pub fn parse_yaml(
    source: &Arc<Source>,
    range: Range<usize>,
    rule: &'static Rule,
    diags: &mut Diagnostics,
) -> Option<Table> {
    let conflicts = conflicts(source, range.clone());
    if !conflicts.is_empty() {
        diags.extend(conflicts);
        return None;
    }
    let text = &source.text[range.clone()];
    let mut reading = Reading {
        source,
        offsets: Offsets::new(text, range.start),
        rule,
        diags,
        open: Vec::new(),
        root: None,
        documents: 0,
        twice: 0,
    };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                if !reading.take(event, span) {
                    return None;
                }
            }
            Err(error) => {
                let at = reading.offsets.of(error.marker());
                if error.info().contains("recursion") {
                    reading.diags.push(too_deep(Place::new(source, at..at + 1)));
                    return None;
                }
                let finding = match yaml_line(text, at - range.start) {
                    Some((inside, slip)) => {
                        let place = Place::new(source, range.start + inside.start..range.start + inside.end);
                        Diagnostic::new(rule, place, slip.message).hint(slip.hint)
                    }
                    None => {
                        let hint = "write one `key: value` a line, with a space behind the colon, and quotes around text that holds `: ` or `#`";
                        let message = format!("this line cannot be read: {}", lower_first(error.info()));
                        Diagnostic::new(rule, Place::new(source, at..at + 1), message).hint(hint)
                    }
                };
                reading.diags.push(finding);
                return None;
            }
        }
    }
    reading.finish(range)
}

/// The parser counts in characters; places are in bytes.
struct Offsets {
    base: usize,
    /// The byte of each character and of the end; empty when every character has one byte.
    bytes: Vec<usize>,
    len: usize,
}

impl Offsets {
    fn new(text: &str, base: usize) -> Offsets {
        let bytes = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
        };
        Offsets { base, bytes, len: text.len() }
    }

    fn of(&self, marker: &Marker) -> usize {
        let at = if self.bytes.is_empty() {
            marker.index().min(self.len)
        } else {
            self.bytes.get(marker.index()).copied().unwrap_or(self.len)
        };
        self.base + at
    }
}

/// A list or table that is not closed yet.
struct Open {
    start: usize,
    content: Content,
}

enum Content {
    List(Vec<Item>),
    Table {
        entries: Vec<(String, Range<usize>, Item)>,
        /// Every key so far; looking through `entries` would take too long in a long table.
        places: BTreeMap<String, Range<usize>>,
        key: Option<(String, Range<usize>)>,
    },
}

struct Reading<'a> {
    source: &'a Arc<Source>,
    offsets: Offsets,
    rule: &'static Rule,
    diags: &'a mut Diagnostics,
    open: Vec<Open>,
    root: Option<Item>,
    documents: usize,
    /// How many keys were set again.
    twice: usize,
}

impl Reading<'_> {
    /// Takes one event; false when reading on makes no sense.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        let range = self.range(span);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return self.refuse(range, "a second document begins here", "remove the line `---`");
                }
            }
            Event::Alias(_) => {
                return self.refuse(range, "YAML aliases (`*name`) are not read here", "write the value out");
            }
            Event::SequenceStart(..) => return self.enter(range, Content::List(Vec::new())),
            Event::MappingStart(..) => {
                return self.enter(range, Content::Table { entries: Vec::new(), places: BTreeMap::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(range.end),
            Event::Scalar(text, style, _, tag) => {
                if text.len() > MAX_STRING {
                    let finding = too_long(self.place(range.clone()), text.len());
                    self.diags.push(finding);
                    return self.put(Item { value: Value::Null, span: range });
                }
                if style == ScalarStyle::Plain && is_in_curly_quotes(&text) {
                    let line = format!("write `{}`", super::wishes::quoted(&text));
                    let finding = Diagnostic::new(
                        self.rule,
                        self.place(range.clone()),
                        "these are curly quotes, which only look like quotes",
                    );
                    self.diags.push(finding.hint(line).mild());
                    let inside = super::wishes::bare(&text).to_owned();
                    return self.put(Item { value: Value::String(inside), span: range });
                }
                let is_text = style != ScalarStyle::Plain
                    || tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
                let value = if is_text { Ok(Value::String(text.into_owned())) } else { typed(&text) };
                return match value {
                    Ok(value) => self.put(Item { value, span: range }),
                    Err(message) => {
                        self.report(range.clone(), message, "whole numbers go up to 9223372036854775807");
                        self.put(Item { value: Value::Null, span: range })
                    }
                };
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        true
    }

    fn enter(&mut self, range: Range<usize>, content: Content) -> bool {
        if self.waits_for_key() {
            return self.refuse(range, "a key must be text, not a list or a table", "write `key: value`");
        }
        if self.open.len() >= MAX_DEPTH {
            let finding = too_deep(self.place(range));
            self.diags.push(finding);
            return false;
        }
        self.open.push(Open { start: range.start, content });
        true
    }

    fn leave(&mut self, end: usize) {
        let Some(Open { start, content }) = self.open.pop() else { return };
        // A block ends where the next thing begins; the empty lines between are not part of it.
        let written = &self.source.text[start..end.max(start)];
        let span = start..start + written.trim_end().len();
        let value = match content {
            Content::List(items) => Value::Array(items),
            Content::Table { entries, .. } => {
                Value::Table(Table { source: Arc::clone(self.source), span: span.clone(), entries })
            }
        };
        self.put(Item { value, span });
    }

    /// Puts a finished value where it belongs; false when that place is a key it cannot be.
    fn put(&mut self, item: Item) -> bool {
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(item),
            Some(Content::List(items)) => items.push(item),
            Some(Content::Table { entries, places, key }) => match key.take() {
                Some((name, span)) => match places.get(&name) {
                    // As in TOML: past some number, findings only hide each other.
                    Some(_) if self.twice == MAX_ERRORS => {}
                    Some(first) => {
                        self.twice += 1;
                        let first = Place::new(self.source, first.clone());
                        let place = Place::new(self.source, span);
                        self.diags.push(set_twice(self.rule, place, &name, Some(first)));
                    }
                    None => {
                        places.insert(name.clone(), span.clone());
                        entries.push((name, span, item));
                    }
                },
                None => {
                    // A key such as `2026` or `true` is the text that was written.
                    let name = match item.value {
                        Value::String(text) => text,
                        _ => self.source.text[item.span.clone()].to_owned(),
                    };
                    *key = Some((name, item.span));
                }
            },
        }
        true
    }

    fn waits_for_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Table { key: None, .. }, .. }))
    }

    fn finish(self, range: Range<usize>) -> Option<Table> {
        let empty = || Table { source: Arc::clone(self.source), span: range.clone(), entries: Vec::new() };
        match self.root {
            None => Some(empty()),
            Some(Item { value: Value::Null, .. }) => Some(empty()),
            // The whole of it is the place of what is missing, not the first key.
            Some(Item { value: Value::Table(table), .. }) => Some(Table { span: range, ..table }),
            Some(Item { value, span }) => {
                let finding = match yaml_line(&self.source.text[range.clone()], range.len()) {
                    Some((inside, slip)) => {
                        let place = Place::new(self.source, range.start + inside.start..range.start + inside.end);
                        Diagnostic::new(self.rule, place, slip.message).hint(slip.hint)
                    }
                    None => {
                        let message = format!("this must be keys and values, found {}", value.kind());
                        Diagnostic::new(self.rule, Place::new(self.source, span), message)
                            .hint("write one `key: value` a line")
                    }
                };
                self.diags.push(finding);
                None
            }
        }
    }

    fn refuse(&mut self, range: Range<usize>, message: &str, hint: &str) -> bool {
        self.report(range, message, hint);
        false
    }

    fn report(&mut self, range: Range<usize>, message: &str, hint: &str) {
        let finding = Diagnostic::new(self.rule, self.place(range), message).hint(hint);
        self.diags.push(finding);
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.source, range)
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.offsets.of(&span.start);
        start..self.offsets.of(&span.end).max(start)
    }
}

/// A scalar without quotes, typed as TOML would.
fn typed(text: &str) -> Result<Value, &'static str> {
    if matches!(text, "" | "~" | "null" | "Null" | "NULL") {
        return Ok(Value::Null);
    }
    if matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE") {
        return Ok(Value::Bool(text.starts_with(['t', 'T'])));
    }
    if is_date(text) {
        return Ok(Value::Date(text.to_owned()));
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map(Value::Integer).map_err(|_| "this number is too large");
    }
    match digits {
        ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN" => Ok(Value::Float(f64::NAN)),
        _ if digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
            Ok(text.parse().map_or_else(|_| Value::String(text.to_owned()), Value::Float))
        }
        _ => Ok(Value::String(text.to_owned())),
    }
}

/// Whether the text has the shape of a date or of a date with a time.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: Range<usize>| bytes[range].iter().all(u8::is_ascii_digit);
    bytes.len() >= 10
        && digits(0..4)
        && bytes[4] == b'-'
        && digits(5..7)
        && bytes[7] == b'-'
        && digits(8..10)
        && (bytes.len() == 10
            || matches!(bytes[10], b'T' | b't' | b' ') && bytes.get(11).is_some_and(u8::is_ascii_digit))
}

fn lower_first(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
#[path = "yaml_tests.rs"]
mod tests;
