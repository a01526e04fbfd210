//! What a page's text holds that the theme may have a script or a style sheet for.
//!
//! It reads the tree. It must not know which scripts there are.

use tera::Value;

use super::agenda;
use super::values::{map, maybe};
use crate::site::document::leaves::Scorecard;
use crate::site::document::tables::jobs::{ApplyLink, PostingFacts};
use crate::site::document::tables::{DataTable, FitForm, PanelKit, PanelView, stacks};
use crate::site::document::{Element, Leaf, Node};

/// Whether there are `tasks` to tick, `data_tables` to sort, tables that a phone `stacks`, `pictures`, and a list of how the time goes, `timed`; the heading that the first `scorecard` stands below.
pub(super) fn of(nodes: &[Node]) -> Value {
    let is = |element: &Element, name: &str, class: &str| {
        element.name == name && element.attribute("class").is_some_and(|of| of == class)
    };
    let holds = |wanted: &dyn Fn(&Node) -> bool| Value::from(any(nodes, wanted));
    map([
        ("tasks", holds(&|node| matches!(node, Node::Element(element) if is(element, "li", "task")))),
        (
            "data_tables",
            holds(&|node| match node {
                Node::Element(element) => is(element, "table", "data"),
                Node::Leaf(leaf) => leaf.of().is_some_and(DataTable::holds_data),
                _ => false,
            }),
        ),
        (
            "stacks",
            holds(&|node| match node {
                Node::Element(element) => is(element, "div", "table-scroll stacks"),
                Node::Leaf(leaf) => leaf.of().is_some_and(|table: &DataTable| stacks(table.columns.len())),
                _ => false,
            }),
        ),
        ("pictures", holds(&|node| matches!(node, Node::Element(element) if element.name == "img"))),
        ("timed", holds(&|node| agenda::parts(node).is_some())),
        ("scorecard", maybe(below(nodes, &mut None, &is_scorecard))),
    ])
}

/// Whether there is a scorecard to fill in.
pub(super) fn a_scorecard(nodes: &[Node]) -> bool {
    any(nodes, &is_scorecard)
}

/// Whether there is a questionnaire that leads to a role.
pub(super) fn a_questionnaire(nodes: &[Node]) -> bool {
    any(nodes, &|node| matches!(node, Node::Leaf(leaf) if leaf.of::<FitForm>().is_some()))
}

/// Where to apply for the opening that the page is about; nothing where nobody can.
pub(super) fn apply(nodes: &[Node]) -> Option<&ApplyLink> {
    nodes.iter().find_map(|node| match node {
        Node::Leaf(leaf) => leaf.of::<PostingFacts>()?.apply.as_ref(),
        node => apply(node.children()),
    })
}

fn is_scorecard(node: &Node) -> bool {
    let is_one = |leaf: &Leaf| {
        let of_panel = leaf.of().is_some_and(|kit: &PanelKit| matches!(kit.view, PanelView::Scorecard));
        of_panel || leaf.of::<Scorecard>().is_some()
    };
    matches!(node, Node::Leaf(leaf) if is_one(leaf))
}

/// The id of the heading before the first of the nodes, or of those in them, that is wanted; nothing where none is.
fn below<'n>(nodes: &'n [Node], last: &mut Option<&'n str>, wanted: &dyn Fn(&Node) -> bool) -> Option<&'n str> {
    nodes.iter().find_map(|node| {
        if let Node::Heading(heading) = node {
            *last = Some(&heading.id);
        }
        if wanted(node) { *last } else { below(node.children(), last, wanted) }
    })
}

/// Whether one of the nodes, or of those in them, is wanted.
fn any(nodes: &[Node], wanted: &dyn Fn(&Node) -> bool) -> bool {
    nodes.iter().any(|node| wanted(node) || any(node.children(), wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::document::Heading;

    #[test]
    fn what_is_deep_in_the_tree_is_found_and_nothing_else() {
        let element =
            |name, class: &str, inside: Vec<Node>| Node::Element(Element::new(name, &[("class", class)], inside));
        let said = |node: Node| {
            let of = of(&[element("div", "", vec![node])]);
            ["tasks", "data_tables", "pictures"].map(|key| of.get_from_path(key).is_some_and(Value::is_truthy))
        };
        assert_eq!(said(element("li", "task", vec![])), [true, false, false]);
        assert_eq!(said(element("table", "data", vec![])), [false, true, false]);
        assert_eq!(said(element("img", "", vec![])), [false, false, true]);
        let heading = |id: &str| Node::Heading(Box::new(Heading::of_text(2, id.to_owned(), id)));
        let nodes = [heading("a"), element("div", "", vec![heading("b"), element("img", "", vec![])]), heading("c")];
        let is_picture = |node: &Node| matches!(node, Node::Element(element) if element.name == "img");
        assert_eq!(below(&nodes, &mut None, &is_picture), Some("b"));
        assert_eq!(below(&nodes[2..], &mut None, &is_picture), None);
        assert_eq!(said(element("li", "data", vec![Node::text("<img class=\"task\">")])), [false; 3]);
    }
}
