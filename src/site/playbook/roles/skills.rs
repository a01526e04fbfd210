//! How far roles need skills, and which roles need one.

use std::cmp::Reverse;

use crate::site::document::tables::roles::{Grades, SkillNeed, SkillRow, SkillUses, Skills};
use crate::site::gate::Reader;
use crate::site::gate::names::Refusal;
use crate::site::records::types::{Grade, Record, Reference, Role, Skill};

impl Reader<'_> {
    /// `::skills{roles=}`.
    pub(in crate::site) fn skills_block(&self, names: &str, caption: Option<&str>) -> Result<Skills, Refusal> {
        self.skills(&self.roles(names)?, caption).ok_or_else(Refusal::silent)
    }

    /// The skills of these roles, in the order of the skills' files; those of one role furthest first, welcome ones last;
    /// `None` when they name none.
    pub(in crate::site) fn skills(&self, roles: &[&Record<Role>], caption: Option<&str>) -> Option<Skills> {
        let rows = self.records.skills.iter().filter_map(|skill| {
            let cells: Vec<_> = roles.iter().map(|role| need(role, skill)).collect();
            let row = || SkillRow { skill: self.skill(&skill.id), cells };
            cells_say_something(roles, skill).then(row)
        });
        let mut rows: Vec<SkillRow> = rows.collect();
        if let [_] = roles {
            // What is asked for comes before what is welcome, the highest level first.
            let of = |row: &SkillRow| row.cells[0].as_ref().map(|need| (need.nice, Reverse(need.rank)));
            rows.sort_by_key(of);
        }
        let of = || match roles {
            [role] => self.words().say("skills.of", &[("title", (&role.body.title).into())]),
            _ => self.words().text("skills.of_many").to_owned(),
        };
        let roles: Vec<_> = roles.iter().map(|role| self.role(role)).collect();
        let levels = Grade::NAMES.iter().map(|(name, _)| *name).collect();
        (!rows.is_empty()).then(|| Skills { caption: caption.map_or_else(of, str::to_owned), roles, rows, levels })
    }

    /// The roles that need a skill, furthest first.
    pub(in crate::site) fn skill_uses(&self, skill: &Record<Skill>) -> Option<SkillUses> {
        let roles = self.records.roles.iter();
        let mut uses: Vec<_> = roles.filter_map(|role| Some((self.role(role), need(role, skill)?))).collect();
        uses.sort_by_key(|(_, need)| (need.nice, Reverse(need.rank)));
        let caption = self.words().say("skills.uses", &[("title", (&skill.body.title).into())]);
        (!uses.is_empty()).then_some(SkillUses { caption, uses })
    }
}

fn cells_say_something(roles: &[&Record<Role>], skill: &Record<Skill>) -> bool {
    roles.iter().any(|role| need(role, skill).is_some())
}

/// How far a role needs a skill.
fn need(role: &Record<Role>, skill: &Record<Skill>) -> Option<SkillNeed> {
    let find =
        |list: &[(Reference, Grade)]| list.iter().find(|(named, _)| named.id == skill.id).map(|(_, grade)| *grade);
    let (grade, nice) = match find(&role.body.needs) {
        Some(grade) => (grade, false),
        None => (find(&role.body.nice)?, true),
    };
    let means = skill.body.grades[grade as usize].clone();
    Some(SkillNeed { grade: grade.name().to_owned(), rank: grade as u8 + 1, nice, means })
}

/// What each grade looks like; `None` when the skill describes none.
pub(in crate::site) fn grades(skill: &Skill) -> Option<Grades> {
    let grades = Grade::NAMES.iter().zip(&skill.grades).map(|((name, _), text)| ((*name).to_owned(), text.clone()));
    skill.grades.iter().any(Option::is_some).then(|| Grades { grades: grades.collect() })
}
