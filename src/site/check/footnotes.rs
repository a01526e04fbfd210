//! `footnote-undefined`: marks without a footnote and footnotes without a mark. A second footnote of one name is a `collision`.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, rules};

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let (facts, text) = (&on.lowered.facts, on.text);
    for (label, span) in &facts.undefined_footnotes {
        diags.push(
            Diagnostic::new(
                &rules::FOOTNOTE_UNDEFINED,
                text.place(span.clone()),
                format!("there is no footnote `{label}` on this page"),
            )
            .hint(format!("write it on a line of its own: `[^{label}]: the note`")),
        );
    }
    for (label, span) in &facts.unused_footnotes {
        diags.push(
            Diagnostic::new(
                &rules::FOOTNOTE_UNDEFINED,
                text.place(span.start..span.start + label.len() + 3),
                format!("the footnote `{label}` is never used, and not shown"),
            )
            .hint(format!("refer to it with `[^{label}]`, or move it to where it is used: a block for fewer readers holds its own footnotes")),
        );
    }
    for (label, first, second) in &facts.repeated_footnotes {
        diags.push(
            Diagnostic::new(&rules::COLLISION, text.place(second.clone()), format!("a second footnote `{label}`"))
                .related(text.place(first.clone()), "the first one is here")
                .hint("give it another name"),
        );
    }
}
