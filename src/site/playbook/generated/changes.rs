//! The page of changes, at `/changes/`: what readers should know, day by day, the newest first.

use std::cmp::Reverse;

use super::{MadePage, Section, Subject};
use crate::config::Config;
use crate::output::address::relative;
use crate::site::document::{Element, Node};
use crate::site::gate::{PageKind, Reader};
use crate::site::records::Data;
use crate::site::records::kinds::change::Change;
use crate::site::records::types::Record;
use crate::site::routes;

/// The page, for those who see one of the changes.
pub(super) fn pages(data: &Data, config: &Config) -> Option<MadePage> {
    let audiences = data.changes.iter().map(|record| record.audience);
    let widest = audiences.reduce(|one, other| config.audiences.wider(one, other))?;
    let first = data.changes.iter().find(|record| record.audience == widest).or_else(|| data.changes.iter().next())?;
    let words = &config.locale;
    let (url, title) = (routes::CHANGES.to_owned(), words.text("changes.title").to_owned());
    Some(MadePage {
        summary: Some(words.text("changes.summary").to_owned()),
        audience: widest,
        owner: None,
        reviewed_on: None,
        ..MadePage::of(first, Subject::Changes, url, title, PageKind::Page)
    })
}

/// A section for each day.
pub(super) fn sections(reader: &Reader<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for change in changes(reader) {
        let heading = reader.words().day(change.body.on);
        if sections.last().is_none_or(|last| last.heading != heading) {
            sections.push(Section { heading, parts: vec![Node::Element(Element::new("ul", &[], Vec::new()))] });
        }
        if let Some(Node::Element(list)) = sections.last_mut().and_then(|section| section.parts.first_mut()) {
            list.children.push(item(reader, &change.body));
        }
    }
    sections
}

/// Those that hold by today, the newest first; those of a day in the order of their files.
pub(in crate::site) fn changes<'s>(reader: &Reader<'s>) -> Vec<&'s Record<Change>> {
    let mut changes: Vec<_> =
        reader.records.changes.iter().filter(|change| change.body.on <= reader.config.today).collect();
    changes.sort_by_key(|change| Reverse(change.body.on));
    changes
}

fn item(reader: &Reader<'_>, change: &Change) -> Node {
    let mut parts = vec![Node::text(&change.text)];
    if let Some((path, title)) = change.page.as_deref().and_then(|page| reader.pages.of_name(page)) {
        let own = reader.pages.path(routes::CHANGES).map_or(routes::CHANGES.to_owned(), |path| format!("/{path}"));
        let href = relative(&own, &format!("/{path}"));
        parts.push(Node::text(" "));
        parts.push(Node::Element(Element::new("a", &[("href", &href)], vec![Node::text(&title)])));
    }
    Node::Element(Element::new("li", &[], parts))
}
