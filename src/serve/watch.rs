//! Notices when something the site is made of changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// The folders a site is made of; everything else in its folder is left unwatched, the output above all.
pub(super) const FOLDERS: [&str; 3] = ["content", "static", "themes"];
const SETTINGS: &str = "rolebook.toml";
/// How long it has to be quiet for a change to be over: editors and git write in several steps.
const QUIET: Duration = Duration::from_millis(25);
/// When a change that never ends is taken as it is.
const LONGEST_CHANGE: Duration = Duration::from_millis(500);
const POLL_EVERY: Duration = Duration::from_secs(1);

/// What happened, as far as it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// Something in this folder of the site, or this file, changed.
    Inside,
    /// This folder of the site came, went or was replaced.
    Folder(&'static str),
    /// More happened than the system could tell.
    Overrun,
    /// Nothing may have happened, but from now on something may be missed.
    Trouble(String),
    /// It is time to end.
    Stop,
}

/// What happened since it was last asked.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// Whether something is known to have changed; otherwise something may have.
    pub(super) certain: bool,
    /// What the author should know about the watching itself.
    pub(super) trouble: Vec<String>,
}

/// Watches the folder of a site.
pub(super) struct Watch {
    watcher: Box<dyn Watcher + Send>,
    root: PathBuf,
    changes: Receiver<Change>,
}

impl Watch {
    /// Begins to watch. The second value ends it by sending [`Change::Stop`]; the third tells of a detour.
    pub(super) fn start(root: &Path) -> notify::Result<(Watch, Sender<Change>, Option<String>)> {
        match Watch::told(root) {
            Ok((watch, stopper)) => Ok((watch, stopper, None)),
            Err(error) => {
                let (watch, stopper) = Watch::polled(root, POLL_EVERY)?;
                let why = plain(&error);
                let detour = format!("the system does not tell of changes ({why}); looking every second instead");
                Ok((watch, stopper, Some(detour)))
            }
        }
    }

    /// Has the system tell of changes.
    fn told(root: &Path) -> notify::Result<(Watch, Sender<Change>)> {
        let (sender, changes) = channel();
        let watcher = RecommendedWatcher::new(handler(root, &sender), notify::Config::default())?;
        Watch::over(Box::new(watcher), root, changes).map(|watch| (watch, sender))
    }

    /// Looks for changes now and then, for systems and network folders that do not tell.
    fn polled(root: &Path, every: Duration) -> notify::Result<(Watch, Sender<Change>)> {
        let (sender, changes) = channel();
        let settings = notify::Config::default().with_poll_interval(every);
        let watcher = PollWatcher::new(handler(root, &sender), settings)?;
        Watch::over(Box::new(watcher), root, changes).map(|watch| (watch, sender))
    }

    fn over(mut watcher: Box<dyn Watcher + Send>, root: &Path, changes: Receiver<Change>) -> notify::Result<Watch> {
        watcher.watch(root, RecursiveMode::NonRecursive)?;
        for name in FOLDERS {
            watch_folder(watcher.as_mut(), &root.join(name))?;
        }
        Ok(Watch { watcher, root: root.to_owned(), changes })
    }

    /// Waits for a change to happen and be over; `None` when it is time to end.
    pub(super) fn wait(&mut self) -> Option<Changes> {
        let mut changes = Changes::default();
        let mut replaced = BTreeSet::new();
        let mut next = self.changes.recv().ok()?;
        let start = Instant::now();
        loop {
            match next {
                Change::Stop => return None,
                Change::Inside => changes.certain = true,
                Change::Folder(name) => {
                    changes.certain = true;
                    replaced.insert(name);
                }
                Change::Overrun => {}
                Change::Trouble(text) => changes.trouble.push(text),
            }
            let patience = QUIET.min(LONGEST_CHANGE.saturating_sub(start.elapsed()));
            next = match self.changes.recv_timeout(patience) {
                Ok(next) => next,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            };
        }
        for name in replaced {
            // A watch belongs to the folder that was there, not to its name.
            let folder = self.root.join(name);
            let _ = self.watcher.unwatch(&folder);
            if let Err(error) = watch_folder(self.watcher.as_mut(), &folder) {
                changes.trouble.push(format!("changes in `{name}/` are not noticed: {}", plain(&error)));
            }
        }
        Some(changes)
    }
}

