//! Questionnaires that lead to a role: their records, what is wrong with them, and what one audience may see of them.
//!
//! The arithmetic is in [`crate::fit`]. It must not know pages or markup.

mod read;

use super::declared::{Holds, Key, Shape, Way, record};
use crate::config::Audience;
use crate::diag::Place;
use crate::fit::Compare;
use crate::site::records::types::Reference;

record! {
    /// A questionnaire that leads to a role.
    pub struct Questionnaire {
        /// The name that readers see.
        pub title: String,
        /// What it is for, in a sentence or two.
        pub intro: Option<String>,
        /// Raised by the author when old answers should no longer be taken for new ones; 1 unless it is set.
        pub version: i64 as Way::by_hand(Shape::optional(Holds::Whole(1, MAX_NUMBER))),
        /// How many points the first role must be ahead to be named alone; 2 unless it is set.
        pub margin: i64 as Way::by_hand(Shape::optional(Holds::Whole(1, MAX_POINTS))),
        /// The roles it may lead to, in the order in which equal points show.
        pub roles: Vec<Reference> as Way::by_hand(Shape::required_list(Holds::Id("role"))),
        /// The questions in order.
        pub questions("question"): Vec<Question> as Way::by_hand(Shape::required_list(Holds::Table(QUESTION))),
        /// What rules a role out whatever its points.
        pub gates("gate"): Vec<Gate> as Way::by_hand(Shape::list(Holds::Table(GATE))),
    }
    read by read::questionnaire
}

/// More points than this for one answer decide alone, and a gate says that better.
const MAX_POINTS: i64 = 100;
/// The largest number a question may ask for, or a gate compare with.
const MAX_NUMBER: i64 = 1_000_000;

const TEXT: Shape = Shape::required(Holds::Text);
const PART_ID: Shape = Shape::required(Holds::Form {
    what: "an id of lower-case letters and digits joined by `_` or `-`",
    pattern: "^[a-z0-9]+([-_][a-z0-9]+)*$",
});
const LABEL: Key = Key::new("audience", Shape::optional(Holds::Audience), "Who may see this part.");
const SOURCE: Shape = Shape::required(Holds::Id("source"));
const POINTS: Shape = Shape::required(Holds::Whole(1, MAX_POINTS));

const QUESTION: &[Key] = &[
    Key::new("id", PART_ID, "Its id, unique in the questionnaire; links that share answers are made of it."),
    Key::new("ask", TEXT, "The question."),
    Key::new("help", Shape::optional(Holds::Text), "What helps to answer it."),
    LABEL,
    Key::new(
        "type",
        Shape::optional(Holds::Word(&["choice", "number"])),
        "What an answer is: one of the options, or a whole number.",
    ),
    Key::new("options", Shape::list(Holds::Table(OPTION)), "The answers to choose from."),
    Key::new("min", Shape::optional(Holds::Whole(0, MAX_NUMBER)), "The smallest number; 0 unless it is set."),
    Key::new("max", Shape::optional(Holds::Whole(1, MAX_NUMBER)), "The largest number; 1000 unless it is set."),
];

const OPTION: &[Key] = &[
    Key::new("id", PART_ID, "Its id, unique in its question."),
    Key::new("say", TEXT, "The answer."),
    LABEL,
    Key::new("source", SOURCE, "Who says that this answer speaks for those roles."),
    Key::new("points", Shape::required(Holds::Map("role", &POINTS)), "Points by role."),
];

const GATE: &[Key] = &[
    Key::new(
        "when",
        Shape::required(Holds::Form {
            what: "a comparison such as `ml_engineers < 3`",
            pattern: "^\\s*[A-Za-z0-9_-]+\\s*(<=|>=|=|<|>)=?\\s*[0-9]+\\s*$",
        }),
        "A question compared with a whole number.",
    ),
    Key::new("rules_out", Shape::required_list(Holds::Id("role")), "The roles that are out when it holds."),
    Key::new("say", TEXT, "The rule in words."),
    Key::new("source", SOURCE, "Who says so."),
    LABEL,
];

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
