//! Amounts of money as people write them in a sentence: `$180,000`, `£95k`, `90.000 €`, `USD 180–240k`. It finds them
//! in any text; it must not know records, pages, nor which amounts are pay.

use std::ops::Range;

use crate::written::currency::IN_PROSE as SIGNS;

/// An amount, or two with a word or a dash between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) struct Written {
    /// Where it stands in the text, its currency included.
    pub(in crate::site) range: Range<usize>,
    /// The currencies its sign may stand for, ISO 4217 codes: `$` stands for several.
    pub(in crate::site) currencies: &'static [&'static str],
    /// One amount, or the two ends of a range, in whole units; what is below one unit is dropped.
    pub(in crate::site) amounts: Vec<i64>,
    /// Whether it counts in millions or more.
    pub(in crate::site) in_millions: bool,
}

/// Words between the two ends of a range, in the languages that amounts are written in here.
const BETWEEN: [&str; 10] = ["to", "and", "bis", "und", "à", "et", "a", "y", "tot", "en"];

/// Words for powers of a thousand, each after the number or a space.
const POWERS: [(&str, i64); 13] = [
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("tsd", 1_000),
    ("mille", 1_000),
    ("mil", 1_000),
    ("mio", 1_000_000),
    ("mrd", 1_000_000_000),
    ("mn", 1_000_000),
    ("bn", 1_000_000_000),
    ("k", 1_000),
    ("m", 1_000_000),
    ("b", 1_000_000_000),
];

/// Every amount in `text`, in order.
pub(in crate::site) fn amounts(text: &str) -> Vec<Written> {
    let mut found: Vec<Written> = Vec::new();
    // Numbers since the last sign: one of them may have its currency behind it.
    let mut loose: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if let Some((sign, currencies)) = sign_at(text, at) {
            let after = at + sign.len();
            if let Some(number) = spaced(text, after).and_then(|start| number(text, start)) {
                let (numbers, end) = with_second(text, number, sign);
                found.extend(written(at..end, currencies, &numbers));
                (at, loose) = (end, Vec::new());
                continue;
            }
            if let Some(numbers) = before(text, &loose, at) {
                found.extend(written(numbers[0].range.start..after, currencies, &numbers));
            }
            (at, loose) = (after, Vec::new());
            continue;
        }
        if byte.is_ascii_digit()
            && !text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
            && let Some(number) = number(text, at)
        {
            at = number.range.end;
            loose.push(number);
            continue;
        }
        at += 1;
    }
    found
}

/// Whether a text can hold an amount at all; cheap.
pub(in crate::site) fn may_hold(text: &str) -> bool {
    text.bytes().enumerate().any(|(at, byte)| BEGINS[usize::from(byte)] && sign_at(text, at).is_some())
}

/// The bytes that signs begin with: no byte within a character is one of them.
const BEGINS: [bool; 256] = bytes_of_signs(0);

/// The bytes that stand second in a sign.
const GOES_ON: [bool; 256] = bytes_of_signs(1);

const fn bytes_of_signs(place: usize) -> [bool; 256] {
    let mut bytes = [false; 256];
    let mut at = 0;
    while at < SIGNS.len() {
        let sign = SIGNS[at].0.as_bytes();
        if place < sign.len() {
            bytes[sign[place] as usize] = true;
        }
        at += 1;
    }
    bytes
}

