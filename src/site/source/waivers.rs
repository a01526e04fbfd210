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

/// The lines of a text, each with what comes before and behind it: every waiver asks, and a page may hold many.
struct Lines<'t> {
    text: &'t str,
    lines: Vec<Line>,
}

/// A line.
struct Line {
    /// Where it begins, in bytes.
    start: usize,
    /// How many fences of code stand above it.
    fences: usize,
    /// Where the lines from here on end: behind the first of them that has text and before the next empty one.
    end_of_part: usize,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Lines<'t> {
        let (mut at, mut fences) = (0, 0);
        let mut lines = Vec::new();
        for line in text.split_inclusive('\n') {
            lines.push(Line { start: at, fences, end_of_part: at + line.len() });
            fences += usize::from(is_fence(line));
            at += line.len();
        }
        let is_empty = |line: &Line, end: usize| text[line.start..end].trim().is_empty();
        for index in (0..lines.len().saturating_sub(1)).rev() {
            let next = &lines[index + 1];
            let ends_here = is_empty(next, lines.get(index + 2).map_or(text.len(), |line| line.start));
            if is_empty(&lines[index], next.start) || !ends_here {
                lines[index].end_of_part = next.end_of_part;
            }
        }
        Lines { text, lines }
    }

    /// Which line a byte stands in.
    fn at(&self, byte: usize) -> usize {
        self.lines.partition_point(|line| line.start <= byte).saturating_sub(1)
    }

    /// The end of a line, without its break.
    fn end(&self, line: usize) -> usize {
        let end = self.lines.get(line + 1).map_or(self.text.len(), |next| next.start);
        end - usize::from(end > 0 && self.text[..end].ends_with('\n'))
    }

    /// Whether what begins at a byte stands in code.
    fn is_in_code(&self, byte: usize) -> bool {
        let line = &self.lines[self.at(byte)];
        let fences = line.fences + usize::from(is_fence(&self.text[line.start..byte]));
        self.text[..byte].ends_with('`') || fences % 2 == 1
    }

    fn waiver(&self, source: &Arc<Source>, range: Range<usize>, rule: &str, reason: &str) -> InlineWaiver {
        let (first, last) = (self.at(range.start), self.at(range.end.saturating_sub(1)));
        let (start, end) = (self.lines[first].start, self.end(last));
        let is_alone =
            [start..range.start, range.end..end].into_iter().all(|beside| self.text[beside].trim().is_empty());
        let end_of_part = || self.lines.get(last + 1).map_or(self.text.len(), |next| next.end_of_part);
        let covers = start..if is_alone { end_of_part() } else { end };
        InlineWaiver { rule: rule.to_owned(), reason: reason.to_owned(), place: Place::new(source, range), covers }
    }
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// The waivers of a page.
pub(in crate::site) fn of_page(source: &Arc<Source>) -> Vec<InlineWaiver> {
    let text = source.text.as_str();
    if !text.contains("waive") {
        return Vec::new();
    }
    let lines = Lines::of(text);
    let mut found = Vec::new();
    // Where the comment that is read ends: several marks that open one may stand before the mark that closes it.
    let mut close = 0;
    for (start, _) in text.match_indices("<!--") {
        if close < start + 4 {
            let Some(length) = text[start + 4..].find("-->") else { break };
            close = start + 4 + length;
        }
        let Some((rule, reason)) = said(&text[start + 4..close]) else { continue };
        if !lines.is_in_code(start) {
            found.push(lines.waiver(source, start..close + 3, rule, reason));
        }
    }
    found
}

/// The waivers of a data file.
pub(in crate::site) fn of_data(source: &Arc<Source>) -> Vec<InlineWaiver> {
    let text = source.text.as_str();
    if !text.contains("# waive ") {
        return Vec::new();
    }
    let lines = Lines::of(text);
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mark = line.find("# waive ").filter(|mark| *mark == 0 || line[..*mark].ends_with([' ', '\t', '#']));
        if let Some(mark) = mark
            && let Some((rule, reason)) = said(&line[mark + 1..])
        {
            found.push(lines.waiver(source, at + mark..at + line.trim_end().len(), rule, reason));
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
