//! `stat-uncited`: a statement about people or companies at large that names no source, or one that research does not
//! bear out.

use super::prose::{Paragraph, Quotations};
use super::words::{Word, any, find, words};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::check::OnePage;

/// What a sentence says that leans on research.
const STUDIES: &[&str] = &[
    "studies show",
    "studies have shown",
    "studies suggest",
    "studies indicate",
    "studies find",
    "study shows",
    "study found",
    "research shows",
    "research has shown",
    "research suggests",
    "research indicates",
    "research finds",
    "research found",
    "data shows",
    "data show",
    "statistics show",
    "surveys show",
    "survey shows",
    "survey found",
    "experts agree",
    "scientists agree",
    "science shows",
    "it is proven",
    "studien zeigen",
    "studien belegen",
    "forschung zeigt",
];

/// People and companies of whom a share is told.
const AT_LARGE: &[&str] = &[
    "candidates",
    "applicants",
    "employees",
    "employers",
    "companies",
    "organisations",
    "organizations",
    "workers",
    "people",
    "women",
    "men",
    "hires",
    "recruiters",
    "managers",
    "engineers",
    "developers",
    "executives",
    "leaders",
    "startups",
    "start-ups",
    "firms",
    "businesses",
    "jobseekers",
    "seekers",
    "graduates",
    "professionals",
    "respondents",
    "adults",
    "americans",
    "resumes",
    "cvs",
    "interviews",
    "jobs",
    "postings",
    "hirings",
    "turnover",
    "bewerber",
    "bewerberinnen",
    "unternehmen",
    "beschäftigten",
    "mitarbeitenden",
    "frauen",
    "männer",
    "menschen",
];

/// Words of whoever sets a rule or tells of itself: the figure is its own.
const OWN: &[&str] = &[
    "we", "we'll", "we're", "our", "us", "you", "your", "must", "should", "shall", "may", "can", "cannot", "target",
    "targets", "goal", "aim", "if", "at least", "up to", "no more", "minimum", "maximum", "required", "requires",
    "eligible", "example", "imagine", "suppose", "say", "let's", "this", "these", "wir", "unsere", "soll", "muss",
    "wenn", "ziel",
];

/// What a sentence says of whoever told a figure.
const TELLS: &[&str] = &[
    "says",
    "say",
    "said",
    "reports",
    "reported",
    "found",
    "finds",
    "estimates",
    "estimated",
    "writes",
    "wrote",
    "states",
    "stated",
    "claims",
    "gives",
    "counts",
    "counted",
    "sagt",
    "schreibt",
    "berichtet",
    "nennt",
    "zählt",
    "schätzt",
];

/// Reports each of them.
pub(in crate::site::check) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let paragraphs = on.understood();
    for (at, paragraph) in paragraphs.iter().enumerate().filter(|(_, paragraph)| !paragraph.is_cell) {
        if !super::hints::of_statistics(&paragraph.text) {
            continue;
        }
        // A source stands in the paragraph, or in the next one where that is what it is for.
        let leads_on = |next: &&Paragraph| {
            let begins = next.text.trim_start().to_lowercase();
            let names =
                ["source", "see ", "quelle", "based on", "according to"].iter().any(|word| begins.starts_with(word));
            next.section == paragraph.section && (names || paragraph.text.trim_end().ends_with(':'))
        };
        let cites = paragraph.cites || paragraphs.get(at + 1).filter(leads_on).is_some_and(|next| next.cites);
        let mut quotations = Quotations::new(&paragraph.text);
        for range in paragraph.sentences() {
            let sentence = &paragraph.text[range.clone()];
            let words = words(sentence);
            let found = match (unsupported(&words), cites) {
                (true, _) => Some((
                    range.clone(),
                    "no research bears this out: the figure is a rumour inside a company, and tests found a small difference",
                    "leave it out, or cite a study with `:claim[ID]`",
                )),
                (false, true) => None,
                (false, false) => statement(&words).map(|(from, to)| {
                    let end = words[to].at + words[to].written.len();
                    (
                        range.start + words[from].at..range.start + end,
                        "names no source",
                        "record it with its source and write `:claim[ID]`, link the source, or leave it out",
                    )
                }),
            };
            let Some((at, message, hint)) = found else { continue };
            if quotations.hold(at.start) {
                continue;
            }
            let said = paragraph.text[at.clone()].trim();
            let message = if said.len() < 60 { format!("`{said}` {message}") } else { message.to_owned() };
            let finding = Diagnostic::new(&rules::STAT_UNCITED, paragraph.place(&at, on.text), message);
            diags.push(finding.hint(hint));
        }
    }
}

