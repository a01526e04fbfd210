//! A document as plain text: for the search, for descriptions and for machines that read answers.
//!
//! It must not know Markdown, nor HTML beyond what its elements are to somebody who hears them.

use super::{Container, Document, Element, Heading, Node};
use crate::locale::Locale;

/// A heading and the text up to the next one, whatever its level.
#[derive(Debug, Clone)]
pub struct TextSection<'d> {
    /// The heading; `None` for what stands before the first one.
    pub heading: Option<&'d Heading>,
    /// The plain text under it, one line a paragraph, row or list item.
    pub text: String,
}

/// The plain text of nodes, headings and tables too: one line a paragraph, heading, row or list item.
pub fn plain_text(nodes: &[Node], words: &Locale) -> String {
    let mut reader = Reader::of(words);
    for section in sections_of(nodes, &mut reader) {
        if let Some(heading) = section.heading {
            reader.line(&heading.text);
        }
        reader.line(&section.text);
    }
    reader.take()
}

/// The plain text of prose that holds neither tables nor blocks: what stands in a cell, a term.
pub(in crate::site) fn text_of_prose(nodes: &[Node]) -> String {
    let mut reader = Reader { lines: String::new(), gap: false, words: None };
    sections_of(nodes, &mut reader).into_iter().map(|section| section.text).collect::<Vec<_>>().join("\n")
}

impl Document {
    /// The body cut at every heading, those inside blocks too, in reading order. The first section has no heading; it
    /// is there even when its text is empty.
    pub fn text_sections(&self, words: &Locale) -> Vec<TextSection<'_>> {
        sections_of(&self.nodes, &mut Reader::of(words))
    }
}

fn sections_of<'d>(nodes: &'d [Node], reader: &mut Reader<'_>) -> Vec<TextSection<'d>> {
    let mut sections = vec![TextSection { heading: None, text: String::new() }];
    gather(nodes, reader, &mut sections);
    close(reader, &mut sections);
    sections
}

fn gather<'d>(nodes: &'d [Node], reader: &mut Reader<'_>, sections: &mut Vec<TextSection<'d>>) {
    for node in nodes {
        match node {
            Node::Text(text) => reader.words(&text.text),
            Node::Element(element) => {
                let stands = reader.open(element);
                if stands != Stands::Silent {
                    gather(&element.children, reader, sections);
                    reader.end(stands);
                }
            }
            Node::Heading(heading) => {
                close(reader, sections);
                sections.push(TextSection { heading: Some(heading), text: String::new() });
            }
            Node::Code(code) => reader.line(&code.text),
            Node::Container(container) => {
                label(container, reader);
                gather(&container.nodes, reader, sections);
                reader.end_line();
            }
            Node::Leaf(leaf) => {
                if let Some(words) = reader.words {
                    leaf.lines(words, &mut |text| reader.line(text));
                }
            }
        }
    }
}

fn close(reader: &mut Reader<'_>, sections: &mut [TextSection<'_>]) {
    if let Some(open) = sections.last_mut() {
        open.text = reader.take();
    }
}

fn label(container: &Container, reader: &mut Reader<'_>) {
    reader.end_line();
    if let Some(label) = &container.label {
        reader.line(label);
    }
}

/// Gathers lines of words, white space collapsed.
struct Reader<'w> {
    lines: String,
    /// Whether white space stands between what was written and what comes.
    gap: bool,
    /// The words of the site's language, for blocks and for what parts cells.
    words: Option<&'w Locale>,
}

impl<'w> Reader<'w> {
    fn of(words: &'w Locale) -> Reader<'w> {
        Reader { lines: String::new(), gap: false, words: Some(words) }
    }

    fn line(&mut self, text: &str) {
        for line in text.lines() {
            self.end_line();
            self.words(line);
        }
        self.end_line();
    }

    fn end_line(&mut self) {
        self.gap = false;
        if !self.lines.is_empty() && !self.lines.ends_with('\n') {
            self.lines.push('\n');
        }
    }

    fn words(&mut self, text: &str) {
        for (at, word) in text.split(char::is_whitespace).enumerate() {
            self.gap |= at > 0;
            if word.is_empty() {
                continue;
            }
            if std::mem::take(&mut self.gap) && !self.lines.is_empty() && !self.lines.ends_with('\n') {
                self.lines.push(' ');
            }
            self.lines.push_str(word);
        }
    }

    /// What was gathered, without the last line break; the reader begins anew.
    fn take(&mut self) -> String {
        self.end_line();
        let mut text = std::mem::take(&mut self.lines);
        text.truncate(text.trim_end().len());
        text
    }

    /// Begins an element.
    fn open(&mut self, element: &Element) -> Stands {
        let stands = stands(element);
        match (stands, element.name) {
            (Stands::Block, _) => self.end_line(),
            // A comma parts a cell from the one before it in its row.
            (Stands::Inline, "td" | "th") if !self.lines.is_empty() && !self.lines.ends_with('\n') => {
                let comma = self.words.map_or(", ", Locale::comma);
                self.lines.push_str(comma.trim_end());
                self.gap = true;
            }
            (Stands::Inline, "img" | "input") => self.gap = true,
            _ => {}
        }
        stands
    }

    /// Ends an element.
    fn end(&mut self, stands: Stands) {
        if stands == Stands::Block {
            self.end_line();
        }
    }
}

/// How an element stands among the words around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// It is not for reading.
    Silent,
    /// It stands in a line.
    Inline,
    /// It has lines of its own.
    Block,
}

