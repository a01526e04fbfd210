//! The rules that judge a single page by what was noted while it was read.

use super::{code_fence, footnotes, heading_attributes, heading_order, image_alt, multiple_h1, raw_html};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::gate::visible_text::VisibleText;
use crate::site::markdown::facts::Facts;

/// Runs every rule that judges a single page.
pub(in crate::site) fn run(facts: &Facts, text: &VisibleText<'_>, diags: &mut Diagnostics) {
    heading_order::check(facts, text, diags);
    multiple_h1::check(facts, text, diags);
    heading_attributes::check(facts, text, diags);
    image_alt::check(facts, text, diags);
    footnotes::check(facts, text, diags);
    code_fence::check(facts, text, diags);
    raw_html::check(facts, text, diags);
    for span in &facts.single_tildes {
        diags.push(
            Diagnostic::new(&rules::MARKDOWN, text.place(span.clone()), "text between single tildes stays as it is")
                .hint("write lowered figures as characters, such as H\u{2082}O, or strike text through with `~~`"),
        );
    }
    if let Some((first, others)) = facts.explorers.split_first() {
        for place in others {
            let message = "a second pay explorer on this page; a link could not tell which of them it is about";
            let found = Diagnostic::new(&rules::COLLISION, place.clone(), message);
            let hint = "let one explorer offer both, or put them on pages of their own";
            diags.push(found.hint(hint).related(first.clone(), "the first one"));
        }
    }
    for place in &facts.blocks_without_headings {
        diags.push(
            Diagnostic::new(&rules::MARKDOWN, place.clone(), "this block is cut at its headings, and it has none")
                .hint("begin each part with a heading, such as `### First part`"),
        );
    }
}
