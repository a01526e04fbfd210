//! `rolebook diff`: what a change does to readers.

use anyhow::Result;
use jiff::civil::Date;

use super::args::{Diff as Args, DiffFormat};
use super::open::{self, Opened};
use super::terminal::{self, Progress};
use super::{Outcome, refuse};
use crate::config::{Audience, Config};
use crate::diag::{self, Diagnostics, Findings, Severities};
use crate::diff::{self, Reading, Report, Side, Snapshot};
use crate::disk::Disk;
use crate::git::{Commit, Refusal, Repository};
use crate::pipeline;

/// Compares both states and prints the report.
pub(super) fn run(args: &Args, today: Date) -> Result<Outcome> {
    let progress = Progress::start(false, "reading both states");
    let root = open::root(&args.site)?;
    let repository = Repository::of(&root).map_err(refused)?;
    let head = match &args.head {
        Some(name) => Some((name, repository.commit(name).map_err(refused)?)),
        None => None,
    };
    let base = base(args, &repository, head.as_ref().map(|(_, commit)| commit))?;
    let head_disk = match &head {
        Some((_, commit)) => Some(repository.disk(commit).map_err(refused)?),
        None => None,
    };
    let opened = open::site(&args.site, today)?;
    let head_disk: &dyn Disk = head_disk.as_ref().map_or(&opened.disk, |disk| disk as &dyn Disk);
    let base_disk = repository.disk(&base).map_err(refused)?;

    let mut settings = Diagnostics::default();
    let Some(config) = Config::load(head_disk, today, &mut settings) else {
        drop(progress);
        let findings = settings.judge(&Severities::default());
        terminal::err(&diag::human(&findings, terminal::colours_on_err()))?;
        return Err(refuse("the settings of the newer state cannot be used", "correct `rolebook.toml` first"));
    };
    let readers = pipeline::told_of(&config, &Opened::audiences(&config, &args.audience)?);
    let new = pipeline::snapshot(head_disk, &config, &readers, settings);
    let old = older(&base_disk, today, &config, &readers);
    let sides = [
        Side { name: args.base.clone(), commit: Some(base.short.clone()) },
        match head {
            Some((name, commit)) => Side { name: name.clone(), commit: Some(commit.short) },
            None => Side { name: "the files as they are now".to_owned(), commit: None },
        },
    ];
    let names: Vec<String> = readers.iter().map(|audience| config.audiences.name(*audience).to_owned()).collect();
    let source = |path: &str| head_disk.read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let report = diff::compare(&old, &new, sides, &Reading { audiences: &names, today, source: &source });
    drop(progress);
    terminal::out(&printed(&report, args.format))?;
    let denied = args.deny.iter().any(|category| report.has(*category));
    Ok(if denied { Outcome::Findings } else { Outcome::Fine })
}

fn refused(refusal: Refusal) -> anyhow::Error {
    refuse(refusal.message, refusal.hint)
}

/// The commit to compare with: the one named, or where the history parted from it.
fn base(args: &Args, repository: &Repository, head: Option<&Commit>) -> Result<Commit> {
    let named = repository.commit(&args.base).map_err(refused)?;
    if !args.merge_base {
        return Ok(named);
    }
    let head = match head {
        Some(commit) => commit.clone(),
        None => repository.commit("HEAD").map_err(refused)?,
    };
    repository.merge_base(&named, &head).map_err(refused)
}

/// The older state. Where it has no settings that can be used, there was no site.
fn older(disk: &dyn Disk, today: Date, config: &Config, readers: &[Audience]) -> Snapshot {
    let mut settings = Diagnostics::default();
    let Some(old) = Config::load(disk, today, &mut settings) else { return Snapshot::default() };
    // Audiences are known by their names: those of the newer state that the older one has.
    let known = readers.iter().filter_map(|audience| old.audiences.find(config.audiences.name(*audience)));
    let known: Vec<Audience> = known.collect();
    let mut old = old;
    // What may be printed is for the newer settings to say.
    old.print_for =
        config.print_for.and_then(|wished| old.audiences.find(config.audiences.name(wished))).or(old.print_for);
    let mut snapshot = pipeline::snapshot(disk, &old, &known, settings);
    if known.is_empty() {
        // Nobody who reads the report had an edition then, and findings are told to somebody.
        snapshot.findings = Findings::default();
    }
    snapshot
}

fn printed(report: &Report, format: DiffFormat) -> String {
    match format {
        DiffFormat::Markdown => diff::markdown(report),
        DiffFormat::Json => diag::safe_json(report),
        DiffFormat::Html => diff::html(report),
    }
}
