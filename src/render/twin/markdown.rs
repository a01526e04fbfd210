//! A page's body as Markdown: what a reader sees of it, without what only a browser can use.
//!
//! It must not know pages. Elements it does not know are read for what they hold; an attribute `data-twin="none"`
//! leaves an element of a template out.

use super::lines::Lines;
use super::table::Table;
use super::tags::{Tag, Token, tokens};

/// Elements that are left out with all they hold.
const SILENT: [&str; 11] =
    ["script", "style", "svg", "button", "template", "select", "textarea", "datalist", "math", "audio", "video"];

/// Elements that stand in a line of text.
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "input", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// What the theme calls the labels of blocks.
const LABELS: [&str; 4] = ["callout-title", "only-label", "marks-label", "pay-label"];

/// Elements without an end.
const VOID: [&str; 7] = ["br", "hr", "img", "input", "wbr", "col", "source"];

/// HTML as Markdown, with one line break at its end unless it is empty.
pub(super) fn markdown(html: &str) -> String {
    let mut writer = Writer::default();
    let mut silent: Option<(&str, usize)> = None;
    for token in tokens(html) {
        if let Some((name, depth)) = &mut silent {
            match token {
                Token::Open(tag) if tag.name == *name => *depth += 1,
                Token::Close(end) if end == *name => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                silent = None;
            }
            continue;
        }
        match token {
            Token::Text(text) => writer.text(&text),
            Token::Open(tag) if is_silent(&tag) => {
                if !VOID.contains(&tag.name) {
                    silent = Some((tag.name, 1));
                }
            }
            Token::Open(tag) => writer.open(&tag),
            Token::Close(name) => writer.close(name),
        }
    }
    writer.finish()
}

fn is_silent(tag: &Tag<'_>) -> bool {
    SILENT.contains(&tag.name)
        || tag.attribute("data-twin").is_some_and(|value| value == "none")
        || tag.attribute("hidden").is_some()
        || tag.attribute("popover").is_some()
        || tag.has_class("anchor")
        || tag.attribute("role").is_some_and(|role| role == "doc-backlink")
}

