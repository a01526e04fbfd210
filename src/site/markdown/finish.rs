//! The end of a page: what is left open is closed, raw HTML is cleaned, footnotes and the outline are made.

use super::Lowered;
use super::writer::{Excerpt, Writer};
use crate::site::document::{Document, Heading, Part};

/// How much of the first paragraph is kept for descriptions, in bytes.
const EXCERPT: usize = 300;

impl Writer<'_, '_> {
    /// Ends the page.
    pub(super) fn finish(mut self) -> Lowered {
        self.report_swallowed_directives();
        self.report_printed_directives();
        while self.frames.len() > 1 {
            self.close_container();
        }
        self.flush();
        let notes = self.footnote_parts();
        self.frame().parts.extend(notes);
        let parts = std::mem::take(&mut self.frame().parts);
        let parts = self.cleaned(parts, 0);
        let mut outline = Vec::new();
        gather_outline(&parts, &mut outline);
        let excerpt = match self.excerpt {
            Excerpt::Done(text) | Excerpt::Reading(text) => shorten(&text),
            Excerpt::Waiting => String::new(),
        };
        let anchors = self.ids.all().map(str::to_owned).collect();
        let document = Document { parts, title_id: self.title_id, outline, excerpt, words: self.words };
        Lowered { document, first_heading: self.first_heading, anchors }
    }
}

fn gather_outline(parts: &[Part], outline: &mut Vec<Heading>) {
    for part in parts {
        match part {
            Part::Heading(heading) => outline.push(heading.clone()),
            Part::Container(container) => gather_outline(&container.parts, outline),
            _ => {}
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
