//! `multiple-h1`: first-level headings besides the page's title.

use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::gate::visible_text::VisibleText;
use crate::site::markdown::facts::Facts;

pub(super) fn check(facts: &Facts, text: &VisibleText<'_>, diags: &mut Diagnostics) {
    for heading in facts.headings.iter().filter(|heading| heading.level == 1 && !heading.is_title) {
        diags.push(
            Diagnostic::new(
                &rules::MULTIPLE_H1,
                text.place(heading.span.clone()),
                "a first-level heading besides the page's title; it is shown as a second-level one",
            )
            .hint("begin sections with `##`: the title is the page's only first-level heading"),
        );
    }
}
