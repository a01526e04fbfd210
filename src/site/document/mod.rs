//! What a page's body is after the gate: a tree of prose, and blocks that a theme draws.
//!
//! Everything here is already filtered for one audience, and made of elements and attributes that are safe to print. It
//! must not know the theme's markup.

pub(in crate::site) mod computed;
pub(in crate::site) mod figure;
mod html;
mod node;
mod pay_text;
mod review;
mod role_text;
pub mod tables;
mod text;

use crate::site::document::tables::builder::PostingBuilder;
use crate::site::document::tables::chart::PayChart;
use crate::site::document::tables::jobs::{JobList, PostingFacts};
use crate::site::document::tables::overview::{PayOverview, PayShares};
use crate::site::document::tables::roles::{Career, Comparison, Grades, Ladder, Named, SkillUses, Skills, Stages};
use crate::site::document::tables::{
    CriteriaTable, DataTable, FitForm, InterviewKit, KitStage, PanelKit, PayExplorer, PayTable,
};
pub use figure::FigureFact;
pub use html::{write_escaped, write_html};
pub use node::{Attribute, Code, Element, Layout, Node, Span, Text, Value};
pub use review::{Ownership, Review};
pub use text::{TextSection, plain_text};
pub(in crate::site) use text::{words, words_in};

/// A page's body.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The body in reading order.
    pub nodes: Vec<Node>,
    /// The id that links to the page's title use, when a heading of the body gives the title.
    pub title_id: Option<String>,
    /// The headings of the body in reading order, those inside containers too, the title not among them.
    pub outline: Vec<OutlineEntry>,
    /// The first paragraph as plain text, for descriptions; empty when there is none.
    pub excerpt: String,
    /// How many words there are.
    pub words: usize,
}

/// A heading as an outline has it.
#[derive(Debug, Clone)]
pub struct OutlineEntry {
    /// 2 to 6.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its plain text.
    pub text: String,
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
    /// What it shows.
    pub inline: Vec<Node>,
    /// Its plain text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Heading {
    /// A heading of plain text.
    pub fn of_text(level: u8, id: String, text: &str) -> Heading {
        let (inline, text) = (vec![Node::text(text)], text.to_owned());
        Heading { level, id, classes: Vec::new(), inline, text, span: Span::default() }
    }

    /// What the outline says of it.
    pub(in crate::site) fn entry(&self) -> OutlineEntry {
        OutlineEntry { level: self.level, id: self.id.clone(), text: self.text.clone() }
    }
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
    /// Whether it folds, of a remark alone.
    pub fold: Option<Fold>,
    /// What it holds. `faq`, `steps` and `tabs` are cut at their highest heading: see [`Container::items`].
    pub nodes: Vec<Node>,
    /// Where it begins.
    pub span: Span,
}

/// How a remark that folds is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Its title alone shows.
    Closed,
    /// All of it shows.
    Open,
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
    pub nodes: &'d [Node],
}

impl ContainerKind {
    /// Whether it is a remark beside the text, which may fold.
    pub(in crate::site) fn is_remark(&self) -> bool {
        matches!(self, ContainerKind::Note | ContainerKind::Tip | ContainerKind::Warning)
    }
}

impl Container {
    /// The content cut at its highest heading, in order; what stands before the first heading comes first, if anything does.
    pub fn items(&self) -> Vec<Section<'_>> {
        let level = self.nodes.iter().filter_map(heading_level).min();
        let mut items: Vec<Section<'_>> = Vec::new();
        let mut from = 0;
        for (at, node) in self.nodes.iter().enumerate() {
            if heading_level(node).is_some() && heading_level(node) == level {
                close(&mut items, &self.nodes[from..at]);
                if let Node::Heading(heading) = node {
                    items.push(Section { heading: Some(heading), nodes: &[] });
                }
                from = at + 1;
            }
        }
        close(&mut items, &self.nodes[from..]);
        items
    }
}

fn heading_level(node: &Node) -> Option<u8> {
    match node {
        Node::Heading(heading) => Some(heading.level),
        _ => None,
    }
}

fn close<'d>(items: &mut Vec<Section<'d>>, nodes: &'d [Node]) {
    match items.last_mut() {
        Some(open) => open.nodes = nodes,
        None if nodes.is_empty() => {}
        None => items.push(Section { heading: None, nodes }),
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
    /// `::interview-kit{role= view=}` as the panel uses it, and `::debrief{role=}`
    PanelKit(PanelKit),
    /// `::criteria{role= stage=}`
    Criteria(CriteriaTable),
    /// `::scorecard{stage=}`
    Scorecard(KitStage),
    /// `::role-fit{for=}`
    RoleFit(FitForm),
    /// An opening at a glance.
    Posting(PostingFacts),
    /// Every opening.
    Jobs(JobList),
    /// `::posting-builder{role=}`
    PostingBuilder(Box<PostingBuilder>),
    /// `::toc`: the page's outline at this place.
    Toc,
}
