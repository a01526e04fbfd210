//! One page of a view as a file.
//!
//! It must not know how blocks are drawn, or what the template makes of the values it is given.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tera::value::Key;
use tera::{Context, Map, Value};

use super::agenda;
use super::at_work;
use super::cards;
use super::changes_feed;
use super::draw_body::Drawing;
use super::feed;
use super::glossary;
use super::holds;
use super::html_postprocess;
use super::jobs_feeds;
use super::languages;
use super::linked_data;
use super::markdown_copy;
use super::nav;
use super::outline;
use super::page_context::PageContext;
use super::print;
use super::render_error::{Cause, RenderError, panic_words};
use super::sides;
use super::values::{day, html, map, maybe, text};
use crate::locale::Locale;
use crate::output::{OutputFile, address};
use crate::site::gate::{PageId, PageKind, Said, VisiblePage};
use crate::site::routes;

/// The most characters of a description made from the first paragraph.
const DESCRIPTION: usize = 200;

/// How many words of such text people read in a minute.
const WORDS_A_MINUTE: usize = 230;

/// Renders one page and its Markdown copy. A fault of ours on one page does not take the others with it.
pub(super) fn render(frame: &PageContext<'_>, id: PageId) -> Result<Vec<OutputFile>, RenderError> {
    let page = frame.view.page(id);
    let origin = || page.source().unwrap_or_else(|| page.url()).to_owned();
    catch_unwind(AssertUnwindSafe(|| at_work::on(&origin(), || draw(frame, id))))
        .unwrap_or_else(|panic| Err(Cause::Panic(panic_words(&*panic))))
        .and_then(|(bytes, copy)| {
            let path = address::file(page.url()).ok_or_else(|| Cause::Address(page.url().to_owned()))?;
            Ok(copy.into_iter().chain([OutputFile { path, bytes, origin: origin() }]).collect())
        })
        .map_err(|cause| RenderError { origin: origin(), cause })
}

/// Headings that the page had, and where what they said is now.
fn moved(page: &VisiblePage) -> Value {
    let one = |heading: &crate::site::gate::MovedHeading| {
        let (url, anchor) = heading.to.split_once('#').map_or((heading.to.as_str(), ""), |(url, anchor)| (url, anchor));
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{}", address::encode(anchor)) };
        let path = format!("{}{anchor}", address::link(url));
        map([("id", text(&heading.id)), ("title", text(&heading.title)), ("path", text(&path))])
    };
    Value::from(page.moved().iter().map(one).collect::<Vec<_>>())
}

