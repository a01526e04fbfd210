//! A copy of the sample with slips as people make them who edit it: each is found at its line, and nothing else is.

use std::collections::{BTreeMap, BTreeSet};

use rolebook::disk::MemoryDisk;

use super::support::{self, files_below, package};

/// An edit, and what must be found because of it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    file: String,
    old: Option<String>,
    new: Option<String>,
    append: Option<String>,
    rule: String,
    /// Rules that must be found on the same line beside it.
    #[serde(default)]
    also: Vec<String>,
    at: Option<String>,
    /// Whether the last place of `at` is meant.
    #[serde(default)]
    last: bool,
    #[serde(default = "first")]
    round: usize,
}

fn first() -> usize {
    1
}

#[derive(serde::Deserialize)]
struct List {
    fault: Vec<Fault>,
}

/// A finding as the test knows it: its file, its line, its rule.
type Found = (String, usize, String);

fn sample() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let root = package();
    for folder in ["content", "static"] {
        for path in files_below(&root.join(folder), "") {
            let name = path.strip_prefix(root).expect("it lies there").to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
    files.insert("rolebook.toml".to_owned(), std::fs::read(root.join("rolebook.toml")).expect("the settings"));
    files
}

fn findings(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<Found> {
    let mut disk = MemoryDisk::default();
    files.iter().for_each(|(path, bytes)| disk.insert(path.as_str(), bytes.as_slice()));
    let found = support::check(&disk);
    let found = found.iter().map(|finding| &finding.diagnostic);
    let place =
        |place: &rolebook::diag::Place| (place.path().to_owned(), place.line_column().map_or(0, |(line, _)| line));
    found
        .map(|found| {
            let (file, line) = found.place.as_ref().map(place).unwrap_or_default();
            (file, line, found.rule.id.to_owned())
        })
        .collect()
}

impl Fault {
    fn apply(&self, files: &mut BTreeMap<String, Vec<u8>>) {
        let text = files.get(&self.file).map(|bytes| String::from_utf8(bytes.clone()).expect("text"));
        let mut text = match (&self.old, &self.new, text) {
            (Some(old), Some(new), Some(text)) => {
                assert_eq!(text.matches(old.as_str()).count(), 1, "{}: {old}", self.file);
                text.replace(old.as_str(), new)
            }
            (None, Some(new), None) => new.clone(),
            (None, None, Some(text)) => text,
            _ => panic!("{}: this edit cannot be made", self.file),
        };
        text.push_str(self.append.as_deref().unwrap_or_default());
        files.insert(self.file.clone(), text.into_bytes());
    }

    /// Where it must be found, in the file as it is after every edit.
    fn expected(&self, files: &BTreeMap<String, Vec<u8>>) -> Vec<Found> {
        let text = String::from_utf8(files[&self.file].clone()).expect("text");
        let sought = self.at.as_deref().or(self.new.as_deref()).unwrap_or_default();
        let at = if self.last { text.rfind(sought) } else { text.find(sought) };
        let at = at.unwrap_or_else(|| panic!("{}: no {sought}", self.file));
        // What is about a whole file has no line.
        let line = if self.at.is_none() && self.old.is_none() { 0 } else { text[..at].matches('\n').count() + 1 };
        let rules = std::iter::once(&self.rule).chain(&self.also);
        rules.map(|rule| (self.file.clone(), line, rule.clone())).collect()
    }
}

#[test]
fn every_planted_fault_is_found_at_its_line_and_nothing_else_is() {
    let text = std::fs::read_to_string(package().join("tests/suite/faults.toml")).expect("the list of edits");
    let list: List = toml::from_str(&text).expect("the list of edits");
    assert!(list.fault.len() >= 60, "{} faults", list.fault.len());
    let clean = sample();
    let before = findings(&clean);
    let rounds: BTreeSet<usize> = list.fault.iter().map(|fault| fault.round).collect();
    let mut failures = String::new();
    for round in rounds {
        let faults: Vec<&Fault> = list.fault.iter().filter(|fault| fault.round == round).collect();
        let mut files = clean.clone();
        faults.iter().for_each(|fault| fault.apply(&mut files));
        let expected: BTreeSet<Found> = faults.iter().flat_map(|fault| fault.expected(&files)).collect();
        let found = findings(&files);
        // What stood in the sample before stands elsewhere now when lines came in above it.
        let of_sample = |(file, _, rule): &&Found| before.iter().any(|(known, _, of)| known == file && of == rule);
        for missed in expected.difference(&found) {
            failures.push_str(&format!("round {round}: not found: {missed:?}\n"));
        }
        for more in found.difference(&expected).filter(|found| !of_sample(found)) {
            failures.push_str(&format!("round {round}: found besides: {more:?}\n"));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
