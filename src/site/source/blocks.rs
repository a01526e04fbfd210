//! Finds the directives of a page: `:::name` blocks and `::name` leaves.
//!
//! Works line by line on the source, before its Markdown is read, because the gate cuts hidden blocks out of the
//! text itself. It must not know what a block shows. Where this scanner and the Markdown parser could see a line
//! differently, `markdown` reports it: nothing that looks like a directive is ever printed as prose.

use std::ops::Range;
use std::sync::Arc;

use super::block_kind::{BlockKind, Names};
use super::half_read::NOTHING_OPEN;
use super::look_alikes;
use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};
use crate::fields::nearest;

/// The directives of a page, in the order of the text.
#[derive(Debug, Default)]
pub(in crate::site) struct Blocks {
    /// Every directive line.
    pub(in crate::site) lines: Vec<DirectiveLine>,
    /// Lines that would be directives and were taken for code or for part of a comment; the parser must agree.
    pub(in crate::site) quoted: Vec<Range<usize>>,
}

/// A line that is a directive.
#[derive(Debug)]
pub(in crate::site) struct DirectiveLine {
    /// The whole line with its line feed, as bytes of the source.
    pub(in crate::site) range: Range<usize>,
    /// What it says.
    pub(in crate::site) directive: Directive,
}

/// What a directive line says.
#[derive(Debug)]
pub(in crate::site) enum Directive {
    /// Opens a container; `end` is the end of the line that closes it.
    Open {
        /// The block.
        head: Head,
        /// Where the block ends, its closing line included.
        end: usize,
    },
    /// Closes the innermost open container.
    Close,
    /// A whole block in one line.
    Leaf(Head),
}

/// A block's name, label and attributes.
#[derive(Debug, Clone)]
pub(in crate::site) struct Head {
    /// Which block.
    pub(in crate::site) kind: BlockKind,
    /// The text in brackets.
    pub(in crate::site) label: Option<String>,
    /// From `#id`.
    pub(in crate::site) id: Option<String>,
    /// From `.class`, in order.
    pub(in crate::site) classes: Vec<String>,
    /// From `key="value"`, in order, each with the value's range.
    pub(in crate::site) attributes: Vec<(String, String, Range<usize>)>,
    /// The directive without its line feed, as bytes of the source.
    pub(in crate::site) range: Range<usize>,
}

impl Head {
    /// An attribute's value and its range.
    pub(in crate::site) fn attribute(&self, key: &str) -> Option<(&str, Range<usize>)> {
        let (_, value, range) = self.attributes.iter().find(|(name, _, _)| name == key)?;
        Some((value, range.clone()))
    }
}

/// Scans `body` of `source` for directives. Every mistake is a finding; what is unclosed ends with the page.
pub(in crate::site) fn scan(
    source: &Arc<Source>,
    body: Range<usize>,
    names: &Names,
    diags: &mut Diagnostics,
) -> Blocks {
    let mut blocks = Blocks::default();
    let text = &source.text[body.clone()];
    if !text.contains("::") {
        return blocks;
    }
    let mut lines = Vec::new();
    let mut at = body.start;
    for line in text.split_inclusive('\n') {
        if may_be_directive(line.trim_end()) || look_alikes::leaf(line.trim_end(), names).is_some() {
            lines.push(at..at + line.len());
        }
        at += line.len();
    }
    let mut quoted = super::fences::quoted(source, body.clone(), &lines, diags).into_iter().peekable();
    let mut scanner = Scanner { source, names, diags, open: Vec::new(), half_open: 0, blocks: &mut blocks };
    for (index, range) in lines.into_iter().enumerate() {
        let line = source.text[range.clone()].trim_end();
        if quoted.next_if_eq(&index).is_none() {
            scanner.line(line, range);
        } else if looks_like_directive(line) {
            scanner.blocks.quoted.push(range.start..range.start + line.len());
        }
    }
    scanner.finish(body.end);
    blocks
}

/// Whether a line at column 0 is a directive, unless it lies in code or in a comment.
fn may_be_directive(line: &str) -> bool {
    match line.strip_prefix("::") {
        Some(rest) if rest.starts_with(':') => looks_like_directive(line) || rest.bytes().all(|byte| byte == b':'),
        Some(rest) => is_leaf_line(rest),
        None => false,
    }
}

