//! A questionnaire as a page shows it: plain values for one audience, ready to print.

use serde::Serialize;

use super::super::tables::PaySource;
use crate::fit;

/// A questionnaire as one audience sees it. Roles, questions and sources are named by their position.
#[derive(Debug, Clone, Serialize)]
pub struct FitForm {
    /// The record's id.
    pub id: String,
    /// The name readers see.
    pub title: String,
    /// What it is for.
    pub intro: Option<String>,
    /// Raised by the author when old answers should no longer be taken for new ones.
    pub version: i64,
    /// How many points the first role must be ahead to be named alone.
    pub margin: i64,
    /// The roles it may lead to.
    pub roles: Vec<FitRole>,
    /// The questions in order.
    pub questions: Vec<FitQuestion>,
    /// What rules a role out.
    pub gates: Vec<FitGate>,
    /// Every source that options and gates name, in the order of first use.
    pub sources: Vec<PaySource>,
}

/// A role that a questionnaire may lead to.
#[derive(Debug, Clone, Serialize)]
pub struct FitRole {
    /// The record's id.
    pub id: String,
    /// The name readers see.
    pub title: String,
}

/// A question.
#[derive(Debug, Clone, Serialize)]
pub struct FitQuestion {
    /// Its id in links.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What helps to answer it.
    pub help: Option<String>,
    /// The answers to choose from; none for a number.
    pub options: Vec<FitAnswer>,
    /// The numbers it takes; `None` where there are options.
    pub number: Option<FitNumber>,
}

/// The numbers that a question takes.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct FitNumber {
    /// The smallest.
    pub min: i64,
    /// The largest.
    pub max: i64,
}

/// An answer to choose.
#[derive(Debug, Clone, Serialize)]
pub struct FitAnswer {
    /// Its id in links.
    pub id: String,
    /// The answer.
    pub say: String,
    /// Points for every role of the form, 0 for most.
    pub points: Vec<i64>,
    /// Index into [`FitForm::sources`].
    pub source: usize,
}

/// A rule that rules roles out.
#[derive(Debug, Clone, Serialize)]
pub struct FitGate {
    /// The question compared, a position.
    pub question: usize,
    /// The sign of the comparison.
    pub sign: &'static str,
    /// With what the answer is compared.
    pub value: i64,
    /// The roles that are out, positions.
    pub rules_out: Vec<usize>,
    /// The rule in words.
    pub say: String,
    /// Index into [`FitForm::sources`].
    pub source: usize,
}

impl FitForm {
    /// The form as arithmetic sees it.
    pub fn arithmetic(&self) -> fit::Form {
        let question = |question: &FitQuestion| match question.number {
            Some(FitNumber { min, max }) => fit::Question::Number { min, max },
            None => fit::Question::Choice(question.options.iter().map(|option| option.points.clone()).collect()),
        };
        let gate = |gate: &FitGate| {
            let compare = fit::Compare::from_sign(gate.sign)?;
            Some(fit::Gate { question: gate.question, compare, value: gate.value, rules_out: gate.rules_out.clone() })
        };
        fit::Form {
            roles: self.roles.len(),
            margin: self.margin,
            questions: self.questions.iter().map(question).collect(),
            gates: self.gates.iter().filter_map(gate).collect(),
        }
    }
}
