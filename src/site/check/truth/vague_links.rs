//! `vague-link`: a link whose words do not say where it leads. Who reads with a screen reader hears them alone.

use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::check::OnePage;

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
pub(in crate::site::check) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    for (words, span) in on.paragraphs().iter().flat_map(|paragraph| &paragraph.links) {
        let folded: String =
            words.to_lowercase().chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
        let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        if VAGUE.contains(&folded.as_str()) {
            let message = format!("a link that says only `{}`", words.trim());
            let finding = Diagnostic::new(&rules::VAGUE_LINK, on.text.place(span.range()), message);
            diags.push(finding.hint("let the link say what is behind it, such as `[the pay review](pay.md)`"));
        }
    }
}
