//! What a cell of pay holds: one amount or the two ends of a range, with what is said beside them. What two readers could
//! read differently is refused. It must not know which column the cell is in.

use super::words::{self, Word};
use crate::site::records::types::{Measure, Period};
use crate::written::currency::{self, MayBe};
use crate::written::number::{self, Form, Number};

/// The amounts of a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Amounts {
    /// One, or the two ends of a range, in whole units.
    pub(super) ends: Vec<i64>,
    /// Whether the top is left open: `500k+`, `from 500k`.
    pub(super) open: bool,
    /// Whether the bottom is: `up to 500k`.
    pub(super) up_to: bool,
    /// The currencies it may be in; empty when it does not say.
    pub(super) currencies: MayBe,
    pub(super) period: Option<Period>,
    pub(super) measure: Option<Measure>,
    /// Whether a point or a comma was taken for thousands that would be decimals in a smaller amount.
    pub(super) one_group: bool,
}

/// What is wrong with a cell, and what to do about it.
pub(super) type Refusal = (String, String);

/// A piece of a cell.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(String),
    Currency(MayBe),
    Word(String),
    Dash,
    Plus,
    /// Anything else.
    Mark(char),
}

/// One end of a range while it is read.
#[derive(Debug, Default)]
struct Side {
    number: Option<Number>,
    power: Option<i64>,
}

/// Reads a cell's text; `power` is what its heading says amounts are multiplied by.
pub(super) fn read(text: &str, power: Option<i64>) -> Result<Amounts, Refusal> {
    let tokens = tokens(text);
    if !tokens.iter().any(|token| matches!(token, Token::Number(_))) {
        return wrong(text, "is no amount", "write a number such as `130000`, or leave the cell empty");
    }
    let mut found = Amounts::default();
    let mut sides = vec![Side::default()];
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        let side = sides.last_mut().expect("there is one from the start");
        match token {
            Token::Number(digits) if side.number.is_none() => {
                let number = number::read(digits)
                    .or_else(|why| wrong(text, why, "write the amount in plain digits, such as `130000`"))?;
                side.number = Some(number);
            }
            Token::Number(_) => return wrong(text, "holds numbers with nothing between them", SPLIT),
            Token::Currency(may_be) => join(&mut found.currencies, may_be)
                .or_else(|()| wrong(text, "names two currencies", "one amount has one currency"))?,
            Token::Dash if side.number.is_none() => {
                return wrong(text, "is below zero", "write the amount without a minus; pay is never below zero");
            }
            Token::Dash => {
                if sides.len() == 2 {
                    return wrong(text, "has more than two ends", SPLIT);
                }
                sides.push(Side::default());
            }
            Token::Plus if side.number.is_some() && next.is_none() => found.open = true,
            Token::Word(word) => {
                let small = word.to_lowercase();
                let behind = side.number.is_some();
                if let Some(power) = power_of(&small, next, behind) {
                    side.power = Some(power);
                } else if behind
                    && small == "up"
                    && matches!(next, Some(Token::Word(to)) if to.eq_ignore_ascii_case("to"))
                {
                    // `£40,000 up to £50,000`: the second word stands between the ends.
                } else if behind && BETWEEN.contains(&small.as_str()) && holds_number(&tokens[at + 1..]) {
                    if sides.len() == 2 {
                        return wrong(text, "has more than two ends", SPLIT);
                    }
                    sides.push(Side::default());
                } else {
                    word_beside(&small, behind, &mut found).or_else(|(why, hint)| wrong(text, &why, &hint))?;
                }
            }
            Token::Mark('/') if side.number.is_some() && matches!(next, Some(Token::Word(_))) => {}
            Token::Mark(mark) => beside(text, *mark)?,
            Token::Plus => return wrong(text, "holds more than an amount", NOTES),
        }
    }
    finish(text, sides, power, found)
}

/// A mark beside an amount: brackets around a word are nothing, most others leave something open.
fn beside(text: &str, mark: char) -> Result<(), Refusal> {
    match mark {
        '(' | ')' if !text.starts_with('(') => Ok(()),
        '(' => wrong(text, "is in brackets, as sums below zero are", "write it without brackets"),
        '%' => wrong(text, "is a share of something", "write the amount itself"),
        '~' | '≈' => wrong(text, ABOUT, "write the amount that holds"),
        '*' | '†' | '‡' | '§' | '[' | '#' | '¹' | '²' | '³' | '⁴'..='⁹' => {
            let hint = "take the mark out, and put the note into a column `Notes`";
            wrong(text, "has a mark that leads to a note", hint)
        }
        _ => wrong(text, "holds more than an amount", NOTES),
    }
}