fn stands(element: &Element) -> Stands {
    match element.name {
        "svg" | "sup" | "button" => Stands::Silent,
        // The note of a figure.
        "span" if element.attribute("popover").is_some() => Stands::Silent,
        "a" | "abbr" | "b" | "cite" | "code" | "del" | "em" | "i" | "ins" | "kbd" | "mark" | "q" | "s" | "samp"
        | "small" | "span" | "strong" | "sub" | "time" | "u" | "var" | "wbr" | "td" | "th" | "img" | "input" => {
            Stands::Inline
        }
        _ => Stands::Block,
    }
}

/// How many words a body has: those of its prose, its code and the descriptions of its images.
pub(in crate::site) fn words_in(nodes: &[Node]) -> usize {
    let of_node = |node: &Node| match node {
        Node::Text(text) => words(&text.text),
        Node::Code(code) => words(&code.text),
        Node::Element(element) if element.name == "img" => words(element.attribute("alt").unwrap_or_default()),
        Node::Element(element) if stands(element) == Stands::Silent => 0,
        node => words_in(node.children()),
    };
    nodes.iter().map(of_node).sum()
}

/// How many words stand in a text: what ASCII white space parts.
pub(in crate::site) fn words(text: &str) -> usize {
    /// Few enough for a byte to count the words in them, which lets many bytes be looked at together.
    const PIECE: usize = 200;
    let bytes = text.as_bytes();
    let Some((first, behind)) = bytes.split_first() else { return 0 };
    let begins = |(before, byte): (&u8, &u8)| u8::from(before.is_ascii_whitespace() & !byte.is_ascii_whitespace());
    let pieces = bytes.chunks(PIECE).zip(behind.chunks(PIECE));
    let sums = pieces.map(|(before, bytes)| usize::from(before.iter().zip(bytes).map(begins).sum::<u8>()));
    usize::from(!first.is_ascii_whitespace()) + sums.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(name: &'static str, children: Vec<Node>) -> Node {
        Node::Element(Element::new(name, &[], children))
    }

    fn paragraph(text: &str) -> Node {
        element("p", vec![Node::text(text)])
    }

    #[test]
    fn words_are_what_white_space_parts() {
        for text in ["", " ", "a", " a", "a ", "a b", " a\n\tb  c ", "à é"] {
            assert_eq!(words(text), text.split_ascii_whitespace().count(), "{text:?}");
        }
        for length in 0..900 {
            assert_eq!(words(&"a b\n".repeat(225)[..length]), length.div_ceil(2), "{length}");
        }
    }

    #[test]
    fn text_is_cut_at_every_heading() {
        let heading = |level, text: &str| Node::Heading(Box::new(Heading::of_text(level, text.to_lowercase(), text)));
        let emphasis = element("em", vec![Node::text("it")]);
        let inner = Container {
            kind: super::super::ContainerKind::Faq,
            label: Some("Questions".to_owned()),
            id: None,
            classes: Vec::new(),
            fold: None,
            nodes: vec![
                heading(3, "Why"),
                element("p", vec![Node::text("Because &lt; "), emphasis, Node::text(" is.")]),
            ],
            span: super::super::Span::default(),
        };
        let strong = element("strong", vec![Node::text("ur")]);
        let items = vec![element("li", vec![Node::text("three")]), element("li", vec![Node::text("fo"), strong])];
        let mark = element("sup", vec![element("a", vec![Node::text("1")])]);
        let document = Document {
            nodes: vec![
                paragraph("One\ntwo."),
                element("ul", items),
                heading(2, "Next"),
                Node::Container(Box::new(inner)),
                element("p", vec![Node::text("after"), mark]),
            ],
            ..Document::default()
        };
        let found: Vec<_> = document
            .text_sections(&Locale::default())
            .into_iter()
            .map(|section| (section.heading.map(|heading| heading.text.clone()), section.text))
            .collect();
        let section = |heading: Option<&str>, text: &str| (heading.map(str::to_owned), text.to_owned());
        assert_eq!(
            found,
            [
                section(None, "One two.\nthree\nfour"),
                section(Some("Next"), "Questions"),
                section(Some("Why"), "Because &lt; it is.\nafter"),
            ]
        );
        assert_eq!(
            plain_text(&document.nodes, &Locale::default()),
            "One two.\nthree\nfour\nNext\nQuestions\nWhy\nBecause &lt; it is.\nafter"
        );
        assert_eq!(words_in(&document.nodes), 12, "labels and footnote marks are not among them");
    }

    #[test]
    fn cells_of_a_row_stand_on_a_line() {
        let row = |name, cells: [&str; 2]| {
            element("tr", cells.into_iter().map(|cell| element(name, vec![Node::text(cell)])).collect())
        };
        let head = element("thead", vec![row("th", ["Place", "Base"])]);
        let body = element("tbody", vec![row("td", ["London", "\u{a3}1"])]);
        assert_eq!(
            plain_text(&[element("table", vec![head, body])], &Locale::default()),
            "Place, Base\nLondon, \u{a3}1"
        );
    }
}
