//! The signs in names: a folder or a file that is called as if its name kept it from somebody, such as `_drafts/`,
//! `plan.internal.md` or `plan (internal only).md`.
//!
//! A name may be about drafts, and about those it is for. It counts where it says nothing else (a folder), or says it
//! apart from the rest of the name (a file). A folder called exactly as an audience is none of these: it is read.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Named;
use super::{Signs, bare, finding, phrase};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::source::page::{FolderPage, Page};

impl Signs {
    /// Closes the pages whose name says that they are not for everybody while nothing in them does, and gives such
    /// folders, below `content/`.
    pub(in crate::site) fn called(&self, pages: &mut [Page], diags: &mut Diagnostics) -> BTreeSet<String> {
        let mut folders: BTreeMap<String, bool> = BTreeMap::new();
        for page in pages.iter().filter(|page| page.origin.is_none()) {
            let own = page.folder_path();
            for (end, _) in own.match_indices('/').chain([(own.len(), "")]).filter(|(end, _)| *end > 0) {
                if !folders.contains_key(&own[..end]) {
                    folders.insert(own[..end].to_owned(), false);
                }
            }
            if FolderPage::of(page.stem()).is_some()
                && says_who_reads(page)
                && let Some(says) = folders.get_mut(own)
            {
                *says = true;
            }
        }
        folders.retain(|path, says| !*says && self.is_folder_for_some(path.rsplit('/').next().unwrap_or(path)));
        for folder in folders.keys() {
            let message =
                "this folder is called as if it were not for everybody, and nothing in it says who may read it";
            let hint = format!(
                "write `audience = \"{}\"` into the front matter of `content/{folder}/_index.md`, or whom else it is for; until then it is for `{}` alone",
                self.example, self.example
            );
            diags.push(finding(Place::file(format!("content/{folder}")), message.to_owned()).hint(hint));
        }
        for page in pages.iter_mut().filter(|page| page.origin.is_none()) {
            if !says_who_reads(page) && self.is_file_for_some(page.name()) {
                let message =
                    "this file is called as if it were not for everybody, and nothing in it says who may read it";
                let hint = format!(
                    "write `audience = \"{}\"`, whom else it is for, or `draft = true` into its front matter; or give it another name",
                    self.example
                );
                diags.push(finding(Place::file(&page.source.path), message.to_owned()).hint(hint));
                page.front.unreadable = true;
            }
        }
        folders.into_keys().collect()
    }

    /// What to say about a data file whose name, or that of a folder below `content/data/`, says that it is not for
    /// everybody.
    pub(in crate::site) fn in_data_name(&self, path: &str) -> Option<Diagnostic> {
        let below = path.strip_prefix("content/data/").unwrap_or(path);
        let (folders, name) = below.rsplit_once('/').unwrap_or(("", below));
        let is_folder = folders.split('/').any(|folder| self.is_folder_for_some(folder));
        (is_folder || self.is_file_for_some(name)).then(|| {
            let message = "this file is called as if it were not for everybody, and nothing in it says who may have it";
            let line = format!("`audience = \"{}\"`, or whom else it is for,", self.example);
            let hint = match path.strip_suffix(".csv") {
                Some(_) => format!("write {line} into `{path}.toml` beside it; or give it another name"),
                None => format!("write {line} above its first record; or give it another name"),
            };
            let until = format!("{hint}; until then it is for `{}` alone", self.example);
            self.mild(super::Wish::Limit, finding(Place::file(path), message.to_owned()).hint(until))
        })
    }

    /// What to say about a file that is copied whole, when its name or that of a folder in `path` says that it is not for
    /// everybody.
    pub(in crate::site) fn in_name(&self, source: &str, path: &str) -> Option<Diagnostic> {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let part = folders.split('/').find(|folder| self.is_folder_for_some(folder));
        let part = part.or_else(|| self.is_file_for_some(name).then_some(name))?;
        let message = format!("`{part}` is called as if it were not for everybody, and the file would be published");
        let hint = "move it to a folder for those who may read it: its `_index.md`, or a folder of `static/` called as their audience, says so; or give it another name";
        Some(Diagnostic::new(&rules::UNSAFE_ATTACHMENT, Place::file(source), message).hint(hint))
    }

    /// `_drafts`, `confidential`, `do-not-publish`, `internal only`.
    fn is_folder_for_some(&self, name: &str) -> bool {
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        let one = name.strip_suffix('s').unwrap_or(name);
        let Some(named) = self.names.marked(name).or_else(|| self.names.marked(one)) else { return false };
        if self.names.is_weak(named.name) {
            return true;
        }
        phrase::makes_a_label(&named.others)
    }

    /// `plan.internal.md`, `plan (internal only).md`, `plan-internal.md`, `internal-notes.md`, `DRAFT-plan.md`.
    fn is_file_for_some(&self, name: &str) -> bool {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if stem.split('.').skip(1).any(|part| self.names.marked(part).is_some()) {
            return true;
        }
        let in_brackets = stem.split('(').skip(1).filter_map(|rest| rest.split_once(')'));
        if in_brackets.into_iter().any(|(inside, _)| self.names.marked(inside).is_some()) {
            return true;
        }
        let mut words = stem.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        // `pay-internal`, `internal`, `internal-notes`
        let last = words.clone().next_back();
        let is_label = |named: Named<'_>| phrase::makes_a_label(&named.others);
        if last.is_some_and(|last| bare::is_a_label_alone(last, &self.names))
            || self.names.named(stem).is_some_and(is_label)
        {
            return true;
        }
        let ends = [words.next(), words.next_back()];
        let is_loud = |word: &&str| word.len() > 2 && word.chars().all(char::is_uppercase);
        ends.into_iter().flatten().filter(is_loud).any(|word| self.names.marked(word).is_some())
    }
}

/// Whether a page says itself who may read it, or that nobody may yet.
fn says_who_reads(page: &Page) -> bool {
    let front = &page.front;
    front.audience.is_some() || front.draft || front.publish_on.is_some() || front.expire_on.is_some()
}
