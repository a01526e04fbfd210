//! A page's body as Markdown: what a reader sees of it, without what only a browser can use.
//!
//! Elements it does not know are read for what they hold.

use std::borrow::Cow;

use super::elements::{self, Kind};
use super::lines::Lines;
use super::table::Table;
use super::words;
use crate::site::document::Element;

/// What the title of a remark is called in the tree.
const TITLE: &str = "callout-title";

/// Whether an element is left out with all it holds.
pub(super) fn is_silent(tag: &Element) -> bool {
    elements::kind(tag.name) == Kind::Silent
        || tag.attribute("hidden").is_some()
        || tag.attribute("popover").is_some()
        || has_class(tag, "anchor")
        || tag.attribute("role").is_some_and(|role| role == "doc-backlink")
}

fn has_class(tag: &Element, class: &str) -> bool {
    tag.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class))
}

/// Writes the Markdown of elements and texts as they come.
#[derive(Default)]
pub(super) struct Writer {
    lines: Lines,
    /// The line of text being read.
    line: String,
    /// The open inline elements.
    inline: Vec<Inline>,
    /// `Some` inside a block of code.
    code: Option<Code>,
    table: Option<Table>,
    /// Where in the line code began, whose text is no Markdown.
    verbatim: Option<usize>,
}

/// An open inline element.
struct Inline {
    name: &'static str,
    /// What closes it.
    end: Cow<'static, str>,
    /// Where in the line what it holds begins.
    from: usize,
}

#[derive(Default)]
struct Code {
    text: String,
    language: String,
}

impl Writer {
    /// A link that shows nothing but where it leads.
    pub(super) fn bare_link(&mut self, address: &str) {
        self.line.extend(["<", address, ">"]);
    }

    /// A paragraph that names what follows.
    pub(super) fn label(&mut self, label: &str) {
        self.end_line();
        self.mark("**", "p");
        self.text(label);
        self.end_line();
    }

