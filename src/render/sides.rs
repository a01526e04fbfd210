//! The roles that a comparison is about, each with what it answers first: what a role owns, and what it pays where all of
//! them are paid.

use tera::Value;

use super::page_context::PageContext;
use super::values::{map, maybe, text};
use crate::site::document::tables::{RoleGlance, RolePay};
use crate::site::gate::{PageId, PageKind, VisiblePage};

/// Each role of a comparison as `page`, `title`, `owns` and `pay`; none where one of them has no page or says nothing.
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
        ])
    };
    Value::from(sides.iter().map(side).collect::<Vec<_>>())
}

/// What a role pays where another one is paid, at the same level.
fn at_same<'r>(role: &'r RoleGlance, pay: &RolePay) -> Option<&'r RolePay> {
    role.pay.iter().find(|own| own.place == pay.place && own.level == pay.level)
}
