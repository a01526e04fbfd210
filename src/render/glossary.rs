//! Terms of the glossary where they first occur on other pages: each a link to its entry, and what the entry says.
//!
//! It reads the pages of one view, so that no term is explained which its readers may not see. It must not know templates.

use std::collections::BTreeMap;

use tera::Value;

use super::values::{map, text};
use crate::locale::Locale;
use crate::output::address;
use crate::site::AudienceView;
use crate::site::document::{Attribute, Element, Layout, Node, Span, Text, plain_text};
use crate::site::gate::{PageKind, VisiblePage};

/// So many terms are explained on a page at most.
const MOST: usize = 20;
/// So many terms are listed by their letters, too.
const MANY: usize = 12;
/// How much of a definition is shown, in characters.
const LENGTH: usize = 300;
/// Where a term is a name, a heading, or is pressed for something else.
const CLOSED: [&str; 16] = [
    "a", "code", "kbd", "pre", "samp", "button", "label", "dt", "th", "caption", "summary", "sup", "s", "del", "abbr",
    "math",
];

/// What the glossaries of a view define.
#[derive(Default)]
pub(super) struct Glossary {
    entries: Vec<Entry>,
    /// The names of entries by their first word, the longest first.
    names: BTreeMap<String, Vec<Name>>,
    /// Whether the language makes plurals with an `s`.
    takes_s: bool,
}

struct Entry {
    title: String,
    /// Its address, from the site's root.
    path: String,
    definition: String,
}

struct Name {
    entry: usize,
    folded: String,
    words: usize,
    /// The name as it is written, when capitals make it: `OTE` is no `ote`.
    exact: Option<String>,
}

impl Glossary {
    /// Everything that pages of kind glossary define.
    pub(super) fn of(view: &AudienceView) -> Glossary {
        let mut glossary = Glossary { takes_s: view.language().starts_with("en"), ..Glossary::default() };
        for page in view.pages().iter().filter(|page| page.kind() == PageKind::Glossary) {
            glossary.gather(&page.document().nodes, &address::link(page.url()), view.locale());
        }
        for names in glossary.names.values_mut() {
            names.sort_by(|a, b| b.folded.len().cmp(&a.folded.len()).then(a.entry.cmp(&b.entry)));
        }
        glossary
    }

    fn gather(&mut self, nodes: &[Node], path: &str, words: &Locale) {
        for node in nodes {
            match node {
                Node::Element(list) if list.name == "dl" => self.list(list, path, words),
                node => self.gather(node.children(), path, words),
            }
        }
    }

    fn list(&mut self, list: &Element, path: &str, words: &Locale) {
        let mut waiting: Vec<&Element> = Vec::new();
        for part in list.children.iter().filter_map(element) {
            if part.name == "dt" {
                waiting.push(part);
            } else {
                let definition = shortened(&plain_text(&part.children, words));
                // Several terms may stand above one definition; what follows it adds to it.
                for term in waiting.drain(..) {
                    self.term(plain_text(&term.children, words).trim(), term, path, &definition);
                }
            }
        }
    }

    fn term(&mut self, title: &str, term: &Element, path: &str, definition: &str) {
        let Some(id) = term.attribute("id").filter(|_| !definition.is_empty()) else { return };
        let entry = self.entries.len();
        let path = format!("{path}#{}", address::encode(id));
        self.entries.push(Entry { title: title.to_owned(), path, definition: definition.to_owned() });
        // `On-target earnings (OTE)` is known by both.
        let short = title.split_once(" (").and_then(|(long, rest)| Some((long, rest.strip_suffix(')')?)));
        let names = short.map_or(vec![title], |(long, short)| vec![long, short]);
        for name in names {
            let spans = words(name);
            let Some(first) = spans.first().filter(|_| name.chars().count() > 1) else { continue };
            let is_exact = spans.len() == 1 && name.chars().filter(|c| c.is_uppercase()).count() > 1;
            let exact = is_exact.then(|| name.to_owned());
            let known = Name { entry, folded: folded(name), words: spans.len(), exact };
            self.names.entry(folded(&name[first.clone()])).or_default().push(known);
        }
    }

