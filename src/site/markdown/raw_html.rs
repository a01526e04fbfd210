//! Raw HTML in Markdown: comments go, the rest is cleaned by ammonia or shown as text.
//!
//! Cleaning works on a whole body at once, because an element may open in one piece of Markdown and close in another.
//! Parts that are not HTML text stand in it as empty `block-slot` elements and are put back afterwards.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::writer::{Writer, escape};
use super::{AddressUse, Span};
use crate::config::RawHtml;
use crate::site::document::Part;

/// Marks an address that was resolved already. A noncharacter, so it cannot be part of one.
pub(super) const RESOLVED: char = '\u{FDD1}';
/// Encloses the number of an address that is still to be resolved.
const PENDING: char = '\u{FDD0}';
/// More open elements than this in one page are not cleaned: the time would grow with their square.
const MAX_OPEN_ELEMENTS: usize = 500;

/// Cleaned parts, and what the raw HTML in them named.
pub(super) struct Cleaned {
    pub(super) parts: Vec<Part>,
    /// Ids that raw HTML defined.
    pub(super) ids: Vec<String>,
}

impl Writer<'_, '_> {
    pub(super) fn start_html_block(&mut self, span: Span) {
        match self.text.directive(span.start) {
            Some(directive) => self.directive(directive),
            None => self.raw_block = Some((String::new(), span)),
        }
    }

    pub(super) fn end_html_block(&mut self) {
        if let Some((html, span)) = self.raw_block.take() {
            self.raw(&html, span, true);
        }
    }

    pub(super) fn block_html(&mut self, html: &str, span: Span) {
        if let Some((raw, _)) = &mut self.raw_block {
            raw.push_str(html);
        } else if self.text.directive(span.start).is_none() {
            self.raw(html, span, true);
        }
    }

    pub(super) fn inline_html(&mut self, html: &str, span: Span) {
        self.raw(html, span, false);
    }

    /// Counts the elements that raw HTML leaves open, judged by its tags alone; false when they are too many.
    fn open_elements(&mut self, html: &str, span: &Span) -> bool {
        for (at, _) in html.match_indices('<') {
            match html.as_bytes().get(at + 1) {
                Some(b'/') => self.raw_open = self.raw_open.saturating_sub(1),
                Some(byte) if byte.is_ascii_alphabetic() && !is_void(&html[at + 1..]) => self.raw_open += 1,
                _ => {}
            }
        }
        if self.raw_open > MAX_OPEN_ELEMENTS {
            let message = format!("raw HTML opens more than {MAX_OPEN_ELEMENTS} elements without closing them");
            self.report_limit(span, message, "close the elements");
        }
        self.raw_open <= MAX_OPEN_ELEMENTS
    }

    /// Raw HTML: comments go, the rest is kept for cleaning or shown as text.
    pub(super) fn raw(&mut self, html: &str, span: Span, block: bool) {
        let kept = without_comments(html);
        if kept.trim().is_empty() {
            return;
        }
        if block {
            self.check_directives_in_html(&span);
        }
        if self.reading.raw_html == RawHtml::Sanitize && self.open_elements(&kept, &span) {
            self.push(&kept);
            return;
        }
        if self.reading.raw_html == RawHtml::Forbid {
            self.facts.raw_html.push(span);
        }
        self.push(if block { "<p>" } else { "" });
        self.plain(&kept);
        if self.image.is_none() {
            escape(&mut self.html, kept.trim_end());
        }
        self.push(if block { "</p>\n" } else { "" });
    }
}

/// Whether the tag is of an element that has no end.
fn is_void(tag: &str) -> bool {
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
        .iter()
        .any(|void| name.eq_ignore_ascii_case(void))
}

/// Removes comments; one that is not closed takes the rest with it.
fn without_comments(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some(open) = rest.find("<!--") {
        kept.push_str(&rest[..open]);
        match rest[open + 4..].find("-->") {
            Some(length) => rest = &rest[open + 4 + length + 3..],
            None => return kept,
        }
    }
    kept.push_str(rest);
    kept
}

/// Cleans the HTML of `parts`. `resolve` turns an address of raw HTML into what to print, or drops it.
pub(super) fn clean(parts: Vec<Part>, resolve: &mut dyn FnMut(&str, AddressUse) -> Option<String>) -> Cleaned {
    let mut html = String::new();
    let mut slots: Vec<Option<Part>> = Vec::new();
    for part in parts {
        match part {
            Part::Html(text) => html.push_str(&text),
            other => {
                html.push_str(&format!("<block-slot data-n=\"{}\"></block-slot>", slots.len()));
                slots.push(Some(other));
            }
        }
    }
    let seen = Arc::new(Mutex::new(Seen::default()));
    let cleaned = cleaner(Arc::clone(&seen)).clean(&html).to_string();
    let seen = std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner));
    let mut text = String::with_capacity(cleaned.len());
    let mut pieces = cleaned.split(PENDING);
    text.push_str(pieces.next().unwrap_or(""));
    while let Some(number) = pieces.next() {
        let url = number.parse::<usize>().ok().and_then(|number| seen.urls.get(number));
        let resolved = url.and_then(|(url, use_)| resolve(url, *use_));
        escape(&mut text, resolved.as_deref().unwrap_or(""));
        text.push_str(pieces.next().unwrap_or(""));
    }
    Cleaned { parts: put_back(&text, slots), ids: seen.ids }
}

#[derive(Default)]
struct Seen {
    urls: Vec<(String, AddressUse)>,
    ids: Vec<String>,
}

fn cleaner(seen: Arc<Mutex<Seen>>) -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    builder
        .add_tags(["block-slot", "section", "input", "figure", "figcaption", "details", "summary"])
        .add_tag_attributes("block-slot", ["data-n"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_generic_attributes(["id", "class", "role", "tabindex", "aria-label", "aria-labelledby", "scope", "dir"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None)
        .attribute_filter(move |element, attribute, value| {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            match attribute {
                "href" | "src" => match value.strip_prefix(RESOLVED) {
                    Some(resolved) => Some(resolved.to_owned().into()),
                    None => {
                        let use_ = if element == "img" { AddressUse::Image } else { AddressUse::Link };
                        seen.urls.push((value.to_owned(), use_));
                        Some(format!("{PENDING}{}{PENDING}", seen.urls.len() - 1).into())
                    }
                },
                "id" => {
                    seen.ids.push(value.to_owned());
                    Some(value.into())
                }
                // Only our own task lists have inputs; any other control would do nothing.
                "type" if element == "input" => (value == "checkbox").then_some(value.into()),
                "cite" => None,
                _ => Some(value.into()),
            }
        });
    builder
}

fn put_back(text: &str, mut slots: Vec<Option<Part>>) -> Vec<Part> {
    const OPEN: &str = "<block-slot data-n=\"";
    const CLOSE: &str = "\"></block-slot>";
    let mut parts = Vec::new();
    let mut pieces = text.split(OPEN);
    push_html(&mut parts, pieces.next().unwrap_or(""));
    for piece in pieces {
        let (number, rest) = piece.split_once(CLOSE).unwrap_or(("", piece));
        // A slot that raw HTML made up, or named a second time, is empty.
        let part = number.parse::<usize>().ok().and_then(|number| slots.get_mut(number)?.take());
        parts.extend(part);
        push_html(&mut parts, rest);
    }
    parts
}

fn push_html(parts: &mut Vec<Part>, html: &str) {
    if !html.is_empty() {
        parts.push(Part::Html(html.replace(RESOLVED, "")));
    }
}
