//! Stages of interviews: the keys of `[[stage]]` and of the criteria in it.
//!
//! What candidates may know follows the record's audience. Questions, probes and anchors have one of their own, the
//! highest audience unless the record says otherwise.

use super::read;
use crate::config::{Audience, Config};
use crate::diag::{Place, rules};
use crate::fields::{Fields, Table};
use crate::site::records::types::Reference;

/// The most minutes a stage may take: a working day.
const MAX_MINUTES: i64 = 480;

/// A stage of a role's interviews.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The name readers see.
    pub title: String,
    /// The role it is for.
    pub role: Reference,
    /// Its position, small first; stages without one follow in the order of their file.
    pub order: Option<i64>,
    /// How long it takes.
    pub minutes: i64,
    /// What it is about, in a sentence.
    pub about: Option<String>,
    /// Who asks.
    pub panel: Option<String>,
    /// Where and how it is held.
    pub format: Option<String>,
    /// How a candidate prepares.
    pub prepare: Option<String>,
    /// What it is scored on.
    pub criteria: Vec<Criterion>,
    /// What everybody is asked.
    pub questions: Vec<String>,
    /// What is asked after an answer.
    pub probes: Vec<String>,
    /// What no mark may rest on.
    pub not_evidence: Vec<String>,
    /// Who may see questions, probes, anchors and what is no evidence.
    pub panel_audience: Audience,
}

/// Something a stage is scored on.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// The name readers see.
    pub title: String,
    /// What is looked for, as candidates may know it.
    pub look_for: Option<String>,
    /// The skill it measures.
    pub skill: Option<Reference>,
    /// What each mark from 1 to 4 sounds like.
    pub anchors: [String; 4],
    /// Where it is written.
    pub place: Place,
}

/// Reads the keys of `[[stage]]`.
pub(in crate::site) fn read(fields: &mut Fields<'_, '_>, config: &Config) -> Option<Stage> {
    let title = fields.required().string("title");
    fields.required();
    let role = read::reference(fields, "role");
    let order = fields.integer("order").map(|order| order.value);
    let minutes = fields.required().integer("minutes").and_then(|minutes| {
        if (1..=MAX_MINUTES).contains(&minutes.value) {
            return Some(minutes.value);
        }
        let hint = format!("write whole minutes from 1 to {MAX_MINUTES}");
        fields.report(&minutes.span, format!("a stage cannot take {} minutes", minutes.value), hint);
        None
    });
    let texts = ["about", "panel", "format", "prepare"].map(|key| read::text(fields, key));
    let [questions, probes, not_evidence] = ["questions", "probes", "not_evidence"].map(|key| read::texts(fields, key));
    let highest = config.audiences.highest();
    let panel_audience = read::audience_at(fields, "panel_audience", &config.audiences, highest);
    let tables = fields.tables("criterion").unwrap_or_default();
    let count = tables.len();
    let criteria: Vec<Criterion> = tables.into_iter().filter_map(|table| criterion(table, fields)).collect();
    let [about, panel, format, prepare] = texts;
    let (title, role, minutes) = (title?.value, role?, minutes?);
    // A stage without one of its criteria would be scored by less than its author meant.
    (criteria.len() == count).then_some(Stage {
        title,
        role,
        order,
        minutes,
        about,
        panel,
        format,
        prepare,
        criteria,
        questions,
        probes,
        not_evidence,
        panel_audience,
    })
}

fn criterion(table: &Table, outer: &mut Fields<'_, '_>) -> Option<Criterion> {
    let mut fields = Fields::new(table, &rules::BAD_RECORD, outer.diags());
    let place = fields.header();
    let title = fields.required().string("title");
    let look_for = read::text(&mut fields, "look_for");
    let skill = read::reference(&mut fields, "skill");
    let anchors = fields.required().strings("anchors").and_then(|anchors| {
        let texts: Vec<String> = anchors.iter().map(|anchor| anchor.value.clone()).collect();
        texts.try_into().ok().or_else(|| {
            let at = fields.place("anchors").range().unwrap_or_default();
            let message = format!("{} anchors, and there are four marks", anchors.len());
            fields.report(&at, message, "write what a 1, a 2, a 3 and a 4 sound like, in this order");
            None
        })
    });
    fields.finish();
    Some(Criterion { title: title?.value, look_for, skill, anchors: anchors?, place })
}
