//! Raw HTML in Markdown: comments go, the rest becomes safe elements of the tree, or is shown as text.
//!
//! Tags are told apart by html5ever and judged by ammonia's lists. What Markdown stands between them becomes children
//! of the elements they open; nothing that this module adds was ever printed before.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::Attribute as Written;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::Span;
use super::headings;
use super::safe_html::{SAFE, is_ended_by, is_void};
use super::writer::Writer;
use crate::config::RawHtml;
use crate::diag::{Diagnostic, rules};
use crate::site::document::{Attribute, Value};
use crate::site::source::syntax::comments;

/// More open elements than this in one page are not read: each would be one more level.
const MAX_OPEN_ELEMENTS: usize = 500;

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
        self.tree.part_text();
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

    /// Raw HTML: comments go, the rest becomes elements or is shown as text.
    pub(super) fn raw(&mut self, html: &str, span: Span, block: bool) {
        self.note_comments(&span);
        self.read.add(&span);
        let kept = without_comments(html);
        if kept.trim().is_empty() {
            return;
        }
        if block {
            self.left_out = None;
            self.check_directives_in_html(&span);
        }
        if self.reading.raw_html == RawHtml::Sanitize && self.open_elements(&kept, &span) {
            if self.image.is_none() {
                self.read_tags(&kept, &span);
            }
            return;
        }
        if self.reading.raw_html == RawHtml::Forbid {
            self.facts.raw_html.push(span.clone());
        }
        if block {
            self.open("p", Vec::new(), &span);
        }
        self.plain(&kept);
        self.print(kept.trim_end(), &span);
        if block {
            self.close("p");
        }
    }

    /// Adds the elements of a piece of raw HTML. One that it leaves open holds what comes after it.
    fn read_tags(&mut self, html: &str, span: &Span) {
        let reader = TagReader { writer: RefCell::new(self), at: RefCell::new(span.clone()) };
        let tokenizer = Tokenizer::new(reader, TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(html.into());
        // Scripts do not run here: it goes on until all is read.
        while !queue.is_empty() {
            let _ = tokenizer.feed(&queue);
        }
        tokenizer.end();
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

    fn open_tag(&mut self, tag: &Tag, from: &Span) {
        let Some(name) = SAFE.tag(&tag.name) else {
            self.report_left_out(tag, from);
            if SAFE.content_goes.contains(&*tag.name) && !tag.self_closing {
                let name = if &*tag.name == "style" { "style" } else { "script" };
                self.tree.open_dropped(name, from);
            }
            return;
        };
        let mark = self.innermost_mark();
        while let Some(open) = self.tree.innermost_raw(mark).filter(|open| is_ended_by(open, name)) {
            self.tree.close_raw(open, mark);
        }
        let mut attributes = self.safe_attributes(name, &tag.attrs, from);
        match name {
            "iframe" => {
                if !attributes.iter().any(|attribute| attribute.name == "src") {
                    return self.report_left_out(tag, from);
                }
                attributes.extend([
                    Attribute::new("loading", "lazy"),
                    Attribute::new("referrerpolicy", "strict-origin-when-cross-origin"),
                ]);
                return self.tree.void(name, attributes, from);
            }
            // Of a `picture`, which shows its image all the same.
            "source" | "track" if !attributes.iter().any(|attribute| attribute.name == "src") => return,
            "video" | "audio" if !attributes.iter().any(|attribute| attribute.name == "controls") => {
                attributes.push(Attribute::new("controls", ""));
            }
            _ => {}
        }
        if is_void(name) {
            self.tree.void(name, attributes, from);
        } else {
            self.tree.open_raw(name, attributes, from);
        }
    }

    /// Says that an id is left out.
    fn report_taken_id(&mut self, id: &str, tag: &Span) {
        let at = self.text.text().get(tag.clone()).and_then(|tag| tag.find(id));
        let span = at.map_or(tag.clone(), |at| tag.start + at..tag.start + at + id.len());
        let message = format!("`{id}` is an id of the page itself, or stands on it already, so that it was left out");
        let finding = Diagnostic::new(&rules::HEADING_ATTRIBUTE, self.text.place(span), message);
        self.diags.push(finding.hint("use another id"));
    }

    /// Says that an element that shows something is left out.
    fn report_left_out(&mut self, tag: &Tag, from: &Span) {
        let hint = match &*tag.name {
            "iframe" | "embed" | "object" => "put a link in its place, such as `[Office tour](https://...)`",
            "svg" | "math" | "canvas" => "save it as a picture and show that, such as `![What it shows](picture.svg)`",
            "form" | "button" | "select" | "textarea" | "option" => "link the page that has the form",
            "script" | "style" | "link" | "meta" | "base" | "noscript" => {
                "remove it: what runs or draws a page belongs into the theme"
            }
            "center" | "font" | "big" | "marquee" | "blink" => return,
            _ => "remove the tag, or write what it holds in Markdown",
        };
        if self.left_out.is_some() {
            return;
        }
        if !tag.self_closing && !is_void(&tag.name) {
            self.left_out = Some(tag.name.to_string());
        }
        let message = format!("`{}` is left out", tag.name);
        self.diags.push(Diagnostic::new(&rules::MARKDOWN, self.text.place(from.clone()), message).hint(hint));
    }

    fn close_tag(&mut self, tag: &Tag) {
        self.left_out.take_if(|open| *open == *tag.name);
        let mark = self.innermost_mark();
        self.tree.close_raw(&tag.name, mark);
    }

    fn safe_attributes(&mut self, element: &'static str, written: &[Written], tag: &Span) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        for attribute in written {
            let Some(name) = SAFE.attribute(element, &attribute.name.local) else { continue };
            let value: &str = &attribute.value;
            let value = match name {
                // Where it leads is asked for later.
                "href" | "src" => Value::Asked(value.into()),
                // An id stands once on a page, and before a name that says the same.
                "id" | "name" => {
                    let id = headings::clean(value);
                    let is_known = attributes.iter().any(|known: &Attribute| known.name == "id");
                    if id.is_empty() || is_known {
                        continue;
                    }
                    if !self.ids.define(&id) {
                        self.report_taken_id(&id, tag);
                        continue;
                    }
                    attributes.push(Attribute::new("id", id));
                    continue;
                }
                // Any control but the mark of a task would do nothing.
                "type" if element == "input" && value != "checkbox" => continue,
                _ => Value::Is(Cow::Owned(value.to_owned())),
            };
            attributes.push(Attribute { name, value });
        }
        attributes
    }
}

