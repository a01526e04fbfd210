//! Where a finding points: a file, or a part of one.

use std::ops::Range;
use std::sync::Arc;

use super::Locator;

/// A text file an author wrote, kept for the places of findings.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The path from the site's root, with `/` between segments, as on disk.
    pub path: String,
    /// The whole text; empty when the file could not be read as text.
    pub text: String,
}

impl Source {
    /// A source that findings can share.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        Arc::new(Source { path: path.into(), text: text.into() })
    }
}

/// Where a finding points: a file, or a byte range in one.
///
/// Lines and columns (1-based, columns in characters) are counted only when printing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub(super) source: Arc<Source>,
    pub(super) at: At,
}

/// How much of a source a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum At {
    /// All of it.
    File,
    /// The bytes from one up to another.
    Bytes(usize, usize),
    /// A line and a column, where the text may not be shown.
    Line(usize, usize),
}

impl Place {
    /// A byte range of `source`. A range past the end or off a character border is moved inside.
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Place {
        let text = &source.text;
        let start = text.floor_char_boundary(range.start.min(text.len()));
        let end = text.ceil_char_boundary(range.end.clamp(start, text.len()));
        Place { source: Arc::clone(source), at: At::Bytes(start, end) }
    }

    /// A whole file, without line and column.
    pub fn file(path: impl Into<String>) -> Place {
        Place { source: Source::new(path, ""), at: At::File }
    }

    /// The file it lies in; of a whole file the path alone.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The file's path from the site's root.
    pub fn path(&self) -> &str {
        &self.source.path
    }

    /// The whole text the place lies in.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The byte range, when the place is more than a file.
    pub fn range(&self) -> Option<Range<usize>> {
        match self.at {
            At::Bytes(start, end) => Some(start..end),
            At::File | At::Line(..) => None,
        }
    }

    /// The same line and column of the same file, without any of its text.
    pub fn without_text(&self) -> Place {
        Locator::default().without_text(self)
    }

    /// Line and column behind the last character, counted on from those of the start.
    pub(super) fn end_line_column(&self, (line, column): (usize, usize)) -> Option<(usize, usize)> {
        let Range { start, end } = self.range()?;
        let inside = &self.source.text[start..end];
        let breaks = inside.bytes().filter(|byte| *byte == b'\n').count();
        let column = match inside.rfind('\n') {
            Some(at) => inside[at + 1..].chars().count() + 1,
            None => column + inside.chars().count(),
        };
        Some((line + breaks, column))
    }

    /// The line that the place begins in, without its line break; nothing for a whole file.
    pub fn line_text(&self) -> &str {
        let Some(Range { start, .. }) = self.range() else { return "" };
        let text = &self.source.text;
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
        text[from..to].trim_end_matches('\r')
    }

    /// Line and column of the start, both from 1, the column in characters.
    pub fn line_column(&self) -> Option<(usize, usize)> {
        let start = match self.at {
            At::File => return None,
            At::Bytes(start, _) => start,
            At::Line(line, column) => return Some((line, column)),
        };
        let before = &self.source.text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        Some((line, before[line_start..].chars().count() + 1))
    }
}
