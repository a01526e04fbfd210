//! The last touch on a body: names of columns in the cells of comparisons, and addresses for paper.
//!
//! It reads the tree. It must not know templates.

use std::convert::Infallible;

use tera::Value;

use super::values::text;
use crate::site::document::{Attribute, Element, Node, write_html};

/// A body whose tables compare: each cell names its column, so that a narrow screen can show them one below the other,
/// and a row whose cells are all the same says so. Tables of blocks have markup of their own.
pub(super) fn compared(nodes: &[Node]) -> Vec<Node> {
    let mut nodes = nodes.to_vec();
    nodes.iter_mut().for_each(compare);
    nodes
}

fn compare(node: &mut Node) {
    match node {
        Node::Element(element) if element.name == "table" => compare_table(element),
        Node::Element(element) => element.children.iter_mut().for_each(compare),
        Node::Container(container) => container.nodes.iter_mut().for_each(compare),
        _ => {}
    }
}

fn compare_table(table: &mut Element) {
    let head = table.children.iter().flat_map(elements).find(|part| part.name == "thead");
    let cells = head.into_iter().flat_map(|head| &head.children).flat_map(elements).flat_map(|row| &row.children);
    let names: Vec<String> = cells.flat_map(elements).map(|cell| words(&cell.children)).collect();
    let bodies = table.children.iter_mut().filter_map(|part| element_mut(part, "tbody"));
    for row in bodies.flat_map(|body| &mut body.children).filter_map(|row| element_mut(row, "tr")) {
        let shown: Vec<String> = row.children.iter().flat_map(elements).map(|cell| html(&cell.children)).collect();
        if shown.len() > 2 && shown[1..].iter().all(|cell| *cell == shown[1] && !cell.is_empty()) {
            add_first(row, Attribute::new("class", "same"));
        }
        for (cell, name) in row.children.iter_mut().zip(&names).skip(1).filter(|(_, name)| !name.is_empty()) {
            if let Node::Element(cell) = cell {
                add_first(cell, Attribute::new("data-of", name.clone()));
            }
        }
    }
}

fn elements(node: &Node) -> Option<&Element> {
    match node {
        Node::Element(element) => Some(element),
        _ => None,
    }
}

fn element_mut<'n>(node: &'n mut Node, name: &str) -> Option<&'n mut Element> {
    match node {
        Node::Element(element) if element.name == name => Some(element),
        _ => None,
    }
}

fn add_first(element: &mut Element, attribute: Attribute) {
    element.attributes = [attribute].into_iter().chain(element.attributes.iter().cloned()).collect();
}

/// The words of a heading cell, all of them.
fn words(nodes: &[Node]) -> String {
    let of_node = |node: &Node| match node {
        Node::Text(text) => text.text.to_string(),
        node => words(node.children()),
    };
    nodes.iter().map(of_node).collect::<String>().trim().to_owned()
}

fn html(nodes: &[Node]) -> String {
    let mut html = String::new();
    let Ok(()) = write_html(nodes, &mut html, &mut |_, _| Ok::<(), Infallible>(()));
    html
}

/// Where the links of a body that lead to other sites go, in order.
pub(super) fn outside_links(nodes: &[Node]) -> Value {
    let mut found = Vec::new();
    gather(nodes, &mut found);
    Value::from(found.into_iter().map(text).collect::<Vec<_>>())
}

fn gather<'n>(nodes: &'n [Node], found: &mut Vec<&'n str>) {
    for node in nodes {
        match node {
            Node::Element(element) if element.name == "a" => {
                found.extend(element.attribute("href").filter(|href| href.starts_with("http")));
            }
            Node::Leaf(leaf) => found.extend(leaf.sources()),
            _ => {}
        }
        gather(node.children(), found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(name: &'static str, children: Vec<Node>) -> Node {
        Node::Element(Element::new(name, &[], children))
    }

    fn cells(name: &'static str, cells: [Vec<Node>; 3]) -> Node {
        element("tr", cells.into_iter().map(|cell| element(name, cell)).collect())
    }

    #[test]
    fn cells_name_their_columns() {
        let link = element("a", vec![Node::text("A & B")]);
        let head = element("thead", vec![cells("th", [vec![Node::text("What")], vec![link], vec![]])]);
        let (x, z) = (|| vec![Node::text("x")], || vec![Node::text("z")]);
        let mut aligned = Element::new("td", &[("class", "align-end")], x());
        aligned.span = crate::site::document::Span { start: 1, end: 2 };
        let first = element("tr", vec![element("td", z()), Node::Element(aligned), element("td", z())]);
        let body = element("tbody", vec![first, cells("td", [x(), z(), z()])]);
        let labelled = html(&compared(&[element("p", z()), element("table", vec![head, body])]));
        assert!(
            labelled.contains("<td>z</td><td data-of=\"A &amp; B\" class=\"align-end\">x</td><td>z</td></tr>"),
            "{labelled}"
        );
        assert!(labelled.contains("<tr class=\"same\"><td>x</td><td data-of=\"A &amp; B\">z</td>"), "{labelled}");
        assert!(labelled.starts_with("<p>z</p>\n<table>"), "{labelled}");
    }

    #[test]
    fn links_to_other_sites_are_gathered_in_order() {
        let link = |href: &str| Node::Element(Element::new("a", &[("href", href)], vec![]));
        let outside = [link("https://x.example/?a&b"), link("http://y.example")];
        let nodes = [vec![link("../a/")], outside.to_vec()].concat();
        let mut found = Vec::new();
        let body = [element("p", nodes)];
        gather(&body, &mut found);
        assert_eq!(found, ["https://x.example/?a&b", "http://y.example"]);
    }
}
