//! `rolebook build`: the site as files.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use jiff::civil::Date;

use super::args::Build as Args;
use super::open::{self, Opened};
use super::terminal::{self, Progress};
use super::{Outcome, file_limit, refuse};
use crate::config::Config;
use crate::diag::{self, Findings, Severity};
use crate::output::{self, Outputs, Target};
use crate::pipeline::{self, Build, BuildPart};

/// What `--only` calls all that belongs to no section.
const REST: &str = ":site";

/// Builds the audiences asked for and writes them, unless something stands in the way.
pub(super) fn run(args: &Args, today: Date) -> Result<Outcome> {
    let start = Instant::now();
    let progress = Progress::start(args.quiet, "reading, checking and building");
    let mut opened = open::site(&args.site.or(&args.folder), today)?;
    let root = opened.root.clone();
    let out = args.out.clone().unwrap_or_else(|| root.join("dist"));
    let part = part(&args.only)?;
    let (mut audiences, mut ladder) = (Vec::new(), Vec::new());
    if let Some(config) = &mut opened.config {
        audiences = Opened::audiences(config, &args.audience)?;
        if let Some(address) = &args.base_url {
            set_base_url(config, address)?;
        }
        ladder = config.audiences.names().to_vec();
    }
    let (readers, wanted) = (audiences.clone(), part.clone());
    let build = pipeline::watched(move || opened.build(&readers, &wanted)).unwrap_or_else(Err);
    let build = match build {
        Ok(build) if !stopped(&build.findings, args.strict) => build,
        Ok(build) => return refused(progress, &build.findings, args.strict),
        Err(findings) => return refused(progress, &findings, args.strict),
    };
    if let BuildPart::Sections(named) = &part
        && let Some(unknown) = named.iter().find(|name| !build.sections.contains(*name))
    {
        drop(progress);
        return Err(no_section(unknown, &build.sections));
    }
    progress.say("writing");
    file_limit::outlive();
    write(&build, &root, &out, ladder)?;
    drop(progress);
    terminal::err(&diag::human(&build.findings, terminal::colours_on_err()))?;
    if !args.quiet {
        terminal::out(&last_line(&build, &out, start.elapsed().as_secs_f64()))?;
    }
    Ok(Outcome::Fine)
}

fn stopped(findings: &Findings, strict: bool) -> bool {
    findings.any(if strict { Severity::Warning } else { Severity::Error })
}

fn refused(progress: Progress, findings: &Findings, strict: bool) -> Result<Outcome> {
    drop(progress);
    terminal::err(&diag::human(findings, terminal::colours_on_err()))?;
    let why = if findings.any(Severity::Error) || !strict { "" } else { " (`--strict` stops at warnings)" };
    terminal::err(&format!("{}: nothing was written{why}\n", diag::summary_line(findings)))?;
    Ok(Outcome::Findings)
}

/// What `--only` asks for. Names are the first folders of addresses; slashes around them are passed over.
fn part(only: &[String]) -> Result<BuildPart> {
    let names: BTreeSet<String> = only.iter().map(|name| name.trim_matches('/').to_owned()).collect();
    match (names.is_empty(), names.contains(REST)) {
        (true, _) => Ok(BuildPart::Whole),
        (_, false) => Ok(BuildPart::Sections(names)),
        (_, true) if names.len() == 1 => Ok(BuildPart::Rest),
        _ => Err(refuse(
            format!("`--only {REST}` stands alone: it is all that belongs to no section"),
            "give sections to one run and `:site` to another, and copy their folders together",
        )),
    }
}

fn no_section(name: &str, sections: &BTreeSet<String>) -> anyhow::Error {
    let known = sections.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let known = if known.is_empty() { "this site has none".to_owned() } else { format!("sections are {known}") };
    refuse(format!("there is no section `{}`", name.escape_debug()), format!("{known}; `{REST}` is all else"))
}

/// An address given on the command line holds for every audience of this build.
fn set_base_url(config: &mut Config, address: &str) -> Result<()> {
    let Some((_, host)) = address.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https")) else {
        return Err(refuse(
            format!("`--base-url {}` is not an address", address.escape_debug()),
            "give the whole address, such as https://careers.example.org/",
        ));
    };
    if host.is_empty() || host.starts_with('/') || host.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(refuse(
            format!("`--base-url {}` names no host", address.escape_debug()),
            "give the whole address, such as https://careers.example.org/",
        ));
    }
    config.base_url = Some(format!("{}/", address.trim_end_matches('/')));
    for settings in &mut config.audience_settings {
        settings.base_url = None;
    }
    Ok(())
}

fn write(build: &Build, root: &Path, out: &Path, audiences: Vec<String>) -> Result<()> {
    let target = Target { out: out.to_owned(), root: root.to_owned(), home: std::env::home_dir(), audiences };
    output::sync(&build.outputs, &target).map(drop).map_err(|error| refuse(error.message, error.hint))
}

/// `public 12 pages, internal 15 pages; 2 warnings; 0.4 s; dist`
fn last_line(build: &Build, out: &Path, seconds: f64) -> String {
    let pages = |((name, _), count): (&(String, Outputs), &usize)| format!("{name} {}", counted(*count, "page"));
    let audiences: Vec<String> = build.outputs.iter().zip(&build.pages).map(pages).collect();
    let warnings = counted(build.findings.count(Severity::Warning), "warning");
    format!("{}; {warnings}; {seconds:.1} s; {}\n", audiences.join(", "), near(out).display())
}

/// The path from the current folder, when it lies below.
fn near(path: &Path) -> &Path {
    std::env::current_dir().ok().and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path)
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        assert_eq!(counted(1, "page"), "1 page");
        assert_eq!(counted(0, "page"), "0 pages");
    }
}
