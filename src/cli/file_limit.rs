//! A limit on the size of files: without this the system ends the process that meets it, without a word.

/// From now on, writing past the limit fails like any other writing, so that there is a message and the old site stays.
pub(super) fn outlive() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        /// The signal that a file would grow past the limit, on every system but some for MIPS.
        const XFSZ: i32 = 25;
        // A signal that something listens to does not end the process. That holds for as long as the process lives,
        // whatever becomes of the listener.
        if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() {
            let _entered = runtime.enter();
            drop(signal(SignalKind::from_raw(XFSZ)));
        }
    }
}
