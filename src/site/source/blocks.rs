//! Finds the directives of a page: `:::name` blocks and `::name` leaves.
//!
//! Works line by line on the source, before its Markdown is read, because the gate cuts hidden blocks out of the
//! text itself. It must not know what a block shows. Where this scanner and the Markdown parser could see a line
//! differently, `markdown` reports it: nothing that looks like a directive is ever printed as prose.

use std::ops::Range;
use std::sync::Arc;

use super::block_kind::{BlockKind, Names};
pub(in crate::site) use super::block_lines::looks_like_directive;
use super::block_lines::{braced, delimited, may_be_directive};
use super::foreign::{own_leaf, own_name};
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

impl Blocks {
    /// The opening of every block.
    pub(in crate::site) fn heads(&self) -> impl Iterator<Item = &Head> {
        self.lines.iter().filter_map(|line| match &line.directive {
            Directive::Open { head, .. } | Directive::Leaf(head) => Some(head),
            Directive::Close => None,
        })
    }
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
    let lines = super::meant_blocks::directive_lines(text, body.start);
    if lines.is_empty() {
        return blocks;
    }
    let mut quoted = super::fences::quoted(source, body.clone(), &lines, diags).into_iter().peekable();
    let mut scanner =
        Scanner { source, names, diags, open: Vec::new(), half_open: 0, ill_closed: Vec::new(), blocks: &mut blocks };
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

pub(super) struct Scanner<'s, 'd> {
    pub(super) source: &'s Arc<Source>,
    pub(super) names: &'s Names,
    pub(super) diags: &'d mut Diagnostics,
    /// Index of the line that opened each open block, and its number of colons.
    pub(super) open: Vec<(usize, usize)>,
    /// How many blocks with content were opened with two colons, which was reported: each has a closing fence somewhere.
    half_open: usize,
    /// Blocks that a fence with too few colons should have closed, which was reported.
    ill_closed: Vec<usize>,
    pub(super) blocks: &'d mut Blocks,
}

impl Scanner<'_, '_> {
    /// Reads one line that is a directive.
    fn line(&mut self, line: &str, range: Range<usize>) {
        let rest = line.trim_start_matches(':');
        let colons = line.len() - rest.len();
        if let Some(name) =
            ["pay", "claim", "money"].into_iter().find(|name| rest.trim_start().starts_with(&format!("{name}[")))
            && colons > 1
        {
            let place = range.start..range.start + line.len();
            let figure = &rest.trim_start()[..rest.trim_start().find(']').map_or(name.len() + 1, |end| end + 1)];
            self.complain(place.clone(), "a figure stands in a sentence, and begins with one colon".to_owned())
                .hint(format!("write `:{}]`", figure.trim_end_matches(']')));
            return self.unknown_leaf(range, place);
        }
        let (meant, is_open) = match may_be_directive(line) {
            true => (None, false),
            false => match look_alikes::leaf(line) {
                Some(meant) => (Some(meant), false),
                None => (look_alikes::container(line).map(|(meant, _)| meant), true),
            },
        };
        if let Some(meant) = meant {
            self.half_open += usize::from(is_open);
            let place = range.start..range.start + line.len();
            self.complain(place.clone(), "this block is not read as one, so that its source would show".to_owned())
                .hint(format!("write `{meant}`"));
            self.unknown_leaf(range, place);
        } else if rest.is_empty() {
            self.close(colons, range);
        } else if colons >= 3 {
            let word = rest.trim_matches([' ', '/']);
            if ["end", "close", "fin", "ende"].contains(&word.to_ascii_lowercase().as_str()) && !self.open.is_empty() {
                return self.named_closing(line, range);
            }
            let name_at = range.start + colons + (rest.len() - rest.trim_start_matches(' ').len());
            self.open(name_at, range.start + line.len(), colons, range);
        } else {
            let end = range.start + line.len();
            let head = self.head(range.start + 2, range.start..end, true);
            self.push(range, Directive::Leaf(head));
        }
    }

    /// A line that was told, and that shows nothing.
    fn unknown_leaf(&mut self, line: Range<usize>, range: Range<usize>) {
        let kind = BlockKind::Unknown { leaf: true };
        let (label, id) = (None, None);
        self.push(line, Directive::Leaf(Head { kind, label, id, classes: Vec::new(), attributes: Vec::new(), range }));
    }

