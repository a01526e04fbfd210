//! Questionnaires that lead to a role: their records, what is wrong with them, and what one audience may see of them.
//!
//! The arithmetic is in [`crate::fit`]. It must not know pages or markup.

mod read;

pub(super) use read::questionnaire;

use crate::config::Audience;
use crate::diag::Place;
use crate::fit::Compare;
use crate::site::records::types::Reference;

/// A questionnaire: `[fit.ID]`.
#[derive(Debug, Clone)]
pub struct Questionnaire {
    /// The name readers see.
    pub title: String,
    /// What it is for, in a sentence or two.
    pub intro: Option<String>,
    /// Raised by the author when old answers should no longer be taken for new ones.
    pub version: i64,
    /// How many points the first role must be ahead to be named alone.
    pub margin: i64,
    /// The roles it may lead to, in the order in which equal points show.
    pub roles: Vec<Reference>,
    /// The questions in order.
    pub questions: Vec<Question>,
    /// What rules a role out whatever its points.
    pub gates: Vec<Gate>,
}

/// Who may see a part of a questionnaire.
#[derive(Debug, Clone)]
pub struct Label {
    /// The audience named; the lowest where none is, since a part is never more public than the whole.
    pub audience: Audience,
    /// Where it is named.
    pub place: Option<Place>,
}

/// Text, and where it stands.
#[derive(Debug, Clone)]
pub struct Words {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id, unique in the questionnaire; links that share answers are made of it.
    pub id: Reference,
    /// The question.
    pub ask: Words,
    /// What helps to answer it.
    pub help: Option<Words>,
    /// Who may see it.
    pub label: Label,
    /// What an answer can be.
    pub answer: Answer,
}

/// What an answer can be.
#[derive(Debug, Clone)]
pub enum Answer {
    /// One of some options.
    Choice(Vec<FitOption>),
    /// A whole number from `min` to `max`.
    Number {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
}

/// An answer to choose.
#[derive(Debug, Clone)]
pub struct FitOption {
    /// Its id, unique in its question.
    pub id: Reference,
    /// The answer.
    pub say: Words,
    /// Points by role, each at least 1.
    pub points: Vec<(Reference, i64)>,
    /// Who says that this answer speaks for those roles.
    pub source: Reference,
    /// Who may see it.
    pub label: Label,
}

/// A rule that rules roles out.
#[derive(Debug, Clone)]
pub struct Gate {
    /// The question compared, and where the comparison stands.
    pub question: Reference,
    /// How.
    pub compare: Compare,
    /// With what.
    pub value: i64,
    /// The roles that are out when it holds.
    pub rules_out: Vec<Reference>,
    /// The rule in words.
    pub say: String,
    /// Who says so.
    pub source: Reference,
    /// Who may see it.
    pub label: Label,
}
