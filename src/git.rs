//! Commits of a repository as disks: files are read out of its objects. No checkout is touched and no program started.
//!
//! It must not know what a site is.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use gix::ObjectId;
use gix::sec::trust::Mapping;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::disk::{Disk, Entry, EntryKind, MAX_FILE_BYTES, MemoryDisk, Planted, write};

/// Why something of a repository cannot be had, and what to do about it.
#[derive(Debug)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

fn refuse(message: impl Into<String>, hint: impl Into<String>) -> Refusal {
    Refusal { message: message.into(), hint: hint.into() }
}

/// The repository that a folder lies in.
pub struct Repository {
    shared: gix::ThreadSafeRepository,
    /// The folder, from the top of the working tree; `""` at the top.
    folder: String,
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    id: ObjectId,
    /// The first characters of its id.
    pub short: String,
    /// The first line of its message.
    pub subject: String,
}

/// States of a folder, a day each.
pub struct Days {
    /// Each day with its last commit, the oldest first.
    pub states: Vec<(Date, Commit)>,
    /// Whether older commits are missing in this clone.
    pub is_cut: bool,
}

/// A history is read so far back.
const MOST_COMMITS: usize = 20_000;

/// The day of an instant where its clock stood.
fn day(seconds: i64, offset: i32) -> Option<Date> {
    let offset = Offset::from_seconds(offset).ok()?;
    Some(offset.to_datetime(Timestamp::from_second(seconds).ok()?).date())
}

impl Repository {
    /// The repository that `folder` lies in. What the machine or its owner has set for `git` does not count.
    ///
    /// # Errors
    /// When there is none, or it cannot be opened.
    pub fn of(folder: &Path) -> Result<Repository, Refusal> {
        let shown = folder.display();
        let none = |why: String| {
            refuse(
                format!("`{shown}` lies in no git repository that can be read{why}"),
                "run this in a clone of the site's repository",
            )
        };
        let folder = write::resolve(folder).map_err(|error| none(format!(": {error}")))?;
        let trust = Mapping { full: gix::open::Options::isolated(), reduced: gix::open::Options::isolated() };
        let shared = gix::ThreadSafeRepository::discover_opts(&folder, Default::default(), trust)
            .map_err(|error| none(format!(": {error}")))?;
        let top = shared.to_thread_local().workdir().map(write::resolve).transpose();
        let top = top.map_err(|error| none(format!(": {error}")))?;
        let below = top.as_ref().and_then(|top| folder.strip_prefix(top).ok());
        let below = below.ok_or_else(|| none(": it has no working tree".to_owned()))?;
        let parts = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        Ok(Repository { shared, folder: parts.collect::<Vec<_>>().join("/") })
    }

    /// The commit that a branch, a tag, an id or an expression such as `HEAD~2` names. A branch that is only known from
    /// `origin` is found too.
    ///
    /// # Errors
    /// When nothing has that name.
    pub fn commit(&self, name: &str) -> Result<Commit, Refusal> {
        let repository = self.shared.to_thread_local();
        let found = self.named(&repository, name);
        let found = found.or_else(|| self.named(&repository, &format!("origin/{name}")));
        found.ok_or_else(|| {
            let hint = match repository.is_shallow() {
                Ok(true) => "this clone lacks older commits; fetch them (`git fetch --unshallow`, or `fetch-depth: 0` in the checkout step)",
                _ => "name a branch, a tag or a commit, such as `main` or `HEAD~1`; `git log` lists commits",
            };
            refuse(format!("the repository knows no commit `{}`", name.escape_debug()), hint)
        })
    }

    /// Where the history of two commits parted.
    ///
    /// # Errors
    /// When they share no commit that this clone holds.
    pub fn merge_base(&self, one: &Commit, other: &Commit) -> Result<Commit, Refusal> {
        let repository = self.shared.to_thread_local();
        let base = repository.merge_base(one.id, other.id).ok().flatten().map(|id| id.detach());
        base.and_then(|id| self.read_commit(&repository, id)).ok_or_else(|| {
            refuse(
                format!("`{}` and `{}` share no commit that this clone holds", one.short, other.short),
                "fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in the checkout step",
            )
        })
    }

    fn named(&self, repository: &gix::Repository, name: &str) -> Option<Commit> {
        let object = repository.rev_parse_single(name).ok()?.object().ok()?;
        let commit = object.peel_to_kind(gix::object::Kind::Commit).ok()?;
        self.read_commit(repository, commit.id)
    }

    fn read_commit(&self, repository: &gix::Repository, id: ObjectId) -> Option<Commit> {
        let commit = repository.find_commit(id).ok()?;
        let message = commit.message_raw_sloppy().to_string();
        let subject = message.lines().next().unwrap_or_default().trim().to_owned();
        Some(Commit { id, short: id.to_hex_with_len(8).to_string(), subject })
    }