/// Hands the tags of a piece of raw HTML to the writer, in order.
struct TagReader<'r, 'w, 'p> {
    writer: RefCell<&'r mut Writer<'w, 'p>>,
    /// What of the page's text was not read yet.
    at: RefCell<Span>,
}

impl TagReader<'_, '_, '_> {
    /// Where a tag stands in the page's text, as well as can be told: what was quoted there is not part of the HTML.
    fn place(&self, tag: &Tag, text: &str) -> Span {
        let mut at = self.at.borrow_mut();
        let rest = text.get(at.clone()).unwrap_or_default();
        let begins = |from: &usize| {
            let name = rest.get(from + 1..from + 1 + tag.name.len());
            name.is_some_and(|name| name.eq_ignore_ascii_case(&tag.name))
        };
        let Some(from) = rest.match_indices('<').map(|(from, _)| from).find(begins) else { return at.clone() };
        let to = rest[from..].find('>').map_or(rest.len(), |to| from + to + 1);
        let found = at.start + from..at.start + to;
        at.start = found.end;
        found
    }
}

impl TokenSink for TagReader<'_, '_, '_> {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let writer = &mut **self.writer.borrow_mut();
        if !matches!(token, Token::CharacterTokens(_)) {
            writer.tree.part_text();
        }
        match token {
            Token::TagToken(tag) => match tag.kind {
                TagKind::StartTag => {
                    let place = self.place(&tag, writer.text.text());
                    writer.open_tag(&tag, &place);
                    return match &*tag.name {
                        "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                            TokenSinkResult::RawData(RawKind::Rawtext)
                        }
                        "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                        _ => TokenSinkResult::Continue,
                    };
                }
                TagKind::EndTag => writer.close_tag(&tag),
            },
            Token::CharacterTokens(text) => {
                let at = self.at.borrow().start;
                writer.print(&text, &(at..at));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
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
