//! What stands in braces behind the language of a code fence: ` ```rust {title="src/main.rs" lines="2-4, 7"} `.
//!
//! The language stays the first word, as GitHub reads it. Braces that hold something else are of other tools, and say
//! nothing here.

use std::ops::RangeInclusive;

use super::Span;
use super::writer::Writer;
use crate::diag::{Diagnostic, rules};
use crate::fields::nearest;

const KEYS: [&str; 2] = ["title", "lines"];
const LINES: &str = "write lines counted from 1, such as `lines=\"2\"`, `lines=\"2-4\"` or `lines=\"2, 5-7\"`";

/// What a fence says of its code besides the language.
#[derive(Default)]
pub(super) struct CodeMarks {
    pub(super) title: Option<String>,
    /// Lines to mark, and where each of them is written.
    pub(super) lines: Vec<(RangeInclusive<usize>, Span)>,
}

/// The inside of the braces behind a fence, as bytes of its line, where they hold attributes.
fn attributes(line: &str) -> Option<Span> {
    let open = line.find('{')?;
    let close = open + line[open..].rfind('}')?;
    let (key, value) = line[open + 1..close].split_once('=')?;
    let key = key.trim_start();
    let is_name = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    (is_name && (value.starts_with('"') || KEYS.contains(&key))).then_some(open + 1..close)
}

/// Whether what stands behind a fence is attributes from its beginning, and names no language.
pub(super) fn are_attributes(info: &str) -> bool {
    attributes(info).is_some_and(|inside| inside.start == 1)
}

/// Line numbers such as `2` and `5-7`.
fn line_range(text: &str) -> Option<RangeInclusive<usize>> {
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
    match text.split_once(['-', '\u{2013}']) {
        None => number(text).map(|line| line..=line),
        Some((first, last)) => number(first).zip(number(last)).filter(|(a, b)| a <= b).map(|(a, b)| a..=b),
    }
}

impl Writer<'_, '_> {
    /// What the fence that begins at `span` says of its code.
    pub(super) fn code_marks(&mut self, span: &Span) -> CodeMarks {
        let text = self.text.text();
        let line = text[span.clone()].lines().next().unwrap_or("");
        let Some(inside) = attributes(line) else { return CodeMarks::default() };
        let mut marks = CodeMarks::default();
        let (mut at, end) = (span.start + inside.start, span.start + inside.end);
        while at < end {
            let rest = text[at..end].trim_start();
            at = end - rest.len();
            if rest.is_empty() {
                break;
            }
            at += self.code_mark(&mut marks, rest, at);
        }
        marks
    }

    /// Reads one attribute at the start of `rest`, which stands at byte `at`; returns its length.
    fn code_mark(&mut self, marks: &mut CodeMarks, rest: &str, at: usize) -> usize {
        let word = &rest[..rest.find([' ', '\t', '=']).unwrap_or(rest.len())];
        let quoted = rest[word.len()..].strip_prefix("=\"").and_then(|value| value.split_once('"'));
        let Some((value, _)) = quoted else {
            let whole = &rest[..rest.find([' ', '\t']).unwrap_or(rest.len())];
            let message = format!("`{}` is not read: attributes are written `key=\"value\"`", whole.escape_debug());
            self.complain(at..at + whole.len(), message, "write it as `title=\"...\"` or `lines=\"2-4\"`".to_owned());
            return whole.len().max(1);
        };
        let value_at = at + word.len() + 2;
        match word {
            "title" if value.trim().is_empty() => {
                let hint = "write what stands above the code, or remove it".to_owned();
                self.complain(at..value_at + value.len() + 1, "this title is empty".to_owned(), hint);
            }
            "title" => marks.title = Some(value.trim().to_owned()),
            "lines" => self.marked_lines(marks, value, value_at),
            _ => {
                let hint = match nearest(word, KEYS.into_iter()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "a code fence takes `title` and `lines`".to_owned(),
                };
                self.complain(at..at + word.len(), format!("a code fence has no attribute `{word}`"), hint);
            }
        }
        word.len() + 2 + value.len() + 1
    }

    fn marked_lines(&mut self, marks: &mut CodeMarks, value: &str, mut at: usize) {
        for piece in value.split(',') {
            let from = at + piece.len() - piece.trim_start().len();
            let span = from..from + piece.trim().len();
            match line_range(piece) {
                Some(range) => marks.lines.push((range, span)),
                None => {
                    let message = format!("`{}` is no line of the code", piece.trim().escape_debug());
                    self.complain(span, message, LINES.to_owned());
                }
            }
            at += piece.len() + 1;
        }
    }

    /// Reports marked lines that the code, of `count` lines, does not have.
    pub(super) fn check_marked_lines(&mut self, marks: &CodeMarks, count: usize) {
        for (range, span) in marks.lines.iter().filter(|(range, _)| *range.end() > count) {
            let of = if count == 1 { "1 line".to_owned() } else { format!("{count} lines") };
            let message = format!("line {} is to be marked, and this code has {of}", range.end());
            self.complain(span.clone(), message, LINES.to_owned());
        }
    }

    fn complain(&mut self, span: Span, message: String, hint: String) {
        self.diags.push(Diagnostic::new(&rules::CODE_FENCE, self.text.place(span), message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_of_other_tools_are_theirs() {
        for line in [
            "```js {1,4-6}",
            "```{r, echo=FALSE}",
            "```{.python}",
            "```go {linenos=inline hl_lines=[3,\"6-8\"]}",
            "```{r label=\"x\"}",
            "```rust",
        ] {
            assert_eq!(attributes(line), None, "{line}");
        }
        for line in ["```rust {title=\"a\"}", "``` {lines=2}", "~~~{ lines=\"2\"}", "```js {titel=\"a\"}"] {
            assert!(attributes(line).is_some(), "{line}");
        }
    }

    #[test]
    fn lines_are_numbers_and_ranges() {
        assert_eq!(line_range(" 2 "), Some(2..=2));
        assert_eq!(line_range("2 - 4"), Some(2..=4));
        assert_eq!(line_range("2\u{2013}4"), Some(2..=4));
        for wrong in ["", "0", "4-2", "two", "1-", "-1"] {
            assert_eq!(line_range(wrong), None, "{wrong}");
        }
    }
}
