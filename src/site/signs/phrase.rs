//! Phrases that say who may read something, and how plainly they say it.
//!
//! A phrase names an audience, or says that something is secret or not finished, and has no other words but those that
//! restrict or tell where. It must not know where the phrase stands.

use super::abroad;
use super::names::AudienceNames;
use super::vocabulary;

/// How plainly a phrase is meant as an instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// The name alone: `internal`.
    Name,
    /// In capitals: `INTERNAL`.
    Loud,
    /// With words that tell where it holds: `this document is internal`, `end of internal section`.
    Place,
    /// With words that restrict: `internal only`, `do not publish`.
    Clear,
}

/// What a phrase comes to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weight {
    pub(super) force: Force,
    /// Whether it names no audience, but a word such as `confidential`.
    pub(super) is_weak: bool,
}

impl Weight {
    pub(super) fn is_clear(self) -> bool {
        self.force == Force::Clear
    }
}

/// Whether one of the words beside an audience's name makes a label of a name that stands apart: `internal notes`.
pub(super) fn makes_a_label(others: &[String]) -> bool {
    let beside = ["use", "note", "notes", "not"];
    others.iter().any(|word| RESTRICTS.contains(&word.as_str()) || beside.contains(&word.as_str()))
}

const RESTRICTS: [&str; 8] = ["only", "confidential", "eyes", "strictly", "nur", "uniquement", "solo", "alleen"];
/// What must not be done with it.
pub(super) const SPREADS: [&str; 7] = ["share", "forward", "publish", "distribute", "circulate", "copy", "print"];
const PARTS: [&str; 9] = ["section", "block", "part", "content", "text", "page", "document", "file", "notes"];
const MOST_WORDS: usize = 10;

/// What a phrase comes to that says who may read something and says nothing else, in whatever language.
pub(super) fn weigh(phrase: &str, names: &AudienceNames) -> Option<Weight> {
    // A question says nothing.
    if phrase.trim_end_matches(['*', '_', '"', '#', ' ']).ends_with('?') {
        return None;
    }
    let english = weigh_english(phrase, names);
    match abroad::weigh(phrase) {
        Some((force, is_weak)) if force == Force::Clear || english.is_none() => {
            let is_weaker = english.is_some_and(|english| english.is_clear() && !english.is_weak);
            if is_weaker { english } else { Some(Weight { force, is_weak }) }
        }
        _ => english,
    }
}

fn weigh_english(phrase: &str, names: &AudienceNames) -> Option<Weight> {
    let named = names.marked(phrase)?;
    let others = &named.others;
    if others.len() > MOST_WORDS {
        return None;
    }
    let is_form = names.is_form(named.name);
    let is_weak = !is_form && names.is_weak(named.name);
    let has = |wanted: &[&str]| others.iter().any(|word| wanted.contains(&word.as_str()));
    let forbids = has(&["not", "no"]);
    let is_done = SPREADS.iter().any(|done| others.iter().any(|word| word == done));
    // What it is not, and who else may read it, are no restriction.
    if has(&["public", "external"]) || forbids && !is_done {
        return None;
    }
    let is_addressed = has(&["to", "for"]) && !has(&["only", "use", "eyes"]);
    let restricts = has(&RESTRICTS) && !(others.len() == 1 && has(&["strictly"]))
        || has(&["use"])
        || has(&["keep"])
        || has(&["note", "notes"]) && !is_form
        || forbids && is_done;
    let force = if is_weak {
        // An abbreviation has no small letters.
        let is_loud = || is_loud(phrase) && named.name != "wip";
        weak(named.name, others, is_done && forbids).or_else(|| is_loud().then_some(Force::Loud))
    } else if restricts && !is_addressed {
        Some(Force::Clear)
    } else if !is_form && is_about_a_part(&has) {
        Some(Force::Place)
    } else {
        let is_strict = others.len() == 1 && has(&["strictly"]);
        ((is_loud(phrase) || is_strict) && !is_form && !is_addressed).then_some(Force::Loud)
    };
    Some(Weight { force: force.unwrap_or(Force::Name), is_weak })
}

/// Words for a secret that are an instruction without an audience: `do not publish`, `private and confidential`.
fn weak(name: &str, others: &[String], forbids: bool) -> Option<Force> {
    let is_unfinished = vocabulary::is_unfinished(name) || name == "work-in-progress";
    let is_said_twice = others.iter().any(|word| vocabulary::is_hiding(word));
    let is_strict = others.iter().any(|word| RESTRICTS.contains(&word.as_str()));
    let is_ours = others.iter().any(|word| word == "company" || word == "keep");
    let is_clear = !is_unfinished && (name.contains('-') || is_said_twice || is_strict || is_ours || forbids);
    is_clear.then_some(Force::Clear)
}

/// `start of internal section`, `everything below is internal`, `this document is internal`
fn is_about_a_part(has: &dyn Fn(&[&str]) -> bool) -> bool {
    if has(&["to", "for"]) {
        return false;
    }
    has(&["start", "begin", "begins", "starts", "end", "ends"]) && has(&PARTS)
        || has(&["everything"]) && has(&["is", "below", "above"])
        || has(&["this"]) && has(&PARTS) && has(&["is"])
}

/// Whether a phrase has letters, and none of them is small.
pub(super) fn is_loud(phrase: &str) -> bool {
    let letters = phrase.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 2 && phrase.chars().all(|c| !c.is_lowercase()) && letters.clone().any(char::is_uppercase)
}
