//! Puts what the addresses of a page lead to in their place, once its tree stands: those of Markdown and of raw HTML.
//!
//! It must not know where they lead.

use super::{AddressUse, Span};
use crate::site::document::{Element, Layout, Node, Text, Value};

/// Answers an address that stands at this range of the text, or drops it.
type Answer<'a> = &'a mut dyn FnMut(&str, AddressUse, Span) -> Option<String>;

/// Answers every address in `nodes`, which were read from `text`. A link that leads nowhere leaves its words, an image
/// its description.
pub(super) fn answer(nodes: &mut Vec<Node>, text: &str, answer_one: Answer<'_>) {
    let mut at = 0;
    while at < nodes.len() {
        if let Some(children) = nodes[at].children_mut() {
            answer(children, text, answer_one);
        }
        let gone = match &mut nodes[at] {
            Node::Element(element) => answer_element(element, text, answer_one),
            _ => None,
        };
        match gone {
            Some(left) => at += put(nodes, at, left),
            None => at += 1,
        }
    }
}

/// Puts nodes in the place of one; how many they are.
fn put(nodes: &mut Vec<Node>, at: usize, left: Vec<Node>) -> usize {
    let count = left.len();
    nodes.splice(at..=at, left);
    count
}

/// Answers the address of an element. What is left of it when it has none any more.
fn answer_element(element: &mut Element, text: &str, answer_one: Answer<'_>) -> Option<Vec<Node>> {
    let asks = |value: &Value| matches!(value, Value::Asked(_));
    let at = element.attributes.iter().position(|attribute| asks(&attribute.value))?;
    let Value::Asked(address) = &element.attributes[at].value else { return None };
    let use_ = match element.name {
        "img" => AddressUse::Image,
        "iframe" => AddressUse::Frame,
        "video" | "audio" | "source" | "track" => AddressUse::Media,
        _ => AddressUse::Link,
    };
    let span = match is_of_markdown(element) {
        true => element.span.range(),
        false => find(text, address, element.span.range()),
    };
    if let Some(href) = answer_one(address, use_, span.clone()) {
        element.attributes[at].value = Value::Is(href.into());
        return None;
    }
    if matches!(use_, AddressUse::Frame | AddressUse::Media) {
        let is_whole = address.contains("://") && !matches!(element.name, "source" | "track");
        let href = if is_whole { answer_one(address, AddressUse::Link, span) } else { None };
        let words = element.attribute("title").filter(|title| !title.trim().is_empty()).unwrap_or(address);
        let words = Node::Text(Text { text: words.into(), span: element.span });
        let link = href.map(|href| Element::new("a", &[("href", &href)], vec![words]));
        return Some(link.map(Node::Element).into_iter().collect());
    }
    let kept = std::mem::take(&mut element.attributes).into_vec().into_iter().filter(|kept| !asks(&kept.value));
    element.attributes = kept.collect();
    if use_ == AddressUse::Image {
        let alt = element.attribute("alt").unwrap_or_default().into();
        return Some(vec![Node::Text(Text { text: alt, span: element.span })]);
    }
    is_of_markdown(element).then(|| std::mem::take(&mut element.children))
}

/// Whether Markdown made the element, and no tag of raw HTML.
fn is_of_markdown(element: &Element) -> bool {
    element.layout == Layout::Lines
}

/// Where an address stands in a tag of raw HTML.
fn find(text: &str, address: &str, tag: Span) -> Span {
    let within = text.get(tag.clone()).unwrap_or_default();
    let escaped = address.replace('&', "&amp;");
    for wanted in [address, escaped.as_str()] {
        if let Some(found) = within.find(wanted) {
            return tag.start + found..tag.start + found + wanted.len();
        }
    }
    tag
}
