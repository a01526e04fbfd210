//! Pages that people look something up on: what answers first stands open, and each section after it is one line that
//! says what is in it. So it is on the page of a stage for those who fill in its scorecard.
//!
//! It must not know what a folded section looks like: the theme draws it.

use std::collections::BTreeSet;

use tera::Value;

use super::draw_body::Drawing;
use super::holds;
use super::render_error::Cause;
use super::values::{html, maybe};
use crate::locale::Locale;
use crate::site::document::tables::roles::Career;
use crate::site::document::{ContainerKind, Element, Heading, Node, plain_text};
use crate::site::gate::PageKind;

/// A page of fewer words is read at a glance.
const LONG: usize = 450;
/// Fewer sections than this would save nobody anything.
const FEW: usize = 3;
/// The most characters of the line that says what is in a section.
const LINE: usize = 110;
/// What has more characters is no name.
const NAME: usize = 45;
/// The class of a heading whose section stays open.
const OPEN: &str = "open";

/// A stretch of a body.
enum Piece<'d> {
    /// It stands as it is.
    Shown(&'d [Node]),
    /// A section.
    Folded(&'d Heading, &'d [Node]),
}

impl Drawing<'_> {
    /// A whole body as HTML.
    pub(super) fn body(&self, nodes: &[Node]) -> Result<String, Cause> {
        let pieces = if self.is_looked_up_in(nodes) { pieces(nodes) } else { Vec::new() };
        if pieces.iter().filter(|piece| matches!(piece, Piece::Folded(..))).count() < FEW {
            return self.nodes(nodes);
        }
        let mut output = String::new();
        let mut is_first = true;
        for piece in pieces {
            match piece {
                Piece::Shown(nodes) => output.push_str(&self.nodes(nodes)?),
                Piece::Folded(heading, nodes) => {
                    output.push_str(&self.folded(heading, nodes, std::mem::take(&mut is_first))?);
                }
            }
        }
        Ok(output)
    }

    /// Whether it is about a role or the pay of one role or place, or holds the card that an interviewer came for; what
    /// explains is read through.
    fn is_looked_up_in(&self, nodes: &[Node]) -> bool {
        let page = self.page;
        if page.kind() == PageKind::Interview && !page.is_section() && holds::a_scorecard(nodes) {
            return true;
        }
        let is_about_one = match page.kind() {
            PageKind::Role => true,
            PageKind::Pay => !page.roles().is_empty() || !page.places().is_empty(),
            _ => false,
        };
        is_about_one && !page.is_section() && page.document().words >= LONG
    }

    fn folded(&self, heading: &Heading, nodes: &[Node], is_first: bool) -> Result<String, Cause> {
        let (mut plain, mut anchor) = (String::new(), String::new());
        self.is_below(heading);
        self.write_heading_with(heading, &mut plain, |_| ());
        self.write_anchor_in_words(heading, &mut anchor);
        let mut context = self.context();
        context.insert_value("heading", html(&plain));
        context.insert_value("anchor", html(&anchor));
        context.insert_value("gist", maybe(self.gist(heading, nodes).as_deref()));
        context.insert_value("is_first", Value::from(is_first));
        context.insert_value("body", html(&self.nodes(nodes)?));
        self.fill("parts/folded-section.html", &context)
    }

    /// A line that says what is in a section: its own headings or terms, how many rows or items it has, or its first sentence.
    fn gist(&self, own: &Heading, nodes: &[Node]) -> Option<String> {
        let headings: Vec<&str> = nodes
            .iter()
            .filter_map(|node| match node {
                Node::Heading(heading) => Some(heading.text.as_str()),
                _ => None,
            })
            .collect();
        if headings.len() > 1 {
            return Some(shortened(&headings.join(" · ")));
        }
        nodes.iter().find_map(|node| match node {
            Node::Element(element) => self.gist_of(element),
            Node::Text(_) | Node::Heading(_) | Node::Code(_) => None,
            node => gist_of_block(node, &own.text, self.frame.view.locale()),
        })
    }

    fn gist_of(&self, element: &Element) -> Option<String> {
        let words = self.frame.view.locale();
        let counted = |key: &str, count: usize| Some(words.say_count(key, count));
        match element.name {
            "dl" => Some(shortened(&texts_of(&element.children, "dt", words).join(" · "))),
            "ul" | "ol" => counted("count.lines", texts_of(&element.children, "li", words).len()),
            "div" | "table" => {
                let rows = rows(&element.children, words);
                let names = names_of(&rows).map(|names| shortened(&names.join(" · ")));
                if rows.is_empty() { None } else { names.or_else(|| counted("count.rows", rows.len())) }
            }
            _ => first_sentence(&element.children, words),
        }
    }
}

