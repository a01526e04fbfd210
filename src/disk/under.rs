//! A subfolder of a disk, seen as a disk of its own.

use std::io;

use super::{Disk, Entry, is_plain, not_plain};

/// The part of a disk below one folder; its paths begin there.
pub struct Under<'a> {
    disk: &'a dyn Disk,
    folder: String,
}

impl<'a> Under<'a> {
    /// What `disk` holds below `folder`.
    pub fn new(disk: &'a dyn Disk, folder: impl Into<String>) -> Under<'a> {
        Under { disk, folder: folder.into() }
    }

    fn outer(&self, path: &str) -> String {
        if path.is_empty() { self.folder.clone() } else { format!("{}/{path}", self.folder) }
    }

    /// `None` for what lies above the folder: a link on the way to it.
    fn inner<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(self.folder.as_str())?.strip_prefix('/')
    }
}

impl Disk for Under<'_> {
    fn walk(&self, folder: &str, skip: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Entry> {
        let entries = self.disk.walk(&self.outer(folder), &|path| self.inner(path).is_some_and(skip));
        let shown = |entry: Entry| Entry { path: self.inner(&entry.path).unwrap_or(".").to_owned(), kind: entry.kind };
        entries.into_iter().map(shown).collect()
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        if !is_plain(path) {
            return Err(not_plain());
        }
        self.disk.read(&self.outer(path))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{EntryKind, MemoryDisk};
    use super::*;

    #[test]
    fn paths_begin_at_the_folder() {
        let disk = MemoryDisk::new([("content/roles/a.md", "A"), ("rolebook.toml", "")]);
        let content = Under::new(&disk, "content");
        let listed: Vec<_> = content.walk("", &|_| false).into_iter().map(|entry| (entry.path, entry.kind)).collect();
        assert_eq!(listed, [("roles".into(), EntryKind::Folder), ("roles/a.md".into(), EntryKind::File(1))]);
        assert_eq!(content.read("roles/a.md").unwrap(), b"A");
    }

    #[test]
    fn nothing_above_the_folder_can_be_read() {
        let disk = MemoryDisk::new([("content/a.md", "A"), ("rolebook.toml", "secret")]);
        let content = Under::new(&disk, "content");
        assert_eq!(content.read("../rolebook.toml").unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }
}
