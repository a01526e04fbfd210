//! Figures by name: what a sentence asks for and what is printed, and which figures a page shows.

use std::collections::BTreeSet;

use super::Node;

/// What stands before the id in the name of a claim. Figures of pay are named by their id alone.
pub(in crate::site) const CLAIM: &str = "claim:";
/// The same of a table of exchange rates.
pub(in crate::site) const RATES: &str = "rates:";
/// The same of a pay model.
pub(in crate::site) const MODEL: &str = "model:";

/// A figure of the site's data as one audience reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureFact {
    /// Its name, unique on the site: an id, for some kinds with a word before it.
    pub name: String,
    /// What it is: `Base pay a year, AI Tech Lead, London`.
    pub about: String,
    /// The figure in the site's language: `£130,000 to £185,000`.
    pub text: String,
    /// Its two ends, in the same parts of one unit as those of any other figure of that unit.
    pub ends: Option<(i64, i64)>,
    /// The unit: an ISO 4217 code, or a word such as `percent`.
    pub unit: String,
    /// Whether it is older than it should be, or past its review.
    pub stale: bool,
}

/// The names of the figures that blocks among these nodes show.
pub(in crate::site) fn shown(nodes: &[Node]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    gather(nodes, &mut names);
    names
}

fn gather(nodes: &[Node], names: &mut BTreeSet<String>) {
    for node in nodes {
        match node {
            Node::Leaf(leaf) => names.extend(leaf.figures()),
            node => gather(node.children(), names),
        }
    }
}

/// What a sentence asks for.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) struct FigureQuestion<'q> {
    /// Whether it asks for a claim; otherwise for pay.
    pub(in crate::site) claim: bool,
    /// The id in the brackets.
    pub(in crate::site) id: &'q str,
    /// The one source whose word is wanted, of a claim.
    pub(in crate::site) source: Option<&'q str>,
}

/// A figure that stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) struct InlineFigure {
    /// The figure in the site's language: `£130,000 to £185,000`.
    pub(in crate::site) text: String,
    /// What it is and where it comes from, a line each.
    pub(in crate::site) lines: Vec<String>,
    /// Whether it is older than 12 months or past its review.
    pub(in crate::site) stale: bool,
    /// Whether it is made up, and must be labelled so.
    pub(in crate::site) example: bool,
    /// The amounts of money in it, with their currency: what a sentence that repeats them may say.
    pub(in crate::site) amounts: Vec<(&'static str, i64)>,
}
