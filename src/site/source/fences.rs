//! Tells directives from lines that only look like them, in code and in comments.
//!
//! Only the Markdown parser knows where code begins and ends, so it is asked: every line that may be a directive is
//! read as a marker, and those that the parser sees as blocks of their own are directives.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};
use crate::site::source::syntax::{MARKER, comments, options};

/// A part of the text in which nothing is a directive.
struct Quotation {
    /// In the text that was parsed.
    range: Range<usize>,
    /// Whether it is fenced code that never ends.
    is_unclosed_fence: bool,
}

/// Which of `lines` lie in code or in a comment, as indices. `lines` are ranges of `source` within `body`, in order,
/// each with its line feed.
pub(in crate::site) fn quoted(
    source: &Arc<Source>,
    body: Range<usize>,
    lines: &[Range<usize>],
    diags: &mut Diagnostics,
) -> Vec<usize> {
    let text = &source.text[body.clone()];
    // Without any of these, nothing can hold a line that begins at column 0.
    if lines.is_empty() || !(text.contains("```") || text.contains("~~~") || text.contains("<!--")) {
        return Vec::new();
    }
    let mut marked = String::with_capacity(text.len() + lines.len() * MARKER.len());
    let mut marks = Vec::with_capacity(lines.len());
    let mut from = body.start;
    for line in lines {
        marked.push_str(&source.text[from..line.start]);
        marks.push(marked.len());
        marked.push_str(MARKER);
        from = line.end;
    }
    marked.push_str(&source.text[from..body.end]);

    let mut quoted = Vec::new();
    for quotation in quotations(&marked) {
        let first = marks.partition_point(|mark| *mark < quotation.range.start);
        let last = marks.partition_point(|mark| *mark < quotation.range.end);
        quoted.extend(first..last);
        for line in lines[first..last].iter().filter(|_| quotation.is_unclosed_fence) {
            report_unclosed(source, line, diags);
        }
    }
    quoted
}

fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let is_fenced = matches!(kind, CodeBlockKind::Fenced(_));
                let is_unclosed_fence = is_fenced && fence_never_closed(&text[range.clone()]);
                found.push(Quotation { range, is_unclosed_fence });
            }
            Event::Start(Tag::HtmlBlock) => {
                let comments = comments(&text[range.clone()]).map(|(comment, _)| comment);
                let moved = comments.map(|comment| range.start + comment.start..range.start + comment.end);
                // A marker is no comment, so one that begins here lies in it.
                found.extend(moved.map(|range| Quotation { range, is_unclosed_fence: false }));
            }
            _ => {}
        }
    }
    found
}

/// Whether a fenced code block, read from its opening fence to its end, lacks a closing fence.
pub(in crate::site) fn fence_never_closed(block: &str) -> bool {
    let block = block.trim_start();
    let mark = block.chars().next().unwrap_or('`');
    let length = block.len() - block.trim_start_matches(mark).len();
    let Some((_, last)) = block.trim_end().rsplit_once('\n') else { return true };
    // What stands before a closing fence can only be the marks of the quotes and lists around it.
    let fence = last.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    fence.len() < length || !fence.chars().all(|c| c == mark)
}

fn report_unclosed(source: &Arc<Source>, line: &Range<usize>, diags: &mut Diagnostics) {
    diags.push(
        Diagnostic::new(
            &rules::UNCLOSED_BLOCK,
            Place::new(source, line.start..line.start + source.text[line.clone()].trim_end().len()),
            "this block lies in a code fence that is never closed, so it would show as code",
        )
        .hint("close the code fence before the block"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines that begin with `::` and are no directives.
    fn check(text: &str, expected: &[usize]) {
        let source = Source::new("content/a.md", text);
        let mut lines = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if line.starts_with("::") {
                lines.push(at..at + line.len());
            }
            at += line.len();
        }
        let found = quoted(&source, 0..text.len(), &lines, &mut Diagnostics::default());
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn code_and_comments_hold_no_directives() {
        check("```\n:::note\n```\n:::note\n:::\n", &[0]);
        check("~~~~\n:::note\n~~~\n:::\n~~~~\n::toc\n", &[0, 1]);
        check("<!--\n:::note\n-->\n:::note\n:::\n", &[0]);
        check("<!-- a -->\n:::note\n:::\n<!--\n:::\n-->\n", &[2]);
    }

    #[test]
    fn what_ends_at_column_0_holds_none_either() {
        check("- ```\n:::note\n:::\n", &[]);
        check("> ```\n:::note\n:::\n", &[]);
        check("- a\n# b\n  ```\n:::note\n  ```\n", &[0]);
        check("* * *\n:::note\n:::\n-\n:::note\n:::\n<!-- a -->\n", &[]);
        check("text <!-- a\n:::note\n:::\n-->\n", &[]);
    }

    #[test]
    fn fences_that_are_never_closed_are_told_apart() {
        for closed in ["```\na\n```\n", "``` rust\n```", "~~~\na\n~~~~~\n", "```\n> a\n> ```"] {
            assert!(!fence_never_closed(closed), "{closed:?}");
        }
        for open in ["```", "```\na\n", "````\na\n```\n", "~~~\n```\n", "```\n"] {
            assert!(fence_never_closed(open), "{open:?}");
        }
    }
}
