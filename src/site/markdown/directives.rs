//! Directives in the text: containers open and close frames of parts, leaves become parts.

use super::Span;
use super::headings;
use super::writer::{Frame, Writer};
use crate::diag::{Diagnostic, Place, rules};
use crate::site::block_kind::BlockKind;
use crate::site::blocks::{Directive, Head, looks_like_directive};
use crate::site::document::{Container, ContainerKind, Part};

impl Writer<'_, '_> {
    /// A directive line: the block it opens, closes or is.
    pub(super) fn directive(&mut self, index: usize) {
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
            Directive::Open { head, .. } => {
                self.flush();
                self.frames.push(Frame { parts: Vec::new(), container: Some(head.clone()) });
            }
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
            self.diags.push(
                Diagnostic::new(&rules::UNKNOWN_BLOCK, place, format!("this block needs `{required}`"))
                    .hint(format!("write it with `{{{required}=\"...\"}}`")),
            );
            return;
        }
        if let Some(leaf) = self.around.leaf(head, &place, self.diags) {
            self.part(Part::Leaf(leaf));
        }
    }

    pub(super) fn close_container(&mut self) {
        if self.frames.last().is_none_or(|frame| frame.container.is_none()) {
            return; // a stray fence, reported by the scanner
        }
        self.flush();
        let Some(Frame { parts, container: Some(head) }) = self.frames.pop() else { return };
        let parts = self.cleaned(parts);
        let kind = match &head.kind {
            BlockKind::Container(kind) => kind.clone(),
            BlockKind::Audience(audience) => ContainerKind::Audience(self.around.audience_name(*audience)),
            // Of an unknown block the content is kept; the gate has seen to it that only the highest rung is here.
            _ => {
                self.frame().parts.extend(parts);
                return;
            }
        };
        let splits = matches!(kind, ContainerKind::Faq | ContainerKind::Steps | ContainerKind::Tabs);
        if splits && !parts.iter().any(|part| matches!(part, Part::Heading(_))) {
            self.facts.blocks_without_headings.push(Place::new(self.text.source(), head.range.clone()));
        }
        let id = head.id.as_deref().map(headings::clean).filter(|id| !id.is_empty()).map(|id| self.ids.unique(id));
        let classes = head.classes.iter().map(|class| headings::clean(class)).collect();
        self.part(Part::Container(Container { kind, label: head.label, id, classes, parts }));
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

    /// Prose that begins like a block: the scanner took it for code or a comment, the parser did not.
    pub(super) fn check_missed_directive(&mut self, span: &Span) {
        let text = self.text.text();
        if text.as_bytes().get(span.start) != Some(&b':')
            || !(span.start == 0 || text.as_bytes()[span.start - 1] == b'\n')
        {
            return;
        }
        let line = text[span.start..].lines().next().unwrap_or("");
        if looks_like_directive(line) {
            self.diags.push(
                Diagnostic::new(
                    &rules::UNCLOSED_BLOCK,
                    self.text.place(span.start..span.start + line.len()),
                    "this block is not read as one",
                )
                .hint("look for a comment or a code fence above it that is not closed"),
            );
        }
    }
}
