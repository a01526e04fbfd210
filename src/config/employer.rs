//! Who employs: the name that postings carry, where it sits, and how many people work for it, which laws ask.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diag::{Diagnostics, rules};
use crate::fields::{Fields, Table, Value};

/// What `[employer]` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Employer {
    /// The name that postings carry.
    pub name: Option<String>,
    /// Its own site.
    pub url: Option<String>,
    /// The jurisdictions where it has an office, by their codes: `US-CA`, `GB`.
    pub seats: Vec<String>,
    /// How many people work for it; `None` when that is not said.
    pub headcount: Option<Headcount>,
}

/// How many people work for an employer on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headcount {
    /// The day they were counted.
    pub as_of: Date,
    /// All employees.
    pub total: i64,
    /// Contractors, who are not among them.
    pub contractors: i64,
    /// Employees by jurisdiction: `US-CO`, `US-NY-NYC`, `AT`.
    pub at: BTreeMap<String, i64>,
}

impl Headcount {
    /// The employees in a jurisdiction and in what lies in it; `None` where nothing is said of it.
    pub fn within(&self, place: &str) -> Option<i64> {
        let inside = |code: &&str| lies_in(code, place);
        let codes: Vec<&str> = self.at.keys().map(String::as_str).filter(inside).collect();
        // What lies in something that is counted, too, is counted once.
        let outermost = codes.iter().filter(|code| !codes.iter().any(|other| other != *code && lies_in(code, other)));
        (!codes.is_empty()).then(|| outermost.map(|code| self.at[*code]).sum())
    }
}

/// Whether a jurisdiction is another one or lies in it, by their codes: `US-NY-NYC` lies in `US-NY`.
pub fn lies_in(code: &str, other: &str) -> bool {
    code.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

const CODE: &str = "an ISO 3166 code such as `AT` or `US-CO`";

/// Reads `[employer]`.
pub(super) fn employer(table: &Table, diags: &mut Diagnostics) -> Employer {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    let name = fields.string("name").map(|name| name.value);
    let url = fields.parse("url", "a web address that begins with `https://`", |text| {
        text.starts_with("https://").then(|| text.to_owned())
    });
    let mut seats = Vec::new();
    for seat in fields.strings("seats").unwrap_or_default() {
        if is_code(&seat.value) {
            seats.push(seat.value);
        } else {
            fields.report(&seat.span, format!("`{}` names no jurisdiction", seat.value), format!("write {CODE}"));
        }
    }
    let headcount = fields.table("headcount").and_then(|table| headcount(table, fields.diags()));
    fields.finish_as(&rules::SETTINGS);
    Employer { name, url: url.map(|url| url.value), seats, headcount }
}

fn headcount(table: &Table, diags: &mut Diagnostics) -> Option<Headcount> {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    let as_of = fields.required().date("as_of");
    let total = fields.required().integer("total");
    let contractors = fields.integer("contractors").map_or(0, |number| number.value);
    let mut at = BTreeMap::new();
    if let Some(places) = fields.table("at") {
        for (code, span, item) in &places.entries {
            match item.value {
                Value::Integer(number) if is_code(code) && number >= 0 => {
                    at.insert(code.clone(), number);
                }
                Value::Integer(number) if number >= 0 => {
                    fields.report(span, format!("`{code}` names no jurisdiction"), format!("write {CODE}"));
                }
                _ => fields.report(&item.span, format!("`{code}` is no number of people"), "write a whole number"),
            }
        }
    }
    fields.finish_as(&rules::SETTINGS);
    Some(Headcount { as_of: as_of?.value, total: total?.value, contractors, at })
}

fn is_code(text: &str) -> bool {
    let sound = |part: &str| {
        !part.is_empty()
            && part.len() <= 4
            && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let country = text.split('-').next().unwrap_or("");
    country.len() == 2 && text.split('-').count() <= 3 && text.split('-').all(sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_in_a_city_are_people_in_its_state_once() {
        let at = [("US-NY", 30), ("US-NY-NYC", 20), ("US-CA-SF", 5), ("US-CA-LA", 7), ("AT", 0)];
        let at = at.into_iter().map(|(code, number)| (code.to_owned(), number)).collect();
        let count = Headcount { as_of: jiff::civil::date(2026, 11, 1), total: 62, contractors: 0, at };
        let within = |code| count.within(code);
        assert_eq!((within("US-NY"), within("US-NY-NYC"), within("US-CA")), (Some(30), Some(20), Some(12)));
        assert_eq!((within("US"), within("AT"), within("DE"), within("US-N")), (Some(42), Some(0), None, None));
    }
}
