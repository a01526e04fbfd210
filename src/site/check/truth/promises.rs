//! `promise-expired`: a sentence that says what will be by a day that has passed.

use std::cell::LazyCell;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use jiff::civil::Date;

use super::prose::Quotations;
use super::words::{Word, any, words};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::check::OnePage;
use crate::written::date::{Day, read};

/// Words that speak of what is to come.
const COMING: &[&str] = &[
    "will",
    "we'll",
    "won't",
    "plan to",
    "plans to",
    "are planning",
    "is planning",
    "planned for",
    "planned to",
    "is planned",
    "are planned",
    "going to",
    "aim to",
    "aims to",
    "expect to",
    "expects to",
    "expected to",
    "expected by",
    "intend to",
    "intends to",
    "scheduled for",
    "scheduled to",
    "hope to",
    "coming in",
    "launches in",
    "launching in",
    "starting in",
    "wird",
    "werden",
    "geplant",
    "planen",
    "wollen",
    "sollen",
    "voraussichtlich",
];

/// Words that speak of what has been.
const BEEN: &[&str] = &[
    "was",
    "were",
    "had",
    "did",
    "has been",
    "have been",
    "would have",
    "wurde",
    "wurden",
    "war",
    "waren",
    "hatte",
    "hatten",
    "published",
    "retrieved",
    "reviewed on",
    "as of",
    "stand",
];

/// Words before a day that make it the day something is promised for.
const TOWARDS: &[&str] = &[
    "by",
    "in",
    "on",
    "from",
    "before",
    "until",
    "till",
    "for",
    "starting",
    "during",
    "bis",
    "im",
    "am",
    "ab",
    "zum",
    "spätestens",
];

/// Words that may stand between one of those and the day.
const BETWEEN: &[&str] = &[
    "the",
    "end",
    "start",
    "beginning",
    "middle",
    "of",
    "late",
    "early",
    "mid",
    "latest",
    "ende",
    "anfang",
    "mitte",
    "zum",
    "des",
    "q",
];

/// Reports each such sentence of running text.
pub(in crate::site::check) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let today = on.reader.config.today;
    for paragraph in on.understood().iter().filter(|paragraph| !paragraph.is_cell) {
        // Cutting a text into sentences takes longer than this look.
        if !super::hints::of_years(&paragraph.text) {
            continue;
        }
        let mut quotations = Quotations::new(&paragraph.text);
        // What follows such a word is an example up to the end of the paragraph.
        let example = LazyCell::new(|| EXAMPLES.find(&paragraph.text).map_or(usize::MAX, |word| word.end()));
        for range in paragraph.sentences() {
            let sentence = &paragraph.text[range.clone()];
            if !super::hints::of_years(sentence) {
                continue;
            }
            let words = words(sentence);
            if !any(&words, COMING) || any(&words, BEEN) {
                continue;
            }
            let Some(promised) = promised(&words, today) else { continue };
            let at = range.start + promised.start..range.start + promised.end;
            if quotations.hold(at.start) || *example <= at.start {
                continue;
            }
            let message = format!("`{}` has passed, and this says what will be", &paragraph.text[at.clone()]);
            let finding = Diagnostic::new(&rules::PROMISE_EXPIRED, paragraph.place(&at, on.text), message);
            diags.push(finding.hint("say what became of it, or give the new day"));
        }
    }
}

/// What makes the rest of a paragraph an example.
const EXAMPLE: &[&str] = &[
    "for example",
    "for instance",
    "example:",
    "e.g.",
    "imagine",
    "suppose",
    "zum beispiel",
    "beispiel:",
    "z. b.",
    "beispielsweise",
    "angenommen",
];

/// Those words as they are looked for.
static EXAMPLES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder().ascii_case_insensitive(true).build(EXAMPLE).expect("a few words are not too many")
});

/// The day of a promise, when the last day it names has passed.
fn promised(words: &[Word<'_>], today: Date) -> Option<std::ops::Range<usize>> {
    let mut days: Vec<(usize, usize, Date)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let day = day_at(words, at);
        // The month of a day is no other day.
        at += day.map_or(1, |(_, count, _)| count);
        days.extend(day);
    }
    // Somebody who names a later day, too, speaks of a time that lasts.
    if days.iter().any(|(_, _, last)| *last >= today) {
        return None;
    }
    let (at, count, _) = days.into_iter().find(|(at, ..)| {
        let before = words[..*at].iter().rev().take(5);
        let mut rest = before.skip_while(|word| BETWEEN.contains(&word.folded.as_str()));
        rest.next().is_some_and(|word| TOWARDS.contains(&word.folded.as_str()))
    })?;
    let last = &words[at + count - 1];
    Some(words[at].at..last.at + last.written.len())
}

/// A day, a month or a quarter that begins at a word: how many words it has, and its last day. A year alone is one only
/// behind `end of`, so that a number of people is none.
fn day_at(words: &[Word<'_>], at: usize) -> Option<(usize, usize, Date)> {
    let leads = [BETWEEN, TOWARDS].iter().any(|list| list.contains(&words[at].folded.as_str()));
    if leads {
        return None;
    }
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    for count in (1..=3.min(words.len() - at)).rev() {
        if !words[at..at + count].iter().any(|word| is_year(word.written) || word.written.len() == 10) {
            continue;
        }
        let written: Vec<&str> = words[at..at + count].iter().map(|word| word.written).collect();
        let written = written.join(" ");
        if count == 1 && is_year(&written) {
            let behind = |word: &str, back: usize| at >= back && words[at - back].folded == word;
            let is_end = behind("ende", 1) || (behind("of", 1) && behind("end", 2));
            let year = written.parse().ok().filter(|year| is_end && (2000..2100).contains(year))?;
            return Some((at, 1, Date::new(year, 12, 31).ok()?));
        }
        match read(&written) {
            Day::One(day) => return Some((at, count, day)),
            Day::Either { day_first, month_first } => return Some((at, count, day_first.max(month_first))),
            Day::Span(_, last) if count > 1 => return Some((at, count, last)),
            Day::Span(..) | Day::None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentence: &str) -> Option<String> {
        let words = words(sentence);
        let is_promise = any(&words, COMING) && !any(&words, BEEN);
        let range = promised(&words, jiff::civil::date(2026, 11, 21)).filter(|_| is_promise)?;
        Some(sentence[range].to_owned())
    }

    #[test]
    fn a_promise_is_a_sentence_about_what_comes_with_a_day_that_has_passed() {
        for (sentence, day) in [
            ("We will publish bands by the end of July 2025.", Some("July 2025")),
            ("Every team is going to use scorecards by 1 March 2026.", Some("1 March 2026")),
            ("We plan to move by end of 2025.", Some("2025")),
            ("The new portal will launch in Q3 2025.", Some("Q3 2025")),
            ("Die Spannen werden bis Ende Juli 2025 stehen.", Some("Juli 2025")),
            ("We will publish bands by the end of July 2027.", None),
            ("We had published bands by July 2025.", None),
            ("The law has been in force since July 2025, and employers will be asked.", None),
            ("We will hire 2025 people.", None),
            ("From July 2025 to July 2027 we will pilot it.", None),
            ("Pay will be reviewed as of 1 July 2025.", None),
        ] {
            assert_eq!(found(sentence).as_deref(), day, "{sentence}");
        }
    }
}
