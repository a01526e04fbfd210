//! Adds the sections that records make to what a file says. It must not know what they are about.

use std::collections::BTreeSet;

use super::{place_headings, sections};
use crate::site::document::{Heading, Node, plain_text};
use crate::site::gate::Reader;
use crate::site::markdown::{Ids, Lowered};
use crate::site::source::page::Page;

/// Adds to a page the sections of its record that it does not write itself, after its own text and in their order.
pub(in crate::site) fn extend(reader: &Reader<'_>, page: &Page, lowered: &mut Lowered) {
    let Some(subject) = page.subject.as_ref().filter(|_| page.front.from_data) else { return };
    let document = &mut lowered.document;
    let written: BTreeSet<String> = document.outline.iter().map(|heading| same(&heading.text)).collect();
    let mut ids = Ids::default();
    for id in &lowered.anchors {
        ids.take(id.clone());
    }
    // Footnotes stay at the end.
    let is_notes =
        |part: &Node| matches!(part, Node::Element(element) if element.attribute("role") == Some("doc-endnotes"));
    let mut at = document.nodes.iter().position(is_notes).unwrap_or(document.nodes.len());
    for mut section in sections(reader, subject) {
        let is_written = [&section.heading, &section.name].into_iter().any(|text| written.contains(&same(text)));
        if section.parts.is_empty() || is_written {
            continue;
        }
        if section.heading.is_empty() {
            document.words += plain_text(&section.parts, reader.words()).split_whitespace().count();
            at += section.parts.len();
            document.nodes.splice(0..0, section.parts);
            continue;
        }
        section.parts.insert(0, Node::Heading(Box::new(Heading::of_text(2, section.name, &section.heading))));
        place_headings(&mut section.parts, &mut ids, &mut document.outline);
        lowered.anchors.extend(section.parts.iter().filter_map(|part| match part {
            Node::Heading(heading) => Some(heading.id.clone()),
            _ => None,
        }));
        document.words += plain_text(&section.parts, reader.words()).split_whitespace().count();
        let count = section.parts.len();
        document.nodes.splice(at..at, section.parts);
        at += count;
    }
}

/// What two headings that say the same have in common.
fn same(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
