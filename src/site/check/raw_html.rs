//! `raw-html`: HTML written into a page of a site that does not allow it.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, rules};

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let (facts, text) = (&on.lowered.facts, on.text);
    for span in &facts.raw_html {
        diags.push(
            Diagnostic::new(&rules::RAW_HTML, text.place(span.clone()), "raw HTML, which this site shows as text")
                .hint("write it in Markdown or with a block, or set `html = \"sanitize\"` under `[markdown]` to have it cleaned"),
        );
    }
}
