//! The event loop: every event of the parser becomes safe HTML or a typed part.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::figures::Figures;
use super::footnotes::Footnotes;
use super::images::OpenImage;
use super::{Ids, Passage, Reading, Span, Surroundings};
use crate::config::RawHtml;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::document::{Part, words};
use crate::site::gate::visible_text::VisibleText;
use crate::site::markdown::facts::Facts;
use crate::site::source::blocks::{Blocks, Head};

/// Deeper nesting than this is not printed.
pub(super) const MAX_DEPTH: usize = 100;
/// A table may not have more columns.
pub(super) const MAX_COLUMNS: usize = 1_000;
/// A body may not grow past this many times its text, and this much more.
const MAX_GROWTH: usize = 32;
const GROWTH_ALLOWANCE: usize = 65_536;

/// Everything the loop keeps between two events.
pub(super) struct Writer<'w, 'p> {
    pub(super) text: &'w VisibleText<'p>,
    pub(super) blocks: &'w Blocks,
    pub(super) reading: &'w Reading<'w>,
    pub(super) around: &'w mut dyn Surroundings,
    pub(super) diags: &'w mut Diagnostics,
    pub(super) facts: &'w mut Facts,
    /// The HTML since the last part, which takes a copy: what grew once keeps its room.
    pub(super) html: String,
    /// Open containers and footnotes, outermost first; the last one collects parts.
    pub(super) frames: Vec<OpenElement>,
    pub(super) depth: usize,
    /// How deep the nesting was when it became too deep.
    pub(super) too_deep: Option<usize>,
    /// Whether each open link was printed.
    pub(super) links: Vec<bool>,
    pub(super) image: Option<OpenImage>,
    pub(super) heading: Option<OpenHeading>,
    pub(super) code: Option<OpenCode>,
    /// Raw HTML of the block being read, and where it began.
    pub(super) raw_block: Option<(String, Span)>,
    pub(super) alignments: Vec<Alignment>,
    /// How many tables there are so far.
    pub(super) tables: usize,
    pub(super) column: usize,
    pub(super) in_table_head: bool,
    /// Whether the cell being read is a heading: an empty one is not.
    pub(super) heading_cell: bool,
    pub(super) ids: Ids,
    pub(super) footnotes: Footnotes,
    pub(super) first_heading: Option<String>,
    /// Whether there was a first-level heading; only the first one can be the page's title, which is not printed again.
    pub(super) top_heading_seen: bool,
    /// The id of the heading that is the page's title.
    pub(super) title_id: Option<String>,
    pub(super) excerpt: Excerpt,
    pub(super) words: usize,
    pub(super) printed: usize,
    /// How many elements raw HTML has left open.
    pub(super) raw_open: usize,
    /// Whether resolved addresses carry a mark, because the body will be cleaned.
    pub(super) marks_links: bool,
    /// Addresses that were resolved, as far as they stand in HTML that will be cleaned, by number.
    pub(super) resolved: Arc<Mutex<Vec<String>>>,
    /// How many bytes may still be searched for the places of addresses.
    pub(super) search_left: usize,
    /// Directives whose marker the parser has shown.
    pub(super) directives_seen: BTreeSet<usize>,
    /// Code blocks and comments, in order: what looks like a directive there is none.
    pub(super) quotations: Vec<Span>,
    pub(super) figures: Figures,
    /// The prose since the last block began; `None` on pages without amounts of money.
    pub(super) passage: Option<Passage>,
    /// How many open containers lie too deep to be drawn.
    pub(super) buried: usize,
}

#[derive(Default)]
pub(super) struct OpenElement {
    pub(super) parts: Vec<Part>,
    pub(super) container: Option<Head>,
    /// Where it begins in the text.
    pub(super) from: usize,
}

pub(super) struct OpenHeading {
    pub(super) level: u8,
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
    /// The plain text so far.
    pub(super) text: String,
    pub(super) has_image: bool,
    pub(super) span: Span,
}

pub(super) struct OpenCode {
    pub(super) language: Option<String>,
    pub(super) text: String,
}

#[derive(PartialEq)]
pub(super) enum Excerpt {
    Waiting,
    Reading(String),
    Done(String),
}

impl<'w, 'p> Writer<'w, 'p> {
    pub(super) fn new(
        text: &'w VisibleText<'p>,
        blocks: &'w Blocks,
        reading: &'w Reading<'w>,
        around: &'w mut dyn Surroundings,
        diags: &'w mut Diagnostics,
        facts: &'w mut Facts,
    ) -> Self {
        Writer {
            text,
            blocks,
            reading,
            around,
            diags,
            facts,
            html: String::new(),
            frames: vec![OpenElement::default()],
            depth: 0,
            too_deep: None,
            links: Vec::new(),
            image: None,
            heading: None,
            code: None,
            raw_block: None,
            alignments: Vec::new(),
            tables: 0,
            column: 0,
            in_table_head: false,
            heading_cell: false,
            ids: Ids::default(),
            footnotes: Footnotes::default(),
            first_heading: None,
            top_heading_seen: false,
            title_id: None,
            excerpt: Excerpt::Waiting,
            words: 0,
            printed: 0,
            raw_open: 0,
            marks_links: reading.raw_html == RawHtml::Sanitize && text.text().contains('<'),
            resolved: Arc::default(),
            search_left: 64 * text.text().len(),
            directives_seen: BTreeSet::new(),
            quotations: Vec::new(),
            figures: Figures::default(),
            passage: Passage::of(text.text()),
            buried: 0,
        }
    }