    /// The nodes of `page` with links where terms first occur, and what these say; nothing where none does.
    pub(super) fn explain(&self, page: &VisiblePage, root: &str, nodes: &[Node]) -> Option<(Vec<Node>, Value)> {
        if self.entries.is_empty() || page.kind() == PageKind::Glossary || !page.explains_terms() {
            return None;
        }
        let mut reader = Reader { glossary: self, root, found: Vec::new() };
        let nodes = reader.nodes(nodes);
        let one = |(at, entry): (usize, &usize)| {
            let Entry { title, definition, .. } = &self.entries[*entry];
            map([("id", text(&note_id(at))), ("title", text(title)), ("text", text(definition))])
        };
        let terms: Vec<Value> = reader.found.iter().enumerate().map(one).collect();
        (!terms.is_empty()).then(|| (nodes, Value::from(terms)))
    }
}

/// The page of a glossary as it is drawn: each term with a link to itself. And, where it has many, its terms by their first
/// letters: each `letter` with its `terms`, which have `title` and `id`.
pub(super) fn indexed(nodes: &[Node], words: &Locale) -> (Vec<Node>, Value) {
    let (mut nodes, mut terms) = (nodes.to_vec(), Vec::new());
    nodes.iter_mut().for_each(|node| link_terms(node, words, &mut terms));
    if terms.len() < MANY {
        return (nodes, Value::none());
    }
    let mut letters: BTreeMap<String, BTreeMap<(String, usize), Value>> = BTreeMap::new();
    for (at, (title, id)) in terms.iter().enumerate() {
        let Some(first) = title.chars().find(|letter| letter.is_alphanumeric()) else { continue };
        let term = map([("title", text(title)), ("id", text(id))]);
        letters.entry(first.to_uppercase().collect()).or_default().insert((folded(title), at), term);
    }
    let group = |(letter, terms): (String, BTreeMap<_, Value>)| {
        map([("letter", text(&letter)), ("terms", Value::from(terms.into_values().collect::<Vec<_>>()))])
    };
    (nodes, Value::from(letters.into_iter().map(group).collect::<Vec<_>>()))
}

fn link_terms(node: &mut Node, words: &Locale, terms: &mut Vec<(String, String)>) {
    match node {
        Node::Element(term) if term.name == "dt" => {
            let Some(id) = term.attribute("id").map(str::to_owned) else { return };
            let title = plain_text(&term.children, words).trim().to_owned();
            let label = words.say("block.section_link", &[("heading", (&title).into())]);
            let href = format!("#{}", address::encode(&id));
            let attributes = [("class", "anchor"), ("href", href.as_str()), ("aria-label", label.as_str())];
            term.children.push(Node::text(" "));
            term.children.push(Node::Element(Element::new("a", &attributes, vec![Node::text("#")])));
            terms.push((title, id));
        }
        Node::Element(element) => element.children.iter_mut().for_each(|node| link_terms(node, words, terms)),
        Node::Container(container) => container.nodes.iter_mut().for_each(|node| link_terms(node, words, terms)),
        _ => {}
    }
}

/// The id of the note of a page's term.
fn note_id(at: usize) -> String {
    format!("frame-term-{}", at + 1)
}

/// Reads a page in order.
struct Reader<'g> {
    glossary: &'g Glossary,
    root: &'g str,
    /// The entries of the terms that occurred.
    found: Vec<usize>,
}

