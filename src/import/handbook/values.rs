//! Values of other tools' front matter as ours: texts, days, lists, yes and no.

use jiff::civil::Date;

use crate::fields::{Value, parse_date};

/// A key without `_`, `-` and capitals.
pub(super) fn plain(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A place in an order, which may lie between two whole numbers.
pub(super) fn scaled(place: f64) -> i64 {
    (place.clamp(-1e9, 1e9) * 10.0).round() as i64
}

pub(super) fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) | Value::Date(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Null | Value::Array(_) | Value::Table(_) => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

pub(super) fn date_of(value: &Value) -> Option<Date> {
    let text = text_of(value)?;
    parse_date(text.get(..10)?)
}

/// Texts of a list, of a list of tables with names, or of one text with commas.
pub(super) fn texts_of(value: &Value, by_space: bool) -> Vec<String> {
    match value {
        Value::Array(items) => items
            .iter()
            .filter_map(|item| match &item.value {
                Value::Table(table) => {
                    table.get("name").or_else(|| table.get("title")).and_then(|item| text_of(&item.value))
                }
                value => text_of(value),
            })
            .collect(),
        value => {
            let text = text_of(value).unwrap_or_default();
            let separates = |c: char| c == ',' || c == ';' || (by_space && c == ' ');
            text.split(separates).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        }
    }
}

/// Whether a value says yes, in whatever form.
pub(super) fn says_yes(value: &Value) -> bool {
    matches!(text_of(value).as_deref().map(str::to_lowercase).as_deref(), Some("true" | "yes" | "on" | "1"))
}