/// A body cut at its headings of level 2. What is not of the section before it stands as it is: notes at the foot of the
/// page, and what only some audiences see with a heading of its own.
fn pieces(nodes: &[Node]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, node) in nodes.iter().enumerate() {
        let begins = matches!(node, Node::Heading(heading) if heading.level <= 2) || stands_alone(node);
        if begins {
            pieces.extend(piece(&nodes[from..at]));
            from = at;
        }
    }
    pieces.extend(piece(&nodes[from..]));
    pieces
}

/// A stretch that begins with its heading, if it has one; nothing where there is none.
fn piece(nodes: &[Node]) -> Option<Piece<'_>> {
    let (first, rest) = nodes.split_first()?;
    Some(match first {
        Node::Heading(heading) if !stays_open(heading, rest) => Piece::Folded(heading, rest),
        _ => Piece::Shown(nodes),
    })
}

/// Whether the author wants it open, or it says what may come after a role.
fn stays_open(heading: &Heading, nodes: &[Node]) -> bool {
    heading.classes.iter().any(|class| class == OPEN)
        || nodes.iter().any(|node| matches!(node, Node::Leaf(leaf) if leaf.of::<Career>().is_some()))
}

fn stands_alone(node: &Node) -> bool {
    match node {
        Node::Element(element) => element.attribute("role") == Some("doc-endnotes"),
        Node::Container(container) => {
            let first = container.nodes.iter().find(|node| !matches!(node, Node::Text(_)));
            matches!(container.kind, ContainerKind::Audience(_))
                && matches!(first, Some(Node::Heading(heading)) if heading.level <= 2)
        }
        _ => false,
    }
}

/// The plain text of each element of a name directly among `nodes`.
fn texts_of(nodes: &[Node], name: &str, words: &Locale) -> Vec<String> {
    let named = |node: &&Node| matches!(node, Node::Element(element) if element.name == name);
    nodes.iter().filter(named).map(|node| plain_text(std::slice::from_ref(node), words).replace('\n', " ")).collect()
}

/// What the cells of each row say in the bodies of tables.
fn rows(nodes: &[Node], words: &Locale) -> Vec<Vec<String>> {
    let of_node = |node: &Node| match node {
        Node::Element(element) if element.name == "tr" => vec![texts_of(&element.children, "td", words)],
        Node::Element(element) if element.name != "thead" => rows(&element.children, words),
        _ => Vec::new(),
    };
    nodes.iter().flat_map(of_node).collect()
}

/// What tells rows apart, in their last cells or in their first: words without figures, each once. Nothing where neither does.
fn names_of<'r>(rows: &'r [Vec<String>]) -> Option<Vec<&'r str>> {
    let tells = |name: &&str| !name.is_empty() && !name.contains(|c: char| c.is_ascii_digit());
    let telling = |cell: &dyn Fn(&'r Vec<String>) -> Option<&'r String>| {
        let names: Vec<&str> = rows.iter().filter_map(cell).map(String::as_str).filter(tells).collect();
        let different: BTreeSet<&&str> = names.iter().collect();
        (different.len() == rows.len()).then_some(names)
    };
    telling(&|row| row.last()).or_else(|| telling(&|row| row.first()))
}