impl Reader<'_> {
    fn nodes(&mut self, nodes: &[Node]) -> Vec<Node> {
        let mut read = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::Text(passage) => self.passage(passage, &mut read),
                Node::Element(element) if is_open(element) => {
                    let children = self.nodes(&element.children);
                    read.push(Node::Element(Element { children, attributes: element.attributes.clone(), ..*element }));
                }
                Node::Container(container) => {
                    let mut container = container.clone();
                    container.nodes = self.nodes(&container.nodes);
                    read.push(Node::Container(container));
                }
                other => read.push(other.clone()),
            }
        }
        read
    }

    fn passage(&mut self, passage: &Text, read: &mut Vec<Node>) {
        let spans = words(&passage.text);
        let (mut from, mut at) = (0, 0);
        while at < spans.len() && self.found.len() < MOST {
            let Some((entry, last)) = self.at(&passage.text, &spans[at..]) else {
                at += 1;
                continue;
            };
            let (start, end) = (spans[at].start, spans[at + last].end);
            read.push(Node::text(&passage.text[from..start]));
            read.push(self.link(entry, &passage.text[start..end]));
            self.found.push(entry);
            (from, at) = (end, at + last + 1);
        }
        if from == 0 {
            read.push(Node::Text(passage.clone()));
        } else if from < passage.text.len() {
            read.push(Node::text(&passage.text[from..]));
        }
    }

    /// The entry of the longest term that begins with the first of these words, and the place of its last word.
    fn at(&self, passage: &str, spans: &[std::ops::Range<usize>]) -> Option<(usize, usize)> {
        let first = folded(&passage[spans[0].clone()]);
        let single = first.strip_suffix('s').filter(|_| self.glossary.takes_s);
        let names = [Some(first.as_str()), single].into_iter().flatten();
        let mut names = names.filter_map(|word| self.glossary.names.get(word)).flatten();
        let is_here = |name: &&Name| {
            let Some(last) = spans.get(name.words - 1) else { return false };
            let written = &passage[spans[0].start..last.end];
            let is = |written: &str, name: &str| {
                let rest = written.strip_prefix(name);
                rest.is_some_and(|rest| rest.is_empty() || rest == "s" && self.glossary.takes_s)
            };
            !self.found.contains(&name.entry)
                && name.exact.as_ref().map_or_else(|| is(&folded(written), &name.folded), |exact| is(written, exact))
        };
        names.find(is_here).map(|name| (name.entry, name.words - 1))
    }

    fn link(&self, entry: usize, shown: &str) -> Node {
        let href = format!("{}{}", self.root, self.glossary.entries[entry].path);
        let attributes = [
            Attribute::new("class", "term"),
            Attribute::new("href", href),
            Attribute::new("aria-describedby", note_id(self.found.len())),
        ];
        let (children, span, layout) = (vec![Node::text(shown)], Span::default(), Layout::Inline);
        Node::Element(Element { name: "a", attributes: attributes.into(), children, span, layout })
    }
}

fn is_open(element: &Element) -> bool {
    let is_title = element.attribute("class").is_some_and(|class| class == "callout-title");
    !CLOSED.contains(&element.name) && element.attribute("popover").is_none() && !is_title
}

fn element(node: &Node) -> Option<&Element> {
    match node {
        Node::Element(element) => Some(element),
        _ => None,
    }
}

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        match found.last_mut() {
            Some(word) if word.end == at => word.end = at + letter.len_utf8(),
            _ => found.push(at..at + letter.len_utf8()),
        }
    }
    found
}

/// A text in small letters, with one blank for blanks and hyphens.
fn folded(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c == '-' || c.is_whitespace() { ' ' } else { c }).collect();
    plain.to_lowercase()
}

/// A definition in one line, cut at a word where it is long.
fn shortened(definition: &str) -> String {
    let line = definition.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LENGTH) {
        None => line,
        Some((end, _)) => format!("{}\u{2026}", &line[..line[..end].rfind(' ').unwrap_or(end)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        let text = "Fine-tuning a 401(k), naïve";
        let shown: Vec<&str> = words(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(shown, ["Fine", "tuning", "a", "401", "k", "naïve"]);
    }

    #[test]
    fn a_long_definition_is_cut_at_a_word() {
        let cut = shortened(&"word ".repeat(100));
        assert!(cut.ends_with("word\u{2026}") && cut.chars().count() <= LENGTH + 1, "{cut}");
        assert_eq!(shortened(" a\n b "), "a b");
    }
}
