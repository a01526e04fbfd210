//! A page's body as Markdown: its tree walked once, in order.
//!
//! It must not know pages.

use std::borrow::Cow;

use super::markdown::{Tagged, Writer};
use crate::site::document::{Container, ContainerKind, Element, Node, Section};

/// The body `nodes`, after `before`, as Markdown with one line break at its end unless it is empty. `drawn` holds the
/// blocks as the theme drew them, in order.
pub(super) fn markdown(before: &str, nodes: &[Node], drawn: Vec<String>) -> String {
    let mut copy = Copy { writer: Writer::default(), drawn: drawn.into_iter() };
    copy.writer.html(before);
    copy.nodes(nodes);
    copy.writer.finish()
}

struct Copy {
    writer: Writer,
    drawn: std::vec::IntoIter<String>,
}

impl Copy {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.writer.text(&text.text),
                Node::Element(element) => self.element(element),
                Node::Heading(heading) => {
                    let name = ["h2", "h3", "h4", "h5", "h6"][usize::from(heading.level.clamp(2, 6)) - 2];
                    self.within(name, &heading.inline);
                }
                Node::Code(code) => self.writer.code(code.language.as_deref(), &code.text),
                Node::Container(container) => self.container(container),
                Node::Leaf(_) => {
                    if let Some(html) = self.drawn.next() {
                        self.writer.html(&html);
                    }
                }
            }
        }
    }

    fn element(&mut self, element: &Element) {
        if !super::markdown::is_silent(element) {
            self.writer.open(element);
            self.nodes(&element.children);
            self.writer.close(element.name);
        }
    }

    fn within(&mut self, name: &'static str, nodes: &[Node]) {
        self.writer.open(&Bare(name));
        self.nodes(nodes);
        self.writer.close(name);
    }

    fn container(&mut self, container: &Container) {
        if let Some(label) = label(container) {
            self.writer.label(&label);
        }
        if container.kind != ContainerKind::Steps {
            self.writer.open(&Bare("div"));
            self.nodes(&container.nodes);
            return self.writer.close("div");
        }
        let items = container.items();
        let (before, steps): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.heading.is_none());
        before.iter().for_each(|item| self.nodes(item.nodes));
        if !steps.is_empty() {
            self.writer.open(&Bare("ol"));
            steps.iter().for_each(|step| self.step(step));
            self.writer.close("ol");
        }
    }

    fn step(&mut self, step: &Section<'_>) {
        self.writer.open(&Bare("li"));
        if let Some(heading) = step.heading {
            let heading = Node::Heading(Box::new(heading.clone()));
            self.nodes(std::slice::from_ref(&heading));
        }
        self.nodes(step.nodes);
        self.writer.close("li");
    }
}

/// What a block says of itself before its content.
fn label(container: &Container) -> Option<String> {
    let named = |word: &str| Some(container.label.as_deref().unwrap_or(word).to_owned());
    match &container.kind {
        ContainerKind::Note => named("Note"),
        ContainerKind::Tip => named("Tip"),
        ContainerKind::Warning => named("Warning"),
        ContainerKind::RedFlags => named("Red flags"),
        ContainerKind::Signals => named("Signals"),
        ContainerKind::Audience(name) => {
            let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
            let name = format!("{}{} only", first.to_uppercase(), rest.to_lowercase());
            Some(container.label.as_ref().map_or(name.clone(), |label| format!("{name}: {label}")))
        }
        ContainerKind::Faq | ContainerKind::Steps | ContainerKind::Tabs => None,
    }
}

/// An element without attributes.
struct Bare(&'static str);

impl Tagged for Bare {
    fn name(&self) -> &str {
        self.0
    }

    fn attribute(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

impl Tagged for Element {
    fn name(&self) -> &str {
        self.name
    }

    fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        Element::attribute(self, name).map(Cow::Borrowed)
    }
}
