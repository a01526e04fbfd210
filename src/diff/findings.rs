//! Findings that came, went and stayed.

use std::collections::BTreeMap;

use super::report::{FindingRef, Report};
use super::text;
use crate::diag::{self, Finding, Place};

/// What makes two findings the same one, whatever stands above them in their file.
type Key = (&'static str, String, String, String);

/// Adds the findings of both states. `renamed` holds files that have another name now, by the old one.
pub(super) fn add(
    report: &mut Report,
    base: &diag::Findings,
    head: &diag::Findings,
    renamed: &BTreeMap<String, String>,
) {
    let mut before: BTreeMap<Key, Vec<&Finding>> = BTreeMap::new();
    for finding in base.iter() {
        let path = finding.diagnostic.place.as_ref().map_or("", Place::path);
        let path = renamed.get(path).map_or(path, String::as_str);
        before.entry(key(finding, path)).or_default().push(finding);
    }
    for finding in head.iter() {
        let path = finding.diagnostic.place.as_ref().map_or("", Place::path);
        let known = before.get_mut(&key(finding, path)).and_then(Vec::pop);
        let list = if known.is_some() { &mut report.findings.left } else { &mut report.findings.new };
        list.push(told(finding));
    }
    report.findings.fixed = base
        .iter()
        .filter(|finding| before.values().flatten().any(|left| std::ptr::eq(*left, *finding)))
        .map(told)
        .collect();
    for list in [&mut report.findings.new, &mut report.findings.fixed, &mut report.findings.left] {
        list.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    }
}

fn key(finding: &Finding, path: &str) -> Key {
    let diagnostic = &finding.diagnostic;
    let line = diagnostic.place.as_ref().map_or("", Place::line_text).trim();
    // A message may name other lines; the line itself says which finding it is.
    let message = if line.is_empty() { diagnostic.message.clone() } else { String::new() };
    (diagnostic.rule.id, path.to_owned(), line.to_owned(), message)
}

fn told(finding: &Finding) -> FindingRef {
    let diagnostic = &finding.diagnostic;
    let place = diagnostic.place.as_ref();
    FindingRef {
        rule: diagnostic.rule.id,
        severity: finding.severity,
        file: place.map(|place| place.path().to_owned()),
        line: place.and_then(Place::line_column).map(|(line, _)| line),
        message: diagnostic.message.clone(),
        hint: diagnostic.hint.clone(),
        below: place.and_then(below),
    }
}

/// The first sentence for readers below a place: behind the front matter, where the place lies in it.
fn below(place: &Place) -> Option<String> {
    let text = place.text();
    let start = place.range()?.start;
    let fence = ["+++", "---"].into_iter().find(|fence| text.trim_start().starts_with(fence));
    let front = fence.and_then(|fence| Some(text.match_indices(&format!("\n{fence}")).next()?.0 + 1 + fence.len()));
    let from = front
        .filter(|end| start < *end)
        .unwrap_or_else(|| text[start..].find('\n').map_or(text.len(), |at| start + at));
    let is_said = |line: &&str| !line.is_empty() && !line.starts_with([':', '<']) && line.contains(char::is_alphabetic);
    let line = text[from..].lines().map(|line| line.trim().trim_start_matches(['#', '-', '>', ' '])).find(is_said)?;
    text::sentences(line).first().map(|sentence| (*sentence).to_owned())
}
