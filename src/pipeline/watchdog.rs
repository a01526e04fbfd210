//! Ends the wait for a build that a template holds up without end, or for which it asks all memory there is.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::diag::{Diagnostic, Diagnostics, Findings, Place, Severities, rules};
use crate::disk;
use crate::render::at_work::{self, AtWork};

/// A page may not take longer to render: most take a thousandth of it.
const PATIENCE: Duration = Duration::from_secs(8);
/// How often somebody looks.
const PAUSE: Duration = Duration::from_millis(20);
/// Memory may not grow by more while one page is rendered that takes longer than [`LONG`].
const MOST_BYTES: u64 = 400 << 20;
const LONG: Duration = Duration::from_millis(100);

/// Does work that renders pages, on a thread of its own.
///
/// # Errors
/// The finding about a page whose templates do not come to an end. The work goes on behind the scenes then, because
/// nothing can stop it but the end of the process.
pub fn watched<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Findings> {
    let (sender, receiver) = channel();
    let spawned = std::thread::Builder::new().name("build".to_owned()).spawn(move || {
        // Whoever gave up waiting needs no answer.
        let _ = sender.send(work());
    });
    let thread = match spawned {
        Ok(thread) => thread,
        Err(error) => {
            return Err(judged(Diagnostic::without_place(&rules::INTERNAL, format!("cannot begin: {error}"))));
        }
    };
    let mut watchdog = Watchdog::default();
    loop {
        match receiver.recv_timeout(PAUSE) {
            Ok(done) => return Ok(done),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(finding) = watchdog.look(&at_work::pages(), disk::resident_bytes()) {
                    return Err(judged(finding));
                }
            }
            Err(RecvTimeoutError::Disconnected) => match thread.join() {
                Err(panic) => resume_unwind(panic),
                Ok(()) => unreachable!("a thread that ends well has answered"),
            },
        }
    }
}

fn judged(finding: Diagnostic) -> Findings {
    let mut found = Diagnostics::default();
    found.push(finding);
    found.judge(&Severities::default())
}

/// What was seen of pages so far.
#[derive(Default)]
struct Watchdog {
    /// How much memory there was in use when each was first seen.
    began_with: BTreeMap<u64, u64>,
}

impl Watchdog {
    /// The finding about a page that takes too long or too much.
    fn look(&mut self, pages: &[AtWork], bytes: Option<u64>) -> Option<Diagnostic> {
        self.began_with.retain(|number, _| pages.iter().any(|page| page.number == *number));
        for page in pages {
            let took = page.since.elapsed();
            let bytes = bytes.unwrap_or_default();
            let grown = bytes.saturating_sub(*self.began_with.entry(page.number).or_insert(bytes));
            let what = if took > PATIENCE {
                format!("rendering `{}` takes longer than {} seconds", page.origin, PATIENCE.as_secs())
            } else if took > LONG && grown > MOST_BYTES {
                format!("rendering `{}` takes more than {} MB of memory", page.origin, MOST_BYTES >> 20)
            } else {
                continue;
            };
            let finding = Diagnostic::new(&rules::TEMPLATE, Place::file(&page.origin), what);
            return Some(
                finding.hint("look for a loop without end, or for a text that doubles, in the theme's templates"),
            );
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn what_takes_too_long_or_too_much_is_named() {
        let page = |number, ago| AtWork {
            number,
            origin: format!("content/{number}.md"),
            since: Instant::now().checked_sub(ago).unwrap(),
        };
        let mut watchdog = Watchdog::default();
        let quick = [page(1, Duration::ZERO), page(2, Duration::from_secs(1))];
        assert!(watchdog.look(&quick, Some(1 << 30)).is_none());
        // Much memory for a page that takes no time is that of others.
        let grown = (1 << 30) + MOST_BYTES + 1;
        assert!(watchdog.look(&quick[..1], Some(grown)).is_none());
        assert!(watchdog.look(&quick, Some(1 << 30)).is_none());
        let finding = watchdog.look(&quick, Some(grown)).expect("it grew");
        assert!(finding.message.contains("content/2.md") && finding.message.contains("400 MB"), "{}", finding.message);
        let finding = watchdog.look(&[page(3, PATIENCE + LONG)], None).expect("it takes long");
        assert!(
            finding.message.contains("content/3.md") && finding.message.contains("8 seconds"),
            "{}",
            finding.message
        );
    }

    #[test]
    fn work_that_ends_is_handed_over() {
        assert_eq!(watched(|| 7).ok(), Some(7));
        assert!(std::panic::catch_unwind(|| watched(|| -> u8 { panic!("on purpose") })).is_err());
    }
}
