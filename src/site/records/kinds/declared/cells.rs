//! What the cells of a CSV file mean under the keys of a declared type.

use super::{Holds, Shape};
use crate::fields::csv::Cell;
use crate::fields::{Item, Value};

/// What is wrong with a cell, and what to write.
type Complaint = (String, String);

/// What a cell means under this heading; an empty one means nothing. Members of a list stand apart by `;`, ids by a
/// space or a comma too, since they hold neither.
pub(in crate::site) fn value(heading: &str, shape: &Shape, cell: &Cell) -> Result<Value, Complaint> {
    if cell.text.is_empty() {
        return Ok(Value::Null);
    }
    if !shape.list {
        return one(heading, &shape.value, &cell.text);
    }
    let is_id = matches!(shape.value, Holds::Id(_));
    let members = cell.text.split(|c| c == ';' || is_id && (c == ' ' || c == ','));
    let members = members.map(str::trim).filter(|member| !member.is_empty());
    let items = members.map(|text| Ok(Item { value: one(heading, &shape.value, text)?, span: cell.span.clone() }));
    items.collect::<Result<_, _>>().map(Value::Array)
}

fn one(heading: &str, holds: &Holds, text: &str) -> Result<Value, Complaint> {
    match holds {
        Holds::Bool => match text {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err((
                format!("`{heading}` cannot be `{text}`"),
                "write `true` or `false`, or leave it empty".to_owned(),
            )),
        },
        Holds::Whole(..) | Holds::Amount(_) => whole_number(heading, text).map(Value::Integer),
        Holds::Percent => percent(heading, text).map(Value::Float),
        Holds::Number(_) => number(heading, text).map(Value::Float),
        // The first that can be written so; the last one says what is wrong.
        Holds::Either(several) => {
            let mut read = Err((format!("`{heading}` cannot be `{text}`"), "leave it empty".to_owned()));
            for holds in *several {
                read = one(heading, holds, text);
                if read.is_ok() {
                    break;
                }
            }
            read
        }
        Holds::Any
        | Holds::Text
        | Holds::Form { .. }
        | Holds::Word(_)
        | Holds::Id(_)
        | Holds::Audience
        | Holds::Date
        | Holds::Table(_)
        | Holds::Map(..)
        | Holds::Inline(_) => Ok(Value::String(text.to_owned())),
    }
}

/// A plain number.
fn number(heading: &str, text: &str) -> Result<f64, Complaint> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.parse().ok().filter(|_| is_plain).ok_or_else(|| {
        (format!("`{heading}` must be a number, found `{text}`"), "write digits alone, such as `0.8`".to_owned())
    })
}

/// A plain number of percent.
fn percent(heading: &str, text: &str) -> Result<f64, Complaint> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.parse().ok().filter(|_| is_plain).ok_or_else(|| {
        let bare = text.trim_end_matches('%').trim();
        let is_number = bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && bare.parse::<f64>().is_ok();
        let hint = if is_number {
            format!("write the number alone: `{bare}`")
        } else {
            "write percent as a number alone, such as `0.5`; the two ends stand under `min` and `max`".to_owned()
        };
        (format!("`{heading}` must be a number of percent, found `{text}`"), hint)
    })
}

/// A plain whole number; everything else that people write as an amount gets its own hint.
fn whole_number(heading: &str, text: &str) -> Result<i64, Complaint> {
    if let Ok(number) = text.parse::<i64>() {
        return Ok(number);
    }
    let lower = text.to_lowercase();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_grouped =
        text.contains([',', ' ', '\'', '_']) && text.chars().all(|c| c.is_ascii_digit() || ", '_".contains(c));
    let is_span = ["-", "–", "—", " to "].iter().any(|between| lower.trim_start_matches('-').contains(between));
    let hint = if digits.is_empty() {
        "write a whole number, such as `130000`, or leave the line out".to_owned()
    } else if is_span {
        "write the two ends under `min` and `max`".to_owned()
    } else if is_grouped {
        format!("write digits alone: `{digits}`")
    } else if lower.ends_with('k') && !text.contains('.') {
        format!("write it in full and without a sign: `{digits}000`; the currency goes under `currency`")
    } else if let Some(meant) = crate::written::whole(text).filter(|_| text.contains('.')) {
        format!("write digits alone: `{meant}`")
    } else if lower.contains('e') || lower.contains("inf") || text.contains('.') || text.len() > 18 {
        "write a whole number in full, such as `130000`".to_owned()
    } else {
        format!("write digits alone: `{digits}`; the currency goes under `currency`")
    };
    Err((format!("`{heading}` must be a whole number, found `{text}`"), hint))
}
