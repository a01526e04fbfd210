//! The openings for readers that fetch them: an Atom feed, a JSON Feed, and the XML that job boards read.
//!
//! It must not know how pages are drawn.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::json;

use super::feed::{attribute, element, instant, link};
use super::page_context::PageContext;
use super::site_files::made;
use crate::output::{OutputFile, address};
use crate::site::document::plain_text;
use crate::site::document::tables::jobs::JobPosting;
use crate::site::gate::VisiblePage;

const ATOM: &str = "jobs/feed.xml";
const JSON: &str = "jobs/feed.json";
const BOARDS: &str = "jobs/jobs.xml";

/// An opening of the feeds, with its page.
struct Entry<'v> {
    posting: &'v JobPosting,
    page: &'v VisiblePage,
    opened: Date,
    url: String,
}

/// The three feeds, for the lowest audience of a site that knows its address and has openings, closed ones among them:
/// once somebody reads a feed, it stays when the last opening is filled.
pub(super) fn files(frame: &PageContext<'_>) -> Vec<OutputFile> {
    let Some(base) = base(frame) else { return Vec::new() };
    let entries = entries(frame, base);
    vec![
        made(ATOM, atom(frame, base, &entries)),
        made(JSON, json_feed(frame, base, &entries)),
        made(BOARDS, boards(frame, base, &entries)),
    ]
}

/// Where the Atom feed lies; `None` when the view has none.
pub(super) fn atom_address(frame: &PageContext<'_>) -> Option<String> {
    base(frame).map(|base| format!("{base}{ATOM}"))
}

/// What the feeds are called.
pub(super) fn title(frame: &PageContext<'_>) -> String {
    frame.view.locale().say("jobs.feed", &[("site", frame.view.title().into())])
}

fn base<'a>(frame: &PageContext<'a>) -> Option<&'a str> {
    let base = frame.view.base_url().filter(|_| frame.view.is_lowest())?;
    frame.view.pages().iter().any(|page| page.job().is_some() && !page.draft()).then_some(base)
}

/// The newest first.
fn entries<'v>(frame: &PageContext<'v>, base: &str) -> Vec<Entry<'v>> {
    let open = frame.view.pages().iter().filter(|page| !page.draft()).filter_map(|page| {
        let posting = page.job().filter(|posting| posting.is_open)?;
        let url = format!("{base}{}", address::link(page.url()));
        Some(Entry { posting, page, opened: posting.opened?, url })
    });
    let mut entries: Vec<Entry<'v>> = open.collect();
    entries.sort_by(|a, b| b.opened.cmp(&a.opened).then_with(|| a.page.url().cmp(b.page.url())));
    entries
}

/// The day of the newest opening; feeds have a day even when they are empty.
fn newest(frame: &PageContext<'_>, entries: &[Entry<'_>]) -> Option<Date> {
    let all = frame.view.pages().iter().filter_map(|page| page.job()?.opened);
    entries.first().map(|entry| entry.opened).or_else(|| all.max())
}

/// `London; Hybrid; £150,000 to £175,000 a year`.
fn facts(entry: &Entry<'_>) -> String {
    let places = entry.posting.places.iter().map(|place| place.name.title.as_str());
    let pay = entry.posting.pay.iter().map(|pay| pay.text.as_str());
    let facts: Vec<&str> = places.chain([entry.posting.mode_title.as_str()]).chain(pay).collect();
    facts.join("; ")
}

fn summary(entry: &Entry<'_>) -> String {
    let summary = entry.page.summary().map(|text| format!("{text} ")).unwrap_or_default();
    format!("{summary}({})", facts(entry))
}

