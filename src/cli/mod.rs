//! The command line: what was typed, and one file a command.
//!
//! Owns exit codes, printing and the clock. It must not know how a site is loaded or rendered.

mod args;
mod build;
mod check;
mod diff;
mod due;
mod export;
mod external;
mod file_limit;
mod fix;
mod import_handbook;
mod import_pay;
mod init;
mod leaks;
mod manual;
mod new;
mod open;
mod past;
mod rename;
mod schema;
mod search;
mod serve;
mod terminal;
mod theme;
mod today;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use args::{Cli, Command, Import, ImportKind};

/// How a command that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing stands in the way.
    Fine,
    /// There are findings at or above the denied level.
    Findings,
}

/// Parses the command line, runs the command and gives its exit code: 0 fine, 1 findings, 2 could not run.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no failures; a broken pipe while printing them is none either.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match run(&cli) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            let _ = terminal::err(&format!("error: {error:#}\n"));
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<Outcome> {
    let today = today::today(cli.today)?;
    match &cli.command {
        Command::Init(args) => init::run(args, today),
        Command::New(args) => new::run(args, today),
        Command::Rename(args) => rename::run(args, today),
        Command::Theme(args) => theme::run(args, today),
        Command::Import(Import { what: Some(ImportKind::Pay(args)), .. }) => import_pay::run(args, today),
        Command::Import(Import { what: None, handbook }) => import_handbook::run(handbook, today),
        Command::Build(args) => build::run(args, today),
        Command::Check(args) => check::run(args, today),
        Command::Diff(args) => diff::run(args, today),
        Command::Due(args) => due::run(args, today),
        Command::Serve(args) => serve::run(args, cli.today, today),
        Command::Search(args) => search::run(args, today),
        Command::Export(args) => export::run(args, today),
        Command::Leaks(args) => leaks::run(args, today),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => manual::completions(args),
        Command::Man(args) => manual::man(args),
    }
}

/// Why a command cannot run, and what to do about it.
fn refuse(what: impl std::fmt::Display, hint: impl std::fmt::Display) -> anyhow::Error {
    anyhow::anyhow!("{what}\n  hint: {hint}")
}