/// The page's file, and its Markdown copy.
fn draw(frame: &PageContext<'_>, id: PageId) -> Result<(Vec<u8>, Option<OutputFile>), Cause> {
    let view = frame.view;
    let page = view.page(id);
    let root = address::to_root(page.url());
    let nodes = &page.document().nodes;
    let compared = (page.kind() == PageKind::Comparison).then(|| html_postprocess::compared(nodes));
    let drawing = Drawing::new(frame, page, &root);
    let indexed = (page.kind() == PageKind::Glossary).then(|| glossary::indexed(nodes, view.locale()));
    let indexed_nodes = indexed.as_ref().map(|(nodes, _)| nodes);
    let shown = compared.as_ref().or(indexed_nodes).unwrap_or(nodes);
    let timed = (page.kind() == PageKind::Interview).then(|| agenda::drawn(nodes, view.locale()));
    let shown = timed.as_deref().unwrap_or(shown);
    let explained = frame.glossary.explain(page, &root, shown);
    let body = drawing.body(explained.as_ref().map_or(shown, |(nodes, _)| nodes))?;
    let ancestors = nav::ancestors(view, id);
    let mut context = frame.context(&root, facts(frame, id));
    context.insert_value("sidebar", nav::sidebar(frame, Some(id)));
    context.insert_value("trail", frame.link_all(&ancestors));
    context.insert_value("outline", outline::of(frame, page));
    context.insert_value("previous", page.previous().map_or(Value::none(), |id| frame.link(id)));
    context.insert_value("next", page.next().map_or(Value::none(), |id| frame.link(id)));
    context.insert_value("moved", moved(page));
    context.insert_value("children", frame.link_all(page.children()));
    let linked_data = linked_data::of(frame, page, &ancestors);
    context.insert_value("linked_data", linked_data.map_or(Value::none(), |json| html(&json)));
    let role = frame.role_of(page)?;
    context.insert_value("role", role);
    context.insert_value("sides", sides::of(frame, page));
    context.insert_value("outside_links", html_postprocess::outside_links(nodes));
    context.insert_value("body", html(&body));
    context.insert_value("letters", indexed.map_or_else(Value::none, |(_, letters)| letters));
    context.insert_value("holds", holds::of(nodes));
    context.insert_value("apply", Value::try_from_serializable(&holds::apply(nodes))?);
    context.insert_value("terms", explained.map_or_else(Value::none, |(_, terms)| terms));
    if page.url() == view.start() {
        first_page(frame, &mut context);
    }
    if page.is_section() && page.url() != view.start() {
        let (cards, others) = frame.role_cards(page.children());
        context.insert_value("role_cards", cards);
        context.insert_value("children", others);
        context.insert_value("questionnaire", questionnaire(frame, page.children().iter().copied()));
    }
    if page.url() == routes::within(view.start(), routes::PAY) {
        context.insert_value("ranges", frame.ranges()?);
    }
    if let Some(role) = page.role() {
        context.insert_value("openings", frame.openings(Some(&role.id)));
    }
    if page.url() == routes::JOBS {
        context.insert_value("feed", maybe(jobs_feeds::atom_address(frame).as_deref()));
        context.insert_value("feed_title", text(&jobs_feeds::title(frame)));
    }
    if page.url() == routes::CHANGES {
        context.insert_value("feed", maybe(changes_feed::address(frame).as_deref()));
        context.insert_value("feed_title", text(&changes_feed::title(frame)));
    }
    let bytes = frame.render(template(frame, page), &context, body.len() + 8 * 1024)?;
    Ok((bytes, markdown_copy::of(frame, page, &root)))
}

/// What the template of the first page is given besides.
fn first_page(frame: &PageContext<'_>, context: &mut Context) {
    context.insert_value(
        "feed",
        maybe(
            feed::base(frame)
                .filter(|_| frame.view.is_original())
                .map(|base| format!("{base}{}", feed::PATH))
                .as_deref(),
        ),
    );
    context.insert_value("feed_title", text(frame.view.title()));
    context.insert_value("roles", frame.roles());
    context.insert_value("role_cards", frame.role_cards(&frame.view.ids().collect::<Vec<_>>()).0);
    context.insert_value("reviewed", frame.lately_reviewed());
    context.insert_value("questionnaire", questionnaire(frame, frame.view.ids()));
    context.insert_value("openings", frame.openings(None));
    context.insert_value("benefits", frame.benefits());
}

/// The first of the pages that asks its reader questions which lead to a role; none where no page does.
fn questionnaire(frame: &PageContext<'_>, mut pages: impl Iterator<Item = PageId>) -> Value {
    let asks = |id: &PageId| holds::a_questionnaire(&frame.view.page(*id).document().nodes);
    pages.find(asks).map_or(Value::none(), |id| frame.link(id))
}

