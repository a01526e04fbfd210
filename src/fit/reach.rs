//! What a form can come to at all, found by going through every complete set of answers, or as far as is sensible.

use std::collections::{BTreeMap, BTreeSet};

use super::{Form, Question, Verdict, add, change::values, judge};

/// Past this many different sums, or combinations of gates, the search stops; it then says what it knows.
const MOST: usize = 20_000;

/// What a form can come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// The roles that no complete set of answers names as the clear result, those among them that gates always rule
    /// out too.
    pub unreached: Vec<usize>,
    /// The questions to which no answer makes a difference, whatever the others are.
    pub idle: Vec<usize>,
    /// Numbers that leave no role at all, as question and number, one set for each way the gates can do that.
    pub dead_ends: Vec<Vec<(usize, i64)>>,
}

/// Goes through every complete set of answers.
///
/// Sets of answers with the same sums are looked at once. Where there are more different sums than the search takes
/// on, only what follows without them is said: a role that no option gives a point, a question whose options all give
/// the same points, a number that no gate reads.
pub fn reach(form: &Form) -> Reach {
    let (outs, sums) = (outs(form, None), sums(form, None));
    let dead_ends = outs.iter().flatten().filter(|(out, _)| form.roles > 0 && out.iter().all(|is_out| *is_out));
    let searchable = outs.is_some() && sums.is_some();
    let is_idle = |question: &usize| is_idle(form, *question, searchable);
    Reach {
        unreached: unreached(form, outs.as_ref(), sums.as_ref()),
        idle: (0..form.questions.len()).filter(is_idle).collect(),
        dead_ends: dead_ends.map(|(_, numbers)| numbers.clone()).collect(),
    }
}

/// Which roles are out, and the first numbers that come to it.
type Outs = BTreeMap<Vec<bool>, Vec<(usize, i64)>>;

fn unreached(form: &Form, outs: Option<&Outs>, sums: Option<&BTreeSet<Vec<i64>>>) -> Vec<usize> {
    let mut missing: BTreeSet<usize> = (0..form.roles).collect();
    let (Some(outs), Some(sums)) = (outs, sums) else {
        let options = form.questions.iter().flat_map(options);
        options.for_each(|points| missing.retain(|role| points[*role] == 0));
        return missing.into_iter().collect();
    };
    for out in outs.keys() {
        for points in sums {
            if let (_, Verdict::Clear, leaders) = judge(points, out, form.margin) {
                missing.remove(&leaders[0]);
            }
        }
        if missing.is_empty() {
            break;
        }
    }
    missing.into_iter().collect()
}

/// Whether every answer to a question gives the same result, whatever the other answers are; where they cannot be
/// searched, whether the answers are all the same.
fn is_idle(form: &Form, question: usize, searchable: bool) -> bool {
    let none = vec![0; form.roles];
    let answers: Vec<(Vec<i64>, Vec<bool>)> = match &form.questions[question] {
        Question::Choice(options) => options.iter().map(|points| (points.clone(), vec![false; form.roles])).collect(),
        Question::Number { min, max } => {
            let numbers = values(form, question, *min, *max).into_iter();
            numbers.map(|number| (none.clone(), ruled_out(form, question, number))).collect()
        }
    };
    if answers.windows(2).all(|pair| pair[0] == pair[1]) {
        return true;
    }
    if !searchable {
        return false;
    }
    let (Some(sums), Some(outs)) = (sums(form, Some(question)), outs(form, Some(question))) else { return false };
    let result = |(points, out): &(Vec<i64>, Vec<bool>), rest: &[i64], others: &[bool]| {
        let mut sum = rest.to_vec();
        add(&mut sum, points);
        let out: Vec<bool> = out.iter().zip(others).map(|(a, b)| *a || *b).collect();
        let (_, verdict, leaders) = judge(&sum, &out, form.margin);
        (verdict, leaders)
    };
    outs.keys().all(|others| {
        sums.iter().all(|rest| {
            let first = result(&answers[0], rest, others);
            answers[1..].iter().all(|answer| result(answer, rest, others) == first)
        })
    })
}

/// Every sum of points that complete answers come to, those to one question aside; `None` when there are too many.
fn sums(form: &Form, except: Option<usize>) -> Option<BTreeSet<Vec<i64>>> {
    let mut sums = BTreeSet::from([vec![0; form.roles]]);
    for (at, question) in form.questions.iter().enumerate() {
        let Question::Choice(options) = question else { continue };
        if Some(at) == except {
            continue;
        }
        let mut longer = BTreeSet::new();
        for sum in &sums {
            for points in options {
                let mut next = sum.clone();
                add(&mut next, points);
                longer.insert(next);
            }
            if longer.len() > MOST {
                return None;
            }
        }
        sums = longer;
    }
    Some(sums)
}

/// Every way in which numbers can rule roles out, the answers to one question aside; `None` when there are too many.
fn outs(form: &Form, except: Option<usize>) -> Option<Outs> {
    let mut outs = Outs::from([(vec![false; form.roles], Vec::new())]);
    for (at, question) in form.questions.iter().enumerate() {
        let Question::Number { min, max } = question else { continue };
        if Some(at) == except {
            continue;
        }
        let mut more = Outs::new();
        for (out, numbers) in &outs {
            for number in values(form, at, *min, *max) {
                let both = ruled_out(form, at, number).iter().zip(out).map(|(a, b)| *a || *b).collect();
                more.entry(both).or_insert_with(|| [numbers.as_slice(), &[(at, number)]].concat());
            }
            if more.len() > MOST {
                return None;
            }
        }
        outs = more;
    }
    Some(outs)
}

/// The roles that one answer to a number question rules out.
fn ruled_out(form: &Form, question: usize, number: i64) -> Vec<bool> {
    let mut out = vec![false; form.roles];
    for gate in form.gates.iter().filter(|gate| gate.question == question && gate.holds(number)) {
        gate.rules_out.iter().for_each(|role| out[*role] = true);
    }
    out
}

fn options(question: &Question) -> &[Vec<i64>] {
    match question {
        Question::Choice(options) => options,
        Question::Number { .. } => &[],
    }
}
