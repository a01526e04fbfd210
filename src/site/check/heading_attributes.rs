//! `heading-attribute`: what stands in a heading's braces and cannot be used as it is.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::gate::visible_text::VisibleText;
use crate::site::markdown::Span;

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let (facts, text) = (&on.lowered.facts, on.text);
    for (name, span) in &facts.dropped_attributes {
        diags.push(
            Diagnostic::new(
                &rules::HEADING_ATTRIBUTE,
                braces(text, span),
                format!("the attribute `{name}` is left out"),
            )
            .hint("a heading takes only `#id` and `.class`"),
        );
    }
    for (wanted, id, span) in &facts.changed_ids {
        diags.push(
            Diagnostic::new(&rules::HEADING_ATTRIBUTE, braces(text, span), format!("the id `{wanted}` became `{id}`"))
                .hint("an id holds letters, digits, `-` and `_`, and stands once on a page"),
        );
    }
}

/// The place of what stands in braces at the end of a heading.
fn braces(text: &VisibleText<'_>, span: &Span) -> Place {
    let open = text.text()[span.clone()].rfind('{').map_or(span.start, |at| span.start + at);
    text.place(open..span.end)
}
