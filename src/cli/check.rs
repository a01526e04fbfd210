//! `rolebook check`: everything a build would find, without writing.

use std::path::Path;

use anyhow::Result;
use jiff::civil::Date;

use super::args::{Check, Format};
use super::terminal::{self, Progress};
use super::{Outcome, external, fix, open, refuse};
use crate::diag::{self, Findings, guide, rules};
use crate::disk::write::{self, Found};
use crate::pipeline;

/// Checks the site for every audience and prints what was found.
pub(super) fn run(args: &Check, today: Date) -> Result<Outcome> {
    if let Some(rule) = &args.explain {
        return explain(rule);
    }
    if args.accept {
        accept(args, today)?;
    }
    if args.fix {
        fix::run(&open::site(&args.site.or(&args.folder), today)?, args.yes)?;
    }
    let progress = Progress::start(false, "reading and checking");
    let (opened, names) = (open::site(&args.site.or(&args.folder), today)?, args.audience.clone());
    let folder = folder_in_repository(&opened.root);
    let findings = if args.external {
        external::look_for_curl()?;
        let (root, progress) = (opened.root.clone(), progress.clone());
        let ask = move |addresses: &[String]| {
            progress.say("asking addresses outside");
            external::ask_those(addresses, &root, today)
        };
        pipeline::watched(move || {
            opened.check(&names, |disk, config, audiences| pipeline::check_outside(disk, config, audiences, ask))
        })
    } else {
        pipeline::watched(move || opened.check(&names, pipeline::check))
    };
    drop(progress);
    let findings = findings.unwrap_or_else(Ok)?;
    print(&findings, args, &folder)?;
    Ok(if findings.any(args.deny.severity()) { Outcome::Findings } else { Outcome::Fine })
}

fn print(findings: &Findings, args: &Check, folder: &str) -> Result<()> {
    let text = match args.format {
        Format::Human => diag::human(findings, terminal::colours_on_out()),
        Format::Short => diag::short(findings),
        Format::Json => diag::json(findings),
        Format::Github => diag::github(findings, folder),
        Format::Sarif => diag::sarif(findings, folder),
        Format::Junit => diag::junit(findings, args.deny.severity()),
    };
    terminal::out(&text)?;
    terminal::err(&format!("{}\n", diag::summary_line(findings)))
}

/// Brings the ledger of addresses up to date.
fn accept(args: &Check, today: Date) -> Result<()> {
    let opened = open::site(&args.site.or(&args.folder), today)?;
    // What is wrong with the settings is said by the check itself.
    let Some(config) = &opened.config else { return Ok(()) };
    let (text, new) = pipeline::addresses(&opened.disk, config);
    let file = opened.root.join(pipeline::LEDGER);
    write::replace(&file, text.as_bytes()).map_err(|error| {
        refuse(format!("cannot write `{}`: {error}", file.display()), "see that the folder may be written to")
    })?;
    let what = if new == 1 { "address or heading" } else { "addresses and headings" };
    terminal::err(&format!("{}: {new} new {what}\n", pipeline::LEDGER))
}

fn explain(id: &str) -> Result<Outcome> {
    let Some(rule) = rules::find(id) else {
        let hint = match guide::nearest_rule(id) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "rules are what stands in brackets in a finding, such as `broken-link`".to_owned(),
        };
        return Err(refuse(format!("there is no rule `{}`", id.escape_debug()), hint));
    };
    terminal::out(&guide::explain(rule))?;
    Ok(Outcome::Fine)
}

/// Where the site lies in its repository, as in `handbook/`; nothing at its top, and where there is no repository.
pub(super) fn folder_in_repository(root: &Path) -> String {
    let Ok(root) = write::resolve(root) else { return String::new() };
    let is_top = |folder: &&Path| !matches!(write::find(&folder.join(".git")), Ok(Found::Nothing) | Err(_));
    let below = root.ancestors().find(is_top).and_then(|top| root.strip_prefix(top).ok());
    let parts = below.into_iter().flat_map(|below| below.components());
    parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}
