//! What blocks drawn from data say, in plain lines and in prose, kind by kind.

mod explorer;
mod fit;
mod interviews;
mod jobs;
mod pay;
mod roles;
#[cfg(test)]
mod tests;

pub use interviews::Scorecard;
pub use pay::ranges;

use serde::Serialize;

use super::Node;
use super::leaf::{Around, Line, Shows};
use super::prose::{self, lines, list, paragraph, table, td};
use super::tables::DataTable;
use super::tables::roles::Named;
use crate::locale::Locale;

/// A paragraph from a record, plain text.
#[derive(Debug, Clone, Serialize)]
pub struct Paragraph(pub String);

/// A list from a record, each line plain text.
#[derive(Debug, Clone, Serialize)]
pub struct Points(pub Vec<String>);

/// Pages to read next.
#[derive(Debug, Clone, Serialize)]
pub struct Links(pub Vec<Named>);

/// `::toc`: the page's outline at this place.
#[derive(Debug, Clone, Serialize)]
pub struct Toc;

impl Shows for Paragraph {
    fn template(&self) -> &'static str {
        "text"
    }

    fn called(&self) -> &'static str {
        "paragraph"
    }

    fn lines(&self, _: &Locale, line: Line<'_>) {
        line(&self.0);
    }

    fn prose(&self, _: &Around<'_>) -> Vec<Node> {
        vec![paragraph(&self.0)]
    }
}

impl Shows for Points {
    fn template(&self) -> &'static str {
        "points"
    }

    fn called(&self) -> &'static str {
        "points"
    }

    fn lines(&self, _: &Locale, line: Line<'_>) {
        self.0.iter().for_each(|point| line(point));
    }

    fn prose(&self, _: &Around<'_>) -> Vec<Node> {
        vec![lines("ul", &self.0)]
    }
}

impl Shows for Links {
    fn template(&self) -> &'static str {
        "links"
    }

    fn called(&self) -> &'static str {
        "links"
    }

    fn lines(&self, _: &Locale, line: Line<'_>) {
        self.0.iter().for_each(|link| line(&link.title));
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        vec![list("ul", self.0.iter().map(|link| vec![around.named(link)]))]
    }
}

impl Shows for Toc {
    fn template(&self) -> &'static str {
        "toc"
    }

    fn called(&self) -> &'static str {
        "outline"
    }

    /// The outline repeats headings that are in the text already.
    fn lines(&self, _: &Locale, _: Line<'_>) {}

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let entry = |heading: &&super::OutlineEntry| vec![prose::link(&format!("#{}", heading.id), &heading.text)];
        if around.outline.is_empty() { Vec::new() } else { vec![list("ul", around.outline.iter().map(entry))] }
    }
}

impl Shows for DataTable {
    fn template(&self) -> &'static str {
        "table"
    }

    fn called(&self) -> &'static str {
        "table"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        line(&names.join(words.comma()));
        self.rows.iter().for_each(|row| line(&row.join(words.comma())));
    }

    fn prose(&self, _: &Around<'_>) -> Vec<Node> {
        let rows = self.rows.iter().map(|row| row.iter().map(|cell| td(vec![Node::text(cell)])).collect());
        vec![table(&self.caption, self.columns.iter().map(|column| &column.name), rows.collect())]
    }
}
