//! `heading-order`: headings that skip a level or say nothing.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, rules};

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let (facts, text) = (&on.lowered.facts, on.text);
    let mut before: Option<u8> = None;
    for heading in &facts.headings {
        let mut report = |message: String, hint: &str| {
            let place = text.place(heading.span.clone());
            diags.push(Diagnostic::new(&rules::HEADING_ORDER, place, message).hint(hint));
        };
        if heading.image_only {
            report(
                "a heading that is only an image".to_owned(),
                "give the heading words: they make its address and its line in the outline",
            );
        } else if heading.empty {
            report("an empty heading".to_owned(), "write what the section is about, or remove it");
        }
        // A page may start at any level below its title; from there on each step down is one level.
        let level = heading.level.max(if heading.is_title { 1 } else { 2 });
        if let Some(before) = before
            && level > before + 1
        {
            report(
                format!("a heading of level {level} follows one of level {before}"),
                "use the next level, so that readers who move by headings miss nothing",
            );
        }
        before = Some(level);
    }
}
