//! The page of changes, at `/changes/`: what readers should know, day by day, the newest first.

use std::cmp::Reverse;

use super::{MadePage, Section, Subject};
use crate::config::{Config, PastChange};
use crate::diag::Place;
use crate::output::address::relative;
use crate::site::document::{Element, Node};
use crate::site::gate::{ChangeNote, PageKind, Reader};
use crate::site::records::Data;
use crate::site::routes;

/// The page, for those who see one of the changes.
pub(super) fn pages(data: &Data, config: &Config) -> Option<MadePage> {
    let of_records = data.changes.iter().map(|record| record.audience);
    let of_past = config.past.keys().filter_map(|name| config.audiences.find(name));
    let widest = of_records.chain(of_past).reduce(|one, other| config.audiences.wider(one, other))?;
    let first = data.changes.iter().find(|record| record.audience == widest).or_else(|| data.changes.iter().next());
    Some(MadePage {
        subject: Subject::Changes,
        url: routes::CHANGES.to_owned(),
        title: config.locale.text("changes.title").to_owned(),
        summary: Some(config.locale.text("changes.summary").to_owned()),
        kind: PageKind::Page,
        audience: widest,
        owner: None,
        reviewed_on: None,
        place: first.map_or_else(|| Place::file("rolebook.toml"), |record| record.place.clone()),
    })
}

/// A section for each day.
pub(super) fn sections(reader: &Reader<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for change in changes(reader) {
        let heading = reader.words().day(change.on);
        if sections.last().is_none_or(|last| last.heading != heading) {
            let name = change.on.strftime("%-d %B %Y").to_string();
            sections.push(Section { heading, name, parts: vec![Node::Element(Element::new("ul", &[], Vec::new()))] });
        }
        if let Some(Node::Element(list)) = sections.last_mut().and_then(|section| section.parts.first_mut()) {
            list.children.push(item(reader, &change));
        }
    }
    sections
}

/// Those that hold by today, the newest first; of a day first those of records, in the order of their files.
pub(in crate::site) fn changes(reader: &Reader<'_>) -> Vec<ChangeNote> {
    let records = reader.records.changes.iter().map(|record| &record.body);
    let mut changes: Vec<ChangeNote> = records
        .filter(|change| change.on <= reader.config.today)
        .map(|change| ChangeNote {
            on: change.on,
            text: change.text.clone(),
            page: change.page.as_deref().and_then(|page| reader.pages.of_name(page)),
            is_of_page: false,
        })
        .collect();
    let past = reader.config.past.get(reader.name()).into_iter().flatten();
    changes.extend(past.filter(|change| change.on <= reader.config.today).filter_map(|change| of_past(reader, change)));
    changes.sort_by_key(|change| Reverse(change.on));
    changes
}

/// What the history tells of a page, where the reader sees it.
fn of_past(reader: &Reader<'_>, change: &PastChange) -> Option<ChangeNote> {
    let words = reader.words();
    let path = reader.pages.path(&change.url)?;
    let text = match (change.is_new, change.headings.is_empty()) {
        (true, _) => words.text("changes.new_page").to_owned(),
        (false, true) => words.text("changes.changed").to_owned(),
        (false, false) => {
            // A heading may hold commas and an "and" of its own.
            let quoted = |heading: &String| words.say("changes.quoted", &[("heading", heading.as_str().into())]);
            let headings: Vec<String> = change.headings.iter().map(quoted).collect();
            words.say("changes.changed_under", &[("headings", words.and(&headings).as_str().into())])
        }
    };
    Some(ChangeNote { on: change.on, text, page: Some((path, change.title.clone())), is_of_page: true })
}

fn item(reader: &Reader<'_>, change: &ChangeNote) -> Node {
    let link = change.page.as_ref().map(|(path, title)| {
        let own = reader.pages.path(routes::CHANGES).map_or(routes::CHANGES.to_owned(), |path| format!("/{path}"));
        let href = relative(&own, &format!("/{path}"));
        Node::Element(Element::new("a", &[("href", &href)], vec![Node::text(title)]))
    });
    let text = Node::text(&change.text);
    let parts = match (link, change.is_of_page) {
        (Some(link), true) => vec![link, Node::text(": "), text],
        (Some(link), false) => vec![text, Node::text(" "), link],
        (None, _) => vec![text],
    };
    Node::Element(Element::new("li", &[], parts))
}
