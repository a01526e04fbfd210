//! What other tools leave out and this one prints: their comments, and HTML that browsers hide.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::around::{Around, without_marks};
use super::hidden_html;

/// How a comment begins and ends. Those with a `true` count at the start of a line alone.
const COMMENTS: [(&str, &str, bool); 24] = [
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
    ("\\begin{comment}", "\\end{comment}", true),
    ("#+begin_comment", "#+end_comment", true),
    ("////\n", "\n////", true),
    ("[hide]", "[/hide]", false),
    ("[spoiler]", "[/spoiler]", false),
    ("{% unless public %}", "{% endunless", false),
];
/// Slips of a comment of ours.
const SLIPS: [(&str, &str); 3] = [("< !--", "->"), ("<! --", "->"), ("<!-", "->")];
/// Where a tag may hide what it holds.
const HIDDEN: [&str; 5] = ["hidden", "style", "class", "<template", "<dialog"];
/// Where the rest of a line is a comment: of many languages, of reStructuredText, and of those who write one as the
/// definition of a link.
const LINES: [&str; 4] = ["// ", ".. ", "[//]", "[comment]"];
/// Words that are laid over until somebody asks for them.
const SPOILERS: [(&str, &str); 2] = [("||", "||"), (">!", "!<")];
/// A comment is not longer.
const MAX: usize = 8_000;
/// What is laid over is not longer.
const MAX_SPOILER: usize = 600;
/// Marks of lists and quotes before what is first in its line take no more.
const MAX_MARKS: usize = 400;

const FIRST_HIDDEN: usize = COMMENTS.len() + SLIPS.len();
const FIRST_LINE: usize = FIRST_HIDDEN + HIDDEN.len();
const FIRST_SPOILER: usize = FIRST_LINE + LINES.len();

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let comments = COMMENTS.iter().map(|(open, ..)| *open);
    let patterns = comments.chain(SLIPS.iter().map(|(open, _)| *open)).chain(HIDDEN).chain(LINES);
    let patterns = patterns.chain(SPOILERS.iter().map(|(open, _)| *open));
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
    builder.build(patterns).expect("a few short words")
});

/// Every passage of a folded text that another tool would not show. `is_comment` tells whether one of ours begins there in
/// the source.
pub(super) fn unseen(text: &str, is_comment: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut line_start, mut looked, mut tag) = (0, 0, None);
    for hit in FINDER.find_iter(text) {
        let (start, end) = (hit.start(), hit.end());
        line_start = text[looked..start].rfind('\n').map_or(line_start, |at| looked + at + 1);
        tag = text[looked..start].rfind('<').map(|at| looked + at).or(tag);
        looked = start;
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let is_first = start - line_start <= MAX_MARKS && without_marks(&text[line_start..start]).is_empty();
        let rest = &text[end..text.ceil_char_boundary((end + MAX).min(text.len()))];
        let at = hit.pattern().as_usize();
        if (FIRST_HIDDEN..FIRST_LINE).contains(&at) {
            found.extend(hidden_tag(text, tag.filter(|_| !hit_begins_tag(text, start)).unwrap_or(start), end));
            continue;
        }
        let length = if let Some((_, close, first)) = COMMENTS.get(at) {
            // Within a line, Obsidian takes `%%` for a comment too.
            let in_line =
                *close == "%%" && text[..start].ends_with([' ', '(']) && rest.starts_with(char::is_alphanumeric);
            let length = (!first || is_first || in_line).then(|| closed(rest, close)).flatten();
            length.filter(|length| is_first || *close != "%%" || !rest[..*length].contains('\n'))
        } else if let Some((_, close)) = SLIPS.get(at - COMMENTS.len()) {
            (!is_comment(start)).then(|| closed(rest, close)).flatten()
        } else if let Some((_, close)) = SPOILERS.get(at.wrapping_sub(FIRST_SPOILER)) {
            let is_open = is_first || text[..start].ends_with([' ', '(']);
            is_open.then(|| spoiler(rest, close)).flatten()
        } else {
            let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
            (is_first && is_line_comment(LINES[at - FIRST_LINE], text, start, rest)).then_some(line.len())
        };
        found.extend(length.map(|length| start..end + length));
    }
    found
}

/// Where a comment ends that says something.
fn closed(rest: &str, close: &str) -> Option<usize> {
    let in_capitals = || rest.find(&close.to_ascii_uppercase());
    let at = rest.find(close).or_else(|| close.starts_with("#+").then(in_capitals).flatten())?;
    rest[..at].chars().any(char::is_alphanumeric).then_some(at + close.len())
}

/// Where words end that are laid over: within a line, and close to the marks.
fn spoiler(rest: &str, close: &str) -> Option<usize> {
    let rest = &rest[..rest.floor_char_boundary(MAX_SPOILER.min(rest.len()))];
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let at = line.find(close)?;
    let after = &line[at + close.len()..];
    let is_tight = line.starts_with(|c: char| c.is_alphanumeric() || c == '*') && !line[..at].ends_with(' ');
    let is_end = after.is_empty() || after.starts_with(|c: char| c == ' ' || c.is_ascii_punctuation() && c != '|');
    (is_tight && is_end && !after.contains('|')).then_some(at + close.len())
}

/// The tag at byte `start`, when what was found up to byte `end` stands in it and it hides what it holds.
fn hidden_tag(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    if end - start > hidden_html::MAX || !text[start..].starts_with('<') {
        return None;
    }
    let tag = &text[start..text.floor_char_boundary((start + hidden_html::MAX).min(text.len()))];
    // The text behind a tag says nothing about it.
    let is_inside = !text[start..end].contains('>') || text[start..end].contains(['"', '\'']);
    let length = tag.find('>').filter(|_| is_inside && hidden_html::hides(tag))?;
    Some(start..start + length + 1)
}

/// Whether a pattern is the beginning of a tag itself.
fn hit_begins_tag(text: &str, start: usize) -> bool {
    text.as_bytes().get(start) == Some(&b'<')
}

/// Whether the rest of a line that begins with `mark` is a comment elsewhere, and shows here.
fn is_line_comment(mark: &str, text: &str, start: usize, rest: &str) -> bool {
    let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
    match mark {
        // `// A line of a poem //`
        "// " => !line.trim().is_empty() && !line.trim_end().ends_with("//"),
        ".. " => {
            let is_directive = line.contains("::");
            !is_directive
                && (line.trim_start().starts_with("comment") || below.starts_with("  ") && !below.trim().is_empty())
        }
        _ => {
            let around = Around::new(text, start..start + mark.len());
            let begins = around.begins_paragraph() || around.above().starts_with('[');
            let says = line.trim_start_matches([':', ' ']).starts_with('#') && line.chars().any(char::is_alphanumeric);
            says && !(begins && is_definition(rest))
        }
    }
}

/// Whether what follows a name in brackets makes it the definition of a link, which nobody sees: `: # (words)`.
pub(super) fn is_definition(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(':') else { return false };
    let rest = rest.trim_start();
    let rest = rest.split("\n\n").next().unwrap_or(rest);
    let Some((_, title)) = rest.split_once([' ', '\n']) else { return true };
    let title = title.trim_start_matches(' ');
    let close = match title.chars().next() {
        None | Some('\n') => return true,
        Some('(') => ')',
        Some(quote @ ('"' | '\'')) => quote,
        Some(_) => return false,
    };
    let Some((inner, after)) = title[1..].split_once(close) else { return false };
    !(close == ')' && inner.contains('(')) && after.lines().next().unwrap_or("").trim().is_empty()
}
