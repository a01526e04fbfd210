//! Markdown that reads differently from what was probably meant: each is said at its place, and nothing of it is changed.
//!
//! It must not know what is printed.

use super::Span;
use super::near::{LONGEST, first};
use super::writer::Writer;
use crate::diag::{Diagnostic, rules};

/// What to type for a line that other tools read as a heading: `h2. Pay`, `== Pay ==`, `####### Pay`, `＃ Pay`.
fn other_heading(line: &str) -> Option<String> {
    let marks = line.chars().take_while(|c| *c == '＃').count();
    if (1..=6).contains(&marks) {
        return Some(format!("write `{} {}`", "#".repeat(marks), line.trim_start_matches('＃').trim()));
    }
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    if marks > 6 && line[marks..].starts_with(' ') {
        return Some(format!("write `###### {}`: six marks are the most", line[marks..].trim()));
    }
    let jira = line.strip_prefix('h').and_then(|rest| rest.split_once(". ")).filter(|(level, _)| level.len() == 1);
    if let Some((level, title)) = jira.and_then(|(level, title)| Some((level.parse::<usize>().ok()?, title)))
        && (1..=6).contains(&level)
    {
        return Some(format!("write `{} {}`", "#".repeat(level), title.trim()));
    }
    let marks = line.bytes().take_while(|byte| *byte == b'=').count();
    let title = line.trim_matches('=').trim();
    let is_wiki = (2..=6).contains(&marks)
        && line[marks..].starts_with(' ')
        && line.ends_with(&format!(" {}", "=".repeat(marks)));
    (is_wiki && !title.is_empty()).then(|| format!("write `{} {title}`", "#".repeat(marks)))
}

impl Writer<'_, '_> {
    /// A paragraph that begins with `#` and no space behind it: a heading that is none.
    pub(super) fn check_heading_mark(&mut self, span: &Span) {
        let text = &self.text.text()[span.clone()];
        let marks = text.bytes().take_while(|byte| *byte == b'#').count();
        let line = text.lines().next().unwrap_or("").trim_end();
        let title = &line[marks.min(line.len())..];
        let is_unseen =
            |c: char| !c.is_ascii() && (c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}'));
        if (1..=6).contains(&marks) && title.starts_with(is_unseen) {
            let place = self.text.place(span.start..span.start + line.len());
            let message =
                "this line is no heading: the space behind its marks is an invisible character, which was copied along";
            let hint = format!(
                "write `{} {}` with a space that is typed",
                &line[..marks],
                title.trim_matches(is_unseen).trim()
            );
            self.diags.push(Diagnostic::new(&rules::MARKDOWN, place, message).hint(hint));
            return;
        }
        if let Some(hint) = other_heading(line) {
            let message = "this line is no heading: its marks are not those of one";
            return self.report_slip(span.start..span.start + line.len(), message, &hint);
        }
        let alone = text.trim().len() == line.len();
        // `#hiring` may be a tag; with a second word, alone on its line, it is none.
        // The first line of a page without a title is its title.
        let is_first = self.reading.title.is_none()
            && text.len() == text.trim_start().len()
            && self.text.text()[..span.start].trim().is_empty();
        let meant = marks > 1 || (alone && title.starts_with(char::is_uppercase) && (is_first || title.contains(' ')));
        if (1..=6).contains(&marks) && meant && title.starts_with(char::is_alphabetic) {
            let hashes = &line[..marks];
            self.facts.missed_title |= is_first;
            let place = self.text.place(span.start..span.start + line.len());
            let behind = self.text.place(span.start + marks..span.start + marks);
            let message = "this line is no heading: a space is missing behind its marks";
            let finding = Diagnostic::new(&rules::MARKDOWN, place, message).hint(format!("write `{hashes} {title}`"));
            self.diags.push(finding.fix(&behind, " "));
        }
    }

