//! A section as one document for paper, at `/print/SECTION/`: a cover, contents, and its pages in order.
//!
//! It must not know what the document looks like.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use rayon::prelude::*;
use tera::Value;

use super::at_work;
use super::draw_body::Drawing;
use super::html_postprocess;
use super::joined::{Joined, Part};
use super::page;
use super::page_context::PageContext;
use super::quota::PAGE_LIMIT;
use super::render_error::{Cause, RenderError, panic_words};
use super::values::{day, html, map, text};
use crate::output::{OutputFile, address};
use crate::site::document::{Node, OutlineEntry};
use crate::site::gate::{PageId, PageKind, VisiblePage};
use crate::site::routes;

/// The contents name headings too while the document has no more pages than this.
const FEW: usize = 12;

/// A page of a document.
struct Chapter<'f> {
    page: &'f VisiblePage,
    /// How deep it lies below the section.
    depth: usize,
    /// What its body is made of, where that is not the page's own nodes.
    compared: Option<Vec<Node>>,
}

impl Chapter<'_> {
    fn nodes(&self) -> &[Node] {
        self.compared.as_ref().unwrap_or(&self.page.document().nodes)
    }
}

/// The documents that the settings ask for, as far as this audience sees their sections.
pub(super) fn documents(frame: &PageContext<'_>) -> Vec<Result<OutputFile, RenderError>> {
    frame.view.printed().par_iter().map(|id| document(frame, *id)).collect()
}

/// The path from the root of the document that the page with this address begins, if there is one.
pub(super) fn path_of(frame: &PageContext<'_>, url: &str) -> Option<String> {
    let is_printed = frame.view.printed().iter().any(|id| frame.view.page(*id).url() == url);
    is_printed.then(|| address::link(&routes::print(url)))
}

/// A fault of ours in one document does not take the rest of the site with it.
fn document(frame: &PageContext<'_>, id: PageId) -> Result<OutputFile, RenderError> {
    let section = frame.view.page(id);
    let origin = section.source().unwrap_or_else(|| section.url()).to_owned();
    catch_unwind(AssertUnwindSafe(|| at_work::on(&origin, || draw(frame, id))))
        .unwrap_or_else(|panic| Err(Cause::Panic(panic_words(&*panic))))
        .and_then(|bytes| {
            let url = routes::print(section.url());
            let path = address::file(&url).ok_or(Cause::Address(url))?;
            Ok(OutputFile { path, bytes, origin: origin.clone() })
        })
        .map_err(|cause| match cause {
            Cause::TooLarge => Cause::LargeDocument(section.url().to_owned()),
            other => other,
        })
        .map_err(|cause| RenderError { origin, cause })
}

fn draw(frame: &PageContext<'_>, id: PageId) -> Result<Vec<u8>, Cause> {
    let section = frame.view.page(id);
    let url = routes::print(section.url());
    let mut chapters = Vec::new();
    gather(frame, id, 0, &mut chapters);
    let pages = chapters.iter().map(|chapter| (chapter.page.url(), chapter.nodes()));
    let joined = Joined::new(&url, frame.tera, pages);
    let shows_headings = chapters.len() <= FEW;
    let mut size = 0;
    let mut shown = Vec::with_capacity(chapters.len());
    for (at, chapter) in chapters.iter().enumerate() {
        let part = joined.part(at + 1, chapter.page.url());
        let body = body(frame, chapter, part)?;
        size += body.len();
        if size > PAGE_LIMIT {
            return Err(Cause::TooLarge);
        }
        let headings = if shows_headings { headings(chapter.page, part) } else { Vec::new() };
        shown.push(map([
            ("id", text(&part.id())),
            ("title", text(chapter.page.title())),
            ("summary", super::values::maybe(chapter.page.summary())),
            ("kind", text(chapter.page.kind().name())),
            ("depth", Value::from(chapter.depth)),
            ("headings", Value::from(headings)),
            ("body", html(&body)),
            ("outside_links", html_postprocess::outside_links(&chapter.page.document().nodes)),
        ]));
    }
    let mut context = frame.context(&address::to_root(&url), page::made_up(frame, &url, section.title(), true));
    context.insert_value("target", frame.link(id));
    context.insert_value("chapters", Value::from(shown));
    context.insert_value("sheets", Value::from(joined.sheets().iter().map(|sheet| text(sheet)).collect::<Vec<_>>()));
    context.insert_value("owners", owners(&chapters));
    context.insert_value("reviewed", reviewed(frame, &chapters));
    let canonical = frame.view.base_url().map(|base| format!("{base}{}", address::link(section.url())));
    context.insert_value("address", super::values::maybe(canonical.as_deref()));
    frame.render("print.html", &context, size + 16 * 1024)
}

/// The section's own page and all below it, in reading order.
fn gather<'f>(frame: &'f PageContext<'_>, id: PageId, depth: usize, chapters: &mut Vec<Chapter<'f>>) {
    let page = frame.view.page(id);
    let compared = (page.kind() == PageKind::Comparison).then(|| html_postprocess::compared(&page.document().nodes));
    // A folder that says nothing has its title in the contents all the same, where something of it follows.
    chapters.push(Chapter { page, depth, compared });
    page.children().iter().for_each(|child| gather(frame, *child, depth + 1, chapters));
}

/// A page as a part of the document: what a role's page shows before its text, and the text.
fn body(frame: &PageContext<'_>, chapter: &Chapter<'_>, part: Part<'_>) -> Result<String, Cause> {
    let drawing = Drawing::as_part(frame, chapter.page, part);
    let mut body = String::new();
    let role = frame.role_of(chapter.page)?;
    if !role.is_none() {
        let mut context = drawing.context();
        context.insert_value("role", role);
        body = drawing.fill("parts/role-paper.html", &context)?;
    }
    body.push_str(&drawing.nodes(&part.nodes(chapter.nodes()))?);
    Ok(body)
}

/// The headings of a page that the contents name.
fn headings(page: &VisiblePage, part: Part<'_>) -> Vec<Value> {
    let entry = |heading: &OutlineEntry| map([("id", text(&part.id_in(&heading.id))), ("text", text(&heading.text))]);
    page.document().outline.iter().filter(|heading| heading.level == 2).map(entry).collect()
}

/// Who looks after the pages, each once, in order.
fn owners(chapters: &[Chapter<'_>]) -> Value {
    let mut owners: Vec<&str> = Vec::new();
    for owner in chapters.iter().filter_map(|chapter| chapter.page.owner()) {
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    Value::from(owners.into_iter().map(text).collect::<Vec<_>>())
}

/// The first and the last day on which one of the pages was reviewed.
fn reviewed(frame: &PageContext<'_>, chapters: &[Chapter<'_>]) -> Value {
    let days = || chapters.iter().filter_map(|chapter| chapter.page.reviewed_on());
    let shown = |date: Option<Date>| day(date, frame.view.locale());
    match (days().min(), days().max()) {
        (None, _) => Value::none(),
        (first, last) if first == last => map([("first", shown(first)), ("last", Value::none())]),
        (first, last) => map([("first", shown(first)), ("last", shown(last))]),
    }
}
