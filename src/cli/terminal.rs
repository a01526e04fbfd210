//! Printing: text to a stream, whether to use colours, and the progress line.
//!
//! A reader that goes away (`rolebook check | head`) is no fault of the run, so a broken pipe is passed over in silence.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::time::Duration;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};

/// Writes `text` to standard output.
pub(super) fn out(text: &str) -> Result<()> {
    write(&mut io::stdout().lock(), text)
}

/// Writes `text` to standard error.
pub(super) fn err(text: &str) -> Result<()> {
    write(&mut io::stderr().lock(), text)
}

fn write(stream: &mut dyn Write, text: &str) -> Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Whether text on standard error may be coloured.
pub(super) fn colours_on_err() -> bool {
    colours_wanted() && io::stderr().is_terminal()
}

/// Whether text on standard output may be coloured.
pub(super) fn colours_on_out() -> bool {
    colours_wanted() && io::stdout().is_terminal()
}

fn colours_wanted() -> bool {
    #[allow(clippy::disallowed_methods, reason = "what the terminal wants is known here only")]
    let set = |name| std::env::var(name).unwrap_or_default();
    set("NO_COLOR").is_empty() && set("TERM") != "dumb"
}

/// A line on standard error that moves while something takes long; it shows on a terminal only, and goes when dropped.
#[derive(Clone)]
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Starts the line, unless `quiet`.
    pub(super) fn start(quiet: bool, doing: &'static str) -> Progress {
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        bar.set_style(ProgressStyle::with_template("{spinner} {msg} {elapsed}").expect("the template is a constant"));
        bar.set_message(doing);
        bar.enable_steady_tick(Duration::from_millis(100));
        Progress(bar)
    }

    /// Says what goes on now.
    pub(super) fn say(&self, doing: &'static str) {
        self.0.set_message(doing);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
