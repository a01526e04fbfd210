//! `vague-link`: a link whose words do not say where it leads. Who reads with a screen reader hears them alone.

use super::prose::Paragraph;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::gate::visible_text::VisibleText;

/// What such links say, in lower case and without marks.
const VAGUE: &[&str] = &[
    "here",
    "click",
    "click here",
    "right here",
    "over here",
    "see here",
    "look here",
    "read here",
    "this",
    "this link",
    "this page",
    "this one",
    "this article",
    "this document",
    "link",
    "more",
    "read more",
    "see more",
    "learn more",
    "find out more",
    "show more",
    "more info",
    "more information",
    "more details",
    "details",
    "read this",
    "see this",
    "hier",
    "hier klicken",
    "klicken sie hier",
    "dieser link",
    "diese seite",
    "mehr",
    "weiterlesen",
    "mehr erfahren",
    "mehr dazu",
];

/// Reports each of them.
pub(super) fn check(paragraphs: &[Paragraph], text: &VisibleText<'_>, diags: &mut Diagnostics) {
    for (words, span) in paragraphs.iter().flat_map(|paragraph| &paragraph.links) {
        let folded: String =
            words.to_lowercase().chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
        let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        if VAGUE.contains(&folded.as_str()) {
            let message = format!("a link that says only `{}`", words.trim());
            let finding = Diagnostic::new(&rules::VAGUE_LINK, text.place(span.range()), message);
            diags.push(finding.hint("let the link say what is behind it, such as `[the pay review](pay.md)`"));
        }
    }
}