fn atom(frame: &PageContext<'_>, base: &str, entries: &[Entry<'_>]) -> String {
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    attribute("xml:lang", frame.view.language(), &mut xml);
    xml.push_str(">\n");
    element("id", &format!("{base}jobs/"), &mut xml);
    element("title", &title(frame), &mut xml);
    if let Some(day) = newest(frame, entries) {
        element("updated", &instant(day), &mut xml);
    }
    link("self", &format!("{base}{ATOM}"), &mut xml);
    link("alternate", &format!("{base}jobs/"), &mut xml);
    xml.push_str("<author>");
    element("name", frame.view.title(), &mut xml);
    xml.push_str("</author>\n");
    for entry in entries {
        xml.push_str("<entry>\n");
        element("id", &entry.url, &mut xml);
        element("title", entry.page.title(), &mut xml);
        element("published", &instant(entry.opened), &mut xml);
        element("updated", &instant(entry.opened), &mut xml);
        link("alternate", &entry.url, &mut xml);
        element("summary", &summary(entry), &mut xml);
        xml.push_str("</entry>\n");
    }
    xml.push_str("</feed>\n");
    xml
}

/// JSON Feed, version 1.1 (<https://www.jsonfeed.org/version/1.1/>).
fn json_feed(frame: &PageContext<'_>, base: &str, entries: &[Entry<'_>]) -> String {
    let items = entries.iter().map(|entry| {
        let last = entry.posting.closes.map(|day| day.to_string());
        json!({
            "id": entry.url,
            "url": entry.url,
            "title": entry.page.title(),
            "summary": summary(entry),
            "content_text": plain_text(&entry.page.document().nodes, frame.view.locale()),
            "date_published": instant(entry.opened),
            "tags": entry.posting.family.iter().map(|family| family.title.as_str())
                .chain(entry.posting.places.iter().map(|place| place.name.title.as_str()))
                .chain([entry.posting.mode_title.as_str()]).collect::<Vec<_>>(),
            "_job": {"last_day": last, "employment": entry.posting.employment},
        })
    });
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(frame),
        "home_page_url": format!("{base}jobs/"),
        "feed_url": format!("{base}{JSON}"),
        "language": frame.view.language(),
        "items": items.collect::<Vec<_>>(),
    });
    format!("{feed}\n")
}

/// The XML of job boards: a `source` with a `job` for each opening and each of its places.
fn boards(frame: &PageContext<'_>, base: &str, entries: &[Entry<'_>]) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<source>\n");
    let employer = |entry: &Entry<'_>| entry.posting.employer.clone().unwrap_or_else(|| frame.view.title().to_owned());
    element("publisher", frame.view.title(), &mut xml);
    element("publisherurl", base, &mut xml);
    if let Some(day) = newest(frame, entries) {
        element("lastBuildDate", &instant(day), &mut xml);
    }
    for entry in entries {
        for (at, place) in entry.posting.places.iter().enumerate() {
            xml.push_str("<job>\n");
            let reference = match entry.posting.places.len() {
                1 => entry.posting.id.clone(),
                _ => format!("{}-{}", entry.posting.id, at + 1),
            };
            element("title", &entry.posting.title, &mut xml);
            element("date", &instant(entry.opened), &mut xml);
            element("referencenumber", &reference, &mut xml);
            element("url", &entry.url, &mut xml);
            element("company", &employer(entry), &mut xml);
            for (name, value) in [("city", &place.locality), ("state", &place.region), ("country", &place.country)] {
                value.iter().for_each(|value| element(name, value, &mut xml));
            }
            element("description", &plain_text(&entry.page.document().nodes, frame.view.locale()), &mut xml);
            entry.posting.pay.iter().for_each(|pay| element("salary", &pay.text, &mut xml));
            element("jobtype", &entry.posting.employment.join(", ").to_lowercase().replace('_', ""), &mut xml);
            entry.posting.family.iter().for_each(|family| element("category", &family.title, &mut xml));
            if entry.posting.mode != "on-site" {
                let kind = if entry.posting.mode == "remote" { "Fully remote" } else { "Hybrid remote" };
                element("remotetype", kind, &mut xml);
            }
            if let Some(last) = entry.posting.closes {
                element("expirationdate", &last.to_string(), &mut xml);
            }
            xml.push_str("</job>\n");
        }
    }
    writeln!(xml, "</source>").expect("a string takes whatever is written");
    xml
}
