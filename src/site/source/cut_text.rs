//! The text of a page without the blocks that somebody may not see: they are cut out of the source, line by line, before
//! anything parses it, so that what remains cannot depend on them.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::block_kind::BlockKind;
use super::blocks::{Blocks, Directive};
use super::syntax::MARKER;
use crate::diag::{Place, Source};

/// A page's text without some blocks, and the way back to the source.
pub(in crate::site) struct CutText<'p> {
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

impl<'p> CutText<'p> {
    /// The lines of `body` without the blocks that `hides` names.
    pub(in crate::site) fn new(
        source: &'p Arc<Source>,
        body: Range<usize>,
        blocks: &Blocks,
        hides: &dyn Fn(&BlockKind) -> bool,
    ) -> CutText<'p> {
        if blocks.lines.is_empty() {
            let pieces = vec![Piece { at: 0, from: body.start, directive: None }];
            return CutText { source, text: Cow::Borrowed(&source.text[body]), pieces };
        }
        let mut visible = CutText { source, text: Cow::Owned(String::new()), pieces: Vec::new() };
        let mut from = body.start;
        for line in uncovered(blocks, hides) {
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
pub(in crate::site) struct Uncovered {
    /// Its index in [`Blocks::lines`].
    pub(in crate::site) index: usize,
    pub(in crate::site) range: Range<usize>,
    /// Whether the line, and the block it opens, are cut out.
    pub(in crate::site) is_hidden: bool,
    /// Where the text goes on behind it: behind the whole block when it is hidden.
    pub(in crate::site) end: usize,
}

/// The lines of directives that lie in no block which `hides` names.
pub(in crate::site) fn uncovered(
    blocks: &Blocks,
    hides: impl Fn(&BlockKind) -> bool,
) -> impl Iterator<Item = Uncovered> {
    let mut from = 0;
    blocks.lines.iter().enumerate().filter_map(move |(index, line)| {
        if line.range.start < from {
            return None;
        }
        let (is_hidden, end) = match &line.directive {
            Directive::Open { head, end } if hides(&head.kind) => (true, *end),
            Directive::Leaf(head) if hides(&head.kind) => (true, line.range.end),
            Directive::Open { .. } | Directive::Close | Directive::Leaf(_) => (false, line.range.end),
        };
        from = end;
        Some(Uncovered { index, range: line.range.clone(), is_hidden, end })
    })
}
