//! What the heading of a spreadsheet's column means, in the many ways people write it. It must not know cells.

use crate::site::records::money_in_prose;
use crate::site::records::read_pay::PERCENTILES;
use crate::site::records::types::{Measure, Period};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Column {
    Role,
    Level,
    Place,
    Measure,
    Currency,
    Period,
    Source,
    /// A value that is taken as it is, under this key.
    Plain(&'static str),
    /// An amount of pay.
    Amount(End),
}

/// Which amount it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum End {
    Min,
    Max,
    /// Both in one cell: `130-180`.
    Range,
    /// A position in `PERCENTILES`.
    Percentile(usize),
}

/// A heading that is understood, with what it says about every cell below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct Heading {
    pub(in crate::site) column: Column,
    pub(in crate::site) measure: Option<Measure>,
    pub(in crate::site) period: Option<Period>,
    /// The currencies its sign or code may stand for; empty when it has none.
    pub(in crate::site) currencies: &'static [&'static str],
    /// Whether amounts are given in thousands.
    pub(in crate::site) thousands: bool,
}

/// Words for columns.
const COLUMNS: [(&str, Column); 43] = [
    ("role", Column::Role),
    ("job", Column::Role),
    ("title", Column::Role),
    ("position", Column::Role),
    ("level", Column::Level),
    ("grade", Column::Level),
    ("seniority", Column::Level),
    ("place", Column::Place),
    ("location", Column::Place),
    ("city", Column::Place),
    ("office", Column::Place),
    ("region", Column::Place),
    ("site", Column::Place),
    ("geography", Column::Place),
    ("country", Column::Place),
    ("market", Column::Place),
    ("measure", Column::Measure),
    ("type", Column::Measure),
    ("component", Column::Measure),
    ("element", Column::Measure),
    ("currency", Column::Currency),
    ("ccy", Column::Currency),
    ("period", Column::Period),
    ("frequency", Column::Period),
    ("interval", Column::Period),
    ("source", Column::Source),
    ("provider", Column::Source),
    ("survey", Column::Source),
    ("publisher", Column::Source),
    ("effective", Column::Plain("as_of")),
    ("updated", Column::Plain("as_of")),
    ("date", Column::Plain("as_of")),
    ("asof", Column::Plain("as_of")),
    ("review", Column::Plain("review_by")),
    ("sample", Column::Plain("sample")),
    ("n", Column::Plain("sample")),
    ("respondents", Column::Plain("sample")),
    ("note", Column::Plain("note")),
    ("notes", Column::Plain("note")),
    ("comment", Column::Plain("note")),
    ("comments", Column::Plain("note")),
    ("audience", Column::Plain("audience")),
    ("owner", Column::Plain("owner")),
];

/// Words that add nothing, or nothing but that an amount is pay.
const FILLERS: [&str; 20] = [
    "salary",
    "salaries",
    "pay",
    "compensation",
    "comp",
    "amount",
    "cash",
    "of",
    "the",
    "in",
    "per",
    "and",
    "a",
    "code",
    "name",
    "size",
    "by",
    "as",
    "next",
    "each",
];
const PAY: [&str; 6] = ["salary", "salaries", "pay", "compensation", "comp", "range"];

const MIN: [&str; 8] = ["min", "minimum", "low", "lower", "from", "floor", "start", "bottom"];
const MAX: [&str; 8] = ["max", "maximum", "high", "higher", "upper", "to", "top", "ceiling"];

/// The measure a word names.
pub(in crate::site) fn measure(word: &str) -> Option<Measure> {
    match word {
        "base" | "basic" | "fixed" => Some(Measure::Base),
        "total" | "ote" => Some(Measure::Total),
        "bonus" => Some(Measure::Bonus),
        "equity" => Some(Measure::Equity),
        "unstated" => Some(Measure::Unstated),
        _ => None,
    }
}

/// The period a word names.
pub(in crate::site) fn period(word: &str) -> Option<Period> {
    match word {
        "year" | "yearly" | "annual" | "annually" | "annum" | "pa" => Some(Period::Year),
        "month" | "monthly" => Some(Period::Month),
        "day" | "daily" => Some(Period::Day),
        "hour" | "hourly" => Some(Period::Hour),
        _ => None,
    }
}

/// The words of a heading or a cell, in lower case; the sign of a currency is a word of its own.
pub(in crate::site) fn words(text: &str) -> Vec<String> {
    let apart = text.replace("p.a.", " pa ");
    let signs = text.chars().filter(|c| "£€$₹₪".contains(*c)).map(String::from);
    let words = apart.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).chain(signs).collect()
}

