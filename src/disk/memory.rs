//! A disk in memory: for tests, and for files that are made rather than read.
//!
//! It answers as [`super::RealDisk`] does, in the same order and with the same errors.

use std::collections::BTreeMap;
use std::io;

use super::{Disk, Entry, EntryKind, is_plain, not_plain, not_regular, path_order, through_link};

/// Something that is not a plain file, planted at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planted {
    /// A symbolic link.
    Symlink,
    /// A pipe, a socket or a device.
    Special,
    /// A file the system refuses to show, with its reason.
    Unreadable(String),
    /// A folder with nothing in it.
    Folder,
}

#[derive(Debug, Clone)]
enum Node {
    File(Vec<u8>),
    Planted(Planted),
}

/// A folder tree in memory. Folders are there because something lies in them.
#[derive(Debug, Default, Clone)]
pub struct MemoryDisk {
    nodes: BTreeMap<String, Node>,
}

impl MemoryDisk {
    /// A disk that holds these files.
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> MemoryDisk {
        let mut disk = MemoryDisk::default();
        for (path, bytes) in files {
            disk.insert(path, bytes);
        }
        disk
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.nodes.insert(path.into(), Node::File(bytes.into()));
    }

    /// Puts something that is not a plain file at a path.
    pub fn plant(&mut self, path: impl Into<String>, planted: Planted) {
        self.nodes.insert(path.into(), Node::Planted(planted));
    }

    /// Takes away what is at a path; whether there was something.
    pub fn remove(&mut self, path: &str) -> bool {
        self.nodes.remove(path).is_some()
    }

    /// The paths of everything on the disk, folders apart.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.nodes.keys().map(String::as_str)
    }

    /// What is at `path` or at the nearest thing above it that is not a folder.
    fn on_the_way(&self, path: &str) -> Option<(&str, &Node)> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        ends.into_iter()
            .find_map(|end| self.nodes.get_key_value(&path[..end]))
            .map(|(path, node)| (path.as_str(), node))
    }
}

fn kind(node: &Node) -> EntryKind {
    match node {
        Node::File(bytes) => EntryKind::File(bytes.len() as u64),
        Node::Planted(Planted::Symlink) => EntryKind::Symlink,
        Node::Planted(Planted::Special) => EntryKind::Special,
        Node::Planted(Planted::Unreadable(reason)) => EntryKind::Unreadable(reason.clone()),
        Node::Planted(Planted::Folder) => EntryKind::Folder,
    }
}

impl Disk for MemoryDisk {
    fn walk(&self, folder: &str, skip: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Entry> {
        if let Some((path, node)) = self.on_the_way(folder) {
            let is_folder = kind(node) == EntryKind::Folder;
            let alone = Entry { path: path.to_owned(), kind: kind(node) };
            return if is_folder { Vec::new() } else { vec![alone] };
        }
        let inside = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut found = BTreeMap::new();
        'nodes: for (path, node) in self.nodes.range(inside.clone()..).take_while(|(path, _)| path.starts_with(&inside))
        {
            for (at, _) in path[inside.len()..].match_indices('/') {
                let above = &path[..inside.len() + at];
                if skip(above) {
                    continue 'nodes;
                }
                found.insert(above.to_owned(), EntryKind::Folder);
            }
            if !skip(path) {
                found.insert(path.clone(), kind(node));
            }
        }
        let mut entries: Vec<Entry> = found.into_iter().map(|(path, kind)| Entry { path, kind }).collect();
        entries.sort_by(|a, b| path_order(&a.path, &b.path));
        entries
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        if !is_plain(path) {
            return Err(not_plain());
        }
        match self.on_the_way(path) {
            Some((_, Node::Planted(Planted::Symlink))) => Err(through_link()),
            Some((found, _)) if found != path => Err(io::ErrorKind::NotFound.into()),
            Some((_, Node::File(bytes))) => Ok(bytes.clone()),
            Some((_, Node::Planted(Planted::Unreadable(reason)))) => {
                Err(io::Error::new(io::ErrorKind::PermissionDenied, reason.clone()))
            }
            Some((_, Node::Planted(Planted::Special | Planted::Folder))) => Err(not_regular()),
            None if self.nodes.keys().any(|known| known.starts_with(&format!("{path}/"))) => Err(not_regular()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(disk: &MemoryDisk, folder: &str, skip: &str) -> Vec<String> {
        disk.walk(folder, &|path| path == skip).into_iter().map(|entry| entry.path).collect()
    }

    #[test]
    fn folders_stand_right_before_what_they_hold() {
        let disk = MemoryDisk::new([("c/a-b.md", ""), ("c/a/z.md", ""), ("c/a.md", ""), ("d.md", "")]);
        assert_eq!(listed(&disk, "", ""), ["c", "c/a", "c/a/z.md", "c/a-b.md", "c/a.md", "d.md"]);
        assert_eq!(listed(&disk, "c", "c/a"), ["c/a-b.md", "c/a.md"]);
        assert_eq!(listed(&disk, "missing", ""), [""; 0]);
    }

    #[test]
    fn what_is_planted_is_listed_and_refused() {
        let mut disk = MemoryDisk::new([("content/a.md", "A")]);
        disk.plant("content/link", Planted::Symlink);
        disk.plant("content/pipe", Planted::Special);
        disk.plant("content/secret.md", Planted::Unreadable("permission denied".into()));
        let kinds: Vec<EntryKind> = disk.walk("content", &|_| false).into_iter().map(|entry| entry.kind).collect();
        let refused = EntryKind::Unreadable("permission denied".into());
        assert_eq!(kinds, [EntryKind::File(1), EntryKind::Symlink, EntryKind::Special, refused]);
        for (path, kind) in [
            ("content/link/inside.md", io::ErrorKind::InvalidInput),
            ("content/pipe", io::ErrorKind::InvalidInput),
            ("content/secret.md", io::ErrorKind::PermissionDenied),
            ("content", io::ErrorKind::InvalidInput),
            ("content/b.md", io::ErrorKind::NotFound),
            ("content/../content/a.md", io::ErrorKind::InvalidInput),
        ] {
            assert_eq!(disk.read(path).unwrap_err().kind(), kind, "{path}");
        }
    }
}
