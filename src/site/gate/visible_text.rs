//! The text of a page as one audience may read it: hidden blocks are cut out of the source, line by line, before
//! anything parses it, so that what remains cannot depend on them.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::config::Audience;
use crate::diag::{Place, Source};
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::{Blocks, Directive};
use crate::site::source::syntax::MARKER;

/// A page's text for one audience, and the way back to the source.
pub(in crate::site) struct VisibleText<'p> {
    source: &'p Arc<Source>,
    text: Cow<'p, str>,
    pieces: Vec<Piece>,
}

/// From `at` in the text on, the bytes are those from `from` in the source on.
struct Piece {
    at: usize,
    from: usize,
    directive: Option<usize>,
}

impl<'p> VisibleText<'p> {
    /// The lines of `body` that `audience` may read. `None` for `audience` is everything, as the author sees it.
    pub(in crate::site) fn new(
        source: &'p Arc<Source>,
        body: Range<usize>,
        blocks: &Blocks,
        audience: Audience,
        highest: Audience,
    ) -> VisibleText<'p> {
        if blocks.lines.is_empty() {
            let pieces = vec![Piece { at: 0, from: body.start, directive: None }];
            return VisibleText { source, text: Cow::Borrowed(&source.text[body]), pieces };
        }
        let mut visible = VisibleText { source, text: Cow::Owned(String::new()), pieces: Vec::new() };
        let mut from = body.start;
        for line in uncovered(blocks, audience, highest) {
            visible.copy(from..line.range.start);
            from = line.end;
            if !line.is_hidden {
                visible.mark(line.index, line.range.start);
            }
        }
        visible.copy(from..body.end);
        visible
    }

    fn copy(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.pieces.push(Piece { at: self.text.len(), from: range.start, directive: None });
            self.text.to_mut().push_str(&self.source.text[range]);
        }
    }

    fn mark(&mut self, directive: usize, from: usize) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.to_mut().push('\n');
        }
        self.pieces.push(Piece { at: self.text.len(), from, directive: Some(directive) });
        self.text.to_mut().push_str(MARKER);
    }

    /// The text to parse.
    pub(in crate::site) fn text(&self) -> &str {
        &self.text
    }

    /// The directives that the text holds a marker for, as indices into [`Blocks::lines`].
    pub(in crate::site) fn directives(&self) -> impl Iterator<Item = usize> + use<'p> {
        self.pieces.iter().filter_map(|piece| piece.directive).collect::<Vec<_>>().into_iter()
    }

    /// The directive whose marker begins at byte `at` of the text, as an index into [`Blocks::lines`].
    pub(in crate::site) fn directive(&self, at: usize) -> Option<usize> {
        let piece = self.pieces.binary_search_by_key(&at, |piece| piece.at).ok()?;
        self.pieces[piece].directive
    }

    /// Where byte `from` of the source stands in the text; `None` when it was cut out.
    pub(in crate::site) fn position(&self, from: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| piece.from <= from);
        let piece = &self.pieces[after.checked_sub(1)?];
        let at = piece.at + (from - piece.from);
        let end = self.pieces.get(after).map_or(self.text.len(), |next| next.at);
        (piece.directive.is_none() && at < end).then_some(at)
    }

    /// The place in the source of a range of the text.
    pub(in crate::site) fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.source, self.origin(range.start)..self.origin(range.end))
    }

    fn origin(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        match after.checked_sub(1).map(|index| &self.pieces[index]) {
            Some(piece) if piece.directive.is_some() => piece.from,
            Some(piece) => piece.from + (at - piece.at),
            None => at,
        }
    }

    /// The source the text was cut from.
    pub(in crate::site) fn source(&self) -> &'p Arc<Source> {
        self.source
    }
}

/// A line of a directive that lies in no hidden block.
struct Uncovered {
    /// Its index in [`Blocks::lines`].
    index: usize,
    range: Range<usize>,
    /// Whether the line, and the block it opens, are not for the audience.
    is_hidden: bool,
    /// Where the text goes on behind it: behind the whole block when it is hidden.
    end: usize,
}

fn uncovered(blocks: &Blocks, audience: Audience, highest: Audience) -> impl Iterator<Item = Uncovered> {
    let mut from = 0;
    blocks.lines.iter().enumerate().filter_map(move |(index, line)| {
        if line.range.start < from {
            return None;
        }
        let (is_hidden, end) = match &line.directive {
            Directive::Open { head, end } if hidden(&head.kind, audience, highest) => (true, *end),
            Directive::Leaf(head) if hidden(&head.kind, audience, highest) => (true, line.range.end),
            Directive::Open { .. } | Directive::Close | Directive::Leaf(_) => (false, line.range.end),
        };
        from = end;
        Some(Uncovered { index, range: line.range.clone(), is_hidden, end })
    })
}

/// The directives that `audience` may read, as indices into [`Blocks::lines`].
pub(super) fn visible_lines(blocks: &Blocks, audience: Audience, highest: Audience) -> impl Iterator<Item = usize> {
    uncovered(blocks, audience, highest).filter(|line| !line.is_hidden).map(|line| line.index)
}

/// The parts of a page, as bytes of its source, that are cut out for `audience`.
pub(super) fn hidden_parts(
    blocks: &Blocks,
    audience: Audience,
    highest: Audience,
) -> impl Iterator<Item = Range<usize>> {
    uncovered(blocks, audience, highest).filter(|line| line.is_hidden).map(|line| line.range.start..line.end)
}

/// Whether a block is not for `audience`. What an unknown block was meant to hide, only the highest audience may see.
fn hidden(kind: &BlockKind, audience: Audience, highest: Audience) -> bool {
    match kind {
        BlockKind::Audience(needed) => !audience.sees(*needed),
        BlockKind::Unknown { .. } => audience != highest,
        _ => false,
    }
}
