//! Small values for templates.
//!
//! It must not know which template reads them.

use jiff::civil::Date;
use tera::value::Key;
use tera::{Map, Value};

use crate::locale::Locale;

/// A map with these keys.
pub(super) fn map<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    let mut map = Map::with_capacity(N);
    for (key, value) in pairs {
        map.insert(Key::Str(key), value);
    }
    Value::from(map)
}

/// Text that templates escape.
pub(super) fn text(text: &str) -> Value {
    Value::normal_string(text)
}

/// Text that templates escape, or nothing.
pub(super) fn maybe(value: Option<&str>) -> Value {
    value.map_or_else(Value::none, Value::normal_string)
}

/// Finished HTML, already escaped where it had to be.
pub(super) fn html(html: &str) -> Value {
    Value::safe_string(html)
}

/// A day as `{iso, text}`, or nothing; its text as the language writes it.
pub(super) fn day(date: Option<Date>, locale: &Locale) -> Value {
    date.map_or_else(Value::none, |date| map([("iso", text(&date.to_string())), ("text", text(&locale.day(date)))]))
}

/// Escapes text for an element or a quoted attribute.
pub(super) fn escape(input: &str, output: &mut String) {
    for character in input.chars() {
        match character {
            '&' => output.push_str("&amp;"),
            '<' => output.push_str("&lt;"),
            '>' => output.push_str("&gt;"),
            '"' => output.push_str("&quot;"),
            '\'' => output.push_str("&#39;"),
            other => output.push(other),
        }
    }
}
