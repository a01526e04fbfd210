//! Raw HTML in Markdown: comments go, the rest is cleaned by ammonia or shown as text.
//!
//! Cleaning works on a whole body at once, because an element may open in one piece of Markdown and close in another.
//! Parts that are not HTML text stand in it as empty `block-slot` elements and are put back afterwards.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::writer::{Writer, escape};
use super::{AddressUse, Span};
use crate::config::RawHtml;
use crate::diag::{Diagnostic, rules};
use crate::site::document::Part;
use crate::site::source::syntax::comments;

/// Marks what is our own: the number of an address that was resolved already, or an id. Raw HTML cannot hold it.
const RESOLVED: char = '\u{FDD1}';
/// Encloses the number of an address that was asked for; the text it stands in is never printed.
const ASKED: char = '\u{FDD0}';
/// More open elements than this in one page are not cleaned: the time would grow with their square.
const MAX_OPEN_ELEMENTS: usize = 500;

/// Cleaned parts, and what the raw HTML in them named.
struct Cleaned {
    parts: Vec<Part>,
    /// Ids that raw HTML defined.
    ids: Vec<String>,
    /// Ids that it would have defined, had they been free.
    taken_ids: BTreeSet<String>,
}

impl Writer<'_, '_> {
    pub(super) fn start_html_block(&mut self, span: Span) {
        match self.text.directive(span.start) {
            Some(directive) => self.directive(directive, span.start),
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
            let tag = &html[at + 1..];
            if tag.starts_with('/') {
                self.raw_open = self.raw_open.saturating_sub(1);
            } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_void(tag) {
                self.raw_open += 1;
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
        self.note_comments(&span);
        let kept = without_comments(html).replace([RESOLVED, ASKED], "");
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

impl Writer<'_, '_> {
    /// Notes where comments stand in a piece of raw HTML.
    fn note_comments(&mut self, span: &Span) {
        for (comment, is_closed) in comments(&self.text.text()[span.clone()]) {
            let comment = span.start + comment.start..span.start + comment.end;
            // What an open comment hides, a later piece of the page may show.
            match is_closed {
                true => self.quotations.push(comment),
                false => self.report_open_comment(comment.start),
            }
        }
    }

    /// Says that a comment has no end.
    fn report_open_comment(&mut self, at: usize) {
        self.diags.push(
            Diagnostic::new(&rules::COMMENT, self.text.place(at..at + 4), "this comment is never closed")
                .hint("end it with `-->`; until then the rest of the page is part of it"),
        );
    }

    /// Prose that begins like a comment: it would be printed.
    pub(super) fn check_printed_comment(&mut self, span: &Span) {
        let text = self.text.text();
        if text[span.start..].starts_with("<!--") && !text[..span.start].ends_with('\\') {
            let place = self.text.place(span.start..span.start + 4);
            self.diags.push(
                Diagnostic::new(&rules::COMMENT, place, "this comment is not closed in its paragraph, so it shows")
                    .hint(
                        "end it with `-->`, or start it on a line of its own, where it may hold empty lines and blocks",
                    ),
            );
        }
    }

    /// What an attribute holds for an address that may be printed: where HTML is cleaned, its number.
    pub(super) fn resolved(&mut self, href: &str) -> String {
        let mut text = String::new();
        if self.marks_links {
            let mut known = self.resolved.lock().unwrap_or_else(PoisonError::into_inner);
            text.push_str(&format!("{RESOLVED}{}", known.len()));
            known.push(href.to_owned());
        } else {
            escape(&mut text, href);
        }
        text
    }

    /// An id of ours, for an attribute: where HTML is cleaned, it is told from those that raw HTML defines.
    pub(super) fn own_id(&self, id: &str) -> String {
        if self.marks_links { format!("{RESOLVED}{id}") } else { id.to_owned() }
    }

    pub(super) fn push_own_id(&mut self, id: &str) {
        let id = self.own_id(id);
        self.html.push_str(&id);
    }

    /// Adds the cleaned parts of a frame that ends, where the site allows raw HTML. What they name is looked for in the
    /// text from byte `from` on.
    pub(super) fn cleaned(&mut self, parts: Vec<Part>, from: usize) -> Vec<Part> {
        if !self.marks_links {
            return parts;
        }
        let Writer { text, around, diags, resolved, search_left, ids, .. } = self;
        let mut at = from;
        let cleaned = clean(parts, resolved, &|id| ids.is_taken(id), &mut |address, use_| {
            let found = find_address(text.text(), address, at, search_left);
            at = found.end;
            around.link(address, use_, &text.place(found), diags)
        });
        for id in cleaned.taken_ids {
            let found = find_address(text.text(), &id, from, search_left);
            let message =
                format!("`{id}` is an id of the page itself, or stands on it already, so that it was left out");
            diags.push(Diagnostic::new(&rules::HEADING_ATTRIBUTE, text.place(found), message).hint("use another id"));
        }
        for id in cleaned.ids {
            ids.take(id);
        }
        cleaned.parts
    }
}

/// Where an address of raw HTML stands, at or after byte `from`; `left` bounds the work on a whole page.
fn find_address(text: &str, address: &str, from: usize, left: &mut usize) -> Span {
    let escaped = address.replace('&', "&amp;");
    for wanted in [address, escaped.as_str()] {
        let end = text.floor_char_boundary(from.saturating_add(*left));
        let within = text.get(from..end.max(from)).unwrap_or("");
        let found = within.find(wanted);
        *left -= found.unwrap_or(within.len()).min(*left);
        if let Some(found) = found {
            return from + found..from + found + wanted.len();
        }
    }
    from..from
}

/// Whether a tag, read behind its `<`, is of an element that has no end.
fn is_void(tag: &str) -> bool {
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
        .iter()
        .any(|void| name.eq_ignore_ascii_case(void))
}

/// Removes comments.
fn without_comments(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut at = 0;
    for (comment, _) in comments(html) {
        kept.push_str(&html[at..comment.start]);
        at = comment.end;
    }
    kept.push_str(&html[at..]);
    kept
}

/// Cleans the HTML of `parts`. `is_taken` says which ids may not be defined again; `resolve` turns an address of raw
/// HTML into what to print, or drops it.
fn clean(
    parts: Vec<Part>,
    resolved: &Arc<Mutex<Vec<String>>>,
    is_taken: &dyn Fn(&str) -> bool,
    resolve: &mut dyn FnMut(&str, AddressUse) -> Option<String>,
) -> Cleaned {
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
    if !html.contains(['<', '&']) {
        return Cleaned { parts: put_back(&html, slots), ids: Vec::new(), taken_ids: BTreeSet::new() };
    }
    let (mut cleaned, mut seen) = run(&html, resolved, Answers::default());
    let mut taken_ids: BTreeSet<String> = seen.ids.iter().filter(|id| is_taken(id)).cloned().collect();
    seen.ids.retain(|id| !taken_ids.contains(id));
    if !seen.asked.is_empty() || !taken_ids.is_empty() {
        // The first run only asks; once every address has its answer, the second one prints. What an element that was
        // taken out names needs none.
        let kept: BTreeSet<usize> = cleaned.split(ASKED).filter_map(|number| number.parse().ok()).collect();
        let asked = seen.asked.into_iter().enumerate().filter(|(number, _)| kept.contains(number));
        let answers = asked.map(|(_, (url, use_))| {
            let answer = resolve(&url, use_);
            ((url, use_), answer)
        });
        let answers = Answers { addresses: answers.collect(), taken_ids: taken_ids.clone() };
        cleaned = run(&html, resolved, answers).0;
    }
    taken_ids.extend(seen.repeated_ids);
    Cleaned { parts: put_back(&cleaned, slots), ids: seen.ids, taken_ids }
}

/// What raw HTML may print.
#[derive(Default)]
struct Answers {
    /// Its addresses, and what to print for each.
    addresses: BTreeMap<(String, AddressUse), Option<String>>,
    /// Ids that it may not define.
    taken_ids: BTreeSet<String>,
}

#[derive(Default)]
struct Seen {
    /// Addresses without an answer, in order.
    asked: Vec<(String, AddressUse)>,
    ids: Vec<String>,
    /// Ids that were defined before.
    repeated_ids: BTreeSet<String>,
    /// All ids, to look them up.
    known_ids: BTreeSet<String>,
}

fn run(html: &str, resolved: &Arc<Mutex<Vec<String>>>, answers: Answers) -> (String, Seen) {
    let seen = Arc::new(Mutex::new(Seen::default()));
    let cleaned = cleaner(Arc::clone(&seen), Arc::clone(resolved), answers).clean(html).to_string();
    let seen = std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner));
    (cleaned, seen)
}

fn cleaner(seen: Arc<Mutex<Seen>>, resolved: Arc<Mutex<Vec<String>>>, answers: Answers) -> ammonia::Builder<'static> {
    let Answers { addresses, taken_ids } = answers;
    let address = move |seen: &mut Seen, value: &str, use_: AddressUse| {
        if let Some(number) = value.strip_prefix(RESOLVED) {
            let resolved = resolved.lock().unwrap_or_else(PoisonError::into_inner);
            return resolved.get(number.parse::<usize>().ok()?).cloned();
        }
        let question = (value.to_owned(), use_);
        match addresses.get(&question) {
            Some(answer) => answer.clone(),
            None => {
                seen.asked.push(question);
                Some(format!("{ASKED}{}{ASKED}", seen.asked.len() - 1))
            }
        }
    };
    let mut builder = ammonia::Builder::default();
    builder
        .add_tags(["block-slot", "section", "input", "figure", "figcaption", "details", "summary", "button"])
        .add_tag_attributes("button", ["type", "popovertarget"])
        .add_tag_attributes("span", ["popover"])
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
                "href" | "src" => {
                    let use_ = if element == "img" { AddressUse::Image } else { AddressUse::Link };
                    address(&mut seen, value, use_).map(Cow::Owned)
                }
                "id" => id(&mut seen, value, &taken_ids),
                // Only our own task lists have inputs; any other control would do nothing.
                "type" if element == "input" => (value == "checkbox").then_some(value.into()),
                // A button of a page shows the note of a figure and nothing else.
                "type" if element == "button" => Some("button".into()),
                "popovertarget" => value.starts_with("figure-").then_some(value.into()),
                "cite" => None,
                _ => Some(value.into()),
            }
        });
    builder
}

/// An id as it may be printed: ours as it is, one of raw HTML the first time it stands there.
fn id<'v>(seen: &mut Seen, value: &'v str, taken: &BTreeSet<String>) -> Option<Cow<'v, str>> {
    if let Some(own) = value.strip_prefix(RESOLVED) {
        return Some(own.into());
    }
    if taken.contains(value) {
        return None;
    }
    if !seen.known_ids.insert(value.to_owned()) {
        seen.repeated_ids.insert(value.to_owned());
        return None;
    }
    seen.ids.push(value.to_owned());
    Some(value.into())
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
        parts.push(Part::Html(html.to_owned()));
    }
}
