//! The ways around a view: the sidebar, the trail, the sections of the header.
//!
//! A sidebar never grows with the site: it shows windows of the lists it draws from. It must not know any markup.

use std::ops::Range;

use tera::Value;

use super::page_context::PageContext;
use super::values::{map, maybe, text};
use crate::output::address;
use crate::site::AudienceView;
use crate::site::gate::{MenuLink, PageId};
use crate::site::routes::{self, within};

/// The most entries of one list in a sidebar.
const WINDOW: usize = 24;
/// The most sections in the header.
const SECTIONS: usize = 4;
/// A sidebar lists the pages of sections other than one's own while there are not more of them than this.
const MOST_BELOW: usize = 120;

/// Where each page stands among its parent's children.
pub(super) struct Siblings {
    positions: Vec<usize>,
    home: Option<PageId>,
    /// Whether the site is small enough for a sidebar to list the pages of every section.
    lists_all: bool,
}

impl Siblings {
    /// The places of every page of `view`.
    pub(super) fn of(view: &AudienceView) -> Siblings {
        let mut positions = vec![0; view.pages().len()];
        for page in view.pages() {
            for (position, child) in page.children().iter().enumerate() {
                positions[child.index()] = position;
            }
        }
        let home = home(view);
        let top = home.map_or(&[][..], |home| view.page(home).children());
        let below: usize = top.iter().map(|id| view.page(*id).children().len()).sum();
        Siblings { positions, home, lists_all: below <= MOST_BELOW && top.len() <= WINDOW }
    }
}

fn home(view: &AudienceView) -> Option<PageId> {
    view.ids().find(|id| view.page(*id).url() == view.start())
}

/// What the header links, the site's own navigation, else the first few sections.
pub(super) fn sections(view: &AudienceView) -> Value {
    if !view.navigation().is_empty() {
        return menu(view.navigation());
    }
    let children = home(view).map_or(&[][..], |home| view.page(home).children());
    let sections = children.iter().filter(|id| view.page(**id).is_section()).take(SECTIONS);
    let entries = sections.map(|id| {
        let page = view.page(*id);
        MenuLink { label: page.title().to_owned(), href: address::link(page.url()), is_outside: false }
    });
    menu(&entries.collect::<Vec<_>>())
}

/// Links of the settings as templates read them: `label`, `href`, and whether it `is_outside`.
pub(super) fn menu(links: &[MenuLink]) -> Value {
    let one = |link: &MenuLink| {
        map([("label", text(&link.label)), ("href", text(&link.href)), ("is_outside", Value::from(link.is_outside))])
    };
    Value::from(links.iter().map(one).collect::<Vec<_>>())
}

/// What every page says above its header: `text`, its `link` if it has one, and the day `until` which it holds.
pub(super) fn notice(view: &AudienceView) -> Value {
    view.notice().map_or_else(Value::none, |notice| {
        let until = notice.until.map(|day| day.to_string());
        map([("text", text(&notice.text)), ("link", target(notice.link.as_ref())), ("until", maybe(until.as_deref()))])
    })
}

/// Where a link leads whose label the theme has: `href`, and whether it `is_outside`.
fn target(link: Option<&MenuLink>) -> Value {
    link.map_or_else(Value::none, |link| {
        map([("href", text(&link.href)), ("is_outside", Value::from(link.is_outside))])
    })
}

/// Where a reader goes on: `apply`, `contact`, `corrections`, each a link or nothing; `jobs` and
/// `compare`, the paths of the pages of open roles and of comparisons, if there are such pages.
pub(super) fn careers(view: &AudienceView) -> Value {
    let careers = view.careers();
    let page = |url: &str| {
        let is_there = view.pages().iter().any(|page| page.url() == url);
        if is_there { text(&address::link(url)) } else { Value::none() }
    };
    map([
        ("apply", target(careers.apply.as_ref())),
        ("contact", target(careers.contact.as_ref())),
        ("corrections", target(careers.corrections.as_ref())),
        ("jobs", page(&within(view.start(), routes::JOBS))),
        ("compare", page(&within(view.start(), "/compare/"))),
    ])
}

