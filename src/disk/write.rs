//! The writing side of the door: the few steps by which `output` changes a folder, and the files that `init` and
//! `new` make.
//!
//! Nothing here decides anything; it only does one thing and says when the system refuses.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::patience::with_patience;

/// What is at a path; links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// A folder.
    Folder,
    /// A regular file.
    File,
    /// A symbolic link.
    Symlink,
    /// Anything else.
    Special,
}

/// What is at `path`.
///
/// # Errors
/// When the system does not say.
pub fn find(path: &Path) -> io::Result<Found> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(Found::Folder),
        Ok(found) if found.is_file() => Ok(Found::File),
        Ok(found) if found.is_symlink() => Ok(Found::Symlink),
        Ok(_) => Ok(Found::Special),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(Found::Nothing)
        }
        Err(error) => Err(error),
    }
}

/// The names in a folder, sorted; those that are not UTF-8 are given with U+FFFD.
///
/// # Errors
/// When the folder cannot be listed.
pub fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<Vec<String>>>()?;
    names.sort();
    Ok(names)
}

/// The path without links, `.` and `..`, as far as it exists; what does not exist yet is added as it stands.
///
/// # Errors
/// When the system does not say where it leads.
pub fn resolve(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut missing = Vec::new();
    let mut known = path.as_path();
    loop {
        match fs::canonicalize(known) {
            Ok(mut found) => {
                for part in missing.into_iter().rev() {
                    match part {
                        std::path::Component::ParentDir => drop(found.pop()),
                        part => found.push(part),
                    }
                }
                return Ok(found);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut parts = known.components();
                match parts.next_back() {
                    Some(last) => missing.push(last),
                    None => return Err(error),
                }
                known = parts.as_path();
            }
            Err(error) => return Err(error),
        }
    }
}

/// Makes a folder and those it lies in.
///
/// # Errors
/// When the system refuses.
pub fn create_folders(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Makes one folder that must not be there yet.
///
/// # Errors
/// When the system refuses.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// Asks the file system to lay the folders inside `folder` apart on the disk, as it does with those at its top.
///
/// ext4 looks for a free place beside the folder above and passes over every file deleted there a moment ago, one by
/// one: thousands of new files where as many have just gone take twice the time. Elsewhere nothing happens.
pub fn lay_apart(folder: &Path) {
    #[cfg(target_os = "linux")]
    if let Ok(folder) = File::open(folder)
        && let Ok(flags) = rustix::fs::ioctl_getflags(&folder)
    {
        // A file system that does not know the flag refuses it, and is none the worse.
        let _ = rustix::fs::ioctl_setflags(&folder, flags | rustix::fs::IFlags::TOPDIR);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = folder;
}

/// Writes a file that must not be there yet.
///
/// # Errors
/// When the system refuses, or when not every byte was taken.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::create_new(path)?.write_all(bytes)
}

/// Writes a file in one step: readers see the old bytes or the new ones.
///
/// # Errors
/// When the system refuses; the old file is then still there.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    let _ = fs::remove_file(&beside);
    let written = File::create_new(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Whether the regular file at `path` holds just these bytes. What cannot be read does not.
pub fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same = || -> io::Result<bool> {
        let mut file = File::open(path)?;
        let mut rest = bytes;
        let mut part = [0_u8; 16 * 1024];
        loop {
            let count = file.read(&mut part)?;
            if count == 0 {
                return Ok(rest.is_empty());
            }
            match rest.strip_prefix(&part[..count]) {
                Some(after) => rest = after,
                None => return Ok(false),
            }
        }
    };
    same().unwrap_or(false)
}

/// The text of a small file of our own; `None` when it is not there, is no regular file or is not UTF-8.
///
/// # Errors
/// When the system refuses to read it.
pub fn read_own(path: &Path) -> io::Result<Option<String>> {
    if find(path)? != Found::File {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(64 * 1024).read_to_end(&mut bytes)?;
    Ok(String::from_utf8(bytes).ok())
}

/// Gives a file a second name on the same file system.
///
/// # Errors
/// When the file system has no such links or the system refuses.
pub fn link(old: &Path, new: &Path) -> io::Result<()> {
    fs::hard_link(old, new)
}

/// Renames a folder or file.
///
/// # Errors
/// When the system refuses.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    with_patience(|| fs::rename(from, to))
}

/// Waits until everything written to the file system of `folder` is on the disk, where the system can be asked.
///
/// # Errors
/// When something written before could not be kept after all.
pub fn flush(folder: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        rustix::fs::syncfs(File::open(folder)?)?;
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = folder;
    }
    Ok(())
}

/// Puts each of two folders in the other's place, in one step where the system can: nobody sees either missing.
/// Elsewhere `aside` is where the second one waits for the blink between two renames.
///
/// # Errors
/// When the system refuses; both are then where they were.
pub fn exchange(new: &Path, old: &Path, aside: &Path) -> io::Result<()> {
    // On macOS the same call is `renameatx_np` with `RENAME_SWAP`.
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            // This file system, or this kernel, cannot.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            Err(error) => return Err(error.into()),
        }
    }
    exchange_by_renames(new, old, aside)
}

