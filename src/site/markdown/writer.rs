//! The event loop: every event of the parser becomes safe HTML or a typed part.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::figures::Figures;
use super::footnotes::Footnotes;
use super::images::OpenImage;
use super::mistyped::Places;
pub(super) use super::open::{Excerpt, OpenCode, OpenElement, OpenHeading};
use super::tree::{Mark, Tree};
use super::{Ids, Passage, Reading, Span, Surroundings};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::document::{Attribute, Layout, Node, words};
use crate::site::gate::visible_text::VisibleText;
use crate::site::markdown::facts::Facts;
use crate::site::source::blocks::Blocks;
use crate::site::source::element_count::{self, MAX_ELEMENTS};

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
    pub(super) facts: Facts,
    /// What was written so far.
    pub(super) tree: Tree,
    /// Open containers and footnotes, outermost first; the page itself is the first of them.
    pub(super) frames: Vec<OpenElement>,
    pub(super) depth: usize,
    /// How deep the nesting was when it became too deep.
    pub(super) too_deep: Option<usize>,
    /// How many links are open.
    pub(super) links: usize,
    pub(super) image: Option<OpenImage>,
    pub(super) heading: Option<OpenHeading>,
    pub(super) code: Option<OpenCode>,
    /// Raw HTML of the block being read, and where it began.
    pub(super) raw_block: Option<(String, Span)>,
    pub(super) alignments: Vec<Alignment>,
    /// How many tables there are so far below headings of each text.
    pub(super) tables: BTreeMap<String, usize>,
    /// The text of the last heading.
    pub(super) last_heading: Option<String>,
    pub(super) column: usize,
    pub(super) in_table_head: bool,
    /// Whether the cell being read is a heading: an empty one is not.
    pub(super) heading_cell: bool,
    /// What the heads of the table's columns say, where each value stands below its head on a phone.
    pub(super) heads: Vec<String>,
    pub(super) ids: Ids,
    pub(super) footnotes: Footnotes,
    pub(super) first_heading: Option<String>,
    /// Whether there was a first-level heading; only the first one can be the page's title, which is not printed again.
    pub(super) top_heading_seen: bool,
    /// The id of the heading that is the page's title.
    pub(super) title_id: Option<String>,
    pub(super) excerpt: Excerpt,
    pub(super) words: usize,
    /// How many elements raw HTML has left open.
    pub(super) raw_open: usize,
    /// The element of raw HTML that was left out last, until it ends: what stands in it goes with it.
    pub(super) left_out: Option<String>,
    /// Directives whose marker the parser has shown.
    pub(super) directives_seen: BTreeSet<usize>,
    /// Code blocks and comments, in order: what looks like a directive there is none.
    pub(super) quotations: Vec<Span>,
    /// Code within lines, in order.
    pub(super) inline_code: Vec<Span>,
    pub(super) figures: Figures,
    /// What was read as a link, a picture or HTML.
    pub(super) read: Places,
    /// What was told as meant for a figure, a link, an address or a block.
    pub(super) mistyped: Places,
    /// How many findings there were before this page.
    pub(super) told_before: usize,
    /// The prose since the last block began; `None` on pages without amounts of money.
    pub(super) passage: Option<Passage>,
    /// How many open containers lie too deep to be drawn.
    pub(super) buried: usize,
}

