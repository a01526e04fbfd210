//! The wording of a page, held against the rules of [`crate::lint`]: that of openings most, that of other pages least.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, Place, Severity, rules};
use crate::lint::{self, Block, BlockIs, Hit, Kind, Level};
use crate::site::Site;
use crate::site::check::postings::Waivers;
use crate::site::document::leaves::{Paragraph, Points};
use crate::site::document::{Element, Leaf, Node, Span};
use crate::site::gate::PageKind;
use crate::site::gate::visible_text::VisibleText;
use crate::site::records::kinds::posting::Posting;
use crate::site::records::types::Record;
use crate::site::source::page::{Page, Subject};

/// Checks the wording of a page. What is said of the whole text is said once, for those the page is for.
pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let &OnePage { site, page, reader, text, .. } = on;
    let config = reader.config;
    let record = match &page.subject {
        Some(Subject::Posting(id)) => reader.records.postings.get(id),
        _ => None,
    };
    if record.is_some_and(|record| record.body.is_closed(config.today)) {
        return;
    }
    let kind = kind(site, page, record);
    let language = config.language.as_str();
    // Pages that records make of something else than openings repeat what their records say.
    if (page.origin.is_some() && record.is_none()) || !lint::may_break(kind, language, text.text()) {
        return;
    }
    let title = page.front.title.clone().unwrap_or_default();
    let mut gathered = Gathered { blocks: Vec::new(), spans: Vec::new(), quotes: kind == Kind::Posting };
    gathered.add(BlockIs::Title, title, Span::default());
    gathered.nodes(&on.lowered.document.nodes);
    let whole = on.is_read_by_its_own();
    let mut found = Diagnostics::default();
    for hit in lint::check(kind, language, &gathered.blocks) {
        if hit.block.is_some() || whole {
            let place = place(&hit, &gathered, page, text, record);
            found.extend(finding(&hit, place));
        }
    }
    let own = page.front.waive.iter().map(|line| (line.value.as_str(), Place::new(&page.source, line.span.clone())));
    let of_record = record
        .into_iter()
        .flat_map(|record| record.body.waive.iter().map(|line| (line.as_str(), record.place.clone())));
    let mut silent = Diagnostics::default();
    let mut recorded = Waivers::new(of_record, &mut silent);
    let mut left = Diagnostics::default();
    recorded.sift(found, &mut left);
    let mut waivers = Waivers::new(own, diags);
    waivers.sift(left, diags);
    if whole {
        waivers.report_unused(diags);
        recorded.report_unused_wording(diags);
    }
}

/// What the text of a page is for.
fn kind(site: &Site<'_>, page: &Page, record: Option<&Record<Posting>>) -> Kind {
    match site.kind(page) {
        _ if record.is_some() => Kind::Posting,
        _ if page.describes.is_some() => Kind::Page,
        PageKind::Posting => Kind::Posting,
        PageKind::Interview => Kind::Kit,
        PageKind::Role => Kind::Role,
        PageKind::Pay => Kind::Pay,
        PageKind::Comparison | PageKind::Guide | PageKind::Faq | PageKind::Glossary | PageKind::Page => Kind::Page,
    }
}

/// A hit as a finding of the rule of the same name.
pub(super) fn finding(hit: &Hit, place: Place) -> Option<Diagnostic> {
    let rule = rules::find(&hit.rule.id)?;
    let most = match hit.level {
        Level::Info => Severity::Info,
        Level::Warning => Severity::Warning,
        Level::Error => Severity::Error,
    };
    Some(Diagnostic::new(rule, place, hit.message("en")).hint(hit.hint("en")).at_most(most))
}

/// Where a hit stands: its words in the text of the page, or in the record; else the beginning of what it is about.
fn place(
    hit: &Hit,
    gathered: &Gathered,
    page: &Page,
    text: &VisibleText<'_>,
    record: Option<&Record<Posting>>,
) -> Place {
    let span = hit.block.map(|block| gathered.spans[block]).filter(|span| span.end > span.start);
    let words = hit.block.map_or("", |block| &gathered.blocks[block].text[hit.range.clone()]);
    if let Some(span) = span {
        let range = span.range();
        let written = text.text().get(range.clone()).unwrap_or_default();
        return match written.find(words).filter(|_| !words.is_empty()) {
            Some(at) => text.place(range.start + at..range.start + at + words.len()),
            None => text.place(range.start..range.start + written.lines().next().unwrap_or("").len()),
        };
    }
    let Some(record) = record else { return Place::new(&page.source, page.body.start..page.body.start) };
    in_source(&record.place, words)
}

