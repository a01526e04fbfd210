//! Pages for machines that read Markdown: a copy beside each page, and `llms.txt`, the list of them.
//!
//! A copy is made from the same tree as the page, in which blocks say in prose what they show. It reads nothing that a
//! theme drew.

mod body;
mod elements;
mod glance;
mod lines;
mod markdown;
mod table;
mod words;

use std::fmt::Write as _;

use super::page_context::PageContext;
use crate::output::{OutPath, OutputFile, address};
use crate::site::document::tables::roles::Named;
use crate::site::document::{self, Around};
use crate::site::gate::{PageId, PageKind, VisiblePage};

/// The copy's file name, in the folder of its page.
pub(super) const NAME: &str = "index.md";

/// The copy of a page, whose way to the site's root is `root`: a role at a glance, as its template shows it, and the
/// body. Links stay as on the page, which lies in the same folder.
pub(super) fn of(frame: &PageContext<'_>, page: &VisiblePage, root: &str) -> Option<OutputFile> {
    if !frame.view.has_markdown_copies() {
        return None;
    }
    let mut text = format!("# {}\n", escaped(page.title()));
    if let Some(summary) = page.summary() {
        write!(text, "\n> {}\n", escaped(summary)).expect("a string takes whatever is written");
    }
    let words = frame.view.locale();
    let mut facts = Vec::new();
    if let Some(owner) = page.owner() {
        facts.push(words.say("copy.owner", &[("owner", (&escaped(owner).to_string()).into())]));
    }
    if let Some(day) = page.reviewed_on() {
        facts.push(words.say("copy.reviewed", &[("date", (&day.to_string()).into())]));
    }
    if let Some(base) = frame.view.base_url() {
        facts.push(words.say("copy.page", &[("address", (&format!("<{base}{}>", address::link(page.url()))).into())]));
    }
    if !facts.is_empty() {
        write!(text, "\n{}\n", facts.join(" ")).expect("a string takes whatever is written");
    }
    let reading = |role: &str| frame.reading(role).into_iter().map(|id| named(frame, id)).collect();
    let (words, outline) = (frame.view.locale(), document::at_a_glance(&page.document().outline));
    let around = Around { words, root, start: frame.view.start(), outline, book: frame.view.pay(), reading: &reading };
    let body = body::markdown(frame.view, &around, &glance::of(frame, page, &around), &page.document().nodes);
    if !body.is_empty() {
        text.push('\n');
        text.push_str(&body);
    }
    // The list of openings shows in its body.
    if page.is_section() && page.kind() != PageKind::Posting {
        listing(frame, page, &mut text);
    }
    let path = path(page)?;
    let origin = page.source().unwrap_or_else(|| page.url()).to_owned();
    Some(OutputFile { path, bytes: text.into_bytes(), origin })
}

/// A page by name.
fn named(frame: &PageContext<'_>, id: PageId) -> Named {
    let page = frame.view.page(id);
    Named { id: String::new(), title: page.title().to_owned(), path: Some(address::link(page.url())) }
}

/// Where the copy of a page goes.
pub(super) fn path(page: &VisiblePage) -> Option<OutPath> {
    OutPath::new(format!("{}{NAME}", page.url().trim_start_matches('/')))
}

/// The pages of a section, which its page lists below its text.
fn listing(frame: &PageContext<'_>, page: &VisiblePage, text: &mut String) {
    let root = address::to_root(page.url());
    for (at, id) in page.children().iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { "" });
        entry(frame, *id, &root, text);
    }
}

/// A line of a list that leads to a copy.
fn entry(frame: &PageContext<'_>, id: PageId, root: &str, text: &mut String) {
    let page = frame.view.page(id);
    let link = address::link(page.url());
    let name = if frame.view.has_markdown_copies() { NAME } else { "" };
    write!(text, "- [{}]({root}{link}{name})", escaped(page.title())).expect("a string takes whatever is written");
    if let Some(summary) = page.summary() {
        write!(text, ": {}", escaped(summary)).expect("a string takes whatever is written");
    }
    text.push('\n');
}

/// `llms.txt`: what the site is, and every page's copy, section by section (<https://llmstxt.org>).
pub(super) fn list(frame: &PageContext<'_>) -> String {
    let view = frame.view;
    let root = view.base_url().map_or_else(|| "./".to_owned(), str::to_owned);
    let mut text = format!("# {}\n", escaped(view.title()));
    let home = view.ids().find(|id| view.page(*id).url() == view.start());
    if let Some(summary) = home.and_then(|id| view.page(id).summary()) {
        write!(text, "\n> {}\n", escaped(summary)).expect("a string takes whatever is written");
    }
    let tops: Vec<PageId> = home.map_or_else(Vec::new, |id| view.page(id).children().to_vec());
    let (sections, pages): (Vec<PageId>, Vec<PageId>) = tops.into_iter().partition(|id| view.page(*id).is_section());
    let alone: Vec<PageId> = home.into_iter().chain(pages).collect();
    if !alone.is_empty() {
        text.push_str("\n## Start here\n\n");
        alone.into_iter().for_each(|id| entry(frame, id, &root, &mut text));
    }
    for section in sections {
        write!(text, "\n## {}\n\n", escaped(view.page(section).title())).expect("a string takes whatever is written");
        below(frame, section, &mut |id| entry(frame, id, &root, &mut text));
    }
    text
}

/// A page and every page below it, in reading order.
fn below(frame: &PageContext<'_>, id: PageId, visit: &mut dyn FnMut(PageId)) {
    let mut waiting = vec![id];
    while let Some(id) = waiting.pop() {
        visit(id);
        waiting.extend(frame.view.page(id).children().iter().rev());
    }
}

/// Plain text as a line of Markdown.
fn escaped(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<') {
            line.push('\\');
        }
        line.push(character);
    }
    line
}
