//! `rolebook check`: everything a build would find, without writing.

use anyhow::Result;
use jiff::civil::Date;

use super::Outcome;
use super::args::{Check, Format};
use super::open::{self, Opened};
use super::terminal::{self, Progress};
use crate::diag::{self, Findings};

/// Checks the site for every audience and prints what was found.
pub(super) fn run(args: &Check, today: Date) -> Result<Outcome> {
    let progress = Progress::start(false, "reading and checking");
    let opened = open::site(&args.site, today)?;
    let findings = check(opened)?;
    drop(progress);
    print(&findings, args.format)?;
    Ok(if findings.any(args.deny.severity()) { Outcome::Findings } else { Outcome::Fine })
}

fn check(opened: Opened) -> Result<Findings> {
    let audiences = match &opened.config {
        Some(config) => Opened::audiences(config, &[])?,
        None => Vec::new(),
    };
    Ok(match opened.build(&audiences) {
        Ok(build) => build.findings,
        Err(findings) => findings,
    })
}

fn print(findings: &Findings, format: Format) -> Result<()> {
    match format {
        Format::Human => terminal::out(&diag::human(findings, terminal::colours_on_out()))?,
        Format::Short => terminal::out(&diag::short(findings))?,
        Format::Json => terminal::out(&diag::json(findings))?,
    }
    terminal::err(&format!("{}\n", diag::summary_line(findings)))
}
