//! Files that lie where nothing reads them, though somebody meant them for the site. It must not know records.

use std::collections::BTreeSet;

use super::page::Page;
use super::{CONTENT, Found, STATIC, extension};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::disk::{Disk, EntryKind};

/// So many of one kind are named; somebody who has more has another way of working.
const MOST: usize = 20;
/// Ends of names of documents that people take for pages.
const DOCUMENTS: [&str; 8] = ["docx", "doc", "odt", "rtf", "pages", "mdx", "rst", "adoc"];

/// Reports files that are left out though somebody meant them; true when records may be missed with them.
pub(in crate::site) fn check(disk: &dyn Disk, found: &Found, pages: &[Page], diags: &mut Diagnostics) -> bool {
    let mut misses_records = false;
    for path in found.attachments.iter().filter(|path| extension(path) == "toml") {
        let name = path.rsplit('/').next().unwrap_or(path);
        misses_records = true;
        diags.push(
            finding(path, "records outside `content/data/`, where nothing reads them")
                .hint(format!("move the file to `content/data/{name}`")),
        );
    }
    for path in &found.unread_data {
        diags.push(unread_data(path).mild());
    }
    for path in found.attachments.iter().filter(|path| is_document(path)).take(MOST) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let linked =
            |page: &Page| page.source.text.contains(name) || page.source.text.contains(&name.replace(' ', "%20"));
        if !pages.iter().any(linked) {
            diags.push(document(path, name).mild());
        }
    }
    outside(disk, pages, diags);
    misses_records
}

fn finding(path: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&rules::MISPLACED_FILE, Place::file(path), message)
}

/// A file below `content/data/` that is neither TOML nor CSV.
fn unread_data(path: &str) -> Diagnostic {
    let below = path.strip_prefix("content/data/").unwrap_or(path);
    match extension(path).to_ascii_lowercase().as_str() {
        "md" | "markdown" => finding(path, "a page below `content/data/`, where only TOML and CSV files are read")
            .hint(format!("move the file to `content/{below}`")),
        "xlsx" | "xls" | "ods" | "tsv" => finding(path, "a spreadsheet, which is not read as it is")
            .hint(format!("write `rolebook import pay {path}` if it holds pay; save any other table as CSV")),
        _ => finding(path, "only TOML and CSV files are read below `content/data/`")
            .hint("write its records as TOML, or move the file elsewhere"),
    }
}

fn is_document(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    !name.starts_with("~$") && (lower.ends_with(".md.txt") || DOCUMENTS.contains(&extension(&lower)))
}

fn document(path: &str, name: &str) -> Diagnostic {
    if let Some(plain) = name.strip_suffix(".txt") {
        let message = "the name ends in `.txt`, so that no page comes of it";
        return finding(path, message).hint(format!("give it the name `{plain}`"));
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    finding(path, "a document that no page links, and that is not a page itself")
        .hint(format!("save its text as `{stem}.md`, or link it from a page: `[{stem}](<{name}>)`"))
}

/// Markdown files in folders beside `content/` that have the name of a folder in it.
fn outside(disk: &dyn Disk, pages: &[Page], diags: &mut Diagnostics) {
    let folders: BTreeSet<&str> = pages.iter().filter_map(|page| Some(page.path.split_once('/')?.0)).collect();
    let skip = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.starts_with('.') || name == "node_modules" || name == "target"
    };
    let taken = [CONTENT, STATIC, "themes", "dist", "docs", "src", "tests"];
    for folder in folders.into_iter().filter(|folder| !taken.contains(folder)) {
        let files = disk.walk(folder, &skip).into_iter();
        let is_page = |path: &String| ["md", "markdown"].contains(&extension(path).to_ascii_lowercase().as_str());
        let strays = files.filter(|entry| matches!(entry.kind, EntryKind::File(_))).map(|entry| entry.path);
        for path in strays.filter(is_page).take(MOST) {
            let hint = format!("move the file to `content/{path}`");
            diags.push(finding(&path, "a page outside `content/`, where nothing reads it").hint(hint).mild());
        }
    }
}
