//! `rolebook check`: everything a build would find, without writing.

use anyhow::Result;
use jiff::civil::Date;

use super::Outcome;
use super::args::{Check, Format};
use super::open;
use super::terminal::{self, Progress};
use crate::diag::{self, Findings};
use crate::pipeline;

/// Checks the site for every audience and prints what was found.
pub(super) fn run(args: &Check, today: Date) -> Result<Outcome> {
    let progress = Progress::start(false, "reading and checking");
    let (opened, names) = (open::site(&args.site.or(&args.folder), today)?, args.audience.clone());
    let findings = pipeline::watched(move || opened.check(&names)).unwrap_or_else(Ok)?;
    drop(progress);
    print(&findings, args.format)?;
    Ok(if findings.any(args.deny.severity()) { Outcome::Findings } else { Outcome::Fine })
}

fn print(findings: &Findings, format: Format) -> Result<()> {
    match format {
        Format::Human => terminal::out(&diag::human(findings, terminal::colours_on_out()))?,
        Format::Short => terminal::out(&diag::short(findings))?,
        Format::Json => terminal::out(&diag::json(findings))?,
    }
    terminal::err(&format!("{}\n", diag::summary_line(findings)))
}
