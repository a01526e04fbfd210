//! What a build makes: files in memory, and the one way they reach a folder.
//!
//! Owns [`OutputFile`], [`Outputs`], [`LateOutputs`] and [`sync()`]. It must not know what the files mean.

pub mod address;
mod late;
mod sync;
mod target;

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diagnostic, Diagnostics, Place, rules};
pub use late::LateOutputs;
pub use sync::{AudienceReport, SyncReport, sync};
pub use target::{SyncError, Target};

/// A path in an audience's output, from its root: checked segments, no `..`, no leading `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// The path, if every segment can be a file name on every system and none is `.` or `..`, or a repository's own folder.
    pub fn new(path: impl Into<String>) -> Option<OutPath> {
        let path = path.into();
        let sound = |segment: &str| {
            !segment.is_empty()
                && segment != "."
                && segment != ".."
                && segment.len() <= 255
                && !segment.ends_with([' ', '.'])
                && !address::is_device(segment)
                && !address::is_repository(segment)
                && !segment
                    .contains(|c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'))
        };
        (path.len() <= 1024 && path.split('/').all(sound)).then_some(OutPath(path))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One file of the output.
#[derive(Debug, Clone)]
pub struct OutputFile {
    /// Where it goes.
    pub path: OutPath,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What it was made from, for a collision's message: a source path, or what made it ("the sitemap").
    pub origin: String,
}

/// All files of one audience, by path. A second file at a path is a finding, and so is one that some system could not
/// hold beside the others: capital letters and composed letters do not tell files apart there, and a file is no folder.
#[derive(Debug, Default)]
pub struct Outputs {
    files: BTreeMap<OutPath, OutputFile>,
    /// What each name, folded, belongs to.
    taken: HashMap<String, Taken>,
}

/// What a name belongs to.
#[derive(Debug)]
enum Taken {
    File(OutPath),
    /// A folder, and one of the files that need it.
    Folder(OutPath),
}

/// A path as a system compares it that does not tell capital letters apart.
fn folded(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().collect::<String>().to_lowercase() }
}

fn collision(first: &OutputFile, second: &OutputFile) -> Diagnostic {
    let (one, other) = (first.path.as_str(), second.path.as_str());
    let what = if one == other {
        format!("both want the address `/{one}`")
    } else if folded(one) == folded(other) {
        format!("want `/{one}` and `/{other}`, which many systems do not tell apart")
    } else {
        format!("want `/{one}` and `/{other}`: one needs a file where the other needs a folder")
    };
    let message = format!("`{}` and `{}` {what}", first.origin, second.origin);
    // What every site has is described, "the sitemap"; the other one is a file that somebody can change.
    let (place, related) = if second.origin.starts_with("the ") { (first, second) } else { (second, first) };
    Diagnostic::new(&rules::COLLISION, Place::file(&place.origin), message)
        .related(Place::file(&related.origin), "the other one")
        .hint("give one of them another `slug`, alias or file name")
}

impl Outputs {
    /// Adds files; one whose path is taken is reported as a `collision` and left out.
    pub fn add(&mut self, files: impl IntoIterator<Item = OutputFile>, diagnostics: &mut Diagnostics) {
        for file in files {
            let folded = folded(file.path.as_str());
            if let Some(first) = self.in_the_way(&folded) {
                diagnostics.push(collision(first, &file));
                continue;
            }
            for (at, _) in folded.rmatch_indices('/') {
                if self.taken.contains_key(&folded[..at]) {
                    break;
                }
                self.taken.insert(folded[..at].to_owned(), Taken::Folder(file.path.clone()));
            }
            self.taken.insert(folded, Taken::File(file.path.clone()));
            self.files.insert(file.path.clone(), file);
        }
    }

    /// Takes out the files at these paths.
    pub fn remove(&mut self, paths: &[OutPath]) {
        for path in paths {
            self.files.remove(path);
        }
    }

    /// The file that keeps another one from having a path.
    fn in_the_way(&self, folded: &str) -> Option<&OutputFile> {
        let folders = folded.rmatch_indices('/').map(|(at, _)| &folded[..at]);
        let file_above = folders.filter_map(|folder| self.taken.get(folder)).find_map(|taken| match taken {
            Taken::File(path) => Some(path),
            Taken::Folder(_) => None,
        });
        let here = self.taken.get(folded).map(|taken| match taken {
            Taken::File(path) | Taken::Folder(path) => path,
        });
        self.files.get(here.or(file_above)?)
    }

    /// The files in path order.
    pub fn iter(&self) -> impl Iterator<Item = &OutputFile> {
        self.files.values()
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&OutputFile> {
        self.files.get(&OutPath(path.to_owned()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
