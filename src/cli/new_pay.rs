//! `rolebook new pay NAME --from FILE.csv`: a spreadsheet as pay records, and row by row what could not be told.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use super::new::write_page;
use super::{Outcome, refuse, terminal};
use crate::config::Config;
use crate::diag::{self, Severity, Source};
use crate::disk::write::{self, Found};
use crate::disk::{Disk, RealDisk};
use crate::pipeline::{self, PayImport};

/// Writes the records that could be mapped to a file of their own; one that is there already is never touched.
pub(super) fn run(root: &Path, disk: &RealDisk, config: &Config, sheet: &Path, slug: &str) -> Result<Outcome> {
    let path = format!("content/data/{slug}.toml");
    if !matches!(write::find(&root.join(&path)), Ok(Found::Nothing)) {
        return Err(refuse(format!("`{path}` exists already"), "choose another name, or change that file"));
    }
    let source = read(sheet)?;
    let (import, findings) = pipeline::pay_from_sheet(disk, config, &source, slug);
    terminal::err(&diag::human(&findings, terminal::colours_on_err()))?;
    match &import.text {
        Some(text) => {
            write_page(root, &path, text)?;
            terminal::out(&done(&path, &import))?;
        }
        None => terminal::out("nothing was written: no row could be mapped\n")?,
    }
    let left = import.text.is_none() || findings.any(Severity::Error);
    Ok(if left { Outcome::Findings } else { Outcome::Fine })
}

fn done(path: &str, import: &PayImport) -> String {
    let counted = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let kind = if import.observations { "observation" } else { "band" };
    let first = if import.observations {
        "read the file; who may see it is the site's default audience until it says otherwise"
    } else {
        "open it: say who stands behind the figures, and who may see them"
    };
    format!(
        "wrote {path}: {} from {}\n\nNext:\n  1. {first}\n  2. rolebook check    see that nothing is left to mend\n",
        counted(import.records, kind),
        counted(import.rows, "row"),
    )
}

/// The spreadsheet, whose name is as it was typed.
fn read(sheet: &Path) -> Result<Arc<Source>> {
    let shown = sheet.display();
    let parent = sheet.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = sheet.file_name().and_then(|name| name.to_str());
    let hint = "name a spreadsheet that was exported as CSV in UTF-8";
    let Some(name) = name.filter(|name| name.to_lowercase().ends_with(".csv")) else {
        return Err(refuse(format!("`{shown}` is no CSV file"), hint));
    };
    let bytes = RealDisk::new(parent).map_err(|error| refuse(format!("cannot read `{shown}`: {error}"), hint))?;
    let bytes = bytes.read(name).map_err(|error| refuse(format!("cannot read `{shown}`: {error}"), hint))?;
    let text = String::from_utf8(bytes).map_err(|_| refuse(format!("`{shown}` is not UTF-8 text"), hint))?;
    Ok(Source::new(shown.to_string(), text))
}
