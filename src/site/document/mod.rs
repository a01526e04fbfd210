//! What a page's body is after the gate: a tree of prose, and blocks that a theme draws.
//!
//! Everything here is already filtered for one audience, and made of elements and attributes that are safe to print. It
//! must not know the theme's markup.

pub(in crate::site) mod computed;
pub(in crate::site) mod figure;
mod html;
mod leaf;
pub mod leaves;
mod node;
pub mod prose;
mod review;
pub mod tables;
mod text;

pub use figure::FigureFact;
pub use html::{write_escaped, write_html};
pub use leaf::{Around, Leaf, Line, Shows};
pub use node::{Attribute, Code, Element, Layout, Node, Span, Text, Value};
pub use review::{Ownership, Review};
pub use text::{TextSection, plain_text};
pub(in crate::site) use text::{text_of_prose, words, words_in};

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

/// Of an outline the headings of levels 2 and 3; those of level 2 alone when both are more than a reader takes in at a
/// glance.
pub fn at_a_glance(outline: &[OutlineEntry]) -> Vec<&OutlineEntry> {
    const GLANCE: usize = 20;
    let down_to = |level: u8| outline.iter().filter(move |heading| heading.level <= level);
    let level = if down_to(3).count() > GLANCE && down_to(2).count() > 1 { 2 } else { 3 };
    down_to(level).collect()
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
