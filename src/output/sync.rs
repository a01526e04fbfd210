//! Makes a folder equal to what was built, in one step that readers cannot see half of.
//!
//! For each audience a new tree is staged beside the old one, equal files as second names of the old ones, and the two
//! change places. Until then nothing published is touched, so a full disk, a missing permission or a kill leaves the old
//! site complete; what such a run left behind is cleared by the next.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;

use super::target::{SyncError, Target, is_folder_name, shown};
use super::{OutputFile, Outputs};
use crate::disk::write::{self, Found, Lock};
use crate::disk::{Disk, EntryKind, RealDisk};

/// How long a build waits for another one that writes to the same folder.
const LOCK_PATIENCE: Duration = Duration::from_secs(10);
const STAGED: &str = ".staging-new-";
const ASIDE: &str = ".staging-old-";

/// What a sync did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncReport {
    /// The folder written to, absolute.
    pub out: PathBuf,
    /// Each audience's share, in the order given.
    pub audiences: Vec<AudienceReport>,
    /// Audiences that are no longer in the settings and whose folders were removed.
    pub removed_audiences: Vec<String>,
}

/// What a sync did for one audience, in files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AudienceReport {
    /// The audience's name.
    pub audience: String,
    /// New or changed files.
    pub written: usize,
    /// Files that were equal and stay untouched.
    pub kept: usize,
    /// Files that are gone.
    pub removed: usize,
}

/// Makes `OUT/<audience>/` equal to the files built, for each audience given; other audiences' folders stay.
///
/// # Errors
/// When the folder must not be written to, another build holds it, or the system refuses. Each audience's folder is
/// then complete, old or new.
pub fn sync(outputs: &[(String, Outputs)], target: &Target) -> Result<SyncReport, SyncError> {
    sync_within(LOCK_PATIENCE, outputs, target)
}

fn sync_within(patience: Duration, outputs: &[(String, Outputs)], target: &Target) -> Result<SyncReport, SyncError> {
    target.check()?;
    if let Some((name, _)) = outputs.iter().find(|(name, _)| !is_folder_name(name)) {
        return Err(SyncError::new(format!("an audience named `{name}` cannot have a folder"), "give it another name"));
    }
    let out = target.resolved()?;
    write::create_folders(&out).map_err(|error| SyncError::system("make", &out, &error))?;
    let _lock = take_lock(&out, patience)?;

    // The folder may have changed while another build held it.
    let mut ours = target.owned()?;
    ours.extend(outputs.iter().map(|(name, _)| name.clone()));
    Target::claim(&out, &ours)?;
    clear_leftovers(&out)?;

    let published = stage_all(outputs, &out).and_then(|trees| publish(&trees, &out).map(|()| trees));
    if published.is_err() {
        // The reason for the failure is worth more than one more message about what could not be cleared.
        let _ = clear_leftovers(&out);
    }
    let audiences = published?.into_iter().map(|tree| tree.report).collect();
    let removed_audiences = remove_gone_audiences(&out, outputs, target, &ours)?;
    clear_leftovers(&out)?;
    Ok(SyncReport { out, audiences, removed_audiences })
}

fn take_lock(out: &Path, patience: Duration) -> Result<Lock, SyncError> {
    let path = Target::lock_path(out);
    match Lock::take(&path, patience) {
        Ok(Some(lock)) => Ok(lock),
        Ok(None) => Err(SyncError::new(
            format!("another build is writing to {} and did not end in time", shown(out)),
            "wait until it is done, or choose another folder with `--out`",
        )),
        Err(error) => Err(SyncError::system("lock", &path, &error)),
    }
}