fn exchange_by_renames(new: &Path, old: &Path, aside: &Path) -> io::Result<()> {
    rename(old, aside)?;
    if let Err(error) = rename(new, old) {
        rename(aside, old)?;
        return Err(error);
    }
    rename(aside, new)
}

/// Removes a folder with all it holds, or a file, or a link; what is not there is fine. Links are not followed.
///
/// # Errors
/// The first thing the system refuses to remove; the rest is removed all the same.
pub fn remove_tree(path: &Path) -> io::Result<()> {
    match find(path)? {
        Found::Nothing => Ok(()),
        Found::Folder => {
            let inside = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
            let remove = |entry: &fs::DirEntry| match entry.file_type() {
                Ok(kind) if kind.is_dir() => remove_tree(&entry.path()),
                _ => with_patience(|| fs::remove_file(entry.path())),
            };
            let results: Vec<io::Result<()>> = inside.par_iter().map(remove).collect();
            results.into_iter().collect::<io::Result<()>>()?;
            with_patience(|| fs::remove_dir(path))
        }
        Found::File | Found::Symlink | Found::Special => fs::remove_file(path),
    }
}

/// A lock held until it is dropped. The system lets go of it when the process ends, however that happens, so a lock
/// file left behind holds nobody up.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock at `path`, waiting for whoever has it for at most `patience`; `None` when that was not enough.
    ///
    /// # Errors
    /// When the lock file cannot be made.
    pub fn take(path: &Path, patience: Duration) -> io::Result<Option<Lock>> {
        let file = open_lock(path)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Lock { _file: file })),
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(TryLockError::WouldBlock) => return Ok(None),
                // A file system without locks cannot keep two builds apart, and must not keep one from working.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Some(Lock { _file: file }));
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}

/// Opens the lock file, which may not lead elsewhere: a link in its place would make or change a file that is not ours.
#[cfg(unix)]
fn open_lock(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let how = OFlags::WRONLY | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    match rustix::fs::open(path, how, Mode::from_raw_mode(0o666)) {
        Ok(file) => Ok(File::from(file)),
        Err(rustix::io::Errno::LOOP) => Err(super::through_link()),
        Err(error) => Err(error.into()),
    }
}

/// Opens the lock file, which may not lead elsewhere.
#[cfg(not(unix))]
fn open_lock(path: &Path) -> io::Result<File> {
    if find(path)? == Found::Symlink {
        return Err(super::through_link());
    }
    File::options().create(true).truncate(false).write(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exchange_in_two_steps_puts_back_what_it_moved() {
        let folder = tempfile::tempdir().unwrap();
        let [gone, old, aside] = ["gone", "old", "aside"].map(|name| folder.path().join(name));
        create_folder(&old).unwrap();
        write_new(&old.join("name"), b"old").unwrap();
        assert!(exchange_by_renames(&gone, &old, &aside).is_err(), "there is nothing to put in its place");
        assert!(holds(&old.join("name"), b"old") && find(&aside).unwrap() == Found::Nothing);
        create_folder(&gone).unwrap();
        exchange_by_renames(&gone, &old, &aside).unwrap();
        assert!(holds(&gone.join("name"), b"old") && find(&old.join("name")).unwrap() == Found::Nothing);
    }

    #[test]
    fn folders_change_places_either_way() {
        let folder = tempfile::tempdir().unwrap();
        let [new, old, aside] = ["new", "old", "aside"].map(|name| folder.path().join(name));
        for path in [&new, &old] {
            create_folder(path).unwrap();
            write_new(&path.join("name"), path.file_name().unwrap().as_encoded_bytes()).unwrap();
        }
        exchange(&new, &old, &aside).unwrap();
        assert!(holds(&old.join("name"), b"new") && holds(&new.join("name"), b"old"));
        exchange_by_renames(&new, &old, &aside).unwrap();
        assert!(holds(&old.join("name"), b"old") && holds(&new.join("name"), b"new"));
        // What cannot be done leaves the old one in its place.
        remove_tree(&new).unwrap();
        assert!(exchange(&new, &old, &aside).is_err() && exchange_by_renames(&new, &old, &aside).is_err());
        assert!(holds(&old.join("name"), b"old"));
        assert_eq!(names(folder.path()).unwrap(), ["old"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_leads_elsewhere_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let [lock, elsewhere] = ["lock", "elsewhere"].map(|name| folder.path().join(name));
        std::os::unix::fs::symlink(&elsewhere, &lock).unwrap();
        assert!(Lock::take(&lock, Duration::ZERO).is_err());
        assert_eq!(find(&elsewhere).unwrap(), Found::Nothing);
    }

    #[test]
    fn a_file_holds_its_bytes_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let long = vec![7_u8; 40_000];
        write_new(&path, &long).unwrap();
        assert!(holds(&path, &long));
        assert!(!holds(&path, &long[1..]) && !holds(&path, &[&long[..], b"x"].concat()) && !holds(&path, b""));
        assert!(!holds(&folder.path().join("missing"), b""));
        assert!(write_new(&path, b"again").is_err());
    }
}
