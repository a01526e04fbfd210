//! The tree that a page's body is: elements and texts of its prose, and blocks that a theme draws.
//!
//! It must not know how a node is printed.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::{Container, Heading, Leaf};

/// A node of a body, with where it stands in the text that its audience reads.
#[derive(Debug, Clone)]
pub enum Node {
    /// An element of the prose.
    Element(Element),
    /// Plain text.
    Text(Text),
    /// A heading, levels 2 to 6.
    Heading(Box<Heading>),
    /// A fenced or indented code block.
    Code(Code),
    /// A block with content.
    Container(Box<Container>),
    /// A block drawn from data.
    Leaf(Leaf),
}

/// Where a node stands: a byte range of the text that the page's audience reads, empty for what records make.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// Its first byte.
    pub start: u32,
    /// The byte behind its last one.
    pub end: u32,
}

/// An element of the prose.
#[derive(Debug, Clone)]
pub struct Element {
    /// Its name, in lower case.
    pub name: &'static str,
    /// Its attributes, in the order in which they are printed.
    pub attributes: Box<[Attribute]>,
    /// What it holds.
    pub children: Vec<Node>,
    /// Where it stands.
    pub span: Span,
    /// Where its tags stand among lines.
    pub layout: Layout,
}

/// An attribute of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: Value,
}

/// The value of an attribute, unescaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// The attribute's name alone says it.
    Bare,
    /// This text.
    Is(Cow<'static, str>),
    /// An address as an author wrote it. Nothing prints it: what it leads to takes its place before the page is shown.
    Asked(Box<str>),
}

/// Where the tags of an element stand among the lines of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// On lines of their own as far as its name is a block's.
    Lines,
    /// Just where they are: the white space around them is somebody's own.
    Inline,
}

/// Plain text.
#[derive(Debug, Clone)]
pub struct Text {
    /// The characters, unescaped.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// A code block.
#[derive(Debug, Clone)]
pub struct Code {
    /// The first word of the fence's info string.
    pub language: Option<Box<str>>,
    /// What stands above it, plain text: most often the name of a file.
    pub title: Option<Box<str>>,
    /// The lines that are marked, counted from 1.
    pub lines: Box<[RangeInclusive<usize>]>,
    /// The code, unescaped.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// Text that no author wrote into the page.
    pub fn text(text: &str) -> Node {
        Node::Text(Text { text: text.into(), span: Span::default() })
    }

    /// A block drawn from data.
    pub fn leaf(leaf: Leaf) -> Node {
        Node::Leaf(leaf)
    }

    /// The nodes directly in this one.
    pub fn children(&self) -> &[Node] {
        match self {
            Node::Element(element) => &element.children,
            Node::Heading(heading) => &heading.inline,
            Node::Container(container) => &container.nodes,
            Node::Text(_) | Node::Code(_) | Node::Leaf(_) => &[],
        }
    }

    /// The nodes directly in this one, to be changed.
    pub(in crate::site) fn children_mut(&mut self) -> Option<&mut Vec<Node>> {
        match self {
            Node::Element(element) => Some(&mut element.children),
            Node::Heading(heading) => Some(&mut heading.inline),
            Node::Container(container) => Some(&mut container.nodes),
            Node::Text(_) | Node::Code(_) | Node::Leaf(_) => None,
        }
    }
}

impl Code {
    /// Code that no author wrote into the page.
    #[cfg(test)]
    pub fn of_text(language: &str, text: &str) -> Code {
        let (language, text) = (Some(language.into()), text.into());
        Code { language, title: None, lines: Box::default(), text, span: Span::default() }
    }
}

impl Element {
    /// An element that no author wrote into the page.
    pub fn new(name: &'static str, attributes: &[(&'static str, &str)], children: Vec<Node>) -> Element {
        let attributes = attributes.iter().map(|(name, value)| Attribute::new(name, (*value).to_owned()));
        let (span, layout) = (Span::default(), Layout::Lines);
        Element { name, attributes: attributes.collect(), children, span, layout }
    }

    /// The value of an attribute; empty text for one without a value, and for an address that is not yet known.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| match &attribute.value {
            Value::Is(value) => value.as_ref(),
            Value::Bare | Value::Asked(_) => "",
        })
    }
}

impl Attribute {
    /// An attribute with this value.
    pub fn new(name: &'static str, value: impl Into<Cow<'static, str>>) -> Attribute {
        Attribute { name, value: Value::Is(value.into()) }
    }

    /// An attribute without a value.
    pub fn bare(name: &'static str) -> Attribute {
        Attribute { name, value: Value::Bare }
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { start: offset(range.start), end: offset(range.end) }
    }
}

impl Span {
    /// The bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}
