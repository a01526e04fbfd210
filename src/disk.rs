//! The one door to the file system.
//!
//! Everything else asks a [`Disk`]; tests hand in a [`MemoryDisk`]. Paths are strings from the disk's root with `/`
//! between segments, so that no part of the program joins its own. It must not know what the files mean.

use std::io;

/// Read-only questions about one folder tree.
pub trait Disk: Sync {
    /// Everything below `folder` in path order, folders before what they hold. A folder whose path `skip` says yes
    /// to is not entered, a file it says yes to is not listed. Symbolic links are listed and never followed.
    fn walk(&self, folder: &str, skip: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Entry>;

    /// The bytes of a regular file.
    ///
    /// # Errors
    /// Whatever the system says, and `InvalidInput` when any part of the path is a symbolic link or leaves the root.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
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
