//! Findings for programs: `{"findings": [...], "summary": {...}}`.

use serde::Serialize;

use super::escape::is_hostile;
use super::locate::Locator;
use super::{Findings, Place, Severity, guide};

#[derive(Serialize)]
struct Report<'f> {
    findings: Vec<Entry<'f>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Entry<'f> {
    rule: &'static str,
    severity: Severity,
    file: Option<&'f str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'f str,
    hint: Option<&'f str>,
    /// Where the guide speaks of the rule.
    help: String,
    /// Other places that take part.
    related: Vec<Related<'f>>,
}

#[derive(Serialize)]
struct Related<'f> {
    file: &'f str,
    line: Option<usize>,
    column: Option<usize>,
    label: &'f str,
}

#[derive(Serialize)]
struct Summary {
    error: usize,
    warning: usize,
    info: usize,
}

/// The findings as JSON. What is not known is null; lines and columns count from 1, columns in characters.
pub fn json(findings: &Findings) -> String {
    let mut locator = Locator::default();
    let entries = findings.iter().map(|finding| {
        let diagnostic = &finding.diagnostic;
        let place = diagnostic.place.as_ref();
        let at = place.and_then(|place| locator.locate(place));
        Entry {
            rule: diagnostic.rule.id,
            severity: finding.severity,
            file: place.map(|place| place.path()),
            line: at.map(|(line, _)| line),
            column: at.map(|(_, column)| column),
            message: &diagnostic.message,
            hint: diagnostic.hint.as_deref(),
            help: guide::address(diagnostic.rule),
            related: diagnostic.related.iter().map(|(place, label)| related(place, label)).collect(),
        }
    });
    let report = Report {
        findings: entries.collect(),
        summary: Summary {
            error: findings.count(Severity::Error),
            warning: findings.count(Severity::Warning),
            info: findings.count(Severity::Info),
        },
    };
    safe_json(&report)
}

fn related<'f>(place: &'f Place, label: &'f str) -> Related<'f> {
    let (line, column) = place.line_column().unzip();
    Related { file: place.path(), line, column, label }
}

/// A value as JSON that does nothing to a terminal or a log on its way.
///
/// # Panics
/// Only for what JSON cannot hold, such as maps whose keys are no text.
pub fn safe_json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("text, numbers and lists are always JSON");
    // What can be printed as it is in JSON can still turn a terminal around: those stand as `\u` escapes.
    let mut safe = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        match character {
            hostile if hostile != '\n' && is_hostile(hostile) => {
                safe.push_str(&format!("\\u{:04x}", u32::from(hostile)))
            }
            plain => safe.push(plain),
        }
    }
    safe.push('\n');
    safe.replace("##[", "#\\u0023[")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::escape::tests::hostile_names;
    use crate::diag::{Diagnostic, Diagnostics, Severities, Source, rules};

    #[test]
    fn the_shape_is_fixed() {
        let source = Source::new("content/a.md", "é\nzürich [x](y)\n");
        let mut diags = Diagnostics::default();
        diags.push(
            Diagnostic::new(&rules::BROKEN_LINK, Place::new(&source, 11..17), "no page `y`")
                .hint("h")
                .related(Place::new(&source, 0..1), "l"),
        );
        diags.push(Diagnostic::without_place(&rules::IMAGE_ALT, "something"));
        let report: serde_json::Value =
            serde_json::from_str(&json(&diags.judge(&Severities::default()))).expect("JSON");
        assert_eq!(
            report,
            serde_json::json!({
                "findings": [
                    {
                        "rule": "image-alt", "severity": "warning", "file": null, "line": null, "column": null,
                        "message": "something", "hint": null,
                        "help": "https://rolebook.example.org/reference/findings/#image-alt", "related": []
                    },
                    {
                        "rule": "broken-link", "severity": "error", "file": "content/a.md", "line": 2, "column": 8,
                        "message": "no page `y`", "hint": "h",
                        "help": "https://rolebook.example.org/reference/findings/#broken-link",
                        "related": [{ "file": "content/a.md", "line": 1, "column": 1, "label": "l" }]
                    }
                ],
                "summary": { "error": 1, "warning": 1, "info": 0 }
            })
        );
    }

    #[test]
    fn nothing_found_is_an_empty_list() {
        let report: serde_json::Value = serde_json::from_str(&json(&Findings::default())).expect("JSON");
        assert_eq!(report["findings"], serde_json::json!([]));
    }

    #[test]
    fn hostile_names_come_back_unchanged_and_do_nothing_on_the_way() {
        for name in hostile_names() {
            let mut diags = Diagnostics::default();
            diags.push(Diagnostic::new(&rules::ADDRESS, Place::file(name.as_str()), name.as_str()).hint(name.as_str()));
            let text = json(&diags.judge(&Severities::default()));
            assert!(!text.chars().any(|c| c != '\n' && is_hostile(c)), "{text:?}");
            assert!(!text.lines().any(|line| line.trim_start().starts_with("::")) && !text.contains("##["), "{text:?}");
            let report: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(report["findings"][0]["file"], name.as_str());
            assert_eq!(report["findings"][0]["message"], name.as_str());
        }
    }
}
