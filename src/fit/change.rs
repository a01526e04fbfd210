//! Which one other answer would change the result.

use std::collections::BTreeMap;

use super::{Form, Gate, Question, Verdict, score};

/// One answer, and what the result would be with it in place of the one given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The question's position.
    pub question: usize,
    /// The other answer: an option's position, or a number.
    pub answer: i64,
    /// What the result would be.
    pub verdict: Verdict,
    /// The roles it would name.
    pub leaders: Vec<usize>,
}

/// Every answer to one question that would lead to another verdict or name other roles, by question, then by answer.
///
/// A question left open counts too. Of the numbers that all gates take alike, the nearest to the one given stands for
/// all of them; where none is given, the smallest.
pub fn changes(form: &Form, answers: &[Option<i64>]) -> Vec<Change> {
    let now = score(form, answers);
    let mut found = Vec::new();
    let mut tried = answers.to_vec();
    for (question, asked) in form.questions.iter().enumerate() {
        let given = answers[question];
        for answer in others(form, question, asked, given) {
            tried[question] = Some(answer);
            let then = score(form, &tried);
            if (then.verdict, &then.leaders) != (now.verdict, &now.leaders) {
                found.push(Change { question, answer, verdict: then.verdict, leaders: then.leaders });
            }
        }
        tried[question] = given;
    }
    found
}

/// The answers that could be given instead.
fn others(form: &Form, question: usize, asked: &Question, given: Option<i64>) -> Vec<i64> {
    match asked {
        Question::Choice(options) => (0_i64..).take(options.len()).filter(|answer| Some(*answer) != given).collect(),
        Question::Number { min, max } => {
            let gates: Vec<&Gate> = form.gates.iter().filter(|gate| gate.question == question).collect();
            let truths = |number: i64| gates.iter().map(|gate| gate.holds(number)).collect::<Vec<bool>>();
            let distance = |number: i64| given.map_or(0, |given| number.abs_diff(given));
            let mut nearest: BTreeMap<Vec<bool>, i64> = BTreeMap::new();
            for number in values(form, question, *min, *max) {
                let best = nearest.entry(truths(number)).or_insert(number);
                if distance(number) < distance(*best) {
                    *best = number;
                }
            }
            if let Some(given) = given {
                nearest.remove(&truths(given));
            }
            let mut numbers: Vec<i64> = nearest.into_values().collect();
            numbers.sort_unstable();
            numbers
        }
    }
}

/// Numbers that stand for all answers to a number question, ascending: its ends, and those at and beside the value of
/// each of its gates.
pub fn values(form: &Form, question: usize, min: i64, max: i64) -> Vec<i64> {
    let gates = form.gates.iter().filter(|gate| gate.question == question);
    let around = gates.flat_map(|gate| [gate.value.saturating_sub(1), gate.value, gate.value.saturating_add(1)]);
    let mut numbers: Vec<i64> = around.chain([min, max]).filter(|number| (min..=max).contains(number)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
