//! The signs in files that speak for a folder or a page in other tools, and for none here: `_index.txt`, `_category_.json`,
//! `team.yml` in `team/` or beside `team.md`.

use std::collections::BTreeSet;

use super::Signs;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::disk::Disk;
use crate::site::source::page::{FolderPage, Page, stem_of};
use crate::site::source::{Found, extension};

/// Endings of files in which other tools keep settings, and of a page that lost its own.
const ENDINGS: [&str; 6] = ["", "txt", "yml", "yaml", "json", "json5"];

/// What a file speaks for by its name.
enum Speaks<'p> {
    ForFolder,
    ForPage(&'p mut Page),
}

impl Signs {
    /// Closes the pages for which such a file speaks, and gives the folders, below `content/`, for which one does.
    pub(in crate::site) fn beside(
        &self,
        disk: &dyn Disk,
        found: &Found,
        pages: &mut [Page],
        diags: &mut Diagnostics,
    ) -> BTreeSet<String> {
        let mut closed = BTreeSet::new();
        for path in found.attachments.iter().filter(|path| ENDINGS.contains(&extension(path).to_lowercase().as_str())) {
            let below = path.strip_prefix("content/").unwrap_or(path);
            let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
            let first = name.trim_start_matches('.').split('.').next().unwrap_or(name);
            let is_index = FolderPage::of(first) == Some(FolderPage::UnderscoreIndex);
            let Some(speaks) = speaks(folder, first, pages) else { continue };
            let text = || disk.read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            if !is_index && !text().is_some_and(|text| self.reads_as_a_page(&text)) {
                continue;
            }
            let (what, right, place) = match speaks {
                Speaks::ForFolder => {
                    closed.insert(folder.to_owned());
                    let slash = if folder.is_empty() { "" } else { "/" };
                    ("folder", format!("content/{folder}{slash}_index.md"), Place::file(path))
                }
                Speaks::ForPage(page) => {
                    page.front.unreadable = true;
                    // Told to those who may know of the page.
                    ("page", page.source.path.clone(), Place::file(&page.source.path))
                }
            };
            let message = format!("`{path}` is called as if it spoke for this {what}, and nothing reads it");
            let hint = format!(
                "write what it says into the front matter of `{right}`, and remove that file; until then the {what} is for `{}` alone",
                self.example
            );
            diags.push(Diagnostic::new(&rules::UNREAD_INSTRUCTION, place, message).hint(hint));
        }
        closed
    }

    /// The tables, by their paths below `content/`, beside which a file is called as if it spoke for them: `.t.csv.toml`,
    /// `t.csv.yaml`. It may have limited what they show.
    pub(in crate::site) fn beside_tables(&self, found: &Found, diags: &mut Diagnostics) -> BTreeSet<String> {
        let mut closed = BTreeSet::new();
        for path in &found.unread_data {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let lower = name.trim_start_matches('.').to_lowercase();
            let Some((stem, _)) = lower.split_once(".csv.") else { continue };
            let is_its = |table: &&String| {
                let name = table.rsplit_once('/').filter(|(at, _)| *at == folder).map(|(_, name)| name);
                name.is_some_and(|name| name.to_lowercase() == format!("{stem}.csv"))
            };
            let Some(table) = found.data.iter().find(is_its) else { continue };
            let message = format!("`{name}` is called as if it said who may see `{table}`, and nothing reads it");
            let hint =
                format!("call it `{table}.toml`, or remove it; until then the table is for `{}` alone", self.example);
            diags.push(Diagnostic::new(&rules::UNREAD_INSTRUCTION, Place::file(path), message).hint(hint));
            closed.insert(table.strip_prefix("content/").unwrap_or(table).to_owned());
        }
        closed
    }
}

/// What a file called `first`, its endings left out, speaks for in `folder`.
fn speaks<'p>(folder: &str, first: &str, pages: &'p mut [Page]) -> Option<Speaks<'p>> {
    let own = folder.rsplit('/').next().unwrap_or(folder);
    if FolderPage::of(first).is_some() || first.eq_ignore_ascii_case("_category_") || (!own.is_empty() && first == own)
    {
        return Some(Speaks::ForFolder);
    }
    let mut beside = pages.iter_mut().filter(|page| page.folder_path() == folder && stem_of(page.name()) == first);
    beside.next().map(Speaks::ForPage)
}
