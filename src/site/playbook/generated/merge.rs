//! Adds the sections that records make to what a file says. It must not know what they are about.

use std::collections::BTreeSet;

use super::{place_headings, sections};
use crate::site::document::{Heading, Part, plain_text};
use crate::site::gate::Reader;
use crate::site::markdown;
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
    let is_notes = |part: &Part| matches!(part, Part::Html(html) if html.starts_with("<section class=\"footnotes\""));
    let mut at = document.parts.iter().position(is_notes).unwrap_or(document.parts.len());
    for mut section in sections(reader, subject) {
        if section.parts.is_empty() || written.contains(&same(&section.heading)) {
            continue;
        }
        if section.heading.is_empty() {
            document.words += plain_text(&section.parts).split_whitespace().count();
            at += section.parts.len();
            document.parts.splice(0..0, section.parts);
            continue;
        }
        section.parts.insert(0, Part::Heading(heading(2, String::new(), &section.heading)));
        place_headings(&mut section.parts, &mut ids, &mut document.outline);
        lowered.anchors.extend(section.parts.iter().filter_map(|part| match part {
            Part::Heading(heading) => Some(heading.id.clone()),
            _ => None,
        }));
        document.words += plain_text(&section.parts).split_whitespace().count();
        let count = section.parts.len();
        document.parts.splice(at..at, section.parts);
        at += count;
    }
}

/// A heading of plain text.
pub(in crate::site) fn heading(level: u8, id: String, text: &str) -> Heading {
    let mut html = String::new();
    markdown::escape(&mut html, text);
    Heading { level, id, classes: Vec::new(), html, text: text.to_owned() }
}

/// What two headings that say the same have in common.
fn same(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