/// The template that draws a page: by its place, then by its kind, as far as the theme has one.
fn template(frame: &PageContext<'_>, page: &VisiblePage) -> &'static str {
    let own = match page.kind() {
        _ if page.url() == frame.view.start() => "home.html",
        // It shows what it lists in its body.
        PageKind::Posting if page.is_section() => "jobs.html",
        _ if page.is_section() => "section.html",
        kind => kind.template(),
    };
    if frame.tera.contains_template(own) { own } else { "page.html" }
}

/// What of `page` hangs on more than the page itself.
struct Standing {
    noindex: bool,
    /// Where it is published.
    canonical: Option<String>,
    twin: Option<&'static str>,
    print: Option<String>,
    card: Value,
}

/// What templates call `page`.
fn facts(frame: &PageContext<'_>, id: PageId) -> Value {
    let view = frame.view;
    let page = view.page(id);
    let path = address::link(page.url());
    let standing = Standing {
        noindex: !view.is_lowest() || page.is_closed_posting(),
        canonical: view.base_url().map(|base| format!("{base}{path}")),
        twin: Some(markdown_copy::NAME).filter(|_| view.has_markdown_copies()),
        print: print::path_of(frame, page.url()),
        card: cards::of(view, id),
    };
    said(frame, page, standing)
}

/// What templates call `page` on a page that no author wrote.
pub(super) fn made_up(frame: &PageContext<'_>, url: &str, title: &str, noindex: bool) -> Value {
    let path = address::link(url);
    let standing = Standing {
        noindex: noindex || !frame.view.is_lowest(),
        canonical: frame.view.base_url().filter(|_| !noindex).map(|base| format!("{base}{path}")),
        twin: None,
        print: None,
        card: Value::none(),
    };
    said(frame, &VisiblePage::made_up(url, title), standing)
}

fn said(frame: &PageContext<'_>, page: &VisiblePage, standing: Standing) -> Value {
    let view = frame.view;
    // Where things lie in the repository is for those who work on it.
    let shows_source = !view.is_lowest() || view.is_only();
    let own = map([
        ("title", text(page.title())),
        ("title_id", maybe(page.document().title_id.as_deref())),
        ("canonical", maybe(standing.canonical.as_deref())),
        ("path", text(&address::link(page.url()))),
        ("is_home", Value::from(page.url() == view.start())),
        ("twin", maybe(standing.twin)),
        ("noindex", Value::from(standing.noindex)),
        ("description", maybe(description(page).as_deref())),
        ("kind", text(page.kind().name())),
        ("is_section", Value::from(page.is_section())),
        ("tags", frame.tags.links_of(page)),
        ("owner", maybe(page.owner())),
        ("review_due", day(page.review_due().filter(|_| page.says_review), view.locale())),
        ("draft", Value::from(page.draft())),
        ("above_lowest", Value::from(page.above_lowest())),
        ("only_for", maybe(page.only_for().map(|name| view.audience_title(name)))),
        ("source", maybe(page.source().filter(|_| shows_source))),
        ("edit_url", maybe(page.edit_url().filter(|_| shows_source))),
        ("words", Value::from(page.document().words)),
        ("minutes", minutes(page)),
        ("print", maybe(standing.print.as_deref())),
        ("card", standing.card),
        ("languages", languages::switch(view, page.url())),
        ("alternates", languages::alternates(view, page)),
    ]);
    let front = page.front().said();
    let front = front.into_iter().map(|(key, said)| (Key::Str(key), as_said(said, view.locale())));
    // What the page is beside that wins: its tags are links.
    let own = own.into_map().unwrap_or_default();
    Value::from(front.chain(own).collect::<Map>())
}

/// What front matter says, as templates read it.
fn as_said(said: Said<'_>, locale: &Locale) -> Value {
    match said {
        Said::Text(said) => maybe(said),
        Said::Texts(said) => Value::from(said.iter().map(|one| text(one)).collect::<Vec<_>>()),
        Said::Day(said) => day(said, locale),
        Said::YesOrNo(said) => said.map_or_else(Value::none, Value::from),
        Said::Map(said) => Value::try_from_serializable(said).expect("what JSON holds, templates can read"),
    }
}

/// How many minutes a text takes to read, of two on. Pages of figures and questions are looked up in, not read through.
pub(super) fn minutes(page: &VisiblePage) -> Value {
    let is_read = matches!(page.kind(), PageKind::Guide | PageKind::Interview | PageKind::Comparison | PageKind::Page);
    let minutes = page.document().words.div_ceil(WORDS_A_MINUTE);
    if is_read && !page.is_section() && minutes > 1 { Value::from(minutes) } else { Value::none() }
}

/// What search engines show under the title: the summary, else the beginning of the text.
fn description(page: &VisiblePage) -> Option<String> {
    if let Some(summary) = page.summary() {
        return Some(summary.to_owned());
    }
    let excerpt = page.document().excerpt.trim();
    match excerpt.char_indices().nth(DESCRIPTION) {
        _ if excerpt.is_empty() => None,
        None => Some(excerpt.to_owned()),
        Some((end, _)) => {
            let whole_words = excerpt[..end].rfind(' ').unwrap_or(end);
            Some(format!("{}…", excerpt[..whole_words].trim_end_matches([',', ';', ':', '.', ' '])))
        }
    }
}
