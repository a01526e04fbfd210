//! What blocks say in plain lines.

use super::{Links, Paragraph, Points};
use crate::locale::Locale;
use crate::site::document::tables::roles::{
    Career, Comparison, Grades, Ladder, LadderStep, Named, SkillNeed, SkillUses, Skills, Stage, Stages,
};
use crate::site::document::tables::roles::{Dimension, LadderRow, SkillRow};
use crate::site::document::{Leaf, Node, plain_text};

fn named(title: &str) -> Named {
    Named { id: title.to_lowercase(), title: title.to_owned(), path: None }
}

fn need(nice: bool) -> SkillNeed {
    SkillNeed { grade: "working".to_owned(), rank: 2, nice, means: Some("Does it".to_owned()) }
}

fn check(leaf: Leaf, expected: &[&str]) {
    assert_eq!(plain_text(&[Node::leaf(leaf)], &Locale::default()).lines().collect::<Vec<_>>(), expected);
}

#[test]
fn blocks_about_roles_say_in_words_what_they_show() {
    let row = |name: &str, cells: &[&[&str]]| Dimension {
        name: name.to_owned(),
        cells: cells.iter().map(|cell| cell.iter().map(|text| (*text).to_owned()).collect()).collect(),
        told: false,
        differs: true,
        in_part: false,
    };
    let comparison = Comparison {
        bands: Vec::new(),
        caption: "Both".to_owned(),
        roles: vec![named("Lead"), named("Head")],
        rows: vec![row("Owns", &[&["One", "Two"], &[]])],
        picks: true,
        places: Vec::new(),
        declared: vec![named("Lead or head")],
    };
    check(Leaf::new(comparison), &["Both", "Lead or head", "Owns, Lead: One; Two"]);
    let skills = Skills {
        caption: "How far".to_owned(),
        roles: vec![named("Lead"), named("Head")],
        rows: vec![SkillRow { skill: named("Code"), cells: vec![Some(need(false)), Some(need(true))] }],
        levels: vec!["working"],
    };
    let lines = ["How far", "Code, Lead: Working: Does it", "Code, Head: Working, Welcome: Does it"];
    check(Leaf::new(skills), &lines);
    let uses = SkillUses { caption: "Who".to_owned(), uses: vec![(named("Lead"), need(false))] };
    check(Leaf::new(uses), &["Who", "Lead: Working: Does it"]);
    let grades = vec![("awareness".to_owned(), None), ("working".to_owned(), Some("Does it".to_owned()))];
    check(Leaf::new(Grades { grades }), &["Working: Does it"]);
    check(Leaf::new(Links(vec![named("Lead or head")])), &["Lead or head"]);
    check(Leaf::new(Paragraph("Because".to_owned())), &["Because"]);
    check(Leaf::new(Points(vec!["One".to_owned(), "Two".to_owned()])), &["One", "Two"]);
}

#[test]
fn steps_and_ways_name_their_roles() {
    let step = |title: &str, role: Option<Named>| LadderStep {
        level: title.to_lowercase(),
        title: title.to_owned(),
        role,
        summary: Some("A step".to_owned()),
    };
    let ladder = Ladder {
        id: "up".to_owned(),
        caption: "Up".to_owned(),
        steps: vec![step("One", None), step("Two", Some(named("Lead")))],
        rows: vec![LadderRow { name: named("Scope"), cells: vec![None, Some("A team".to_owned())], ranks: Vec::new() }],
    };
    check(Leaf::new(ladder), &["Up", "One", "A step", "Two, Lead", "A step", "Scope: A team"]);
    let career = Career {
        title: "Lead".to_owned(),
        from: vec![named("Senior")],
        lateral: Vec::new(),
        next: vec![named("Head"), named("Chief")],
        boxes: Vec::new(),
        lines: Vec::new(),
        height: 48,
    };
    check(Leaf::new(career), &["People come from: Senior", "What may come next: Head, Chief"]);
    let stage = Stage { title: "Screen".to_owned(), minutes: 45, about: Some("Judgement".to_owned()) };
    let stages = Stages { stages: vec![stage], minutes: 45 };
    check(Leaf::new(stages), &["Screen, 45 minutes: Judgement", "45 minutes in all."]);
}
