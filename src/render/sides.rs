//! The roles that a comparison is about, each with what it answers first: what a role owns, what it pays where all of
//! them are paid, and the first few things in which they differ.

use tera::Value;

use super::page_context::PageContext;
use super::values::{map, maybe, text};
use crate::site::document::Node;
use crate::site::document::tables::roles::{Comparison, Dimension};
use crate::site::document::tables::{RoleGlance, RolePay};
use crate::site::gate::{PageId, PageKind, VisiblePage};

/// How many things that differ are told at the head of the page, and the most characters that one has.
const FACTS: usize = 3;
const SHORT: usize = 64;

/// Each role of a comparison as `page`, `title`, `owns`, `pay` and `facts`; none where one of them has no page or says nothing.
pub(super) fn of(frame: &PageContext<'_>, page: &VisiblePage) -> Value {
    if page.kind() != PageKind::Comparison || page.is_section() {
        return Value::none();
    }
    let with_page = |id: &str| {
        let page = frame.page_of_role(id)?;
        Some((page, frame.view.page(page).role()?))
    };
    let sides: Option<Vec<_>> = page.roles().iter().map(|role| with_page(&role.id)).collect();
    let Some(sides) = sides.filter(|sides| sides.len() > 1 && sides.iter().all(|(_, role)| role.owns.is_some())) else {
        return Value::none();
    };
    let roles: Vec<&RoleGlance> = sides.iter().map(|(_, role)| *role).collect();
    let shared = roles[0].pay.iter().find(|pay| roles.iter().all(|role| at_same(role, pay).is_some()));
    let owned = frame.view.locale().text("role.owns");
    let table = compared(&page.document().nodes);
    let facts = |role: &RoleGlance| {
        let column = table.and_then(|table| Some((table, table.roles.iter().position(|one| one.title == role.title)?)));
        let of_role = |(table, at)| differing(table, owned).map(|row| fact(row, at)).collect::<Vec<_>>();
        Value::from(column.map_or_else(Vec::new, of_role))
    };
    let side = |(page, role): &(PageId, &RoleGlance)| {
        let pay = shared.and_then(|shared| at_same(role, shared)).map_or(Value::none(), |pay| {
            map([
                ("place", text(&pay.place)),
                ("level", maybe(pay.level.as_deref())),
                ("text", text(&pay.band.range.text)),
                ("period", text(&pay.band.range.period)),
                ("example", Value::from(pay.band.example)),
            ])
        });
        map([
            ("page", frame.link(*page)),
            ("title", text(&role.title)),
            ("owns", maybe(role.owns.as_deref())),
            ("pay", pay),
            ("facts", facts(role)),
        ])
    };
    Value::from(sides.iter().map(side).collect::<Vec<_>>())
}

/// The first table of a body that sets roles side by side.
fn compared(nodes: &[Node]) -> Option<&Comparison> {
    nodes.iter().find_map(|node| match node {
        Node::Leaf(leaf) => leaf.of(),
        node => compared(node.children()),
    })
}

/// The first rows in which all roles say something short, and not all the same.
fn differing<'t>(table: &'t Comparison, owned: &str) -> impl Iterator<Item = &'t Dimension> {
    let is_short = |cell: &Vec<String>| cell.len() == 1 && cell[0].chars().count() <= SHORT;
    let tells = move |row: &&Dimension| row.differs && !row.told && row.name != owned && row.cells.iter().all(is_short);
    table.rows.iter().filter(tells).take(FACTS)
}

fn fact(row: &Dimension, at: usize) -> Value {
    map([("name", text(&row.name)), ("text", text(&row.cells[at][0]))])
}

/// What a role pays where another one is paid, at the same level.
fn at_same<'r>(role: &'r RoleGlance, pay: &RolePay) -> Option<&'r RolePay> {
    role.pay.iter().find(|own| own.place == pay.place && own.level == pay.level)
}