/// Passes on what matters, as soon as it happens, so that the system's own queue stays short.
fn handler(root: &Path, sender: &Sender<Change>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    let (root, sender) = (root.to_owned(), sender.clone());
    move |event| {
        if let Some(change) = classify(&root, event) {
            // Nobody listens any more: the server is ending.
            let _ = sender.send(change);
        }
    }
}

/// Watches a folder and all below it; one that is not there is noticed when it comes.
fn watch_folder(watcher: &mut (dyn Watcher + Send), folder: &Path) -> notify::Result<()> {
    match watcher.watch(folder, RecursiveMode::Recursive) {
        Err(error) if matches!(&error.kind, notify::ErrorKind::PathNotFound) => Ok(()),
        Err(notify::Error { kind: notify::ErrorKind::Io(error), .. })
            if error.kind() == std::io::ErrorKind::NotFound =>
        {
            Ok(())
        }
        other => other,
    }
}

fn plain(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "too many folders for the system's limit on watches".to_owned(),
        notify::ErrorKind::Io(error) => error.to_string().to_lowercase(),
        _ => error.to_string().to_lowercase(),
    }
}

/// What an event means for the site below `root`; `None` when it means nothing.
fn classify(root: &Path, event: notify::Result<Event>) -> Option<Change> {
    let event = match event {
        Ok(event) => event,
        Err(error) => return Some(Change::Trouble(format!("some changes may go unnoticed: {}", plain(&error)))),
    };
    if event.need_rescan() {
        return Some(Change::Overrun);
    }
    // The build itself reads every file; that must not set off the next one.
    if matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime))) {
        return None;
    }
    let changes: Vec<Change> = event.paths.iter().filter_map(|path| classify_path(root, path)).collect();
    changes.iter().find(|change| **change != Change::Inside).or(changes.first()).cloned()
}

fn classify_path(root: &Path, path: &Path) -> Option<Change> {
    let below: Vec<String> = path
        .strip_prefix(root)
        .ok()?
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let (first, inside) = below.split_first()?;
    if first == SETTINGS && inside.is_empty() {
        return Some(Change::Inside);
    }
    let folder = FOLDERS.into_iter().find(|name| name == first)?;
    // What editors keep beside a file while it is open; the site has no such files either.
    let is_scratch = |name: &String| name.starts_with('.') || name.ends_with('~');
    match inside {
        [] => Some(Change::Folder(folder)),
        inside if inside.iter().any(is_scratch) => None,
        _ => Some(Change::Inside),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind, DataChange, Flag, RemoveKind};

    fn check(kind: EventKind, path: &str, expected: Option<Change>) {
        let event = Event::new(kind).add_path(Path::new("/site").join(path));
        assert_eq!(classify(Path::new("/site"), Ok(event)), expected, "{path} {kind:?}");
    }

    #[test]
    fn only_what_the_site_is_made_of_counts() {
        let change = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        for path in
            ["rolebook.toml", "content/a.md", "content/data/pay.toml", "themes/own/css/a.css", "static/logo.svg"]
        {
            check(change, path, Some(Change::Inside));
        }
        for path in [
            "dist/public/index.html",
            "target/x",
            "README.md",
            ".git/index",
            "content/.a.md.swp",
            "content/a.md~",
            "x/content/a.md",
        ] {
            check(change, path, None);
        }
        check(EventKind::Create(CreateKind::Folder), "content", Some(Change::Folder("content")));
        check(EventKind::Remove(RemoveKind::Any), "themes", Some(Change::Folder("themes")));
    }

    #[test]
    fn reading_a_file_is_no_change() {
        check(EventKind::Access(AccessKind::Any), "content/a.md", None);
        check(EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)), "content/a.md", None);
    }

    #[test]
    fn what_the_system_lost_is_told_apart() {
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(classify(Path::new("/site"), Ok(lost)), Some(Change::Overrun));
        let error = classify(Path::new("/site"), Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
        assert!(matches!(error, Some(Change::Trouble(text)) if text.contains("limit on watches")));
    }

    #[test]
    fn a_folder_that_is_only_looked_at_is_followed_too() {
        let folder = tempfile::tempdir().unwrap();
        crate::disk::write::create_folders(&folder.path().join("content")).unwrap();
        let (mut watch, stopper) = Watch::polled(folder.path(), Duration::from_millis(20)).unwrap();
        crate::disk::write::write_new(&folder.path().join("content/a.md"), b"A").unwrap();
        // On a busy machine the folder may be seen to change before its file is.
        while !watch.wait().unwrap().certain {}
        stopper.send(Change::Stop).unwrap();
        while watch.wait().is_some() {}
    }
}