/// Whether a line at column 0 could only be meant as a container's fence: three colons and a letter.
pub(in crate::site) fn looks_like_directive(line: &str) -> bool {
    let rest = line.trim_start_matches(':');
    line.len() - rest.len() >= 3 && rest.trim_start_matches(' ').starts_with(|c: char| c.is_alphabetic())
}

pub(super) struct Scanner<'s, 'd> {
    pub(super) source: &'s Arc<Source>,
    names: &'s Names,
    diags: &'d mut Diagnostics,
    /// Index of the line that opened each open block, and its number of colons.
    open: Vec<(usize, usize)>,
    /// How many blocks with content were opened with two colons, which was reported: each has a closing fence somewhere.
    half_open: usize,
    blocks: &'d mut Blocks,
}

impl Scanner<'_, '_> {
    /// Reads one line that is a directive.
    fn line(&mut self, line: &str, range: Range<usize>) {
        let rest = line.trim_start_matches(':');
        let colons = line.len() - rest.len();
        let meant = if may_be_directive(line) { None } else { look_alikes::leaf(line, self.names) };
        if let Some(meant) = meant {
            let place = range.start..range.start + line.len();
            self.complain(place.clone(), "this block is not read as one, so that its source would show".to_owned())
                .hint(format!("write `{meant}`"));
            let kind = BlockKind::Unknown { leaf: true };
            let (label, id) = (None, None);
            let head = Head { kind, label, id, classes: Vec::new(), attributes: Vec::new(), range: place };
            self.push(range, Directive::Leaf(head));
        } else if rest.is_empty() {
            self.close(colons, range);
        } else if colons >= 3 {
            let name_at = range.start + colons + (rest.len() - rest.trim_start_matches(' ').len());
            self.open(name_at, range.start + line.len(), colons, range);
        } else {
            let end = range.start + line.len();
            let head = self.head(range.start + 2, range.start..end, true);
            self.push(range, Directive::Leaf(head));
        }
    }

