//! `heading-attribute`: what stands in a heading's braces and cannot be used as it is.

use super::facts::Facts;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::markdown::VisibleText;

pub(super) fn check(facts: &Facts, text: &VisibleText<'_>, diags: &mut Diagnostics) {
    for (name, span) in &facts.dropped_attributes {
        diags.push(
            Diagnostic::new(
                &rules::HEADING_ATTRIBUTE,
                text.place(span.clone()),
                format!("the attribute `{name}` is left out"),
            )
            .hint("a heading takes only `#id` and `.class`"),
        );
    }
    for (wanted, id, span) in &facts.changed_ids {
        diags.push(
            Diagnostic::new(
                &rules::HEADING_ATTRIBUTE,
                text.place(span.clone()),
                format!("the id `{wanted}` became `{id}`"),
            )
            .hint("an id holds letters, digits, `-` and `_`, and stands once on a page"),
        );
    }
}
