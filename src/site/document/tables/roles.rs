//! What blocks about roles show: plain values for one audience, ready to print.

use serde::Serialize;

/// A record that has a title, and mostly a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The record's id.
    pub id: String,
    /// The name readers see.
    pub title: String,
    /// Its page from the site's root, `roles/lead/`; `None` when this audience has none.
    pub path: Option<String>,
}

/// Roles side by side.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// What the table is about.
    pub caption: String,
    /// A column each.
    pub roles: Vec<Named>,
    /// A row for each dimension that a role says something about.
    pub rows: Vec<Dimension>,
    /// Whether readers pick the columns.
    pub picks: bool,
    /// Comparisons with a page of their own; only where readers pick.
    pub declared: Vec<Named>,
    /// The places whose pay a row shows, so that a reader's own can come first.
    pub places: Vec<Named>,
    /// The ids of the published ranges that a row shows.
    #[serde(skip)]
    pub bands: Vec<String>,
}

/// A row of a [`Comparison`].
#[derive(Debug, Clone, Serialize)]
pub struct Dimension {
    /// What is compared.
    pub name: String,
    /// Whether it is told in sentences, whose words differ whatever they mean.
    pub told: bool,
    /// The lines of each role's cell; none when it says nothing.
    pub cells: Vec<Vec<String>>,
    /// Whether those that say something do not all say the same.
    pub differs: bool,
    /// Whether they do, and others say nothing.
    pub in_part: bool,
}

/// How far roles need skills.
#[derive(Debug, Clone, Serialize)]
pub struct Skills {
    /// What the table is about.
    pub caption: String,
    /// A column each.
    pub roles: Vec<Named>,
    /// A row for each skill that one of them needs.
    pub rows: Vec<SkillRow>,
    /// Every level as authors write it, lowest first.
    pub levels: Vec<&'static str>,
}

/// A skill and how far each role needs it.
#[derive(Debug, Clone, Serialize)]
pub struct SkillRow {
    /// The skill.
    pub skill: Named,
    /// For each role; `None` when it does not name the skill.
    pub cells: Vec<Option<SkillNeed>>,
}

/// How far a role needs a skill.
#[derive(Debug, Clone, Serialize)]
pub struct SkillNeed {
    /// `awareness`, `working`, `practitioner` or `expert`.
    pub grade: String,
    /// 1 to 4.
    pub rank: u8,
    /// Whether it is welcome and not asked for.
    pub nice: bool,
    /// What somebody at that grade does, when the skill says so.
    pub means: Option<String>,
}

/// What each grade of a skill looks like.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Grades {
    /// The grade's name and what somebody there does, lowest first; `None` where the skill leaves it open.
    pub grades: Vec<(String, Option<String>)>,
}

/// The roles that need a skill.
#[derive(Debug, Clone, Serialize)]
pub struct SkillUses {
    /// What the table is about.
    pub caption: String,
    /// Each role and how far it needs the skill, furthest first.
    pub uses: Vec<(Named, SkillNeed)>,
}

/// Where people come from and go to.
#[derive(Debug, Clone, Serialize)]
pub struct Career {
    /// The role's title.
    pub title: String,
    /// Roles that lead to it.
    pub from: Vec<Named>,
    /// Roles beside it.
    pub lateral: Vec<Named>,
    /// Roles that may come after it.
    pub next: Vec<Named>,
    /// Boxes of the drawing.
    pub boxes: Vec<Box>,
    /// Lines of the drawing, as the `d` of a path.
    pub lines: Vec<String>,
    /// Height of the drawing; it is 640 wide.
    pub height: u32,
}

/// A box of a drawing, 180 wide and 36 high.
#[derive(Debug, Clone, Serialize)]
pub struct Box {
    /// Its left edge.
    pub x: u32,
    /// Its upper edge.
    pub y: u32,
    /// What stands in it, cut to its width.
    pub label: String,
    /// The role's whole title.
    pub title: String,
    /// The role's page, from the root of the site; none for the role itself, and for one without a page.
    pub path: Option<String>,
    /// How its role lies to the one that the drawing is about: `own`, `from`, `beside` or `next`.
    pub way: &'static str,
}

/// What is expected at each level.
#[derive(Debug, Clone, Serialize)]
pub struct Ladder {
    /// The record's id.
    pub id: String,
    /// What the table is about.
    pub caption: String,
    /// A column each, lowest first.
    pub steps: Vec<LadderStep>,
    /// A row for each dimension and each skill.
    pub rows: Vec<LadderRow>,
}

/// A column of a [`Ladder`].
#[derive(Debug, Clone, Serialize)]
pub struct LadderStep {
    /// The level's id.
    pub level: String,
    /// The level's title.
    pub title: String,
    /// The role people have there.
    pub role: Option<Named>,
    /// What the step is about.
    pub summary: Option<String>,
}

/// A row of a [`Ladder`].
#[derive(Debug, Clone, Serialize)]
pub struct LadderRow {
    /// The dimension or skill.
    pub name: Named,
    /// What is expected at each step.
    pub cells: Vec<Option<String>>,
    /// How far each step needs a skill, 1 to 4, and 0 where it does not; empty for a dimension.
    pub ranks: Vec<u8>,
}

/// The interviews of a role.
#[derive(Debug, Clone, Serialize)]
pub struct Stages {
    /// In their order: title, minutes, what for.
    pub stages: Vec<Stage>,
    /// All minutes together.
    pub minutes: i64,
}

/// An interview.
#[derive(Debug, Clone, Serialize)]
pub struct Stage {
    /// The name readers see.
    pub title: String,
    /// How long it takes.
    pub minutes: i64,
    /// What it is for.
    pub about: Option<String>,
}
