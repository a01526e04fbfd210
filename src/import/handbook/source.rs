//! The files of a handbook: out of archives, without what systems and tools keep for themselves.
//!
//! It must not know which tool they are of.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::Handbook;

/// A file that is brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// From the folder's or the archive's top, with `/` between segments.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Files by path.
pub(super) type Files<'f> = BTreeMap<String, &'f [u8]>;

/// An archive may not hold more files.
const MAX_FILES: usize = 50_000;
/// Nor more bytes, once it is unpacked.
const MAX_BYTES: u64 = 1024 * 1024 * 1024;
/// Archives may lie in an archive so deep.
const MAX_DEPTH: usize = 2;

/// The files of a ZIP archive, those of archives in it too.
///
/// # Errors
/// When it is no archive, is damaged, or is too large, in words that follow its name.
pub fn unpacked(bytes: &[u8]) -> Result<Vec<Input>, String> {
    let mut files = Vec::new();
    let mut room = MAX_BYTES;
    unpack(bytes, "", 0, &mut room, &mut files)?;
    Ok(files)
}

fn unpack(bytes: &[u8], below: &str, depth: usize, room: &mut u64, files: &mut Vec<Input>) -> Result<(), String> {
    let damaged = |error: &dyn std::fmt::Display| format!("cannot be unpacked: {error}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| damaged(&error))?;
        let is_link = entry.unix_mode().is_some_and(|mode| mode & 0o170_000 == 0o120_000);
        let Some(path) = entry.enclosed_name().filter(|_| entry.is_file() && !is_link) else { continue };
        let path = path.to_string_lossy().replace('\\', "/");
        let mut bytes = Vec::new();
        (&mut entry).take(*room + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        *room = room
            .checked_sub(bytes.len() as u64)
            .ok_or("holds more than 1 GB; unpack it, and bring it in folder by folder")?;
        if path.to_ascii_lowercase().ends_with(".zip") && depth < MAX_DEPTH {
            // Large exports come as archives of parts, which lie side by side.
            unpack(&bytes, below, depth + 1, room, files)?;
            continue;
        }
        files.push(Input { path: format!("{below}{path}"), bytes });
        if files.len() > MAX_FILES {
            return Err(format!("holds more than {MAX_FILES} files"));
        }
    }
    Ok(())
}

/// The files that may be part of the handbook, from its own top.
pub(super) fn sorted_out<'f>(files: &'f [Input], handbook: &mut Handbook) -> Files<'f> {
    let mut kept: Files<'f> = BTreeMap::new();
    let mut hidden: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        let of_a_system = |name: &str| matches!(name, "__MACOSX" | "node_modules" | ".git" | ".DS_Store" | "Thumbs.db");
        if file.path.split('/').any(of_a_system) {
            continue;
        }
        let is_hidden = |name: &&str| name.starts_with('.') && !matches!(*name, ".gitbook" | ".gitbook.yaml");
        match file.path.split('/').find(is_hidden) {
            Some(name) => *hidden.entry(name.to_owned()).or_insert(0) += 1,
            None => drop(kept.insert(file.path.clone(), file.bytes.as_slice())),
        }
    }
    for (name, count) in hidden {
        let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
        handbook.left.insert(name, format!("{files}: names that begin with a dot are no part of a handbook"));
    }
    without_top(kept)
}

/// The same files from inside the one folder that holds them all, as archives of repositories have it.
fn without_top(files: Files<'_>) -> Files<'_> {
    let mut tops = files.keys().map(|path| path.split_once('/').map_or("", |(top, _)| top));
    let Some(top) = tops.next().map(str::to_owned) else { return files };
    let means_something =
        ["content", "docs", "src", "static", "blog", ""].contains(&top.as_str()) || top.starts_with('_');
    if means_something || tops.any(|other| other != top) {
        return files;
    }
    let inner = files.into_iter().map(|(path, bytes)| (path[top.len() + 1..].to_owned(), bytes)).collect();
    without_top(inner)
}
