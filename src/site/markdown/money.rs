//! Collects the prose of a page passage by passage, with the figures that each cites, so that amounts of money in it can
//! be held against the records. It must not know what an amount is worth, nor which records there are.

use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Span;
use super::writer::Writer;
use crate::config::Audience;
use crate::diag::Place;
use crate::site::document::figure::InlineFigure;
use crate::site::gate::visible_text::VisibleText;
use crate::site::records::money_in_prose;
use crate::site::source::block_kind::BlockKind;

/// A paragraph, a heading, an item of a list or a row of a table: what one citation stands for.
#[derive(Debug, Default)]
pub(in crate::site) struct Passage {
    /// Its words. What is no prose is a character that joins nothing.
    pub(in crate::site) text: String,
    /// The figures it cites.
    pub(in crate::site) cited: Vec<Cited>,
    /// Whether it cites one that cannot be shown, which was reported.
    pub(in crate::site) unknown: bool,
    /// Who reads it, as far as blocks around it say so.
    pub(in crate::site) audiences: Vec<Audience>,
    /// What the columns of its table are called, where it is a row of one.
    heads: Arc<[String]>,
    /// Where pieces of `text` begin in it, and where they stand in the visible text.
    pieces: Vec<(usize, usize)>,
}

/// A figure that a passage cites.
#[derive(Debug)]
pub(in crate::site) struct Cited {
    /// The record's id.
    pub(in crate::site) id: String,
    /// What readers see of it.
    pub(in crate::site) text: String,
    /// The amounts of money in it.
    pub(in crate::site) amounts: Vec<(&'static str, i64)>,
}

/// What stands for anything that is no prose.
const GAP: char = '\u{fffc}';
/// What stands before each cell of a row.
const CELL: char = '\u{fffb}';

impl Passage {
    /// A passage to fill, when the page can hold an amount at all.
    pub(super) fn of(text: &str) -> Option<Passage> {
        money_in_prose::may_hold(text).then(Passage::default)
    }

    /// The place in the source of a range of `text`.
    pub(in crate::site) fn place(&self, range: Span, page: &VisibleText<'_>) -> Place {
        page.place(self.origin(range.start)..self.origin(range.end - 1) + 1)
    }

    /// What the column is called that a byte of `text` stands in.
    pub(in crate::site) fn head_at(&self, at: usize) -> Option<&str> {
        let column = self.text[..at].matches(CELL).count().checked_sub(1)?;
        self.heads.get(column).map(String::as_str)
    }

    fn origin(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|(start, _)| *start <= at);
        after.checked_sub(1).map_or(0, |piece| self.pieces[piece].1 + at - self.pieces[piece].0)
    }

    fn push(&mut self, text: &str, from: usize) {
        self.pieces.push((self.text.len(), from));
        self.text.push_str(text);
    }
}

impl Writer<'_, '_> {
    /// Takes note of an event before it is printed.
    pub(super) fn note_money(&mut self, event: &Event<'_>, span: &Span) {
        let Some(passage) = &mut self.passage else { return };
        if self.code.is_some() || self.raw_block.is_some() || self.image.is_some() {
            return;
        }
        match event {
            Event::Text(text) if self.figures.end.contains(&span.start) => {
                // What stands behind the brackets of a figure came in one piece with them.
                let behind = text.get(self.figures.end.end - span.start..).unwrap_or_default();
                passage.push(behind, self.figures.end.end);
            }
            Event::Text(text) => passage.push(text, span.start),
            Event::SoftBreak => passage.push(" ", span.start),
            Event::Code(_) | Event::InlineHtml(_) | Event::HardBreak | Event::FootnoteReference(_) => {
                passage.push(&GAP.to_string(), span.start);
            }
            Event::Start(Tag::TableCell) => passage.push(&CELL.to_string(), span.start),
            Event::End(TagEnd::TableHead) => {
                let heads = passage.text.split(CELL).skip(1).map(|head| head.trim().to_owned()).collect();
                self.judge_passage(heads);
            }
            Event::End(TagEnd::Table) => self.judge_passage(Arc::default()),
            Event::Start(tag) if is_block(tag) => {
                let heads = Arc::clone(&passage.heads);
                self.judge_passage(heads);
            }
            Event::End(tag) if ends_block(*tag) => {
                let heads = Arc::clone(&passage.heads);
                self.judge_passage(heads);
            }
            _ => {}
        }
    }

    /// Takes note of a figure that a sentence cites, `None` when it cannot be shown.
    pub(super) fn note_cited(&mut self, id: &str, figure: Option<&InlineFigure>) {
        let Some(passage) = &mut self.passage else { return };
        passage.text.push(GAP);
        match figure {
            None => passage.unknown = true,
            Some(InlineFigure { text, amounts, .. }) => {
                passage.cited.push(Cited { id: id.to_owned(), text: text.clone(), amounts: amounts.clone() });
            }
        }
    }

    /// Ends a passage; the next one is a row below these heads, where there are any.
    fn judge_passage(&mut self, heads: Arc<[String]>) {
        let next = Passage { heads, ..Passage::default() };
        let Some(mut passage) = self.passage.replace(next) else { return };
        if passage.text.bytes().any(|byte| byte.is_ascii_digit()) {
            let heads = self.frames.iter().filter_map(|frame| frame.container.as_ref());
            passage.audiences = heads.filter_map(|head| audience_of(&head.kind)).collect();
            self.facts.passages.push(passage);
        }
    }
}

fn audience_of(kind: &BlockKind) -> Option<Audience> {
    match kind {
        BlockKind::Audience(audience) => Some(*audience),
        _ => None,
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn ends_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
