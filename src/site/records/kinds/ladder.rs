//! Levels side by side: `[ladder.ID]`.

use super::RecordType;
use super::declared::{Holds, Key, Named, Shape, Way, record, ways};
use super::level::LevelRecord;
use super::role::{GRADES_OF_SKILLS, Role, graded, name_skills};
use crate::diag::rules;
use crate::fields::{Fields, Value};
use crate::site::records::read::{reference, text};
use crate::site::records::types::{Grade, Reference};

record! {
    /// Several levels of one kind of work, with what is expected at each.
    pub struct LadderRecord {
        /// The name that readers see.
        pub title: String,
        /// What it is for.
        pub summary: Option<String>,
        /// The role whose levels these are, when it is one role's.
        pub role: Option<Reference> as ways::maybe_a::<Role>(),
        /// Its steps, in the order of the file.
        pub steps: Vec<Step> as STEPS,
    }
}

/// A level on a ladder.
#[derive(Debug, Clone)]
pub struct Step {
    /// The level.
    pub level: Reference,
    /// The role people have there, when the ladder runs over several.
    pub role: Option<Reference>,
    /// What the step is about, in a sentence.
    pub summary: Option<String>,
    /// Skills that the step needs.
    pub needs: Vec<(Reference, Grade)>,
    /// What is expected, by dimension.
    pub expects: Vec<(String, String)>,
}

const STEP: Shape = Shape::required(Holds::Table(&[
    Key::new(
        "role",
        Shape::optional(Holds::Id("role")),
        "The role that people have there, when the ladder runs over several.",
    ),
    Key::new("summary", Shape::optional(Holds::Text), "What the step is about, in a sentence."),
    Key::new("needs", GRADES_OF_SKILLS, "Skills that the step needs, each with the level needed."),
    Key::new(
        "expects",
        Shape::optional(Holds::Map("dimension", &Shape::required(Holds::Text))),
        "What is expected, by dimension.",
    ),
]));

const STEPS: Way<Vec<Step>> =
    Way::new(Shape::required(Holds::Map("level", &STEP)), |fields, key, _| Some(steps(fields, key))).naming(names);

#[allow(clippy::ptr_arg, reason = "a field of this very type is handed over")]
fn names<'r>(steps: &'r Vec<Step>, found: &mut Named<'r>) {
    for step in steps {
        found.push((LevelRecord::KIND, &step.level));
        found.extend(step.role.iter().map(|role| (Role::KIND, role)));
        name_skills(&step.needs, found);
    }
}

fn steps(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<Step> {
    let mut steps = Vec::new();
    for (level, span, item) in fields.required().table(key).map(|table| &table.entries).into_iter().flatten() {
        let Value::Table(table) = &item.value else {
            fields.report(&item.span, format!("`{level}` is no step like this"), "write `[ladder.ID.steps.LEVEL]`");
            continue;
        };
        let level = Reference { id: level.clone(), place: fields.place_of(span) };
        let mut inner = Fields::new(table, &rules::BAD_RECORD, fields.diags());
        steps.push(step(level, &mut inner));
        inner.finish();
    }
    steps
}

fn step(level: Reference, fields: &mut Fields<'_, '_>) -> Step {
    let role = reference(fields, "role");
    let summary = text(fields, "summary");
    let needs = graded(fields, "needs");
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
