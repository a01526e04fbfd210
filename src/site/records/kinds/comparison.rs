//! Roles that a page sets side by side: `[comparison.ID]`.

use super::declared::{Holds, Shape, Way, record, ways};
use super::role::Role;
use crate::diag::{Diagnostic, rules};
use crate::fields::{Fields, Table, Value};
use crate::site::records::types::Reference;

/// How many roles stand side by side.
pub(in crate::site) const COLUMNS: std::ops::RangeInclusive<usize> = 2..=4;

record! {
    /// Roles that a page sets side by side.
    pub struct ComparisonRecord {
        /// The title, when it is not made from the roles' titles.
        pub title: Option<String>,
        /// What comes of it, in a sentence.
        pub summary: Option<String>,
        /// Two to four roles, in the order of the columns.
        pub roles: Vec<Reference> as ways::some::<Role>(),
        /// Rows that no record holds: the dimension, and a cell for each role.
        pub rows: Vec<(String, Vec<String>)> as ROWS,
    }
    checked by sound
}

impl ComparisonRecord {
    /// The ids of its roles, in the order of the columns.
    pub(in crate::site) fn role_ids(&self) -> impl Iterator<Item = &str> {
        self.roles.iter().map(|role| role.id.as_str())
    }
}

const ROWS: Way<Vec<(String, Vec<String>)>> =
    Way::new(Shape::optional(Holds::Map("dimension", &Shape::required_list(Holds::Text))), |fields, key, _| {
        let is_text = |value: &Value| matches!(value, Value::String(text) if !text.trim().is_empty());
        let columns = match fields.written("roles").map(|item| &item.value) {
            Some(Value::Array(roles)) => roles.iter().filter(|role| is_text(&role.value)).count(),
            Some(value) => usize::from(is_text(value)),
            None => 0,
        };
        Some(fields.table(key).map(|table| rows(fields, table, columns)).unwrap_or_default())
    });

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

/// Each role stands there once, and not too many do.
fn sound(fields: &mut Fields<'_, '_>, record: Option<ComparisonRecord>) -> Option<ComparisonRecord> {
    let record = record?;
    let roles = &record.roles;
    let twice = roles.iter().enumerate().find(|(at, role)| roles[..*at].iter().any(|other| other.id == role.id));
    if let Some((_, role)) = twice {
        let message = format!("`{}` is compared with itself", role.id);
        let finding = Diagnostic::new(&rules::BAD_RECORD, role.place.clone(), message);
        fields.diags().push(finding.hint("name each role once"));
        return None;
    }
    if !COLUMNS.contains(&roles.len()) {
        if let Some(item) = fields.written("roles") {
            fields.report(&item.span, format!("a comparison of {}", roles.len()), "name two, three or four roles");
        }
        return None;
    }
    Some(record)
}
