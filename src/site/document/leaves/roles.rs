//! What blocks about roles say.

use super::super::Node;
use super::super::leaf::{Around, Line, Shows};
use super::super::prose::{element, folded, lines, list, paragraph, strong, table, table_of, td, term, th};
use super::super::tables::roles::{
    Career, Comparison, Dimension, Grades, Ladder, LadderStep, Named, SkillNeed, SkillUses, Skills, Stage, Stages,
};
use super::pay::counted;
use crate::locale::Locale;

/// As many lines of a cell show at once; more are folded.
const AT_ONCE: usize = 4;
/// How many of them stand before the others.
const FIRST: usize = 3;

/// The most rows that a table of one role's skills has without being folded.
const UNFOLDED: usize = 6;

impl Shows for Comparison {
    fn template(&self) -> &'static str {
        "compare"
    }

    fn called(&self) -> &'static str {
        "comparison"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        self.declared.iter().for_each(|page| line(&page.title));
        for row in &self.rows {
            for (role, cell) in self.roles.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty()) {
                line(&format!("{}{}{}{}{}", row.name, words.comma(), role.title, words.colon(), cell.join("; ")));
            }
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let (folded_away, shown): (Vec<_>, Vec<_>) = self.rows.iter().partition(|row| self.folds() && row.told);
        let table = |caption: &str, rows: &[&Dimension]| {
            let head = heads(around.words.text("compare.dimension"), &self.roles, around);
            table_of(caption, head, rows.iter().map(|row| dimension(row, around)).collect())
        };
        let mut said = vec![table(&self.caption, &shown)];
        if !folded_away.is_empty() {
            let names: Vec<&str> = folded_away.iter().map(|row| row.name.as_str()).collect();
            let names = names.join(around.words.comma());
            said.push(folded(vec![Node::text(&names)], vec![table(&names, &folded_away)]));
        }
        if self.picks && !self.declared.is_empty() {
            said.push(paragraph(around.words.text("compare.declared")));
            said.push(list("ul", self.declared.iter().map(|page| vec![around.named(page)])));
        }
        said
    }

    fn figures(&self) -> Vec<String> {
        self.bands.clone()
    }
}

impl Comparison {
    /// Whether what is told in sentences is folded below the other rows; where readers pick, each row finds its place.
    fn folds(&self) -> bool {
        let told = self.rows.iter().filter(|row| row.told).count();
        !self.picks && told > 1 && told < self.rows.len()
    }
}

/// The head of a table with a column for each of these names.
fn heads(first: &str, names: &[Named], around: &Around<'_>) -> Vec<Node> {
    let first = th(vec![Node::text(first)]);
    [first].into_iter().chain(names.iter().map(|name| th(vec![around.named(name)]))).collect()
}

fn dimension(row: &Dimension, around: &Around<'_>) -> Vec<Node> {
    let word = match row {
        Dimension { in_part: true, .. } => around.words.text("compare.in_part"),
        Dimension { differs: false, .. } => around.words.text("compare.same"),
        Dimension { told: true, .. } => "",
        Dimension { .. } => around.words.text("compare.differs"),
    };
    let name = th(vec![Node::text(format!("{} {word}", row.name).trim_end())]);
    let cell = |cell: &Vec<String>| match cell.as_slice() {
        [] => vec![Node::text(around.words.text("compare.not_stated"))],
        [one] => vec![Node::text(one)],
        many if row.told => {
            vec![folded(vec![Node::text(&around.count("count.lines", many.len() as u64))], vec![lines("ul", many)])]
        }
        many if many.len() > AT_ONCE => {
            let (first, more) = many.split_at(FIRST);
            let count = Node::text(&around.count("site.more", more.len() as u64));
            vec![lines("ul", first), folded(vec![count], vec![lines("ul", more)])]
        }
        many => vec![lines("ul", many)],
    };
    [name].into_iter().chain(row.cells.iter().map(|lines| td(cell(lines)))).collect()
}

impl Shows for Skills {
    fn template(&self) -> &'static str {
        "skills"
    }

    fn called(&self) -> &'static str {
        "skills"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        for row in &self.rows {
            for (role, need) in self.roles.iter().zip(&row.cells) {
                if let Some(need) = need {
                    line(&[&row.skill.title, words.comma(), &role.title, words.colon(), &grade(need, words)].concat());
                }
            }
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let rows = self.skill_rows(around);
        if self.roles.len() != 1 {
            let head = heads(around.words.text("skills.skill"), &self.roles, around);
            let words = self.levels.iter().map(|level| around.word("grade", level));
            let levels: Vec<_> = words.collect();
            return vec![lines("ul", &levels), table_of(&self.caption, head, rows)];
        }
        let head = ["skills.skill", "skills.level", "skills.means"].map(|key| around.words.text(key));
        let table = table(&self.caption, head, rows);
        if self.rows.len() <= UNFOLDED {
            return vec![table];
        }
        vec![folded(vec![Node::text(&counted(&self.caption, self.rows.len(), around))], vec![table])]
    }
}

impl Skills {
    /// A row for each skill; of one role alone, what its level means, too.
    fn skill_rows(&self, around: &Around<'_>) -> Vec<Vec<Node>> {
        let single = self.roles.len() == 1;
        let text = |text: &str| td(vec![Node::text(text)]);
        let cells = |need: &Option<SkillNeed>| {
            let level = need.as_ref().map(|need| level(need, around));
            let means = need.as_ref().and_then(|need| need.means.as_deref());
            let means = means.unwrap_or_else(|| around.words.text("skills.not_described"));
            let level = text(level.as_deref().unwrap_or_else(|| around.words.text("skills.not_named")));
            [level].into_iter().chain(single.then(|| text(means)))
        };
        let row = |row: &super::super::tables::roles::SkillRow| {
            [th(vec![around.named(&row.skill)])].into_iter().chain(row.cells.iter().flat_map(cells)).collect()
        };
        self.rows.iter().map(row).collect()
    }
}

