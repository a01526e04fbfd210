//! Sources that change while a build reads them: whatever it saw, nothing is half one state and half the other where that
//! would show something.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use rolebook::disk::{Disk, Entry, MemoryDisk};

use super::support;

/// A disk that answers each reading of a file with the next of its states.
struct Changing {
    states: Vec<MemoryDisk>,
    readings: Mutex<BTreeMap<String, usize>>,
    offset: usize,
}

impl Disk for Changing {
    fn walk(&self, folder: &str, skip: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Entry> {
        self.states[self.offset % self.states.len()].walk(folder, skip)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut readings = self.readings.lock().expect("nobody panics with it");
        let count = readings.entry(path.to_owned()).or_insert(self.offset);
        *count += 1;
        self.states[*count % self.states.len()].read(path)
    }
}

const SETTINGS: &str = "title = \"T\"\naudiences = [\"public\", \"internal\"]\n";
const OPEN: &str = "+++\ntitle = \"Home\"\n[cascade]\naudience = \"public\"\n+++\nHome.\n";
const CLOSED: &str = "+++\ntitle = \"Home\"\naudience = \"internal\"\n+++\nHome zqxsecret.\n";

/// Two states of a site, both in order; `zqxsecret` is internal in each.
fn states() -> Vec<MemoryDisk> {
    let first = [
        ("rolebook.toml", SETTINGS),
        ("content/_index.md", OPEN),
        ("content/a.md", "# A\n\nOpen. [Paper](paper.txt)\n\n:::internal\nzqxsecret\n:::\n"),
        ("content/paper.txt", "Open.\n"),
        ("content/b.md", "+++\ntitle = \"B\"\naudience = \"internal\"\n+++\nzqxsecret\n"),
        ("content/data/roles.toml", "[role.a]\ntitle = \"zqxsecret\"\naudience = \"internal\"\n"),
    ];
    let second = [
        ("rolebook.toml", SETTINGS),
        ("content/_index.md", CLOSED),
        ("content/a.md", ""),
        ("content/paper.txt", "Open, and other words.\n"),
        ("content/b.md", "+++\ntitle = \"B\"\naudience = \"public\"\n+++\nOpen.\n"),
        ("content/data/roles.toml", "[role.a]\ntitle = \"Open\"\naudience = \"public\"\n"),
    ];
    // An editor has emptied every page for a moment; settings that are gone end the build.
    let emptied = first.map(|(path, text)| (path, if path == "rolebook.toml" { text } else { "" }));
    vec![MemoryDisk::new(first), MemoryDisk::new(second), MemoryDisk::new(emptied)]
}

#[test]
fn a_file_that_changes_between_two_readings_shows_nothing_internal() {
    for offset in 0..9 {
        let disk = Changing { states: states(), readings: Mutex::default(), offset };
        let built = support::build(&disk);
        let Some(public) = built.audience("public") else { continue };
        for file in public.iter() {
            let text = String::from_utf8_lossy(&file.bytes);
            assert!(!text.contains("zqxsecret"), "{offset}: {}\n{}", file.path.as_str(), built.short());
        }
    }
}
