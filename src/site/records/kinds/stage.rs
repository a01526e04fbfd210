//! Stages of interviews: `[[stage]]`, and the criteria in it.
//!
//! What candidates may know follows the record's audience. Questions, probes and anchors have one of their own, the
//! highest audience unless the record says otherwise.

use super::declared::{Holds, Shape, Way, record, ways};
use super::role::Role;
use super::skill::Skill;
use crate::config::Audience;
use crate::diag::Place;
use crate::site::records::read;
use crate::site::records::types::Reference;

/// The most minutes a stage may take: a working day.
const MAX_MINUTES: i64 = 480;

record! {
    /// A stage of a role's interviews.
    pub struct Stage {
        /// The name that readers see.
        pub title: String,
        /// The role it is for.
        pub role: Reference as ways::a::<Role>(),
        /// Its position, small first; stages without one follow in the order of their file.
        pub order: Option<i64>,
        /// How long it takes.
        pub minutes: i64 as MINUTES,
        /// What it is about, in a sentence.
        pub about: Option<String>,
        /// Who asks.
        pub panel: Option<String>,
        /// Where and how it is held.
        pub format: Option<String>,
        /// How a candidate prepares.
        pub prepare: Option<String>,
        /// What everybody is asked; for the panel.
        pub questions: Vec<String>,
        /// What is asked after an answer; for the panel.
        pub probes: Vec<String>,
        /// What no mark may rest on; for the panel.
        pub not_evidence: Vec<String>,
        /// Who may see questions, probes, anchors and what is not evidence; the highest audience when none is named.
        pub panel_audience: Audience as PANEL_AUDIENCE,
        /// What it is scored on.
        pub criteria("criterion"): Vec<Criterion> as ways::tables(),
    }
}

record! {
    /// Something a stage is scored on.
    pub struct Criterion {
        /// The name that readers see.
        pub title: String,
        /// What is looked for, as candidates may know it.
        pub look_for: Option<String>,
        /// The skill it measures.
        pub skill: Option<Reference> as ways::maybe_a::<Skill>(),
        /// What a 1, a 2, a 3 and a 4 sound like, in this order.
        pub anchors: [String; 4] as ANCHORS,
        /// Where it is written.
        pub place: Place as ways::WRITTEN_HERE,
    }
}

const MINUTES: Way<i64> = Way::new(Shape::required(Holds::Whole(1, MAX_MINUTES)), |fields, key, _| {
    let minutes = fields.required().integer(key)?;
    if (1..=MAX_MINUTES).contains(&minutes.value) {
        return Some(minutes.value);
    }
    let hint = format!("write whole minutes from 1 to {MAX_MINUTES}");
    fields.report(&minutes.span, format!("a stage cannot take {} minutes", minutes.value), hint);
    None
});

const PANEL_AUDIENCE: Way<Audience> = Way::new(Shape::optional(Holds::Audience), |fields, key, config| {
    Some(read::audience_at(fields, key, &config.audiences, config.audiences.highest()))
});

const ANCHORS: Way<[String; 4]> = Way::new(Shape::required_list(Holds::Text), |fields, key, _| {
    let anchors = fields.required().strings(key)?;
    let texts: Vec<String> = anchors.iter().map(|anchor| anchor.value.clone()).collect();
    texts.try_into().ok().or_else(|| {
        let at = fields.place(key).range().unwrap_or_default();
        let message = format!("{} anchors, and there are four marks", anchors.len());
        fields.report(&at, message, "write what a 1, a 2, a 3 and a 4 sound like, in this order");
        None
    })
});
