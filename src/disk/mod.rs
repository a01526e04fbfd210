//! The one door to the file system.
//!
//! Everything else asks a [`Disk`]; tests hand in a [`MemoryDisk`]. Paths are strings from the disk's root with `/`
//! between segments, so that no part of the program joins its own. The writing side, [`mod@write`], is for `output` alone.
//! It must not know what the files mean.
#![allow(clippy::disallowed_methods, reason = "this is the door the other modules are sent to")]

mod memory;
mod patience;
mod real;
mod under;
pub mod write;

use std::cmp::Ordering;
use std::io;

pub use memory::{MemoryDisk, Planted};
pub use real::{MAX_FILE_BYTES, RealDisk};
pub use under::Under;

/// Read-only questions about one folder tree.
pub trait Disk: Sync {
    /// Everything below `folder` (`""` is the root) in path order, folders before what they hold. What `skip` says yes
    /// to is neither listed nor entered. Symbolic links are listed and never followed; when `folder` itself, or a
    /// folder it lies in, is a link or not a folder, that alone is listed. A missing folder is an empty one.
    fn walk(&self, folder: &str, skip: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Entry>;

    /// The bytes of a regular file.
    ///
    /// # Errors
    /// Whatever the system says; `InvalidInput` when any part of the path is a symbolic link, leaves the root, or the
    /// end is not a regular file; `FileTooLarge` past [`MAX_FILE_BYTES`]. The message alone tells an author enough.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
}

/// The bytes of one regular file anywhere, such as an archive that somebody names; no more than `most` of them.
///
/// # Errors
/// Whatever the system says; `InvalidInput` when it is no regular file, `FileTooLarge` past `most`.
pub fn read_named(path: &std::path::Path, most: u64) -> io::Result<Vec<u8>> {
    use std::io::Read as _;
    let found = std::fs::metadata(path)?;
    if !found.is_file() {
        return Err(not_regular());
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {} MiB", most >> 20)));
    }
    Ok(bytes)
}

/// How much memory this process has in use, where the system tells.
pub fn resident_bytes() -> Option<u64> {
    #[cfg(target_os = "linux")]
    {
        let text = std::fs::read_to_string("/proc/self/statm").ok()?;
        let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
        // Every system this is built for has pages of at least this size.
        Some(pages * 4096)
    }
    #[cfg(not(target_os = "linux"))]
    None
}

/// What [`Disk::walk`] found at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path from the disk's root. Bytes that are not UTF-8 show as U+FFFD; such an entry is always `Unreadable`.
    pub path: String,
    /// What it is.
    pub kind: EntryKind,
}

/// The kinds of thing a folder can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file of this many bytes.
    File(u64),
    /// A folder.
    Folder,
    /// A symbolic link, whatever it points to.
    Symlink,
    /// A pipe, a socket or a device.
    Special,
    /// Something the system refuses to show, with its reason.
    Unreadable(String),
}

/// The order of [`Disk::walk`]: by segment, so that a folder stands right before what it holds.
fn path_order(a: &str, b: &str) -> Ordering {
    a.split('/').cmp(b.split('/'))
}

/// Whether a path is one that a disk answers for: segments between single `/`, none of them `.` or `..`.
fn is_plain(path: &str) -> bool {
    !path.contains('\0') && path.split('/').all(|segment| !matches!(segment, "" | "." | ".."))
}

/// The answer for a path that [`is_plain`] refuses.
fn not_plain() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "the path leaves the site's folder")
}

/// The answer for a path with a symbolic link in it.
fn through_link() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is, or lies behind, a symbolic link")
}

/// The answer for a folder, pipe, socket or device.
fn not_regular() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")
}

/// The answer for a file past the limit.
fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 64 MiB")
}
