//! `rolebook check --fix`: what nobody has to decide is put right, after its difference was shown.

use std::io::{BufRead as _, IsTerminal as _};

use anyhow::Result;
use similar::TextDiff;

use super::{open::Opened, refuse, terminal};
use crate::disk::write;
use crate::pipeline::{self, Corrected};

/// Shows the difference; writes it when that was asked for beforehand, or is answered to on a terminal.
pub(super) fn run(opened: &Opened, yes: bool) -> Result<()> {
    // What is wrong with the settings is said by the check itself.
    let Some(config) = &opened.config else { return Ok(()) };
    let Some(files) = pipeline::corrected(&opened.disk, config) else {
        return Err(refuse(
            "`--fix` shows the text of every page, and `print_for` keeps some of it out of what is printed",
            "run it where `rolebook.toml` has no `print_for`",
        ));
    };
    if files.is_empty() {
        return terminal::err("nothing to put right without a decision of yours\n");
    }
    for file in &files {
        let name = terminal_name(&file.path);
        let diff = TextDiff::from_lines(&file.before, &file.after);
        terminal::out(&format!("{}", diff.unified_diff().context_radius(1).header(&name, &name)))?;
    }
    let count = if files.len() == 1 { "1 file".to_owned() } else { format!("{} files", files.len()) };
    if !(yes || agreed(&count)?) {
        return terminal::err(&format!("nothing was written; `rolebook check --fix --yes` changes {count}\n"));
    }
    write_all(opened, &files)?;
    terminal::err(&format!("changed {count}\n"))
}

/// A path that a terminal shows as it is.
fn terminal_name(path: &str) -> String {
    path.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}

/// Asks on a terminal; in a pipe nobody could answer.
fn agreed(count: &str) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    terminal::err(&format!("change {count}? [y/N] "))?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

fn write_all(opened: &Opened, files: &[Corrected]) -> Result<()> {
    for file in files {
        let path = opened.root.join(&file.path);
        write::replace(&path, file.after.as_bytes()).map_err(|error| {
            refuse(
                format!("cannot write `{}`: {error}", path.display()),
                "see that the site's folder may be written to",
            )
        })?;
    }
    Ok(())
}
