//! What is expected at each level, side by side.

use crate::site::address;
use crate::site::document::tables::roles::{Ladder, LadderRow, LadderStep, Named};
use crate::site::gate::Reader;
use crate::site::records::types::{Grade, Record, Reference, Skill};
use crate::site::records::types::{LadderRecord, Step};

impl Reader<'_> {
    /// A ladder this audience may see; `None` when it has no step for it. Steps stand in the order of their levels.
    pub(in crate::site) fn ladder(&self, record: &Record<LadderRecord>, caption: Option<&str>) -> Option<Ladder> {
        let levels = &self.records.levels;
        let mut steps: Vec<&Step> =
            record.body.steps.iter().filter(|step| levels.named(&step.level).is_some()).collect();
        steps.sort_by_key(|step| {
            let order = levels.named(&step.level).and_then(|level| level.body.order);
            (order.is_none(), order, levels.position(&step.level.id))
        });
        let rows: Vec<LadderRow> = dimensions(&steps).chain(self.skill_rows(&steps)).collect();
        let columns: Vec<LadderStep> = steps.iter().map(|step| self.column(step, record.body.role.as_ref())).collect();
        (!columns.is_empty()).then(|| Ladder {
            id: record.id.clone(),
            caption: caption.map_or_else(|| record.body.title.clone(), str::to_owned),
            steps: columns,
            rows,
        })
    }

    /// A step's column; the ladder's role is that of each step that names none.
    fn column(&self, step: &Step, of_ladder: Option<&Reference>) -> LadderStep {
        let role = step.role.as_ref().or(of_ladder).and_then(|role| self.records.roles.named(role));
        let title = self.records.levels.named(&step.level).map_or(step.level.id.as_str(), |level| &level.body.title);
        LadderStep {
            level: step.level.id.clone(),
            title: title.to_owned(),
            role: role.map(|role| self.role(role)),
            summary: step.summary.clone(),
        }
    }

    /// A row for each skill that a step needs, in the order of the skills' files.
    fn skill_rows(&self, steps: &[&Step]) -> Vec<LadderRow> {
        let cell = |step: &Step, id: &str, grades: &[Option<String>; 4]| {
            let grade = needed(step, id)?;
            let name = self.grade(grade);
            Some(
                grades[grade as usize]
                    .as_ref()
                    .map_or_else(|| name.to_owned(), |text| format!("{name}{}{text}", self.words().colon())),
            )
        };
        let row = |skill: &Record<Skill>| {
            let cells: Vec<_> = steps.iter().map(|step| cell(step, &skill.id, &skill.body.grades)).collect();
            let ranks = steps.iter().map(|step| needed(step, &skill.id).map_or(0, |grade| grade as u8 + 1)).collect();
            let some = cells.iter().any(Option::is_some);
            some.then(|| LadderRow { name: self.skill(&skill.id), cells, ranks })
        };
        self.records.skills.iter().filter_map(row).collect()
    }
}

/// How far a step needs a skill.
fn needed(step: &Step, skill: &str) -> Option<Grade> {
    step.needs.iter().find(|(needed, _)| needed.id == skill).map(|(_, grade)| *grade)
}

/// A row for each dimension, in the order in which the steps first name them.
fn dimensions<'a>(steps: &'a [&'a Step]) -> impl Iterator<Item = LadderRow> + 'a {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in steps.iter().flat_map(|step| &step.expects) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.into_iter().map(|name| {
        let cell = |step: &&Step| step.expects.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
        let named = Named { id: address::slug(name), title: name.to_owned(), path: None };
        LadderRow { name: named, cells: steps.iter().map(cell).collect(), ranks: Vec::new() }
    })
}
