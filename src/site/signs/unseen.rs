//! What other tools leave out and this one prints: their comments, and HTML that browsers hide.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::around::without_marks;

/// How a comment begins and ends. Those with a `true` count at the start of a line alone.
const COMMENTS: [(&str, &str, bool); 18] = [
    ("{{!--", "--}}", false),
    ("{{/*", "*/}}", false),
    ("{{!", "}}", false),
    ("{{% comment", "/comment", false),
    ("{{< comment", "/comment", false),
    ("{% comment", "endcomment", false),
    ("{%- comment", "endcomment", false),
    ("{# ", "#}", false),
    ("{/*", "*/}", false),
    ("{>>", "<<}", false),
    ("{--", "--}", false),
    ("<%--", "--%>", false),
    ("{::comment}", "{:/", false),
    ("<#--", "-->", false),
    ("%%", "%%", true),
    ("/*", "*/", true),
    ("@*", "*@", true),
    ("#|", "|#", true),
];
/// Slips of a comment of ours.
const SLIPS: [(&str, &str); 3] = [("< !--", "->"), ("<! --", "->"), ("<!-", "->")];
/// HTML that nobody sees.
const HIDDEN: [&str; 5] = ["display:none", "display: none", "visibility:hidden", "visibility: hidden", "<template"];
/// Where the rest of a line is a comment.
const LINE: &str = "// ";
/// A comment is not longer.
const MAX: usize = 8_000;
/// Marks of lists and quotes before what is first in its line take no more.
const MAX_MARKS: usize = 400;

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let comments = COMMENTS.iter().map(|(open, ..)| *open);
    let patterns = comments.chain(SLIPS.iter().map(|(open, _)| *open)).chain(HIDDEN).chain([LINE]);
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
    builder.build(patterns).expect("a few short words")
});

/// Every passage of a folded text that another tool would not show. `is_comment` tells whether one of ours begins there in
/// the source.
pub(super) fn unseen(text: &str, is_comment: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut line_start, mut looked) = (0, 0);
    for hit in FINDER.find_iter(text) {
        let (start, end) = (hit.start(), hit.end());
        line_start = text[looked..start].rfind('\n').map_or(line_start, |at| looked + at + 1);
        looked = start;
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let is_first = start - line_start <= MAX_MARKS && without_marks(&text[line_start..start]).is_empty();
        let before = &text[text.ceil_char_boundary(line_start.max(start.saturating_sub(MAX)))..start];
        let rest = &text[end..text.ceil_char_boundary((end + MAX).min(text.len()))];
        let at = hit.pattern().as_usize();
        let length = if let Some((_, close, first)) = COMMENTS.get(at) {
            // Within a line, Obsidian takes `%%` for a comment too.
            let in_line =
                *close == "%%" && text[..start].ends_with([' ', '(']) && rest.starts_with(char::is_alphanumeric);
            let length = (!first || is_first || in_line).then(|| closed(rest, close)).flatten();
            length.filter(|length| is_first || *close != "%%" || !rest[..*length].contains('\n'))
        } else if let Some((_, close)) = SLIPS.get(at - COMMENTS.len()) {
            (!is_comment(start)).then(|| closed(rest, close)).flatten()
        } else if at < COMMENTS.len() + SLIPS.len() + HIDDEN.len() {
            is_in_tag(before, rest).then_some(0)
        } else {
            (is_first && !rest.trim_start().is_empty()).then(|| rest.find('\n').unwrap_or(rest.len()))
        };
        found.extend(length.map(|length| start..end + length));
    }
    found
}

/// Where a comment ends that says something.
fn closed(rest: &str, close: &str) -> Option<usize> {
    let at = rest.find(close)?;
    rest[..at].chars().any(char::is_alphanumeric).then_some(at + close.len())
}

/// Whether what was found stands in a tag.
fn is_in_tag(before: &str, rest: &str) -> bool {
    let opens = before.rfind('<').is_none_or(|open| before[open..].contains('>'));
    let is_tag = !opens || before.is_empty() || before.ends_with(char::is_whitespace);
    is_tag && rest.contains('>')
}
