//! The folder on the machine that a site is read from.
//!
//! Listing goes by path; reading goes by handle from the root, so that a file swapped for a link during the build
//! cannot lead outside, and a pipe or a device cannot make it wait.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::{Disk, Entry, EntryKind, is_plain, not_plain, not_regular, through_link, too_large};

/// The most bytes a file may hold to be read: 64 MiB.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// A folder on the machine.
#[derive(Debug)]
pub struct RealDisk {
    root: PathBuf,
    #[cfg(unix)]
    handle: rustix::fd::OwnedFd,
}

impl RealDisk {
    /// The folder at `root`. Links on the way to it are followed; none below it is.
    ///
    /// # Errors
    /// When there is no folder at `root` or it may not be opened.
    pub fn new(root: impl Into<PathBuf>) -> io::Result<RealDisk> {
        let root = root.into();
        #[cfg(unix)]
        {
            use rustix::fs::{Mode, OFlags};
            let handle = rustix::fs::open(&root, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
            Ok(RealDisk { root, handle })
        }
        #[cfg(not(unix))]
        {
            if fs::metadata(&root)?.is_dir() { Ok(RealDisk { root }) } else { Err(io::ErrorKind::NotADirectory.into()) }
        }
    }

    /// The folder's path, as given.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A number that changes when a file below one of these folders comes, goes, or changes its size or time.
    pub fn stamp(&self, folders: &[&str]) -> u64 {
        let mut stamp = DefaultHasher::new();
        for entry in folders.iter().flat_map(|folder| self.walk(folder, &|_| false)) {
            let found = fs::symlink_metadata(self.root.join(&entry.path)).ok();
            (entry.path, found.map(|found| (found.len(), found.modified().ok()))).hash(&mut stamp);
        }
        stamp.finish()
    }

    /// When anything below these folders, or one of the files named, was last written; `None` when there is nothing.
    pub fn newest(&self, paths: &[&str]) -> Option<SystemTime> {
        let below = paths.iter().flat_map(|path| self.walk(path, &|_| false)).map(|entry| entry.path);
        let times = below.chain(paths.iter().map(|path| (*path).to_owned())).filter_map(|path| {
            let found = fs::symlink_metadata(self.root.join(path)).ok()?;
            found.modified().ok()
        });
        times.max()
    }

    /// The first part of the way to `folder` that is there and is not a folder.
    fn barrier(&self, folder: &str) -> Option<Entry> {
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        for path in ends.map(|end| &folder[..end]) {
            match fs::symlink_metadata(self.root.join(path)) {
                Ok(found) if found.is_dir() => {}
                Ok(found) => return Some(Entry { path: path.to_owned(), kind: kind_of(&found) }),
                Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
                Err(error) => return Some(Entry { path: path.to_owned(), kind: unreadable(&error) }),
            }
        }
        None
    }
}

impl Disk for RealDisk {
    fn walk(&self, folder: &str, skip: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Entry> {
        if !folder.is_empty() && !is_plain(folder) {
            return Vec::new();
        }
        if !folder.is_empty()
            && let Some(entry) = self.barrier(folder)
        {
            return vec![entry];
        }
        let top = if folder.is_empty() { self.root.clone() } else { self.root.join(folder) };
        let mut entries = Vec::new();
        let mut walk = WalkDir::new(top).min_depth(1).sort_by_file_name().into_iter();
        while let Some(next) = walk.next() {
            let found = match next {
                Ok(found) => found,
                Err(error) => {
                    entries.extend(entry_of_error(&self.root, &error));
                    continue;
                }
            };
            let Some(path) = relative(&self.root, found.path()) else {
                // Nothing could name what lies in a folder like this.
                if found.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                entries.push(Entry { path: lossy(&self.root, found.path()), kind: not_utf8() });
                continue;
            };
            if skip(&path) {
                if found.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            entries.push(Entry { path, kind: kind_of_entry(&found) });
        }
        entries
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        if !is_plain(path) {
            return Err(not_plain());
        }
        // A file that changes under the read is read once more: half an old text and half a new one is never given.
        match self.read_once(path)? {
            Some(bytes) => Ok(bytes),
            None => self.read_once(path)?.ok_or_else(|| io::Error::other("it changed while it was read")),
        }
    }
}

impl RealDisk {
    /// The bytes, or `None` when the file changed meanwhile.
    fn read_once(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let mut file = self.open(path)?;
        let before = file.metadata()?;
        if !before.is_file() {
            return Err(not_regular());
        }
        if before.len() > MAX_FILE_BYTES {
            return Err(too_large());
        }
        let mut bytes = Vec::with_capacity(before.len() as usize + 1);
        (&mut file).take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return Err(too_large());
        }
        let after = file.metadata()?;
        let same = bytes.len() as u64 == after.len() && before.modified().ok() == after.modified().ok();
        Ok(same.then_some(bytes))
    }

    #[cfg(target_os = "linux")]
    fn open(&self, path: &str) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, ResolveFlags};
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
        let inside = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
        // The kernel gives up with `EAGAIN` when a folder on the way is being renamed; a few tries get through.
        for _ in 0..16 {
            match rustix::fs::openat2(&self.handle, path, flags, Mode::empty(), inside) {
                Ok(handle) => return Ok(File::from(handle)),
                Err(rustix::io::Errno::AGAIN) => {}
                // Old kernels and some sandboxes do not know the call.
                Err(rustix::io::Errno::NOSYS | rustix::io::Errno::PERM) => return self.open_step_by_step(path),
                Err(error) => return Err(open_error(error)),
            }
        }
        self.open_step_by_step(path)
    }

