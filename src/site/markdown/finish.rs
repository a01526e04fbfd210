//! The end of a page: what is left open is closed, raw HTML is cleaned, footnotes and the outline are made.

use super::Lowered;
use super::autolinks;
use super::data_tables;
use super::terms;
use super::tree::Mark;
use super::writer::{Excerpt, Writer};
use crate::site::document::{Document, Node, OutlineEntry, words_in};
use crate::site::source::element_count::{self, MAX_ELEMENTS};

/// How much of the first paragraph is kept for descriptions, in bytes.
const EXCERPT: usize = 300;

impl Writer<'_, '_> {
    /// Ends the page.
    pub(super) fn finish(mut self) -> Lowered {
        self.report_swallowed_directives();
        self.report_printed_directives();
        self.report_mistyped();
        self.report_other_tools();
        while self.frames.len() > 1 {
            self.close_container();
        }
        let notes = self.footnote_section();
        let mut nodes = self.tree.take(Mark::default());
        nodes.extend(notes);
        // Past the limit it was told.
        let room = MAX_ELEMENTS.checked_sub(self.tree.parts).unwrap_or(usize::MAX);
        if let Some(span) = autolinks::decorate(&mut nodes, room) {
            self.diags.push(element_count::told(self.text.place(span.range())));
        }
        data_tables::mark(&mut nodes);
        if self.reading.is_glossary {
            terms::name(&mut nodes, &mut self.ids);
        }
        let mut outline = Vec::new();
        gather_outline(&nodes, &mut outline);
        let excerpt = match self.excerpt {
            Excerpt::Done(text) | Excerpt::Reading(text) => shorten(&text),
            Excerpt::Waiting => String::new(),
        };
        let anchors = self.ids.all().map(str::to_owned).collect();
        let document = Document { words: words_in(&nodes), nodes, title_id: self.title_id, outline, excerpt };
        Lowered { document, first_heading: self.first_heading, anchors, facts: self.facts }
    }
}

fn gather_outline(nodes: &[Node], outline: &mut Vec<OutlineEntry>) {
    for node in nodes {
        match node {
            Node::Heading(heading) => outline.push(heading.entry()),
            node => gather_outline(node.children(), outline),
        }
    }
}

/// One line of at most [`EXCERPT`] bytes, cut at a word.
fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.len() <= EXCERPT {
        return line;
    }
    let end = line[..line.floor_char_boundary(EXCERPT)].rfind(' ').unwrap_or(0);
    format!("{}\u{2026}", &line[..end])
}
