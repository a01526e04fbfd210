//! The sample site without its internal parts: not one public byte may change.

use rolebook::disk::MemoryDisk;

use super::super::{diff, support};
use super::files;

/// A page without its internal blocks.
fn without_blocks(text: &str) -> String {
    let mut open: Vec<bool> = Vec::new();
    let mut kept = String::new();
    for line in text.split_inclusive('\n') {
        let name = line.trim_end().trim_start_matches(':');
        let is_fence = line.starts_with(":::");
        if is_fence && !name.is_empty() {
            open.push(name.starts_with("internal"));
        }
        if !open.contains(&true) {
            kept.push_str(line);
        }
        if is_fence && name.is_empty() {
            open.pop();
        }
    }
    kept
}

/// Records without those that say that they are internal.
fn without_records(text: &str) -> String {
    let starts = text.match_indices("\n[").map(|(at, _)| at + 1);
    let mut cuts: Vec<usize> = std::iter::once(0).chain(starts).collect();
    cuts.push(text.len());
    let tables = cuts.windows(2).map(|pair| &text[pair[0]..pair[1]]);
    tables
        .filter(|table| !table.lines().any(|line| line == "audience = \"internal\""))
        .filter(|table| !table.starts_with("[[question_bank]]") && !table.starts_with("[question_bank."))
        .collect()
}

/// The sample, whole or without what is internal.
fn sample(whole: bool) -> MemoryDisk {
    let root = support::package();
    let mut disk = MemoryDisk::default();
    let mut put = |path: &std::path::Path| {
        let name = path.strip_prefix(root).expect("it was found there").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).expect("the sample is text");
        let beside = std::fs::read_to_string(format!("{}.toml", path.display())).unwrap_or_default();
        let companion = if name.ends_with(".csv.toml") { &text } else { &beside };
        let settings = companion.split("[columns").next().unwrap_or("");
        let is_internal = name.starts_with("content/team/") || settings.contains("audience = \"internal\"");
        match name.rsplit_once('.') {
            _ if whole => disk.insert(name, text),
            _ if is_internal => {}
            Some((_, "md")) => disk.insert(name, without_blocks(&text)),
            Some((_, "toml")) if !name.ends_with(".csv.toml") => {
                let left = without_records(&text);
                // A file whose records all went goes with them.
                if left.contains("\n[") || !text.contains("\n[") {
                    disk.insert(name, left);
                }
            }
            _ => disk.insert(name, text),
        }
    };
    put(&root.join("rolebook.toml"));
    for path in ["content", "static"].iter().flat_map(|folder| support::files_below(&root.join(folder), "")) {
        put(&path);
    }
    disk
}

#[test]
fn the_sample_without_its_internal_parts_is_the_same_public_site() {
    let (whole, part) = (support::build(&sample(true)), support::build(&sample(false)));
    assert_eq!(whole.short(), "");
    // What linked a page may have gone with the internal parts.
    assert!(part.short().lines().all(|line| line.contains("info[orphan-page]")), "{}", part.short());
    let internal = |built: &support::Built| files(built, "internal").values().map(Vec::len).sum::<usize>();
    assert!(internal(&part) + 50_000 < internal(&whole), "what is internal was taken away");
    let (whole, part) = (files(&whole, "public"), files(&part, "public"));
    assert_eq!(whole.keys().collect::<Vec<_>>(), part.keys().collect::<Vec<_>>());
    for (path, bytes) in &whole {
        let (whole, part) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&part[path]));
        assert!(whole == part, "`{path}` differs:\n{}", diff::lines(&whole, &part));
    }
}
