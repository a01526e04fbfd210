//! `markdown`: a block that is cut at its headings, and has none.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, rules};

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    for place in &on.lowered.facts.blocks_without_headings {
        diags.push(
            Diagnostic::new(&rules::MARKDOWN, place.clone(), "this block is cut at its headings, and it has none")
                .hint("begin each part with a heading, such as `### First part`"),
        );
    }
}