/// Reads a number that the spreadsheet holds as one: its point is a decimal point.
pub(super) fn read_number(text: &str, power: Option<i64>) -> Result<Amounts, Refusal> {
    if text.starts_with('-') {
        return wrong(text, "is below zero", "write the amount without a minus; pay is never below zero");
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    // Four digits behind the point leave no doubt which mark it is.
    let number = number::read(&format!("{whole}.{fraction:0<4}"))
        .or_else(|why| wrong(text, why, "write the amount in plain digits, such as `130000`"))?;
    finish(text, vec![Side { number: Some(number), power: None }], power, Amounts::default())
}

const SPLIT: &str = "write one amount, or both ends of a range as in `130000-180000`";
const NOTES: &str = "leave the amount alone in its cell, and put the rest into a column `Notes`";
const ABOUT: &str = "is no exact amount";

/// Words between the ends of a range.
const BETWEEN: [&str; 16] =
    ["to", "bis", "à", "a", "au", "al", "till", "til", "do", "tot", "hasta", "até", "and", "und", "et", "y"];
const FROM: [&str; 19] = [
    "from", "ab", "von", "desde", "dès", "min", "od", "van", "från", "between", "zwischen", "de", "entre", "tussen",
    "mellan", "tra", "da", "między", "fra",
];
const UP_TO: [&str; 8] = ["upto", "max", "maximum", "hasta", "jusqu", "bis", "to", "under"];
const VAGUE: [&str; 10] =
    ["ca", "circa", "approx", "approximately", "about", "around", "etwa", "environ", "roughly", "est"];

fn wrong<T>(text: &str, why: &str, hint: &str) -> Result<T, Refusal> {
    Err((format!("`{text}` {why}"), hint.to_owned()))
}

/// A word that does not multiply and does not stand between two ends.
fn word_beside(small: &str, behind: bool, found: &mut Amounts) -> Result<(), (String, String)> {
    if VAGUE.contains(&small) {
        return Err((ABOUT.to_owned(), "write the amount that holds".to_owned()));
    }
    if !behind && small == "up" {
        found.up_to = true;
        return Ok(());
    }
    if !behind && UP_TO.contains(&small) {
        found.up_to = true;
        return Ok(());
    }
    if !behind && FROM.contains(&small) {
        found.open = true;
        return Ok(());
    }
    match words::meaning(small) {
        Some(Word::Period(period) | Word::PayFor(period)) => set(&mut found.period, period, "two periods"),
        Some(Word::Measure(measure)) => set(&mut found.measure, measure, "two kinds of pay"),
        Some(Word::BasePay) => set(&mut found.measure, Measure::Base, "two kinds of pay"),
        Some(Word::Net) => Err(("is pay after tax".to_owned(), "write the amount before tax".to_owned())),
        Some(Word::Percent) => Err(("is a share of something".to_owned(), "write the amount itself".to_owned())),
        Some(Word::Filler | Word::Pay)
            if !["cash", "valid", "local", "last", "next", "and", "size"].contains(&small) =>
        {
            Ok(())
        }
        _ if words::is_week(small) => {
            let hint = "records know year, month, day and hour: write what it comes to for one of them";
            Err(("is paid by the week".to_owned(), hint.to_owned()))
        }
        _ if small == "lpa" => set(&mut found.period, Period::Year, "two periods"),
        _ => Err((format!("holds more than an amount: `{small}`"), NOTES.to_owned())),
    }
}

fn set<T: PartialEq + Copy>(slot: &mut Option<T>, value: T, two: &str) -> Result<(), (String, String)> {
    if slot.is_some_and(|earlier| earlier != value) {
        return Err((format!("names {two}"), NOTES.to_owned()));
    }
    *slot = Some(value);
    Ok(())
}

fn holds_number(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| matches!(token, Token::Number(_)))
}

/// How much a word multiplies by. Letters that stand for several things do only where what follows settles it.
fn power_of(small: &str, next: Option<&Token>, behind: bool) -> Option<i64> {
    let before_currency = matches!(next, Some(Token::Currency(_)));
    match small {
        "k" | "tsd" | "thousand" | "tausend" | "mille" | "tys" if behind => Some(1_000),
        "t" if behind && before_currency => Some(1_000),
        "万" if behind => Some(10_000),
        "lakh" | "lakhs" | "lac" | "lacs" | "lpa" if behind => Some(100_000),
        "mn" | "mio" | "mln" | "million" | "millionen" | "millions" if behind => Some(1_000_000),
        "cr" | "crore" | "crores" if behind => Some(10_000_000),
        _ => None,
    }
}

fn join(known: &mut MayBe, may_be: &MayBe) -> Result<(), ()> {
    if known.is_empty() {
        known.clone_from(may_be);
    } else {
        known.retain(|code| may_be.contains(code));
    }
    if known.is_empty() { Err(()) } else { Ok(()) }
}

