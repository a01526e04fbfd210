//! Waivers that stand beside what they are about: `<!-- waive RULE: reason -->` in a page, `# waive RULE: reason` in a
//! data file. It must not know rules.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Place, Source};

/// A finding that an author has decided to leave.
pub(in crate::site) struct InlineWaiver {
    /// The rule named.
    pub(in crate::site) rule: String,
    /// Why it is right; empty when nothing was written.
    pub(in crate::site) reason: String,
    /// Where it stands.
    pub(in crate::site) place: Place,
    /// The bytes of the source that it is about: its own line when something else stands there, else what follows it up
    /// to the next empty line.
    covers: Range<usize>,
}

impl InlineWaiver {
    /// Whether it is about what begins at a place.
    pub(in crate::site) fn covers(&self, place: &Place) -> bool {
        place.path() == self.place.path() && place.range().is_some_and(|range| self.covers.contains(&range.start))
    }
}

/// The waivers of a page.
pub(in crate::site) fn of_page(source: &Arc<Source>) -> Vec<InlineWaiver> {
    let text = source.text.as_str();
    let mut found = Vec::new();
    // Where the comment that is read ends: several marks that open one may stand before the mark that closes it.
    let mut close = 0;
    for (start, _) in text.match_indices("<!--") {
        if close < start + 4 {
            let Some(length) = text[start + 4..].find("-->") else { break };
            close = start + 4 + length;
        }
        let Some((rule, reason)) = said(&text[start + 4..close]) else { continue };
        if !is_in_code(&text[..start]) {
            found.push(waiver(source, start..close + 3, rule, reason));
        }
    }
    found
}

/// Whether what follows this text stands in code.
fn is_in_code(before: &str) -> bool {
    let is_fence = |line: &&str| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
    before.ends_with('`') || before.lines().filter(is_fence).count() % 2 == 1
}

/// The waivers of a data file.
pub(in crate::site) fn of_data(source: &Arc<Source>) -> Vec<InlineWaiver> {
    let text = source.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mark = line.find("# waive ").filter(|mark| *mark == 0 || line[..*mark].ends_with([' ', '\t', '#']));
        if let Some(mark) = mark
            && let Some((rule, reason)) = said(&line[mark + 1..])
        {
            found.push(waiver(source, at + mark..at + line.trim_end().len(), rule, reason));
        }
        at += line.len();
    }
    found
}

/// The rule and the reason of `waive RULE: reason`.
fn said(comment: &str) -> Option<(&str, &str)> {
    let rest = comment.trim().strip_prefix("waive")?;
    let rest = rest.strip_prefix([' ', '\t'])?.trim_start();
    let (rule, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let is_name =
        |rule: &str| !rule.is_empty() && rule.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    is_name(rule.trim()).then(|| (rule.trim(), reason.trim()))
}

fn waiver(source: &Arc<Source>, range: Range<usize>, rule: &str, reason: &str) -> InlineWaiver {
    let text = source.text.as_str();
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    let is_alone = [line..range.start, range.end..line_end].into_iter().all(|beside| text[beside].trim().is_empty());
    let covers = line..if is_alone { end_of_part(text, line_end) } else { line_end };
    InlineWaiver { rule: rule.to_owned(), reason: reason.to_owned(), place: Place::new(source, range), covers }
}

/// Where the lines that follow end: behind the first of them that has text and before the next empty one.
fn end_of_part(text: &str, from: usize) -> usize {
    let (mut at, mut begun) = (from, false);
    for line in text[from..].split_inclusive('\n') {
        let empty = line.trim().is_empty();
        if empty && begun {
            break;
        }
        begun |= !empty;
        at += line.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, read: fn(&Arc<Source>) -> Vec<InlineWaiver>) -> Vec<(String, String, String)> {
        let source = Source::new("content/a.md", text);
        let piece = |found: InlineWaiver| (found.rule, found.reason, source.text[found.covers].trim_end().to_owned());
        read(&source).into_iter().map(piece).collect()
    }

    #[test]
    fn a_waiver_is_about_its_line_or_about_what_follows_it() {
        let page = "A [b](c.md) <!-- waive broken-link: comes next week -->\nother\n\n<!-- waive image-alt -->\n\n![](a.png)\nmore\n\nlast `<!-- waive x: y -->`\n";
        let found = pieces(page, of_page);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("broken-link", "comes next week"));
        assert!(found[0].2.starts_with("A [b]") && !found[0].2.contains("other"));
        assert_eq!(found[1].1, "");
        assert!(found[1].2.ends_with("more"));
        let data = "[source.a]\ntitle = \"A\" # waive unused-record: for the yearly report\n# waive pay-stale: it is history\n[source.b]\n\n[c]\n";
        let found = pieces(data, of_data);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].2.ends_with("[source.b]"), "{found:?}");
        assert!(pieces("<!-- waive the fee for them -->\n", of_page).is_empty());
    }
}