/// What a heading means; `None` when a word of it is not known, or two of them do not go together.
pub(in crate::site) fn read(text: &str) -> Option<Heading> {
    let mut heading = Heading { column: Column::Role, measure: None, period: None, currencies: &[], thousands: false };
    let (mut column, mut end) = (None, None);
    let mut is_pay = false;
    for word in words(text) {
        let word = word.as_str();
        is_pay |= PAY.contains(&word) || measure(word).is_some();
        let percentile = || {
            PERCENTILES.iter().position(|(key, percent)| {
                word == *key || word == format!("{percent}th") || (*key == "p50" && word == "median")
            })
        };
        if let Some((_, known)) = COLUMNS.iter().find(|(known, _)| *known == word) {
            column = match (column, *known) {
                // A job's level, and a level's title.
                (Some(Column::Level), Column::Role) | (Some(Column::Role), Column::Level) => Some(Column::Level),
                (Some(earlier), known) if earlier != known => return None,
                (_, known) => Some(known),
            };
        } else if let Some(found) = measure(word) {
            heading.measure = Some(found);
        } else if let Some(found) = period(word) {
            heading.period = Some(found);
        } else if let Some(found) = currency_of(word, text) {
            heading.currencies = found;
        } else if matches!(word, "k" | "000" | "000s" | "thousand" | "thousands") {
            heading.thousands = true;
        } else if MIN.contains(&word) {
            end = Some(End::Min);
        } else if MAX.contains(&word) {
            end = Some(End::Max);
        } else if let Some(at) = percentile() {
            end = Some(End::Percentile(at));
        } else if !(FILLERS.contains(&word) || word == "range" || word == "percentile" || (word == "band" && is_pay)) {
            return None;
        }
    }
    heading.column = match (column, end) {
        (Some(_), Some(_)) => return None,
        (Some(column), None) => column,
        (None, Some(end)) => Column::Amount(end),
        (None, None) if text.trim().eq_ignore_ascii_case("per") => Column::Period,
        (None, None) if text.trim().eq_ignore_ascii_case("as of") => Column::Plain("as_of"),
        (None, None) if is_pay => Column::Amount(End::Range),
        (None, None) => return None,
    };
    Some(heading)
}

/// The currencies a sign stands for, or a code in capitals; in a heading without any capital it may be small too.
fn currency_of(word: &str, heading: &str) -> Option<&'static [&'static str]> {
    let code = word.to_uppercase();
    let is_written = heading.contains(&code) || !heading.contains(char::is_uppercase);
    money_in_prose::currencies(word).or_else(|| is_written.then(|| money_in_prose::currencies(&code)).flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_understood_in_many_spellings() {
        for (text, column) in [
            ("Role", Column::Role),
            ("Job title", Column::Role),
            ("Job Level", Column::Level),
            ("LOCATION", Column::Place),
            ("Office / city", Column::Place),
            ("pay_type", Column::Measure),
            ("Currency code", Column::Currency),
            ("Pay period", Column::Period),
            ("Per", Column::Period),
            ("As of", Column::Plain("as_of")),
            ("Effective date", Column::Plain("as_of")),
            ("Sample size", Column::Plain("sample")),
            ("Min", Column::Amount(End::Min)),
            ("Salary from", Column::Amount(End::Min)),
            ("Upper (annual)", Column::Amount(End::Max)),
            ("Salary band", Column::Amount(End::Range)),
            ("P90", Column::Amount(End::Percentile(4))),
            ("Median base", Column::Amount(End::Percentile(2))),
        ] {
            assert_eq!(read(text).map(|heading| heading.column), Some(column), "{text}");
        }
        for text in ["Band", "Cost centre", "Per year", "Role min", "", "?"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn headings_say_what_holds_for_their_cells() {
        let base = read("Base min (GBP k, annual)").expect("it is understood");
        assert_eq!(base.column, Column::Amount(End::Min));
        assert_eq!((base.measure, base.period), (Some(Measure::Base), Some(Period::Year)));
        assert_eq!((base.currencies, base.thousands), (&["GBP"][..], true));
        let total = read("Total $ max").expect("it is understood");
        assert_eq!(
            (total.measure, total.currencies[0], total.currencies.len() > 1),
            (Some(Measure::Total), "USD", true)
        );
    }
}
