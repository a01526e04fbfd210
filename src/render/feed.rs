//! The feed: what was reviewed lately, for readers that fetch it.
//!
//! It must not know how pages are drawn.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::page_context::PageContext;
use super::values::escape;
use crate::output::address;
use crate::site::gate::VisiblePage;

/// The most pages a feed names.
const LIMIT: usize = 30;

/// Where the feed lies.
pub(super) const PATH: &str = "feed.xml";

/// Whether the view has a feed: for the lowest audience of a site that knows its address, once a page was reviewed.
pub(super) fn base<'a>(frame: &PageContext<'a>) -> Option<&'a str> {
    let base = frame.view.base_url().filter(|_| frame.view.is_lowest())?;
    frame.view.pages().iter().any(|page| entry_day(page).is_some()).then_some(base)
}

/// The feed in the Atom format; `None` when the view has none.
pub(super) fn atom(frame: &PageContext<'_>) -> Option<String> {
    let base = base(frame)?;
    let mut pages: Vec<(Date, &VisiblePage)> =
        frame.view.pages().iter().filter_map(|page| Some((entry_day(page)?, page))).collect();
    pages.sort_by(|(a_day, a), (b_day, b)| b_day.cmp(a_day).then_with(|| a.url().cmp(b.url())));
    pages.truncate(LIMIT);
    let (newest, _) = pages.first()?;

    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    attribute("xml:lang", frame.view.language(), &mut xml);
    xml.push_str(">\n");
    element("id", base, &mut xml);
    element("title", frame.view.title(), &mut xml);
    element("updated", &instant(*newest), &mut xml);
    link("self", &format!("{base}{PATH}"), &mut xml);
    link("alternate", base, &mut xml);
    // An entry without an author takes the feed's, and a feed has to have one.
    xml.push_str("<author>");
    element("name", frame.view.title(), &mut xml);
    xml.push_str("</author>\n");
    for (day, page) in pages {
        let whole = format!("{base}{}", address::link(page.url()));
        xml.push_str("<entry>\n");
        element("id", &whole, &mut xml);
        element("title", page.title(), &mut xml);
        element("updated", &instant(day), &mut xml);
        link("alternate", &whole, &mut xml);
        if let Some(summary) = page.summary() {
            element("summary", summary, &mut xml);
        }
        xml.push_str("</entry>\n");
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

/// The day a page stands in the feed under; drafts stand in none.
fn entry_day(page: &VisiblePage) -> Option<Date> {
    page.reviewed_on().filter(|_| !page.draft() && !page.is_closed_posting())
}

/// The beginning of a day, as the format wants it.
pub(super) fn instant(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

pub(super) fn element(name: &str, text: &str, xml: &mut String) {
    write!(xml, "<{name}>").expect("a string takes whatever is written");
    escape(&sound(text), xml);
    writeln!(xml, "</{name}>").expect("a string takes whatever is written");
}

pub(super) fn link(relation: &str, target: &str, xml: &mut String) {
    write!(xml, "<link rel=\"{relation}\"").expect("a string takes whatever is written");
    attribute("href", target, xml);
    xml.push_str("/>\n");
}

pub(super) fn attribute(name: &str, value: &str, xml: &mut String) {
    write!(xml, " {name}=\"").expect("a string takes whatever is written");
    escape(&sound(value), xml);
    xml.push('"');
}

/// The text without the characters that XML cannot hold, not even escaped.
fn sound(text: &str) -> String {
    let fits =
        |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(fits).collect()
}
