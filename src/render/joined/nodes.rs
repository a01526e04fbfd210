//! The nodes of a page as a part of a document: ids, what names them, and addresses, changed where the tree holds them.

use std::collections::BTreeSet;

use super::Part;
use crate::site::document::{Attribute, Container, Element, Heading, Node, Value};

/// Attributes that name ids of the same page, one or several.
const NAMES_IDS: [&str; 13] = [
    "for",
    "headers",
    "list",
    "form",
    "popovertarget",
    "commandfor",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-errormessage",
    "aria-activedescendant",
];

/// Roles that make a part of a page a landmark.
const LANDMARKS: [&str; 7] =
    ["region", "navigation", "complementary", "search", "form", "doc-endnotes", "doc-bibliography"];

/// Elements that the browser groups by their `name`.
const GROUPED: [&str; 4] = ["input", "select", "textarea", "details"];

/// Every id in a page's text; those of what blocks draw are named by nobody else.
pub(super) fn ids(nodes: &[Node]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    gather(nodes, &mut found);
    found
}

fn gather(nodes: &[Node], found: &mut BTreeSet<String>) {
    for node in nodes {
        let id = match node {
            Node::Element(element) => element.attribute("id"),
            Node::Heading(heading) => Some(heading.id.as_str()),
            Node::Container(container) => container.id.as_deref(),
            Node::Text(_) | Node::Code(_) | Node::Leaf(_) => None,
        };
        found.extend(id.map(str::to_owned));
        gather(node.children(), found);
    }
}

/// The nodes as they stand in the document. Whoever draws headings lowers them.
pub(super) fn in_document(part: &Part<'_>, nodes: &[Node]) -> Vec<Node> {
    let node = |node: &Node| match node {
        Node::Element(one) => Node::Element(element(part, one)),
        Node::Heading(heading) => {
            let (id, inline) = (part.id_in(&heading.id), in_document(part, &heading.inline));
            let (classes, text) = (heading.classes.clone(), heading.text.clone());
            Node::Heading(Box::new(Heading { id, inline, classes, text, ..**heading }))
        }
        Node::Container(container) => {
            let id = container.id.as_ref().map(|id| part.id_in(id));
            let (nodes, kind) = (in_document(part, &container.nodes), container.kind.clone());
            let (label, classes) = (container.label.clone(), container.classes.clone());
            Node::Container(Box::new(Container { id, nodes, kind, label, classes, ..**container }))
        }
        Node::Text(_) | Node::Code(_) | Node::Leaf(_) => node.clone(),
    };
    nodes.iter().map(node).collect()
}

/// Parts of several pages may have one name, so that none of them is a landmark; a form without a name is none.
fn element(part: &Part<'_>, element: &Element) -> Element {
    let is_kept = |attribute: &&Attribute| element.name != "form" || !attribute.name.starts_with("aria-label");
    let kept = element.attributes.iter().filter(is_kept);
    let mut attributes: Vec<Attribute> = kept.map(|one| attribute(part, element.name, one)).collect();
    let is_named = ["aria-label", "aria-labelledby"].iter().any(|name| element.attribute(name).is_some());
    if element.name == "section" && is_named && element.attribute("role").is_none() {
        attributes.push(Attribute::new("role", "group"));
    }
    let children = in_document(part, &element.children);
    Element { name: lowered(element.name), attributes: attributes.into(), children, ..*element }
}

fn attribute(part: &Part<'_>, element: &str, attribute: &Attribute) -> Attribute {
    let value = match &attribute.value {
        Value::Is(value) if !value.is_empty() => value,
        Value::Is(_) | Value::Bare | Value::Asked(_) => return attribute.clone(),
    };
    let changed = match attribute.name {
        "id" => part.id_in(value),
        "name" if GROUPED.contains(&element) => part.id_in(value),
        "href" => part.link(value),
        "src" | "poster" | "action" | "formaction" => part.moved(value),
        "srcset" => part.candidates(value),
        "role" if LANDMARKS.contains(&&**value) => "group".to_owned(),
        name if NAMES_IDS.contains(&name) => {
            value.split_whitespace().map(|id| part.id_in(id)).collect::<Vec<_>>().join(" ")
        }
        _ => return attribute.clone(),
    };
    Attribute::new(attribute.name, changed)
}

/// The name of an element; that of a heading, one level lower.
fn lowered(name: &'static str) -> &'static str {
    match name {
        "h1" => "h2",
        "h2" => "h3",
        "h3" => "h4",
        "h4" => "h5",
        "h5" => "h6",
        other => other,
    }
}
