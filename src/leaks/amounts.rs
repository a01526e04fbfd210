//! Amounts in texts, as people write them: with marks between thousands or without, in the digits of any script, and
//! shortened.

use std::ops::Range;

/// How long an amount may be that is read in other digits than ours, in characters.
const LONGEST: usize = 24;
/// Words for thousands and millions, with how many zeros each stands for.
const UNITS: [(&str, usize); 9] = [
    ("k", 3),
    ("tsd", 3),
    ("thousand", 3),
    ("tausend", 3),
    ("t€", 3),
    ("mille", 3),
    ("m", 6),
    ("mio", 6),
    ("million", 6),
];

/// The amounts of four digits or more in a text. A year is no amount.
pub(super) fn amounts(text: &str) -> Vec<(u64, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_digit) {
        at = each_at(text, at + start, |amount, range| found.push((amount, range)));
    }
    found
}

/// Whether an amount may begin with a character.
pub(super) fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The value of a digit of any script that people write amounts in.
fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    const ZEROS: [char; 14] = [
        '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}', '\u{c66}', '\u{ce6}',
        '\u{e50}', '\u{ed0}', '\u{1040}', '\u{ff10}',
    ];
    let value = |zero: char| (c as u32).checked_sub(zero as u32).filter(|value| *value < 10);
    ZEROS.into_iter().find_map(value).and_then(|value| u8::try_from(value).ok())
}

/// Gives each amount whose digits begin at `start`, and returns where they end. One that a blank parts may be two numbers,
/// and is read as both.
pub(super) fn each_at(text: &str, start: usize, mut found: impl FnMut(u64, Range<usize>)) -> usize {
    if !text.as_bytes()[start].is_ascii_digit() {
        return of_other_digits(text, start, &mut found);
    }
    of_our_digits(text, start, &mut found)
}

fn of_our_digits(text: &str, start: usize, found: &mut dyn FnMut(u64, Range<usize>)) -> usize {
    let (amount, end) = amount_at(text, start, is_between_thousands);
    if let Some(amount) = amount {
        found(amount, start..end);
    }
    let is_parted = matches!(text.as_bytes().get(end..end + 2), Some([b' ', b'0'..=b'9']));
    if is_parted && text[start..end].bytes().all(|byte| byte.is_ascii_digit()) {
        let (amount, end) = amount_at(text, start, |c| c == ' ');
        if let Some(amount) = amount {
            found(amount, start..end);
        }
    }
    end
}

/// Reads digits of other scripts as ours.
fn of_other_digits(text: &str, start: usize, found: &mut dyn FnMut(u64, Range<usize>)) -> usize {
    let mut ours = String::new();
    let mut ends = vec![start];
    let mut last_digit = start;
    for (at, c) in text[start..].char_indices().take(LONGEST) {
        let end = start + at + c.len_utf8();
        match digit(c) {
            Some(value) => {
                ours.push(char::from(b'0' + value));
                last_digit = end;
            }
            None if is_between_thousands(c) || c == ' ' => ours.push(if c == ' ' { ' ' } else { ',' }),
            None => break,
        }
        ends.push(end);
    }
    let before = text[..start].chars().next_back().unwrap_or(' ');
    if !before.is_alphanumeric() {
        of_our_digits(&ours, 0, &mut |amount, range| found(amount, start..ends[range.end]));
    }
    last_digit.max(start + text[start..].chars().next().map_or(1, char::len_utf8))
}