    /// Takes one event, which stands at `span` of the visible text.
    pub(super) fn event(&mut self, event: Event<'_>, span: Span) {
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => {
                self.depth -= 1;
                if self.too_deep.is_some_and(|depth| self.depth < depth) {
                    self.too_deep = None;
                    return;
                }
            }
            _ => {}
        }
        if self.too_deep.is_some() || self.is_too_much(&event, &span) || self.is_figure(&span) {
            return;
        }
        self.note_money(&event, &span);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.prose(&text, span),
            Event::Code(code) => self.inline_code(&code),
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::Html(html) => self.block_html(&html, span),
            Event::SoftBreak => self.break_("\n"),
            Event::HardBreak => self.break_("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::TaskListMarker(done) => self.task_marker(done),
            // Mathematics is not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.prose(&text, span),
        }
    }

    /// Stops printing where a page nests too deep or grows too much.
    fn is_too_much(&mut self, event: &Event<'_>, span: &Span) -> bool {
        if matches!(event, Event::Start(_)) && self.depth > MAX_DEPTH {
            self.too_deep = Some(self.depth);
            self.report_limit(
                span,
                format!("this nests more than {MAX_DEPTH} levels deep"),
                "write it with fewer levels",
            );
            return true;
        }
        if self.printed + self.html.len() > MAX_GROWTH * self.text.text().len() + GROWTH_ALLOWANCE {
            self.too_deep = Some(0);
            self.report_limit(
                span,
                format!("the page grows to more than {MAX_GROWTH} times its text here"),
                "split it",
            );
            return true;
        }
        false
    }

    pub(super) fn report_limit(&mut self, span: &Span, message: String, hint: &str) {
        let start = span.start..span.start + 1;
        self.diags.push(Diagnostic::new(&rules::LIMIT, self.text.place(start), message).hint(hint));
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { level, id, classes, attrs } => {
                for (name, _) in &attrs {
                    self.facts.dropped_attributes.push((name.to_string(), span.clone()));
                }
                self.start_heading(level, id, &classes, span);
            }
            Tag::BlockQuote(kind) => self.start_quote(kind),
            Tag::CodeBlock(kind) => self.start_code(kind, span),
            Tag::HtmlBlock => self.start_html_block(span),
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(start)) => self.push(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.push("<ul>\n"),
            Tag::Item => self.push("<li>"),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label, span),
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments, &span),
            Tag::TableHead => {
                self.in_table_head = true;
                self.column = 0;
                self.push("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.push("<tr>");
            }
            Tag::TableCell => self.start_cell(&span),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, span),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, span),
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(Some(_)) => self.push("</div>\n"),
            TagEnd::BlockQuote(None) => self.push("</blockquote>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html_block(),
            TagEnd::List(true) => self.push("</ol>\n"),
            TagEnd::List(false) => self.push("</ul>\n"),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => self.push("</tbody>\n</table></div>\n"),
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.push("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.push("</a>");
                }
            }
            TagEnd::Image => self.end_image(span),
            TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Adds finished HTML, unless an image's description is being read.
    pub(super) fn push(&mut self, html: &str) {
        if self.image.is_none() {
            self.html.push_str(html);
        }
    }

    /// Adds plain text to whatever collects it.
    pub(super) fn prose(&mut self, text: &str, span: Span) {
        if let Some((raw, _)) = &mut self.raw_block {
            raw.push_str(text);
            return;
        }
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
            return;
        }
        if self.figure(text, &span) {
            return;
        }
        self.check_missed_directive(&span);
        self.check_printed_comment(&span);
        self.facts.note_prose(self.text.text(), &span);
        self.plain(text);
        if self.image.is_none() {
            escape(&mut self.html, text);
        }
    }

    /// Notes plain text for the heading, the image, the excerpt and the count of words.
    pub(super) fn plain(&mut self, text: &str) {
        if let Some(image) = &mut self.image {
            image.alt.push_str(text);
        } else if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        } else if let Excerpt::Reading(excerpt) = &mut self.excerpt {
            excerpt.push_str(text);
        }
        self.words += words(text);
    }

    fn inline_code(&mut self, code: &str) {
        self.plain(code);
        if self.image.is_none() {
            self.html.push_str("<code>");
            escape(&mut self.html, code);
            self.html.push_str("</code>");
        }
    }

    fn break_(&mut self, html: &str) {
        self.plain(" ");
        self.push(html);
    }

    pub(super) fn frame(&mut self) -> &mut OpenElement {
        self.frames.last_mut().expect("the page's own frame is never popped")
    }

    /// Ends the fragment of HTML being written and adds a part.
    pub(super) fn part(&mut self, part: Part) {
        self.flush();
        self.frame().parts.push(part);
    }

    pub(super) fn flush(&mut self) {
        if !self.html.is_empty() {
            self.printed += self.html.len();
            let html = self.html.clone();
            self.html.clear();
            self.frame().parts.push(Part::Html(html));
        }
    }

    /// Starts collecting parts apart from the page's own.
    pub(super) fn open_frame(&mut self) {
        self.flush();
        self.frames.push(OpenElement::default());
    }

    /// The parts collected since [`Writer::open_frame`].
    pub(super) fn close_frame(&mut self) -> Vec<Part> {
        self.flush();
        self.frames.pop().map(|frame| frame.parts).unwrap_or_default()
    }
}

/// Adds text with everything escaped that means something in HTML, in text and in attributes.
pub(in crate::site) fn escape(html: &mut String, text: &str) {
    pulldown_cmark_escape::escape_html(&mut *html, text).expect("writing to a string cannot fail");
}
