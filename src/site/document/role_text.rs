//! Blocks about roles as plain text, line by line.

use super::Leaf;
use crate::site::data::tables::roles::{Named, SkillNeed, Stage};

/// Writes the lines of a block about roles; nothing for other blocks.
pub(super) fn write(leaf: &Leaf, line: &mut dyn FnMut(&str)) {
    match leaf {
        Leaf::Comparison(comparison) => {
            line(&comparison.caption);
            for row in &comparison.rows {
                for (role, cell) in comparison.roles.iter().zip(&row.cells) {
                    if !cell.is_empty() {
                        line(&format!("{}, {}: {}", row.name, role.title, cell.join("; ")));
                    }
                }
            }
        }
        Leaf::Skills(skills) => {
            line(&skills.caption);
            for row in &skills.rows {
                for (role, need) in skills.roles.iter().zip(&row.cells) {
                    if let Some(need) = need {
                        line(&format!("{}, {}: {}", row.skill.title, role.title, grade(need)));
                    }
                }
            }
        }
        Leaf::Ladder(ladder) => {
            line(&ladder.caption);
            for (at, step) in ladder.steps.iter().enumerate() {
                line(&step.title);
                step.summary.iter().for_each(|summary| line(summary));
                for row in &ladder.rows {
                    row.cells
                        .get(at)
                        .into_iter()
                        .flatten()
                        .for_each(|text| line(&format!("{}: {text}", row.name.title)));
                }
            }
        }
        Leaf::Grades(grades) => {
            for (name, text) in &grades.grades {
                text.iter().for_each(|text| line(&format!("{name}: {text}")));
            }
        }
        Leaf::SkillUses(uses) => {
            line(&uses.caption);
            uses.uses.iter().for_each(|(role, need)| line(&format!("{}: {}", role.title, grade(need))));
        }
        Leaf::Career(career) => {
            for (words, roles) in [("From", &career.from), ("Beside", &career.lateral), ("Next", &career.next)] {
                if !roles.is_empty() {
                    line(&format!("{words}: {}", titles(roles)));
                }
            }
        }
        Leaf::Stages(stages) => stages.stages.iter().for_each(|stage| line(&interview(stage))),
        Leaf::Text(text) => line(text),
        Leaf::Links(links) => links.iter().for_each(|link| line(&link.title)),
        _ => {}
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