/// The words of a statement about the world: its first and its last.
fn statement(words: &[Word<'_>]) -> Option<(usize, usize)> {
    for phrase in STUDIES {
        if let Some(at) = find(words, phrase) {
            let own = at > 0 && ["our", "your", "this", "the", "unsere"].contains(&words[at - 1].folded.as_str());
            return (!own).then(|| (at, at + phrase.split(' ').count() - 1));
        }
    }
    if any(words, OWN) {
        return None;
    }
    let share = (0..words.len()).find_map(|at| Some((at, share_at(words, at)?)))?;
    let (from, behind) = share;
    if is_told_by_name(&words[..from]) {
        return None;
    }
    // `40% of candidates`, `40 percent of all candidates`, `40% fewer applicants`.
    let people = (behind..words.len().min(behind + 4)).find(|at| AT_LARGE.contains(&words[*at].folded.as_str()))?;
    Some((from, people))
}

/// Whether somebody with a name says what follows: `the handbook of Basecamp says that`, `according to Gallup`.
fn is_told_by_name(before: &[Word<'_>]) -> bool {
    let is_name = |at: usize| {
        let word = &before[at];
        let capitals = word.written.chars().filter(|c| c.is_uppercase()).count();
        // The first word of a sentence has a capital letter anyway.
        if at == 0 { capitals > 1 } else { word.written.starts_with(char::is_uppercase) }
    };
    let named = (0..before.len()).find(|at| is_name(*at));
    named.is_some_and(|at| {
        let tells = before[at + 1..].iter().any(|word| TELLS.contains(&word.folded.as_str()));
        tells || any(before, &["according to", "laut"])
    })
}

/// Where a share ends that begins at a word: `40%`, `40 percent`, `two thirds`, `one in five`.
fn share_at(words: &[Word<'_>], at: usize) -> Option<usize> {
    let word = |from: usize| words.get(from).map_or("", |word| word.folded.as_str());
    let digits = word(at).trim_end_matches('%');
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || b".,-".contains(&byte));
    if is_number && word(at).ends_with('%') {
        return Some(at + 1);
    }
    if is_number
        && (["percent", "prozent", "%"].contains(&word(at + 1)) || (word(at + 1), word(at + 2)) == ("per", "cent"))
    {
        return Some(at + if word(at + 1) == "per" { 3 } else { 2 });
    }
    let counts = ["one", "two", "three", "four", "nine", "1", "2", "3", "4", "9"];
    let wholes = ["three", "four", "five", "ten", "3", "4", "5", "10"];
    if counts.contains(&word(at)) && word(at + 1) == "in" && wholes.contains(&word(at + 2)) {
        return Some(at + 3);
    }
    None
}

/// The tale that women apply only when they meet every requirement, and men when they meet 60 in 100.
fn unsupported(words: &[Word<'_>]) -> bool {
    let has = |options: &[&str]| any(words, options);
    has(&["60%", "60 percent", "60 per", "60 prozent"])
        && has(&["100%", "100 percent", "100 per", "all", "every", "100 prozent"])
        && has(&["women", "frauen"])
        && has(&["men", "männer"])
        && has(&["requirement*", "qualification*", "criteria", "skills", "anforderung*", "qualified"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leans_on_research_or_tells_of_people_at_large_is_a_statement() {
        for (sentence, found) in [
            ("Studies show that structured interviews work.", true),
            ("About 60% of candidates drop out.", true),
            ("One in five new hires leaves within a year.", true),
            ("70 percent of all companies report it.", true),
            ("We reject 60% of candidates.", false),
            ("The bonus is 15% of base.", false),
            ("At least 40% of interviewers must be trained.", false),
            ("Our research shows what works.", false),
            ("Two people read each answer.", false),
            ("VAMI's page says that postings without pay get 40–60% fewer qualified applicants.", false),
            ("According to Gallup, 70% of employees are not engaged.", false),
            ("Many people think that 40% of candidates lie.", true),
        ] {
            assert_eq!(statement(&words(sentence)).is_some(), found, "{sentence}");
        }
        assert!(unsupported(&words("Men apply when they meet 60% of the requirements, women only at 100%.")));
        assert!(!unsupported(&words("Men and women met 60% of the requirements.")));
    }
}
