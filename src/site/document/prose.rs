//! Prose that no author wrote: the elements that blocks drawn from data say themselves in.

use super::leaf::Around;
use super::tables::PaySource;
use super::tables::roles::Named;
use super::{Element, Node};
use crate::locale::{Locale, Piece};

/// An element without attributes.
pub fn element(name: &'static str, children: Vec<Node>) -> Node {
    Node::Element(Element::new(name, &[], children))
}

/// A paragraph of plain text.
pub fn paragraph(text: &str) -> Node {
    element("p", vec![Node::text(text)])
}

/// A paragraph that names what follows.
pub fn label(text: &str) -> Node {
    element("p", vec![strong(text)])
}

/// Words that matter more.
pub fn strong(text: &str) -> Node {
    element("strong", vec![Node::text(text)])
}

/// A link.
pub fn link(href: &str, text: &str) -> Node {
    Node::Element(Element::new("a", &[("href", href)], vec![Node::text(text)]))
}

/// A heading that no outline has.
pub fn heading(text: &str) -> Node {
    element("h2", vec![Node::text(text)])
}

/// A list with these items.
pub fn list(name: &'static str, items: impl IntoIterator<Item = Vec<Node>>) -> Node {
    element(name, items.into_iter().map(|item| element("li", item)).collect())
}

/// A list whose items are plain text.
pub fn lines<T: AsRef<str>>(name: &'static str, items: impl IntoIterator<Item = T>) -> Node {
    list(name, items.into_iter().map(|item| vec![Node::text(item.as_ref())]))
}

/// A term of a list of terms, and what is said of it.
pub fn term(term: Vec<Node>, said: impl IntoIterator<Item = Vec<Node>>) -> Vec<Node> {
    let said = said.into_iter().map(|said| element("dd", said));
    [element("dt", term)].into_iter().chain(said).collect()
}

/// A term and one thing that is said of it, both plain text.
pub fn fact(name: &str, said: &str) -> Vec<Node> {
    term(vec![Node::text(name)], [vec![Node::text(said)]])
}

/// A heading cell.
pub fn th(children: Vec<Node>) -> Node {
    element("th", children)
}

/// A cell.
pub fn td(children: Vec<Node>) -> Node {
    element("td", children)
}

/// A cell as wide as so many columns.
pub fn wide(name: &'static str, columns: usize, text: &str) -> Node {
    Node::Element(Element::new(name, &[("colspan", &columns.to_string())], vec![Node::text(text)]))
}

/// A table: a heading cell for each of `head`, then its rows of cells.
pub fn table<T: AsRef<str>>(caption: &str, head: impl IntoIterator<Item = T>, rows: Vec<Vec<Node>>) -> Node {
    let head = head.into_iter().map(|cell| th(vec![Node::text(cell.as_ref())])).collect();
    table_of(caption, head, rows)
}

/// A table: the cells of its head, then its rows of cells.
pub fn table_of(caption: &str, head: Vec<Node>, rows: Vec<Vec<Node>>) -> Node {
    let caption = element("caption", vec![Node::text(caption)]);
    let rows = [head].into_iter().chain(rows).map(|cells| element("tr", cells));
    element("table", [caption].into_iter().chain(rows).collect())
}

/// What lies below a summary that opens it.
pub fn folded(summary: Vec<Node>, children: Vec<Node>) -> Node {
    element("details", [element("summary", summary)].into_iter().chain(children).collect())
}

impl Around<'_> {
    /// A name, as a link where it has a page.
    pub fn named(&self, name: &Named) -> Node {
        self.name(&name.title, name.path.as_deref())
    }

    /// A name, as a link where there is a path, from the site's root.
    pub fn name(&self, title: &str, path: Option<&str>) -> Node {
        path.map_or_else(|| Node::text(title), |path| link(&format!("{}{path}", self.root), title))
    }

    /// A message in which `inside` stands for the argument `name`.
    pub fn say_with(&self, key: &str, name: &str, inside: &Node) -> Vec<Node> {
        let pieces = self.words.pieces(key, None).unwrap_or_default();
        let node = |piece| match piece {
            Piece::Text(text) => Node::text(text),
            Piece::Gap(gap) if gap == name => inside.clone(),
            Piece::Gap(gap) => Node::text(gap),
        };
        pieces.into_iter().map(node).collect()
    }

    /// Sources, each with a link and its date where it has them.
    pub fn sources(&self, name: &'static str, sources: &[PaySource]) -> Node {
        list(name, sources.iter().map(|one| source(one, self.words)))
    }
}

/// A source: who published it, its title, and its date.
pub fn source(source: &PaySource, words: &Locale) -> Vec<Node> {
    let comma = words.comma();
    let title = source.url.as_ref().map_or_else(|| Node::text(&source.title), |url| link(url, &source.title));
    let mut said = vec![Node::text(&format!("{}{comma}", source.publisher)), title];
    if !source.date.is_empty() {
        said.push(Node::text(&format!("{comma}{}", source.date)));
    }
    said
}
