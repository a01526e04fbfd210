//! A table of Markdown.
//!
//! It must not know HTML.

/// A table being read.
#[derive(Default)]
pub(super) struct Table {
    head: Option<Vec<String>>,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    /// How many cells of the row are headings.
    headings: usize,
    /// How many others hold something.
    others: usize,
    /// How many columns the open cell spans; `None` between cells.
    span: Option<usize>,
}

impl Table {
    /// Opens a cell of the row.
    pub(super) fn open_cell(&mut self, is_heading: bool, span: usize) {
        self.headings += usize::from(is_heading);
        self.others += usize::from(!is_heading);
        self.span = Some(span.clamp(1, 100));
    }

    /// Whether a cell is open.
    pub(super) fn in_cell(&self) -> bool {
        self.span.is_some()
    }

    /// Closes the open cell.
    pub(super) fn end_cell(&mut self, text: String) {
        let Some(span) = self.span.take() else { return };
        // An empty cell of a head is no heading, and nothing else either.
        self.others -= usize::from(text.is_empty() && self.others > 0);
        self.row.push(text);
        self.row.extend(std::iter::repeat_n(String::new(), span - 1));
    }

    /// Closes the row. The first one is the head when all its cells are headings, as far as they hold something.
    pub(super) fn end_row(&mut self) {
        if self.row.is_empty() {
            return;
        }
        let row = std::mem::take(&mut self.row);
        let (headings, others) = (std::mem::take(&mut self.headings), std::mem::take(&mut self.others));
        if headings > 0 && others == 0 && self.head.is_none() && self.rows.is_empty() {
            self.head = Some(row);
        } else {
            self.rows.push(row);
        }
    }

    /// Its lines, none for a table without cells.
    pub(super) fn lines(mut self) -> Vec<String> {
        self.end_row();
        let width = self.rows.iter().chain(&self.head).map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return Vec::new();
        }
        let line = |cells: &[String]| {
            let mut line = String::with_capacity(1 + 3 * width + cells.iter().map(String::len).sum::<usize>());
            line.push('|');
            for at in 0..width {
                line.push(' ');
                line.push_str(cells.get(at).map_or("", String::as_str));
                line.push_str(" |");
            }
            line
        };
        let mut lines = vec![line(&self.head.unwrap_or_default()), format!("|{}", " --- |".repeat(width))];
        lines.extend(self.rows.iter().map(|row| line(row)));
        lines
    }
}
