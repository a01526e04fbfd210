//! Tags of a view: which there are, who carries them, and their pages.
//!
//! It must not know how a tag page looks.

use std::collections::{BTreeMap, BTreeSet};

use tera::Value;

use super::at_work;
use super::page_context::PageContext;
use super::render_error::{Cause, RenderError};
use super::values::{map, text};
use super::{nav, page};
use crate::locale::with_capital;
use crate::output::{OutputFile, address};
use crate::site::AudienceView;
use crate::site::gate::{PageId, PageKind, VisiblePage, tag_slug};
use crate::site::routes::{self, within};

/// The tags of a view by the last segment of their address.
pub(super) struct Tags {
    /// What the addresses of their language begin with.
    start: String,
    by_slug: BTreeMap<String, Tag>,
}

struct Tag {
    /// As its first page spells it, as a title.
    name: String,
    pages: Vec<PageId>,
}

impl Tags {
    /// The tags of every page of `view`. Spellings that share an address are one tag.
    pub(super) fn gather(view: &AudienceView) -> Tags {
        let mut by_slug: BTreeMap<String, Tag> = BTreeMap::new();
        for id in view.ids() {
            for name in view.page(id).tags() {
                let tag =
                    by_slug.entry(tag_slug(name)).or_insert_with(|| Tag { name: as_title(name), pages: Vec::new() });
                if tag.pages.last() != Some(&id) {
                    tag.pages.push(id);
                }
            }
        }
        Tags { start: view.start().to_owned(), by_slug }
    }

    /// Whether no page has any.
    pub(super) fn is_empty(&self) -> bool {
        self.by_slug.is_empty()
    }

    /// The addresses of all tag pages, in order; none when there are no tags.
    pub(super) fn urls(&self) -> Vec<String> {
        let index = (!self.is_empty()).then(|| self.index());
        index.into_iter().chain(self.by_slug.keys().map(|slug| self.url(slug))).collect()
    }

    /// The address of the list of all tags.
    fn index(&self) -> String {
        within(&self.start, routes::TAGS)
    }

    /// The address of the page of a tag.
    fn url(&self, slug: &str) -> String {
        within(&self.start, &routes::tag(slug))
    }

    fn path(&self, slug: &str) -> String {
        address::link(&self.url(slug))
    }

    /// Links to the tags of a page, in its author's order.
    pub(super) fn links_of(&self, page: &VisiblePage) -> Value {
        let link = |name: &String| {
            let slug = tag_slug(name);
            let title = self.by_slug.get(&slug).map_or(name.as_str(), |tag| tag.name.as_str());
            map([("title", text(title)), ("path", text(&self.path(&slug)))])
        };
        Value::from(page.tags().iter().map(link).collect::<Vec<_>>())
    }
}

/// A tag as the title of its page: with a capital letter, unless its first word has one already, such as `iOS`.
fn as_title(name: &str) -> String {
    let is_plain = name.split_whitespace().next().is_some_and(|word| !word.chars().any(char::is_uppercase));
    if is_plain { with_capital(name) } else { name.to_owned() }
}

/// More tags than this stand under their first letters.
const FEW: usize = 24;
/// How many other tags the page of a tag leads to.
const NEAR: usize = 12;

/// All tags in order as groups of a `letter`, which is empty where there are few, and its `tags`.
fn grouped(frame: &PageContext<'_>) -> Vec<Value> {
    let is_few = frame.tags.by_slug.len() <= FEW;
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for (slug, tag) in &frame.tags.by_slug {
        let first = tag.name.chars().next().filter(|_| !is_few);
        let letter: String = first.into_iter().flat_map(char::to_uppercase).collect();
        match groups.last_mut().filter(|(last, _)| *last == letter) {
            Some((_, tags)) => tags.push(entry(frame, slug, tag)),
            None => groups.push((letter, vec![entry(frame, slug, tag)])),
        }
    }
    groups.into_iter().map(|(letter, tags)| map([("letter", text(&letter)), ("tags", Value::from(tags))])).collect()
}

/// A tag in the list: how many pages it has, and of which `kinds`.
fn entry(frame: &PageContext<'_>, slug: &str, tag: &Tag) -> Value {
    map([
        ("title", text(&tag.name)),
        ("path", text(&frame.tags.path(slug))),
        ("count", Value::from(tag.pages.len())),
        ("kinds", Value::from(kinds(frame, tag))),
    ])
}

