//! Bodies of pages joined into one document: headings one level lower, ids that no other page has, links between the
//! pages as links inside the document.
//!
//! It reads finished HTML. It must not know what any block looks like.

mod tags;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::values::escape;
use crate::output::address;
use tags::{Tag, tag_end, unescaped};

/// Attributes that name ids of the same page, one or several.
const NAMES_IDS: [&str; 13] = [
    "for",
    "headers",
    "list",
    "form",
    "popovertarget",
    "commandfor",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-errormessage",
    "aria-activedescendant",
];

/// Roles that make a part of a page a landmark.
const LANDMARKS: [&str; 7] =
    ["region", "navigation", "complementary", "search", "form", "doc-endnotes", "doc-bibliography"];

/// Elements that the browser groups by their `name`.
const GROUPED: [&str; 4] = ["input", "select", "textarea", "details"];

/// The pages of a document.
pub(super) struct Joined {
    /// The way from the document to the site's root.
    root: String,
    /// The pages by their links from the root.
    parts: BTreeMap<String, Part>,
}

/// A page of a document.
struct Part {
    number: usize,
    ids: BTreeSet<String>,
}

impl Joined {
    /// The document at `url`, made of pages with these addresses and bodies, numbered from 1 on.
    pub(super) fn new<'p>(url: &str, pages: impl Iterator<Item = (&'p str, &'p str)>) -> Joined {
        let part =
            |(at, (url, body)): (usize, (&str, &str))| (address::link(url), Part { number: at + 1, ids: ids(body) });
        Joined { root: address::to_root(url), parts: pages.enumerate().map(part).collect() }
    }

    /// The id of a page in the document.
    pub(super) fn id(number: usize) -> String {
        format!("p{number}")
    }

    /// What an id of a page is called in the document.
    pub(super) fn id_in(number: usize, id: &str) -> String {
        format!("p{number}-{id}")
    }

    /// The body of the page at `url` as it stands in the document. Scripts stay behind; the style sheets that it asks
    /// for are added to `sheets`.
    pub(super) fn body(&self, url: &str, html: &str, sheets: &mut BTreeSet<String>) -> String {
        let number = self.parts.get(&address::link(url)).map_or(0, |part| part.number);
        let mut output = String::with_capacity(html.len() + html.len() / 8);
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            output.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = tag_end(rest);
            let Some(whole) = rest.get(..=end) else { return output };
            let inside = whole[1..end].trim_end_matches('/');
            rest = &rest[end + 1..];
            if let Some(name) = inside.strip_prefix('/') {
                write!(output, "</{}>", lowered(name.trim())).expect("a string takes whatever is written");
                continue;
            }
            if !inside.starts_with(|character: char| character.is_ascii_alphabetic()) {
                output.push_str(whole);
                continue;
            }
            let tag = Tag::of(inside);
            match tag.name {
                "script" => rest = rest.find("</script>").map_or("", |close| &rest[close + "</script>".len()..]),
                "link" => sheets.extend(tag.attribute("href").map(|href| self.moved(url, &href))),
                _ => self.open(&tag, url, number, &mut output),
            }
        }
        output.push_str(rest);
        output
    }

    /// Writes the beginning of an element. Parts of several pages may have one name, so that none of them is a landmark.
    fn open(&self, tag: &Tag<'_>, url: &str, number: usize, output: &mut String) {
        output.push('<');
        output.push_str(&lowered(tag.name));
        // A form without a name is no landmark.
        let is_kept = |name: &str| tag.name != "form" || !name.starts_with("aria-label");
        for (name, written) in tag.attributes().filter(|(name, _)| is_kept(name)) {
            let value = unescaped(written);
            let own = |id: &str| Joined::id_in(number, id);
            let changed = match name {
                _ if written.is_empty() => None,
                "id" => Some(own(&value)),
                "name" if GROUPED.contains(&tag.name) => Some(own(&value)),
                "href" => Some(self.link(url, number, &value)),
                "src" | "poster" | "action" | "formaction" => Some(self.moved(url, &value)),
                "srcset" => Some(self.candidates(url, &value)),
                "role" if LANDMARKS.contains(&&*value) => Some("group".to_owned()),
                _ if NAMES_IDS.contains(&name) => Some(value.split_whitespace().map(own).collect::<Vec<_>>().join(" ")),
                _ => None,
            };
            output.push(' ');
            output.push_str(name);
            let quote = if changed.is_none() && written.contains('"') { '\'' } else { '"' };
            output.extend(['=', quote]);
            match changed {
                Some(value) => escape(&value, output),
                None => output.push_str(written),
            }
            output.push(quote);
        }
        let is_named = ["aria-label", "aria-labelledby"].iter().any(|name| tag.attribute(name).is_some());
        if tag.name == "section" && is_named && tag.attribute("role").is_none() {
            output.push_str(" role=\"group\"");
        }
        output.push('>');
    }

    /// Where a link of the page at `url` leads in the document.
    fn link(&self, url: &str, number: usize, href: &str) -> String {
        let (before, fragment) = href.split_once('#').map_or((href, None), |(before, id)| (before, Some(id)));
        if before.is_empty() {
            return self.anchor(self.parts.get(&address::link(url)), number, fragment);
        }
        let part = (!is_outside(before) && !before.contains('?')).then(|| self.parts.get(&resolved(url, before)));
        match part.flatten() {
            Some(part) => self.anchor(Some(part), part.number, fragment),
            None => self.moved(url, href),
        }
    }

    /// A place in the document; that of the page where it has no such id.
    fn anchor(&self, part: Option<&Part>, number: usize, fragment: Option<&str>) -> String {
        let decoded = fragment.map(|id| percent_encoding::percent_decode_str(id).decode_utf8_lossy().into_owned());
        match (fragment, decoded.filter(|id| part.is_some_and(|part| part.ids.contains(id)))) {
            (Some(fragment), Some(_)) => format!("#{}", Joined::id_in(number, fragment)),
            _ => format!("#{}", Joined::id(number)),
        }
    }

    /// An address of the page at `url`, written from the document.
    fn moved(&self, url: &str, written: &str) -> String {
        if written.is_empty() || is_outside(written) {
            return written.to_owned();
        }
        let end = written.find(['?', '#']).unwrap_or(written.len());
        format!("{}{}{}", self.root, resolved(url, &written[..end]), &written[end..])
    }

    /// The addresses of a `srcset`.
    fn candidates(&self, url: &str, written: &str) -> String {
        let one = |candidate: &str| {
            let (address, size) = candidate.trim().split_once(' ').unwrap_or((candidate.trim(), ""));
            format!("{} {size}", self.moved(url, address)).trim_end().to_owned()
        };
        written.split(", ").map(one).collect::<Vec<_>>().join(", ")
    }
}

