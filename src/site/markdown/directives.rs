//! Directives in the text: containers open and close frames of parts, leaves become parts.

use super::Span;
use super::headings;
use super::writer::{MAX_DEPTH, OpenElement, Writer};
use crate::config::LeafBlock;
use crate::diag::{Diagnostic, Place, rules};
use crate::site::document::{Container, ContainerKind, Fold, Node};
use crate::site::signs;
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::{Directive, Head, looks_like_directive};
use crate::site::source::look_alikes;

impl Writer<'_, '_> {
    /// A directive line, whose marker stands at byte `at` of the text: the block it opens, closes or is.
    pub(super) fn directive(&mut self, index: usize, at: usize) {
        self.directives_seen.insert(index);
        let line = &self.blocks.lines[index];
        if self.depth > 1 {
            let place = Place::new(self.text.source(), line.range.clone());
            self.diags.push(
                Diagnostic::new(
                    &rules::UNCLOSED_BLOCK,
                    place,
                    "a block cannot stand inside a list, a quote or a footnote",
                )
                .hint("leave an empty line before the block and start it at the beginning of the line"),
            );
            return;
        }
        match &line.directive {
            Directive::Open { head, .. } => self.open_container(head, at),
            Directive::Close => self.close_container(),
            Directive::Leaf(head) => self.leaf(head),
        }
    }

    pub(super) fn leaf(&mut self, head: &Head) {
        if matches!(head.kind, BlockKind::Unknown { .. }) {
            return;
        }
        let place = Place::new(self.text.source(), head.range.clone());
        if let Some(required) = head.kind.attributes().first()
            && head.attribute(required).is_none()
        {
            let inside = head.label.as_deref().and_then(look_alikes::attributes).filter(|inside| inside.contains('='));
            let hint = match (inside, &head.kind) {
                (Some(inside), BlockKind::Leaf(block)) => format!("write `::{}{{{inside}}}`", block.name()),
                _ => format!("write it with `{{{required}=\"...\"}}`"),
            };
            let message = format!("this block needs `{required}`");
            self.diags.push(Diagnostic::new(&rules::UNKNOWN_BLOCK, place, message).hint(hint));
            return;
        }
        if let Some(leaf) = self.around.leaf(head, &place, self.diags) {
            if head.kind == BlockKind::Leaf(LeafBlock::PayExplorer) {
                self.facts.explorers.push(place);
            }
            self.tree.push(Node::leaf(leaf));
        }
    }

    fn open_container(&mut self, head: &Head, at: usize) {
        if self.frames.len() <= MAX_DEPTH {
            let mark = self.tree.mark();
            self.frames.push(OpenElement { mark, container: Some(head.clone()), from: at });
            return;
        }
        if self.buried == 0 {
            let message = format!("blocks nest more than {MAX_DEPTH} levels deep here");
            self.report_limit(&(at..at), message, "write it with fewer levels");
        }
        self.buried += 1;
    }

    pub(super) fn close_container(&mut self) {
        if self.buried > 0 {
            self.buried -= 1;
            return;
        }
        if self.frames.last().is_none_or(|frame| frame.container.is_none()) {
            return; // a stray fence, reported by the scanner
        }
        let Some(OpenElement { mark, container: Some(head), from }) = self.frames.pop() else { return };
        let nodes = self.tree.take(mark);
        let kind = match &head.kind {
            BlockKind::Container(kind) => kind.clone(),
            BlockKind::Audience(audience) => ContainerKind::Audience(self.around.audience_name(*audience)),
            // Of an unknown block the content is kept; the gate has seen to it that only the highest audience is here.
            _ => {
                nodes.into_iter().for_each(|node| self.tree.push(node));
                return;
            }
        };
        let splits = matches!(kind, ContainerKind::Faq | ContainerKind::Steps | ContainerKind::Tabs);
        if splits && !nodes.iter().any(|node| matches!(node, Node::Heading(_))) {
            self.facts.blocks_without_headings.push(Place::new(self.text.source(), head.range.clone()));
        }
        let fold = self.fold(&head);
        let id = head.id.as_deref().map(headings::clean).filter(|id| !id.is_empty()).map(|id| self.ids.unique(id));
        let classes = head.classes.iter().map(|class| headings::clean(class)).collect();
        let span = (from..from).into();
        let container = Container { kind, label: head.label, id, classes, fold, nodes, span };
        self.tree.push(Node::Container(Box::new(container)));
    }

