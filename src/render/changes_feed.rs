//! The feed of changes, for readers that fetch it: `/changes/feed.xml`.

use super::feed::{attribute, element, instant, link};
use super::page_context::PageContext;
use crate::output::address;
use crate::site::gate::ChangeNote;

/// Where the feed lies.
const PATH: &str = "changes/feed.xml";
/// The most changes that it holds.
const LIMIT: usize = 50;

/// Where the feed can be fetched; `None` when the view has none: it is for the lowest audience of a site that knows its
/// address, once there is a change.
pub(super) fn address(frame: &PageContext<'_>) -> Option<String> {
    let base = frame.view.base_url().filter(|_| frame.view.is_lowest() && !frame.view.changes().is_empty())?;
    Some(format!("{base}{PATH}"))
}

/// What the feed is called.
pub(super) fn title(frame: &PageContext<'_>) -> String {
    frame.view.locale().say("changes.feed", &[("site", frame.view.title().into())])
}

/// The feed in the Atom format, and its path.
pub(super) fn atom(frame: &PageContext<'_>) -> Option<(&'static str, String)> {
    let own = address(frame)?;
    let base = frame.view.base_url()?;
    let changes = &frame.view.changes()[..frame.view.changes().len().min(LIMIT)];
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    attribute("xml:lang", frame.view.language(), &mut xml);
    xml.push_str(">\n");
    element("id", &format!("{base}changes/"), &mut xml);
    element("title", &title(frame), &mut xml);
    element("updated", &instant(changes.first()?.on), &mut xml);
    link("self", &own, &mut xml);
    link("alternate", &format!("{base}changes/"), &mut xml);
    xml.push_str("<author>");
    element("name", frame.view.title(), &mut xml);
    xml.push_str("</author>\n");
    for change in changes {
        entry(base, change, &mut xml);
    }
    xml.push_str("</feed>\n");
    Some((PATH, xml))
}

fn entry(base: &str, change: &ChangeNote, xml: &mut String) {
    let page = change.page.as_ref().map(|(path, _)| format!("{base}{}", address::link(&format!("/{path}"))));
    // The same day and the same words are the same change, wherever it stands in the file.
    let name = blake3::hash(change.text.as_bytes()).to_hex();
    xml.push_str("<entry>\n");
    element("id", &format!("{base}changes/#{}-{}", change.on, &name[..12]), xml);
    element("title", change.page.as_ref().map_or(change.text.as_str(), |(_, title)| title.as_str()), xml);
    element("updated", &instant(change.on), xml);
    link("alternate", &page.unwrap_or_else(|| format!("{base}changes/")), xml);
    element("summary", &change.text, xml);
    xml.push_str("</entry>\n");
}
