//! Sentences that `rolebook new` wrote for somebody to replace, and nobody did.

use super::WholeSite;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::drafts;

/// Reports each of them; in a draft they are no hurry.
pub(super) fn check(&WholeSite { site, .. }: &WholeSite<'_>, diags: &mut Diagnostics) {
    for page in site.pages.iter().filter(|page| page.origin.is_none()) {
        let mut at = page.body.start;
        for line in page.source.text[page.body.clone()].split_inclusive('\n') {
            if drafts::is_placeholder(line) {
                let start = at + (line.len() - line.trim_start().len());
                let place = Place::new(&page.source, start..start + line.trim().len());
                let message = "this is still the sentence that `rolebook new` wrote";
                let finding = Diagnostic::new(&rules::PLACEHOLDER, place, message)
                    .hint("write your own in its place, or remove the line");
                diags.push(if page.front.draft { finding.mild() } else { finding });
            }
            at += line.len();
        }
    }
}