/// How far a skill is needed, in words.
fn level(need: &SkillNeed, around: &Around<'_>) -> String {
    let grade = around.word("grade", &need.grade);
    if need.nice { format!("{grade} {}", around.words.text("skills.welcome")) } else { grade }
}

/// The name of a grade in words.
fn graded<'w>(grade: &'w str, words: &'w Locale) -> &'w str {
    words.text_or(&format!("grade.{grade}"), grade)
}

fn grade(need: &SkillNeed, words: &Locale) -> String {
    let mut text = graded(&need.grade, words).to_owned();
    if need.nice {
        text.extend([words.comma(), words.text("skills.welcome")]);
    }
    need.means.iter().for_each(|means| text.extend([words.colon(), means]));
    text
}

impl Shows for Ladder {
    fn template(&self) -> &'static str {
        "ladder"
    }

    fn called(&self) -> &'static str {
        "ladder"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        for (at, step) in self.steps.iter().enumerate() {
            let role = step.role.iter().map(|role| format!("{}{}", words.comma(), role.title)).collect::<String>();
            line(&format!("{}{role}", step.title));
            step.summary.iter().for_each(|summary| line(summary));
            for row in &self.rows {
                let cell = row.cells.get(at).into_iter().flatten();
                cell.for_each(|text| line(&format!("{}{}{text}", row.name.title, words.colon())));
            }
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let first = th(vec![Node::text(around.words.text("ladder.expected"))]);
        let head = [first].into_iter().chain(self.steps.iter().map(|one| step(one, around))).collect();
        let cell = |cell: &Option<String>| {
            td(vec![Node::text(cell.as_deref().unwrap_or_else(|| around.words.text("ladder.nothing")))])
        };
        let rows = self
            .rows
            .iter()
            .map(|row| [th(vec![around.named(&row.name)])].into_iter().chain(row.cells.iter().map(cell)).collect());
        vec![table_of(&self.caption, head, rows.collect())]
    }
}

fn step(step: &LadderStep, around: &Around<'_>) -> Node {
    let mut said = vec![Node::text(&step.title)];
    let below = step.role.iter().map(|role| around.named(role)).chain(step.summary.iter().map(|text| Node::text(text)));
    said.extend(below.flat_map(|line| [element("br", Vec::new()), line]));
    th(said)
}

impl Shows for Grades {
    fn template(&self) -> &'static str {
        "grades"
    }

    fn called(&self) -> &'static str {
        "grades"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        for (name, text) in &self.grades {
            text.iter().for_each(|text| line(&format!("{}{}{text}", graded(name, words), words.colon())));
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let none = around.words.text("skills.not_described");
        let grades = self.grades.iter().flat_map(|(name, text)| {
            let said = vec![Node::text(text.as_deref().unwrap_or(none))];
            term(vec![Node::text(&around.word("grade", name))], [said])
        });
        vec![element("dl", grades.collect())]
    }
}

impl Shows for SkillUses {
    fn template(&self) -> &'static str {
        "skill-uses"
    }

    fn called(&self) -> &'static str {
        "skill_uses"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        self.uses
            .iter()
            .for_each(|(role, need)| line(&format!("{}{}{}", role.title, words.colon(), grade(need, words))));
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let head = ["skills.role", "skills.level"].map(|key| around.words.text(key));
        let rows = self
            .uses
            .iter()
            .map(|(role, need)| vec![th(vec![around.named(role)]), td(vec![Node::text(&level(need, around))])]);
        vec![table(&self.caption, head, rows.collect())]
    }
}

impl Shows for Career {
    fn template(&self) -> &'static str {
        "career"
    }

    fn called(&self) -> &'static str {
        "career"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        for (key, roles) in [("career.from", &self.from), ("career.beside", &self.lateral), ("career.next", &self.next)]
        {
            if !roles.is_empty() {
                let titles: Vec<&str> = roles.iter().map(|role| role.title.as_str()).collect();
                line(&format!("{}{}{}", words.text(key), words.colon(), titles.join(words.comma())));
            }
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let ways = [("career.from", &self.from), ("career.beside", &self.lateral), ("career.next", &self.next)];
        let ways = ways.into_iter().filter(|(_, roles)| !roles.is_empty()).flat_map(|(key, roles)| {
            term(vec![Node::text(around.words.text(key))], roles.iter().map(|role| vec![around.named(role)]))
        });
        vec![element("dl", ways.collect())]
    }
}

impl Shows for Stages {
    fn template(&self) -> &'static str {
        "stages"
    }

    fn called(&self) -> &'static str {
        "plan"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        for stage in &self.stages {
            let about = stage.about.as_ref().map(|about| format!(": {about}")).unwrap_or_default();
            line(&format!(
                "{}{}{}{about}",
                stage.title,
                words.comma(),
                words.say_count("interview.minutes", stage.minutes)
            ));
        }
        if self.minutes > 0 {
            line(&words.say_count("interview.sum", self.minutes));
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let stage = |stage: &Stage| {
            let about = stage.about.as_ref().map(|about| format!(": {about}")).unwrap_or_default();
            let minutes = around.count("interview.minutes", stage.minutes);
            vec![strong(&stage.title), Node::text(&format!("{}{minutes}{about}", around.words.comma()))]
        };
        let mut said = vec![list("ol", self.stages.iter().map(stage))];
        if self.minutes != 0 {
            said.push(paragraph(&around.count("interview.sum", self.minutes)));
        }
        said
    }
}
