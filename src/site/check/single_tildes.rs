//! `markdown`: text between single tildes, which other tools lower or strike through.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, rules};

/// Only the first of many findings of a rule in a file are shown, fewer than these.
const MOST: usize = 1_000;

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    for span in on.lowered.facts.single_tildes.iter().take(MOST) {
        let place = on.text.place(span.clone());
        diags.push(
            Diagnostic::new(&rules::MARKDOWN, place, "text between single tildes stays as it is")
                .hint("write lowered figures as characters, such as H\u{2082}O, or strike text through with `~~`"),
        );
    }
}
