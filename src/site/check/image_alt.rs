//! `image-alt`: images that say nothing to those who cannot see them.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, rules};

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let (facts, text) = (&on.lowered.facts, on.text);
    for image in &facts.images {
        let alt = image.alt.trim();
        let name = image.address.rsplit('/').next().unwrap_or("");
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let message = if alt.is_empty() {
            "an image without a description"
        } else if alt.eq_ignore_ascii_case(name) || alt.eq_ignore_ascii_case(stem) {
            "an image described by its file name"
        } else {
            continue;
        };
        diags.push(
            Diagnostic::new(&rules::IMAGE_ALT, text.place(image.span.clone()), message)
                .hint("say in the brackets what it shows, or write `![\"\"](...)` if it is only decoration"),
        );
    }
}
