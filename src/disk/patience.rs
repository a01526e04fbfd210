//! What the system refuses for a moment is tried again: on Windows whoever looks at a new file, a virus scanner or an
//! indexer, keeps it from being moved or removed for as long.

use std::io;
use std::time::Duration;

/// The pause before the second attempt; later ones double, up to [`LONGEST`].
const FIRST: Duration = Duration::from_millis(5);
const LONGEST: Duration = Duration::from_millis(200);

/// Does something that the system may refuse for a moment; where that does not happen, once.
pub(super) fn with_patience<T>(attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    again(if cfg!(windows) { 12 } else { 1 }, FIRST, attempt)
}

/// Tries at most `times`, as long as the refusal may pass.
fn again<T>(times: u32, mut pause: Duration, mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for _ in 1..times {
        match attempt() {
            Err(error) if is_passing(&error) => std::thread::sleep(pause),
            done => return done,
        }
        pause = (pause * 2).min(LONGEST);
    }
    attempt()
}

/// What Windows answers while somebody else has a file open: access denied, a sharing violation, a lock.
fn is_passing(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_for_a_moment_is_tried_again() {
        let refused = || io::Error::from_raw_os_error(32);
        let tried = |times: u32, ends_at: u32, error: &dyn Fn() -> io::Error| {
            let mut count = 0;
            let attempt = || {
                count += 1;
                if count >= ends_at { Ok(count) } else { Err(error()) }
            };
            (again(times, Duration::from_micros(1), attempt).ok(), count)
        };
        assert_eq!(tried(12, 1, &refused), (Some(1), 1));
        assert_eq!(tried(12, 5, &refused), (Some(5), 5));
        assert_eq!(tried(12, 99, &refused), (None, 12), "somebody who never lets go ends it");
        assert_eq!(tried(12, 5, &|| io::ErrorKind::NotFound.into()), (None, 1), "what cannot pass is told at once");
        assert_eq!(tried(1, 5, &refused), (None, 1));
    }
}
