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
}

impl History {
    /// A new repository in an empty folder.
    pub(crate) fn new(folder: &Path) -> History {
        History { repository: gix::init(folder).expect("a folder of our own"), last: None }
    }

    /// Adds a commit that holds just these files, and gives its id.
    pub(crate) fn commit(&mut self, files: &Files, subject: &str) -> String {
        let mut tree = self.repository.empty_tree().edit().expect("a tree");
        for (path, text) in files {
            let blob = self.repository.write_blob(text).expect("the folder can be written to");
            tree.upsert(path.as_str(), EntryKind::Blob, blob).expect("a path");
        }
        let tree = tree.write().expect("the folder can be written to").detach();
        let editor = gix::actor::SignatureRef {
            name: "Editor".into(),
            email: "editor@example.org".into(),
            time: "1795219200 +0000",
        };
        let parents = self.last.into_iter();
        let commit = self.repository.commit_as(editor, editor, "HEAD", subject, tree, parents).expect("a commit");
        self.last = Some(commit.detach());
        commit.to_hex().to_string()
    }
}