    /// A row that has more cells than its table: those cells are lost.
    pub(super) fn check_row(&mut self, span: &Span) {
        let columns = self.alignments.len();
        let line = self.text.text()[span.clone()].trim_end();
        let bars: Vec<usize> = line
            .match_indices('|')
            .filter(|(at, _)| *at > 0 && !line[..*at].ends_with('\\') && at + 1 < line.len())
            .map(|(at, _)| at)
            .collect();
        if let Some(first_lost) = bars.get(columns - 1).filter(|_| columns > 0) {
            let lost = &line[first_lost + 1..];
            let start = span.start + first_lost + 1 + (lost.len() - lost.trim_start().len());
            let end = span.start + line.trim_end_matches('|').trim_end().len();
            if start < end {
                let message = format!("this row has more cells than the table has columns, which are {columns}");
                let hint = "give the heading a cell for each, or write `\\|` for a bar that is text; until then it does not show";
                self.report_slip(start..end, &message, hint);
            }
        }
    }

    /// A line of dashes and bars in a paragraph: a table that is none.
    pub(super) fn check_missed_table(&mut self, span: &Span) {
        let text = &self.text.text()[span.clone()];
        let is_rule = |line: &str| {
            line.contains('|') && line.contains("--") && line.bytes().all(|byte| b"|-: \t".contains(&byte))
        };
        let is_row = |line: &str| {
            line.len() > 2 && line.starts_with('|') && line.ends_with('|') && line[1..line.len() - 1].contains('|')
        };
        let mut rows = text.lines().map(|line| line.trim().trim_start_matches("> "));
        if let (Some(first), Some(second)) = (rows.next(), rows.next())
            && is_row(first)
            && is_row(second)
            && !text.lines().any(|line| is_rule(line.trim().trim_start_matches("> ")))
        {
            let columns = first.replace("\\|", "").matches('|').count() - 1;
            let hint = format!("write a line `|{}` below the first", "---|".repeat(columns));
            // A line of the wrong dashes stands there.
            let is_near = !second.contains(char::is_alphanumeric);
            let (message, hint) = match is_near {
                true => (
                    "no table comes of this: the line between its headings and its rows holds other marks than hyphens",
                    format!("write `|{}` in the place of `{second}`", "---|".repeat(columns)),
                ),
                false => ("no table comes of this: the line between its headings and its rows is missing", hint),
            };
            return self.report_slip(span.start..span.start + first.len(), message, &hint);
        }
        let mut at = span.start;
        let mut before: Option<&str> = None;
        for line in text.split_inclusive('\n') {
            let shown = line.trim().trim_start_matches("> ");
            if is_rule(shown)
                && let Some(heading) = before.filter(|before| before.contains('|'))
            {
                let cells = |line: &str| line.trim_matches('|').replace("\\|", "").matches('|').count() + 1;
                let (headings, columns) = (cells(heading), cells(shown));
                let message = format!("no table comes of this: {headings} cells stand above a line for {columns}");
                let start = at + line.find(shown).unwrap_or(0);
                self.report_slip(
                    start..start + shown.len(),
                    &message,
                    "give the line one `---` for each cell above it",
                );
                return;
            }
            before = Some(shown);
            at += line.len();
        }
    }

    /// A link whose address holds a space: Markdown ends the address there, and shows it all as text.
    pub(super) fn check_spaced_link(&mut self, span: &Span) {
        let text = self.text.text();
        if !text[..span.start].ends_with(']') || !text[span.start..].starts_with('(') {
            return;
        }
        let rest = first(&text[span.start + 1..], LONGEST);
        let Some(end) = rest.find([')', '\n']).filter(|end| rest[*end..].starts_with(')')) else { return };
        let address = &rest[..end];
        let is_address = address.contains(['.', '/', '#']) && !address.contains(['"', '<', '>', '\'']);
        let file = address.split(['#', '?']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let named = file.rsplit_once('.').is_some_and(|(_, ending)| {
            (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if is_address && address.trim().contains(' ') && (named || address.starts_with("http")) {
            let whole = span.start + 1..span.start + 1 + end;
            let hint = format!("write `(<{}>)`", address.trim());
            self.report_slip(whole, "this is no link: its address holds a space", &hint);
        }
    }

    pub(super) fn report_slip(&mut self, span: Span, message: &str, hint: &str) {
        self.diags.push(Diagnostic::new(&rules::MARKDOWN, self.text.place(span), message).hint(hint));
    }
}
