//! A name and the text around it: how much of its line a construct may look at.

use std::ops::Range;

/// Nothing farther away than this is looked at, so that a very long line takes no longer than its length.
const WINDOW: usize = 300;
/// A tag with styles of an office program is longer.
const LONGEST_TAG: usize = 2_000;

/// A place in a folded text, with the rest of its line.
pub(super) struct Around<'t> {
    pub(super) text: &'t str,
    /// The name, or the beginning of a construct.
    pub(super) word: Range<usize>,
    /// What stands before it in its line.
    pub(super) before: &'t str,
    /// What stands behind it in its line.
    pub(super) after: &'t str,
    /// Whether `before` and `after` are all there is in the line.
    pub(super) is_whole_line: bool,
    /// Whether `before` is all there is before it.
    pub(super) has_start: bool,
}

impl<'t> Around<'t> {
    pub(super) fn new(text: &'t str, word: Range<usize>) -> Around<'t> {
        let from = text.ceil_char_boundary(word.start.saturating_sub(WINDOW));
        let to = text.floor_char_boundary((word.end + WINDOW).min(text.len()));
        let (left, right) = (&text[from..word.start], &text[word.end..to]);
        let start = left.rfind('\n').map(|at| from + at + 1).or((from == 0).then_some(0));
        let end = right.find('\n').map(|at| word.end + at).or((to == text.len()).then_some(to));
        Around {
            text,
            before: &text[start.unwrap_or(from)..word.start],
            after: &text[word.end..end.unwrap_or(to)],
            is_whole_line: start.is_some() && end.is_some(),
            has_start: start.is_some(),
            word,
        }
    }

    /// The name itself.
    pub(super) fn name(&self) -> &'t str {
        &self.text[self.word.clone()]
    }

    /// The line, as far as it is looked at.
    pub(super) fn line(&self) -> Range<usize> {
        self.word.start - self.before.len()..self.word.end + self.after.len()
    }

    /// The line's text, without the marks of quotes and lists before it.
    pub(super) fn content(&self) -> &'t str {
        without_marks(&self.text[self.line()])
    }

    /// The text from the nearest `open` before the name to the nearest `close` behind it, both left out, when no other
    /// of them stands between; it may go over a few lines.
    pub(super) fn enclosed(&self, open: char, close: char) -> Option<Range<usize>> {
        let window = if open == '<' { LONGEST_TAG } else { WINDOW };
        let from = self.text.ceil_char_boundary(self.word.start.saturating_sub(window));
        let to = self.text.floor_char_boundary((self.word.end + window).min(self.text.len()));
        let start = from + self.text[from..self.word.start].rfind(open)? + open.len_utf8();
        let end = self.word.end + self.text[self.word.end..to].find(close)?;
        let sides = [&self.text[start..self.word.start], &self.text[self.word.end..end]];
        let fits = !sides.iter().any(|side| side.contains([open, close])) && !self.text[start..end].contains("\n\n");
        fits.then_some(start..end)
    }

    /// The line below this one, when this one was looked at to its end.
    pub(super) fn below(&self) -> Option<&'t str> {
        let end = self.line().end;
        let rest = if end == self.text.len() { "" } else { self.text[end..].strip_prefix('\n')? };
        let to = rest.floor_char_boundary(WINDOW.min(rest.len()));
        Some(rest[..to].lines().next().unwrap_or(""))
    }

    /// The line above this one, as far as it is looked at.
    pub(super) fn above(&self) -> &'t str {
        let Some(above) = self.text[..self.line().start].strip_suffix('\n') else { return "" };
        let from = above.ceil_char_boundary(above.len().saturating_sub(WINDOW));
        &above[above[from..].rfind('\n').map_or(from, |at| from + at + 1)..]
    }

    /// Whether the line before this one is empty, or there is none.
    pub(super) fn begins_paragraph(&self) -> bool {
        if self.line().start == 0 {
            return true;
        }
        let line = self.above();
        line.trim().is_empty() || line.starts_with(":::") || line.starts_with('#') || line.trim_end().ends_with("-->")
    }
}

/// A line without the marks of quotes and lists at its beginning.
pub(super) fn without_marks(line: &str) -> &str {
    let mut rest = line.trim();
    while let Some(inner) = without_mark(rest) {
        rest = inner.trim_start();
    }
    rest
}

fn without_mark(line: &str) -> Option<&str> {
    let bullet = || line.strip_prefix(['-', '*', '+']).filter(|rest| rest.is_empty() || rest.starts_with(' '));
    line.strip_prefix('>').or_else(bullet)
}

/// A line without all that may stand before the first word of an item: numbers, boxes to tick, the name of a footnote.
pub(super) fn without_item_marks(line: &str) -> &str {
    let mut rest = line.trim();
    while let Some(inner) = without_mark(rest).or_else(|| without_item_mark(rest)) {
        rest = inner.trim_start();
    }
    rest
}

/// `1. `, `2) `, `[ ] `, `[^note]: `
pub(super) fn without_item_mark(line: &str) -> Option<&str> {
    let number = || {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let inner = rest.strip_prefix(['.', ')'])?;
        (rest.len() < line.len() && (inner.is_empty() || inner.starts_with(' '))).then_some(inner)
    };
    let tick = || ["[ ]", "[x]", "[X]"].iter().find_map(|mark| line.strip_prefix(mark));
    let note = || line.strip_prefix("[^").and_then(|rest| rest.split_once("]:")).map(|(_, rest)| rest);
    number().or_else(|| tick().filter(|rest| rest.is_empty() || rest.starts_with(' '))).or_else(note)
}
