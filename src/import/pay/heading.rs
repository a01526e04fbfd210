//! What the heading of a column means, in the many ways people write it. It must not know cells.

use super::words::{self, Column, End, Word};
use crate::site::records::types::{Measure, Period};
use crate::written::currency::{self, MayBe};

/// What a heading says about every cell below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Says {
    pub(super) measure: Option<Measure>,
    pub(super) period: Option<Period>,
    /// The currencies its sign or code may stand for; empty when it has none.
    pub(super) currencies: MayBe,
    /// How many units an amount of 1 stands for, such as a thousand.
    pub(super) power: Option<i64>,
    /// Whether amounts are after tax.
    pub(super) net: bool,
    /// Whether it speaks of shares of a hundred.
    pub(super) percent: bool,
}

/// A heading taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// What the column holds; `None` when a word is not known, or two of them do not go together.
    pub(super) column: Option<Column>,
    pub(super) says: Says,
    /// Words that nothing is known of, as written.
    pub(super) rest: String,
    /// Whether the rest of the words would do for an amount.
    pub(super) is_amount: bool,
}

impl Says {
    /// Both together; what `self` says goes first.
    pub(super) fn and(&self, other: &Says) -> Says {
        Says {
            measure: self.measure.or(other.measure),
            period: self.period.or(other.period),
            currencies: if self.currencies.is_empty() { other.currencies.clone() } else { self.currencies.clone() },
            power: self.power.or(other.power),
            net: self.net || other.net,
            percent: self.percent || other.percent,
        }
    }

    /// What of it another heading denies, for a message.
    pub(super) fn conflict(&self, other: &Says) -> Option<&'static str> {
        let differ = |a: Option<u8>, b: Option<u8>| a.zip(b).is_some_and(|(a, b)| a != b);
        if differ(self.measure.map(|measure| measure as u8), other.measure.map(|measure| measure as u8)) {
            Some("what is counted")
        } else if differ(self.period.map(|period| period as u8), other.period.map(|period| period as u8)) {
            Some("for how long amounts are paid")
        } else if !self.currencies.is_empty()
            && !other.currencies.is_empty()
            && !self.currencies.iter().any(|code| other.currencies.contains(code))
        {
            Some("the currency")
        } else {
            None
        }
    }
}

/// The words of a text as they are written; signs of currencies are words of their own.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if word.is_empty() || !first.is_alphabetic() {
            let small: String = rest.chars().take(5).flat_map(char::to_lowercase).collect();
            if let Some(length) =
                ["p.a.", "p. a.", "p.m.", "p.h."].iter().find(|short| small.starts_with(**short)).map(|s| s.len())
            {
                words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
                words.push(small.chars().filter(|c| c.is_alphabetic()).take(2).collect());
                rest = &rest[length..];
                continue;
            }
            if let Some((sign, _)) = currency::sign(rest) {
                words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
                words.push(sign.to_owned());
                rest = &rest[sign.len()..];
                continue;
            }
        }
        if first == '%' {
            words.extend(pieces(&std::mem::take(&mut word)));
            words.push("percent".to_owned());
        } else if first.is_alphanumeric() {
            word.push(first);
        } else {
            words.extend(pieces(&std::mem::take(&mut word)));
        }
        rest = &rest[first.len_utf8()..];
    }
    words.extend(pieces(&word));
    words
}

