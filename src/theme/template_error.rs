//! Turns the template engine's errors into findings with a place.
//!
//! It must not know pages: whoever renders adds which page was being made.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, ErrorKind};

use crate::diag::{Diagnostic, Place, Source, rules};

const HINT: &str = "fix the template; templates are written in Tera 2";

/// What `error` means, as findings in the files of `sources`, which are keyed by template name.
pub(super) fn explain(error: &Error, sources: &BTreeMap<String, Arc<Source>>) -> Vec<Diagnostic> {
    let one = |name: Option<&str>, message: String| {
        let place = name.map(|name| match sources.get(name) {
            Some(source) => Place::file(&source.path),
            None => Place::file(format!("templates/{name}")),
        });
        vec![finding(place, &message)]
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = sources.get(report.filename()).map(|source| Place::new(source, report.span().range.clone()));
            vec![finding(place, report.message())]
        }
        ErrorKind::MissingParent { current, parent } => {
            one(Some(current), format!("the template extends `{parent}`, which does not exist"))
        }
        ErrorKind::CircularExtend { tpl, .. } => one(Some(tpl), "the template extends itself in a circle".to_owned()),
        ErrorKind::CircularInclude { tpl, .. } => one(Some(tpl), "the template includes itself in a circle".to_owned()),
        other => {
            let text = other.to_string();
            let reports = located(&text, sources);
            if reports.is_empty() { one(None, text) } else { reports }
        }
    }
}

/// Findings out of a text of reports, each `error: MESSAGE` and below it `--> TEMPLATE:LINE:COLUMN`.
///
/// Names that do not exist are found only when all templates are in, and come as one such text.
fn located(text: &str, sources: &BTreeMap<String, Arc<Source>>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut message = None;
    for line in text.lines() {
        if let Some(said) = line.strip_prefix("error: ") {
            message = Some(said);
        } else if let Some(at) = line.trim_start().strip_prefix("--> ")
            && let Some(said) = message.take()
        {
            found.push(finding(place(at, sources), said));
        }
    }
    found
}

/// The place `TEMPLATE:LINE:COLUMN`, both from 1, the column in characters.
fn place(at: &str, sources: &BTreeMap<String, Arc<Source>>) -> Option<Place> {
    let mut fields = at.rsplitn(3, ':');
    let column: usize = fields.next()?.parse().ok()?;
    let line: usize = fields.next()?.parse().ok()?;
    let source = sources.get(fields.next()?)?;
    let start: usize = source.text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let inside = source.text[start..].chars().take(column.checked_sub(1)?).map(char::len_utf8).sum::<usize>();
    Some(Place::new(source, start + inside..start + inside + 1))
}

fn finding(place: Option<Place>, message: &str) -> Diagnostic {
    let message = plain(message);
    let diagnostic = match place {
        Some(place) => Diagnostic::new(&rules::TEMPLATE, place, message),
        None => Diagnostic::without_place(&rules::TEMPLATE, message),
    };
    diagnostic.hint(HINT)
}

/// The engine's sentence as we write ours: one line, lower case, no full stop.
fn plain(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut characters = line.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => "the template cannot be used".to_owned(),
    }
}
