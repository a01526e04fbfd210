//! A document's nodes as HTML, in order.
//!
//! It must not know how a block looks: `blocks` asks the theme.

use std::cell::Cell;
use std::fmt::Write as _;
use std::time::Duration;

use tera::{Context, Value};

use super::joined::Part;
use super::page_context::PageContext;
use super::quota::{PAGE_LIMIT, Quota};
use super::render_error::Cause;
use super::values::{escape, text};
use crate::site::document::{Heading, Node, write_html};
use crate::site::gate::VisiblePage;

/// Colouring the code of one page may not take longer; what takes a hundredth of it is slow.
const COLOURING_LIMIT: Duration = Duration::from_secs(10);

/// The page whose nodes are drawn.
pub(super) struct Drawing<'f> {
    pub(super) frame: &'f PageContext<'f>,
    pub(super) page: &'f VisiblePage,
    pub(super) root: &'f str,
    /// The part of a document that it is drawn as; none when it is drawn as a page.
    part: Option<Part<'f>>,
    /// How many bytes were drawn so far, and how long colouring code took.
    pub(super) spent: Spent,
    /// The level of the heading that was drawn last; 0 before the first.
    level: Cell<u8>,
}

/// What the nodes of one page have cost so far.
#[derive(Default)]
pub(super) struct Spent {
    bytes: Cell<usize>,
    colouring: Cell<Duration>,
}

impl Spent {
    /// Adds what a block drew; fails as soon as the page is larger than one may be, not when all of it is drawn.
    fn bytes(&self, html: &str) -> Result<(), Cause> {
        self.bytes.set(self.bytes.get() + html.len());
        if self.bytes.get() > PAGE_LIMIT { Err(Cause::TooLarge) } else { Ok(()) }
    }

    /// Adds the time that colouring took; fails when the page takes longer than any may.
    pub(super) fn colouring(&self, took: Duration, language: &str) -> Result<(), Cause> {
        self.colouring.set(self.colouring.get().saturating_add(took));
        if self.colouring.get() > COLOURING_LIMIT { Err(Cause::SlowCode(language.to_owned())) } else { Ok(()) }
    }
}

impl<'f> Drawing<'f> {
    /// Nothing drawn yet.
    pub(super) fn new(frame: &'f PageContext<'f>, page: &'f VisiblePage, root: &'f str) -> Drawing<'f> {
        Drawing { frame, page, root, part: None, spent: Spent::default(), level: Cell::new(0) }
    }

    /// Nothing drawn yet, for a part of a document.
    pub(super) fn as_part(frame: &'f PageContext<'f>, page: &'f VisiblePage, part: Part<'f>) -> Drawing<'f> {
        Drawing { part: Some(part), ..Drawing::new(frame, page, part.root()) }
    }

    /// The level that a block's own headings have: below the heading it stands under, and two levels may follow.
    pub(super) fn level_below(&self) -> u8 {
        self.level.get().clamp(1, 3) + 1 + self.lowered()
    }

    /// How many levels deeper every heading stands than on its page.
    fn lowered(&self) -> u8 {
        u8::from(self.part.is_some())
    }

    /// What a template of the theme draws.
    pub(super) fn fill(&self, template: &str, context: &Context) -> Result<String, Cause> {
        let templates = self.part.as_ref().map_or(self.frame.tera, Part::templates);
        let mut output = Quota::expecting(1024);
        templates.render_to(template, context, &mut output)?;
        Ok(String::from_utf8(output.into_bytes()).expect("templates write text only"))
    }

    /// What every template of a block is given.
    pub(super) fn context(&self) -> Context {
        let mut context = Context::new();
        context.insert_value("root", text(self.root));
        context.insert_value("heading_level", Value::from(self.level_below()));
        if let Some(part) = &self.part {
            context.insert_value("ids", text(&part.ids()));
        }
        context
    }

    /// Notes that this heading was drawn.
    pub(super) fn is_below(&self, heading: &Heading) {
        self.level.set(heading.level);
    }

    /// The nodes as one piece of HTML.
    pub(super) fn nodes(&self, nodes: &[Node]) -> Result<String, Cause> {
        let mut output = String::new();
        write_html(nodes, &mut output, &mut |node, output| self.block(node, output))?;
        Ok(output)
    }

    /// A node that is no prose.
    fn block(&self, node: &Node, output: &mut String) -> Result<(), Cause> {
        match node {
            Node::Heading(heading) => {
                self.is_below(heading);
                self.write_heading(heading, output);
            }
            Node::Code(code) => {
                let code = self.code(code)?;
                self.spent.bytes(&code)?;
                output.push_str(&code);
            }
            // What is in it was counted already.
            Node::Container(container) => output.push_str(&self.container(container)?),
            Node::Leaf(leaf) => {
                let html = self.leaf(leaf)?;
                self.spent.bytes(&html)?;
                output.push_str(&html);
            }
            Node::Text(_) | Node::Element(_) => {}
        }
        Ok(())
    }

    /// A heading with a link to itself.
    pub(super) fn write_heading(&self, heading: &Heading, output: &mut String) {
        self.write_heading_with(heading, output, |output| {
            output.push(' ');
            self.anchor(heading, "#", output);
        });
    }

    /// A heading, and inside it, behind its words, what `rest` writes.
    pub(super) fn write_heading_with(&self, heading: &Heading, output: &mut String, rest: impl FnOnce(&mut String)) {
        let level = (heading.level.clamp(2, 6) + self.lowered()).min(6);
        write!(output, "<h{level} id=\"").expect("a string takes whatever is written");
        escape(&heading.id, output);
        if !heading.classes.is_empty() {
            output.push_str("\" class=\"");
            escape(&heading.classes.join(" "), output);
        }
        output.push_str("\">");
        // No block stands in a heading.
        let nothing = &mut |_: &Node, _: &mut String| Ok::<(), std::convert::Infallible>(());
        let Ok(()) = write_html(&heading.inline, output, nothing);
        rest(output);
        writeln!(output, "</h{level}>").expect("a string takes whatever is written");
    }

    /// The link of a heading to itself, in words, for where it does not stand in the heading.
    pub(super) fn write_anchor_in_words(&self, heading: &Heading, output: &mut String) {
        self.anchor(heading, self.frame.view.locale().text("block.to_section"), output);
    }

    fn anchor(&self, heading: &Heading, shown: &str, output: &mut String) {
        output.push_str("<a class=\"anchor\" href=\"#");
        escape(&heading.id, output);
        output.push_str("\" aria-label=\"");
        let words = self.frame.view.locale();
        escape(&words.say("block.section_link", &[("heading", (&heading.text).into())]), output);
        output.push_str("\">");
        escape(shown, output);
        output.push_str("</a>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_cost_so_much_and_no_more() {
        let spent = Spent::default();
        assert!(spent.bytes(&"x".repeat(PAGE_LIMIT)).is_ok());
        assert!(matches!(spent.bytes("x"), Err(Cause::TooLarge)));
        assert!(spent.colouring(COLOURING_LIMIT, "vim").is_ok());
        assert!(matches!(spent.colouring(Duration::MAX, "vim"), Err(Cause::SlowCode(language)) if language == "vim"));
    }
}
