//! Mistakes as people make them in their first hours, on a small site: each gives one message at the right place that says
//! what to type, or is read as it was meant.

use std::collections::BTreeMap;

use rolebook::disk::MemoryDisk;

use super::support;

/// A change of a file.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    old: Option<String>,
    new: Option<String>,
    /// Where the file goes.
    moved: Option<String>,
    /// What is put before its first byte.
    before: Option<String>,
    /// `windows` for line ends of two characters.
    lines: Option<String>,
    /// `latin1` for another encoding.
    bytes: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    name: String,
    edits: Vec<Edit>,
    found: Vec<String>,
}

#[derive(serde::Deserialize)]
struct List {
    site: BTreeMap<String, String>,
    mistake: Vec<Mistake>,
}

type Files = BTreeMap<String, Vec<u8>>;

impl Edit {
    fn apply(&self, files: &mut Files) {
        if let Some(to) = &self.moved {
            let bytes = files.remove(&self.file).expect("a file to move");
            files.insert(to.clone(), bytes);
        } else if let Some(before) = &self.before {
            let bytes = files.get_mut(&self.file).expect("a file");
            bytes.splice(0..0, before.bytes());
        } else if self.lines.is_some() {
            for (_, bytes) in files.iter_mut().filter(|(path, _)| self.file == "*" || **path == self.file) {
                *bytes = String::from_utf8(bytes.clone()).expect("text").replace('\n', "\r\n").into_bytes();
            }
        } else if let (Some(old), Some(new)) = (&self.old, &self.new) {
            let text = String::from_utf8(files[&self.file].clone()).expect("text");
            assert!(text.contains(old.as_str()), "{}: {old}", self.file);
            files.insert(self.file.clone(), text.replacen(old.as_str(), new, 1).into_bytes());
        } else if let Some(new) = &self.new {
            let bytes = match self.bytes.as_deref() {
                Some("latin1") => new.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect(),
                _ => new.clone().into_bytes(),
            };
            files.insert(self.file.clone(), bytes);
        }
    }
}

fn findings(files: &Files) -> Vec<String> {
    let mut disk = MemoryDisk::default();
    files.iter().for_each(|(path, bytes)| disk.insert(path.as_str(), bytes.as_slice()));
    let line = |finding: &rolebook::diag::Finding| {
        let found = &finding.diagnostic;
        let (path, line) = found
            .place
            .as_ref()
            .map_or(("", 0), |place| (place.path(), place.line_column().map_or(0, |(line, _)| line)));
        let hint = found.hint.as_deref().unwrap_or("None");
        format!("{path}:{line}: {}[{}]: {} => {hint}", finding.severity.name(), found.rule.id, found.message)
    };
    support::check(&disk).iter().map(line).collect()
}

#[test]
fn each_mistake_is_told_once_with_what_to_type() {
    let list: List = toml::from_str(include_str!("first_hours.toml")).expect("a list of mistakes");
    let site: Files = list.site.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    assert_eq!(findings(&site), Vec::<String>::new(), "the site as it is");
    let mut failures = Vec::new();
    for mistake in &list.mistake {
        let mut files = site.clone();
        mistake.edits.iter().for_each(|edit| edit.apply(&mut files));
        let found = findings(&files);
        if found != mistake.found || found.len() > 1 {
            failures.push(format!("{}:\n  expected {:#?}\n  found {found:#?}", mistake.name, mistake.found));
        }
    }
    assert!(list.mistake.len() > 76, "{}", list.mistake.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
