//! Bringing in a handbook of another tool, in its order: its files become ours, tables of pay become records, and what a
//! check finds is found with the new files in their place. Writes nothing.

use std::collections::BTreeMap;

use super::check;
use crate::config::Config;
use crate::diag::Findings;
use crate::disk::{Disk, EntryKind, MemoryDisk};
use crate::import::handbook::{self, Handbook, Input, Request};
use crate::import::pay::Flags;
use crate::site::Hiding;

/// What bringing in a handbook comes to.
pub struct Brought {
    /// The handbook as files of this site.
    pub handbook: Handbook,
    /// Files of records made from tables of pay, by path.
    pub records: BTreeMap<String, String>,
    /// Tables that look like pay and could not be read, each with the first reason.
    pub unread: BTreeMap<String, String>,
}

/// A handbook as files of this site, below this folder of `content/`.
pub fn import_handbook(
    disk: &dyn Disk,
    config: &Config,
    (name, files): (&str, Vec<Input>),
    into: &str,
    with_pay: bool,
) -> Brought {
    let hiding = Hiding::new(config);
    let request = Request { name, files, into, hiding: &hiding, with_pay, today: config.today };
    let mut handbook = handbook::read(&request);
    let (mut records, mut unread) = (BTreeMap::new(), BTreeMap::new());
    for (name, table) in std::mem::take(&mut handbook.pay) {
        let target = format!("content/data/{name}.toml");
        let sheet = format!("{name}.csv");
        let (import, findings) =
            super::import_pay(disk, config, (&sheet, table.as_bytes()), &target, &Flags::default());
        match findings.iter().next() {
            Some(finding) => {
                let hint = finding.diagnostic.hint.clone().unwrap_or_default();
                unread.insert(name, format!("{} ({hint})", finding.diagnostic.message));
            }
            None => records.extend(import.files),
        }
    }
    Brought { handbook, records, unread }
}

/// What a check of the site would find with these files in their place.
pub fn check_with(disk: &dyn Disk, config: &Config, files: &[(String, Vec<u8>)]) -> Findings {
    let audiences: Vec<_> = config.audiences.iter().collect();
    check(&with_files(disk, files), config, &audiences)
}

/// The site with these files in their place.
pub(super) fn with_files(disk: &dyn Disk, files: &[(String, Vec<u8>)]) -> MemoryDisk {
    let mut whole = MemoryDisk::default();
    for entry in disk.walk("", &|path| path == "dist" || path == "node_modules" || path.starts_with(".git/")) {
        if let (EntryKind::File(_), Ok(bytes)) = (&entry.kind, disk.read(&entry.path)) {
            whole.insert(entry.path, bytes);
        }
    }
    for (path, bytes) in files {
        whole.insert(path.clone(), bytes.clone());
    }
    whole
}