    /// How a remark folds, if it does.
    fn fold(&mut self, head: &Head) -> Option<Fold> {
        let (written, range) = head.attribute("fold")?;
        match written {
            "closed" => Some(Fold::Closed),
            "open" => Some(Fold::Open),
            _ => {
                let message = format!("`fold` cannot be `{}`", written.escape_debug());
                let finding = Diagnostic::new(&rules::UNKNOWN_BLOCK, Place::new(self.text.source(), range), message);
                self.diags.push(finding.hint("write `fold=\"closed\"` to show the title alone, or `fold=\"open\"`"));
                None
            }
        }
    }

    /// Blocks whose line the parser took for part of something else.
    pub(super) fn report_swallowed_directives(&mut self) {
        for index in self.text.directives() {
            if !self.directives_seen.contains(&index) && self.too_deep.is_none() {
                let place = Place::new(self.text.source(), self.blocks.lines[index].range.clone());
                self.diags.push(
                    Diagnostic::new(&rules::UNCLOSED_BLOCK, place, "this block lies inside code or a comment").hint(
                        "close the code fence or the comment above it, or indent the line if it is meant as code",
                    ),
                );
            }
        }
    }

    /// Lines that the scanner took for code or a comment, and the parser did not: what they should hide would show.
    pub(super) fn report_printed_directives(&mut self) {
        for quoted in &self.blocks.quoted {
            let Some(at) = self.text.position(quoted.start) else { continue };
            if !self.is_quoted(at) {
                self.report_missed(at..at + quoted.len());
            }
        }
    }

    /// Whether the parser has seen code or a comment at byte `at` of the text.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        let before = self.quotations.partition_point(|span| span.start <= at);
        before.checked_sub(1).is_some_and(|index| at < self.quotations[index].end)
    }

    /// Prose that begins like a block: the scanner took it for code or a comment and the parser did not, or it does not
    /// begin at the start of its line. What it was meant to hide would show.
    pub(super) fn check_missed_directive(&mut self, span: &Span) {
        let text = self.text.text();
        // In a definition list the parser has taken the first colon for a mark of its own.
        let taken = text[..span.start].bytes().rev().take_while(|byte| *byte == b':').count();
        let start = span.start - taken;
        let begins = start == 0 || matches!(text.as_bytes()[start - 1], b'\n' | b' ' | b'\t' | b'>' | b'*' | b'_');
        if begins && text[start..].starts_with("::") && !text[start..].starts_with(":::") {
            self.check_missed_leaf(start);
        }
        if begins && text[start..].starts_with(":::") {
            let line = text[start..].lines().next().unwrap_or("");
            if looks_like_directive(line) {
                self.report_missed(start..start + line.len());
            }
        }
        self.check_inline_audience(span);
    }

    /// A block without content at byte `start`, in a list or behind spaces: its source would show.
    fn check_missed_leaf(&mut self, start: usize) {
        let line = self.text.text()[start..].lines().next().unwrap_or("").trim_end();
        let rest = &line[2..];
        let name = &rest[..rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len())];
        let behind = &rest[name.len()..];
        if LeafBlock::find(name).is_none() || !(behind.is_empty() || behind.starts_with(['[', '{'])) {
            return;
        }
        let end = line.rfind(['}', ']']).map_or(line.len(), |end| end + 1);
        let message = "this block is not read as one, so that its source would show";
        let finding = Diagnostic::new(&rules::UNKNOWN_BLOCK, self.text.place(start..start + line.len()), message);
        self.diags
            .push(finding.hint(format!("write `{}` at the start of a line of its own, outside lists", &line[..end])));
    }

    /// Raw HTML with a line that begins like a block.
    pub(super) fn check_directives_in_html(&mut self, span: &Span) {
        let text = self.text.text();
        let mut at = span.start;
        for line in text.get(span.clone()).unwrap_or("").split_inclusive('\n') {
            let shown = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).trim_end();
            let start = at + line.find(':').unwrap_or(0);
            if looks_like_directive(shown) && !self.is_quoted(start) {
                self.report_missed(start..start + shown.len());
            }
            at += line.len();
        }
    }

    fn report_missed(&mut self, span: Span) {
        self.diags.push(signs::not_a_block(self.text.place(span)));
    }

    /// `:internal[text]` in prose: audiences have no such form, and the text would be for everybody.
    fn check_inline_audience(&mut self, span: &Span) {
        let text = self.text.text();
        if text.as_bytes().get(span.end) != Some(&b'[') {
            return;
        }
        let Some((before, name)) = text.get(span.clone()).and_then(|prose| prose.rsplit_once(':')) else { return };
        if !before.ends_with(char::is_alphanumeric) && self.around.is_audience(name) {
            let place = self.text.place(span.end - name.len() - 1..span.end);
            self.diags.push(signs::hides_nothing(place, name));
        }
    }
}
