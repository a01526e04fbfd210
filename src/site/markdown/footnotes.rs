//! Footnotes: numbered in the order of their first mark, printed at the end of the page.

use std::collections::{BTreeMap, HashMap};

use super::Span;
use super::writer::Writer;
use crate::site::document::Part;

/// The footnotes of a page while it is read.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Labels in the order of their first mark, with how many marks they have.
    marked: Vec<(String, usize)>,
    /// Where each label stands among them.
    numbers: HashMap<String, usize>,
    definitions: BTreeMap<String, (Vec<Part>, Span)>,
    open: Vec<(String, Span)>,
}

impl Writer<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.image.is_some() {
            return;
        }
        let Footnotes { marked, numbers, .. } = &mut self.footnotes;
        let at = *numbers.entry(label.to_owned()).or_insert_with(|| {
            marked.push((label.to_owned(), 0));
            marked.len() - 1
        });
        marked[at].1 += 1;
        let (number, count) = (at + 1, marked[at].1);
        let id = if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") };
        self.html.push_str("<sup class=\"footnote-ref\"><a href=\"");
        self.push_resolved(&format!("#fn-{number}"));
        self.html.push_str("\" id=\"");
        self.push_own_id(&id);
        self.html.push_str(&format!("\" role=\"doc-noteref\">{number}</a></sup>"));
    }

    pub(super) fn start_footnote(&mut self, label: &str, span: Span) {
        self.open_frame();
        self.footnotes.open.push((label.to_owned(), span));
    }

    pub(super) fn end_footnote(&mut self) {
        let parts = self.close_frame();
        let Some((label, span)) = self.footnotes.open.pop() else { return };
        if let Some((_, first)) = self.footnotes.definitions.get(&label) {
            self.facts.repeated_footnotes.push((label, first.clone(), span));
        } else {
            self.footnotes.definitions.insert(label, (parts, span));
        }
    }

    /// The section of footnotes at the end of the page, empty when there are none.
    pub(super) fn footnote_parts(&mut self) -> Vec<Part> {
        let Footnotes { marked, mut definitions, .. } = std::mem::take(&mut self.footnotes);
        let mut parts = Vec::new();
        for (index, (label, _)) in marked.iter().enumerate() {
            let Some((content, _)) = definitions.remove(label) else { continue };
            let number = index + 1;
            let open = if parts.is_empty() {
                "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n"
            } else {
                ""
            };
            let id = self.own_id(&format!("fn-{number}"));
            parts.push(Part::Html(format!("{open}<li id=\"{id}\">")));
            parts.extend(content);
            self.end_note(&mut parts, number);
        }
        if !parts.is_empty() {
            parts.push(Part::Html("</ol>\n</section>\n".to_owned()));
        }
        self.facts.unused_footnotes = definitions.into_iter().map(|(label, (_, span))| (label, span)).collect();
        parts
    }

    /// Puts the way back to the text at the end of a note's last paragraph.
    fn end_note(&mut self, parts: &mut Vec<Part>, number: usize) {
        let href = self.resolved(&format!("#fnref-{number}"));
        let back = format!(" <a href=\"{href}\" role=\"doc-backlink\" aria-label=\"Back to the text\">\u{21A9}</a>");
        match parts.last_mut() {
            Some(Part::Html(html)) if html.ends_with("</p>\n") => {
                html.truncate(html.len() - 5);
                html.push_str(&format!("{back}</p></li>\n"));
            }
            _ => parts.push(Part::Html(format!("{back}</li>\n"))),
        }
    }
}
