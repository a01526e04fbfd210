//! A document's parts as HTML, in order.
//!
//! It must not know how a block looks: `blocks` asks the theme.

use std::fmt::Write as _;

use super::page_context::PageContext;
use super::render_error::Cause;
use super::values::escape;
use crate::site::document::{Heading, Part};
use crate::site::gate::VisiblePage;

/// The page whose parts are drawn.
pub(super) struct Drawing<'f> {
    pub(super) frame: &'f PageContext<'f>,
    pub(super) page: &'f VisiblePage,
    pub(super) root: &'f str,
}

impl Drawing<'_> {
    /// The parts as one piece of HTML.
    pub(super) fn parts(&self, parts: &[Part]) -> Result<String, Cause> {
        let mut output = String::with_capacity(parts.iter().map(weight).sum());
        for part in parts {
            match part {
                Part::Html(html) => output.push_str(html),
                Part::Heading(heading) => write_heading(heading, &mut output),
                Part::Code { language, text } => output.push_str(&self.code(language.as_deref(), text)?),
                Part::Container(container) => output.push_str(&self.container(container)?),
                Part::Leaf(leaf) => output.push_str(&self.leaf(leaf)?),
            }
        }
        Ok(output)
    }
}

/// About how many bytes a part will take.
fn weight(part: &Part) -> usize {
    match part {
        Part::Html(html) => html.len(),
        Part::Heading(heading) => heading.html.len() + 2 * heading.id.len() + heading.text.len() + 96,
        Part::Code { text, .. } => 2 * text.len(),
        Part::Container(_) | Part::Leaf(_) => 512,
    }
}

/// A heading with a link to itself.
pub(super) fn write_heading(heading: &Heading, output: &mut String) {
    let level = heading.level.clamp(2, 6);
    write!(output, "<h{level} id=\"").expect("a string takes whatever is written");
    escape(&heading.id, output);
    if !heading.classes.is_empty() {
        output.push_str("\" class=\"");
        escape(&heading.classes.join(" "), output);
    }
    output.push_str("\">");
    output.push_str(&heading.html);
    output.push_str(" <a class=\"anchor\" href=\"#");
    escape(&heading.id, output);
    output.push_str("\" aria-label=\"Link to this section: ");
    escape(&heading.text, output);
    writeln!(output, "\">#</a></h{level}>").expect("a string takes whatever is written");
}
