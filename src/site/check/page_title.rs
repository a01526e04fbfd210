//! `missing-title` and `empty-page`: a page whose title has to be made from its file name.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::slips;

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let (page, lowered) = (on.page, on.lowered);
    let has_title = page.front.title.is_some() || lowered.first_heading.is_some();
    let was_told = lowered.facts.missed_title || has_near_title(&page.source.text[..page.body.start]);
    let nothing_there = page.source.text.trim().is_empty();
    if has_title || was_told || (page.front.unreadable && !nothing_there) {
        return;
    }
    let (rule, message, hint) = match on.text.text().trim().is_empty() {
        true => (&rules::EMPTY_PAGE, "a page with nothing on it", "write something, or remove the file"),
        false => (
            &rules::MISSING_TITLE,
            "a page without a title; its file name is used",
            "add `title` to the front matter, or begin with a `# Heading`",
        ),
    };
    diags.push(Diagnostic::new(rule, Place::file(&page.source.path), message).hint(hint));
}

/// Whether front matter has a title under a key with a slip in it, which was told.
fn has_near_title(front: &str) -> bool {
    let keys = front.lines().filter_map(|line| line.split([':', '=']).next());
    keys.map(|key| key.trim().trim_matches('"').to_lowercase())
        .any(|key| key.len() > 3 && key.len() < 8 && slips(&key, "title", 2).is_some() && key != "file")
}
