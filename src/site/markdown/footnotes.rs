//! Footnotes: numbered in the order of their first mark, printed at the end of the page.

use std::collections::{BTreeMap, HashMap};

use super::Span;
use super::writer::Writer;
use crate::site::document::{Attribute, Element, Layout, Node};

/// The footnotes of a page while it is read.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Labels in the order of their first mark, with how many marks they have.
    marked: Vec<(String, usize)>,
    /// Where each label stands among them.
    numbers: HashMap<String, usize>,
    /// By label without case; the label as it is written stands with each.
    definitions: BTreeMap<String, Definition>,
    open: Vec<(String, Span)>,
}

/// A footnote as it is written.
struct Definition {
    label: String,
    nodes: Vec<Node>,
    span: Span,
}

impl Writer<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str, span: &Span) {
        if self.image.is_some() {
            return;
        }
        let Footnotes { marked, numbers, .. } = &mut self.footnotes;
        let label = folded(label);
        let at = *numbers.entry(label.clone()).or_insert_with(|| {
            marked.push((label, 0));
            marked.len() - 1
        });
        marked[at].1 += 1;
        let (number, count) = (at + 1, marked[at].1);
        let id = if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") };
        let link = vec![
            Attribute::new("href", format!("#fn-{number}")),
            Attribute::new("id", id),
            Attribute::new("role", "doc-noteref"),
        ];
        self.tree.open_inline("sup", vec![Attribute::new("class", "footnote-ref")], span);
        self.tree.open_inline("a", link, span);
        self.tree.text(&number.to_string(), span);
        self.tree.close("a");
        self.tree.close("sup");
    }

    pub(super) fn start_footnote(&mut self, label: &str, span: Span) {
        self.open_frame();
        self.footnotes.open.push((label.to_owned(), span));
    }

    pub(super) fn end_footnote(&mut self) {
        let nodes = self.close_frame();
        let Some((label, span)) = self.footnotes.open.pop() else { return };
        if let Some(first) = self.footnotes.definitions.get(&folded(&label)) {
            self.facts.repeated_footnotes.push((label, first.span.clone(), span));
        } else {
            self.footnotes.definitions.insert(folded(&label), Definition { label, nodes, span });
        }
    }

    /// The section of footnotes at the end of the page; `None` when there are none.
    pub(super) fn footnote_section(&mut self) -> Option<Node> {
        let Footnotes { marked, mut definitions, .. } = std::mem::take(&mut self.footnotes);
        let mut notes = Vec::new();
        for (index, (label, _)) in marked.iter().enumerate() {
            let Some(Definition { mut nodes, span, .. }) = definitions.remove(label) else { continue };
            let number = index + 1;
            lead_back(&mut nodes, number, self.reading.words.text("block.footnote_back"));
            let mut note = Element::new("li", &[("id", &format!("fn-{number}"))], nodes);
            note.span = span.into();
            notes.push(Node::Element(note));
        }
        self.facts.unused_footnotes = definitions.into_values().map(|unused| (unused.label, unused.span)).collect();
        let list = |notes| Node::Element(Element::new("ol", &[], notes));
        let label = self.reading.words.text("block.footnotes");
        let section = [("class", "footnotes"), ("role", "doc-endnotes"), ("aria-label", label)];
        (!notes.is_empty()).then(|| Node::Element(Element::new("section", &section, vec![list(notes)])))
    }
}

/// A label as others are compared with it: without case, and white space as one space.
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Puts the way back to the text at the end of a note's last paragraph.
fn lead_back(note: &mut Vec<Node>, number: usize, label: &str) {
    let href = format!("#fnref-{number}");
    let attributes = [("href", href.as_str()), ("role", "doc-backlink"), ("aria-label", label)];
    let back = Element::new("a", &attributes, vec![Node::text("\u{21A9}")]);
    let end = match note.last_mut() {
        Some(Node::Element(last)) if last.name == "p" && last.layout == Layout::Lines => {
            last.layout = Layout::Inline;
            &mut last.children
        }
        _ => note,
    };
    end.extend([Node::text(" "), Node::Element(back)]);
}