    /// A block of code.
    pub(super) fn code(&mut self, language: Option<&str>, text: &str) {
        self.end_line();
        self.code = Some(Code { text: text.to_owned(), language: language.unwrap_or_default().to_owned() });
        self.end_code();
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
            return;
        }
        if self.table.is_some() && !self.in_cell() && text.trim().is_empty() {
            return;
        }
        let (is_code, in_cell) = (self.verbatim.is_some(), self.in_cell());
        let text = if self.line.is_empty() && !is_code { self.line_start(text) } else { text };
        // Tables are cut at every bar, those inside code too.
        words::add(&mut self.line, text, !is_code, in_cell);
    }

    /// Begins a line with as much of `text` as would be a mark there; the text that is left.
    fn line_start<'t>(&mut self, text: &'t str) -> &'t str {
        let text = text.trim_start();
        if text.starts_with(['#', '>', '+', '-', '=', ':', '~']) {
            self.line.push('\\');
            self.line.push_str(&text[..1]);
            return &text[1..];
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let mark = &text[digits..];
        if digits > 0 && mark.starts_with(['.', ')']) && !mark[1..].starts_with(|after: char| !after.is_whitespace()) {
            self.line.push_str(&text[..digits]);
            self.line.push('\\');
            self.line.push_str(&mark[..1]);
            return &mark[1..];
        }
        text
    }

    pub(super) fn open(&mut self, tag: &Element) {
        if elements::kind(tag.name) == Kind::Inline {
            return self.open_inline(tag);
        }
        if matches!(tag.name, "td" | "th") && self.table.is_some() {
            return self.open_cell(tag);
        }
        if self.in_cell() {
            return self.space_in_cell();
        }
        if tag.name == "dd" {
            return;
        }
        self.end_line();
        match tag.name {
            "ul" | "menu" => self.lines.open_list("ul", None),
            "ol" => {
                let start = tag.attribute("start").and_then(|start| start.parse().ok());
                self.lines.open_list("ol", Some(start.unwrap_or(1)));
            }
            "dl" => self.lines.open_list("dl", None),
            "li" => {
                let id = tag.attribute("id");
                self.lines.open_item("li", id.and_then(|id| id.strip_prefix("fn-")));
            }
            "dt" => {
                if self.lines.is_in("dt") {
                    self.lines.close("dt");
                }
                self.lines.open_item("dt", None);
                self.mark("**", "dt");
            }
            "blockquote" => self.lines.open_quote(),
            "pre" => self.code = Some(Code::default()),
            "hr" => self.lines.block(["---"]),
            "table" => self.table = Some(Table::default()),
            "caption" => self.mark("**", "caption"),
            "summary" => self.mark("**", "summary"),
            "legend" => self.mark("**", "legend"),
            "p" if has_class(tag, TITLE) => self.mark("**", "p"),
            name => {
                if let Some(level) = elements::heading_level(name) {
                    self.line.extend(std::iter::repeat_n('#', level).chain([' ']));
                }
            }
        }
    }

    fn open_inline(&mut self, tag: &Element) {
        if let Some(code) = &mut self.code {
            let class = tag.attribute("class");
            if let Some(language) = class.and_then(|class| class.strip_prefix("language-")) {
                code.language = language.to_owned();
            }
            return;
        }
        match tag.name {
            "br" if self.in_cell() => self.line.push_str("<br>"),
            "br" => self.line.push_str("\\\n"),
            "em" | "i" => self.mark("*", if tag.name == "em" { "em" } else { "i" }),
            "strong" | "b" => self.mark("**", if tag.name == "b" { "b" } else { "strong" }),
            "del" | "s" => self.mark("~~", if tag.name == "s" { "s" } else { "del" }),
            "code" if self.verbatim.is_none() => {
                self.verbatim = Some(self.line.len());
                self.mark("`", "code");
            }
            "a" if tag.attribute("role").is_some_and(|role| role == "doc-noteref") => {
                self.line.push_str("[^");
                self.push_inline("a", "]".into());
            }
            "a" => {
                let href = tag.attribute("href");
                self.line.push_str(if href.is_some() { "[" } else { "" });
                self.push_inline("a", href.map_or("".into(), |href| format!("]({})", address(href)).into()));
            }
            "img" => {
                let (alt, src, in_cell) = (tag.attribute("alt"), tag.attribute("src"), self.in_cell());
                self.line.push_str("![");
                words::escape(&mut self.line, alt.unwrap_or_default(), in_cell);
                self.line.extend(["](", &address(src.unwrap_or_default()), ")"]);
            }
            "input"
                if tag.attribute("type").is_some_and(|kind| kind == "checkbox")
                    && tag.attribute("disabled").is_some() =>
            {
                self.line.push_str(if tag.attribute("checked").is_some() { "[x]" } else { "[ ]" });
            }
            _ => {}
        }
    }

    /// Opens a mark that its element's end repeats.
    fn mark(&mut self, mark: &'static str, name: &'static str) {
        self.line.push_str(mark);
        self.push_inline(name, mark.into());
    }

    fn push_inline(&mut self, name: &'static str, end: Cow<'static, str>) {
        self.inline.push(Inline { name, end, from: self.line.len() });
    }

    pub(super) fn close(&mut self, name: &str) {
        if name == "pre" {
            return self.end_code();
        }
        if self.code.is_some() {
            return;
        }
        if let Some(at) = self.inline.iter().rposition(|open| open.name == name) {
            self.end_inline(at);
        }
        if elements::kind(name) == Kind::Inline {
            return;
        }
        match name {
            "dt" => self.line.push_str(": "),
            "td" | "th" if self.in_cell() => self.end_cell(),
            "tr" if self.table.is_some() => {
                self.end_cell();
                self.table.iter_mut().for_each(Table::end_row);
            }
            "table" => self.end_table(),
            _ if self.in_cell() => self.space_in_cell(),
            _ => {
                self.end_line();
                if matches!(name, "ul" | "ol" | "dl" | "li" | "blockquote" | "menu") {
                    self.lines.close(if name == "menu" { "ul" } else { name });
                }
            }
        }
    }

    /// Closes the inline elements from number `at` on.
    fn end_inline(&mut self, at: usize) {
        while self.inline.len() > at
            && let Some(Inline { name, end, from: inside }) = self.inline.pop()
        {
            let code = self.verbatim.take_if(|_| name == "code");
            match code {
                // Code that holds the mark takes a longer one.
                Some(from) if self.line.get(from + 1..).is_some_and(|code| code.contains('`')) => {
                    self.line.replace_range(from..=from, "`` ");
                    self.line.push_str(" ``");
                }
                _ => self.end_mark(&end, inside),
            }
        }
    }

    /// Ends a mark; one that holds nothing is taken back, and a space before its end goes behind it.
    fn end_mark(&mut self, end: &str, inside: usize) {
        let words = self.line.trim_end_matches(' ').len();
        let space = words < self.line.len();
        self.line.truncate(words);
        if !end.is_empty() && !end.starts_with(']') && words <= inside {
            self.line.truncate(inside.saturating_sub(end.len()).min(words));
        } else {
            self.line.push_str(end);
        }
        if space && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn in_cell(&self) -> bool {
        self.table.as_ref().is_some_and(Table::in_cell)
    }

    fn open_cell(&mut self, tag: &Element) {
        self.end_cell();
        self.line.clear();
        let span = tag.attribute("colspan").and_then(|span| span.parse().ok()).unwrap_or(1);
        if let Some(table) = &mut self.table {
            table.open_cell(tag.name == "th", span);
        }
    }

    /// The lines of a cell stand in one line.
    fn space_in_cell(&mut self) {
        self.line.truncate(self.line.trim_end().len());
        if !self.line.is_empty() && !self.line.ends_with("<br>") {
            self.line.push_str("<br>");
        }
    }

    fn end_cell(&mut self) {
        if !self.in_cell() {
            return;
        }
        self.end_inline(0);
        let text = self.line.trim().trim_end_matches("<br>").trim_end();
        self.table.iter_mut().for_each(|table| table.end_cell(text.to_owned()));
        self.line.clear();
    }

    fn end_table(&mut self) {
        self.end_cell();
        self.end_line();
        let lines = self.table.take().map_or_else(Vec::new, Table::lines);
        if !lines.is_empty() {
            self.lines.block(lines.iter().map(String::as_str));
        }
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let longest = code.text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat((longest + 1).max(3));
        let opening = format!("{fence}{}", code.language);
        let text = code.text.trim_end_matches('\n').split('\n');
        self.lines.block([opening.as_str()].into_iter().chain(text).chain([fence.as_str()]));
    }

    /// Ends the line being read: a paragraph, a heading, or what an item begins with.
    pub(super) fn end_line(&mut self) {
        self.end_inline(0);
        let line = self.line.trim().trim_end_matches('\\').trim_end();
        if !line.trim_matches(['#', ':']).is_empty() {
            self.lines.block(line.split('\n').map(str::trim_start));
        }
        self.line.clear();
    }

    /// All that was written.
    pub(super) fn finish(mut self) -> String {
        self.end_code();
        self.end_table();
        self.lines.finish()
    }
}

/// An address that can stand between round brackets.
fn address(href: &str) -> Cow<'_, str> {
    if href.contains(['(', ')', ' ', '<', '>', '\n']) {
        let clean: String = href.chars().filter(|character| !matches!(character, '<' | '>' | '\n')).collect();
        return format!("<{clean}>").into();
    }
    href.into()
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
