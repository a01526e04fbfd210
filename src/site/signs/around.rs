//! A name and the text around it: how much of its line a construct may look at.

use std::ops::Range;

/// Nothing farther away than this is looked at, so that a very long line takes no longer than its length.
const WINDOW: usize = 300;

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
        let from = self.text.ceil_char_boundary(self.word.start.saturating_sub(WINDOW));
        let to = self.text.floor_char_boundary((self.word.end + WINDOW).min(self.text.len()));
        let start = from + self.text[from..self.word.start].rfind(open)? + open.len_utf8();
        let end = self.word.end + self.text[self.word.end..to].find(close)?;
        let sides = [&self.text[start..self.word.start], &self.text[self.word.end..end]];
        let fits = !sides.iter().any(|side| side.contains([open, close])) && !self.text[start..end].contains("\n\n");
        fits.then_some(start..end)
    }

    /// Whether the line before this one is empty, or there is none.
    pub(super) fn begins_paragraph(&self) -> bool {
        let start = self.line().start;
        let Some(above) = self.text[..start].strip_suffix('\n') else { return start == 0 };
        let from = above.floor_char_boundary(above.len().saturating_sub(WINDOW));
        let line = &above[above[from..].rfind('\n').map_or(from, |at| from + at + 1)..];
        line.trim().is_empty() || line.starts_with(":::") || line.starts_with('#') || line.trim_end().ends_with("-->")
    }
}

/// A line without the marks of quotes and lists at its beginning.
pub(super) fn without_marks(line: &str) -> &str {
    let mut rest = line.trim();
    loop {
        let item = ["- ", "* ", "+ ", "> "].iter().find_map(|mark| rest.strip_prefix(mark));
        let Some(inner) = item.or_else(|| rest.strip_prefix('>')) else { return rest };
        rest = inner.trim_start();
    }
}
