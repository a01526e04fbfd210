//! Fences that were meant and are not read: a closing one with a word behind it, or with text before it; a name in two words.

use std::ops::Range;

use super::block_kind::BlockKind;
use super::block_lines::may_be_directive;
use super::blocks::{Directive, DirectiveLine, Head, Scanner};
use super::look_alikes;
use crate::diag::{Diagnostic, Place, rules};

/// The lines that are directives, and those that were meant as some, unless they lie in code.
pub(super) fn directive_lines(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    // Lines that were meant to open a block if one closes it.
    let mut waiting = Vec::new();
    let mut at = from;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        let range = at..at + line.len();
        at += line.len();
        if may_be_directive(shown) {
            let closes = shown.bytes().all(|byte| byte == b':');
            if closes && let Some(meant) = waiting.pop() {
                lines.push(meant);
            }
            lines.push(range);
        } else if shown.is_empty()
            || shown.starts_with(|c: char| c.is_ascii_alphanumeric() && !shown.contains(['=', ':']))
        {
        } else if look_alikes::leaf(shown).is_some() {
            lines.push(range);
        } else if let Some((_, is_clear)) = look_alikes::container(shown) {
            if is_clear { lines.push(range) } else { waiting.push(range) }
        }
    }
    lines.sort_by_key(|line| line.start);
    lines
}

impl Scanner<'_, '_> {
    /// Of the blocks that nothing closes, those that a line was meant to close: that line is told instead.
    pub(super) fn meant_closings(&mut self, end: usize) {
        while let Some(&(opener, colons)) = self.open.last() {
            let range = self.blocks.lines[opener].range.clone();
            if self.is_closed_by_itself(end) {
                continue;
            }
            let twin = self.twin(opener).filter(|_| self.open.len() > 1);
            let is_twin = twin.is_some();
            let Some(closing) = twin.or_else(|| self.meant_closing(opener, range.end, end)) else { return };
            self.report_closing(opener, closing, colons);
            self.end(opener, end);
            self.open.pop();
            if is_twin && let Some((outer, _)) = self.open.pop() {
                // The line that should have closed one has opened another.
                self.end(outer, end);
            }
        }
    }

    /// `:::note`, its text, and `:::note` again, which was to close it.
    fn is_closed_by_itself(&mut self, end: usize) -> bool {
        let [.., (first, colons), (second, _)] = self.open[..] else { return false };
        let text = |index: usize| self.source.text[self.blocks.lines[index].range.clone()].trim().replace(' ', "");
        if second != first + 1 || text(first) != text(second) {
            return false;
        }
        let line = self.blocks.lines[second].range.clone();
        let closing = line.start..line.start + self.source.text[line].trim_end().len();
        self.report_closing(first, closing, colons);
        self.end(first, end);
        self.end(second, end);
        self.open.truncate(self.open.len() - 2);
        true
    }

    /// `:::end`
    pub(super) fn named_closing(&mut self, line: &str, range: Range<usize>) {
        let Some((opener, colons)) = self.open.pop() else { return };
        self.report_closing(opener, range.start..range.start + line.len(), colons);
        self.end(opener, range.end);
        self.blocks.lines.push(DirectiveLine { range, directive: Directive::Close });
    }

    fn report_closing(&mut self, opener: usize, closing: Range<usize>, colons: usize) {
        let first = Place::new(self.source, self.blocks.lines[opener].range.clone());
        let place = Place::new(self.source, closing);
        self.diags.push(
            Diagnostic::new(&rules::UNCLOSED_BLOCK, place, "this closes no block, and one is open above it")
                .related(first, "the block was opened here")
                .hint(format!("write `{}` alone at the start of a line", ":".repeat(colons))),
        );
    }

    /// The next block, when it is opened within this one by the same line.
    fn twin(&self, opener: usize) -> Option<Range<usize>> {
        let text = |index: usize| {
            let range = self.blocks.lines.get(index)?.range.clone();
            Some((self.source.text[range.clone()].trim_end(), range.start))
        };
        let (next, start) = text(opener + 1)?;
        (text(opener)?.0 == next).then(|| start..start + next.len())
    }

    /// A line behind the opening one that looks like a closing fence.
    fn meant_closing(&self, opener: usize, from: usize, end: usize) -> Option<Range<usize>> {
        let opening = self.source.text[self.blocks.lines[opener].range.clone()].trim();
        let mut at = from;
        for line in self.source.text[from..end].split_inclusive('\n') {
            let shown = line.trim();
            let start = at + line.len() - line.trim_start().len();
            let rest = shown.trim_start_matches(':');
            let colons = shown.len() - rest.len();
            let is_short = look_alikes::closing(shown) && colons < 3
                || rest.is_empty() && colons == 2
                || colons > 2 && !rest.is_empty() && look_alikes::closing(shown);
            let is_indented = rest.is_empty() && colons >= 3 && line.starts_with([' ', '\t']);
            let named = rest.trim_start_matches([' ', '/']);
            let is_named = colons >= 2
                && rest.starts_with(['/', ' '])
                && (named == "end" || named == opening.trim_start_matches(':').trim());
            let is_behind = shown.len() > 3
                && shown.ends_with(":::")
                && colons == 0
                && !shown.ends_with("::::")
                && !shown.ends_with("`:::");
            if is_short || is_indented || (is_named && rest.starts_with('/')) {
                return Some(start..start + shown.len());
            }
            if is_behind {
                return Some(start + shown.len() - 3..start + shown.len());
            }
            at += line.len();
        }
        None
    }

    /// `:::red flags`: the name of a block in two words.
    pub(super) fn in_two_words(
        &mut self,
        name_at: usize,
        length: usize,
        range: Range<usize>,
        leaf: bool,
    ) -> Option<Head> {
        let text = &self.source.text[name_at..range.end];
        let second = text[length..].strip_prefix(' ')?.split(|c: char| !c.is_alphanumeric()).next()?;
        let joined = format!("{}-{}", &text[..length], second).to_lowercase();
        let is_known = |name: &str| self.names.find(name).is_some_and(|kind| kind.is_leaf() == leaf);
        if second.is_empty() || is_known(&text[..length]) || !is_known(&joined) {
            return None;
        }
        let words = name_at..name_at + length + 1 + second.len();
        let message = format!("there is no block named `{}`", &self.source.text[words.clone()]);
        self.complain(words, message).hint(format!("write `{}{joined}`", if leaf { "::" } else { ":::" }));
        let (kind, label, id) = (BlockKind::Unknown { leaf }, None, None);
        Some(Head { kind, label, id, classes: Vec::new(), attributes: Vec::new(), range })
    }
}
