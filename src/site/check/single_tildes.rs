//! `markdown`: text between single tildes, which other tools lower or strike through.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, rules};

/// So many are told at their places.
const MOST: usize = 1_000;

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let found = &on.lowered.facts.single_tildes;
    for (number, span) in (1..=MOST).zip(found) {
        let message = match found.len().saturating_sub(MOST) {
            more if more > 0 && number == MOST => {
                format!("text between single tildes stays as it is, and so does that of {more} others below")
            }
            _ => "text between single tildes stays as it is".to_owned(),
        };
        diags.push(
            Diagnostic::new(&rules::MARKDOWN, on.text.place(span.clone()), message)
                .hint("write lowered figures as characters, such as H\u{2082}O, or strike text through with `~~`"),
        );
    }
}