/// A word as the words it is made of, where its writing has no spaces: `年収下限`. One that is not understood stays whole.
fn pieces(word: &str) -> Vec<String> {
    if !word.starts_with(|c: char| c >= '\u{2e80}') {
        return if word.is_empty() { Vec::new() } else { vec![word.to_owned()] };
    }
    let (mut found, mut rest) = (Vec::new(), word);
    while !rest.is_empty() {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        let is_known = |end: &usize| {
            words::meaning(&rest[..*end]).is_some() || currency::sign(rest).is_some_and(|(sign, _)| sign.len() == *end)
        };
        let Some(end) = ends.into_iter().find(is_known) else { return vec![word.to_owned()] };
        found.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    found
}

/// Takes a heading apart.
pub(super) fn read(text: &str) -> Heading {
    let mut says = Says::default();
    let mut columns: Vec<Column> = Vec::new();
    let (mut ends, mut rest): (Vec<End>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut is_pay, mut is_range, mut is_band) = (false, false, false);
    // In a heading without any capital, a code may be small too.
    let loose = !text.contains(char::is_uppercase);
    for word in words(text) {
        let small = word.to_lowercase();
        match words::meaning(&small) {
            Some(Word::Column(column)) => columns.push(column),
            Some(Word::End(end)) => ends.push(end),
            Some(Word::Measure(measure)) => (says.measure, is_pay) = (Some(measure), true),
            Some(Word::BasePay) => (says.measure, is_pay) = (Some(Measure::Base), true),
            Some(Word::Period(period)) => says.period = Some(period),
            Some(Word::PayFor(period)) => (says.period, is_pay) = (Some(period), true),
            Some(Word::Pay) => is_pay = true,
            Some(Word::PayRange) => (is_pay, is_range) = (true, true),
            Some(Word::Band) => (is_band, is_range) = (true, true),
            Some(Word::Power(power)) => says.power = Some(power),
            Some(Word::Net) => says.net = true,
            Some(Word::Percent) => says.percent = true,
            Some(Word::Filler) => {}
            None => match money(&word, loose) {
                Some((may_be, power)) => (says.currencies, says.power) = (may_be, power.or(says.power)),
                // The year that a sheet is for.
                None if small.len() == 4 && small.starts_with("20") && small.bytes().all(|b| b.is_ascii_digit()) => {}
                None => rest.push(word),
            },
        }
    }
    let end = if is_range { End::Range } else { End::Figure };
    let is_amount = columns.is_empty() && ends.len() <= 1;
    // The profile of a job is its title, and its code is none.
    let has = |wanted: &[&str]| words(text).iter().any(|word| wanted.contains(&word.to_lowercase().as_str()));
    if columns.contains(&Column::Role) && rest.iter().all(|word| word.eq_ignore_ascii_case("profile")) {
        rest.clear();
    }
    if columns.contains(&Column::Role) && has(&["code", "number", "nr"]) {
        rest.push(text.trim().to_owned());
    }
    let column = if rest.is_empty() { column(&columns, &ends, is_pay, is_band, end, text) } else { None };
    Heading { column, says, rest: rest.join(" "), is_amount }
}

/// A sign, a code, or either with thousands before it: `k€`, `TEUR`.
fn money(word: &str, loose: bool) -> Option<(MayBe, Option<i64>)> {
    if let Some((sign, may_be)) = currency::sign(word).filter(|(sign, _)| sign.len() == word.len()) {
        return (!sign.is_empty()).then_some((may_be, None));
    }
    // Codes that are words of headings too.
    let known = currency::word(word, loose).filter(|_| !["ALL", "TOP", "TRY"].contains(&word.to_uppercase().as_str()));
    let behind = || word.strip_prefix(['k', 'K', 'T']).filter(|code| code.len() == 3);
    known.map(|may_be| (may_be, None)).or_else(|| Some((currency::word(behind()?, false)?, Some(1_000))))
}

fn column(columns: &[Column], ends: &[End], is_pay: bool, is_band: bool, end: End, text: &str) -> Option<Column> {
    let mut kinds = columns.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    let plain = text.trim().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    match kinds[..] {
        [] => match ends {
            [one] => Some(Column::Amount(*one)),
            // `Salaire de` and `Salario a`: the ends are small words.
            [] if is_pay && plain.ends_with(" de") => Some(Column::Amount(End::Min)),
            [] if is_pay && plain.ends_with(" a") => Some(Column::Amount(End::Max)),
            [] if is_pay || is_band => Some(Column::Amount(end)),
            [] if plain == "per" => Some(Column::Period),
            [] if plain == "as of" => Some(Column::AsOf),
            [] if plain == "type" || plain == "pay type" => Some(Column::Measure),
            _ => None,
        },
        [one] if matches!(one, Column::AsOf) => match ends {
            // Valid from; a day until which it is valid is something else.
            [] | [End::Min] => Some(one),
            _ => None,
        },
        [one] => ends.is_empty().then_some(one),
        // A job's level, a level's title, the name of a job: what is named more narrowly counts.
        [Column::Role, Column::Name] => Some(Column::Role),
        [Column::Role | Column::Name, Column::Level] => Some(Column::Level),
        [Column::Role | Column::Name, Column::Aside] | [.., Column::Aside] => Some(Column::Aside),
        [Column::Name, one] | [Column::Role, one @ (Column::Place | Column::WidePlace)] => Some(one),
        [Column::Place, Column::WidePlace] => Some(Column::Place),
        [Column::AsOf, Column::ReviewBy] => Some(Column::ReviewBy),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, column: Option<Column>) {
        assert_eq!(read(text).column, column, "{text}");
    }

    #[test]
    fn headings_are_understood_in_many_spellings() {
        for text in ["Role", "Job title", "JOB_TITLE", "Jobtitel", "Intitulé du poste", "Puesto", "Position name"] {
            check(text, Some(Column::Role));
        }
        for text in ["Job Level", "Grade", "Level title", "Karrierestufe", "pay grade"] {
            check(text, Some(Column::Level));
        }
        for text in ["LOCATION", "Office / city", "Standort", "Ville", "Job location", "Work\nlocation", "勤務地"] {
            check(text, Some(Column::Place));
        }
        for text in ["Effective date", "As of", "Valid from", "Gültig ab", "Last edited", "Stand"] {
            check(text, Some(Column::AsOf));
        }
        for text in [
            "Min",
            "Salary from",
            "Band Min",
            "Lower (annual)",
            "Base low",
            "Untergrenze",
            "2026 min",
            "年収下限",
            "RAL da",
        ] {
            check(text, Some(Column::Amount(End::Min)));
        }
        for text in ["Salary band", "Salary range", "Gehaltsspanne", "Base salary range (£k)"] {
            check(text, Some(Column::Amount(End::Range)));
        }
        check("Salary", Some(Column::Amount(End::Figure)));
        check("Median base", Some(Column::Amount(End::Percentile(2))));
        for text in ["RAL a", "Salaire annuel à", "Salario bruto anual máx.", "年俸上限(万円)"] {
            check(text, Some(Column::Amount(End::Max)));
        }
        check("Currency code", Some(Column::Currency));
        check("Pay period", Some(Column::Period));
        check("Next review", Some(Column::ReviewBy));
        check("Job family", Some(Column::Aside));
        check("Band Mid", Some(Column::Aside));
        for text in ["Hiring manager", "Valid until", "Min max", "Role min", "", "?", "Per year", "Perks"] {
            check(text, None);
        }
    }

    #[test]
    fn headings_say_what_holds_for_their_cells() {
        let base = read("Base min (GBP k, annual)").says;
        assert_eq!((base.measure, base.period), (Some(Measure::Base), Some(Period::Year)));
        assert_eq!((base.currencies, base.power), (vec!["GBP"], Some(1_000)));
        assert_eq!(read("Salary max (TEUR)").says.power, Some(1_000));
        let ten_thousands = read("年収下限(万円)").says;
        assert_eq!((ten_thousands.power, ten_thousands.currencies), (Some(10_000), vec!["JPY"]));
        assert_eq!(ten_thousands.period, Some(Period::Year));
        assert_eq!(read("OTE").says.measure, Some(Measure::Ote));
        assert_eq!(read("Base (₹ lakh) max").says.power, Some(100_000));
        assert_eq!(read("Jahresgehalt brutto min (€)").says.period, Some(Period::Year));
        assert_eq!(read("Salary p.a. from").says.period, Some(Period::Year));
        assert!(read("Net salary").says.net);
        assert!(read("Bonus (%)").says.percent);
        assert_eq!(read("TOP SALARY").says.currencies, Vec::<&str>::new());
        let place = read("London (GBP) min");
        assert_eq!((place.rest.as_str(), place.is_amount, place.says.currencies), ("London", true, vec!["GBP"]));
    }
}
