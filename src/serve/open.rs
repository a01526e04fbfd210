//! Starts the browser, only when asked to.

use std::io;
use std::process::{Command, Stdio};

/// Shows an address in the browser the system has set.
pub(super) fn in_browser(address: &str) -> io::Result<()> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(program);
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(drop)
}