    #[cfg(all(unix, not(target_os = "linux")))]
    fn open(&self, path: &str) -> io::Result<File> {
        self.open_step_by_step(path)
    }

    /// Opens one folder after the other, none of them through a link.
    #[cfg(unix)]
    fn open_step_by_step(&self, path: &str) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let common = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NOCTTY;
        let mut held: Option<rustix::fd::OwnedFd> = None;
        let (folders, name) = path.rsplit_once('/').map_or(("", path), |(folders, name)| (folders, name));
        for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
            let opened =
                openat(held.as_ref().unwrap_or(&self.handle), folder, common | OFlags::DIRECTORY, Mode::empty());
            held = Some(opened.map_err(|error| match error {
                // A link is "not a folder" to the system when both flags are set.
                rustix::io::Errno::NOTDIR
                    if self.barrier(folders).is_some_and(|entry| entry.kind == EntryKind::Symlink) =>
                {
                    through_link()
                }
                error => open_error(error),
            })?);
        }
        let file = openat(held.as_ref().unwrap_or(&self.handle), name, common, Mode::empty()).map_err(open_error)?;
        Ok(File::from(file))
    }

    #[cfg(not(unix))]
    fn open(&self, path: &str) -> io::Result<File> {
        match self.barrier(path) {
            Some(Entry { kind: EntryKind::Symlink, .. }) => Err(through_link()),
            Some(Entry { path: found, kind: EntryKind::File(_) }) if found == path => File::open(self.root.join(path)),
            Some(_) => Err(not_regular()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

#[cfg(unix)]
fn open_error(error: rustix::io::Errno) -> io::Error {
    use rustix::io::Errno;
    match error {
        Errno::LOOP => through_link(),
        Errno::XDEV => not_plain(),
        // What opening a socket, or a device that is not there, comes to.
        Errno::NXIO | Errno::NODEV => not_regular(),
        error => error.into(),
    }
}

fn kind_of_entry(found: &DirEntry) -> EntryKind {
    let kind = found.file_type();
    if kind.is_dir() {
        return EntryKind::Folder;
    }
    if kind.is_symlink() {
        return EntryKind::Symlink;
    }
    match found.metadata() {
        Ok(found) => kind_of(&found),
        Err(error) => unreadable(&error.into()),
    }
}

fn kind_of(found: &fs::Metadata) -> EntryKind {
    if found.is_file() {
        EntryKind::File(found.len())
    } else if found.is_dir() {
        EntryKind::Folder
    } else if found.is_symlink() {
        EntryKind::Symlink
    } else {
        EntryKind::Special
    }
}

/// One error of a walk, as an entry; it never ends the walk. What vanished meanwhile is not there.
fn entry_of_error(root: &Path, error: &walkdir::Error) -> Option<Entry> {
    let cause = error.io_error()?;
    let path = error.path()?;
    (cause.kind() != io::ErrorKind::NotFound).then(|| Entry { path: lossy(root, path), kind: unreadable(cause) })
}

fn unreadable(error: &io::Error) -> EntryKind {
    EntryKind::Unreadable(match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    })
}

fn not_utf8() -> EntryKind {
    EntryKind::Unreadable("its name is not UTF-8".to_owned())
}

fn relative(root: &Path, path: &Path) -> Option<String> {
    let path = path.strip_prefix(root).ok()?.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' { path.to_owned() } else { path.replace(std::path::MAIN_SEPARATOR, "/") })
}

fn lossy(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(test)]
#[cfg(target_os = "linux")]
#[path = "real_tests.rs"]
mod tests;
