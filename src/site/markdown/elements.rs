//! Paragraphs, quotes, code, tables, links and task marks: the elements that need more than a tag.

use std::slice;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, LinkType};

use super::Span;
use super::code_marks::CodeMarks;
use super::writer::{Excerpt, MAX_COLUMNS, OpenCode, Writer};
use crate::diag::{Diagnostic, rules};
use crate::site::document::tables::stacks;
use crate::site::document::{Attribute, Code, Node, Value, text_of_prose};
use crate::site::source::fences::fence_never_closed;

impl Writer<'_, '_> {
    pub(super) fn task_marker(&mut self, done: bool, span: &Span) {
        let words = self.reading.words;
        let label = words.text(if done { "block.done" } else { "block.to_do" });
        if self.image.is_some() {
            return;
        }
        self.tree.mark_empty("li", "task");
        let mut attributes = vec![Attribute::new("type", "checkbox"), Attribute::new("disabled", "")];
        if done {
            attributes.push(Attribute::new("checked", ""));
        }
        attributes.push(Attribute::new("aria-label", label.to_owned()));
        self.tree.void("input", attributes, span);
        self.tree.text(" ", span);
    }

    pub(super) fn start_paragraph(&mut self, span: &Span) {
        if self.excerpt == Excerpt::Waiting && self.depth == 1 {
            self.excerpt = Excerpt::Reading(String::new());
        }
        self.check_heading_mark(span);
        self.check_missed_table(span);
        self.check_pasted(span);
        self.open("p", Vec::new(), span);
    }