/// The lines of a block drawn from data while they are short, as names are; else the first sentence.
fn gist_of_block(node: &Node, heading: &str, words: &Locale) -> Option<String> {
    let text = plain_text(std::slice::from_ref(node), words);
    // Its caption may be the heading once more.
    let lines: Vec<&str> = text.lines().filter(|line| *line != heading).collect();
    let short = lines.iter().all(|line| line.chars().count() <= NAME);
    if short && !lines.is_empty() { Some(shortened(&lines.join(" · "))) } else { sentence(lines.first()?) }
}

/// The first sentence, or as much of it as a line holds.
fn first_sentence(nodes: &[Node], words: &Locale) -> Option<String> {
    sentence(plain_text(nodes, words).lines().next()?)
}

fn sentence(line: &str) -> Option<String> {
    let ends =
        |(at, sign): &(usize, char)| matches!(sign, '.' | '?' | '!') && line[at + sign.len_utf8()..].starts_with(' ');
    let end = line.char_indices().find(ends).map_or(line.len(), |(at, sign)| at + sign.len_utf8());
    Some(shortened(line[..end].trim_end_matches('.'))).filter(|line| !line.is_empty())
}

/// At most as many characters as a line holds, cut between words.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LINE) else { return text.to_owned() };
    let whole_words = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..whole_words].trim_end_matches([',', ';', ':', '.', ' ', '·']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, text: &str, classes: &[&str]) -> Node {
        let mut heading = Heading::of_text(level, text.to_lowercase(), text);
        heading.classes = classes.iter().map(|class| (*class).to_owned()).collect();
        Node::Heading(Box::new(heading))
    }

    fn paragraph(text: &str) -> Node {
        Node::Element(Element::new("p", &[], vec![Node::text(text)]))
    }

    #[test]
    fn a_body_is_cut_at_its_headings_and_what_stays_open_stays() {
        let notes = Node::Element(Element::new("section", &[("role", "doc-endnotes")], vec![]));
        let nodes = [
            paragraph("a"),
            heading(2, "B", &[]),
            paragraph("b"),
            heading(3, "C", &[]),
            heading(2, "D", &["open"]),
            paragraph("d"),
            heading(2, "E", &[]),
            paragraph("e"),
            notes,
        ];
        let said: Vec<(Option<&str>, usize)> = pieces(&nodes)
            .iter()
            .map(|piece| match piece {
                Piece::Shown(nodes) => (None, nodes.len()),
                Piece::Folded(heading, nodes) => (Some(heading.text.as_str()), nodes.len()),
            })
            .collect();
        assert_eq!(said, [(None, 1), (Some("B"), 2), (None, 2), (Some("E"), 1), (None, 1)]);
    }

    #[test]
    fn rows_are_named_by_cells_that_tell_them_apart() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        assert_eq!(names_of(&[row(["One", "1"]), row(["Two", "2"])]), Some(vec!["One", "Two"]));
        assert_eq!(names_of(&[row(["1", "One"]), row(["2", "Two"])]), Some(vec!["One", "Two"]));
        assert_eq!(names_of(&[row(["In 2025", "Base"]), row(["In 2026", "Base"])]), None);
    }

    #[test]
    fn a_line_is_a_sentence_or_less() {
        let line = |text: &str| first_sentence(&[paragraph(text)], &Locale::default());
        assert_eq!(line("Pay is 1.5 times as much. More follows.").as_deref(), Some("Pay is 1.5 times as much"));
        assert_eq!(line("Why? Because.").as_deref(), Some("Why?"));
        assert_eq!(line(""), None);
        let long = line(&"word ".repeat(40)).expect("there are words");
        assert!(long.ends_with("word…") && long.chars().count() <= LINE + 1, "{long}");
    }
}
