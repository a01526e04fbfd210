//! What a page's body is after the gate: finished prose in fragments, and blocks that a theme draws.
//!
//! Everything here is already filtered for one audience and safe to print. It must not know the theme's markup.

pub(in crate::site) mod figure;
mod pay_text;
mod role_text;
pub mod tables;
mod text;

use crate::site::document::tables::chart::PayChart;
use crate::site::document::tables::overview::{PayOverview, PayShares};
use crate::site::document::tables::roles::{Career, Comparison, Grades, Ladder, Named, SkillUses, Skills, Stages};
use crate::site::document::tables::{CriteriaTable, DataTable, FitForm, InterviewKit, KitStage, PayExplorer, PayTable};
pub(in crate::site) use text::words;
pub use text::{TextSection, plain_text, unescaped};

/// A page's body.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The body in reading order. Fragments of HTML may open an element that a later one closes: print all, in order.
    pub parts: Vec<Part>,
    /// The id that links to the page's title use, when a heading of the body gives the title.
    pub title_id: Option<String>,
    /// The headings of the body in reading order, those inside containers too, the title not among them.
    pub outline: Vec<Heading>,
    /// The first paragraph as plain text, for descriptions; empty when there is none.
    pub excerpt: String,
    /// How many words there are.
    pub words: usize,
}

/// A piece of a body.
#[derive(Debug, Clone)]
pub enum Part {
    /// Finished, safe HTML.
    Html(String),
    /// A heading, levels 2 to 6.
    Heading(Heading),
    /// A fenced or indented code block, unescaped.
    Code {
        /// The first word of the fence's info string.
        language: Option<String>,
        /// The code.
        text: String,
    },
    /// A block with content.
    Container(Container),
    /// A block drawn from data.
    Leaf(Leaf),
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its id, unique on the page, as on GitHub.
    pub id: String,
    /// Classes from `{.class}`.
    pub classes: Vec<String>,
    /// Its inline HTML.
    pub html: String,
    /// Its plain text.
    pub text: String,
}

/// A block with content.
#[derive(Debug, Clone)]
pub struct Container {
    /// Which block.
    pub kind: ContainerKind,
    /// The label in brackets, plain text.
    pub label: Option<String>,
    /// From `{#id}`.
    pub id: Option<String>,
    /// From `{.class}`.
    pub classes: Vec<String>,
    /// What it holds. `faq`, `steps` and `tabs` are cut at their highest heading: see [`Container::items`].
    pub parts: Vec<Part>,
}

/// The containers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContainerKind {
    /// For the audience named and those above it.
    Audience(String),
    /// A remark.
    Note,
    /// Advice.
    Tip,
    /// A caution.
    Warning,
    /// Questions and answers.
    Faq,
    /// Signs against.
    RedFlags,
    /// Signs for.
    Signals,
    /// What to do in order.
    Steps,
    /// Alternatives, one shown at a time.
    Tabs,
}

/// A heading of a `faq`, `steps` or `tabs` block and what follows it.
#[derive(Debug, Clone)]
pub struct Section<'d> {
    /// The heading; `None` for what stands before the first.
    pub heading: Option<&'d Heading>,
    /// What follows it, up to the next heading of that level.
    pub parts: &'d [Part],
}

impl Container {
    /// The content cut at its highest heading, in order; what stands before the first heading comes first, if anything does.
    pub fn items(&self) -> Vec<Section<'_>> {
        let level = self.parts.iter().filter_map(heading_level).min();
        let mut items: Vec<Section<'_>> = Vec::new();
        let mut from = 0;
        for (at, part) in self.parts.iter().enumerate() {
            if heading_level(part).is_some() && heading_level(part) == level {
                close(&mut items, &self.parts[from..at]);
                if let Part::Heading(heading) = part {
                    items.push(Section { heading: Some(heading), parts: &[] });
                }
                from = at + 1;
            }
        }
        close(&mut items, &self.parts[from..]);
        items
    }
}

fn heading_level(part: &Part) -> Option<u8> {
    match part {
        Part::Heading(heading) => Some(heading.level),
        _ => None,
    }
}

fn close<'d>(items: &mut Vec<Section<'d>>, parts: &'d [Part]) {
    match items.last_mut() {
        Some(open) => open.parts = parts,
        None if parts.is_empty() => {}
        None => items.push(Section { heading: None, parts }),
    }
}

/// A block drawn from data, with the records it may show.
#[derive(Debug, Clone)]
pub enum Leaf {
    /// `::table{file=}`
    Table(DataTable),
    /// `::pay-table{role=}`
    PayTable(PayTable),
    /// `::pay-chart{role=}`
    PayChart(PayChart),
    /// Published ranges at a glance.
    PayOverview(PayOverview),
    /// Usual bonuses, equity and premiums.
    PayShares(PayShares),
    /// `::pay-explorer{role=}`
    PayExplorer(PayExplorer),
    /// `::compare{roles=}`
    Comparison(Comparison),
    /// `::skills{roles=}`
    Skills(Skills),
    /// `::ladder{ladder=}`
    Ladder(Ladder),
    /// What each grade of a skill looks like.
    Grades(Grades),
    /// The roles that need a skill.
    SkillUses(SkillUses),
    /// Where people come from and go to.
    Career(Career),
    /// The interviews of a role.
    Stages(Stages),
    /// Pages to read next.
    Links(Vec<Named>),
    /// A paragraph from a record, plain text.
    Text(String),
    /// A list from a record, each line plain text.
    Points(Vec<String>),
    /// `::interview-kit{role=}`
    InterviewKit(InterviewKit),
    /// `::criteria{role= stage=}`
    Criteria(CriteriaTable),
    /// `::scorecard{stage=}`
    Scorecard(KitStage),
    /// `::role-fit{for=}`
    RoleFit(FitForm),
    /// `::toc`: the page's outline at this place.
    Toc,
}
