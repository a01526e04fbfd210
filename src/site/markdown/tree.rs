//! Builds the tree of a body: elements open and close, whoever wrote them, and what is left open is closed.
//!
//! It must not know Markdown, nor which elements are safe.

use super::Span;
use crate::site::document::{Attribute, Element, Layout, Node, Text, Value};

/// The tree so far. The children of every open element stand at the end of one list, innermost last.
#[derive(Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    open: Vec<Open>,
    /// Text that is not yet a node, because more may follow.
    text: String,
    text_span: Span,
    /// About how many bytes the page takes so far.
    pub(super) size: usize,
    /// How many elements and texts there are so far, those that were taken out of it again included.
    pub(super) parts: usize,
}

/// An element that is open.
struct Open {
    name: &'static str,
    attributes: Vec<Attribute>,
    span: Span,
    layout: Layout,
    /// How many nodes stood before its first child.
    from: usize,
    /// Whether raw HTML opened it.
    is_raw: bool,
    /// Whether it goes with all it holds.
    is_dropped: bool,
}

/// A place in a tree where something apart begins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark {
    nodes: usize,
    open: usize,
}

impl Tree {
    /// Opens an element of Markdown.
    pub(super) fn open(&mut self, name: &'static str, attributes: Vec<Attribute>, span: &Span) {
        self.push_open(name, attributes, span, Layout::Lines, false);
    }

    /// Opens an element that stands in a line.
    pub(super) fn open_inline(&mut self, name: &'static str, attributes: Vec<Attribute>, span: &Span) {
        self.push_open(name, attributes, span, Layout::Inline, false);
    }

    /// Opens an element of raw HTML.
    pub(super) fn open_raw(&mut self, name: &'static str, attributes: Vec<Attribute>, span: &Span) {
        self.push_open(name, attributes, span, Layout::Inline, true);
    }

    /// Opens an element of raw HTML that goes with all it holds.
    pub(super) fn open_dropped(&mut self, name: &'static str, span: &Span) {
        self.push_open(name, Vec::new(), span, Layout::Inline, true);
        if let Some(open) = self.open.last_mut() {
            open.is_dropped = true;
        }
    }

    fn push_open(&mut self, name: &'static str, attributes: Vec<Attribute>, span: &Span, layout: Layout, is_raw: bool) {
        self.flush();
        self.size += weight(name, &attributes);
        self.parts += 1;
        let (span, from) = (span.clone(), self.nodes.len());
        self.open.push(Open { name, attributes, span, layout, from, is_raw, is_dropped: false });
    }

    /// Closes the innermost element of Markdown, with what raw HTML left open in it, when it has this name. It has another
    /// when raw HTML closed that element.
    pub(super) fn close(&mut self, name: &str) {
        let innermost = self.open.iter().rposition(|open| !open.is_raw);
        if let Some(at) = innermost.filter(|at| self.open[*at].name == name) {
            self.close_to(at);
        }
    }

    /// Closes the innermost element of raw HTML of that name since `mark`, with what is open in it. No tag of raw HTML
    /// closes what Markdown opened, but for a paragraph.
    pub(super) fn close_raw(&mut self, name: &str, mark: Mark) {
        for at in (mark.open..self.open.len()).rev() {
            let open = &self.open[at];
            if open.is_raw && open.name == name {
                return self.close_to(at);
            }
            if !open.is_raw && open.name != "p" {
                return;
            }
        }
    }

    /// The name of the innermost open element, when raw HTML opened it since `mark`.
    pub(super) fn innermost_raw(&self, mark: Mark) -> Option<&'static str> {
        self.open[mark.open..].last().filter(|open| open.is_raw).map(|open| open.name)
    }

    /// Gives the innermost open elements that hold nothing yet a class, as far as the outermost of them has this name.
    pub(super) fn mark_empty(&mut self, name: &str, class: &'static str) {
        let count = self.nodes.len();
        if !self.text.is_empty() {
            return;
        }
        let empty = self.open.iter_mut().rev().take_while(|open| open.from == count);
        if let Some(open) = empty.take(2).find(|open| open.name == name) {
            open.attributes.push(Attribute::new("class", class));
        }
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str, span: &Span) {
        if self.text.is_empty() {
            self.text_span.start = span.start;
        }
        self.text_span.end = span.end;
        self.text.push_str(text);
        self.size += text.len();
    }

    /// Keeps the text so far apart from what follows: an element stood between them that is left out, and what is read in
    /// a text, such as an address, does not reach over it.
    pub(super) fn part_text(&mut self) {
        self.flush();
    }

    /// Adds a node that holds what it holds.
    pub(super) fn push(&mut self, node: Node) {
        self.flush();
        self.parts += 1;
        self.nodes.push(node);
    }

    /// What was added or closed last.
    pub(super) fn last(&self) -> Option<&Node> {
        self.nodes.last()
    }

    /// Adds an element without children that stands in a line.
    pub(super) fn void(&mut self, name: &'static str, attributes: Vec<Attribute>, span: &Span) {
        self.void_as(name, attributes, span, Layout::Inline);
    }

    /// Adds an element without children.
    pub(super) fn void_as(&mut self, name: &'static str, attributes: Vec<Attribute>, span: &Span, layout: Layout) {
        self.size += weight(name, &attributes);
        let (attributes, children, span) = (attributes.into(), Vec::new(), span.clone().into());
        self.push(Node::Element(Element { name, attributes, children, span, layout }));
    }

    /// Begins to gather apart.
    pub(super) fn mark(&mut self) -> Mark {
        self.flush();
        Mark { nodes: self.nodes.len(), open: self.open.len() }
    }

    /// What was gathered since `mark`; what is open there is closed.
    pub(super) fn take(&mut self, mark: Mark) -> Vec<Node> {
        self.close_to(mark.open);
        self.flush();
        self.nodes.split_off(mark.nodes)
    }

    fn close_to(&mut self, at: usize) {
        self.flush();
        while self.open.len() > at
            && let Some(open) = self.open.pop()
        {
            let children = self.nodes.split_off(open.from);
            if open.is_dropped {
                continue;
            }
            let (attributes, span) = (open.attributes.into(), open.span.into());
            let element = Element { name: open.name, attributes, children, span, layout: open.layout };
            self.nodes.push(Node::Element(element));
        }
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let node = Text { text: self.text.as_str().into(), span: self.text_span.clone().into() };
            self.text.clear();
            self.parts += 1;
            self.nodes.push(Node::Text(node));
        }
    }
}

/// About how many bytes an element takes.
fn weight(name: &str, attributes: &[Attribute]) -> usize {
    let of_value = |value: &Value| match value {
        Value::Is(value) => value.len(),
        Value::Asked(value) => value.len(),
        Value::Bare => 0,
    };
    let attributes = attributes.iter().map(|attribute| 4 + attribute.name.len() + of_value(&attribute.value));
    2 * name.len() + 6 + attributes.sum::<usize>()
}
