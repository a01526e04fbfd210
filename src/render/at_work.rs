//! Which pages are being rendered right now, and since when. A template can loop without end and cannot be stopped from
//! inside, so that somebody else has to look.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// A page that is being rendered.
#[derive(Debug, Clone)]
pub struct AtWork {
    /// Tells it from every other.
    pub number: u64,
    /// What it is made from, as findings name it.
    pub origin: String,
    /// When it was begun.
    pub since: Instant,
}

static PAGES: Mutex<BTreeMap<u64, AtWork>> = Mutex::new(BTreeMap::new());
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Every page that is being rendered, the first begun first.
pub fn pages() -> Vec<AtWork> {
    PAGES.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
}

/// Does the work of a page, which can be seen until it is done.
pub(super) fn on<T>(origin: &str, work: impl FnOnce() -> T) -> T {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let page = AtWork { number, origin: origin.to_owned(), since: Instant::now() };
    PAGES.lock().unwrap_or_else(PoisonError::into_inner).insert(number, page);
    let _done = Done(number);
    work()
}

/// Takes a page off the list, however its work ends.
struct Done(u64);

impl Drop for Done {
    fn drop(&mut self) {
        PAGES.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_seen_while_it_is_rendered_and_not_after() {
        let is_seen = || pages().iter().any(|page| page.origin == "content/seen.md");
        assert!(on("content/seen.md", is_seen) && !is_seen());
        assert!(std::panic::catch_unwind(|| on("content/seen.md", || panic!("on purpose"))).is_err());
        assert!(!is_seen());
    }
}
