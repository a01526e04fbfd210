//! A page's body as Markdown: its tree walked once, in order.
//!
//! It must not know pages.

use super::markdown::Writer;
use crate::site::AudienceView;
use crate::site::document::{Around, Container, ContainerKind, Element, Node, Section};

/// The body `nodes`, after `before`, as Markdown with one line break at its end unless it is empty.
pub(super) fn markdown(view: &AudienceView, around: &Around<'_>, before: &[Node], nodes: &[Node]) -> String {
    let mut copy = Copy { view, around, writer: Writer::default() };
    copy.nodes(before);
    copy.nodes(nodes);
    copy.writer.finish()
}

struct Copy<'v> {
    view: &'v AudienceView,
    around: &'v Around<'v>,
    writer: Writer,
}

impl Copy<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.writer.text(&text.text),
                Node::Element(element) => self.element(element),
                Node::Heading(heading) => {
                    let name = ["h2", "h3", "h4", "h5", "h6"][usize::from(heading.level.clamp(2, 6)) - 2];
                    self.within(name, &heading.inline);
                }
                Node::Code(code) => {
                    code.title.iter().for_each(|title| self.writer.label(title));
                    self.writer.code(code.language.as_deref(), &code.text);
                }
                Node::Container(container) => self.container(container),
                Node::Leaf(leaf) => {
                    self.writer.end_line();
                    self.nodes(&leaf.prose(self.around));
                    self.writer.end_line();
                }
            }
        }
    }

    fn element(&mut self, element: &Element) {
        if let Some(address) = bare_address(element) {
            self.writer.bare_link(address);
        } else if !super::markdown::is_silent(element) {
            self.writer.open(element);
            self.nodes(&element.children);
            self.writer.close(element.name);
        }
    }

    fn within(&mut self, name: &'static str, nodes: &[Node]) {
        self.writer.open(&bare(name));
        self.nodes(nodes);
        self.writer.close(name);
    }

    fn container(&mut self, container: &Container) {
        if let Some(label) = label(container, self.view) {
            self.writer.label(&label);
        }
        if container.kind != ContainerKind::Steps {
            self.writer.open(&bare("div"));
            self.nodes(&container.nodes);
            return self.writer.close("div");
        }
        let items = container.items();
        let (before, steps): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.heading.is_none());
        before.iter().for_each(|item| self.nodes(item.nodes));
        if !steps.is_empty() {
            self.writer.open(&bare("ol"));
            steps.iter().for_each(|step| self.step(step));
            self.writer.close("ol");
        }
    }

    fn step(&mut self, step: &Section<'_>) {
        self.writer.open(&bare("li"));
        if let Some(heading) = step.heading {
            let heading = Node::Heading(Box::new(heading.clone()));
            self.nodes(std::slice::from_ref(&heading));
        }
        self.nodes(step.nodes);
        self.writer.close("li");
    }
}

/// Where a link leads that shows its own address.
fn bare_address(element: &Element) -> Option<&str> {
    let href = element.attribute("href").filter(|_| element.name == "a" && element.attribute("title").is_none())?;
    let [Node::Text(shown)] = element.children.as_slice() else { return None };
    let address = href.strip_prefix("mailto:").unwrap_or(href);
    let is_whole = href.starts_with("http") || href.starts_with("mailto:");
    (is_whole && *shown.text == *address && !address.contains(['<', '>', ' ', '|'])).then_some(address)
}

/// What a block says of itself before its content.
fn label(container: &Container, view: &AudienceView) -> Option<String> {
    let named = |word| Some(container.label.clone().unwrap_or_else(|| view.locale().text(word).to_owned()));
    match &container.kind {
        ContainerKind::Note => named("block.note"),
        ContainerKind::Tip => named("block.tip"),
        ContainerKind::Warning => named("block.warning"),
        ContainerKind::RedFlags => named("block.red_flags"),
        ContainerKind::Signals => named("block.signals"),
        ContainerKind::Audience(name) => {
            let only = view.locale().say("site.only_for", &[("audience", view.audience_title(name).into())]);
            let label = container.label.iter().flat_map(|label| [view.locale().colon(), label]);
            Some([only.as_str()].into_iter().chain(label).collect())
        }
        ContainerKind::Faq | ContainerKind::Steps | ContainerKind::Tabs => None,
    }
}

/// An element without attributes.
fn bare(name: &'static str) -> Element {
    Element::new(name, &[], Vec::new())
}
