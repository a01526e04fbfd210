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

    /// `_drafts`, `confidential`, `do-not-publish`, `internal only`, and an audience's name with a number, a mark or an age
    /// beside it: `01-internal`, `(internal)`, `internal (old)`.
    fn is_folder_for_some(&self, name: &str) -> bool {
        let plain = name.trim_matches(|c: char| !c.is_alphanumeric());
        let one = plain.strip_suffix('s').unwrap_or(plain);
        let Some(named) = self.names.marked(plain).or_else(|| self.names.marked(one)) else {
            return self.is_name_with_more(name);
        };
        self.names.is_weak(named.name) || phrase::makes_a_label(&named.others) || self.is_name_with_more(name)
    }

    /// Whether a folder's name is an audience's but for what orders or dates folders, and so is not read as that.
    fn is_name_with_more(&self, name: &str) -> bool {
        let is_order = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit()) || AGES.contains(word);
        let lower = name.to_lowercase();
        let rest: Vec<&str> = bare::words(&lower).filter(|word| !is_order(word)).collect();
        let rest = rest.join("-");
        let is_read = name.trim_matches(['_', '.', ' ']).to_lowercase().replace(['_', ' '], "-") == rest;
        let is_an_audience = |named: &Named<'_>| {
            let is_form = self.names.is_form(named.name);
            named.others.is_empty() && (self.names.is_listed(named.name) && !is_read || is_form)
        };
        self.names.named(&rest).is_some_and(|named| is_an_audience(&named))
    }

    /// `plan.internal.md`, `plan (internal only).md`, `plan-internal-only.md`, `internal-notes.md`, `DRAFT-plan.md`.
    fn is_file_for_some(&self, name: &str) -> bool {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if stem.split('.').skip(1).any(|part| self.names.marked(part).is_some()) {
            return true;
        }
        let in_brackets = [('(', ')'), ('[', ']'), ('{', '}')].into_iter().flat_map(|(open, close)| {
            stem.split(open).skip(1).filter_map(move |rest| rest.split_once(close)).map(|(inside, _)| inside)
        });
        if in_brackets.into_iter().any(|inside| self.names.marked(inside).is_some()) {
            return true;
        }
        let words: Vec<&str> = bare::words(stem).collect();
        self.begins_or_ends_with_label(&words) || self.is_loud_within(&words)
    }

    /// Whether the first words of a name, or the last, are a label: `plan-internal-only`, `plan-internal`.
    fn begins_or_ends_with_label(&self, words: &[&str]) -> bool {
        let is_label = |part: &[&str]| {
            let is_clear = |named: Named<'_>| {
                phrase::makes_a_label(&named.others) || self.names.is_weak(named.name) && named.name.contains('-')
            };
            self.names.marked(&part.join(" ")).is_some_and(is_clear)
        };
        let most = words.len().min(MOST_WORDS);
        words.last().is_some_and(|last| bare::is_a_label_alone(last, &self.names))
            || (1..=most).any(|count| is_label(&words[..count]) || is_label(&words[words.len() - count..]))
    }

    /// Whether a name has an audience's name, or another word that hides, in capitals, while not all of it is.
    fn is_loud_within(&self, words: &[&str]) -> bool {
        let is_loud = |word: &str| word.len() > 2 && word.chars().all(char::is_uppercase);
        let says = |word: &&&str| is_loud(word) && self.names.marked(word).is_some();
        let ends = [words.first(), words.last()];
        ends.iter().flatten().any(says)
            || words.iter().any(|word| says(&word)) && words.iter().any(|word| !is_loud(word))
    }
}

/// What tells folders and files of one name apart.
const AGES: [&str; 12] =
    ["old", "new", "copy", "backup", "bak", "archive", "archived", "final", "latest", "tmp", "temp", "v"];
/// No label has more words.
const MOST_WORDS: usize = 5;

/// Whether a page says itself who may read it, or that nobody may yet.
fn says_who_reads(page: &Page) -> bool {
    let front = &page.front;
    front.audience.is_some() || front.draft || front.publish_on.is_some() || front.expire_on.is_some()
}
