//! Lines of Markdown under the quotations and lists that are open.
//!
//! It must not know HTML.

use std::borrow::Cow;

/// What is written so far, and what each further line begins with.
#[derive(Default)]
pub(super) struct Lines {
    out: String,
    levels: Vec<Level>,
    /// Whether a blank line is due before the next line.
    apart: bool,
}

/// A list, an item or a quotation that is open.
struct Level {
    name: &'static str,
    /// What its first line begins with, until that is written.
    first: Option<Cow<'static, str>>,
    /// What every other line begins with.
    rest: Cow<'static, str>,
    /// The number of the next item of an ordered list.
    number: Option<u64>,
    /// Whether nothing stands in it yet.
    fresh: bool,
}

impl Lines {
    /// Writes the lines of a paragraph, a heading, a table or a block of code, apart from what stands around it.
    pub(super) fn block<'l>(&mut self, lines: impl IntoIterator<Item = &'l str>) {
        lines.into_iter().for_each(|line| self.line(line));
        self.apart = true;
    }

    /// Opens a list; `number` is that of its first item when it is ordered.
    pub(super) fn open_list(&mut self, name: &'static str, number: Option<u64>) {
        self.push(name, None, "".into());
        if let Some(list) = self.levels.last_mut() {
            list.number = number;
        }
    }

    /// Opens an item, or the entry of a footnote.
    pub(super) fn open_item(&mut self, name: &'static str, footnote: Option<&str>) {
        let nested = self.levels.iter().any(|level| level.first.is_none() && matches!(level.name, "li" | "dt"));
        let list = self.levels.last_mut();
        let begins_list = list.as_ref().is_some_and(|list| list.fresh);
        let number = list.and_then(|list| {
            list.fresh = false;
            list.number = list.number.map(|number| number.saturating_add(1));
            list.number.map(|number| number.saturating_sub(1))
        });
        let (first, rest): (Cow<'_, str>, Cow<'_, str>) = match (footnote, number) {
            (Some(note), _) => (format!("[^{note}]: ").into(), "    ".into()),
            (None, Some(number)) => {
                let first = format!("{number}. ");
                let rest = " ".repeat(first.len());
                (first.into(), rest.into())
            }
            (None, None) => ("- ".into(), "  ".into()),
        };
        // Only a list that begins with 1 may follow a paragraph at once.
        self.apart = begins_list && (!nested || number.is_some_and(|number| number != 1));
        self.push(name, Some(first), rest);
    }

    /// Opens a quotation.
    pub(super) fn open_quote(&mut self) {
        self.push("blockquote", Some("> ".into()), "> ".into());
    }

    /// Closes the innermost level of that name with all inside it; `false` when there is none.
    pub(super) fn close(&mut self, name: &str) -> bool {
        let Some(at) = self.levels.iter().rposition(|level| level.name == name) else { return false };
        self.levels.truncate(at);
        self.apart = true;
        true
    }

    /// Whether the innermost level has this name.
    pub(super) fn is_in(&self, name: &str) -> bool {
        self.levels.last().is_some_and(|level| level.name == name)
    }

    /// All that was written.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn push(&mut self, name: &'static str, first: Option<Cow<'static, str>>, rest: Cow<'static, str>) {
        self.levels.push(Level { name, first, rest, number: None, fresh: true });
    }

    fn line(&mut self, line: &str) {
        if std::mem::take(&mut self.apart) && !self.out.is_empty() {
            let from = self.out.len();
            let open = self.levels.iter().take_while(|level| level.first.is_none());
            open.for_each(|level| self.out.push_str(&level.rest));
            self.end_from(from);
        }
        let from = self.out.len();
        for level in &mut self.levels {
            let first = level.first.take();
            self.out.push_str(first.as_deref().unwrap_or(&level.rest));
        }
        self.out.push_str(line);
        self.end_from(from);
    }

    /// Ends the line that begins at byte `from`, without the space at its end.
    fn end_from(&mut self, from: usize) {
        let end = from + self.out[from..].trim_end().len();
        self.out.truncate(end);
        self.out.push('\n');
    }
}
