//! Where code and comments are in a page: what stands there is an example, or is not there.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use crate::diag::Source;
use crate::site::source::blocks::Blocks;
use crate::site::source::cut_text::CutText;
use crate::site::source::fences::fence_never_closed;
use crate::site::source::syntax::{comments, options};

/// The languages of a fence that says its text is shown as it is.
const SHOWN_AS_TEXT: [&str; 10] =
    ["text", "txt", "plain", "plaintext", "md", "markdown", "mdx", "commonmark", "gfm", "rolebook"];

/// What a place in a page is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Text that readers see.
    Text,
    /// Code within a sentence.
    CodeSpan,
    /// The line that opens a code block.
    CodeFence,
    /// Inside a code block; `true` when its fence says that it shows text or Markdown.
    Code(bool),
    /// Inside a code block whose fence is never closed.
    OpenCode,
    /// A comment.
    Comment,
}

/// The code and the comments of a page.
pub(super) struct Quoted<'p> {
    visible: CutText<'p>,
    /// In order of the text: a range, what it is, and where its first line ends.
    parts: Vec<(Range<usize>, Part, usize)>,
}

impl<'p> Quoted<'p> {
    /// Reads the body as those see it who see everything.
    pub(super) fn new(source: &'p Arc<Source>, body: Range<usize>, blocks: &Blocks) -> Quoted<'p> {
        let visible = CutText::new(source, body, blocks, &|_| false);
        let text = visible.text();
        let mut parts = Vec::new();
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            let first_line =
                |range: &Range<usize>| text[range.clone()].find('\n').map_or(range.end, |at| range.start + at);
            match event {
                Event::Code(_) => parts.push((range.clone(), Part::CodeSpan, range.end)),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    let language = info.split([' ', '\t', ',', '{']).next().unwrap_or("").to_ascii_lowercase();
                    let part = match fence_never_closed(&text[range.clone()]) {
                        true => Part::OpenCode,
                        false => Part::Code(SHOWN_AS_TEXT.contains(&language.as_str())),
                    };
                    parts.push((range.clone(), part, first_line(&range)));
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                    parts.push((range.clone(), Part::Code(false), range.start));
                }
                Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                    let comments = comments(&text[range.clone()]).filter(|(_, is_closed)| *is_closed);
                    parts.extend(comments.map(|(comment, _)| {
                        let comment = range.start + comment.start..range.start + comment.end;
                        (comment.clone(), Part::Comment, comment.end)
                    }));
                }
                _ => {}
            }
        }
        Quoted { visible, parts }
    }

    /// What byte `at` of the source is part of.
    pub(super) fn part(&self, at: usize) -> Part {
        let Some(at) = self.visible.position(at) else { return Part::Text };
        let before = self.parts.partition_point(|(range, _, _)| range.start <= at);
        let Some((range, part, first_line)) = before.checked_sub(1).map(|index| &self.parts[index]) else {
            return Part::Text;
        };
        match part {
            _ if at >= range.end => Part::Text,
            Part::Code(_) | Part::OpenCode if at < *first_line => Part::CodeFence,
            part => *part,
        }
    }
}
