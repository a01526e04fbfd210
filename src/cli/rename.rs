//! `rolebook rename`: a page or a folder moves, or a record gets another id, and everything that names it follows.

use anyhow::Result;
use jiff::civil::Date;

use super::args::Rename;
use super::{Outcome, open, refuse, terminal};
use crate::disk::write;
use crate::pipeline::{self, Renamed};

/// Moves the files, writes the corrected pages and says what was done.
pub(super) fn run(args: &Rename, today: Date) -> Result<Outcome> {
    let opened = open::site(&args.site, today)?;
    let Some(config) = &opened.config else {
        return opened.report_settings();
    };
    let (old, new) = (below_content(&args.old), below_content(&args.new));
    let renamed = pipeline::rename(&opened.disk, config, &old, &new).map_err(|(what, hint)| refuse(what, hint))?;
    apply(&opened.root, &renamed)?;
    let mut moved = String::new();
    for (from, to) in &renamed.pages {
        let page = pipeline::rename(&opened.disk, config, from, to).map_err(|(what, hint)| refuse(what, hint))?;
        apply(&opened.root, &page)?;
        moved.push_str(&format!("moved content/{from} to content/{to}\n"));
        moved.extend(page.aliases.iter().map(|alias| format!("{alias} leads to the new address\n")));
    }
    let mut said = match &renamed.record {
        Some(record) => {
            let texts = counted(renamed.texts.len(), "file");
            format!("renamed {record}; corrected {} in {texts}\n", counted(renamed.links, "other place"))
        }
        None => {
            let files = counted(renamed.moves.len(), "file");
            format!("moved {files} to content/{new}; corrected {}\n", counted(renamed.links, "link"))
        }
    };
    for alias in &renamed.aliases {
        said.push_str(&format!("{alias} leads to the new address\n"));
    }
    said.push_str(&moved);
    said.push_str("\nNext: `rolebook check` says whether anything else names it\n");
    terminal::out(&said)?;
    Ok(Outcome::Fine)
}

/// A path as it was typed, from `content/` on.
fn below_content(typed: &str) -> String {
    let plain = typed.replace('\\', "/");
    let plain = plain.trim_start_matches("./").trim_end_matches('/');
    plain.strip_prefix("content/").unwrap_or(plain).to_owned()
}

fn apply(root: &std::path::Path, renamed: &Renamed) -> Result<()> {
    let trouble = |path: &str, error: std::io::Error| {
        refuse(format!("cannot write `{path}`: {error}"), "see that the site's folder may be written to")
    };
    for (old, new) in &renamed.moves {
        let target = root.join(new);
        if !matches!(write::find(&target), Ok(write::Found::Nothing)) {
            return Err(refuse(format!("`{new}` exists already"), "choose another name, or remove that file"));
        }
        write::create_folders(target.parent().unwrap_or(root))
            .and_then(|()| write::rename(&root.join(old), &target))
            .map_err(|error| trouble(new, error))?;
    }
    for (path, text) in &renamed.texts {
        let file = root.join(path);
        let written = match write::find(&file) {
            Ok(write::Found::Nothing) => write::write_new(&file, text.as_bytes()),
            _ => write::replace(&file, text.as_bytes()),
        };
        written.map_err(|error| trouble(path, error))?;
    }
    // Folders that nothing is left in.
    for (old, _) in &renamed.moves {
        let mut folder = root.join(old);
        while folder.pop()
            && folder != root.join("content")
            && write::names(&folder).is_ok_and(|names| names.is_empty())
        {
            if write::remove_tree(&folder).is_err() {
                break;
            }
        }
    }
    Ok(())
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
