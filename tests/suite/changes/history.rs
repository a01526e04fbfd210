//! A repository made by the test: commits of small sites, written without the `git` program.

use std::collections::BTreeMap;
use std::path::Path;

use gix::objs::tree::EntryKind;

/// Files by their path.
pub(crate) type Files = BTreeMap<String, String>;

/// A repository and its last commit.
pub(crate) struct History {
    repository: gix::Repository,
    last: Option<gix::ObjectId>,
    /// The instant of the next commit, in seconds.
    pub(crate) clock: i64,
}

impl History {
    /// A new repository in an empty folder.
    pub(crate) fn new(folder: &Path) -> History {
        History { repository: gix::init(folder).expect("a folder of our own"), last: None, clock: 1_795_219_200 }
    }

    /// Adds a commit that holds just these files, and gives its id.
    pub(crate) fn commit(&mut self, files: &Files, subject: &str) -> String {
        let mut tree = self.repository.empty_tree().edit().expect("a tree");
        for (path, text) in files {
            let blob = self.repository.write_blob(text).expect("the folder can be written to");
            tree.upsert(path.as_str(), EntryKind::Blob, blob).expect("a path");
        }
        let tree = tree.write().expect("the folder can be written to").detach();
        let time = format!("{} +0000", self.clock);
        let (name, email) = ("Zebediah Editor".into(), "editor@example.org".into());
        let editor = gix::actor::SignatureRef { name, email, time: &time };
        let parents = self.last.into_iter();
        let commit = self.repository.commit_as(editor, editor, "HEAD", subject, tree, parents).expect("a commit");
        self.last = Some(commit.detach());
        commit.to_hex().to_string()
    }
}