    pub(super) fn end_paragraph(&mut self) {
        if let Excerpt::Reading(text) = &mut self.excerpt {
            let text = std::mem::take(text);
            self.excerpt = if text.trim().is_empty() { Excerpt::Waiting } else { Excerpt::Done(text) };
        }
        self.close("p");
        self.left_out = None;
    }

    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>, span: &Span) {
        let kind = match kind {
            None => return self.open("blockquote", Vec::new(), span),
            Some(BlockQuoteKind::Note) => "note",
            Some(BlockQuoteKind::Tip) => "tip",
            Some(BlockQuoteKind::Important) => "important",
            Some(BlockQuoteKind::Warning) => "warning",
            Some(BlockQuoteKind::Caution) => "caution",
        };
        let class = Attribute::new("class", format!("callout callout-{kind}"));
        self.open("div", vec![class, Attribute::new("role", "note")], span);
        self.open("p", vec![Attribute::new("class", "callout-title")], span);
        let words = self.reading.words;
        self.print(words.text(&format!("block.{kind}")), span);
        self.close("p");
    }

    pub(super) fn start_code(&mut self, kind: CodeBlockKind<'_>, span: Span) {
        self.quotations.push(span.clone());
        let is_fenced = matches!(kind, CodeBlockKind::Fenced(_));
        let language = match kind {
            CodeBlockKind::Indented => None,
            CodeBlockKind::Fenced(info) => self.language_of(&info, &span),
        };
        if is_fenced && fence_never_closed(&self.text.text()[span.clone()]) {
            self.facts.open_fences.push(span.clone());
        }
        if let Some(language) = &language {
            self.facts.languages.push((language.clone(), span.clone()));
        }
        let marks = if is_fenced { self.code_marks(&span) } else { CodeMarks::default() };
        self.code = Some(OpenCode { language, marks, text: String::new(), span });
    }

    pub(super) fn inline_code(&mut self, code: &str, span: &Span) {
        self.inline_code.push(span.clone());
        self.plain(code);
        self.open("code", Vec::new(), span);
        self.print(code, span);
        self.close("code");
    }

    pub(super) fn end_code(&mut self) {
        if let Some(OpenCode { language, marks, text, span }) = self.code.take() {
            self.tree.size += text.len();
            self.check_marked_lines(&marks, text.lines().count());
            let (language, title, text) = (language.map(Into::into), marks.title.map(Into::into), text.into());
            let lines = marks.lines.into_iter().map(|(range, _)| range).collect();
            self.tree.push(Node::Code(Code { language, title, lines, text, span: span.into() }));
        }
    }

    /// A definition whose colon stands right before its words: most often a line that was not meant as one.
    pub(super) fn check_definition(&mut self, span: &Span) {
        let text = &self.text.text()[span.clone()];
        let colon = text.find(':').unwrap_or(0);
        let behind = &text[colon..];
        if behind.starts_with(':') && !behind[1..].starts_with([' ', '\t', '\n']) {
            let place = self.text.place(span.start + colon..span.start + colon + 1);
            let message = "a line that begins with a colon is read as a definition of what stands above it";
            let hint = "write `\\:` if it is none, or a space behind the colon if it is one";
            self.diags.push(Diagnostic::new(&rules::MARKDOWN, place, message).hint(hint));
        }
    }

    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>, span: &Span) {
        if alignments.len() > MAX_COLUMNS {
            self.too_deep = Some(self.depth);
            self.report_limit(
                span,
                format!("a table with more than {MAX_COLUMNS} columns"),
                "put the data in a CSV file",
            );
            return;
        }
        let class = if stacks(alignments.len()) { "table-scroll stacks" } else { "table-scroll" };
        self.alignments = alignments;
        self.heads.clear();
        let name = self.table_name();
        let attributes = vec![
            Attribute::new("class", class),
            Attribute::new("role", "region"),
            Attribute::new("tabindex", "0"),
            Attribute::new("aria-label", name),
        ];
        self.open("div", attributes, span);
        self.open("table", Vec::new(), span);
    }

    /// What a table is called: as the heading before it, with a number from the second one on, so that those who go from
    /// landmark to landmark can tell them apart.
    fn table_name(&mut self) -> String {
        let heading = self.last_heading.clone().unwrap_or_default();
        let count = self.tables.entry(heading.clone()).or_insert(0);
        *count += 1;
        let number = count.to_string();
        match (heading.is_empty(), *count) {
            (true, _) => self.reading.words.say("block.table", &[("number", (&number).into())]),
            (false, 1) => heading,
            (false, _) => {
                let arguments = [("heading", (&heading).into()), ("number", (&number).into())];
                self.reading.words.say("block.table_of", &arguments)
            }
        }
    }

    pub(super) fn start_cell(&mut self, span: &Span) {
        let empty = self.text.text()[span.clone()].trim_matches(['|', ' ', '\t']).is_empty();
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Center) => Some("align-center"),
            Some(Alignment::Right) => Some("align-end"),
            _ => None,
        };
        // An empty heading would be read out as a heading of nothing.
        let is_heading = self.in_table_head && !empty;
        let scope = is_heading.then(|| Attribute::new("scope", "col"));
        let class = class.map(|class| Attribute::new("class", class));
        let head = self.heads.get(self.column).filter(|head| !self.in_table_head && !head.is_empty());
        let head = head.map(|head| Attribute::new("data-name", head.clone()));
        self.open(if is_heading { "th" } else { "td" }, scope.into_iter().chain(class).chain(head).collect(), span);
        if self.in_table_head {
            self.heading_cell = !empty;
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.column += 1;
        self.close(if self.in_table_head && self.heading_cell { "th" } else { "td" });
        if self.in_table_head && stacks(self.alignments.len()) {
            self.heads.push(self.tree.last().map_or_else(String::new, |cell| text_of_prose(slice::from_ref(cell))));
        }
    }

    pub(super) fn start_link(&mut self, link_type: LinkType, address: &str, title: &str, span: Span) {
        self.read.add(&span);
        self.check_meant_picture(address, &span);
        let address = match link_type {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_owned(),
        };
        self.links += usize::from(self.image.is_none());
        let href = Attribute { name: "href", value: Value::Asked(address.into()) };
        self.open("a", [href].into_iter().chain(title_of(title)).collect(), &span);
    }
}

/// The attribute for a title, unless it is empty.
pub(super) fn title_of(title: &str) -> Option<Attribute> {
    (!title.is_empty()).then(|| Attribute::new("title", title.to_owned()))
}
