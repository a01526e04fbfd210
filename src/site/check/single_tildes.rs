//! `markdown`: text between single tildes, which other tools lower or strike through.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, rules};

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    for span in &on.lowered.facts.single_tildes {
        let place = on.text.place(span.clone());
        diags.push(
            Diagnostic::new(&rules::MARKDOWN, place, "text between single tildes stays as it is")
                .hint("write lowered figures as characters, such as H\u{2082}O, or strike text through with `~~`"),
        );
    }
}
