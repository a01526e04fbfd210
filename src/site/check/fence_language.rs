//! `code-fence`: a language that the highlighter does not know.

use super::facts::Facts;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::highlight;
use crate::site::markdown::VisibleText;

pub(super) fn check(facts: &Facts, text: &VisibleText<'_>, diags: &mut Diagnostics) {
    for (language, span) in &facts.languages {
        if !highlight::is_known(language) {
            let line = span.start..span.start + text.text()[span.start..].find('\n').unwrap_or(span.len());
            diags.push(
                Diagnostic::new(&rules::CODE_FENCE, text.place(line), format!("`{language}` is not a language with colours; it shows as plain code"))
                    .hint("check the spelling, or write `text`"),
            );
        }
    }
}
