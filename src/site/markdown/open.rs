//! What is open while a page is read: containers and footnotes, a heading, a block of code, the first paragraph.

use super::Span;
use super::code_marks::CodeMarks;
use super::tree::Mark;
use crate::site::source::blocks::Head;

#[derive(Default)]
pub(super) struct OpenElement {
    /// Where it begins in the tree.
    pub(super) mark: Mark,
    pub(super) container: Option<Head>,
    /// Where it begins in the text.
    pub(super) from: usize,
}

pub(super) struct OpenHeading {
    pub(super) level: u8,
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
    /// Where its text begins in the tree.
    pub(super) mark: Mark,
    /// The plain text so far.
    pub(super) text: String,
    pub(super) has_image: bool,
    pub(super) span: Span,
}

pub(super) struct OpenCode {
    pub(super) language: Option<String>,
    pub(super) marks: CodeMarks,
    pub(super) text: String,
    pub(super) span: Span,
}

#[derive(PartialEq)]
pub(super) enum Excerpt {
    Waiting,
    Reading(String),
    Done(String),
}
