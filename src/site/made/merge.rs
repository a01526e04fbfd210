//! Adds the sections that records make to what a file says. It must not know what they are about.

use std::collections::BTreeSet;

use super::sections;
use crate::config::{Audience, Config};
use crate::site::Site;
use crate::site::document::{Heading, Part, plain_text};
use crate::site::markdown::{self, Ids, Lowered};
use crate::site::page::Page;

/// Adds to a page the sections of its record that it does not write itself, after its own text and in their order.
pub(in crate::site) fn extend(
    site: &Site<'_>,
    page: &Page,
    lowered: &mut Lowered,
    audience: Audience,
    config: &Config,
) {
    let Some(subject) = page.subject.as_ref().filter(|_| page.front.from_data) else { return };
    let document = &mut lowered.document;
    let written: BTreeSet<String> = document.outline.iter().map(|heading| same(&heading.text)).collect();
    let mut ids = Ids::default();
    for id in &lowered.anchors {
        ids.take(id.clone());
    }
    for section in sections(site, subject, audience, config) {
        if section.parts.is_empty() || written.contains(&same(&section.heading)) {
            continue;
        }
        let id = ids.of_text(&section.heading);
        lowered.anchors.insert(id.clone());
        let heading = heading(2, id, &section.heading);
        document.outline.push(heading.clone());
        let from = document.parts.len();
        document.parts.push(Part::Heading(heading));
        document.parts.extend(section.parts);
        document.words += plain_text(&document.parts[from..]).split_whitespace().count();
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
