//! `raw-html`: HTML written into a page of a site that does not allow it.

use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::gate::visible_text::VisibleText;
use crate::site::markdown::facts::Facts;

pub(super) fn check(facts: &Facts, text: &VisibleText<'_>, diags: &mut Diagnostics) {
    for span in &facts.raw_html {
        diags.push(
            Diagnostic::new(&rules::RAW_HTML, text.place(span.clone()), "raw HTML, which this site shows as text")
                .hint("write it in Markdown or with a block, or set `html = \"sanitize\"` under `[markdown]` to have it cleaned"),
        );
    }
}
