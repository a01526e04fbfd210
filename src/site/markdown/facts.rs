//! What a body says about itself while it is read, for the rules that judge a single page.

use super::{Passage, Span};
use crate::diag::Place;

/// Facts of one page for one audience.
#[derive(Default)]
pub(in crate::site) struct Facts {
    pub(in crate::site) headings: Vec<HeadingFact>,
    pub(in crate::site) images: Vec<ImageFact>,
    /// Languages of code fences.
    pub(in crate::site) languages: Vec<(String, Span)>,
    /// Code fences that are never closed.
    pub(in crate::site) open_fences: Vec<Span>,
    /// Raw HTML that shows as text.
    pub(in crate::site) raw_html: Vec<Span>,
    /// Names of heading attributes that are dropped.
    pub(in crate::site) dropped_attributes: Vec<(String, Span)>,
    /// Ids an author wrote, and what they became.
    pub(in crate::site) changed_ids: Vec<(String, String, Span)>,
    /// Footnote marks without a footnote.
    pub(in crate::site) undefined_footnotes: Vec<(String, Span)>,
    /// Footnotes without a mark.
    pub(in crate::site) unused_footnotes: Vec<(String, Span)>,
    /// Footnotes defined again: the label, the first one, the other one.
    pub(in crate::site) repeated_footnotes: Vec<(String, Span, Span)>,
    /// Whether the title was meant as a heading and is none, which was reported.
    pub(in crate::site) missed_title: bool,
    /// Text between single tildes, which is not lowered.
    pub(in crate::site) single_tildes: Vec<Span>,
    /// Pay explorers: each keeps its state in the page's address, and there is only one.
    pub(in crate::site) explorers: Vec<Place>,
    /// Blocks that are cut at their headings and have none.
    pub(in crate::site) blocks_without_headings: Vec<Place>,
    /// Passages with a digit in them, where the page may hold amounts of money.
    pub(in crate::site) passages: Vec<Passage>,
    /// The label that was looked at last, from its beginning to the next bracket or line end.
    label: Span,
}

/// A heading as it was written.
pub(in crate::site) struct HeadingFact {
    /// 1 to 6.
    pub(in crate::site) level: u8,
    /// Whether it has no text.
    pub(in crate::site) empty: bool,
    /// Whether it shows an image and no text.
    pub(in crate::site) image_only: bool,
    /// Whether it gives the page's title, or repeats it.
    pub(in crate::site) is_title: bool,
    pub(in crate::site) span: Span,
}

/// An image as it was written; decorative ones are not among them.
pub(in crate::site) struct ImageFact {
    pub(in crate::site) alt: String,
    pub(in crate::site) address: String,
    pub(in crate::site) span: Span,
}

impl Facts {
    /// How long a label that begins at byte `from` is. What was looked through once holds no other end.
    fn label_end(&mut self, text: &str, from: usize) -> Option<usize> {
        if !(self.label.start..=self.label.end).contains(&from) || self.label.is_empty() {
            let end = text[from..].find([']', '\n']).map_or(text.len(), |end| from + end);
            self.label = from..end;
        }
        (self.label.end < text.len()).then(|| self.label.end - from)
    }

    /// Looks for Markdown that did not become what it was probably meant to be. `span` is prose in `text`.
    pub(in crate::site) fn note_prose(&mut self, text: &str, span: &Span) {
        let prose = text.get(span.clone()).unwrap_or("");
        if prose.starts_with('[')
            && let Some(label) = text[span.start..].strip_prefix("[^")
            && let Some(end) = self.label_end(text, span.start + 2)
            && label[end..].starts_with(']')
            && end > 0
        {
            self.undefined_footnotes.push((label[..end].to_owned(), span.start..span.start + end + 3));
        }
        for (at, _) in prose.match_indices('~') {
            let inside = &prose[at + 1..];
            if let Some(end) = inside.find('~')
                && (1..=4).contains(&end)
                && inside[..end].chars().all(char::is_alphanumeric)
            {
                self.single_tildes.push(span.start + at..span.start + at + end + 2);
            }
        }
    }
}