/// Removes what a killed run left, after putting back an old tree that it had moved aside.
fn clear_leftovers(out: &Path) -> Result<(), SyncError> {
    for name in write::names(out).map_err(|error| SyncError::system("list", out, &error))? {
        let path = out.join(&name);
        if let Some(audience) = name.strip_prefix(ASIDE).filter(|audience| is_folder_name(audience)) {
            let home = out.join(audience);
            if write::find(&home).is_ok_and(|found| found == Found::Nothing) {
                write::rename(&path, &home).map_err(|error| SyncError::system("put back", &home, &error))?;
                continue;
            }
        }
        if name.starts_with(STAGED) || name.starts_with(ASIDE) {
            write::remove_tree(&path).map_err(|error| SyncError::system("remove", &path, &error))?;
        }
    }
    Ok(())
}

/// A new tree that waits for its turn; `staged` is `None` when the published one is equal already.
struct Tree {
    staged: Option<PathBuf>,
    report: AudienceReport,
}

/// Stages every audience before any is published, so that they change as close together as can be.
fn stage_all(outputs: &[(String, Outputs)], out: &Path) -> Result<Vec<Tree>, SyncError> {
    outputs.iter().map(|(audience, files)| stage(audience, files, out)).collect()
}

fn stage(audience: &str, files: &Outputs, out: &Path) -> Result<Tree, SyncError> {
    let published = out.join(audience);
    let old = published_tree(&published)?;
    let removed = old.iter().filter(|(path, kind)| **kind != EntryKind::Folder && files.get(path).is_none()).count();
    let files: Vec<&OutputFile> = files.iter().collect();
    let folders = folders_of(&files);
    let equal: Vec<bool> = files.par_iter().map(|file| is_equal(file, &old, &published)).collect();

    let kept = equal.iter().filter(|equal| **equal).count();
    let report = AudienceReport { audience: audience.to_owned(), written: files.len() - kept, kept, removed };
    let exists = write::find(&published).is_ok_and(|found| found == Found::Folder);
    if exists && kept == files.len() && old.len() == files.len() + folders.len() {
        return Ok(Tree { staged: None, report });
    }

    let staged = out.join(format!("{STAGED}{audience}"));
    create_folders(&staged, &folders)?;
    let results: Vec<Result<(), SyncError>> =
        files.par_iter().zip(&equal).map(|(file, equal)| place(file, *equal, &published, &staged)).collect();
    results.into_iter().collect::<Result<(), SyncError>>()?;
    Ok(Tree { staged: Some(staged), report })
}

/// What is published now, by path.
fn published_tree(published: &Path) -> Result<BTreeMap<String, EntryKind>, SyncError> {
    match write::find(published).map_err(|error| SyncError::system("look at", published, &error))? {
        Found::Nothing => Ok(BTreeMap::new()),
        Found::Folder => {
            let disk = RealDisk::new(published).map_err(|error| SyncError::system("open", published, &error))?;
            let tree: BTreeMap<_, _> =
                disk.walk("", &|_| false).into_iter().map(|entry| (entry.path, entry.kind)).collect();
            if tree.contains_key(".git") {
                return Err(SyncError::new(
                    format!("{} holds `.git`, which a build would remove", shown(published)),
                    "choose another folder with `--out`, and copy from there into the repository",
                ));
            }
            Ok(tree)
        }
        Found::File | Found::Symlink | Found::Special => Err(SyncError::new(
            format!("{} is not a folder, so it was not made by Rolebook", shown(published)),
            "move it away, or choose another folder with `--out`",
        )),
    }
}

/// Every folder the files lie in, each before those inside it.
fn folders_of<'f>(files: &[&'f OutputFile]) -> BTreeSet<&'f str> {
    let mut folders = BTreeSet::new();
    for file in files {
        let path = file.path.as_str();
        for (at, _) in path.rmatch_indices('/') {
            if !folders.insert(&path[..at]) {
                break;
            }
        }
    }
    folders
}

fn is_equal(file: &OutputFile, old: &BTreeMap<String, EntryKind>, published: &Path) -> bool {
    let path = file.path.as_str();
    old.get(path) == Some(&EntryKind::File(file.bytes.len() as u64)) && write::holds(&published.join(path), &file.bytes)
}

