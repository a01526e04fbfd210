//! The strict reader: typed fields out of a [`Table`], every one with its place, and nothing left unread.
//!
//! Read all fields, then call [`Fields::finish`]: it reports each key that nothing asked for. A field that is missing
//! or does not fit is `None`; the finding is already made.

use std::ops::Range;

use jiff::civil::Date;

use super::names::{nearest, suggestion};
use super::wishes::{self, Wish};
use super::{Item, Spanned, Table, Value, parse_date};
use crate::diag::{Diagnostic, Diagnostics, Place, Rule, rules};
use crate::written::words;

#[path = "reader_nested.rs"]
mod nested;

/// Takes typed fields out of one table.
///
/// ```text
/// let title = fields.required().string("title");
/// let weight = fields.integer("weight");
/// fields.finish();
/// ```
pub struct Fields<'t, 'd> {
    table: &'t Table,
    rule: &'static Rule,
    diags: &'d mut Diagnostics,
    known: Vec<&'static str>,
    /// Keys whose problem was reported by whoever reads the table.
    told: Vec<String>,
    /// What to do about keys that other programs have, each written without `_`, `-` and capitals.
    foreign: &'static [(&'static str, &'static str)],
    must: bool,
}

impl<'t, 'd> Fields<'t, 'd> {
    /// A reader of `table`, whose mistakes are findings of `rule`.
    pub fn new(table: &'t Table, rule: &'static Rule, diags: &'d mut Diagnostics) -> Fields<'t, 'd> {
        Fields { table, rule, diags, known: Vec::new(), told: Vec::new(), foreign: &[], must: false }
    }

    /// The next field asked for must be there.
    pub fn required(&mut self) -> &mut Self {
        self.must = true;
        self
    }

