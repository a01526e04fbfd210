//! What the laws of each place want of a posting, for the form's script: which of them reach it and whether they bind
//! today. How many people the employer has is told to nobody but those who see everything.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::config::Employer;
use crate::site::gate::Reader;
use crate::site::playbook::jobs::law::{Cover, Force, There, cover, force, is_left_out, reaches_office, there};
use crate::site::playbook::jobs::neutral;
use crate::site::records::kinds::law::{Forbidden, Law, Need, Told, Variant, Width};
use crate::site::records::types::{PlaceRecord, PlaceSet, Record};

/// The laws; for each place those that reach work there, remote work from there, and what reports to an office there; for
/// each set of places those that do not count, because it leaves them out.
pub(super) fn data(reader: &Reader<'_>, places: &[&Record<PlaceRecord>]) -> Value {
    // Where nothing is said of the employer, every law is taken to cover it.
    let nobody = Employer::default();
    let employer = if reader.sees_managers() { &reader.config.employer } else { &nobody };
    let laws: Vec<&Record<Law>> = reader.records.laws.iter().collect();
    let laws: Vec<_> = laws.into_iter().filter(|law| cover(&law.body, employer) != Cover::No).collect();
    let numbers_of = |is_one: &dyn Fn(&Law) -> bool| -> Vec<usize> {
        (0..laws.len()).filter(|at| is_one(&laws[*at].body)).collect()
    };
    let reach = |place: &&Record<PlaceRecord>| {
        let code = reader.code_of_place(&place.id);
        let at = |is_remote: bool| {
            let one = |(at, law): (usize, &&Record<Law>)| match there(&law.body, code?, is_remote, employer) {
                There::Yes => Some(json!([at, 1])),
                There::NotVerified => Some(json!([at, 0])),
                There::No | There::Unknown(..) => None,
            };
            laws.iter().enumerate().filter_map(one).collect::<Vec<_>>()
        };
        let office = numbers_of(&|law| code.is_some_and(|code| reaches_office(law, code)));
        (place.id.clone(), json!({ "here": at(false), "remote": at(true), "office": office }))
    };
    let left_out = |set: &Record<PlaceSet>| {
        let codes: Vec<&str> = set.body.except.iter().filter_map(|out| reader.code_of_place(&out.id)).collect();
        (set.id.clone(), numbers_of(&|law| is_left_out(law, &codes)))
    };
    json!({
        "laws": laws.iter().map(|law| one(reader, law)).collect::<Vec<_>>(),
        "neutral": neutral::words(),
        "reach": places.iter().map(reach).collect::<BTreeMap<_, _>>(),
        "left_out": reader.records.place_sets.iter().map(left_out).collect::<BTreeMap<_, _>>(),
    })
}

fn one(reader: &Reader<'_>, record: &Record<Law>) -> Value {
    let (law, words) = (&record.body, reader.words());
    let day = |date| words.day(date);
    let since = match law.amended.or(law.since) {
        Some(date) => words.say("posting_law.since", &[("date", (&day(date)).into())]),
        None => words.text("posting_law.in_force").to_owned(),
    };
    let (level, when) = match force(law, reader.config.today) {
        Force::Now => ("error", since.clone()),
        Force::EnforcedFrom(date) => {
            ("warning", words.say("posting_law.enforced", &[("since", (&since).into()), ("date", (&day(date)).into())]))
        }
        Force::From(date) => ("warning", words.say("posting_law.from", &[("date", (&day(date)).into())])),
        Force::Never => ("warning", words.text("posting_law.not_binding").to_owned()),
    };
    let width =
        |width: &Width| json!({ "amount": width.amount, "currency": width.currency, "period": width.each().name() });
    let needs = law.needs.iter().filter_map(|need| Need::NAMES.iter().find(|(_, known)| known == need));
    let told = law.before_interview.iter().filter_map(|told| Told::NAMES.iter().find(|(_, known)| known == told));
    let forbids = law.forbids.iter().filter_map(|one| Forbidden::NAMES.iter().find(|(_, known)| known == one));
    json!({
        "name": law.act.as_ref().map_or_else(|| law.name.clone(), |act| format!("{} ({act})", law.name)),
        "url": law.url,
        "checked": day(law.checked),
        "level": level,
        "when": when,
        "unsure": words.say("posting_law.unverified", &[("since", (&since).into())]),
        "needs": needs.map(|(word, _)| *word).collect::<Vec<_>>(),
        "told": told.map(|(word, _)| *word).collect::<Vec<_>>(),
        "forbids": forbids.map(|(word, _)| *word).collect::<Vec<_>>(),
        "ongoing": law.accepts.contains(&Variant::Ongoing),
        "width": law.max_width.as_ref().map(width),
        "above": law.exempt_above.as_ref().map(width),
        "spread": law.proposed.as_ref().and_then(|proposed| proposed.max_spread_percent),
    })
}