/// The name of an element; that of a heading, one level lower.
fn lowered(name: &str) -> Cow<'_, str> {
    match name {
        "h1" => "h2".into(),
        "h2" => "h3".into(),
        "h3" => "h4".into(),
        "h4" => "h5".into(),
        "h5" => "h6".into(),
        other => other.into(),
    }
}

/// Whether an address leads out of the site's folder, or is no relative one.
fn is_outside(written: &str) -> bool {
    let path = written.split(['/', '?', '#']).next().unwrap_or_default();
    written.starts_with('/') || path.contains(':')
}

/// The link from the root that a path is on the page at `url`.
fn resolved(url: &str, path: &str) -> String {
    let base = address::link(url);
    let folder = base.rfind('/').map_or("", |slash| &base[..slash]);
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    let is_folder = path.rsplit('/').next().is_some_and(|last| matches!(last, "" | "." | ".."));
    let slash = if is_folder && !segments.is_empty() { "/" } else { "" };
    format!("{}{slash}", segments.join("/"))
}

/// Every id in a piece of HTML.
fn ids(html: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = tag_end(rest);
        let Some(whole) = rest.get(..=end) else { break };
        if whole[1..].starts_with(|character: char| character.is_ascii_alphabetic()) {
            found.extend(Tag::of(&whole[1..end]).attribute("id").map(Cow::into_owned));
        }
        rest = &rest[end + 1..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(html: &str) -> (String, BTreeSet<String>) {
        let pages = [("/a/", html), ("/a/b/", "<h2 id=\"größe\">x</h2>")];
        let mut sheets = BTreeSet::new();
        let body = Joined::new("/print/a/", pages.into_iter()).body("/a/", html, &mut sheets);
        (body, sheets)
    }

    fn check(html: &str, expected: &str) {
        assert_eq!(joined(html).0, expected);
    }

    #[test]
    fn headings_stand_a_level_lower_and_ids_are_the_pages_own() {
        check("<h2 id=\"x\" class=\"y\">A &amp; b</h2>", "<h3 id=\"p1-x\" class=\"y\">A &amp; b</h3>");
        check("<h6>a</h6>", "<h6>a</h6>");
        check(
            "<label for=\"x\">a</label><input id=\"x\" name=\"n\" checked>",
            "<label for=\"p1-x\">a</label><input id=\"p1-x\" name=\"p1-n\" checked=\"\">",
        );
        check("<td headers=\"a  b\">c</td>", "<td headers=\"p1-a p1-b\">c</td>");
    }

    #[test]
    fn links_between_the_pages_stay_in_the_document() {
        check("<a href=\"b/\">b</a>", "<a href=\"#p2\">b</a>");
        check("<a href=\"../a/b/#gr%C3%B6%C3%9Fe\">b</a>", "<a href=\"#p2-gr%C3%B6%C3%9Fe\">b</a>");
        check("<a href=\"b/#gone\">b</a>", "<a href=\"#p2\">b</a>");
        check("<a href=\"#x\">b</a><p id=\"x\">", "<a href=\"#p1-x\">b</a><p id=\"p1-x\">");
        check("<a href=\"./\">b</a>", "<a href=\"#p1\">b</a>");
        check("<a href=\"../\">b</a>", "<a href=\"../../\">b</a>");
    }

    #[test]
    fn parts_of_pages_are_no_landmarks() {
        check(
            "<div role=\"region\" aria-label=\"Table 1\"></div>",
            "<div role=\"group\" aria-label=\"Table 1\"></div>",
        );
        check("<section aria-label=\"A\">", "<section aria-label=\"A\" role=\"group\">");
        check(
            "<section role=\"doc-endnotes\" aria-label=\"Footnotes\">",
            "<section role=\"group\" aria-label=\"Footnotes\">",
        );
        check("<section>", "<section>");
        check("<form aria-label=\"A\" class=\"b\">", "<form class=\"b\">");
    }

    #[test]
    fn other_addresses_lead_where_they_led() {
        check("<a href=\"../c/?q=1&amp;r#d\">c</a>", "<a href=\"../../c/?q=1&amp;r#d\">c</a>");
        check("<a href=\"b/?q\">c</a>", "<a href=\"../../a/b/?q\">c</a>");
        check("<a href=\"https://x.example/a/b/\">c</a>", "<a href=\"https://x.example/a/b/\">c</a>");
        check("<a href=\"mailto:a@b.example\">c</a>", "<a href=\"mailto:a@b.example\">c</a>");
        check(
            "<img src=\"x.png\" srcset=\"x-1.png 480w, ../y.png 960w\" alt=\"\">",
            "<img src=\"../../a/x.png\" srcset=\"../../a/x-1.png 480w, ../../y.png 960w\" alt=\"\">",
        );
    }

    #[test]
    fn scripts_stay_behind_and_style_sheets_are_gathered() {
        let (body, sheets) = joined(
            "<link rel=\"stylesheet\" href=\"../assets/x.css\"><!-- <b> --><p>a<script>if (a < b) {}</script>b<br>c",
        );
        assert_eq!(body, "<!-- <b> --><p>ab<br>c");
        assert_eq!(sheets.into_iter().collect::<Vec<_>>(), ["../../assets/x.css"]);
    }
}
