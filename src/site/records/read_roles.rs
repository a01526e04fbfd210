//! Reads the records around roles. It must not know other records.

use super::read::{graded, reference, references, text};
use super::role_records::{ComparisonRecord, FamilyRecord, LadderRecord, QuestionRecord, RedFlagRecord, Step};
use crate::diag::rules;
use crate::fields::{Fields, Table, Value};
use crate::site::records::types::{Grade, Reference};

/// How many roles stand side by side.
pub(in crate::site) const COLUMNS: std::ops::RangeInclusive<usize> = 2..=4;

/// The keys of `[family.ID]`.
pub(in crate::site) fn family(fields: &mut Fields<'_, '_>) -> Option<FamilyRecord> {
    Some(FamilyRecord { title: fields.required().string("title")?.value })
}

/// The keys of `[comparison.ID]`.
pub(in crate::site) fn comparison(fields: &mut Fields<'_, '_>) -> Option<ComparisonRecord> {
    let title = text(fields, "title");
    let summary = text(fields, "summary");
    fields.required();
    let roles = references(fields, "roles");
    let rows = fields.table("rows").map(|table| rows(fields, table, roles.len())).unwrap_or_default();
    let twice = roles.iter().enumerate().find(|(at, role)| roles[..*at].iter().any(|other| other.id == role.id));
    if let Some((_, role)) = twice {
        let finding = crate::diag::Diagnostic::new(
            &rules::BAD_RECORD,
            role.place.clone(),
            format!("`{}` is compared with itself", role.id),
        );
        fields.diags().push(finding.hint("name each role once"));
        return None;
    }
    if !COLUMNS.contains(&roles.len()) {
        if let Some(item) = fields.item("roles") {
            fields.report(&item.span, format!("a comparison of {}", roles.len()), "name two, three or four roles");
        }
        return None;
    }
    Some(ComparisonRecord { title, summary, roles, rows })
}

/// Rows written by hand: a dimension and as many cells as there are roles.
fn rows(fields: &mut Fields<'_, '_>, table: &Table, columns: usize) -> Vec<(String, Vec<String>)> {
    let mut rows = Vec::with_capacity(table.entries.len());
    for (dimension, span, item) in &table.entries {
        let cells: Option<Vec<String>> = match &item.value {
            Value::Array(cells) => cells
                .iter()
                .map(|cell| if let Value::String(text) = &cell.value { Some(text.clone()) } else { None })
                .collect(),
            _ => None,
        };
        match cells {
            Some(cells) if cells.len() == columns => rows.push((dimension.clone(), cells)),
            Some(cells) => {
                let message = format!("`{dimension}` has {} cells for {columns} roles", cells.len());
                fields.report(span, message, "write one cell for each role, in the order of `roles`");
            }
            None => {
                let message = format!("`{dimension}` must be a list of texts");
                fields.report(span, message, "write one text for each role: `[\"...\", \"...\"]`");
            }
        }
    }
    rows
}

/// The keys of `[ladder.ID]`.
pub(in crate::site) fn ladder(fields: &mut Fields<'_, '_>) -> Option<LadderRecord> {
    let title = fields.required().string("title");
    let summary = text(fields, "summary");
    let role = reference(fields, "role");
    let mut steps = Vec::new();
    for (level, span, item) in fields.required().table("steps").map(|table| &table.entries).into_iter().flatten() {
        let Value::Table(table) = &item.value else {
            fields.report(&item.span, format!("`{level}` is no step like this"), "write `[ladder.ID.steps.LEVEL]`");
            continue;
        };
        let level = Reference { id: level.clone(), place: fields.place_of(span) };
        let mut inner = Fields::new(table, &rules::BAD_RECORD, fields.diags());
        steps.push(step(level, &mut inner));
        inner.finish();
    }
    Some(LadderRecord { title: title?.value, summary, role, steps })
}

fn step(level: Reference, fields: &mut Fields<'_, '_>) -> Step {
    let role = reference(fields, "role");
    let summary = text(fields, "summary");
    let needs: Vec<(Reference, Grade)> = graded(fields, "needs");
    let mut expects = Vec::new();
    for (dimension, _, item) in fields.table("expects").map(|table| &table.entries).into_iter().flatten() {
        match &item.value {
            Value::String(text) => expects.push((dimension.clone(), text.clone())),
            _ => {
                let message = format!("`{dimension}` must be text");
                fields.report(&item.span, message, "write what somebody does at this level, between quotes");
            }
        }
    }
    Step { level, role, summary, needs, expects }
}

/// The keys of `[[red_flag]]`.
pub(in crate::site) fn red_flag(fields: &mut Fields<'_, '_>) -> Option<RedFlagRecord> {
    let look_for = fields.required().string("look_for");
    let probe = text(fields, "probe");
    let roles = references(fields, "roles");
    Some(RedFlagRecord { look_for: look_for?.value, probe, roles })
}

/// The keys of `[[question]]`.
pub(in crate::site) fn question(fields: &mut Fields<'_, '_>) -> Option<QuestionRecord> {
    let ask = fields.required().string("ask");
    let answer = fields.required().string("answer");
    let roles = references(fields, "roles");
    Some(QuestionRecord { ask: ask?.value, answer: answer?.value, roles })
}
