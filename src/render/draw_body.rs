//! A document's parts as HTML, in order.
//!
//! It must not know how a block looks: `blocks` asks the theme.

use std::cell::Cell;
use std::fmt::Write as _;
use std::time::Duration;

use super::page_context::PageContext;
use super::quota::PAGE_LIMIT;
use super::render_error::Cause;
use super::values::escape;
use crate::site::document::{Heading, Part};
use crate::site::gate::VisiblePage;

/// Colouring the code of one page may not take longer; what takes a hundredth of it is slow.
const COLOURING_LIMIT: Duration = Duration::from_secs(10);

/// The page whose parts are drawn.
pub(super) struct Drawing<'f> {
    pub(super) frame: &'f PageContext<'f>,
    pub(super) page: &'f VisiblePage,
    pub(super) root: &'f str,
    /// How many bytes were drawn so far, and how long colouring code took.
    pub(super) spent: Spent,
}

/// What the parts of one page have cost so far.
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

impl Drawing<'_> {
    /// The parts as one piece of HTML.
    pub(super) fn parts(&self, parts: &[Part]) -> Result<String, Cause> {
        let mut output = String::with_capacity(parts.iter().map(weight).sum());
        for part in parts {
            match part {
                Part::Html(html) => output.push_str(html),
                Part::Heading(heading) => write_heading(heading, &mut output),
                Part::Code { language, text } => {
                    let code = self.code(language.as_deref(), text)?;
                    self.spent.bytes(&code)?;
                    output.push_str(&code);
                }
                // What is in it was counted already.
                Part::Container(container) => output.push_str(&self.container(container)?),
                Part::Leaf(leaf) => {
                    let block = self.leaf(leaf)?;
                    self.spent.bytes(&block)?;
                    output.push_str(&block);
                }
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