/// The amount whose digits begin at `start`, if it is one, and where they end: `187,500`, `187.5k`, `1.2m`.
fn amount_at(text: &str, start: usize, is_mark: fn(char) -> bool) -> (Option<u64>, usize) {
    let end = end_of_number(text, start, is_mark);
    let before = text[..start].chars().next_back().unwrap_or(' ');
    if before.is_alphanumeric() || matches!(before, '-' | '.' | '_' | '#' | '/') {
        return (None, end);
    }
    let digits = text.as_bytes()[start..end].iter().filter(|byte| byte.is_ascii_digit());
    let (value, count) = digits.fold((0_u64, 0), |(value, count), digit| {
        (value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')), count + 1)
    });
    if let Some((amount, end)) = shortened(text, (value, count), end) {
        return (Some(amount).filter(|amount| *amount >= 1_000), end);
    }
    let after = text[end..].chars().next().unwrap_or(' ');
    let is_plain = count == end - start;
    let stands_alone = !matches!(after, '_' | '/' | '-') && (!after.is_alphanumeric() || after.is_ascii_uppercase());
    let is_amount = stands_alone
        && (4..=15).contains(&count)
        && text.as_bytes()[start] != b'0'
        && !(is_plain && (1900..=2100).contains(&value));
    (is_amount.then_some(value), end)
}

/// The amount that digits stand for with a `k`, an `m` or a word for those behind them, and where that ends.
fn shortened(text: &str, (value, count): (u64, usize), end: usize) -> Option<(u64, usize)> {
    let rest = &text.as_bytes()[end..];
    let part = match rest {
        [b'.' | b',', digits @ ..] => digits.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count(),
        _ => 0,
    };
    let skipped = if part == 0 { 0 } else { part + 1 };
    let (zeros, length) = unit(&text[end + skipped..])?;
    if count > 6 || part > zeros {
        return None;
    }
    let whole = value * 10_u64.pow(u32::try_from(zeros).ok()?);
    let part = text[end..].get(1..skipped).map_or(Some(0), |part| {
        Some(part.parse::<u64>().ok()? * 10_u64.pow(u32::try_from(zeros - part.len()).ok()?))
    })?;
    Some((whole + part, end + skipped + length))
}

/// How many zeros the word stands for that a text begins with, and how long it is with the blank before it. A letter alone
/// stands at its digits: `12 m` is a length.
fn unit(rest: &str) -> Option<(usize, usize)> {
    let first = *rest.as_bytes().first()?;
    if !first.is_ascii_alphabetic() && first != b' ' && first != 0xc2 {
        return None;
    }
    let word = rest.trim_start_matches([' ', '\u{a0}']);
    let blank = rest.len() - word.len();
    let length = word.find(|c: char| !c.is_alphabetic() && c != '€').unwrap_or(word.len());
    if length > 8 || blank > 2 {
        return None;
    }
    let written = word[..length].to_lowercase();
    let (_, zeros) = UNITS.iter().find(|(unit, _)| *unit == written && (blank == 0 || unit.len() > 1))?;
    let next = word[length..].chars().next();
    (!next.is_some_and(char::is_alphanumeric)).then_some((*zeros, blank + length))
}

/// Where the number ends that begins at `start`: marks count where three digits and no more follow, or two as in India
/// (`1,87,500`).
fn end_of_number(text: &str, start: usize, is_mark: fn(char) -> bool) -> usize {
    let digits = |from: usize| text.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = start + digits(start);
    if end - start > 3 {
        return end;
    }
    let mark_at = |end: usize| text[end..].chars().next().filter(|c| is_mark(*c)).map(char::len_utf8);
    let mut pairs = end;
    while end - start < 3 && text.as_bytes().get(pairs) == Some(&b',') && digits(pairs + 1) == 2 && is_mark(',') {
        pairs += 3;
    }
    if pairs > end && text.as_bytes().get(pairs) == Some(&b',') && digits(pairs + 1) == 3 {
        end = pairs;
    }
    while let Some(length) = mark_at(end)
        && digits(end + length) == 3
    {
        end += length + 3;
    }
    end
}

fn is_between_thousands(c: char) -> bool {
    matches!(
        c,
        ',' | '.' | '\'' | '_' | '\u{a0}' | '\u{b7}' | '\u{2d9}' | '\u{66b}' | '\u{66c}' | '\u{2007}'
            ..='\u{2009}' | '\u{2019}' | '\u{202f}' | '\u{205f}' | '\u{ff0c}'
    )
}
