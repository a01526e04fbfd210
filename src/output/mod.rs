//! What a build makes: files in memory, and the one way they reach a folder.
//!
//! Owns [`OutputFile`], [`Outputs`], [`LateOutputs`] and [`sync()`]. It must not know what the files mean.

pub mod address;
mod late;
mod sync;
mod target;

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics, Place, rules};
pub use late::LateOutputs;
pub use sync::{AudienceReport, SyncReport, sync};
pub use target::{SyncError, Target};

/// A path in an audience's output, from its root: checked segments, no `..`, no leading `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// The path, if every segment can be a file name on every system and none is `.` or `..`.
    pub fn new(path: impl Into<String>) -> Option<OutPath> {
        let path = path.into();
        let sound = |segment: &str| {
            !segment.is_empty()
                && segment != "."
                && segment != ".."
                && segment.len() <= 255
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

/// All files of one audience, by path. A second file at a path is a finding.
#[derive(Debug, Default)]
pub struct Outputs {
    files: BTreeMap<OutPath, OutputFile>,
}

impl Outputs {
    /// Adds files; one whose path is taken is reported as a `collision` and left out.
    pub fn add(&mut self, files: impl IntoIterator<Item = OutputFile>, diagnostics: &mut Diagnostics) {
        for file in files {
            match self.files.get(&file.path) {
                Some(first) => diagnostics.push(
                    Diagnostic::new(
                        &rules::COLLISION,
                        Place::file(&file.origin),
                        format!(
                            "`{}` and `{}` both want the address `/{}`",
                            first.origin,
                            file.origin,
                            file.path.as_str()
                        ),
                    )
                    .hint("give one of them another `slug` or file name"),
                ),
                None => {
                    self.files.insert(file.path.clone(), file);
                }
            }
        }
    }

    /// Takes out the files at these paths.
    pub fn remove(&mut self, paths: &[OutPath]) {
        for path in paths {
            self.files.remove(path);
        }
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
