//! The records around roles: comparisons, ladders, red flags and questions. It must not know files.

use crate::site::records::types::{Grade, Reference};

/// Roles that are of a kind, such as those that build or those that lead.
#[derive(Debug, Clone)]
pub struct FamilyRecord {
    /// The name readers see.
    pub title: String,
}

/// Roles that a page sets side by side.
#[derive(Debug, Clone)]
pub struct ComparisonRecord {
    /// The title, when it is not made from the roles' titles.
    pub title: Option<String>,
    /// What comes of it, in a sentence.
    pub summary: Option<String>,
    /// Two to four roles, in the order of the columns.
    pub roles: Vec<Reference>,
    /// Rows that no record holds: the dimension, and a cell for each role.
    pub rows: Vec<(String, Vec<String>)>,
}

impl ComparisonRecord {
    /// The ids of its roles, in the order of the columns.
    pub(in crate::site) fn role_ids(&self) -> impl Iterator<Item = &str> {
        self.roles.iter().map(|role| role.id.as_str())
    }
}

/// Several levels of one kind of work, with what is expected at each.
#[derive(Debug, Clone)]
pub struct LadderRecord {
    /// The name readers see.
    pub title: String,
    /// What it is for.
    pub summary: Option<String>,
    /// The role whose levels these are, when it is one role's.
    pub role: Option<Reference>,
    /// Its steps, in the order of the file.
    pub steps: Vec<Step>,
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

/// A sign against, for those who interview.
#[derive(Debug, Clone)]
pub struct RedFlagRecord {
    /// What to look for.
    pub look_for: String,
    /// What to ask before believing it.
    pub probe: Option<String>,
    /// The roles it is about; all of them when none is named.
    pub roles: Vec<Reference>,
}

/// A question that people ask, and its answer.
#[derive(Debug, Clone)]
pub struct QuestionRecord {
    /// The question.
    pub ask: String,
    /// The answer, plain text.
    pub answer: String,
    /// The roles it is about; all of them when none is named.
    pub roles: Vec<Reference>,
}
