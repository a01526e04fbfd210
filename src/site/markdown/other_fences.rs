//! Fences of code that another tool reads as something else: blocks of MyST, cells that are run, diagrams that are drawn.
//!
//! It must not know how code is coloured.

use super::Span;
use super::code_marks;
use super::writer::Writer;
use crate::site::source::foreign::own_name;

impl Writer<'_, '_> {
    /// The language of a fence, or what another tool makes of it: ` ```{note} `, ` ```{python} `.
    pub(super) fn language_of(&mut self, info: &str, span: &Span) -> Option<String> {
        let info = info.trim();
        let Some((inside, behind)) = info.strip_prefix('{').and_then(|rest| rest.split_once('}')) else {
            let language = info.split([' ', '\t', ',', '{']).next().filter(|word| !word.is_empty());
            return self.check_diagram(language.map(str::to_owned), span);
        };
        if code_marks::are_attributes(info) {
            return None;
        }
        let words: Vec<&str> = inside.split([' ', ',', '\t']).filter(|word| !word.is_empty()).collect();
        let name = words.first()?.trim_start_matches('.');
        if ["code", "code-block", "code-cell", "sourcecode", "literalinclude"].contains(&name) {
            if name == "code-cell" {
                self.report_fence(
                    span,
                    "`{code-cell}` is a cell that MyST runs: its code shows, and nothing that it makes",
                    CELL,
                );
            }
            return behind.split_whitespace().next().or(words.get(1).copied()).map(str::to_owned);
        }
        if MYST_BLOCKS.contains(&name) {
            let hint = match own_name(name) {
                Some(own) => format!("write `:::{own}`, its text below, and close it with `:::`"),
                None => "write in Markdown what it made".to_owned(),
            };
            self.report_fence(span, &format!("`{{{name}}}` is a block of MyST or Sphinx: it shows as code"), &hint);
            return None;
        }
        let runs = words[0].starts_with(|c: char| c.is_ascii_alphabetic());
        if runs && !DIAGRAMS.contains(&name) {
            self.report_fence(
                span,
                &format!("`{{{name}}}` is a cell that Quarto runs: its code shows, and nothing that it makes"),
                CELL,
            );
        }
        let language = name.starts_with(char::is_alphabetic).then(|| name.to_owned());
        self.check_diagram(language, span)
    }

    /// The language of a fence that GitHub draws as a picture is told, and stays.
    fn check_diagram(&mut self, language: Option<String>, span: &Span) -> Option<String> {
        if let Some(name) = language.as_deref().filter(|name| DIAGRAMS.contains(name)) {
            self.report_fence(
                span,
                &format!("`{name}` is drawn by GitHub and other tools: here its source shows"),
                DRAWN,
            );
        }
        language
    }

    /// Says something of the first line of a fence.
    fn report_fence(&mut self, span: &Span, message: &str, hint: &str) {
        let line = self.text.text()[span.clone()].lines().next().unwrap_or("").len();
        self.report_slip(span.start..span.start + line, message, hint);
    }
}

/// What GitHub and others draw.
const DIAGRAMS: [&str; 6] = ["mermaid", "geojson", "topojson", "stl", "math", "plantuml"];

const CELL: &str = "show what it makes as a picture or a table, and write the language without braces for its code";
const DRAWN: &str = "save it as a picture and show that, such as `![What it shows](picture.svg)`";

const MYST_BLOCKS: [&str; 34] = [
    "admonition",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "note",
    "seealso",
    "tip",
    "warning",
    "todo",
    "versionadded",
    "versionchanged",
    "deprecated",
    "dropdown",
    "card",
    "cards",
    "grid",
    "tab-set",
    "tab-item",
    "figure",
    "image",
    "table",
    "list-table",
    "csv-table",
    "toctree",
    "include",
    "contents",
    "glossary",
    "epigraph",
    "margin",
    "sidebar",
    "topic",
];