/// The sign of a currency that begins at byte `at`; one of letters stands alone.
fn sign_at(text: &str, at: usize) -> Option<(&'static str, &'static [&'static str])> {
    let bytes = &text.as_bytes()[at..];
    let goes_on = |byte: &u8| GOES_ON[usize::from(*byte)];
    if !BEGINS[usize::from(bytes[0])] || (bytes[0] != b'$' && !bytes.get(1).is_some_and(goes_on)) {
        return None;
    }
    let rest = &text[at..];
    let (sign, currencies) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    let letter = |c: char| c.is_alphabetic() || c == '_';
    let behind = !sign.ends_with(char::is_alphabetic) || !rest[sign.len()..].starts_with(letter);
    // Looked at last: it walks back to the beginning of a word.
    let before = || !sign.starts_with(char::is_alphabetic) || !ends_in_word(&text[..at]);
    (behind && before()).then_some((*sign, *currencies))
}

/// Whether a text ends in a letter that belongs to a word, and not to a number such as `180k`.
fn ends_in_word(text: &str) -> bool {
    let letters = text.trim_end_matches(|c: char| c.is_alphabetic() || c == '_');
    let word = &text[letters.len()..];
    let multiplies = letters.ends_with(|c: char| c.is_ascii_digit()) && matches!(word, "k" | "K" | "m" | "M");
    !word.is_empty() && !multiplies
}

/// A number with what multiplies it.
#[derive(Debug, Clone)]
struct Number {
    range: Range<usize>,
    /// In thousandths, before it is multiplied.
    thousandths: i64,
    /// 1 without a word behind it.
    power: i64,
    /// Whether its digits stand in groups.
    grouped: bool,
}

impl Number {
    fn amount(&self) -> i64 {
        let exact = i128::from(self.thousandths) * i128::from(self.power) / 1_000;
        i64::try_from(exact).unwrap_or(i64::MAX)
    }
}

/// The byte after one space at most.
fn spaced(text: &str, at: usize) -> Option<usize> {
    let next = text[at..].chars().next()?;
    Some(at + if is_space(next) { next.len_utf8() } else { 0 })
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// The number that begins at byte `at`.
fn number(text: &str, at: usize) -> Option<Number> {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = at + digits(at);
    if end == at || end - at > 15 {
        return None;
    }
    let (mut whole, mut length) = (text[at..end].parse::<i64>().ok()?, end - at);
    let is_zero = length == 1 && whole == 0;
    let (mut groups, mut last, mut decimals) = (0, None, "");
    while let Some(mark) = text[end..].chars().next().filter(|c| ",.'’ \u{a0}\u{2009}\u{202f}".contains(*c)) {
        let from = end + mark.len_utf8();
        let behind = digits(from);
        let fits = behind == 3 && length <= 12 && last.is_none_or(|last| last == mark);
        // A space in plain text separates words as often as thousands: only after a short head is it read as the latter.
        if fits && (groups > 0 || end - at <= 3) && !is_zero {
            whole = whole * 1_000 + text[from..from + 3].parse::<i64>().ok()?;
            (groups, last, length, end) = (groups + 1, Some(mark), length + 3, from + 3);
            continue;
        }
        if matches!(mark, ',' | '.') && behind > 0 && last != Some(mark) {
            decimals = &text[from..from + behind];
            end = from + behind;
        }
        break;
    }
    let tenths = |fraction: i64, digit: u8| fraction * 10 + i64::from(digit - b'0');
    let fraction = decimals.bytes().chain([b'0'; 3]).take(3).fold(0, tenths);
    let (power, end) = power(text, end);
    let mut thousandths = whole.checked_mul(1_000)?.checked_add(fraction)?;
    if power >= 1_000_000 && groups == 1 && last == Some('.') {
        thousandths /= 1_000; // `1.250m` has decimals, whatever their number
    }
    Some(Number { range: at..end, thousandths, power, grouped: groups > 0 })
}

/// What multiplies a number that ends at byte `end`, and where that ends.
fn power(text: &str, end: usize) -> (i64, usize) {
    let space = text[end..].chars().next().filter(|c| is_space(*c)).map_or(0, char::len_utf8);
    if !text[end + space..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return (1, end);
    }
    for (word, power) in POWERS {
        for from in [end, end + space] {
            let Some(there) = text.get(from..from + word.len()).filter(|there| there.eq_ignore_ascii_case(word)) else {
                continue;
            };
            let after = &text[from + there.len()..];
            let signed = SIGNS.iter().any(|(sign, _)| after.starts_with(sign));
            // A letter alone behind a space is a word of its own, unless a currency follows: `180 k€`.
            let ends = !after.starts_with(char::is_alphanumeric) && (word.len() > 2 || from == end);
            if ends || signed {
                return (power, from + there.len());
            }
        }
    }
    (1, end)
}

/// The first number of an amount and, when a range follows, its other end; also where that ends.
fn with_second(text: &str, first: Number, sign: &str) -> (Vec<Number>, usize) {
    let end = first.range.end;
    let Some((second, by_dash, signed)) = connected(text, end, sign) else { return (vec![first], end) };
    let plain = second.power > 1 || second.grouped;
    let behind = &text[second.range.end..];
    let other = behind.starts_with(['%', '-', '/']) || behind.starts_with(char::is_alphabetic);
    if other || !(signed || plain || by_dash) {
        return (vec![first], end);
    }
    let (first, second) = same_power(first, second);
    if second.amount() < first.amount() {
        return (vec![first.clone()], first.range.end);
    }
    let end = second.range.end;
    (vec![first, second], end)
}

/// `180–240k`: what multiplies one end multiplies the other, where it has no more than three digits.
fn same_power(mut first: Number, mut second: Number) -> (Number, Number) {
    let short = |number: &Number| number.power == 1 && number.amount() < 1_000;
    if short(&first) {
        first.power = second.power;
    } else if short(&second) {
        second.power = first.power;
    }
    (first, second)
}

/// The number behind a dash or a word that begins at byte `at`; whether it was a dash, and whether it repeats the sign.
fn connected(text: &str, at: usize, sign: &str) -> Option<(Number, bool, bool)> {
    let rest = text[at..].trim_start_matches(is_space);
    let dash = ["–", "—", "-", "‑"].into_iter().find(|dash| rest.starts_with(dash));
    let (mark, by_dash) = match dash {
        Some(dash) => (dash, true),
        None if rest.len() == text.len() - at => return None,
        None => (
            BETWEEN.into_iter().find(|word| rest.strip_prefix(word).is_some_and(|rest| rest.starts_with(is_space)))?,
            false,
        ),
    };
    let after = rest[mark.len()..].trim_start_matches(is_space);
    let (after, signed) =
        after.strip_prefix(sign).map_or((after, false), |after| (after.trim_start_matches(is_space), true));
    number(text, text.len() - after.len()).map(|number| (number, by_dash, signed))
}

/// The numbers that a currency at byte `sign` stands behind: the last of them, and the one a range begins with.
fn before(text: &str, loose: &[Number], sign: usize) -> Option<Vec<Number>> {
    let last = loose.last()?;
    let gap = &text[last.range.end..sign];
    if gap.chars().count() > 1 || !gap.chars().all(is_space) {
        return None;
    }
    let Some(first) = loose.len().checked_sub(2).map(|at| &loose[at]) else { return Some(vec![last.clone()]) };
    let joins = connected(text, first.range.end, "\0").is_some_and(|(second, ..)| second.range == last.range);
    if !joins {
        return Some(vec![last.clone()]);
    }
    let (first, second) = same_power(first.clone(), last.clone());
    Some(if first.amount() <= second.amount() { vec![first, second] } else { vec![second] })
}

fn written(range: Range<usize>, currencies: &'static [&'static str], numbers: &[Number]) -> Option<Written> {
    Some(Written {
        range,
        currencies,
        amounts: numbers.iter().map(Number::amount).collect(),
        in_millions: numbers.iter().any(|number| number.power >= 1_000_000),
    })
}

#[cfg(test)]
#[path = "tests/money_in_prose.rs"]
mod tests;
