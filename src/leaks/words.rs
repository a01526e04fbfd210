//! Text as words: what is compared, whatever stands between them.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

/// So many words in a row are a run that nobody else writes by chance.
pub(super) const RUN: usize = 5;

/// A word: where it stands, and its letters as a number, capital letters made small.
#[derive(Clone)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    pub(super) hash: u64,
}

/// The words of a text, in order. Marks, blanks and everything else that is no letter or digit lie between them.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(Word { hash: hash(&text[from..at]), range: from..at });
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        word.bytes().for_each(|byte| hasher.write_u8(byte.to_ascii_lowercase()));
    } else {
        word.chars().flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(u32::from(c)));
    }
    hasher.finish()
}

/// Words in a row as one number.
pub(super) fn run(words: &[Word]) -> u64 {
    let mut hasher = FxHasher::default();
    words.iter().for_each(|word| hasher.write_u64(word.hash));
    hasher.finish()
}

/// Whether words stand in several things, not in one passage: a page and the title of the next one may say them in a row.
pub(super) fn is_broken(text: &str) -> bool {
    let marks = |c: char| matches!(c, '"' | '|' | '[' | ']' | '(' | ')' | '{' | '}' | '<' | '>' | '=' | '#');
    let starts_anew = |line: &str| line.trim().is_empty() || line.trim_start().starts_with(['-', '*', ':', '`']);
    text.contains(marks) || text.split('\n').skip(1).any(starts_anew)
}

/// The amounts of four digits or more in a text, with or without marks between thousands. A year is no amount.
pub(super) fn amounts(text: &str) -> Vec<(u64, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = end_of_number(text, at);
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[end..].chars().next().unwrap_or(' ');
        let stands_alone = !before.is_alphanumeric()
            && !matches!(before, '-' | '.' | '_' | '#' | '/')
            && !matches!(after, '_' | '/' | '-')
            && (!after.is_alphanumeric() || after.is_ascii_uppercase());
        let digits: String = text[at..end].chars().filter(char::is_ascii_digit).collect();
        let is_plain = digits.len() == end - at;
        if let Ok(value) = digits.parse::<u64>()
            && stands_alone
            && (4..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && !(is_plain && (1900..=2100).contains(&value))
        {
            found.push((value, at..end));
        }
        at = end;
    }
    found
}

/// Where the number ends that begins at `start`: marks count where three digits and no more follow.
fn end_of_number(text: &str, start: usize) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = start + digits(start);
    if end - start > 3 {
        return end;
    }
    while let Some(mark) = text[end..].chars().next().filter(|c| is_between_thousands(*c))
        && digits(end + mark.len_utf8()) == 3
    {
        end += mark.len_utf8() + 3;
    }
    end
}

fn is_between_thousands(c: char) -> bool {
    matches!(c, ',' | '.' | '\'' | '\u{2019}' | '_' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}
