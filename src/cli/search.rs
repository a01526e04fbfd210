//! `rolebook search`: the site's search on the command line, over the shards of a build or of the sources.

use std::io::BufRead;
use std::path::Path;

use anyhow::Result;
use jiff::civil::Date;
use serde::Serialize;

use super::args::Search as Args;
use super::open::{self, Opened, SETTINGS};
use super::terminal;
use super::{Outcome, refuse};
use crate::config::Config;
use crate::diag::Severity;
use crate::disk::{Disk, RealDisk};
use crate::output::Outputs;
use crate::pipeline;
use crate::search::{Answer, Engine, MANIFEST, SnippetPart};

/// What a build reads.
const SOURCES: [&str; 4] = ["content", "static", "themes", SETTINGS];

/// Where the shards are.
enum Index {
    /// In the folder of an audience that was built.
    Built(RealDisk),
    /// In memory.
    Made(Outputs),
}

/// Answers one query, or one a line from standard input.
pub(super) fn run(args: &Args, today: Date) -> Result<Outcome> {
    let opened = open::site(&args.site, today)?;
    let Some(config) = &opened.config else { return opened.report_settings() };
    let index = open_index(args, &opened, config)?;
    let fetch = |path: &str| index.fetch(path);
    let engine = Engine::open(&fetch).map_err(|error| refuse(error, "build the site again: `rolebook build`"))?;
    let answer = |query: &str| {
        let answer = engine.search(query, args.limit);
        answer.map_err(|error| refuse(error, "build the site again: `rolebook build`"))
    };
    if args.query == ["-"] {
        for line in std::io::stdin().lock().lines() {
            let query = line?;
            terminal::out(&json(&query, &answer(&query)?))?;
        }
        return Ok(Outcome::Fine);
    }
    let query = args.query.join(" ");
    let answer = answer(&query)?;
    terminal::out(&if args.json { json(&query, &answer) } else { human(&query, &answer) })?;
    Ok(Outcome::Fine)
}

fn open_index(args: &Args, opened: &Opened, config: &Config) -> Result<Index> {
    let name = args.audience.as_deref().unwrap_or(config.audiences.name(config.default_audience));
    let audiences = Opened::audiences(config, &[name.to_owned()])?;
    let out = args.out.clone().unwrap_or_else(|| opened.root.join("dist"));
    if let Ok(built) = RealDisk::new(out.join(name))
        && built.read(MANIFEST).is_ok()
    {
        if is_older(&out, &opened.disk) {
            terminal::err(
                "note: sources are newer than the build that is searched; `rolebook build` brings it up to date\n",
            )?;
        }
        return Ok(Index::Built(built));
    }
    if args.out.is_some() {
        return Err(refuse(
            format!("`{}` holds no search index for `{name}`", out.display()),
            "build the site there first, or leave `--out` away to search the sources",
        ));
    }
    let (files, findings) = pipeline::search_index(&opened.disk, config, audiences[0]);
    let errors = findings.count(Severity::Error);
    if errors > 0 {
        let note =
            format!("note: the sources have {errors} errors, so that results may be missing; see `rolebook check`\n");
        terminal::err(&note)?;
    }
    Ok(Index::Made(files))
}

/// Whether something in the sources was written after the last build.
fn is_older(out: &Path, sources: &RealDisk) -> bool {
    let built = RealDisk::new(out).ok().and_then(|out| out.newest(&[""]));
    sources.newest(&SOURCES).zip(built).is_some_and(|(source, built)| source > built)
}

impl Index {
    fn fetch(&self, path: &str) -> Option<Vec<u8>> {
        match self {
            Index::Built(disk) => disk.read(path).ok(),
            Index::Made(files) => files.get(path).map(|file| file.bytes.clone()),
        }
    }
}

#[derive(Serialize)]
struct Output<'a> {
    query: &'a str,
    total: usize,
    results: Vec<OutputResult<'a>>,
}

#[derive(Serialize)]
struct OutputResult<'a> {
    url: &'a str,
    title: &'a str,
    section: Option<&'a str>,
    /// As exact as it is: every `f32` is an `f64` too, and that is how JavaScript prints it.
    score: f64,
    snippet: String,
}

fn json(query: &str, answer: &Answer) -> String {
    let results = answer.results.iter().map(|found| OutputResult {
        url: &found.url,
        title: &found.title,
        section: found.section.as_deref(),
        score: f64::from(found.score),
        snippet: plain(&found.snippet),
    });
    let output = Output { query, total: answer.total, results: results.collect() };
    serde_json::to_string(&output).expect("texts and finite numbers are JSON") + "\n"
}

fn plain(snippet: &[SnippetPart]) -> String {
    snippet.iter().map(|part| part.text.as_str()).collect()
}

/// For reading: title and section, address, and the text with the words of the query set off on a terminal.
fn human(query: &str, answer: &Answer) -> String {
    let (bold, end) = if terminal::colours_on_out() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    // What stands in a page may hold what a terminal would act on.
    let quiet = |text: &str| -> String { text.chars().filter(|c| !c.is_control()).collect() };
    let mut text = String::new();
    for found in &answer.results {
        let section = found.section.as_ref().map(|section| format!(" > {}", quiet(section))).unwrap_or_default();
        text.push_str(&format!("{bold}{}{end}{section}\n  {}\n", quiet(&found.title), quiet(&found.url)));
        let snippet: String = found
            .snippet
            .iter()
            .map(|part| if part.mark { format!("{bold}{}{end}", quiet(&part.text)) } else { quiet(&part.text) })
            .collect();
        if !snippet.is_empty() {
            text.push_str(&format!("  {snippet}\n"));
        }
        text.push('\n');
    }
    if let Some(corrected) = &answer.corrected {
        text.push_str(&format!("looked for `{}` instead of `{}`\n", quiet(corrected), quiet(query)));
    }
    let pages = if answer.total == 1 { "page" } else { "pages" };
    text.push_str(&format!("{} {pages} for `{}`\n", answer.total, quiet(query)));
    text
}
