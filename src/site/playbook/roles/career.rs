//! Where people come from and go to: three columns, drawn and in words.

use std::collections::BTreeSet;

use crate::site::document::tables::roles::{Box, Career, Named};
use crate::site::gate::Reader;
use crate::site::records::types::{Record, Reference, Role};

/// How far apart boxes stand below each other.
const PITCH: u32 = 48;
/// The left edges of the columns; a box is 180 wide and 36 high.
const COLUMNS: [u32; 3] = [0, 230, 460];
/// The height of the name of a column.
const NAME: u32 = 24;
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
    let pitches = |count: usize| u32::try_from(count).unwrap_or(0) * PITCH;
    let below = if lateral.is_empty() { 0 } else { pitches(lateral.len()) + NAME };
    let heights = [pitches(from.len()), PITCH + below, pitches(next.len())];
    let most = heights.into_iter().max().unwrap_or(0);
    // Each column stands halfway up, below its name.
    let top = |column: usize| NAME + (most - heights[column]) / 2 + 4;
    let own = Named { id: String::new(), title: title.to_owned(), path: None };
    let mut boxes = vec![drawn("own", COLUMNS[1], top(1), &own)];
    let column = |way: &'static str, column: usize, top: u32, roles: &[Named]| -> Vec<Box> {
        let at = |place: usize| top + pitches(place);
        roles.iter().enumerate().map(|(place, role)| drawn(way, COLUMNS[column], at(place), role)).collect()
    };
    let before = column("from", 0, top(0), &from);
    let after = column("next", 2, top(2), &next);
    let middle = top(1) + 18;
    let arriving = before.iter().map(|place| format!("M180 {}H205V{middle}H230", place.y + 18));
    let leaving = after.iter().map(|place| format!("M410 {middle}H435V{}H460", place.y + 18));
    let lines = arriving.chain(leaving).collect();
    boxes.extend(column("beside", 1, top(1) + PITCH + NAME, &lateral));
    boxes.extend(before);
    boxes.extend(after);
    Career { title: title.to_owned(), from, lateral, next, boxes, lines, height: most + NAME }
}

fn drawn(way: &'static str, x: u32, y: u32, role: &Named) -> Box {
    let label = match role.title.char_indices().nth(LABEL) {
        None => role.title.clone(),
        Some((end, _)) => format!("{}\u{2026}", role.title[..end].trim_end()),
    };
    Box { way, x, y, label, title: role.title.clone(), path: role.path.clone() }
}
