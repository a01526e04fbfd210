//! Findings that would bury others are told once, with their number.

use std::collections::{BTreeMap, BTreeSet};

use super::{Diagnostic, Finding, Place, Severity, rules};

/// Findings of one rule in one file past this number are only counted.
const MOST_OF_A_KIND: usize = 100;

/// The same unknown key on so many pages is one finding, with their number: a handbook that is brought in has keys of
/// another tool on every page.
const PAGES_OF_A_KEY: usize = 3;

/// Makes one finding of an unknown key that many pages have. `list` is sorted.
pub(super) fn gathered(list: Vec<Finding>) -> Vec<Finding> {
    let is_of_a_page = |finding: &Finding| {
        let place = finding.diagnostic.place.as_ref();
        *finding.diagnostic.rule == rules::UNKNOWN_KEY && place.is_some_and(|place| place.path().ends_with(".md"))
    };
    let mut files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in list.iter().filter(|finding| is_of_a_page(finding)) {
        let path = finding.diagnostic.place.as_ref().map_or_else(String::new, |place| place.path().to_owned());
        files.entry(finding.diagnostic.message.clone()).or_default().insert(path);
    }
    files.retain(|_, paths| paths.len() >= PAGES_OF_A_KEY);
    let mut told = BTreeSet::new();
    list.into_iter()
        .filter_map(|mut finding| {
            let count = files.get(&finding.diagnostic.message).filter(|_| is_of_a_page(&finding)).map(BTreeSet::len);
            let Some(count) = count else { return Some(finding) };
            if !told.insert(finding.diagnostic.message.clone()) {
                return None;
            }
            finding.diagnostic.message.push_str(&format!("; {} other pages have it too", count - 1));
            Some(finding)
        })
        .collect()
}

/// Keeps a file that breaks one rule again and again from burying all others. `list` is sorted; `more` are examples of
/// findings that are counted and not in it, with their number.
pub(super) fn shortened(list: Vec<Finding>, more: Vec<(Finding, usize)>) -> Vec<Finding> {
    let mut counts: BTreeMap<(Option<String>, &'static str), (usize, Severity)> = BTreeMap::new();
    let mut kept = Vec::with_capacity(list.len());
    let key_of = |finding: &Finding| {
        let path = finding.diagnostic.place.as_ref().map(|place| place.path().to_owned());
        (path, finding.diagnostic.rule.id)
    };
    for finding in list {
        let (count, _) = counts.entry(key_of(&finding)).or_insert((0, finding.severity));
        *count += 1;
        if *count <= MOST_OF_A_KIND {
            kept.push(finding);
        }
    }
    for (finding, number) in more {
        counts.entry(key_of(&finding)).or_insert((0, finding.severity)).0 += number;
    }
    for ((path, id), (count, severity)) in counts {
        let (Some(path), Some(rule)) = (path, rules::find(id)) else { continue };
        if count > MOST_OF_A_KIND {
            let message = format!("{} more findings of this kind in this file", count - MOST_OF_A_KIND);
            let diagnostic = Diagnostic::new(rule, Place::file(path), message).hint("fix those above first");
            kept.push(Finding { severity, diagnostic });
        }
    }
    kept.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    kept
}