    fn open(&mut self, name_at: usize, end: usize, colons: usize, range: Range<usize>) {
        let head = self.head(name_at, range.start..end, false);
        let name = &self.source.text[name_at..end];
        let name = &name[..name.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c))).unwrap_or(name.len())];
        if self.names.find(name).is_some_and(|kind| kind.is_leaf()) {
            // One line was meant, as was reported; some close it all the same.
            self.half_open += 1;
            let head = Head { kind: BlockKind::Unknown { leaf: true }, ..head };
            return self.push(range, Directive::Leaf(head));
        }
        self.open.push((self.blocks.lines.len(), colons));
        self.push(range, Directive::Open { head, end: 0 });
    }

    fn close(&mut self, colons: usize, range: Range<usize>) {
        match self.open.last() {
            Some(&(opener, wanted)) if colons >= wanted => {
                self.open.pop();
                self.end(opener, range.end);
            }
            Some(&(opener, wanted)) => {
                let first = Place::new(self.source, self.blocks.lines[opener].range.clone());
                self.diags.push(
                    Diagnostic::new(
                        &rules::UNCLOSED_BLOCK,
                        Place::new(self.source, range.clone()),
                        "a closing fence with fewer colons than the block it should close",
                    )
                    .related(first, "the block was opened here")
                    .hint(format!("close it with `{}`", ":".repeat(wanted))),
                );
            }
            None if self.half_open > 0 => self.half_open -= 1,
            None => self.diags.push(
                Diagnostic::new(
                    &rules::UNCLOSED_BLOCK,
                    Place::new(self.source, range.start..range.start + colons),
                    NOTHING_OPEN,
                )
                .hint("remove it, or open a block above it with `:::name`"),
            ),
        }
        self.push(range, Directive::Close);
    }

    fn push(&mut self, range: Range<usize>, directive: Directive) {
        self.blocks.lines.push(DirectiveLine { range, directive });
    }

    fn end(&mut self, opener: usize, at: usize) {
        if let Directive::Open { end, .. } = &mut self.blocks.lines[opener].directive {
            *end = at;
        }
    }

    /// Reports what is still open at the end of the page.
    fn finish(&mut self, end: usize) {
        while let Some((opener, colons)) = self.open.pop() {
            self.end(opener, end);
            let range = self.blocks.lines[opener].range.clone();
            self.diags.push(
                Diagnostic::new(&rules::UNCLOSED_BLOCK, Place::new(self.source, range), "this block is never closed")
                    .hint(format!("put a line `{}` where it ends", ":".repeat(colons))),
            );
        }
    }

    /// Reads `name[label]{attributes}` from `name_at` to the end of `range`.
    fn head(&mut self, name_at: usize, range: Range<usize>, leaf: bool) -> Head {
        let text = &self.source.text[name_at..range.end];
        let name_len = text.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(text.len());
        let name_range = name_at..name_at + name_len;
        let kind = self.kind(name_range.clone(), leaf);
        let mut head =
            Head { kind, label: None, id: None, classes: Vec::new(), attributes: Vec::new(), range: range.clone() };
        let mut at = name_range.end;
        if let Some(label) = delimited(&self.source.text[at..range.end], '[', ']') {
            head.label = Some(label.trim().to_owned()).filter(|label| !label.is_empty());
            at += label.len() + 2;
        }
        if let Some(attributes) = braced(&self.source.text[at..range.end]) {
            let inside = at + 1..at + 1 + attributes.len();
            self.attributes(&mut head, inside.clone());
            at = inside.end + 1;
        }
        let rest = self.source.text[at..range.end].trim_start();
        if !rest.is_empty() {
            let start = range.end - rest.len();
            self.complain(start..range.end, "this does not belong to the block's opening line".to_owned())
                .hint("a block opens with `:::name`, then `[label]` and `{key=\"value\"}` if it takes them; its text starts on the next line");
        }
        head
    }

    fn kind(&mut self, range: Range<usize>, leaf: bool) -> BlockKind {
        let name = &self.source.text[range.clone()];
        if let Some(kind) = self.names.find(name)
            && kind.is_leaf() == leaf
        {
            return kind;
        }
        let (message, hint) = match self.names.find(name) {
            Some(_) if leaf => {
                self.half_open += 1;
                (
                    format!("`{name}` is a block with content"),
                    format!("open it with `:::{name}` and close it with `:::`"),
                )
            }
            Some(_) => {
                (format!("`{name}` is a block without content"), format!("write it with two colons: `::{name}`"))
            }
            None => (
                format!("there is no block named `{name}`"),
                match nearest(name, self.names.of(leaf)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "the blocks are {}",
                        self.names.of(leaf).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
                    ),
                },
            ),
        };
        // In one line, a block for some readers would hide nothing of what stands behind it.
        let is_for_some = |name: &str| matches!(self.names.find(name), Some(BlockKind::Audience(_)));
        let near = nearest(name, self.names.of(false)).is_some_and(is_for_some);
        let rule = if leaf && (is_for_some(name) || near) { &rules::UNCLOSED_BLOCK } else { &rules::UNKNOWN_BLOCK };
        self.diags.push(Diagnostic::new(rule, Place::new(self.source, range), message).hint(hint));
        BlockKind::Unknown { leaf }
    }

    pub(super) fn complain(&mut self, range: Range<usize>, message: String) -> Complaint<'_> {
        Complaint {
            diags: self.diags,
            diagnostic: Some(Diagnostic::new(&rules::UNKNOWN_BLOCK, Place::new(self.source, range), message)),
        }
    }
}

/// A finding that is recorded once its hint is given.
pub(super) struct Complaint<'d> {
    diags: &'d mut Diagnostics,
    diagnostic: Option<Diagnostic>,
}

impl Complaint<'_> {
    pub(super) fn hint(mut self, hint: impl Into<String>) {
        if let Some(diagnostic) = self.diagnostic.take() {
            self.diags.push(diagnostic.hint(hint));
        }
    }
}

/// Whether the text after two colons is a leaf and nothing else; anything more is prose.
fn is_leaf_line(text: &str) -> bool {
    let name_len = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(text.len());
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let mut rest = &text[name_len..];
    if let Some(label) = delimited(rest, '[', ']') {
        rest = &rest[label.len() + 2..];
    }
    if let Some(attributes) = braced(rest) {
        rest = &rest[attributes.len() + 2..];
    }
    rest.trim().is_empty()
}

/// What stands between `open` at the start of `text` and the next `close`.
fn delimited(text: &str, open: char, close: char) -> Option<&str> {
    let inside = text.strip_prefix(open)?;
    Some(&inside[..inside.find(close)?])
}

/// What stands between `{` at the start of `text` and the `}` that closes it; quoted braces do not count.
fn braced(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('{')?;
    let mut quoted = false;
    let end = inside.find(|c: char| {
        quoted ^= c == '"';
        c == '}' && !quoted
    })?;
    Some(&inside[..end])
}
