//! The text of a page as one audience may read it.

use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::config::Audience;
use crate::diag::Source;
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::Blocks;
use crate::site::source::cut_text::{CutText, uncovered};

/// A page's text for one audience, and the way back to the source.
pub(in crate::site) struct VisibleText<'p>(CutText<'p>);

impl<'p> VisibleText<'p> {
    /// The lines of `body` that `audience` may read.
    pub(in crate::site) fn new(
        source: &'p Arc<Source>,
        body: Range<usize>,
        blocks: &Blocks,
        audience: Audience,
        highest: Audience,
    ) -> VisibleText<'p> {
        VisibleText(CutText::new(source, body, blocks, &|kind| hidden(kind, audience, highest)))
    }
}

impl<'p> Deref for VisibleText<'p> {
    type Target = CutText<'p>;

    fn deref(&self) -> &CutText<'p> {
        &self.0
    }
}

/// The directives that `audience` may read, as indices into [`Blocks::lines`].
pub(super) fn visible_lines(blocks: &Blocks, audience: Audience, highest: Audience) -> impl Iterator<Item = usize> {
    uncovered(blocks, move |kind| hidden(kind, audience, highest)).filter(|line| !line.is_hidden).map(|line| line.index)
}

/// The parts of a page, as bytes of its source, that are cut out for `audience`.
pub(super) fn hidden_parts(
    blocks: &Blocks,
    audience: Audience,
    highest: Audience,
) -> impl Iterator<Item = Range<usize>> {
    uncovered(blocks, move |kind| hidden(kind, audience, highest))
        .filter(|line| line.is_hidden)
        .map(|line| line.range.start..line.end)
}

/// Whether a block is not for `audience`. What an unknown block was meant to hide, only the highest audience may see.
fn hidden(kind: &BlockKind, audience: Audience, highest: Audience) -> bool {
    match kind {
        BlockKind::Audience(needed) => !audience.sees(*needed),
        BlockKind::Unknown { .. } => audience != highest,
        _ => false,
    }
}
