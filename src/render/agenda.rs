//! How the time of a conversation goes: a list whose items begin with their minutes has a bar above it, to scale.
//!
//! It must not know which pages have such lists.

use crate::locale::Locale;
use crate::site::document::{Element, Node};

/// Below this share of the whole a part is too narrow for the unit of its minutes.
const NARROW: u64 = 12;

/// A body whose lists of minutes have a bar each, for the eye; the list says the same.
pub(super) fn drawn(nodes: &[Node], words: &Locale) -> Vec<Node> {
    let with_bar = |node: &Node| {
        let bar = parts(node).map(|minutes| bar(&minutes, words));
        bar.into_iter().chain([node.clone()])
    };
    nodes.iter().flat_map(with_bar).collect()
}

/// The minutes of each part, where all items of an ordered list begin with theirs in bold: `**5 minutes.** Who we are.`
pub(super) fn parts(node: &Node) -> Option<Vec<u64>> {
    let list = element(node, "ol")?;
    let items = list.children.iter().filter_map(|node| element(node, "li"));
    let parts: Option<Vec<u64>> = items.map(minutes).collect();
    parts.filter(|parts| parts.len() > 1 && parts.iter().all(|minutes| *minutes > 0))
}

/// The number that an item begins with, in bold.
fn minutes(item: &Element) -> Option<u64> {
    let first = item.children.first()?;
    let first = element(first, "p").map_or(Some(first), |paragraph| paragraph.children.first())?;
    match element(first, "strong")?.children.first()? {
        Node::Text(text) => text.text.split_whitespace().next()?.parse().ok(),
        _ => None,
    }
}

fn element<'n>(node: &'n Node, name: &str) -> Option<&'n Element> {
    match node {
        Node::Element(element) if element.name == name => Some(element),
        _ => None,
    }
}

fn bar(minutes: &[u64], words: &Locale) -> Node {
    let total: u64 = minutes.iter().sum();
    let with_units = minutes.iter().all(|part| part * NARROW >= total);
    let mut start = 0;
    let parts = minutes.iter().zip(1..).map(|(part, number)| {
        let (from, wide) = (share(start, total), share(*part, total));
        start += part;
        let class = if with_units { "min brief" } else { "min" };
        let unit = with_units.then(|| text("0", "42", "min whole", &words.say_count("interview.min", *part)));
        let rect = new("rect", &[("y", "1"), ("width", "100%"), ("height", "26")], Vec::new());
        let said = [rect, text("8", "19", "", &format!("{number}")), text("0", "42", class, &format!("{part}"))];
        new("svg", &[("x", &from), ("width", &wide), ("height", "46")], said.into_iter().chain(unit).collect())
    });
    let parts = parts.collect();
    let drawing = [("class", "timeline"), ("width", "100%"), ("height", "46"), ("aria-hidden", "true")];
    new("div", &[("class", "kit-time")], vec![new("svg", &drawing, parts)])
}

/// A part of the whole in percent, rounded to hundredths.
fn share(part: u64, total: u64) -> String {
    let hundredths = (part * 20_000 + total) / (total * 2);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

fn text(x: &str, y: &str, class: &str, said: &str) -> Node {
    let attributes = [("x", x), ("y", y), ("class", class)];
    let kept = if class.is_empty() { 2 } else { 3 };
    new("text", &attributes[..kept], vec![Node::text(said)])
}

fn new(name: &'static str, attributes: &[(&'static str, &str)], children: Vec<Node>) -> Node {
    Node::Element(Element::new(name, attributes, children))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[&str]) -> Node {
        let item = |said: &&str| {
            let strong = new("strong", &[], vec![Node::text(said)]);
            new("li", &[], vec![strong, Node::text(" Who we are.")])
        };
        new("ol", &[], items.iter().map(item).collect())
    }

    #[test]
    fn minutes_are_a_bar_to_scale_and_other_lists_are_not() {
        assert_eq!(parts(&list(&["5 minutes.", "15 Minuten."])), Some(vec![5, 15]));
        assert_eq!(parts(&list(&["5 minutes.", "First."])), None);
        assert_eq!(parts(&list(&["5 minutes."])), None);
        assert_eq!(parts(&list(&["0 minutes.", "0 minutes."])), None);
        let drawn = drawn(&[list(&["First.", "Second."]), list(&["5 minutes.", "10 minutes."])], &Locale::default());
        assert_eq!(drawn.len(), 3);
        let bar = element(&drawn[1], "div").expect("a bar stands before the list");
        let svg = element(&bar.children[0], "svg").expect("it is drawn");
        let places: Vec<_> = svg
            .children
            .iter()
            .filter_map(|part| element(part, "svg"))
            .map(|part| (part.attribute("x"), part.attribute("width")))
            .collect();
        assert_eq!(places, [(Some("0.00%"), Some("33.33%")), (Some("33.33%"), Some("66.67%"))]);
    }
}
