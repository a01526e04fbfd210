//! Blocks for some readers that hold nothing and have text below them: it is what they were to hide, most likely.

use std::sync::Arc;

use super::{Signs, finding};
use crate::diag::{Diagnostic, Diagnostics, Place, Source};
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::{Blocks, Directive};
use crate::site::source::syntax::comments;

impl Signs {
    /// Reports the empty blocks for an audience. They close nothing, and are no more than a warning: an edit that takes
    /// the words out of a block changes nothing for those who never saw them.
    pub(super) fn in_empty_blocks(&self, source: &Arc<Source>, blocks: &Blocks, diags: &mut Diagnostics) {
        for (index, line) in blocks.lines.iter().enumerate() {
            let Directive::Open { head, end } = &line.directive else { continue };
            let BlockKind::Audience(audience) = head.kind else { continue };
            // What lies within is another directive, or the line that closes this one.
            let closing = blocks.lines.get(index + 1).filter(|next| next.range.end == *end);
            let Some(closing) = closing.filter(|_| self.is_only || audience != self.lowest) else { continue };
            let is_empty = !holds_something(&source.text[line.range.end..closing.range.start]);
            let next = source.text[*end..].lines().map(str::trim).find(|line| !line.is_empty());
            if !is_empty || next.is_none_or(|next| next.starts_with(":::")) {
                continue;
            }
            let written = source.text[line.range.clone()].trim();
            let message = format!("the block `{written}` is empty, so it hides nothing");
            let place = Place::new(source, line.range.start..line.range.start + written.len());
            let hint = "move the `:::` that closes it below the text it is to hide, or remove both lines";
            let found: Diagnostic = finding(place, message).hint(hint);
            diags.push(found.mild());
        }
    }
}

/// Whether anything but comments and lines between paragraphs stands in a text.
fn holds_something(text: &str) -> bool {
    let mut rest = String::new();
    let mut at = 0;
    for (comment, _) in comments(text) {
        rest.push_str(&text[at..comment.start]);
        at = comment.end;
    }
    rest.push_str(&text[at..]);
    rest.lines()
        .any(|line| !line.trim_matches(|c: char| c.is_whitespace() || "-*_#\u{200b}\u{feff}".contains(c)).is_empty())
}