#[derive(Default)]
struct Writer {
    lines: Lines,
    /// The line of text being read.
    line: String,
    /// Each open inline element and what closes it.
    inline: Vec<(&'static str, String)>,
    /// `Some` inside a block of code.
    code: Option<Code>,
    table: Option<Table>,
    /// Where in the line code began, whose text is no Markdown.
    verbatim: Option<usize>,
}

#[derive(Default)]
struct Code {
    text: String,
    language: String,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
            return;
        }
        if self.table.is_some() && !self.in_cell() && text.trim().is_empty() {
            return;
        }
        for (at, word) in text.split(char::is_whitespace).enumerate() {
            if at > 0 && !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                self.line.push(' ');
            }
            if !word.is_empty() {
                self.word(word);
            }
        }
    }

    fn word(&mut self, word: &str) {
        if self.verbatim.is_some() {
            // Tables are cut at every bar, those inside code too.
            let word = if self.in_cell() { word.replace('|', "\\|") } else { word.to_owned() };
            return self.line.push_str(&word);
        }
        let starts_line = self.line.is_empty();
        if starts_line && (word.starts_with(['#', '>', '+', '-', '=', ':', '~']) || is_number_mark(word)) {
            let at = word.find(['.', ')']).filter(|_| is_number_mark(word)).unwrap_or(0);
            self.line.push_str(&word[..at]);
            self.line.push('\\');
            return self.escaped(&word[at..]);
        }
        self.escaped(word);
    }

    fn escaped(&mut self, word: &str) {
        for character in word.chars() {
            let is_mark = matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<');
            if is_mark || (character == '|' && self.in_cell()) {
                self.line.push('\\');
            }
            self.line.push(character);
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        if INLINE.contains(&tag.name) {
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
                self.lines.open_item("li", id.as_deref().and_then(|id| id.strip_prefix("fn-")));
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
            "p" if LABELS.iter().any(|class| tag.has_class(class)) => self.mark("**", "p"),
            name => {
                if let Some(level) = heading_level(name) {
                    self.line = format!("{} ", "#".repeat(level));
                }
            }
        }
    }

    fn open_inline(&mut self, tag: &Tag<'_>) {
        if let Some(code) = &mut self.code {
            let class = tag.attribute("class");
            if let Some(language) = class.as_deref().and_then(|class| class.strip_prefix("language-")) {
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
                self.inline.push(("a", "]".to_owned()));
            }
            "a" => {
                let href = tag.attribute("href");
                self.line.push_str(if href.is_some() { "[" } else { "" });
                self.inline.push(("a", href.map_or_else(String::new, |href| format!("]({})", address(&href)))));
            }
            "img" => {
                let (alt, src) = (tag.attribute("alt"), tag.attribute("src"));
                self.line.push_str("![");
                self.escaped(alt.as_deref().unwrap_or_default());
                self.line.push_str(&format!("]({})", address(src.as_deref().unwrap_or_default())));
            }
            "input" if tag.attribute("aria-label").is_some_and(|label| label == "Done" || label == "To do") => {
                self.line.push_str(if tag.attribute("checked").is_some() { "[x]" } else { "[ ]" });
            }
            _ => {}
        }
    }

    /// Opens a mark that its element's end repeats.
    fn mark(&mut self, mark: &str, name: &'static str) {
        self.line.push_str(mark);
        self.inline.push((name, mark.to_owned()));
    }

    fn close(&mut self, name: &str) {
        if name == "pre" {
            return self.end_code();
        }
        if self.code.is_some() {
            return;
        }
        if let Some(at) = self.inline.iter().rposition(|(open, _)| *open == name) {
            self.end_inline(at);
        }
        if INLINE.contains(&name) {
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
        for (open, end) in self.inline.split_off(at).into_iter().rev() {
            let code = self.verbatim.take_if(|_| open == "code");
            match code {
                // Code that holds the mark takes a longer one.
                Some(from) if self.line.get(from + 1..).is_some_and(|code| code.contains('`')) => {
                    self.line.replace_range(from..=from, "`` ");
                    self.line.push_str(" ``");
                }
                _ => self.end_mark(&end),
            }
        }
    }

    /// Ends a mark; one that holds nothing is taken back, and a space before its end goes behind it.
    fn end_mark(&mut self, end: &str) {
        let words = self.line.trim_end_matches(' ').len();
        let space = words < self.line.len();
        self.line.truncate(words);
        if !end.is_empty() && !end.starts_with(']') && self.line.ends_with(end) {
            self.line.truncate(words - end.len());
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

    fn open_cell(&mut self, tag: &Tag<'_>) {
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
        let text = std::mem::take(&mut self.line);
        let text = text.trim().trim_end_matches("<br>").trim_end().to_owned();
        self.table.iter_mut().for_each(|table| table.end_cell(text.clone()));
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
    fn end_line(&mut self) {
        self.end_inline(0);
        let line = std::mem::take(&mut self.line);
        let line = line.trim().trim_end_matches('\\').trim_end();
        if !line.trim_matches(['#', ':']).is_empty() {
            self.lines.block(line.split('\n').map(str::trim_start));
        }
    }

    fn finish(mut self) -> String {
        self.end_code();
        self.end_table();
        self.lines.finish()
    }
}

fn heading_level(name: &str) -> Option<usize> {
    let digit = name.strip_prefix('h')?;
    matches!(digit, "1" | "2" | "3" | "4" | "5" | "6").then(|| digit.parse().ok())?
}

/// An address that can stand between round brackets.
fn address(href: &str) -> String {
    if href.contains(['(', ')', ' ', '<', '>', '\n']) {
        let clean: String = href.chars().filter(|character| !matches!(character, '<' | '>' | '\n')).collect();
        return format!("<{clean}>");
    }
    href.to_owned()
}

/// Whether a word at the start of a line would begin a numbered list.
fn is_number_mark(word: &str) -> bool {
    word.strip_suffix(['.', ')'])
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
