//! The search page, and what it shows without a script: an index of all titles, split by section.
//!
//! It must not know how a search works, or what the page looks like.

use tera::Value;

use super::page_context::PageContext;
use super::render_error::{Cause, RenderError};
use super::values::{map, maybe, text};
use super::{nav, outline, page};
use crate::output::{OutputFile, address};
use crate::site::gate::PageId;
use crate::site::routes;

/// The address of the search page. Nothing else may lie at it or below it.
pub(super) const URL: &str = routes::SEARCH;

/// The address of the search page among those of a view's language.
fn url_of(frame: &PageContext<'_>) -> String {
    routes::within(frame.view.start(), URL)
}

/// The most titles on one page of the index; a larger site has a page, or several, for each section.
const TITLES: usize = 500;
/// The most pages of a site whose headings the index lists too.
const WITH_HEADINGS: usize = 100;

/// A section of the site and everything in it, in reading order.
struct Group {
    /// The section's page; the home page for what lies in no section.
    head: PageId,
    pages: Vec<PageId>,
}

/// The search page, and the pages of a large site's index.
pub(super) fn render(frame: &PageContext<'_>) -> Vec<Result<OutputFile, RenderError>> {
    // A page of the author's at this address is an error, and has been reported as one.
    if frame.view.pages().iter().any(|page| page.url().starts_with(&url_of(frame))) {
        return Vec::new();
    }
    let (locale, own_url) = (frame.view.locale(), url_of(frame));
    let groups = groups(frame);
    let total: usize = groups.iter().map(|group| group.pages.len()).sum();
    if total <= TITLES {
        let all = groups.iter().map(|group| drawn(frame, group, &group.pages, None, total)).collect();
        return vec![draw(frame, &own_url, locale.text("search.name"), all, [None, None])];
    }
    let own = |number: usize| format!("{own_url}{}/", number + 1);
    let heads = groups.iter().enumerate().map(|(at, group)| drawn(frame, group, &[], Some(own(at)), total)).collect();
    let mut made = vec![draw(frame, &own_url, locale.text("search.name"), heads, [None, None])];
    for (at, group) in groups.iter().enumerate() {
        let url = |number: usize| if number == 0 { own(at) } else { format!("{}{}/", own(at), number + 1) };
        let parts: Vec<&[PageId]> = group.pages.chunks(TITLES).collect();
        let title = locale.say("search.from", &[("title", frame.view.page(group.head).title().into())]);
        for (number, part) in parts.iter().enumerate() {
            let before = number.checked_sub(1).map(url);
            let after = (number + 1 < parts.len()).then(|| url(number + 1));
            let listed = vec![drawn(frame, group, part, None, total)];
            made.push(draw(frame, &url(number), &title, listed, [before, after]));
        }
    }
    made
}

/// The sections below the home page with all that lies in them; first the pages that lie in none.
fn groups(frame: &PageContext<'_>) -> Vec<Group> {
    let view = frame.view;
    let Some(home) = view.ids().find(|id| view.page(*id).url() == view.start()) else { return Vec::new() };
    let mut groups = vec![Group { head: home, pages: vec![home] }];
    for &child in view.page(home).children() {
        if view.page(child).is_section() {
            let mut pages = Vec::new();
            below(frame, child, &mut pages);
            groups.push(Group { head: child, pages });
        } else {
            groups[0].pages.push(child);
        }
    }
    groups
}

/// A page and everything below it, in reading order.
fn below(frame: &PageContext<'_>, from: PageId, pages: &mut Vec<PageId>) {
    let mut waiting = vec![from];
    while let Some(id) = waiting.pop() {
        pages.push(id);
        waiting.extend(frame.view.page(id).children().iter().rev());
    }
}

/// What the template shows of a group.
fn drawn(frame: &PageContext<'_>, group: &Group, pages: &[PageId], own: Option<String>, total: usize) -> Value {
    let entry = |id: &PageId| {
        let headings = if total <= WITH_HEADINGS { frame.headings(*id) } else { Vec::new() };
        map([("page", frame.link(*id)), ("headings", Value::from(headings))])
    };
    map([
        ("head", frame.link(group.head)),
        ("is_home", Value::from(frame.view.page(group.head).url() == frame.view.start())),
        ("path", maybe(own.map(|url| address::link(&url)).as_deref())),
        ("count", Value::from(group.pages.len())),
        ("entries", Value::from(pages.iter().map(entry).collect::<Vec<_>>())),
    ])
}

fn draw(
    frame: &PageContext<'_>,
    url: &str,
    title: &str,
    groups: Vec<Value>,
    [before, after]: [Option<String>; 2],
) -> Result<OutputFile, RenderError> {
    let origin = "the search page";
    let mut context = frame.context(&address::to_root(url), page::made_up(frame, url, title, true));
    let link = |url: Option<String>| maybe(url.map(|url| address::link(&url)).as_deref());
    context.insert_value("sidebar", nav::sidebar(frame, None));
    context.insert_value("is_search", Value::from(url == url_of(frame)));
    context.insert_value("groups", Value::from(groups));
    context.insert_value("before", link(before));
    context.insert_value("after", link(after));
    address::file(url)
        .ok_or_else(|| Cause::Address(url.to_owned()))
        .and_then(|path| {
            Ok(OutputFile { path, bytes: frame.render("search.html", &context, 32 * 1024)?, origin: origin.to_owned() })
        })
        .map_err(|cause| RenderError { origin: origin.to_owned(), cause })
}

impl PageContext<'_> {
    /// The headings of level 2 of a page, as `{id, text}`.
    fn headings(&self, id: PageId) -> Vec<Value> {
        outline::headings(self, self.view.page(id))
            .iter()
            .filter(|heading| heading.level == 2)
            .map(|heading| map([("id", text(&heading.id)), ("text", text(&heading.text))]))
            .collect()
    }
}
