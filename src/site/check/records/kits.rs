//! Interviews and red flags: questions that must not be asked, criteria that cannot be marked alike, and signs that are
//! about a life and not about work.

use super::lawful;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::lint::{self, Block, BlockIs, Kind};
use crate::site::check::wording::{finding, in_source};
use crate::site::records::Data;
use crate::site::records::types::{Criterion, Record, RedFlagRecord, Role, Stage};

/// An interviewer can mark so many criteria in one talk.
const MOST_CRITERIA: usize = 8;

/// What tells of a life and not of work, in words of a red flag.
const PROXIES: &[&str] = &[
    "career gap",
    "gap in the cv",
    "gaps in the cv",
    "employment gap",
    "gap in employment",
    "gaps in employment",
    "gap in the years",
    "gaps in the years",
    "gap on the cv",
    "gaps on the cv",
    "gap in the resume",
    "gaps in the resume",
    "gaps in their cv",
    "gaps in the career",
    "job hop",
    "job hopper",
    "frequent job changes",
    "many short jobs",
    "job hopping",
    "changed jobs often",
    "accent",
    "nervous",
    "eye contact",
    "handshake",
    "too old",
    "overqualified",
    "hobbies",
    "parental leave",
];

pub(super) fn run(data: &Data, config: &Config, diags: &mut Diagnostics) {
    for stage in data.stages.iter() {
        questions(stage, config, diags);
        shape(stage, diags);
    }
    if let Some(most) = config.interview_minutes {
        data.roles.iter().for_each(|role| minutes(role, data, most, diags));
    }
    for flag in data.red_flags.iter() {
        red_flag(flag, diags);
    }
}

/// Whether the interviews of a role take longer together than the settings allow.
fn minutes(role: &Record<Role>, data: &Data, most: i64, diags: &mut Diagnostics) {
    let stages: Vec<_> = data.stages.iter().filter(|stage| stage.body.is_for(&role.id)).collect();
    let all: i64 = stages.iter().map(|stage| stage.body.minutes).sum();
    let Some(longest) = stages.iter().max_by_key(|stage| stage.body.minutes).filter(|_| all > most) else { return };
    let count = stages.len();
    let message =
        format!("the {count} interviews of `{}` take {all} minutes, {} more than {most}", role.id, all - most);
    let found = Diagnostic::new(&rules::KIT_SHAPE, longest.place.clone(), message);
    let hint = format!(
        "shorten one (`{}` is the longest), drop one, or raise `minutes` under `[interviews]` of `rolebook.toml`",
        longest.id
    );
    diags.push(found.hint(hint));
}

/// What is asked and looked for, in words.
fn questions(stage: &Record<Stage>, config: &Config, diags: &mut Diagnostics) {
    let body = &stage.body;
    for question in body.questions.iter().chain(&body.probes) {
        let place = in_source(&stage.place, question);
        let asked = lawful::asks_about(question);
        for (topic, words) in &asked {
            let message = format!("`{}` asks about {}: `{words}`", stage.id, topic.name);
            let found = Diagnostic::new(&rules::UNLAWFUL_QUESTION, place.clone(), message);
            diags.push(found.hint(format!("{} ({})", topic.instead, topic.law)));
        }
        // What must not be asked is said once.
        if asked.is_empty() {
            wording(question, &place, config, diags);
        }
    }
    for criterion in &body.criteria {
        let texts = [Some(&criterion.title), criterion.look_for.as_ref()];
        texts.into_iter().flatten().for_each(|text| wording(text, &criterion.place, config, diags));
    }
}

fn wording(text: &str, place: &Place, config: &Config, diags: &mut Diagnostics) {
    let block = [Block { is: BlockIs::Text, text: text.to_owned() }];
    let hits = lint::check(Kind::Kit, &config.language, &block);
    diags.extend(hits.iter().filter_map(|hit| finding(hit, in_source(place, hit.words()))));
}

/// Whether the criteria can be marked, and marked alike.
fn shape(stage: &Record<Stage>, diags: &mut Diagnostics) {
    let count = stage.body.criteria.len();
    if count > MOST_CRITERIA {
        let message = format!("the interview `{}` has {count} criteria, more than {MOST_CRITERIA}", stage.id);
        let found = Diagnostic::new(&rules::KIT_SHAPE, stage.place.clone(), message);
        diags.push(found.hint("keep those that decide, or ask the others in another interview"));
    }
    for criterion in &stage.body.criteria {
        if let Some(problem) = of_anchors(criterion) {
            let message = format!("the marks of `{}` {problem}", criterion.title);
            let found = Diagnostic::new(&rules::KIT_SHAPE, criterion.place.clone(), message);
            diags
                .push(found.hint("write what a 1, a 2, a 3 and a 4 sound like, so that two people give the same mark"));
        }
    }
}

/// What keeps two people from giving the same mark.
fn of_anchors(criterion: &Criterion) -> Option<&'static str> {
    let anchors = criterion.anchors.iter().map(|anchor| anchor.trim().to_lowercase()).collect::<Vec<_>>();
    let empty = |anchor: &String| anchor.is_empty() || matches!(anchor.as_str(), "tbd" | "todo" | "xxx" | "…" | "...");
    if anchors.iter().any(empty) {
        return Some("are not all written");
    }
    let same = (1..anchors.len()).any(|at| anchors[..at].contains(&anchors[at]));
    same.then_some("do not differ")
}

/// A sign that can be seen in the work.
fn red_flag(flag: &Record<RedFlagRecord>, diags: &mut Diagnostics) {
    let body = &flag.body;
    let lower = body.look_for.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).collect::<Vec<_>>().join(" ");
    if let Some(proxy) = PROXIES.iter().find(|proxy| format!(" {words} ").contains(&format!(" {proxy} "))) {
        let message = format!("the red flag `{}` is about `{proxy}`, which is no sign of how somebody works", flag.id);
        let found = Diagnostic::new(&rules::RED_FLAG_PROXY, in_source(&flag.place, &body.look_for), message);
        diags.push(found.hint("name what can be seen in the work, or remove it"));
    }
}
