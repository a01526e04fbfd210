//! The outline of a page: its headings, and those that a pay explorer draws.

use tera::Value;

use super::page_context::PageContext;
use super::values::{map, text};
use crate::site::document::tables::PayExplorer;
use crate::site::document::{self, Around, OutlineEntry};
use crate::site::gate::{PageKind, VisiblePage};

/// The headings of levels 2 and 3, as `{id, text, level}`; those of level 2 alone when both are more than a glance holds.
pub(super) fn of(frame: &PageContext<'_>, page: &VisiblePage) -> Value {
    let all = headings(frame, page);
    let entry = |heading: &OutlineEntry| {
        map([("id", text(&heading.id)), ("text", text(&heading.text)), ("level", Value::from(heading.level))])
    };
    Value::from(document::at_a_glance(&all).into_iter().map(entry).collect::<Vec<_>>())
}

/// All headings of a page, in its order.
pub(super) fn headings(frame: &PageContext<'_>, page: &VisiblePage) -> Vec<OutlineEntry> {
    let document = page.document();
    let mut all = document.outline.clone();
    if page.kind() == PageKind::Role && page.role().is_some_and(|role| !role.plot.is_empty()) {
        let text = frame.view.locale().text("role.base").to_owned();
        all.insert(0, OutlineEntry { level: 2, id: "frame-pay".to_owned(), text });
    }
    if let Some((before, explorer)) = document.only_explorer() {
        let at = before.min(all.len());
        all.splice(at..at, of_explorer(frame, explorer));
    }
    all
}

/// The headings of an explorer, in its order.
fn of_explorer(frame: &PageContext<'_>, explorer: &PayExplorer) -> Vec<OutlineEntry> {
    let around = Around::of_no_page(frame.view.locale(), frame.view.pay());
    explorer.parts(&around).into_iter().map(|(heading, _)| heading).collect()
}
