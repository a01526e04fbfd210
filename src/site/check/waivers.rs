//! `waiver`: waivers beside what they are about are held to reasons, to rules that exist, and to findings that are there.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, Rule, rules};
use crate::fields::suggestion;
use crate::site::Site;
use crate::site::source::waivers::InlineWaiver;

/// Lets through what no waiver is about. `whole` says whether the whole site was looked at: only then a waiver of what
/// was not found has no use.
pub(in crate::site) fn sift(site: &Site<'_>, found: Diagnostics, whole: bool) -> Diagnostics {
    if site.waivers.is_empty() {
        return found;
    }
    // What could not be read keeps checks of the whole site back.
    let whole = whole && !site.data.has_gaps() && !site.data.has_unusable();
    let mut used = BTreeSet::new();
    let mut left = found.sifted(|finding| {
        let about = |waiver: &InlineWaiver| {
            waiver.rule == finding.rule.id
                && !waiver.reason.is_empty()
                && finding.place.as_ref().is_some_and(|place| waiver.covers(place))
        };
        let waivers: Vec<usize> =
            site.waivers.iter().enumerate().filter(|(_, waiver)| about(waiver)).map(|(at, _)| at).collect();
        if waivers.is_empty() || !may_be_waived(finding.rule) {
            return Some(finding);
        }
        used.extend(waivers);
        None
    });
    for (at, waiver) in site.waivers.iter().enumerate() {
        left.extend(problem(waiver, used.contains(&at) || !whole));
    }
    left
}

fn may_be_waived(rule: &Rule) -> bool {
    !rule.fixed && rule.id != rules::WAIVER.id
}

/// What is wrong with a waiver.
fn problem(waiver: &InlineWaiver, is_used: bool) -> Option<Diagnostic> {
    let name = &waiver.rule;
    let (message, hint) = match rules::find(name) {
        None => (
            format!("there is no rule `{name}` to waive"),
            suggestion(name, rules::ALL.iter().map(|rule| rule.id), "the rules are"),
        ),
        Some(rule) if !may_be_waived(rule) => {
            (format!("no waiver lets `{name}` pass"), "remove the waiver, and what the rule is about".to_owned())
        }
        Some(_) if waiver.reason.is_empty() => {
            (format!("the waiver of `{name}` gives no reason"), format!("write `waive {name}: why it is right here`"))
        }
        // Whether these find anything hangs on more than the sources.
        Some(rule) if is_used || [rules::DEAD_LINK.id, rules::LEAK_AMOUNT.id].contains(&rule.id) => return None,
        Some(_) => (
            format!("the waiver of `{name}` waives nothing"),
            "remove it; it is about its own line, or about what stands below it up to the next empty line".to_owned(),
        ),
    };
    Some(Diagnostic::new(&rules::WAIVER, waiver.place.clone(), message).hint(hint))
}