/// The ancestors of a page, the home page first, the page itself not among them.
pub(super) fn ancestors(view: &AudienceView, id: PageId) -> Vec<PageId> {
    let mut found = Vec::new();
    let mut next = view.page(id).parent();
    while let Some(ancestor) = next {
        found.push(ancestor);
        next = view.page(ancestor).parent();
    }
    found.reverse();
    found
}

/// What a sidebar shows on the page `id`, or on a page that lies nowhere.
///
/// `top` are entries below the home page; `branch` is the path of the one the page lies in; `chain` leads from there
/// to the section whose `items` are listed; `before` and `after` count those left out, and `section` lists them all.
/// `below` holds the pages of each of `top`, none of them on a large site.
pub(super) fn sidebar(frame: &PageContext<'_>, id: Option<PageId>) -> Value {
    let view = frame.view;
    let Some(home) = frame.siblings.home else {
        return shape(Vec::new(), Vec::new(), 0, Value::none(), Vec::new(), (Vec::new(), 0..0, 0), Value::none());
    };
    let top = view.page(home).children();
    // The sections from the one below the home page down to the one whose pages are listed.
    let mut chain = Vec::new();
    if let Some(id) = id {
        chain = ancestors(view, id);
        if view.page(id).is_section() {
            chain.push(id);
        }
        chain.retain(|ancestor| *ancestor != home);
    }
    let place = chain.first().copied().or(id.filter(|id| *id != home)).map(|id| frame.siblings.positions[id.index()]);
    let shown = window(top.len(), place.unwrap_or(0));
    let hidden = top.len() - shown.len();
    let (items, range) = match chain.last() {
        None => (&[][..], 0..0),
        Some(section) => {
            let items = view.page(*section).children();
            let current = id.filter(|id| id != section).map_or(0, |id| frame.siblings.positions[id.index()]);
            (items, window(items.len(), current))
        }
    };
    let links = |ids: &[PageId]| ids.iter().map(|id| frame.link(*id)).collect::<Vec<_>>();
    let below = |id: &PageId| {
        let children = if frame.siblings.lists_all { view.page(*id).children() } else { &[] };
        Value::from(links(children))
    };
    shape(
        links(&top[shown.clone()]),
        top[shown].iter().map(below).collect(),
        hidden,
        chain.first().map_or(Value::none(), |branch| frame.link(*branch)),
        links(chain.get(1..).unwrap_or_default()),
        (links(&items[range.clone()]), range, items.len()),
        chain.last().map_or(Value::none(), |section| frame.link(*section)),
    )
}

fn shape(
    top: Vec<Value>,
    below: Vec<Value>,
    hidden: usize,
    branch: Value,
    chain: Vec<Value>,
    (items, range, total): (Vec<Value>, Range<usize>, usize),
    section: Value,
) -> Value {
    map([
        ("top", Value::from(top)),
        ("below", Value::from(below)),
        ("hidden", Value::from(hidden)),
        ("branch", branch),
        ("chain", Value::from(chain)),
        ("items", Value::from(items)),
        ("before", Value::from(range.start)),
        ("after", Value::from(total - range.end)),
        ("total", Value::from(total)),
        ("section", section),
    ])
}

/// At most [`WINDOW`] places out of `len`, with `current` near the middle.
fn window(len: usize, current: usize) -> Range<usize> {
    let start = current.saturating_sub(WINDOW / 2).min(len.saturating_sub(WINDOW));
    start..len.min(start + WINDOW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_shows_all_of_a_short_list() {
        assert_eq!(window(0, 0), 0..0);
        assert_eq!(window(24, 23), 0..24);
    }

    #[test]
    fn a_window_moves_with_the_current_place_and_keeps_its_size() {
        assert_eq!(window(1_000, 0), 0..24);
        assert_eq!(window(1_000, 500), 488..512);
        assert_eq!(window(1_000, 999), 976..1_000);
        for current in 0..1_000 {
            let shown = window(1_000, current);
            assert_eq!(shown.len(), WINDOW);
            assert!(shown.contains(&current));
        }
    }
}
