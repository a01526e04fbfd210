//! The arithmetic of role-fit: answers in, points and a verdict out, the same as `themes/default/js/lib/fit/`.
//!
//! Owns how answers are summed, when a role is ruled out, and when two are too close to call. It must not know records,
//! pages or words: roles, questions, options and gates are positions in lists. `tests/vectors/fit.json` holds both
//! languages to one set of results.

mod change;
mod reach;

pub use change::{Change, changes, values};
pub use reach::{Reach, reach};

/// What is asked and what each answer is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// How many roles there are; equal points keep their order.
    pub roles: usize,
    /// How many points the first must be ahead of the second; with fewer it is too close to call. At least 1.
    pub margin: i64,
    /// The questions in order.
    pub questions: Vec<Question>,
    /// What rules a role out whatever its points.
    pub gates: Vec<Gate>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// One of some options, each with its points for every role; an answer is the option's position.
    Choice(Vec<Vec<i64>>),
    /// A whole number, which only gates read.
    Number {
        /// The smallest answer.
        min: i64,
        /// The largest answer.
        max: i64,
    },
}

/// Rules roles out when the answer to a number question compares so with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// The question's position.
    pub question: usize,
    /// How its answer is compared.
    pub compare: Compare,
    /// With what.
    pub value: i64,
    /// The roles that are out when the comparison holds.
    pub rules_out: Vec<usize>,
}

impl Gate {
    /// Whether an answer fulfils the gate, so that its roles are out.
    pub fn holds(&self, answer: i64) -> bool {
        match self.compare {
            Compare::Less => answer < self.value,
            Compare::LessOrEqual => answer <= self.value,
            Compare::More => answer > self.value,
            Compare::MoreOrEqual => answer >= self.value,
            Compare::Equal => answer == self.value,
            Compare::Unequal => answer != self.value,
        }
    }
}

/// How two numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Compare {
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
    Equal,
    Unequal,
}

impl Compare {
    /// Every comparison with the sign authors write, longer signs before those they begin with.
    pub const SIGNS: [(&'static str, Compare); 6] = [
        ("<=", Compare::LessOrEqual),
        (">=", Compare::MoreOrEqual),
        ("==", Compare::Equal),
        ("!=", Compare::Unequal),
        ("<", Compare::Less),
        (">", Compare::More),
    ];

    /// The comparison written so.
    pub fn from_sign(sign: &str) -> Option<Compare> {
        Compare::SIGNS.iter().find(|(known, _)| *known == sign).map(|(_, compare)| *compare)
    }

    /// The sign authors write.
    pub fn sign(self) -> &'static str {
        Compare::SIGNS.iter().find(|(_, compare)| *compare == self).map_or("", |(sign, _)| sign)
    }
}

/// What the answers come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// No question that gives points is answered.
    Open,
    /// No role is left, or none that is left has a point.
    None,
    /// Some are less than the margin behind the first.
    Close,
    /// One role is ahead by the margin, or the only one left.
    Clear,
}

impl Verdict {
    /// The word for it in data.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Open => "open",
            Verdict::None => "none",
            Verdict::Close => "close",
            Verdict::Clear => "clear",
        }
    }
}

/// The result of a set of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Points of every role, those that are out too.
    pub points: Vec<i64>,
    /// The gates that hold, in order.
    pub gates: Vec<usize>,
    /// The roles that are left, most points first.
    pub order: Vec<usize>,
    /// What it comes to.
    pub verdict: Verdict,
    /// The roles it names: one when clear, all within the margin when close.
    pub leaders: Vec<usize>,
    /// How far the first is ahead of the second; `None` unless two roles are left.
    pub ahead: Option<i64>,
    /// How many questions are answered, those for numbers too.
    pub answered: usize,
}

/// Scores one answer for each question, `None` where there is none. A position without an option counts as no answer.
pub fn score(form: &Form, answers: &[Option<i64>]) -> Outcome {
    let mut points = vec![0_i64; form.roles];
    let (mut answered, mut chosen) = (0, 0);
    for (question, answer) in form.questions.iter().zip(answers) {
        let Some(answer) = answer else { continue };
        if let Question::Choice(options) = question {
            let Some(given) = usize::try_from(*answer).ok().and_then(|at| options.get(at)) else { continue };
            chosen += 1;
            add(&mut points, given);
        }
        answered += 1;
    }
    let holds = |gate: &Gate| answers.get(gate.question).copied().flatten().is_some_and(|answer| gate.holds(answer));
    let gates: Vec<usize> = (0..form.gates.len()).filter(|at| holds(&form.gates[*at])).collect();
    let mut out = vec![false; form.roles];
    for gate in &gates {
        form.gates[*gate].rules_out.iter().for_each(|role| out[*role] = true);
    }
    let (order, verdict, leaders) = judge(&points, &out, form.margin);
    let (verdict, leaders) = if chosen == 0 { (Verdict::Open, Vec::new()) } else { (verdict, leaders) };
    let ahead = (order.len() > 1).then(|| points[order[0]] - points[order[1]]);
    Outcome { points, gates, order, verdict, leaders, ahead, answered }
}

/// The roles that are not out, most points first, what that comes to, and the roles it names.
fn judge(points: &[i64], out: &[bool], margin: i64) -> (Vec<usize>, Verdict, Vec<usize>) {
    let mut order: Vec<usize> = (0..points.len()).filter(|role| !out[*role]).collect();
    order.sort_by_key(|role| (-points[*role], *role));
    let top = order.first().map_or(0, |first| points[*first]);
    if top == 0 {
        return (order, Verdict::None, Vec::new());
    }
    let leaders: Vec<usize> = order.iter().copied().filter(|role| top - points[*role] < margin).collect();
    let verdict = if leaders.len() > 1 { Verdict::Close } else { Verdict::Clear };
    (order, verdict, leaders)
}

fn add(points: &mut [i64], given: &[i64]) {
    points.iter_mut().zip(given).for_each(|(sum, more)| *sum += more);
}

#[cfg(test)]
mod tests;
