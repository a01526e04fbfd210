//! Where people come from and go to: three columns, drawn and in words.

use std::collections::BTreeSet;

use crate::site::document::tables::roles::{Box, Career, Named};
use crate::site::gate::Reader;
use crate::site::records::types::{Record, Reference, Role};

/// How far apart boxes stand below each other.
const PITCH: u32 = 48;
/// The left edges of the columns; a box is 180 wide and 36 high.
const COLUMNS: [u32; 3] = [0, 230, 460];
/// How many characters a box holds.
const LABEL: usize = 24;

impl Reader<'_> {
    /// The career around a role; `None` when nobody says where it lies.
    ///
    /// What others say of the role counts, too, as long as the role does not place them itself: each role stands once.
    pub(in crate::site) fn career(&self, role: &Record<Role>) -> Option<Career> {
        let roles = &self.records.roles;
        let body = &role.body;
        let mut placed: BTreeSet<&str> =
            body.from.iter().chain(&body.next).chain(&body.lateral).map(|named| named.id.as_str()).collect();
        placed.insert(&role.id);
        let mut around = |own: &[Reference], theirs: &dyn Fn(&Role) -> &Vec<Reference>| {
            let names_it = |record: &&Record<Role>| theirs(&record.body).iter().any(|named| named.id == role.id);
            let theirs = roles.iter().filter(names_it).filter(|record| placed.insert(&record.id));
            let theirs: Vec<Named> = theirs.map(|record| self.role(record)).collect();
            let mut known = BTreeSet::new();
            let own = own.iter().filter(|named| known.insert(named.id.as_str()));
            let own = own.filter_map(|named| roles.named(named));
            own.map(|record| self.role(record)).chain(theirs).collect::<Vec<Named>>()
        };
        let from = around(&body.from, &|role| &role.next);
        let next = around(&body.next, &|role| &role.from);
        let lateral = around(&body.lateral, &|role| &role.lateral);
        if from.is_empty() && next.is_empty() && lateral.is_empty() {
            return None;
        }
        Some(draw(&body.title, from, lateral, next))
    }
}

fn draw(title: &str, from: Vec<Named>, lateral: Vec<Named>, next: Vec<Named>) -> Career {
    let middle = lateral.len() + 1;
    let most = from.len().max(middle).max(next.len());
    let at = |count: usize, place: usize| {
        let free = u32::try_from(most - count).unwrap_or(0) * PITCH / 2;
        free + u32::try_from(place).unwrap_or(0) * PITCH + 4
    };
    let label = |text: &str| match text.char_indices().nth(LABEL) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}\u{2026}", text[..end].trim_end()),
    };
    let mut boxes = Vec::new();
    let mut lines = Vec::new();
    let own = at(middle, 0);
    boxes.push(Box { x: COLUMNS[1], y: own, label: label(title), own: true });
    for (place, role) in lateral.iter().enumerate() {
        boxes.push(Box { x: COLUMNS[1], y: at(middle, place + 1), label: label(&role.title), own: false });
    }
    for (place, role) in from.iter().enumerate() {
        let y = at(from.len(), place);
        boxes.push(Box { x: COLUMNS[0], y, label: label(&role.title), own: false });
        lines.push(format!("M180 {}H205V{}H224", y + 18, own + 18));
    }
    for (place, role) in next.iter().enumerate() {
        let y = at(next.len(), place);
        boxes.push(Box { x: COLUMNS[2], y, label: label(&role.title), own: false });
        lines.push(format!("M410 {}H435V{}H454", own + 18, y + 18));
    }
    let height = u32::try_from(most).unwrap_or(u32::MAX / PITCH) * PITCH;
    Career { title: title.to_owned(), from, lateral, next, boxes, lines, height }
}