    /// How the folder was at the end of the newest days on which one of `names` in it changed, oldest first, as the line of
    /// `HEAD` tells it; at most so many of them.
    ///
    /// # Errors
    /// When there is no commit, or one cannot be read.
    pub fn days(&self, most: usize, names: &[&str]) -> Result<Days, Refusal> {
        let repository = self.shared.to_thread_local();
        let broken = |error: String| {
            refuse(format!("the history cannot be read: {error}"), "look into the repository with `git fsck`")
        };
        let none = |_| refuse("the repository has no commit yet", "commit the site first");
        let head = repository.head_commit().map_err(none)?;
        let mut days: Vec<(Date, Commit, Vec<Option<ObjectId>>)> = Vec::new();
        let walk = head.ancestors().first_parent_only().all().map_err(|error| broken(error.to_string()))?;
        for info in walk.take(MOST_COMMITS) {
            let commit = info.and_then(|info| info.object()).map_err(|error| broken(error.to_string()))?;
            let time = commit.time().map_err(|error| broken(error.to_string()))?;
            let Some(on) = day(time.seconds, time.offset) else { continue };
            // Clocks differ; what was before something is no later.
            let on = days.last().map_or(on, |(newer, ..)| on.min(*newer));
            if days.last().is_some_and(|(newer, ..)| *newer == on) {
                continue;
            }
            let tree = commit.tree().map_err(|error| broken(error.to_string()))?;
            let held = names.iter().map(|name| {
                let path = if self.folder.is_empty() { (*name).to_owned() } else { format!("{}/{name}", self.folder) };
                tree.lookup_entry_by_path(path).ok().flatten().map(|entry| entry.object_id())
            });
            let held: Vec<_> = held.collect();
            // A day that ended as the one before it did has nothing to tell.
            if days.last().is_some_and(|(.., newer)| *newer == held) {
                days.pop();
            } else if days.len() == most {
                break;
            }
            days.extend(self.read_commit(&repository, commit.id).map(|commit| (on, commit, held)));
        }
        let states = days.into_iter().rev().map(|(on, commit, _)| (on, commit)).collect();
        Ok(Days { states, is_cut: repository.is_shallow().unwrap_or(false) })
    }

    /// The folder as it is in a commit.
    ///
    /// # Errors
    /// When objects of the commit are missing or damaged.
    pub fn disk(&self, commit: &Commit) -> Result<CommitDisk, Refusal> {
        let repository = self.shared.to_thread_local();
        let broken = |error: String| {
            let hint = "fetch it again, or look into the repository with `git fsck`";
            refuse(format!("the files of commit `{}` cannot be read: {error}", commit.short), hint)
        };
        let found = repository.find_commit(commit.id).map_err(|error| broken(error.to_string()))?;
        let mut tree = found.tree().map_err(|error| broken(error.to_string()))?;
        let mut disk = CommitDisk { shared: self.shared.clone(), tree: MemoryDisk::default(), blobs: BTreeMap::new() };
        if !self.folder.is_empty() {
            let inner = tree.lookup_entry_by_path(&self.folder).map_err(|error| broken(error.to_string()))?;
            // A commit from before the folder holds nothing of it.
            let Some(inner) = inner.filter(|entry| entry.mode().is_tree()) else { return Ok(disk) };
            tree = inner.object().map_err(|error| broken(error.to_string()))?.into_tree();
        }
        for entry in tree.traverse().breadthfirst.files().map_err(|error| broken(error.to_string()))? {
            disk.add(&entry.filepath.to_string(), std::str::from_utf8(&entry.filepath).is_ok(), entry.mode, entry.oid);
        }
        Ok(disk)
    }
}

/// A commit's files. Each is read when it is asked for.
pub struct CommitDisk {
    shared: gix::ThreadSafeRepository,
    /// The names, without their bytes.
    tree: MemoryDisk,
    blobs: BTreeMap<String, ObjectId>,
}

impl CommitDisk {
    fn add(&mut self, path: &str, is_utf8: bool, mode: gix::object::tree::EntryMode, id: ObjectId) {
        if !is_utf8 {
            self.tree.plant(path, Planted::Unreadable("its name is not UTF-8".to_owned()));
        } else if mode.is_link() {
            self.tree.plant(path, Planted::Symlink);
        } else if mode.is_commit() {
            self.tree.plant(path, Planted::Folder);
        } else if mode.is_blob() {
            self.tree.insert(path, Vec::new());
            self.blobs.insert(path.to_owned(), id);
        }
    }

    fn size(&self, repository: &gix::Repository, path: &str) -> u64 {
        let id = self.blobs.get(path);
        id.and_then(|id| repository.find_header(*id).ok()).map_or(0, |header| header.size())
    }
}

impl Disk for CommitDisk {
    fn walk(&self, folder: &str, skip: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Entry> {
        let repository = self.shared.to_thread_local();
        let mut entries = self.tree.walk(folder, skip);
        for entry in &mut entries {
            if let EntryKind::File(bytes) = &mut entry.kind {
                *bytes = self.size(&repository, &entry.path);
            }
        }
        entries
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.tree.read(path)?;
        let id = self.blobs.get(path).ok_or(io::ErrorKind::NotFound)?;
        let repository = self.shared.to_thread_local();
        if self.size(&repository, path) > MAX_FILE_BYTES {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 64 MiB"));
        }
        let mut blob = repository.find_blob(*id).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(blob.take_data())
    }
}