fn finish(text: &str, sides: Vec<Side>, power: Option<i64>, mut found: Amounts) -> Result<Amounts, Refusal> {
    let mut read: Vec<(Number, Option<i64>)> = Vec::new();
    for side in sides {
        match side.number {
            Some(number) => read.push((number, side.power)),
            None => return wrong(text, "has a second end without a number", SPLIT),
        }
    }
    if read.len() == 2 && (found.up_to || found.open) {
        // `from 55k to 70k` has both ends.
        let is_plus = text.trim_end().ends_with('+');
        (found.open, found.up_to) = (is_plus, false);
    }
    if let [(first, first_power), (second, second_power)] = &mut read[..] {
        // `120-150k`: what multiplies one end multiplies the other, where the range still ascends.
        let lower = |a: &Number, b: &Number| a.times(1_000).zip(b.times(1_000)).is_none_or(|(a, b)| a <= b);
        match (&first_power, &second_power) {
            (None, Some(power)) if first.is_below(1_000) && lower(first, second) => *first_power = Some(*power),
            (Some(power), None) if second.is_below(1_000) => *second_power = Some(*power),
            _ => {}
        }
    }
    for (number, own_power) in &read {
        let power = match (own_power, power) {
            (Some(_), Some(_)) => {
                return wrong(
                    text,
                    "says itself what it is multiplied by, and so does its heading",
                    "write the number alone, or take the thousands out of the heading",
                );
            }
            (own, heading) => own.or(heading),
        };
        if power.is_some() && number.form != Form::Plain {
            let why = "has thousands of its own, and is to be multiplied by as much again";
            return wrong(text, why, "write the amount in full, such as `130000`");
        }
        if power.is_some() && own_power.is_none() && !number.is_below(10_000) {
            let hint = "take `k` out of the heading, or write every amount of the column in thousands";
            return wrong(text, "is not in thousands, and its heading says that amounts are", hint);
        }
        let Some(amount) = number.times(power.unwrap_or(1)) else {
            let hint = "records keep whole units of the currency: write the pay of a year, this times the hours of a year, and say `--period year`; or round it";
            return wrong(text, "has a part of a unit, such as pence or cents", hint);
        };
        found.one_group |= number.form == Form::OneGroup;
        found.ends.push(amount);
    }
    Ok(found)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        if let Some((sign, may_be)) = currency::sign(rest) {
            tokens.push(Token::Currency(may_be));
            rest = &rest[sign.len()..];
        } else if first.is_ascii_digit() {
            let length = number_length(rest);
            tokens.push(Token::Number(rest[..length].to_owned()));
            rest = without_empty_cents(&rest[length..]);
        } else if first.is_alphabetic() {
            let length = rest
                .find(|c: char| !c.is_alphabetic() || currency::sign(&c.to_string()).is_some())
                .unwrap_or(rest.len());
            let (word, after) = rest.split_at(length);
            let after = short_form(word, after, &mut tokens);
            rest = after;
        } else {
            tokens.extend(mark(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

fn mark(c: char) -> Option<Token> {
    match c {
        '-' | '–' | '—' | '‑' | '−' | '‐' | '‒' => Some(Token::Dash),
        '+' => Some(Token::Plus),
        // Small marks of layout, and those of abbreviations.
        '.' | ',' | ':' | '\'' | '’' => None,
        c if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') => None,
        c => Some(Token::Mark(c)),
    }
}

/// Adds a word: a code, a code with thousands before it, `p.a.`, or as it is. Gives what is left behind it.
fn short_form<'t>(word: &str, after: &'t str, tokens: &mut Vec<Token>) -> &'t str {
    let small = word.to_lowercase();
    if small == "p" {
        for (short, period) in [(".a.", "pa"), (". a.", "pa"), (".m.", "pm"), (".h.", "ph"), (".a", "pa")] {
            if after.to_lowercase().starts_with(short) {
                tokens.push(Token::Word(period.to_owned()));
                return &after[short.len()..];
            }
        }
    }
    if let Some(may_be) = currency::word(word, true) {
        tokens.push(Token::Currency(may_be));
        return after;
    }
    let code = word.strip_prefix(['k', 'K', 'T', 't']).filter(|code| code.len() == 3 && code.is_ascii());
    if let Some(may_be) = code.and_then(|code| currency::word(code, false)) {
        tokens.extend([Token::Word("k".to_owned()), Token::Currency(may_be)]);
        return after;
    }
    tokens.push(Token::Word(word.to_owned()));
    after
}

/// How many bytes of `text` are one number: digits, with marks that digits stand behind. A space joins groups of three.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    while let Some(mark) = text[end..].chars().next() {
        let from = end + mark.len_utf8();
        let length = digits(from);
        let joins = match mark {
            '.' | ',' | '\'' | '’' | '‘' | '´' | '`' => length > 0,
            space if space.is_whitespace() && space != '\n' => length == 3,
            _ => false,
        };
        if !joins {
            break;
        }
        end = from + length;
    }
    end
}

/// `70.000,-` and `120'000.–`: no cents.
fn without_empty_cents(rest: &str) -> &str {
    for mark in ['.', ','] {
        for dash in ["--", "-", "–", "—"] {
            let after = rest.strip_prefix(mark).and_then(|after| after.strip_prefix(dash));
            if let Some(after) = after.filter(|after| !after.trim_start().starts_with(|c: char| c.is_ascii_digit())) {
                return after;
            }
        }
    }
    rest
}

#[cfg(test)]
#[path = "amount_tests.rs"]
mod tests;