    fn open(&mut self, name_at: usize, end: usize, colons: usize, range: Range<usize>) {
        let name = &self.source.text[name_at..end];
        let head = match name.starts_with('{') {
            true => self.foreign_head(name_at, range.start..end),
            false => self.head(name_at, range.start..end, false),
        };
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
                self.ill_closed.push(opener);
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

    pub(super) fn end(&mut self, opener: usize, at: usize) {
        if let Directive::Open { end, .. } = &mut self.blocks.lines[opener].directive {
            *end = at;
        }
    }

    /// Reports what is still open at the end of the page.
    fn finish(&mut self, end: usize) {
        self.meant_closings(end);
        while let Some((opener, colons)) = self.open.pop() {
            self.end(opener, end);
            if self.ill_closed.contains(&opener) {
                continue;
            }
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
        if let Some(head) = self.in_two_words(name_at, name_len, range.clone(), leaf) {
            return head;
        }
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
        // What stands behind a name that is none is looked at when the name is right.
        if !rest.is_empty() && !matches!(head.kind, BlockKind::Unknown { .. }) {
            let start = range.end - rest.len();
            let name = &self.source.text[name_range];
            let hint = match (leaf, &head.label) {
                (false, None) if !rest.contains(char::is_alphanumeric) => {
                    format!("write `:::{name}` and nothing behind it; what closes the block stands on a line of its own")
                }
                (false, None) if rest.starts_with('[') && !rest.contains(']') => format!("write `:::{name}{}]`", rest.trim_end()),
                (false, None) if !rest.contains(['[', ']', '{', '}']) => {
                    let rest = rest.trim().trim_start_matches([':', '-', '–', '(', '"', '“', '„', ' ']).trim_end_matches([')', '"', '”', '“']);
                    format!("write `:::{name}[{}]` if it is the title; the block's text starts on the next line", rest.trim_end())
                }
                _ => "a block opens with `:::name`, then `[label]` and `{key=\"value\"}` if it takes them; its text starts on the next line".to_owned(),
            };
            self.complain(start..range.end, "this does not belong to the block's opening line".to_owned()).hint(hint);
        }
        head
    }

    /// The opening line of another tool: what it is, and what to write here. Its content stays together as that of any
    /// unknown block does.
    fn foreign_head(&mut self, name_at: usize, range: Range<usize>) -> Head {
        let inside = &self.source.text[name_at + 1..range.end];
        let is_class = inside.trim_start().starts_with(['.', '#']);
        let name: String = inside
            .trim_start_matches(['.', '#', ' '])
            .chars()
            .take_while(|c| c.is_alphanumeric() || "-_".contains(*c))
            .collect();
        let tool = if is_class { "Quarto and pandoc open" } else { "MyST opens" };
        let shown = self.source.text[range.clone()].trim_end();
        let message = format!("`{shown}` is how {tool} a block");
        let hint = match own_name(&name).or_else(|| self.names.find(&name).map(|_| name.as_str())) {
            Some(own) => format!("write `:::{own}`"),
            None => format!(
                "write one of our blocks, such as `:::note`, or remove the line and the `:::` that closes it ({})",
                self.names.of(false).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            ),
        };
        let rule = if self.names.find(&name).is_some_and(|kind| matches!(kind, BlockKind::Audience(_))) {
            &rules::UNCLOSED_BLOCK
        } else {
            &rules::UNKNOWN_BLOCK
        };
        self.diags.push(
            Diagnostic::new(rule, Place::new(self.source, range.start..range.start + shown.len()), message).hint(hint),
        );
        let kind = BlockKind::Unknown { leaf: false };
        Head { kind, label: None, id: None, classes: Vec::new(), attributes: Vec::new(), range }
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
                match (own_name(name).filter(|_| !leaf), nearest(name, self.names.of(leaf))) {
                    _ if leaf && let Some(own) = own_leaf(name) => format!("write `::{own}`"),
                    (_, Some(near)) => format!("did you mean `{near}`?"),
                    (Some(own), None) => format!("write `:::{own}`, which is what other tools call `{name}`"),
                    (None, None) => format!(
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
