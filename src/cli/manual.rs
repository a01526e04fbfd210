//! `rolebook completions` and `rolebook man`: what a package carries beside the program, made from its own arguments.

use anyhow::Result;
use clap::CommandFactory;

use super::args::{Cli, Completions, Man};
use super::{Outcome, refuse, terminal};

/// Prints the completion script of a shell.
pub(super) fn completions(args: &Completions) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "rolebook", &mut script);
    terminal::out(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}

/// Prints the manual page of the program, or of one command.
pub(super) fn man(args: &Man) -> Result<Outcome> {
    let mut program = Cli::command();
    program.build();
    let command = match &args.command {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            refuse(format!("there is no command `{}`", name.escape_debug()), "`rolebook --help` lists them")
        })?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    terminal::out(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Fine)
}
