//! Paragraphs, quotes, code, tables, links and task marks: the elements that need more than a tag.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, LinkType};

use super::writer::{Excerpt, MAX_COLUMNS, OpenCode, Writer, escape};
use super::{AddressUse, Span};
use crate::site::document::Part;
use crate::site::source::fences::fence_never_closed;

impl Writer<'_, '_> {
    pub(super) fn task_marker(&mut self, done: bool) {
        if self.html.ends_with("<li>") {
            self.html.truncate(self.html.len() - 4);
            self.html.push_str("<li class=\"task\">");
        } else if self.html.ends_with("<li><p>") {
            self.html.truncate(self.html.len() - 7);
            self.html.push_str("<li class=\"task\"><p>");
        }
        self.push(match done {
            true => "<input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Done\"> ",
            false => "<input type=\"checkbox\" disabled=\"\" aria-label=\"To do\"> ",
        });
    }

    pub(super) fn start_paragraph(&mut self) {
        if self.excerpt == Excerpt::Waiting && self.depth == 1 {
            self.excerpt = Excerpt::Reading(String::new());
        }
        self.push("<p>");
    }

    pub(super) fn end_paragraph(&mut self) {
        if let Excerpt::Reading(text) = &mut self.excerpt {
            let text = std::mem::take(text);
            self.excerpt = if text.trim().is_empty() { Excerpt::Waiting } else { Excerpt::Done(text) };
        }
        self.push("</p>\n");
    }

    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let (class, title) = match kind {
            None => return self.push("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "Tip"),
            Some(BlockQuoteKind::Important) => ("important", "Important"),
            Some(BlockQuoteKind::Warning) => ("warning", "Warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "Caution"),
        };
        self.push(&format!(
            "<div class=\"callout callout-{class}\" role=\"note\"><p class=\"callout-title\">{title}</p>\n"
        ));
    }

    pub(super) fn start_code(&mut self, kind: CodeBlockKind<'_>, span: Span) {
        self.quotations.push(span.clone());
        let is_fenced = matches!(kind, CodeBlockKind::Fenced(_));
        let language = match kind {
            CodeBlockKind::Indented => None,
            CodeBlockKind::Fenced(info) => {
                info.split([' ', '\t', ',', '{']).next().filter(|word| !word.is_empty()).map(str::to_owned)
            }
        };
        if is_fenced && fence_never_closed(&self.text.text()[span.clone()]) {
            self.facts.open_fences.push(span.clone());
        }
        if let Some(language) = &language {
            self.facts.languages.push((language.clone(), span));
        }
        self.code = Some(OpenCode { language, text: String::new() });
    }

    pub(super) fn end_code(&mut self) {
        if let Some(OpenCode { language, text }) = self.code.take() {
            self.words += text.split_ascii_whitespace().count();
            self.printed += text.len();
            self.part(Part::Code { language, text });
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
        self.alignments = alignments;
        // Numbered, so that those who go from landmark to landmark can tell them apart.
        self.tables += 1;
        self.push(&format!(
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table {}\"><table>\n",
            self.tables
        ));
    }

    pub(super) fn start_cell(&mut self, span: &Span) {
        let empty = self.text.text()[span.clone()].trim_matches(['|', ' ', '\t']).is_empty();
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-end\"",
            _ => "",
        };
        // An empty heading would be read out as a heading of nothing.
        let tag = if self.in_table_head && !empty { "<th scope=\"col\"" } else { "<td" };
        self.push(tag);
        self.push(class);
        self.push(">");
        if self.in_table_head {
            self.heading_cell = !empty;
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.column += 1;
        self.push(if self.in_table_head && self.heading_cell { "</th>" } else { "</td>" });
    }

    pub(super) fn start_link(&mut self, link_type: LinkType, address: &str, title: &str, span: Span) {
        let place = self.text.place(span);
        let address = match link_type {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_owned(),
        };
        let href = self.around.link(&address, AddressUse::Link, &place, self.diags);
        self.links.push(href.is_some() && self.image.is_none());
        if let Some(href) = href
            && self.image.is_none()
        {
            self.html.push_str("<a href=\"");
            self.push_resolved(&href);
            self.html.push('"');
            self.push_title(title);
            self.html.push('>');
        }
    }

    /// Adds a resolved address inside an attribute.
    pub(super) fn push_resolved(&mut self, href: &str) {
        let text = self.resolved(href);
        self.html.push_str(&text);
    }

    pub(super) fn push_title(&mut self, title: &str) {
        if !title.is_empty() {
            self.html.push_str(" title=\"");
            escape(&mut self.html, title);
            self.html.push('"');
        }
    }
}