/// Words behind a place of a source, up to the next record; the place itself where they are not.
pub(in crate::site) fn in_source(place: &Place, words: &str) -> Place {
    let Some(range) = place.range().filter(|_| !words.is_empty()) else { return place.clone() };
    let rest = &place.text()[range.start..];
    let rest = rest.find("\n[").map_or(rest, |end| &rest[..end]);
    match rest.find(words) {
        Some(at) => Place::new(place.source(), range.start + at..range.start + at + words.len()),
        None => place.clone(),
    }
}

/// The blocks of a body, and where each stands.
struct Gathered {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    /// Whether what stands in a quotation is the page's own word, too.
    quotes: bool,
}

impl Gathered {
    fn add(&mut self, is: BlockIs, text: String, span: Span) {
        if !text.trim().is_empty() {
            self.blocks.push(Block { is, text });
            self.spans.push(span);
        }
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Heading(heading) => {
                    self.add(BlockIs::Heading, inline(&heading.inline, self.quotes), heading.span);
                }
                Node::Element(element) => match element.name {
                    "p" | "td" | "th" | "dt" | "dd" | "summary" | "figcaption" => {
                        self.add(BlockIs::Text, inline(&element.children, self.quotes), element.span);
                    }
                    "li" => self.item(&element.children, element.span),
                    "blockquote" if !self.quotes => {}
                    _ => self.nodes(&element.children),
                },
                Node::Container(container) => self.nodes(&container.nodes),
                Node::Leaf(leaf) => self.leaf(leaf),
                Node::Text(_) | Node::Code(_) => {}
            }
        }
    }

    /// An item, and the lists in it.
    fn item(&mut self, children: &[Node], span: Span) {
        let is_list = |node: &&Node| matches!(node, Node::Element(element) if matches!(element.name, "ul" | "ol"));
        let own: Vec<Node> = children.iter().filter(|node| !is_list(node)).cloned().collect();
        self.add(BlockIs::Item, inline(&own, self.quotes), span);
        children.iter().filter(is_list).for_each(|list| self.nodes(std::slice::from_ref(list)));
    }

    fn leaf(&mut self, leaf: &Leaf) {
        if let Some(Points(lines)) = leaf.of() {
            lines.iter().for_each(|line| self.add(BlockIs::Item, line.clone(), Span::default()));
        } else if let Some(Paragraph(text)) = leaf.of() {
            self.add(BlockIs::Text, text.clone(), Span::default());
        }
    }
}

/// The text of a line; `figures` says whether figures that records hold are the page's own words.
fn inline(nodes: &[Node], figures: bool) -> String {
    let mut text = String::new();
    gather(nodes, figures, &mut text);
    text
}

fn gather(nodes: &[Node], figures: bool, text: &mut String) {
    for (at, node) in nodes.iter().enumerate() {
        match node {
            // A source's figure is what the source says.
            Node::Text(_) if !figures && has_note(&nodes[at + 1..]) => text.push('…'),
            Node::Text(own) => text.push_str(&own.text),
            // What is written as code is named, and not used.
            Node::Element(element) if element.name == "code" => text.push('…'),
            Node::Element(element) if element.name == "br" => text.push('\n'),
            // The note of a figure says where it comes from.
            Node::Element(element) if element.name == "button" || is_of(element, "figure-note") => {}
            Node::Element(element) if element.name == "p" => {
                if !text.is_empty() {
                    text.push('\n');
                }
                gather(&element.children, figures, text);
            }
            node => gather(node.children(), figures, text),
        }
    }
}

/// Whether what stood before is a figure: the mark of its note comes next, or a word on its age.
fn has_note(after: &[Node]) -> bool {
    let blank = |node: &&Node| matches!(node, Node::Text(text) if text.text.trim().is_empty());
    matches!(
        after.iter().find(|node| !blank(node)),
        Some(Node::Element(element)) if is_of(element, "figure-mark") || is_of(element, "mark")
    )
}

fn is_of(element: &Element, class: &str) -> bool {
    element.attribute("class") == Some(class)
}
