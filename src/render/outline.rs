//! The outline of a page: its headings, and those that a pay explorer draws.

use tera::Value;

use super::page_context::PageContext;
use super::values::{map, text};
use crate::site::document::tables::PayExplorer;
use crate::site::document::{self, Document, Node, OutlineEntry};
use crate::site::gate::{PageKind, VisiblePage};

/// The headings of levels 2 and 3, as `{id, text, level}`; those of level 2 alone when both are more than a glance holds.
pub(super) fn of(frame: &PageContext<'_>, page: &VisiblePage) -> Value {
    let document = page.document();
    let mut all = document.outline.clone();
    if page.kind() == PageKind::Role && page.role().is_some_and(|role| !role.plot.is_empty()) {
        let text = frame.view.locale().text("role.base").to_owned();
        all.insert(0, OutlineEntry { level: 2, id: "frame-pay".to_owned(), text });
    }
    if let Some((before, explorer)) = only_explorer(document) {
        let at = before.min(all.len());
        all.splice(at..at, of_explorer(frame, explorer));
    }
    let entry = |heading: &OutlineEntry| {
        map([("id", text(&heading.id)), ("text", text(&heading.text)), ("level", Value::from(heading.level))])
    };
    Value::from(document::at_a_glance(&all).into_iter().map(entry).collect::<Vec<_>>())
}

/// The page's pay explorer and how many headings are before it; none when there are two, whose headings would have the same ids.
pub(super) fn only_explorer(document: &Document) -> Option<(usize, &PayExplorer)> {
    let mut found = Vec::new();
    gather(&document.nodes, &mut 0, &mut found);
    (found.len() == 1).then(|| found.remove(0))
}

fn gather<'d>(nodes: &'d [Node], headings: &mut usize, found: &mut Vec<(usize, &'d PayExplorer)>) {
    for node in nodes {
        match node {
            Node::Heading(_) => *headings += 1,
            Node::Leaf(leaf) => {
                if let Some(explorer) = leaf.of() {
                    found.push((*headings, explorer));
                }
            }
            node => gather(node.children(), headings, found),
        }
    }
}

/// The headings of an explorer, in its order; ids that begin so are the frame's own.
fn of_explorer(frame: &PageContext<'_>, explorer: &PayExplorer) -> Vec<OutlineEntry> {
    let book = frame.view.pay();
    let caption = OutlineEntry { level: 2, id: "frame-figures".to_owned(), text: explorer.caption.clone() };
    let parts = [
        ("usual", "explorer.shares", book.shares.is_empty()),
        ("rates", "explorer.rates", book.rates.is_empty()),
        ("models", "explorer.models", book.models.is_empty()),
        ("formulas", "explorer.formulas", explorer.formulas.is_empty()),
    ];
    let shown = parts.into_iter().filter(|(.., is_empty)| !is_empty);
    let folded = shown.map(|(name, key, _)| OutlineEntry {
        level: 2,
        id: format!("frame-{name}"),
        text: frame.view.locale().say(key, &[]),
    });
    [caption].into_iter().chain(folded).collect()
}
