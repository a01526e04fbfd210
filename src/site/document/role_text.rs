//! Blocks about roles as plain text, line by line: what the block shows in words, nothing more.

use crate::site::document::tables::builder::PostingBuilder;
use crate::site::document::tables::roles::{
    Career, Comparison, Grades, Ladder, LadderStep, Named, SkillNeed, SkillUses, Skills, Stage, Stages,
};

/// Takes a line.
type Line<'l> = &'l mut dyn FnMut(&str);

pub(super) fn comparison(comparison: &Comparison, line: Line<'_>) {
    line(&comparison.caption);
    comparison.declared.iter().for_each(|page| line(&page.title));
    for row in &comparison.rows {
        for (role, cell) in comparison.roles.iter().zip(&row.cells) {
            if !cell.is_empty() {
                line(&format!("{}, {}: {}", row.name, role.title, cell.join("; ")));
            }
        }
    }
}

pub(super) fn skills(skills: &Skills, line: Line<'_>) {
    line(&skills.caption);
    for row in &skills.rows {
        for (role, need) in skills.roles.iter().zip(&row.cells) {
            if let Some(need) = need {
                line(&format!("{}, {}: {}", row.skill.title, role.title, grade(need)));
            }
        }
    }
}

pub(super) fn ladder(ladder: &Ladder, line: Line<'_>) {
    line(&ladder.caption);
    for (at, step) in ladder.steps.iter().enumerate() {
        line(&head(step));
        step.summary.iter().for_each(|summary| line(summary));
        for row in &ladder.rows {
            let cell = row.cells.get(at).into_iter().flatten();
            cell.for_each(|text| line(&format!("{}: {text}", row.name.title)));
        }
    }
}

/// A step's level, and the role people have there.
fn head(step: &LadderStep) -> String {
    match &step.role {
        Some(role) => format!("{}, {}", step.title, role.title),
        None => step.title.clone(),
    }
}

pub(super) fn grades(grades: &Grades, line: Line<'_>) {
    for (name, text) in &grades.grades {
        text.iter().for_each(|text| line(&format!("{name}: {text}")));
    }
}

pub(super) fn skill_uses(uses: &SkillUses, line: Line<'_>) {
    line(&uses.caption);
    uses.uses.iter().for_each(|(role, need)| line(&format!("{}: {}", role.title, grade(need))));
}

pub(super) fn career(career: &Career, line: Line<'_>) {
    for (words, roles) in [("From", &career.from), ("Beside", &career.lateral), ("Next", &career.next)] {
        if !roles.is_empty() {
            line(&format!("{words}: {}", titles(roles)));
        }
    }
}

pub(super) fn stages(stages: &Stages, line: Line<'_>) {
    stages.stages.iter().for_each(|stage| line(&interview(stage)));
    if stages.minutes > 0 {
        line(&format!("{} minutes in all", stages.minutes));
    }
}

fn interview(stage: &Stage) -> String {
    let about = stage.about.as_ref().map(|about| format!(": {about}")).unwrap_or_default();
    format!("{}, {} minutes{about}", stage.title, stage.minutes)
}

fn grade(need: &SkillNeed) -> String {
    let nice = if need.nice { ", welcome" } else { "" };
    let means = need.means.as_ref().map(|means| format!(": {means}")).unwrap_or_default();
    format!("{}{nice}{means}", need.grade)
}

fn titles(roles: &[Named]) -> String {
    roles.iter().map(|role| role.title.as_str()).collect::<Vec<_>>().join(", ")
}

/// A posting with its gaps, as those read it who have no script.
pub(super) fn posting_builder(builder: &PostingBuilder, line: Line<'_>) {
    line(&builder.caption);
    for part in &builder.parts {
        part.heading.iter().for_each(|heading| line(heading));
        for slot in &part.slots {
            match slot.lines.as_slice() {
                [] if slot.is == "fact" => line(&format!("{}: {}", slot.label, slot.gap)),
                [] => line(&slot.gap),
                lines => lines.iter().for_each(|text| line(text)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::document::tables::roles::{Dimension, LadderRow, SkillRow};
    use crate::site::document::{Leaf, Node, plain_text};

    fn named(title: &str) -> Named {
        Named { id: title.to_lowercase(), title: title.to_owned(), path: None }
    }

    fn need(nice: bool) -> SkillNeed {
        SkillNeed { grade: "working".to_owned(), rank: 2, nice, means: Some("Does it".to_owned()) }
    }

    fn check(leaf: Leaf, expected: &[&str]) {
        assert_eq!(plain_text(&[Node::leaf(leaf)]).lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn blocks_about_roles_say_in_words_what_they_show() {
        let row = |name: &str, cells: &[&[&str]]| Dimension {
            name: name.to_owned(),
            cells: cells.iter().map(|cell| cell.iter().map(|text| (*text).to_owned()).collect()).collect(),
            differs: true,
            in_part: false,
        };
        let comparison = Comparison {
            bands: Vec::new(),
            caption: "Both".to_owned(),
            roles: vec![named("Lead"), named("Head")],
            rows: vec![row("Owns", &[&["One", "Two"], &[]])],
            picks: true,
            declared: vec![named("Lead or head")],
        };
        check(Leaf::Comparison(comparison), &["Both", "Lead or head", "Owns, Lead: One; Two"]);
        let skills = Skills {
            caption: "How far".to_owned(),
            roles: vec![named("Lead"), named("Head")],
            rows: vec![SkillRow { skill: named("Code"), cells: vec![Some(need(false)), Some(need(true))] }],
        };
        let lines = ["How far", "Code, Lead: working: Does it", "Code, Head: working, welcome: Does it"];
        check(Leaf::Skills(skills), &lines);
        let uses = SkillUses { caption: "Who".to_owned(), uses: vec![(named("Lead"), need(false))] };
        check(Leaf::SkillUses(uses), &["Who", "Lead: working: Does it"]);
        let grades = vec![("awareness".to_owned(), None), ("working".to_owned(), Some("Does it".to_owned()))];
        check(Leaf::Grades(Grades { grades }), &["working: Does it"]);
        check(Leaf::Links(vec![named("Lead or head")]), &["Lead or head"]);
        check(Leaf::Text("Because".to_owned()), &["Because"]);
        check(Leaf::Points(vec!["One".to_owned(), "Two".to_owned()]), &["One", "Two"]);
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
            rows: vec![LadderRow { name: named("Scope"), cells: vec![None, Some("A team".to_owned())] }],
        };
        check(Leaf::Ladder(ladder), &["Up", "One", "A step", "Two, Lead", "A step", "Scope: A team"]);
        let career = Career {
            title: "Lead".to_owned(),
            from: vec![named("Senior")],
            lateral: Vec::new(),
            next: vec![named("Head"), named("Chief")],
            boxes: Vec::new(),
            lines: Vec::new(),
            height: 48,
        };
        check(Leaf::Career(career), &["From: Senior", "Next: Head, Chief"]);
        let stage = Stage { title: "Screen".to_owned(), minutes: 45, about: Some("Judgement".to_owned()) };
        let stages = Stages { stages: vec![stage], minutes: 45 };
        check(Leaf::Stages(stages), &["Screen, 45 minutes: Judgement", "45 minutes in all"]);
    }
}
