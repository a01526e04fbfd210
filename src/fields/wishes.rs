//! What somebody meant who wrote a value of another type, as the text to type in its place.

use crate::written::date::{self, Day};
use crate::written::{self, words};

/// What to type for a value, or what else to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// This value can only be meant.
    Value(String),
    /// One of these two.
    Either(String, String),
    /// A day within a month or a year, the first one of which this is.
    DayOf(String),
}

/// A day.
pub(super) fn day(raw: &str) -> Option<Wish> {
    match date::read(bare(raw)) {
        Day::One(day) => Some(Wish::Value(day.to_string())),
        Day::Either { day_first, month_first } => Some(Wish::Either(day_first.to_string(), month_first.to_string())),
        Day::Span(first, _) => Some(Wish::DayOf(first.to_string())),
        Day::None => None,
    }
}

/// A whole number.
pub(super) fn whole(raw: &str) -> Option<Wish> {
    written::whole(bare(raw)).map(|number| Wish::Value(number.to_string()))
}

/// A number.
pub(super) fn number(raw: &str) -> Option<Wish> {
    whole(raw).or_else(|| written::decimal(bare(raw)).map(Wish::Value))
}

/// Yes or no.
pub(super) fn truth(raw: &str) -> Option<Wish> {
    words::truth(bare(raw)).map(|yes| Wish::Value(yes.to_string()))
}

/// A text between quotes that TOML and YAML both read.
pub(super) fn quoted(text: &str) -> String {
    let text = bare(text);
    if text.contains(['"', '\\']) && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// Marks that people, or their word processors, put around text.
pub(super) const QUOTES: [char; 14] = ['"', '\'', '“', '”', '„', '‟', '«', '»', '‹', '›', '‘', '’', '‚', '`'];

/// Those of them that no program reads as quotes.
pub(super) fn is_curly(c: char) -> bool {
    QUOTES.contains(&c) && !matches!(c, '"' | '\'')
}

/// A text without the quotes around it, of whatever form.
pub(super) fn bare(text: &str) -> &str {
    text.trim().trim_matches(QUOTES).trim()
}

/// What to type for a value without quotes that TOML does not read, most likely first.
pub(super) fn value(raw: &str) -> Wish {
    let plain = raw.trim();
    if plain.starts_with(QUOTES) {
        return Wish::Value(quoted(plain));
    }
    day(plain)
        .filter(|wish| !matches!(wish, Wish::DayOf(_)) || plain.contains(['/', '-']))
        .or_else(|| truth(plain))
        .or_else(|| whole(plain))
        .or_else(|| number(plain))
        .unwrap_or_else(|| Wish::Value(quoted(plain)))
}

impl Wish {
    /// The hint: what to type, where `line` makes a line of a value.
    pub(super) fn hint(&self, line: impl Fn(&str) -> String) -> String {
        match self {
            Wish::Value(value) => format!("write `{}`", line(value)),
            Wish::Either(one, other) => {
                format!("it may be either of two days: write `{}` or `{}`", line(one), line(other))
            }
            Wish::DayOf(first) => format!("write a day, such as `{}`", line(first)),
        }
    }

    /// What it would be as a value, the likelier one of two.
    pub(super) fn likely(&self) -> &str {
        match self {
            Wish::Value(value) | Wish::Either(value, _) | Wish::DayOf(value) => value,
        }
    }
}
