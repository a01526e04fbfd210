//! Role-fit against `tests/vectors/fit.json`, which was counted another way elsewhere.

use serde_json::{Value, json};

use super::*;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../tests/vectors/fit.json")).expect("the vectors are JSON")
}

fn list<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).expect("a list as the vectors write it")
}

fn form(value: &Value) -> Form {
    let question = |question: &Value| match question.get("options") {
        Some(options) => Question::Choice(list(options)),
        None => Question::Number { min: list(&question["min"]), max: list(&question["max"]) },
    };
    let gate = |gate: &Value| Gate {
        question: list(&gate["question"]),
        compare: Compare::from_sign(gate["op"].as_str().expect("a sign")).expect("a sign that exists"),
        value: list(&gate["value"]),
        rules_out: list(&gate["out"]),
    };
    Form {
        roles: list(&value["roles"]),
        margin: list(&value["margin"]),
        questions: value["questions"].as_array().expect("questions").iter().map(question).collect(),
        gates: value["gates"].as_array().expect("gates").iter().map(gate).collect(),
    }
}

/// A case as the vectors write it, from what the code makes of it.
fn told(name: &str, form: &Form, answers: &[Option<i64>]) -> Value {
    let Outcome { points, gates, order, verdict, leaders, ahead, answered } = score(form, answers);
    let changes = changes(form, answers).into_iter();
    let changes = changes.map(|change| json!([change.question, change.answer, change.verdict.name(), change.leaders]));
    json!({
        "form": name, "answers": answers, "points": points, "gates": gates, "order": order, "verdict": verdict.name(),
        "leaders": leaders, "ahead": ahead, "answered": answered, "changes": changes.collect::<Vec<_>>(),
    })
}

#[test]
fn every_set_of_answers_scores_as_the_vectors_say() {
    let vectors = vectors();
    let cases = vectors["cases"].as_array().expect("cases");
    assert!(cases.len() >= 150, "{} cases", cases.len());
    for case in cases {
        let name = case["form"].as_str().expect("a name");
        assert_eq!(told(name, &form(&vectors["forms"][name]), &list::<Vec<_>>(&case["answers"])), *case);
    }
}

#[test]
fn what_a_form_can_come_to_is_found_without_trying_every_answer() {
    for (name, value) in vectors()["forms"].as_object().expect("forms") {
        let found = reach(&form(value));
        assert_eq!(found.unreached, list::<Vec<usize>>(&value["unreached"]), "{name}: unreached");
        assert_eq!(found.idle, list::<Vec<usize>>(&value["idle"]), "{name}: idle");
        assert_eq!(!found.dead_ends.is_empty(), value["dead_end"] == true, "{name}: dead ends");
    }
}

#[test]
fn a_form_too_large_to_search_is_judged_by_what_follows_without_it() {
    // Forty questions whose sums are all different: 2^40 of them.
    let question = |at: u32| Question::Choice(vec![vec![1 << at, 0, 0], vec![0, 1 << at, 0]]);
    let mut questions: Vec<_> = (0..40).map(question).collect();
    questions.push(Question::Choice(vec![vec![1, 1, 0]; 2]));
    questions.push(Question::Number { min: 0, max: 9 });
    let found = reach(&Form { roles: 3, margin: 1, questions, gates: Vec::new() });
    assert_eq!(found, Reach { unreached: vec![2], idle: vec![40, 41], dead_ends: Vec::new() });
}

#[test]
fn an_answer_that_is_not_on_the_form_counts_as_none() {
    let form = Form { roles: 1, margin: 1, questions: vec![Question::Choice(vec![vec![1]])], gates: Vec::new() };
    for answer in [Some(-1), Some(1), Some(i64::MAX), None] {
        let outcome = score(&form, &[answer]);
        assert_eq!((outcome.answered, outcome.verdict), (0, Verdict::Open), "{answer:?}");
    }
}

#[test]
fn every_comparison_has_one_sign() {
    for (sign, compare) in Compare::SIGNS {
        assert_eq!(Compare::from_sign(sign), Some(compare));
        assert_eq!(compare.sign(), sign);
    }
    assert_eq!(Compare::from_sign("=<"), None);
}
