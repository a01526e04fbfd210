//! Tells prose from code fences and comments, line by line, as far as directives need it.
//!
//! Follows the block structure of CommonMark for fences at the top level and inside lists. It errs towards prose,
//! so that a directive is rather obeyed than printed.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};

/// What a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Line {
    /// Text that may hold a directive.
    Prose,
    /// Part of a fenced code block, its fences too.
    Code,
    /// Part of an HTML comment.
    Comment,
}

/// The state between two lines.
#[derive(Debug, Default)]
pub(in crate::site) struct Fences {
    fence: Option<Fence>,
    comment: Option<usize>,
    /// Content columns of the list items that are open, outermost first.
    items: Vec<usize>,
    after_blank: bool,
    hidden: Vec<Range<usize>>,
}

#[derive(Debug)]
struct Fence {
    at: usize,
    mark: u8,
    length: usize,
    /// The content column of the list item it stands in; 0 at the top level.
    column: usize,
}

impl Fences {
    /// Takes the next line, which starts at byte `at`, and says what it belongs to.
    pub(in crate::site) fn step(&mut self, line: &str, at: usize) -> Line {
        if self.comment.is_some() {
            if line.contains("-->") {
                self.comment = None;
            }
            return Line::Comment;
        }
        let text = line.trim_end();
        let indent = indent_of(text);
        if let Some(fence) = &self.fence {
            let left_its_item = fence.column > 0 && !text.is_empty() && indent < fence.column;
            if !left_its_item {
                if closes(fence, text) {
                    self.fence = None;
                    self.hidden.clear();
                }
                return Line::Code;
            }
            self.fence = None;
            self.hidden.clear();
        }
        if text.is_empty() {
            self.after_blank = true;
            return Line::Prose;
        }
        self.lists(text, indent);
        self.after_blank = false;
        self.opens(text, indent, at)
    }

    /// Remembers that a line inside the open fence looks like a directive.
    pub(in crate::site) fn hides_directive(&mut self, range: Range<usize>) {
        if self.fence.is_some() {
            self.hidden.push(range);
        }
    }

    /// Reports what is still open at the end of the page.
    pub(in crate::site) fn finish(self, source: &Arc<Source>, diags: &mut Diagnostics) {
        if let Some(at) = self.comment {
            diags.push(
                Diagnostic::new(&rules::COMMENT, Place::new(source, at..at + 4), "this comment is never closed")
                    .hint("end it with `-->`; until then the rest of the page is part of it"),
            );
        }
        let Some(fence) = self.fence else { return };
        let opener = Place::new(source, fence.at..fence.at + fence.length);
        diags.push(
            Diagnostic::new(&rules::CODE_FENCE, opener.clone(), "this code fence is never closed")
                .hint("put the same fence on a line of its own where the code ends"),
        );
        for range in self.hidden {
            diags.push(
                Diagnostic::new(
                    &rules::UNCLOSED_BLOCK,
                    Place::new(source, range),
                    "this block lies in a code fence that is never closed, so it would show as code",
                )
                .related(opener.clone(), "the fence was opened here")
                .hint("close the code fence before the block"),
            );
        }
    }

    /// Keeps track of which list items are open.
    fn lists(&mut self, text: &str, indent: usize) {
        // A line to the left of an item's content ends the item, unless it continues the item's paragraph.
        if self.after_blank || marker_width(&text[indent..]).is_some() {
            self.items.retain(|column| *column <= indent);
        }
        let mut at = indent;
        while let Some(width) = marker_width(&text[at..]) {
            if at > self.items.last().map_or(3, |column| column + 3) {
                return;
            }
            at += width;
            self.items.push(at);
        }
    }

    fn opens(&mut self, text: &str, indent: usize, at: usize) -> Line {
        let column = self.items.iter().copied().rfind(|column| *column <= text.len()).unwrap_or(0);
        let start = if marker_width(&text[indent..]).is_some() { column.max(indent) } else { indent };
        let outer = self.items.iter().copied().rfind(|column| *column <= start).unwrap_or(0);
        let rest = text.get(start..).unwrap_or("");
        if start <= outer + 3
            && let Some((mark, length)) = fence_mark(rest)
        {
            self.fence = Some(Fence { at: at + start, mark, length, column: outer });
            return Line::Code;
        }
        if let Some(open) = comment_start(text) {
            if !text[open..].contains("-->") {
                self.comment = Some(at + open);
            }
            if text[..open].trim().is_empty() {
                return Line::Comment;
            }
        }
        Line::Prose
    }
}

/// Checks a page without directives for fences and comments left open.
pub(in crate::site) fn check(source: &Arc<Source>, body: Range<usize>, diags: &mut Diagnostics) {
    let text = &source.text[body.clone()];
    if !text.contains("```") && !text.contains("~~~") && !text.contains("<!--") {
        return;
    }
    let mut fences = Fences::default();
    let mut at = body.start;
    for line in text.split_inclusive('\n') {
        fences.step(line, at);
        at += line.len();
    }
    fences.finish(source, diags);
}

fn indent_of(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// The width of a list marker with the space behind it, when `text` begins with one.
fn marker_width(text: &str) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = match text.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let spaces = indent_of(&text[mark..]);
    match spaces {
        0 => (text.len() == mark).then_some(mark + 1),
        1..=4 => Some(mark + spaces),
        _ => Some(mark + 1),
    }
}

/// The mark and length of a fence at the start of `text`.
fn fence_mark(text: &str) -> Option<(u8, usize)> {
    let mark = *text.as_bytes().first()?;
    if mark != b'`' && mark != b'~' {
        return None;
    }
    let length = text.bytes().take_while(|byte| *byte == mark).count();
    let info = &text[length..];
    (length >= 3 && (mark == b'~' || !info.contains('`'))).then_some((mark, length))
}

fn closes(fence: &Fence, text: &str) -> bool {
    let indent = indent_of(text);
    let rest = &text[indent..];
    indent <= fence.column + 3 && rest.len() >= fence.length && rest.bytes().all(|byte| byte == fence.mark)
}

/// Where a comment opens on this line, outside code spans.
fn comment_start(text: &str) -> Option<usize> {
    let open = text.find("<!--")?;
    let ticks = text[..open].bytes().filter(|byte| *byte == b'`').count();
    (ticks % 2 == 0).then_some(open)
}
