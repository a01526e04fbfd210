//! Reads HTML as a browser does and tells which elements it makes. The tree itself is not kept.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, QualName, local_name, ns, parse_document};

/// An element with its attributes, as they would act.
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// The text directly in it.
    pub(crate) text: String,
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Every element of a page.
pub(crate) fn elements(html: &str) -> Vec<Element> {
    parse_document(Sink::default(), html5ever::ParseOpts::default()).one(html)
}

struct Node {
    name: QualName,
    attributes: RefCell<Vec<Attribute>>,
    text: RefCell<String>,
}

#[derive(Default)]
struct Sink {
    nodes: RefCell<Vec<Rc<Node>>>,
}

impl Sink {
    fn node(&self, name: QualName, attributes: Vec<Attribute>) -> Rc<Node> {
        let node = Rc::new(Node { name, attributes: RefCell::new(attributes), text: RefCell::default() });
        self.nodes.borrow_mut().push(Rc::clone(&node));
        node
    }

    /// Something that is no element.
    fn nothing(&self) -> Rc<Node> {
        self.node(QualName::new(None, ns!(), local_name!("")), Vec::new())
    }
}

impl TreeSink for Sink {
    type Handle = Rc<Node>;
    type Output = Vec<Element>;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Vec<Element> {
        let nodes = self.nodes.into_inner().into_iter().filter(|node| !node.name.local.is_empty());
        nodes
            .map(|node| Element {
                name: node.name.local.to_string(),
                attributes: node.attributes.borrow().iter().map(attribute).collect(),
                text: node.text.borrow().clone(),
            })
            .collect()
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<Node>) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn get_document(&self) -> Rc<Node> {
        self.nothing()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Rc<Node> {
        self.node(name, attrs)
    }

    fn create_comment(&self, _: StrTendril) -> Rc<Node> {
        self.nothing()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<Node> {
        self.nothing()
    }

    fn append(&self, parent: &Rc<Node>, child: NodeOrText<Rc<Node>>) {
        if let NodeOrText::AppendText(text) = child {
            parent.text.borrow_mut().push_str(&text);
        }
    }

    fn append_based_on_parent_node(&self, element: &Rc<Node>, _: &Rc<Node>, child: NodeOrText<Rc<Node>>) {
        self.append(element, child);
    }

    fn get_template_contents(&self, target: &Rc<Node>) -> Rc<Node> {
        Rc::clone(target)
    }

    fn same_node(&self, x: &Rc<Node>, y: &Rc<Node>) -> bool {
        Rc::ptr_eq(x, y)
    }

    fn add_attrs_if_missing(&self, target: &Rc<Node>, attrs: Vec<Attribute>) {
        target.attributes.borrow_mut().extend(attrs);
    }

    fn parse_error(&self, _: Cow<'static, str>) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, _: &Rc<Node>, _: NodeOrText<Rc<Node>>) {}
    fn remove_from_parent(&self, _: &Rc<Node>) {}
    fn reparent_children(&self, _: &Rc<Node>, _: &Rc<Node>) {}
}

fn attribute(attribute: &Attribute) -> (String, String) {
    let prefix = attribute.name.prefix.as_ref().map_or(String::new(), |prefix| format!("{prefix}:"));
    (format!("{prefix}{}", attribute.name.local), attribute.value.to_string())
}

#[test]
fn elements_are_those_a_browser_makes() {
    let html = "<!doctype html><title>a<b></title><p class=x onclick=y>t<script>c<i></script><svg xlink:href=z><a>";
    let found: Vec<String> = elements(html).iter().map(|element| element.name.clone()).collect();
    assert_eq!(found, ["html", "head", "title", "body", "p", "script", "svg", "a"]);
    let all = elements(html);
    assert_eq!(all[4].attribute("onclick"), Some("y"));
    assert_eq!(all[5].text, "c<i>");
    assert_eq!(all[6].attribute("xlink:href"), Some("z"));
}