/// The pages of a tag by their kinds, the largest first: the kind's `title`, the `id` of its heading on the page of the
/// tag, the `count` of its `pages`, and they.
fn kinds(frame: &PageContext<'_>, tag: &Tag) -> Vec<Value> {
    let mut kinds: BTreeMap<PageKind, Vec<PageId>> = BTreeMap::new();
    for id in &tag.pages {
        kinds.entry(frame.view.page(*id).kind()).or_default().push(*id);
    }
    let mut kinds: Vec<(PageKind, Vec<PageId>)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, pages)| std::cmp::Reverse(pages.len()));
    let title = |kind: PageKind| frame.view.locale().text_or(&format!("page_kinds.{}", kind.name()), kind.name());
    let kind = |(kind, pages): &(PageKind, Vec<PageId>)| {
        map([
            ("title", text(title(*kind))),
            ("id", text(&heading(*kind))),
            ("count", Value::from(pages.len())),
            ("pages", frame.link_all(pages)),
        ])
    };
    kinds.iter().map(kind).collect()
}

/// The id of the heading above the pages of a kind.
fn heading(kind: PageKind) -> String {
    format!("frame-{}", kind.name())
}

/// The headings of a tag's page, as `parts/outline.html` shows them.
fn outline(kinds: &[Value]) -> Value {
    let of = |kind: &Value, key| kind.get_from_path(key).cloned().unwrap_or(Value::none());
    let entry = |kind| map([("id", of(kind, "id")), ("text", of(kind, "title")), ("level", Value::from(2))]);
    Value::from(kinds.iter().map(entry).collect::<Vec<_>>())
}

/// A page for each tag and one that lists them all.
pub(super) fn render(frame: &PageContext<'_>) -> Vec<Result<OutputFile, RenderError>> {
    if frame.tags.is_empty() {
        return Vec::new();
    }
    let all = vec![("tags", Value::from(grouped(frame)))];
    // A page that carries a tag is to blame when the tag's page cannot be.
    let origin =
        |tag: &Tag| tag.pages.iter().find_map(|id| frame.view.page(*id).source()).unwrap_or(routes::TAGS).to_owned();
    let first = frame.tags.by_slug.values().next().map_or_else(String::new, origin);
    let mut made =
        vec![draw(frame, "tags.html", &frame.tags.index(), frame.view.locale().text("tags.title"), all, first)];
    for (slug, tag) in &frame.tags.by_slug {
        let url = frame.tags.url(slug);
        let kinds = kinds(frame, tag);
        let lists = vec![
            ("pages", frame.link_all(&tag.pages)),
            ("outline", outline(&kinds)),
            ("kinds", Value::from(kinds)),
            ("near", near(frame, slug, tag)),
        ];
        made.push(draw(frame, "tag.html", &url, &tag.name, lists, origin(tag)));
    }
    made
}

/// The tags that pages of this one carry, too, those of most pages first: each with the `count` of such pages.
fn near(frame: &PageContext<'_>, own: &str, tag: &Tag) -> Value {
    let mut shared: BTreeMap<String, usize> = BTreeMap::new();
    for id in &tag.pages {
        let slugs: BTreeSet<String> = frame.view.page(*id).tags().iter().map(|name| tag_slug(name)).collect();
        for slug in slugs.into_iter().filter(|slug| slug != own) {
            *shared.entry(slug).or_default() += 1;
        }
    }
    let mut shared: Vec<(String, usize)> = shared.into_iter().collect();
    shared.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let link = |(slug, count): (String, usize)| {
        let other = frame.tags.by_slug.get(&slug)?;
        Some(map([
            ("title", text(&other.name)),
            ("path", text(&frame.tags.path(&slug))),
            ("count", Value::from(count)),
        ]))
    };
    Value::from(shared.into_iter().filter_map(link).take(NEAR).collect::<Vec<_>>())
}

fn draw(
    frame: &PageContext<'_>,
    template: &str,
    url: &str,
    title: &str,
    lists: Vec<(&'static str, Value)>,
    origin: String,
) -> Result<OutputFile, RenderError> {
    let mut context = frame.context(&address::to_root(url), page::made_up(frame, url, title, false));
    context.insert_value("sidebar", nav::sidebar(frame, None));
    for (key, list) in lists {
        context.insert_value(key, list);
    }
    address::file(url)
        .ok_or_else(|| Cause::Address(url.to_owned()))
        .and_then(|path| {
            let bytes = at_work::on(&origin, || frame.render(template, &context, 8 * 1024))?;
            Ok(OutputFile { path, bytes, origin: origin.clone() })
        })
        .map_err(|cause| RenderError { origin, cause })
}
