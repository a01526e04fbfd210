//! `multiple-h1`: first-level headings besides the page's title.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, rules};

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let (facts, text) = (&on.lowered.facts, on.text);
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
