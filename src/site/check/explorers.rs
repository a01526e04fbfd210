//! `collision`: a second pay explorer on a page, where addresses tell what one of them shows.

use super::OnePage;
use crate::diag::{Diagnostic, Diagnostics, rules};

pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let Some((first, others)) = on.lowered.facts.explorers.split_first() else { return };
    for place in others {
        let message = "a second pay explorer on this page; a link could not tell which of them it is about";
        let found = Diagnostic::new(&rules::COLLISION, place.clone(), message);
        let hint = "let one explorer offer both, or put them on pages of their own";
        diags.push(found.hint(hint).related(first.clone(), "the first one"));
    }
}