impl<'w, 'p> Writer<'w, 'p> {
    pub(super) fn new(
        text: &'w VisibleText<'p>,
        blocks: &'w Blocks,
        reading: &'w Reading<'w>,
        around: &'w mut dyn Surroundings,
        diags: &'w mut Diagnostics,
    ) -> Self {
        let told_before = diags.iter().len();
        Writer {
            text,
            blocks,
            reading,
            around,
            diags,
            facts: Facts::default(),
            tree: Tree::default(),
            frames: vec![OpenElement::default()],
            depth: 0,
            too_deep: None,
            links: 0,
            image: None,
            heading: None,
            code: None,
            raw_block: None,
            alignments: Vec::new(),
            tables: BTreeMap::new(),
            last_heading: None,
            column: 0,
            in_table_head: false,
            heading_cell: false,
            heads: Vec::new(),
            ids: Ids::on_page(text.text()),
            footnotes: Footnotes::default(),
            first_heading: None,
            top_heading_seen: false,
            title_id: None,
            excerpt: Excerpt::Waiting,
            words: 0,
            raw_open: 0,
            left_out: None,
            directives_seen: BTreeSet::new(),
            quotations: Vec::new(),
            inline_code: Vec::new(),
            figures: Figures::default(),
            read: Places::default(),
            mistyped: Places::default(),
            told_before,
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
            Event::Code(code) => self.inline_code(&code, &span),
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::Html(html) => self.block_html(&html, span),
            Event::SoftBreak => self.soft_break(&span),
            Event::HardBreak => self.hard_break(&span),
            Event::Rule => self.tree.void_as("hr", Vec::new(), &span, Layout::Lines),
            Event::FootnoteReference(label) => self.footnote_reference(&label, &span),
            Event::TaskListMarker(done) => self.task_marker(done, &span),
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
        if self.tree.size > MAX_GROWTH * self.text.text().len() + GROWTH_ALLOWANCE {
            self.too_deep = Some(0);
            self.report_limit(
                span,
                format!("the page grows to more than {MAX_GROWTH} times its text here"),
                "split it",
            );
            return true;
        }
        if self.tree.parts > MAX_ELEMENTS {
            self.too_deep = Some(0);
            self.diags.push(element_count::told(self.text.place(span.start..span.start + 1)));
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
            Tag::Paragraph => self.start_paragraph(&span),
            Tag::Heading { level, id, classes, attrs } => {
                for (name, _) in &attrs {
                    self.facts.dropped_attributes.push((name.to_string(), span.clone()));
                }
                self.start_heading(level, id, &classes, span);
            }
            Tag::BlockQuote(kind) => self.start_quote(kind, &span),
            Tag::CodeBlock(kind) => self.start_code(kind, span),
            Tag::HtmlBlock => self.start_html_block(span),
            Tag::List(Some(1)) => self.open("ol", Vec::new(), &span),
            Tag::List(Some(start)) => {
                self.open("ol", vec![Attribute::new("start", start.to_string())], &span);
            }
            Tag::List(None) => self.open("ul", Vec::new(), &span),
            Tag::Item => self.open("li", Vec::new(), &span),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label, span),
            Tag::DefinitionList => self.open("dl", Vec::new(), &span),
            Tag::DefinitionListTitle => self.open("dt", Vec::new(), &span),
            Tag::DefinitionListDefinition => {
                self.check_definition(&span);
                self.open("dd", Vec::new(), &span);
            }
            Tag::Table(alignments) => self.start_table(alignments, &span),
            Tag::TableHead => {
                self.in_table_head = true;
                self.column = 0;
                self.open("thead", Vec::new(), &span);
                self.open("tr", Vec::new(), &span);
            }
            Tag::TableRow => {
                self.check_row(&span);
                self.column = 0;
                self.open("tr", Vec::new(), &span);
            }
            Tag::TableCell => self.start_cell(&span),
            Tag::Emphasis => self.open("em", Vec::new(), &span),
            Tag::Strong => self.open("strong", Vec::new(), &span),
            Tag::Strikethrough => self.open("del", Vec::new(), &span),
            Tag::Superscript => self.open("sup", Vec::new(), &span),
            Tag::Subscript => self.open("sub", Vec::new(), &span),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, span),
            Tag::Image { dest_url, title, .. } => {
                self.read.add(&span);
                self.start_image(&dest_url, &title);
            }
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(Some(_)) => self.close("div"),
            TagEnd::BlockQuote(None) => self.close("blockquote"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html_block(),
            TagEnd::List(true) => self.close("ol"),
            TagEnd::List(false) => self.close("ul"),
            TagEnd::Item => self.close("li"),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::DefinitionList => self.close("dl"),
            TagEnd::DefinitionListTitle => self.close("dt"),
            TagEnd::DefinitionListDefinition => self.close("dd"),
            TagEnd::Table => ["tbody", "table", "div"].iter().for_each(|name| self.close(name)),
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.close("tr");
                self.close("thead");
                self.open("tbody", Vec::new(), &span);
            }
            TagEnd::TableRow => self.close("tr"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.close("em"),
            TagEnd::Strong => self.close("strong"),
            TagEnd::Strikethrough => self.close("del"),
            TagEnd::Superscript => self.close("sup"),
            TagEnd::Subscript => self.close("sub"),
            TagEnd::Link => {
                if self.image.is_none() {
                    self.links -= 1;
                    self.tree.close("a");
                }
            }
            TagEnd::Image => self.end_image(span),
            TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Opens an element, unless an image's description is being read.
    pub(super) fn open(&mut self, name: &'static str, attributes: Vec<Attribute>, span: &Span) {
        if self.image.is_none() {
            self.tree.open(name, attributes, span);
        }
    }

    /// Closes the element of that name that is open innermost, unless an image's description is being read.
    pub(super) fn close(&mut self, name: &str) {
        if self.image.is_none() {
            self.tree.close(name);
        }
    }

    /// Adds text to the page, unless an image's description is being read.
    pub(super) fn print(&mut self, text: &str, span: &Span) {
        if self.image.is_none() {
            self.tree.text(text, span);
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
        self.check_spaced_link(&span);
        self.check_look_alikes(&span);
        self.facts.note_prose(self.text.text(), &span);
        self.plain(text);
        self.print(text, &span);
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

    fn soft_break(&mut self, span: &Span) {
        self.plain(" ");
        self.print("\n", span);
    }

    fn hard_break(&mut self, span: &Span) {
        self.plain(" ");
        if self.image.is_none() {
            self.tree.void_as("br", Vec::new(), span, Layout::Lines);
        }
    }

    pub(super) fn frame(&mut self) -> &mut OpenElement {
        self.frames.last_mut().expect("the page's own frame is never popped")
    }

    /// Where what is gathered apart began last: what stands before it is not closed from within.
    pub(super) fn innermost_mark(&mut self) -> Mark {
        self.heading.as_ref().map(|heading| heading.mark).unwrap_or(self.frame().mark)
    }

    /// Starts collecting nodes apart from what stands around them.
    pub(super) fn open_frame(&mut self) {
        let mark = self.tree.mark();
        self.frames.push(OpenElement { mark, ..OpenElement::default() });
    }

    /// The nodes collected since [`Writer::open_frame`].
    pub(super) fn close_frame(&mut self) -> Vec<Node> {
        self.frames.pop().map(|frame| self.tree.take(frame.mark)).unwrap_or_default()
    }
}
