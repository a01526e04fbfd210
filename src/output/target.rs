//! The folder a build is written to: proof that it is ours, and what must never be written over.
//!
//! A marker file in the folder says that Rolebook made it and which audiences it wrote. A folder that is not empty
//! and has no marker belongs to someone else and stays as it is.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::OutPath;
use crate::disk::write::{self, Found};

const MARKER: &str = ".rolebook";
/// What [`write::replace`] calls the marker until it is whole.
const UNFINISHED_MARKER: &str = ".rolebook.new";
const LOCK: &str = ".rolebook-lock";
const SIGNATURE: &str = "Written by Rolebook. Each build replaces these folders:";

/// Where a build goes.
#[derive(Debug, Clone)]
pub struct Target {
    /// The folder that gets one folder for each audience.
    pub out: PathBuf,
    /// The site's own folder, with `rolebook.toml` in it.
    pub root: PathBuf,
    /// The user's home folder, which is never built into.
    pub home: Option<PathBuf>,
    /// Every audience in the settings. A build of all of them removes the folders of audiences that are gone.
    pub audiences: Vec<String>,
}

/// Why nothing was written: what is wrong and what to do. The former output is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncError {
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it, in one line.
    pub hint: String,
}

impl SyncError {
    pub(super) fn new(message: impl Into<String>, hint: impl Into<String>) -> SyncError {
        SyncError { message: message.into(), hint: hint.into() }
    }

    /// What the system refused while `doing` something to `path`.
    pub(super) fn system(doing: &str, path: &Path, error: &io::Error) -> SyncError {
        use io::ErrorKind as Kind;
        let (reason, hint) = match error.kind() {
            Kind::StorageFull => ("the disk is full", "make room on the disk, then build again"),
            Kind::QuotaExceeded => ("the disk quota is used up", "make room on the disk, then build again"),
            Kind::FileTooLarge => {
                ("a file may not grow that large here", "raise the limit on file sizes, then build again")
            }
            Kind::ReadOnlyFilesystem => ("the file system is read-only", "choose another folder with `--out`"),
            Kind::PermissionDenied => {
                ("permission denied", "choose another folder with `--out`, or change who may write here")
            }
            _ => ("", "choose another folder with `--out`"),
        };
        let reason = if reason.is_empty() { error.to_string().to_lowercase() } else { reason.to_owned() };
        SyncError::new(format!("cannot {doing} {}: {reason}", shown(path)), hint)
    }
}

impl fmt::Display for SyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SyncError {}

/// A path for a message: on one line, with nothing a terminal would act on.
pub(super) fn shown(path: &Path) -> String {
    let quiet = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    format!("`{}`", path.to_string_lossy().chars().map(quiet).collect::<String>())
}

impl Target {
    /// Refuses a folder that a build must not touch. Changes nothing, so that a command can ask before it starts work.
    ///
    /// # Errors
    /// When the folder is or holds sources, is somebody else's, or is no folder.
    pub fn check(&self) -> Result<(), SyncError> {
        let out = self.resolved()?;
        let another = "choose another folder with `--out`";
        let refuse = |what: String| Err(SyncError::new(format!("{} {what}", shown(&out)), another));
        let root = resolve(&self.root)?;
        if out.parent().is_none() {
            return refuse("is the top of the file system".to_owned());
        }
        if root.starts_with(&out) {
            return refuse("holds the site's sources".to_owned());
        }
        let home = self.home.as_deref().filter(|home| home.is_absolute());
        if home.map(resolve).transpose()?.is_some_and(|home| home.starts_with(&out)) {
            return refuse("is your home folder, or above it".to_owned());
        }
        if out.components().any(|part| part.as_os_str() == ".git") {
            return refuse("lies in a git repository's own folder".to_owned());
        }
        for sources in ["content", "static", "themes"] {
            if out.starts_with(root.join(sources)) {
                return refuse(format!("lies in `{sources}/`, which the build reads"));
            }
        }
        for name in [".git", "rolebook.toml"] {
            if find(&out.join(name))? != Found::Nothing {
                return refuse(format!("holds `{name}`, so it is not a folder for output"));
            }
        }
        self.owned().map(drop)
    }

    /// The folder, absolute and without links.
    pub(super) fn resolved(&self) -> Result<PathBuf, SyncError> {
        // Components leave out a slash at the end, which would make the system follow a link.
        let plain: PathBuf = self.out.components().collect();
        match find(&plain)? {
            Found::Nothing | Found::Folder => resolve(&plain),
            Found::Symlink => Err(SyncError::new(
                format!("{} is a symbolic link", shown(&plain)),
                "give the folder it leads to with `--out`, or remove the link",
            )),
            Found::File | Found::Special => {
                Err(SyncError::new(format!("{} is not a folder", shown(&plain)), "choose another folder with `--out`"))
            }
        }
    }

    /// The audiences that former builds wrote here; none when the folder is empty or not there yet.
    pub(super) fn owned(&self) -> Result<BTreeSet<String>, SyncError> {
        let out = self.resolved()?;
        if find(&out)? == Found::Nothing {
            return Ok(BTreeSet::new());
        }
        // Another build may be at work. It writes the marker before anything else, so what is listed now has its marker
        // by the time that is read.
        let names = write::names(&out).map_err(|error| SyncError::system("list", &out, &error))?;
        if names.iter().all(|name| name == LOCK || name == UNFINISHED_MARKER) {
            return Ok(BTreeSet::new());
        }
        let marker = out.join(MARKER);
        let text = write::read_own(&marker).map_err(|error| SyncError::system("read", &marker, &error))?;
        if let Some(names) = text.as_deref().and_then(|text| text.strip_prefix(SIGNATURE)) {
            // Names are checked again: a marker is a file that anyone may have edited.
            return Ok(names.lines().filter(|name| is_folder_name(name)).map(str::to_owned).collect());
        }
        Err(SyncError::new(
            format!("{} is not empty and was not made by Rolebook", shown(&out)),
            "empty it yourself, or choose another folder with `--out`",
        ))
    }

    /// Writes down which audiences' folders are ours.
    pub(super) fn claim(out: &Path, audiences: &BTreeSet<String>) -> Result<(), SyncError> {
        let marker = out.join(MARKER);
        let names: String = audiences.iter().map(|name| format!("\n{name}")).collect();
        let text = format!("{SIGNATURE}{names}\n");
        if write::read_own(&marker).ok().flatten().as_deref() == Some(text.as_str()) {
            return Ok(());
        }
        write::replace(&marker, text.as_bytes()).map_err(|error| SyncError::system("write", &marker, &error))
    }

    pub(super) fn lock_path(out: &Path) -> PathBuf {
        out.join(LOCK)
    }
}

/// Whether an audience's name can be a folder of the output.
pub(super) fn is_folder_name(name: &str) -> bool {
    !name.starts_with('.') && !name.contains('/') && OutPath::new(name).is_some()
}

fn find(path: &Path) -> Result<Found, SyncError> {
    write::find(path).map_err(|error| SyncError::system("look at", path, &error))
}

fn resolve(path: &Path) -> Result<PathBuf, SyncError> {
    write::resolve(path).map_err(|error| SyncError::system("look at", path, &error))
}
