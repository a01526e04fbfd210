//! Roles: `[role.ID]`.

use super::RecordType;
use super::declared::{Choice, Holds, Named, Shape, Way, record, ways};
use super::family::FamilyRecord;
use super::skill::Skill;
use crate::diag::Place;
use crate::fields::{Fields, Value, suggestion};
use crate::site::records::types::{Grade, Reference};

record! {
    /// A role.
    pub struct Role {
        /// The name that readers see.
        pub title: String,
        /// Other names under which it is posted.
        pub aliases: Vec<String>,
        /// Where each of them stands.
        pub alias_places: Vec<Place> as ALIAS_PLACES,
        /// What it is for, in a sentence.
        pub mission: Option<String>,
        /// The same for lists.
        pub summary: Option<String>,
        /// The family that it belongs to.
        pub family: Option<Reference> as ways::maybe_a::<FamilyRecord>(),
        /// What is done after a year.
        pub outcomes: Vec<String>,
        /// What the person does.
        pub responsibilities: Vec<String>,
        /// What the person answers for.
        pub owns: Option<String>,
        /// How much of the work is code.
        pub code_share: Option<String>,
        /// Skills that the role needs, each with the level needed.
        pub needs: Vec<(Reference, Grade)> as GRADED,
        /// Skills that are welcome, each with the level that helps.
        pub nice: Vec<(Reference, Grade)> as GRADED,
        /// What interviewers look for.
        pub looks_for: Vec<String>,
        /// What the sources ask for in years.
        pub experience: Vec<String>,
        /// What they ask for in degrees; the page adds "or equivalent experience".
        pub education: Vec<String>,
        /// Certificates that are valued; the page adds "or equivalent experience".
        pub certifications: Vec<String>,
        /// What the work is measured by.
        pub kpis: Vec<String>,
        /// Roles that may come after it.
        pub next: Vec<Reference> as ways::any::<Role>(),
        /// Roles beside it.
        pub lateral: Vec<Reference> as ways::any::<Role>(),
        /// Roles that lead to it.
        pub from: Vec<Reference> as ways::any::<Role>(),
        /// Who is led or worked with.
        pub team: Option<String>,
        /// Where the work is done.
        pub work_mode: Option<String>,
        /// How the time divides.
        pub time_split: Option<String>,
    }
}

const ALIAS_PLACES: Way<Vec<Place>> = Way::unwritten(|fields, _, _| {
    let Some(item) = fields.written("aliases") else { return Some(Vec::new()) };
    let items = match &item.value {
        Value::Array(items) => items.as_slice(),
        _ => std::slice::from_ref(item),
    };
    let is_name = |value: &Value| matches!(value, Value::String(text) if !text.trim().is_empty());
    Some(items.iter().filter(|item| is_name(&item.value)).map(|item| fields.place_of(&item.span)).collect())
});

/// What stands under the name of a skill.
const GRADE: Shape = Shape::required(Holds::Word(Grade::WORDS));

/// A table of skills, each with the grade wanted.
pub(super) const GRADES_OF_SKILLS: Shape = Shape::optional(Holds::Map("skill", &GRADE));

const GRADED: Way<Vec<(Reference, Grade)>> =
    Way::new(GRADES_OF_SKILLS, |fields, key, _| Some(graded(fields, key))).naming(name_skills);

/// Hands over the skills of such a table.
#[allow(clippy::ptr_arg, reason = "a field of this very type is handed over")]
pub(super) fn name_skills<'r>(skills: &'r Vec<(Reference, Grade)>, found: &mut Named<'r>) {
    found.extend(skills.iter().map(|(skill, _)| (Skill::KIND, skill)));
}

/// Reads a table of skills, each with the grade wanted.
pub(super) fn graded(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<(Reference, Grade)> {
    let Some(table) = fields.table(key) else { return Vec::new() };
    let mut list = Vec::with_capacity(table.entries.len());
    for (skill, span, item) in &table.entries {
        let word = match &item.value {
            Value::String(word) => word.as_str(),
            _ => "",
        };
        match Grade::NAMES.iter().find(|(name, _)| *name == word) {
            Some((_, grade)) => list.push((Reference { id: skill.clone(), place: table.place(span) }, *grade)),
            None => {
                let hint = suggestion(word, Grade::NAMES.iter().map(|(name, _)| *name), "it is one of");
                fields.report(&item.span, format!("`{skill}` has no grade that exists"), hint);
            }
        }
    }
    list
}