    /// The value of a key as it is, whatever its type; the key counts as read.
    pub fn item(&mut self, key: &'static str) -> Option<&'t Item> {
        self.item_such_as(key, "...")
    }

    /// As [`Fields::item`]; `example` is what could stand there.
    fn item_such_as(&mut self, key: &'static str, example: &str) -> Option<&'t Item> {
        self.item_or(key, |_| format!("add a line `{key} = {example}`"))
    }

    /// As [`Fields::item`]; `hint` says what to do when it must be there and is not.
    fn item_or(&mut self, key: &'static str, hint: impl FnOnce(&Self) -> String) -> Option<&'t Item> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        let must = std::mem::take(&mut self.must);
        let entry = self.table.get(key);
        let found = entry.filter(|item| !matches!(item.value, Value::Null));
        if found.is_none() && must && !self.misspelt(key) {
            let place = entry.map_or_else(|| self.header(), |empty| self.table.place(&empty.span));
            let hint = match self.table.source.path.ends_with(".csv") {
                true => format!("fill in the column `{key}`"),
                false => hint(self),
            };
            self.diags.push(Diagnostic::new(self.rule, place, format!("`{key}` is missing")).hint(hint));
        }
        found
    }

    /// Reports both ends of a range under one name, once.
    fn is_a_range(&mut self) -> bool {
        const NAMES: [&str; 8] = ["range", "salary", "pay", "amounts", "pay_range", "salary_range", "wage", "band"];
        let is_one = |(name, _, _): &&(String, Range<usize>, Item)| NAMES.contains(&name.to_lowercase().as_str());
        let Some((name, span, item)) = self.table.entries.iter().find(is_one) else { return false };
        if !self.told.contains(name) {
            let hint = match ends(&item.value)[..] {
                [min, max] => format!("write `min = {min}`, and `max = {max}` in a line of its own"),
                [one] => format!("write `min = {one}` and `max = {one}`, each in a line of its own"),
                _ => "write `min = 70000`, and `max = 95000` in a line of its own".to_owned(),
            };
            self.report(span, format!("there is no key `{}` here: a range has two ends", short(name)), hint);
            self.told.push(name.clone());
        }
        true
    }

    /// Reports a key that must be there and is there under a name with a slip in it.
    fn misspelt(&mut self, key: &'static str) -> bool {
        if ["min", "max"].contains(&key) && self.is_a_range() {
            return true;
        }
        let is_meant = |(name, _, _): &&(String, Range<usize>, Item)| {
            let is_longer = matches!(
                (key, name.as_str()),
                ("min", "minimum" | "low" | "from" | "lower") | ("max", "maximum" | "high" | "to" | "upper")
            );
            name != key
                && !self.told.contains(name)
                && !self.known.contains(&name.as_str())
                && (is_longer || nearest(name, [key].into_iter()).is_some())
        };
        let Some((name, span, _)) = self.table.entries.iter().find(is_meant) else { return false };
        let message = format!("there is no key `{}` here", short(name));
        self.report(span, message, format!("did you mean `{key}`?"));
        self.told.push(name.clone());
        true
    }

    /// Text that is not empty.
    pub fn string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let item = self.item_such_as(key, "\"...\"")?;
        self.string_of(key, item)
    }

    /// As [`Fields::string`]; `hint` says what to add when it must be there and is not.
    pub fn string_or(&mut self, key: &'static str, hint: &str) -> Option<Spanned<String>> {
        let item = self.item_or(key, |_| hint.to_owned())?;
        self.string_of(key, item)
    }

    fn string_of(&mut self, key: &'static str, item: &'t Item) -> Option<Spanned<String>> {
        match &item.value {
            Value::String(text) if text.trim().is_empty() => {
                self.report(&item.span, format!("`{key}` is empty"), format!("write something, or remove `{key}`"));
                None
            }
            Value::String(text) => Some(Spanned { value: text.clone(), span: item.span.clone() }),
            Value::Array(_) | Value::Table(_) => self.misfit(key, "text", "put one text between quotes", item),
            _ => {
                let hint = self.write(&item.span, &wishes::quoted(self.raw(&item.span)));
                self.misfit(key, "text", &hint, item)
            }
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<Spanned<i64>> {
        let item = self.item_such_as(key, "10")?;
        match item.value {
            Value::Integer(number) => Some(Spanned { value: number, span: item.span.clone() }),
            _ => {
                let hint = self.wish(item, wishes::whole, "write digits without quotes, such as `10`");
                self.misfit(key, "a whole number", &hint, item)
            }
        }
    }

    /// A number, whole or not; never infinite and always a number.
    pub fn float(&mut self, key: &'static str) -> Option<Spanned<f64>> {
        let item = self.item_such_as(key, "0.5")?;
        let value = match item.value {
            Value::Integer(number) => number as f64,
            Value::Float(number) if number.is_finite() => number,
            _ => {
                let hint = self.wish(item, wishes::number, "write digits without quotes, such as `10` or `0.5`");
                return self.misfit(key, "a number", &hint, item);
            }
        };
        Some(Spanned { value, span: item.span.clone() })
    }

    /// `true` or `false`.
    pub fn bool(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let item = self.item_such_as(key, "true")?;
        match item.value {
            Value::Bool(yes) => Some(Spanned { value: yes, span: item.span.clone() }),
            _ => {
                let hint = self.wish(item, wishes::truth, "write `true` or `false`, without quotes");
                self.misfit(key, "`true` or `false`", &hint, item)
            }
        }
    }

    /// A date, also as text. Of a date with a time the date in UTC counts; without an offset it is UTC already.
    pub fn date(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        let item = self.item_such_as(key, "2026-04-09")?;
        let hint = self.wish(item, wishes::day, "write year-month-day, such as `2026-04-09`");
        match &item.value {
            Value::Date(text) | Value::String(text) => match parse_date(text) {
                Some(date) => Some(Spanned { value: date, span: item.span.clone() }),
                None => {
                    let message = format!("`{key}` must be a date, and `{}` is not one", short(text));
                    self.report(&item.span, message, hint);
                    None
                }
            },
            _ => self.misfit(key, "a date", &hint, item),
        }
    }

    /// The hint to type this value in the place of what stands at `span`: the whole line where there is one.
    pub fn write(&self, span: &Range<usize>, value: &str) -> String {
        format!("write `{}`", self.line(span, value))
    }

    /// The line of a value that stands at `span`, with another value; the value alone where a cell or a list holds it.
    fn line(&self, span: &Range<usize>, value: &str) -> String {
        let entry = self.table.entries.iter().find(|(_, _, item)| item.span == *span);
        let joined = entry.and_then(|(key, at, _)| {
            let between = self.table.source.text.get(at.end..span.start)?.trim_start_matches(['"', '\'']).trim();
            matches!(between, "=" | ":").then(|| (key, if between == "=" { " = " } else { ": " }))
        });
        match joined {
            Some((key, joiner)) => format!("{key}{joiner}{value}"),
            None => wishes::bare(value).to_owned(),
        }
    }

    /// What an author typed at a range.
    fn raw(&self, span: &Range<usize>) -> &'t str {
        self.table.source.text.get(span.clone()).unwrap_or("")
    }

    /// The hint for a value of another type: what `meaning` makes of it, else `other`.
    fn wish(&self, item: &Item, meaning: impl FnOnce(&str) -> Option<Wish>, other: &str) -> String {
        let wish = meaning(self.raw(&item.span));
        wish.map_or_else(|| other.to_owned(), |wish| wish.hint(|value| self.line(&item.span, value)))
    }

    /// The findings, for a reader of a table inside this one.
    pub fn diags(&mut self) -> &mut Diagnostics {
        self.diags
    }

    /// Makes a finding of this reader's rule.
    pub fn report(&mut self, span: &Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let finding = Diagnostic::new(self.rule, self.table.place(span), message).hint(hint);
        self.diags.push(finding);
    }

    /// The place of a range in this table's source.
    pub fn place_of(&self, span: &Range<usize>) -> Place {
        self.table.place(span)
    }

    /// The place of a key's value; of the table where the key is not set.
    pub fn place(&self, key: &str) -> Place {
        self.table.get(key).map_or_else(|| self.header(), |item| self.table.place(&item.span))
    }

    /// The place of the table itself: its header, or its first line.
    pub fn header(&self) -> Place {
        let span = &self.table.span;
        let text = &self.table.source.text[span.clone()];
        let line = text.lines().next().unwrap_or("").len();
        self.table.place(&(span.start..span.start + line))
    }

    /// The value of a key as it is, without reading it: for what hangs on another key.
    pub fn written(&self, key: &str) -> Option<&'t Item> {
        self.table.get(key).filter(|item| !matches!(item.value, Value::Null))
    }

    /// Whether a key was asked for.
    pub fn has_asked_for(&self, key: &str) -> bool {
        self.known.contains(&key)
    }

    /// The keys that were asked for so far.
    pub fn known(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.known.iter().copied()
    }

    /// The problem of a key was reported, so that it is not reported again when the table is finished.
    pub fn pass_over(&mut self, key: &str) {
        self.told.push(key.to_owned());
    }

    /// What to do about keys that other programs have: each is written without `_`, `-` and capitals.
    pub fn foreign(&mut self, keys: &'static [(&'static str, &'static str)]) {
        self.foreign = keys;
    }

    /// What to do about a key that nothing asked for.
    fn hint_for(&self, key: &str) -> String {
        let plain: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        match self.foreign.iter().find(|(known, _)| *known == plain) {
            Some((_, hint)) => (*hint).to_owned(),
            None => suggestion(key, self.known.iter().copied(), "keys here are"),
        }
    }

    /// Reports every key that nothing asked for, with the nearest one that exists.
    pub fn finish(self) {
        self.finish_as(&rules::UNKNOWN_KEY);
    }

    /// As [`Fields::finish`], for a table in which an unknown key is more than a slip.
    pub fn finish_as(self, rule: &'static Rule) {
        for (key, span, _) in &self.table.entries {
            if !self.known.contains(&key.as_str()) && !self.told.contains(key) {
                // A site may lower unknown keys, but never what could show something to more people.
                let rule = match nearest(key, self.known.iter().copied()) {
                    Some("audience" | "cascade") if !rule.fixed => &rules::UNKNOWN_AUDIENCE,
                    _ => rule,
                };
                let finding =
                    Diagnostic::new(rule, self.table.place(span), format!("there is no key `{}` here", short(key)))
                        .hint(self.hint_for(key));
                self.diags.push(finding);
            }
        }
    }

    fn misfit<T>(&mut self, key: &str, wanted: &str, hint: &str, item: &Item) -> Option<T> {
        self.report(&item.span, format!("`{key}` must be {wanted}, found {}", item.value.kind()), hint);
        None
    }
}

/// The numbers in a value: `70,000-95,000`, `70k to 95k`, `[70000, 95000]`.
fn ends(value: &Value) -> Vec<u64> {
    let numbers = |text: &str| -> Vec<u64> {
        let pieces = text.split(|c: char| !(c.is_ascii_digit() || ",.kK'".contains(c)));
        let number = |piece: &str| {
            let digits: String = piece.chars().filter(char::is_ascii_digit).collect();
            digits.parse::<u64>().ok()?.checked_mul(if piece.ends_with(['k', 'K']) { 1000 } else { 1 })
        };
        pieces.filter_map(number).collect()
    };
    match value {
        Value::String(text) | Value::Date(text) => numbers(text),
        Value::Integer(number) => u64::try_from(*number).into_iter().collect(),
        Value::Array(items) => items.iter().flat_map(|item| ends(&item.value)).collect(),
        Value::Table(table) => table.entries.iter().flat_map(|(_, _, item)| ends(&item.value)).collect(),
        Value::Null | Value::Float(_) | Value::Bool(_) => Vec::new(),
    }
}

/// What an author wrote, cut to what fits into a message.
fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= 60 { line.to_owned() } else { line.chars().take(57).chain("...".chars()).collect() }
}

#[cfg(test)]
#[path = "reader_tests.rs"]
mod tests;
