//! The prose of a page as paragraphs, each with its place and what it names as its source.

use std::ops::Range;

use crate::diag::Place;
use crate::site::document::{Element, Node, Span};
use crate::site::gate::visible_text::VisibleText;

/// A paragraph, an item of a list or a cell of a table; quotations and code are not among them.
#[derive(Debug, Default)]
pub(in crate::site) struct Paragraph {
    /// Its words. What is written as code, and what a record says, is one character that joins nothing.
    pub(super) text: String,
    /// Whether it is a cell: a piece of a sentence at most.
    pub(super) is_cell: bool,
    /// Whether it leads to a source: a link, a footnote, a figure of a record.
    pub(super) cites: bool,
    /// How many headings stand before it.
    pub(super) section: usize,
    /// What each of its links says, and where.
    pub(super) links: Vec<(String, Span)>,
    /// Where pieces of the text begin in it, and where they stand in the visible text.
    pieces: Vec<(usize, usize)>,
    span: Span,
}

/// No sentence has more bytes: about 1,500 words.
const LONGEST_SENTENCE: usize = 10_000;

/// What stands for code and for figures that records hold.
pub(super) const GAP: char = '\u{2026}';

impl Paragraph {
    /// The place of a range of its text.
    pub(super) fn place(&self, range: &Range<usize>, text: &VisibleText<'_>) -> Place {
        let Some(start) = self.origin(range.start) else { return text.place(self.span.range()) };
        // A piece with a mark that shows as another one, such as `&nbsp;`, is longer in the source than in the text.
        let start = text.text().floor_char_boundary(start);
        let source = &text.text()[start..];
        // A character takes eight bytes at most, and some marks stand around them.
        let near = &source[..source.floor_char_boundary(8 * range.len() + 200)];
        let (source, words) = (near.lines().next().unwrap_or_default(), &self.text[range.clone()]);
        if let Some(at) = source.find(words).filter(|_| !words.is_empty()) {
            return text.place(start + at..start + at + words.len());
        }
        // What was written differently from what it shows ends with its line.
        text.place(start..start + source.len().min(range.len()))
    }

    fn origin(&self, at: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|(start, _)| *start <= at);
        let (start, from) = self.pieces[after.checked_sub(1)?];
        Some(from + at - start)
    }

    /// Its sentences. What runs on for longer than any sentence is none.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        sentences(&self.text)
    }
}

/// Which bytes of a text lie between quotation marks: what stands there is somebody else's, or an example.
pub(super) struct Quotations<'t> {
    text: &'t str,
    at: usize,
    straight: usize,
    /// How many more open than close before `at`: “ ”, „ “ and « ».
    open: [i32; 3],
}

impl<'t> Quotations<'t> {
    pub(super) fn new(text: &'t str) -> Quotations<'t> {
        Quotations { text, at: 0, straight: 0, open: [0; 3] }
    }

    /// Whether a byte lies in one. Bytes are asked for in their order.
    pub(super) fn hold(&mut self, at: usize) -> bool {
        for mark in self.text[self.at..at].chars() {
            match mark {
                '"' => self.straight += 1,
                '“' => self.open = [self.open[0] + 1, self.open[1] - 1, self.open[2]],
                '”' => self.open[0] -= 1,
                '„' => self.open[1] += 1,
                '«' => self.open[2] += 1,
                '»' => self.open[2] -= 1,
                _ => {}
            }
        }
        self.at = at;
        self.straight % 2 == 1 || self.open.iter().any(|open| *open > 0)
    }
}

/// Where a text is cut: behind `.`, `?`, `!` and `;` before a blank that a capital letter or a digit follows.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut from) = (Vec::new(), 0);
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!' | ';' | '\n')) {
        let end = at + mark.len_utf8();
        let rest = text[end..].trim_start_matches([')', '"', '”', '’', '*']);
        let next = rest.trim_start();
        let short = text[from..at].rsplit(char::is_whitespace).next().is_some_and(is_short_form);
        let begins = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“„(".contains(c));
        if mark == '\n' || (rest.len() > next.len() && begins && !(mark == '.' && short)) {
            found.push(from..end);
            from = end;
        }
    }
    found.push(from..text.len());
    found.retain(|range| range.len() <= LONGEST_SENTENCE && !text[range.clone()].trim().is_empty());
    found
}

