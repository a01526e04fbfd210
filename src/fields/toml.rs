//! TOML into a [`Table`] with places. Owns the wording of TOML's mistakes; it must not know what keys mean.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use ::toml::de::{DeTable, DeValue, Error};

use super::conflicts::conflicts;
use super::headings;
use super::shapes;
use super::slips::{self, Slip};
use super::unclosed;
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
    let conflicts = conflicts(source, range.clone());
    if !conflicts.is_empty() {
        diags.extend(conflicts);
        return None;
    }
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

    /// Where an error of the parser stands in the text.
    fn span_of(&self, error: &Error) -> Range<usize> {
        error.span().unwrap_or(0..self.text.len().min(1))
    }

    /// Where the lines begin whose key is there already. A heading that is there again is told by itself.
    fn lines_of_duplicates(&self, errors: &[&Error]) -> BTreeSet<usize> {
        let duplicates = errors.iter().filter(|error| error.message() == "duplicate key");
        let is_key = |at: &usize| !self.text[*at..].trim_start().starts_with('[');
        duplicates.map(|error| line_start(self.text, self.span_of(error).start)).filter(is_key).collect()
    }

    /// Reports the parser's errors; false when one of them breaks the syntax.
    fn report(&mut self, tree: &DeTable<'_>, errors: &[Error]) -> bool {
        let mut sound = true;
        let mut reported = 0;
        let mut lines = Lines::of(if errors.is_empty() { "" } else { self.text });
        // What stands behind a list that is never closed was read as its members.
        let unclosed = if errors.is_empty() { None } else { unclosed::unclosed(self.text) };
        let json = if errors.is_empty() { None } else { unclosed::json(self.text) };
        if let Some(slip) = &json {
            self.say(0, slip);
            return false;
        }
        let mut is_yaml_told = false;
        if let Some(slip) = &unclosed {
            self.say(0, slip);
        }
        let mut errors: Vec<&Error> = errors.iter().collect();
        errors.sort_by_key(|error| self.span_of(error).start);
        let duplicates = self.lines_of_duplicates(&errors);
        for error in errors {
            let span = self.span_of(error);
            let written = self.text.get(span.clone()).unwrap_or("");
            let is_duplicate = error.message() == "duplicate key";
            // A date that does not exist keeps its text: whoever reads it says what is wrong with it.
            if looks_like_date(written) && !is_duplicate {
                continue;
            }
            sound &= is_duplicate;
            let is_consequence = unclosed.as_ref().is_some_and(|slip| span.start >= slip.range.start)
                || lines.explain(self.text, span.start, is_duplicate);
            if is_consequence || reported == MAX_ERRORS {
                continue;
            }
            if error.message().contains("recur") {
                self.note_too_deep(&span);
                continue;
            }
            reported += 1;
            let start = line_start(self.text, span.start);
            let line = self.text[start..].lines().next().unwrap_or("");
            if is_duplicate {
                sound &= self.say_twice(tree, &span, &duplicates, start);
            } else if let Some((joined, more)) =
                shapes::over_lines(line, self.text.get(start + line.len() + 1..).unwrap_or(""))
            {
                lines.pass_over(self.text, start, more);
                let quote = line.find('"').unwrap_or(0);
                let range = quote..line.trim_end().len();
                let (message, hint) = ("a text in quotes ends in the line it begins in", format!("write `{joined}`"));
                self.say(start, &Slip { range, message: message.to_owned(), hint });
            } else if let Some(slip) = slips::toml_line(line, error.message()) {
                // A file of the other language has one on every line.
                if slip.message != slips::COLON || !std::mem::replace(&mut is_yaml_told, true) {
                    self.say(start, &slip);
                }
            } else {
                let (message, hint) = slips::wording(error.message(), written);
                self.diags.push(Diagnostic::new(self.rule, self.place(&span), message).hint(hint));
            }
        }
        sound
    }

    /// Reports a key that is set a second time; of three or more below each other the first, and then the file is not sound.
    fn say_twice(
        &mut self,
        tree: &DeTable<'_>,
        span: &Range<usize>,
        duplicates: &BTreeSet<usize>,
        start: usize,
    ) -> bool {
        let written = self.text.get(span.clone()).unwrap_or("");
        let goes_on = duplicates.contains(&above(self.text, start));
        // A heading with a slip stands above it, which was told.
        let line_above = if start == 0 { "" } else { self.text[above(self.text, start)..start].trim() };
        let is_slip = line_above.starts_with(['{', '<', '(']) && !line_above.contains('=')
            || line_above.starts_with('[') && headings::is_broken(line_above);
        if is_slip {
            return false;
        }
        if !goes_on && errors_below(self.text, duplicates, start) {
            let message = format!("`{written}` and the keys below it are set a second time");
            let hint = "write the heading of a new record above this line, such as `[[band]]`, or keep one of each";
            self.diags.push(Diagnostic::new(self.rule, self.place(span), message).hint(hint));
            return false;
        }
        // One of several was said with the first of them.
        let first_line = std::iter::successors(Some(start), |at| Some(above(self.text, *at)))
            .take_while(|at| duplicates.contains(at))
            .last();
        if goes_on && first_line.is_some_and(|first| errors_below(self.text, duplicates, first)) {
            return false;
        }
        let first = first_of(tree, self.text, span).map(|first| self.place(&first));
        let finding = set_twice(self.rule, self.place(span), written, first);
        self.diags.push(finding);
        true
    }

    /// Reports a slip whose range counts from byte `at` of the text.
    fn say(&mut self, at: usize, slip: &Slip) {
        let place = self.place(&(at + slip.range.start..at + slip.range.end));
        self.diags.push(Diagnostic::new(self.rule, place, slip.message.as_str()).hint(slip.hint.as_str()));
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
                // `095000`, as was reported.
                Err(_) if number.as_str().is_empty() || self.text[span.clone()].starts_with('0') => return None,
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

/// The lines that were explained: one slip makes the parser stumble more than once.
struct Lines {
    explained: BTreeSet<usize>,
    /// Where the headers of tables stand, in order.
    headers: Vec<usize>,
    /// Where the headers stand that are there for a second time.
    twice: BTreeSet<usize>,
}

impl Lines {
    fn of(text: &str) -> Lines {
        let mut at = 0;
        let mut headers = Vec::new();
        for line in text.split_inclusive('\n') {
            if line.trim_start().starts_with('[') {
                headers.push(at);
            }
            at += line.len();
        }
        Lines { explained: BTreeSet::new(), headers, twice: BTreeSet::new() }
    }

    /// The lines behind the one at `start` are explained with it.
    fn pass_over(&mut self, text: &str, start: usize, lines: usize) {
        let mut at = start;
        for _ in 0..lines {
            at += text[at..].find('\n').map_or(0, |end| end + 1);
            self.explained.insert(at);
        }
    }

    /// Whether the error at `at` follows from one that was explained; notes that it is explained otherwise.
    fn explain(&mut self, text: &str, at: usize, is_duplicate: bool) -> bool {
        let start = line_start(text, at);
        if !is_duplicate {
            return !self.explained.insert(start);
        }
        let after = self.headers.partition_point(|header| *header <= start);
        let Some(header) = after.checked_sub(1).map(|at| self.headers[at]) else { return false };
        if header == start {
            self.twice.insert(start);
            return false;
        }
        // The keys below a header that is there twice are there twice, too.
        self.twice.contains(&header)
    }
}

/// Where the line above the one at `start` begins.
fn above(text: &str, start: usize) -> usize {
    if start == 0 { usize::MAX } else { line_start(text, start - 1) }
}

/// Whether the line at `start` is the first of three or more below each other that set a key again.
fn errors_below(text: &str, duplicates: &BTreeSet<usize>, start: usize) -> bool {
    let next = |at: usize| text[at..].find('\n').map(|end| at + end + 1);
    let (second, third) = (next(start), next(start).and_then(next));
    let is_one = |at: Option<usize>| at.is_some_and(|at| duplicates.contains(&at));
    duplicates.contains(&start) && !duplicates.contains(&above(text, start)) && is_one(second) && is_one(third)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].rfind('\n').map_or(0, |at| at + 1)
}

fn looks_like_date(written: &str) -> bool {
    let bytes = written.as_bytes();
    bytes.len() >= 10 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4] == b'-' && bytes[7] == b'-'
}

/// Where the key that is set again at `span` was set first.
fn first_of(tree: &DeTable<'_>, text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let line_start = line_start(text, span.start);
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
#[path = "toml_tests.rs"]
mod tests;
