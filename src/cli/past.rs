//! What readers are told of changes, out of the repository that the site lies in: `[changes] from = "git"`.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::disk::Disk;
use crate::git::{Refusal, Repository};
use crate::pipeline::{self, History};

use super::open::SETTINGS;

/// So many days are told of; each takes as long as reading the site once.
const MOST_DAYS: usize = 30;

/// What changes when something that readers see does.
const WATCHED: [&str; 3] = ["content", "static", SETTINGS];

/// What the repository tells of changes. It keeps the history that was read last, and of which commit and audiences that
/// is: a preview asks again after each change.
#[derive(Default)]
pub(super) struct Past {
    last: Mutex<Option<(String, Arc<History>)>>,
}

impl Past {
    /// Fills in what readers are told of changes, for a site that wants that from its repository.
    pub(super) fn fill_in(&self, root: &Path, disk: &dyn Disk, config: &mut Config, diags: &mut Diagnostics) {
        if !config.changes_from_git {
            return;
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match history(&mut last, root, config, diags) {
            Ok(history) => config.past = Arc::new(pipeline::past(&history, disk, config)),
            Err(refusal) => {
                diags.push(finding(format!("no changes can be told: {}", refusal.message)).hint(refusal.hint));
            }
        }
    }
}

fn history(
    last: &mut Option<(String, Arc<History>)>,
    root: &Path,
    config: &Config,
    diags: &mut Diagnostics,
) -> Result<Arc<History>, Refusal> {
    let repository = Repository::of(root)?;
    let days = repository.days(MOST_DAYS + 1, &WATCHED)?;
    if days.is_cut && days.states.len() <= MOST_DAYS {
        let message = "this clone holds a part of the history alone, so that older changes are not told";
        let hint = "fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in the checkout step";
        diags.push(finding(message.to_owned()).hint(hint));
    }
    let head = days.states.last().map(|(_, commit)| commit.short.as_str()).unwrap_or_default();
    let key = format!("{head} {} {}", root.display(), config.audiences.names().join(" "));
    if let Some((_, history)) = last.as_ref().filter(|(known, _)| *known == key) {
        return Ok(Arc::clone(history));
    }
    // One state at a time is in memory. One that cannot be read is passed over: the next one shows what it changed.
    let states = days.states.iter().filter_map(|(on, commit)| {
        let disk: Box<dyn Disk> = Box::new(repository.disk(commit).ok()?);
        Some((*on, disk))
    });
    let history = Arc::new(pipeline::history(states, config));
    *last = Some((key, Arc::clone(&history)));
    Ok(history)
}

fn finding(message: String) -> Diagnostic {
    Diagnostic::new(&rules::NO_HISTORY, Place::file(SETTINGS), message)
}
