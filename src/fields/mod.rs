//! Strict reading of TOML, YAML and CSV: a tree in which every key and value knows its byte range, and a reader
//! that takes typed fields out of a table and reports what is wrong, missing or left over.
//!
//! Settings, front matter and data records are all read through here. It must not know what any of them mean.

mod conflicts;
pub mod csv;
mod headings;
pub mod keys;
mod names;
mod reader;
pub mod schema;
mod shapes;
mod slips;
mod toml;
pub mod typed;
mod unclosed;
mod wishes;
mod yaml;
mod yaml_slips;

use std::ops::Range;
use std::sync::Arc;

pub use conflicts::conflicts;
pub use names::{nearest, nearest_three, slips, suggestion};
pub use reader::Fields;
pub use slips::Slip;
pub use toml::parse_toml;
pub use yaml::parse_yaml;
pub use yaml_slips::other_language;

pub use crate::written::date::parse_date;

use crate::diag::{Diagnostic, Place, Source, rules};

/// How deep lists and tables may lie in each other.
const MAX_DEPTH: usize = 64;
/// One slip can make many errors behind it; past this many they only hide each other.
const MAX_ERRORS: usize = 20;
/// How many bytes one text may have.
const MAX_STRING: usize = 64 * 1024;

/// A value that was read, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its byte range in the source.
    pub span: Range<usize>,
}

impl<T> Spanned<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Item {
    /// The value.
    pub value: Value,
    /// Its byte range in the source.
    pub span: Range<usize>,
}

/// A value of a settings file, a front matter or a data file.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing behind a YAML key; the reader takes it as if the key were not there.
    Null,
    /// Text.
    String(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A date or a time, as written.
    Date(String),
    /// A list.
    Array(Vec<Item>),
    /// Keys and values.
    Table(Table),
}

impl Value {
    /// What it is, for a message: `text`, `a whole number`.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::String(_) => "text",
            Value::Integer(_) => "a whole number",
            Value::Float(_) => "a number with a fraction",
            Value::Bool(_) => "`true` or `false`",
            Value::Date(_) => "a date",
            Value::Array(_) => "a list",
            Value::Table(_) => "a table",
        }
    }

    /// What it is as text, where it is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The same value as JSON, for templates; dates become text, a number JSON cannot hold becomes null.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Value::Null => serde_json::Value::Null,
            Value::String(text) | Value::Date(text) => text.clone().into(),
            Value::Integer(number) => (*number).into(),
            Value::Float(number) => (*number).into(),
            Value::Bool(yes) => (*yes).into(),
            Value::Array(items) => items.iter().map(|item| item.value.to_json()).collect(),
            Value::Table(table) => table.to_json(),
        }
    }
}

/// Keys and values in the order they were written.
#[derive(Debug, Clone)]
pub struct Table {
    /// The source all ranges point into.
    pub source: Arc<Source>,
    /// The byte range of the whole table, or of its header.
    pub span: Range<usize>,
    /// Each key with its range, and its value.
    pub entries: Vec<(String, Range<usize>, Item)>,
}

impl Table {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Item> {
        self.entries.iter().find(|(name, _, _)| name == key).map(|(_, _, item)| item)
    }

    /// The place of a range in this table's source.
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place::new(&self.source, span.clone())
    }

    /// The same table as JSON, for templates.
    pub fn to_json(&self) -> serde_json::Value {
        self.entries.iter().map(|(key, _, item)| (key.clone(), item.value.to_json())).collect()
    }
}

/// Something is nested deeper than [`MAX_DEPTH`].
fn too_deep(place: Place) -> Diagnostic {
    Diagnostic::new(&rules::LIMIT, place, format!("lists and tables lie more than {MAX_DEPTH} deep in each other"))
        .hint("make it flatter")
}

/// A text is longer than [`MAX_STRING`].
fn too_long(place: Place, bytes: usize) -> Diagnostic {
    Diagnostic::new(
        &rules::LIMIT,
        place,
        format!("this text has {bytes} bytes, more than the {MAX_STRING} a value may have"),
    )
    .hint("long text belongs into the body of a page")
}

/// A key was set before in the same table.
fn set_twice(rule: &'static crate::diag::Rule, place: Place, key: &str, first: Option<Place>) -> Diagnostic {
    // A site may lower `rule`, but never what could show something to more people.
    let rule = if key == "audience" { &rules::UNKNOWN_AUDIENCE } else { rule };
    let finding = Diagnostic::new(rule, place, format!("`{key}` is set twice")).hint("keep one of them");
    match first {
        Some(first) => finding.related(first, "first set here"),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;

    /// Texts put together from the pieces both languages are made of, the same ones on every run.
    #[test]
    fn no_text_breaks_a_parser() {
        let pieces = [
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            "=",
            ":",
            ": ",
            "- ",
            "\n",
            "\r",
            "\n  ",
            "a",
            "a.b",
            "\"",
            "'''",
            "\"\"\"",
            "#",
            ",",
            "1",
            "-",
            "_",
            "2026-02-30",
            "é",
            "\u{1f600}",
            "|",
            ">",
            "&x",
            "*x",
            "!!int ",
            "?",
            "---",
            "%",
            "\t",
            "\0",
            "\\u12",
        ];
        let mut state = 7_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            }
            let source = Source::new("a.md", format!("é{text}é"));
            let range = 2..2 + text.len();
            let mut diags = Diagnostics::default();
            let toml = parse_toml(&source, range.clone(), &rules::FRONT_MATTER, &mut diags);
            assert!(toml.is_some() || !diags.is_empty(), "{text:?} fails without a finding");
            let mut diags = Diagnostics::default();
            let yaml = parse_yaml(&source, range, &rules::FRONT_MATTER, &mut diags);
            assert!(yaml.is_some() || !diags.is_empty(), "{text:?} fails without a finding");
        }
    }

    #[test]
    fn a_flood_of_mistakes_is_cut_short() {
        // Keys that are set again one below the other are one mistake.
        for (text, most) in
            [("a = 1\n".repeat(50_000), 1), ("[a]\n".repeat(50_000), MAX_ERRORS), ("junk\n".repeat(50_000), MAX_ERRORS)]
        {
            let source = Source::new("a.toml", text);
            let mut diags = Diagnostics::default();
            parse_toml(&source, 0..source.text.len(), &rules::FRONT_MATTER, &mut diags);
            assert_eq!(diags.iter().count(), most);
        }
        let source = Source::new("a.md", "a: 1\n".repeat(50_000));
        let mut diags = Diagnostics::default();
        parse_yaml(&source, 0..source.text.len(), &rules::FRONT_MATTER, &mut diags);
        assert_eq!(diags.iter().count(), MAX_ERRORS);
    }
}
