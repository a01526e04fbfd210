//! Commands of the guide, run in a folder that stays the same from block to block as in somebody's terminal.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::workflow;
use super::stand_ins;

/// A terminal.
pub(super) struct Shell {
    folder: PathBuf,
    release: PathBuf,
}

impl Shell {
    /// A terminal in `start`, whose own files are in `folder`.
    pub(super) fn new(folder: &Path, start: &Path) -> Shell {
        let programs = folder.join("programs");
        std::fs::create_dir_all(&programs).expect("a folder of our own");
        std::fs::create_dir_all(folder.join("home")).expect("a folder of our own");
        let releases = folder.join("releases");
        std::fs::create_dir_all(&releases).expect("a folder of our own");
        let shell = Shell { folder: folder.to_owned(), release: workflow::release(&releases) };
        stand_ins::install(&programs, &shell.release);
        shell.go(start);
        shell
    }

    /// The folder that commands run in by now.
    pub(super) fn here(&self) -> PathBuf {
        let here = std::fs::read_to_string(self.folder.join("here")).expect("it was written");
        PathBuf::from(here.trim_end())
    }

    fn go(&self, folder: &Path) {
        std::fs::write(self.folder.join("here"), folder.display().to_string()).expect("a folder of our own");
    }

    pub(super) fn home(&self) -> PathBuf {
        self.folder.join("home")
    }

    /// An archive as a release has it.
    pub(super) fn release(&self) -> &Path {
        &self.release
    }

    /// Runs lines where the last ones ended.
    pub(super) fn run(&self, script: &str) -> Result<String, String> {
        let here = self.here();
        let followed = format!("{script}\npwd > '{}'\n", self.folder.join("here").display());
        self.run_in(&here, &followed)
    }

    /// Runs lines in a folder, and gives what they print.
    pub(super) fn run_in(&self, folder: &Path, script: &str) -> Result<String, String> {
        let path = std::env::var("PATH").unwrap_or_default();
        // The ports that the guide names may be taken here.
        let script = &with_free_ports(script);
        let output = Command::new("timeout")
            .args(["120", "sh", "-ec", script])
            .current_dir(folder)
            .env_clear()
            .env("PATH", format!("{}:{path}", self.folder.join("programs").display()))
            .env("HOME", self.home())
            .env("URL", "https://careers.example.org")
            .env("DEPLOY_PRIME_URL", "https://preview.example.org")
            .env("ROLEBOOK_RELEASE", format!("file://{}", self.release.display()))
            .env("SOURCE_DATE_EPOCH", "1795219200")
            .output()
            .expect("there is a shell");
        let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        if output.status.success() {
            Ok(told)
        } else {
            Err(format!("`{}` ends with {}:\n{told}", script.trim(), output.status))
        }
    }
}

/// The script with ports that nobody listens on in the place of those it names.
fn with_free_ports(script: &str) -> String {
    let listeners =
        ["8001", "8002"].map(|named| (named, TcpListener::bind("127.0.0.1:0").expect("there is a free port")));
    let port = |listener: &TcpListener| listener.local_addr().expect("it is bound").port().to_string();
    listeners.iter().fold(script.to_owned(), |script, (named, listener)| script.replace(named, &port(listener)))
}