/// Whether a word before a full stop is cut short: `e.g`, `approx`, `Dr`.
fn is_short_form(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '"', '“']);
    word.contains('.')
        || word.chars().count() == 1
        || ["approx", "ca", "vs", "etc", "no", "dr", "mr", "ms", "st", "bzw", "vgl", "inkl", "ggf", "nr", "inc"]
            .contains(&word.to_lowercase().as_str())
}

/// The paragraphs of a body in reading order.
pub(in crate::site::check) fn paragraphs(nodes: &[Node]) -> Vec<Paragraph> {
    let mut gathering = Gatherer { found: Vec::new(), section: 0 };
    gathering.nodes(nodes);
    gathering.found
}

struct Gatherer {
    found: Vec<Paragraph>,
    section: usize,
}

impl Gatherer {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Heading(heading) => {
                    self.section += 1;
                    self.add(&heading.inline, heading.span, true);
                }
                Node::Element(element) => match element.name {
                    "blockquote" => {}
                    "td" | "th" => self.add(&element.children, element.span, true),
                    "p" | "dt" | "dd" => self.add(&element.children, element.span, false),
                    "li" => self.item(element),
                    _ => self.nodes(&element.children),
                },
                Node::Container(container) => self.nodes(&container.nodes),
                Node::Text(_) | Node::Code(_) | Node::Leaf(_) => {}
            }
        }
    }

    /// An item: its own line, and what stands below that.
    fn item(&mut self, element: &Element) {
        let is_block = |node: &&Node| match node {
            Node::Element(element) => matches!(element.name, "ul" | "ol" | "p" | "blockquote" | "table" | "dl" | "div"),
            Node::Text(_) => false,
            _ => true,
        };
        let own = element.children.iter().position(|node| is_block(&node)).unwrap_or(element.children.len());
        self.add(&element.children[..own], element.span, false);
        self.nodes(&element.children[own..]);
    }

    fn add(&mut self, nodes: &[Node], span: Span, is_cell: bool) {
        let mut paragraph = Paragraph { is_cell, section: self.section, span, ..Paragraph::default() };
        inline(nodes, &mut paragraph);
        if !paragraph.text.trim().is_empty() {
            self.found.push(paragraph);
        }
    }
}

fn inline(nodes: &[Node], paragraph: &mut Paragraph) {
    for (at, node) in nodes.iter().enumerate() {
        match node {
            Node::Text(_) if is_figure(&nodes[at + 1..]) => {
                paragraph.text.push(GAP);
                paragraph.cites = true;
            }
            Node::Text(text) => {
                paragraph.pieces.push((paragraph.text.len(), text.span.range().start));
                paragraph.text.push_str(&text.text);
            }
            Node::Element(element) => element_in(element, paragraph),
            node => inline(node.children(), paragraph),
        }
    }
}

fn element_in(element: &Element, paragraph: &mut Paragraph) {
    let class = element.attribute("class").unwrap_or_default();
    match element.name {
        "code" | "kbd" | "samp" | "img" => paragraph.text.push(GAP),
        "br" => paragraph.text.push('\n'),
        "sup" if class == "footnote-ref" => paragraph.cites = true,
        "button" => paragraph.cites |= class == "figure-mark",
        _ if class == "figure-note" => {}
        "blockquote" => {}
        "a" => {
            let from = paragraph.text.len();
            inline(&element.children, paragraph);
            paragraph.cites = true;
            paragraph.links.push((paragraph.text[from..].to_owned(), element.span));
        }
        _ => inline(&element.children, paragraph),
    }
}

/// Whether what stood before is a figure: the mark of its note comes next.
fn is_figure(after: &[Node]) -> bool {
    let blank = |node: &&Node| matches!(node, Node::Text(text) if text.text.trim().is_empty());
    let next = after.iter().find(|node| !blank(node));
    matches!(next, Some(Node::Element(element)) if element.attribute("class") == Some("figure-mark"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_stop() {
        let cut = |text: &'static str| sentences(text).into_iter().map(|range| text[range].trim()).collect::<Vec<_>>();
        assert_eq!(cut("One. Two! Three"), ["One.", "Two!", "Three"]);
        assert_eq!(
            cut("We pay approx. 5 days (e.g. Monday). Then 3.5 more."),
            ["We pay approx. 5 days (e.g. Monday).", "Then 3.5 more."]
        );
    }
}
