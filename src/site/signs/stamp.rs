//! Stamps: a line at the top of a page that says what the whole is, such as `STRICTLY CONFIDENTIAL`, `[DRAFT]`,
//! `Not for publication`, `Draft - not approved`.

use jiff::civil::Date;

use super::abroad;
use super::key_words::DONE;
use super::keys::Wish;
use super::names::AudienceNames;
use super::phrase::{self, SPREADS};
use super::vocabulary;

/// A longer line is a sentence.
const MAX: usize = 90;
/// Whether it must not be done to what carries a stamp, or what that is not: `share`, `approved`.
fn is_denied(word: &str) -> bool {
    SPREADS.contains(&word) || DONE.contains(&word) || ["for", "share."].contains(&word)
}

/// What a line asks for that is nothing but a stamp.
///
/// One word alone is a stamp where it is loud or `is_start`; elsewhere it may be a word of a list. What is more than the
/// words of a stamp counts at the start alone, in a line of its own.
pub(super) fn stamp(line: &str, below: &str, is_start: bool, names: &AudienceNames, today: Date) -> Option<Wish> {
    let line = line.trim();
    let is_term = below.trim_start().starts_with(": ");
    if line.len() > MAX
        || is_term
        || line.starts_with(['#', '|', '-', '+', '>', ':', '<', '!'])
        || line.starts_with("* ")
    {
        return None;
    }
    let is_own = is_start && below.trim().is_empty();
    let is_stamp = of_words(line, is_start, names) || is_own && (of_parts(line, names) || until(line, today));
    let is_unfinished = || {
        let words = words(line);
        words.iter().any(|word| vocabulary::is_unfinished(word))
            || words.windows(3).any(|three| three == ["work", "in", "progress"])
    };
    is_stamp.then(|| if is_unfinished() || until(line, today) { Wish::KeepBack } else { Wish::Limit })
}

fn words(line: &str) -> Vec<String> {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Nothing but words of a stamp.
fn of_words(line: &str, is_start: bool, names: &AudienceNames) -> bool {
    // `Private: no` is a key; what it says was looked at.
    if line.len() > 60 || line.contains(": ") {
        return false;
    }
    let Some(named) = names.marked(line) else { return false };
    let is_loud = line.starts_with(['[', '*', '(', '{']) || line.chars().all(|c| !c.is_lowercase());
    names.is_weak(named.name) && !names.is_form(named.name) && (words(line).len() > 1 || is_loud || is_start)
}

/// `Draft - not approved`, `Confidential - HR only`, `ACME CONFIDENTIAL`, `DRAFT v0.3`.
fn of_parts(line: &str, names: &AudienceNames) -> bool {
    let line = line.trim_matches(['*', '_', ' ', '[', ']', '(', ')', '.']);
    let is_loud = |text: &str| text.len() > 2 && text.chars().all(|c| !c.is_lowercase());
    let says = |text: &str| phrase::weigh(text, names).is_some();
    let all = words(line);
    if is_loud(line) && all.len() < 5 && !line.contains([':', ',']) && all.last().is_some_and(|word| says(word)) {
        return true;
    }
    if let Some((first, version)) = line.split_once(' ')
        && is_loud(first)
        && !first.ends_with(':')
        && says(first)
        && version.trim_start_matches(['v', 'V', '(']).starts_with(|c: char| c.is_ascii_digit())
    {
        return version.len() < 12;
    }
    let Some(at) = line.find([':', '-', '.', ';', ',']) else { return false };
    let (first, rest) = (&line[..at], words(&line[at..]));
    let forbids = match &rest[..] {
        [not, done, ..] if not == "not" || not == "never" => is_denied(done),
        [do_, not, done, ..] if do_ == "do" && not == "not" => is_denied(done),
        _ => false,
    };
    says(first) && (forbids || rest.last().is_some_and(|word| word == "only"))
}

/// `Do not publish before 1 March 2099.`, `Embargoed until 1 March 2099`
fn until(line: &str, today: Date) -> bool {
    let words = words(line);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if abroad::is_embargo(&words, today.year()) {
        return true;
    }
    let rest = match &words[..] {
        ["do", "not", done, rest @ ..] if SPREADS[..5].contains(done) => rest,
        ["not", "for", "publication" | "release" | "distribution", rest @ ..] => rest,
        ["under" | "strictly", "embargo" | "embargoed", rest @ ..] | ["embargo" | "embargoed", rest @ ..] => rest,
        _ => return false,
    };
    let is_dated = matches!(rest.first(), Some(&("before" | "until" | "till")));
    let year = rest.iter().filter(|word| word.len() == 4).find_map(|word| word.parse::<i16>().ok());
    is_dated && year.is_none_or(|year| year >= today.year())
}
