//! `rolebook export`: the sections of a site as lines of JSON, for a search engine elsewhere.

use anyhow::Result;
use jiff::civil::Date;
use serde_json::json;

use super::args::{Export as Args, ExportFormat};
use super::open::{self, Opened};
use super::{Outcome, terminal};
use crate::diag::{self, Severity};
use crate::pipeline::{self, SectionDocument};

/// Prints one audience's sections, unless something in the sources stands in the way.
pub(super) fn run(args: &Args, today: Date) -> Result<Outcome> {
    let opened = open::site(&args.site.or(&args.folder), today)?;
    let Some(config) = &opened.config else { return opened.report_settings() };
    let audience = match &args.audience {
        Some(name) => Opened::audiences(config, std::slice::from_ref(name))?[0],
        None => config.audiences.lowest(),
    };
    let (documents, findings) = pipeline::documents(&opened.disk, config, audience);
    let findings =
        findings.join(pipeline::told(config, &[audience], opened.diagnostics.clone()).judge(&config.severities));
    terminal::err(&diag::human(&findings, terminal::colours_on_err()))?;
    if findings.any(Severity::Error) {
        terminal::err(&format!("{}: nothing was exported\n", diag::summary_line(&findings)))?;
        return Ok(Outcome::Findings);
    }
    terminal::out(&documents.iter().map(|document| lines(document, args.format)).collect::<String>())?;
    Ok(Outcome::Fine)
}

/// A document as one line; for a bulk interface, with the line before it that says what to do with it.
fn lines(document: &SectionDocument, format: ExportFormat) -> String {
    let body = serde_json::to_string(document).expect("texts, numbers and lists are JSON");
    match format {
        ExportFormat::Ndjson => format!("{body}\n"),
        ExportFormat::Bulk => format!("{}\n{body}\n", json!({ "index": { "_id": document.id } })),
    }
}
