//! Files that are made when they are first asked for, because making them takes long and many are never asked for.

use std::fmt;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::Outputs;

type Make = Box<dyn FnOnce() -> Outputs + Send>;

/// Files of an audience that are still to be made.
pub struct LateOutputs {
    /// What they are made from and no other file shows. Where it differs, so do these files.
    pub from: Vec<Vec<String>>,
    holds: fn(&str) -> bool,
    make: Mutex<Option<Make>>,
    made: OnceLock<Outputs>,
}

impl LateOutputs {
    /// Files that `make` gives, at paths of which `holds` says that they are among them. `from` is what they are made from
    /// and no other file shows.
    pub fn new(
        from: Vec<Vec<String>>,
        holds: fn(&str) -> bool,
        make: impl FnOnce() -> Outputs + Send + 'static,
    ) -> LateOutputs {
        LateOutputs { from, holds, make: Mutex::new(Some(Box::new(make))), made: OnceLock::new() }
    }

    /// Whether a path is one of theirs, made or not.
    pub fn holds(&self, path: &str) -> bool {
        (self.holds)(path)
    }

    /// The files, when they are made already.
    pub fn made(&self) -> Option<&Outputs> {
        self.made.get()
    }

    /// Makes the files, unless that is done. May take long; whoever else calls it meanwhile waits.
    ///
    /// They are made once: should that panic, there are none.
    pub fn make(&self) -> &Outputs {
        self.made.get_or_init(|| {
            let make = self.make.lock().unwrap_or_else(PoisonError::into_inner).take();
            make.map(|make| make()).unwrap_or_default()
        })
    }
}

impl fmt::Debug for LateOutputs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LateOutputs").field("made", &self.made).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::diag::Diagnostics;
    use crate::output::{OutPath, OutputFile};

    #[test]
    fn files_are_made_once_and_only_when_asked_for() {
        let count = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&count);
        let late = LateOutputs::new(
            Vec::new(),
            |path| path.ends_with(".bin"),
            move || {
                counter.fetch_add(1, Ordering::Relaxed);
                let path = OutPath::new("a.bin").unwrap();
                let mut files = Outputs::default();
                files.add([OutputFile { path, bytes: Vec::new(), origin: String::new() }], &mut Diagnostics::default());
                files
            },
        );
        assert!(late.holds("a.bin") && !late.holds("a.html"));
        assert!(late.made().is_none() && count.load(Ordering::Relaxed) == 0);
        std::thread::scope(|scope| {
            (0..4).for_each(|_| drop(scope.spawn(|| assert_eq!(late.make().len(), 1))));
        });
        assert_eq!((late.made().unwrap().len(), count.load(Ordering::Relaxed)), (1, 1));
    }

    #[test]
    fn a_panic_leaves_no_files() {
        let late = LateOutputs::new(Vec::new(), |_| true, || panic!("on purpose"));
        assert!(catch_unwind(AssertUnwindSafe(|| late.make().len())).is_err());
        assert!(late.make().is_empty());
    }
}