/// Makes the folders, those of one depth side by side.
fn create_folders(staged: &Path, folders: &BTreeSet<&str>) -> Result<(), SyncError> {
    let create = |path: &Path| write::create_folder(path).map_err(|error| SyncError::system("make", path, &error));
    create(staged)?;
    write::lay_apart(staged);
    let mut by_depth: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for folder in folders {
        by_depth.entry(folder.matches('/').count()).or_default().push(folder);
    }
    let holding: BTreeSet<&str> = folders.iter().filter_map(|folder| Some(folder.rsplit_once('/')?.0)).collect();
    for level in by_depth.values() {
        let make = |folder: &&str| {
            let path = staged.join(folder);
            create(&path)?;
            if holding.contains(folder) {
                write::lay_apart(&path);
            }
            Ok(())
        };
        let results: Vec<Result<(), SyncError>> = level.par_iter().map(make).collect();
        results.into_iter().collect::<Result<(), SyncError>>()?;
    }
    Ok(())
}

fn place(file: &OutputFile, equal: bool, published: &Path, staged: &Path) -> Result<(), SyncError> {
    let path = file.path.as_str();
    let new = staged.join(path);
    // Not every file system can give a file a second name; the bytes are at hand all the same.
    if equal && write::link(&published.join(path), &new).is_ok() {
        return Ok(());
    }
    write::write_new(&new, &file.bytes).map_err(|error| SyncError::system("write", &published.join(path), &error))
}

fn publish(trees: &[Tree], out: &Path) -> Result<(), SyncError> {
    for tree in trees {
        let Some(staged) = &tree.staged else { continue };
        let published = out.join(&tree.report.audience);
        let found = write::find(&published).map_err(|error| SyncError::system("look at", &published, &error))?;
        if found != Found::Nothing {
            // A power cut after the exchange must not find the new tree half on the disk and the old one gone. A first
            // build has nothing to lose and does not wait.
            write::flush(staged).map_err(|error| SyncError::system("write", &published, &error))?;
        }
        let done = match found {
            Found::Nothing => write::rename(staged, &published),
            _ => write::exchange(staged, &published, &out.join(format!("{ASIDE}{}", tree.report.audience))),
        };
        done.map_err(|error| SyncError::system("publish", &published, &error))?;
    }
    Ok(())
}

/// Files that every audience has. A folder without them was not made by a build, whatever the marker says of it.
const IN_EVERY_FOLDER: [&str; 2] = ["404.html", "robots.txt"];

fn looks_built(folder: &Path) -> bool {
    IN_EVERY_FOLDER.iter().all(|name| write::find(&folder.join(name)).is_ok_and(|found| found == Found::File))
}

/// After a build of every audience, the folders of those no longer in the settings go: nobody would ever fix them.
fn remove_gone_audiences(
    out: &Path,
    outputs: &[(String, Outputs)],
    target: &Target,
    ours: &BTreeSet<String>,
) -> Result<Vec<String>, SyncError> {
    let built: BTreeSet<&String> = outputs.iter().map(|(name, _)| name).collect();
    let known: BTreeSet<&String> = target.audiences.iter().collect();
    if !known.is_subset(&built) {
        return Ok(Vec::new());
    }
    let is_gone = |name: &&String| !built.contains(name) && looks_built(&out.join(name));
    let gone: Vec<String> = ours.iter().filter(is_gone).cloned().collect();
    for path in gone.iter().map(|name| out.join(name)) {
        write::remove_tree(&path).map_err(|error| SyncError::system("remove", &path, &error))?;
    }
    Target::claim(out, &built.into_iter().cloned().collect())?;
    Ok(gone)
}

#[cfg(test)]
#[path = "sync_tests.rs"]
mod tests;

#[cfg(test)]
#[cfg(unix)]
#[path = "sync_fault_tests.rs"]
mod fault_tests;
