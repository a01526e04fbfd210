//! Workflows of a site run here as a runner would: each `run` step by a shell of its own, in a folder that is the checkout.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The `run` texts of the steps of a workflow, in order.
pub(crate) fn steps(workflow: &str) -> Vec<String> {
    let lines: Vec<&str> = workflow.lines().collect();
    let starts = lines.iter().enumerate().filter_map(|(at, line)| {
        let text = line.trim_start().trim_start_matches("- ");
        text.strip_prefix("run: ").map(|run| (at, line.len() - text.len(), run))
    });
    let text = |(at, indent, run): (usize, usize, &str)| {
        if run != "|" {
            return run.to_owned();
        }
        let inside = lines[at + 1..]
            .iter()
            .take_while(|line| line.trim().is_empty() || line.len() - line.trim_start().len() > indent);
        inside.map(|line| format!("{}\n", line.get(indent + 2..).unwrap_or_default())).collect()
    };
    starts.map(text).collect()
}

/// A machine that runs steps: its home, the folder of the checkout, and what it was told.
pub(crate) struct Runner {
    home: PathBuf,
    checkout: PathBuf,
    settings: Vec<(String, String)>,
}

impl Runner {
    /// A machine whose home is `home`.
    pub(crate) fn new(home: &Path, checkout: &Path) -> Runner {
        std::fs::create_dir_all(home).expect("a folder of our own");
        Runner { home: home.to_owned(), checkout: checkout.to_owned(), settings: Vec::new() }
    }

    /// The machine with a variable set.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Runner {
        self.settings.push((name.to_owned(), value.into()));
        self
    }

    /// Runs the steps until one fails, and gives all they printed; an error when one failed.
    pub(crate) fn run(&self, steps: &[String]) -> Result<String, String> {
        let mut told = String::new();
        let path_file = self.home.join("path");
        std::fs::write(&path_file, "").expect("a folder of our own");
        for step in steps {
            let output = self.step(step, &path_file);
            told.push_str(&String::from_utf8_lossy(&output.stdout));
            told.push_str(&String::from_utf8_lossy(&output.stderr));
            if !output.status.success() {
                return Err(told);
            }
        }
        Ok(told)
    }

    fn step(&self, step: &str, path_file: &Path) -> Output {
        let added = std::fs::read_to_string(path_file).expect("it was just written");
        let mut path: Vec<String> = added.lines().rev().map(str::to_owned).collect();
        path.push(std::env::var("PATH").unwrap_or_default());
        Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step])
            .current_dir(&self.checkout)
            .env_clear()
            .env("PATH", path.join(":"))
            .env("HOME", &self.home)
            .env("GITHUB_PATH", path_file)
            .env("SOURCE_DATE_EPOCH", "1795219200")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .output()
            .expect("there is a shell")
    }
}

/// An archive of the program as a release has it, in `folder`; what is in it runs the binary under test.
pub(crate) fn release(folder: &Path) -> PathBuf {
    let inside = folder.join("rolebook-0.1.0-x86_64-unknown-linux-musl");
    std::fs::create_dir_all(&inside).expect("a folder of our own");
    let program = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_rolebook"));
    std::fs::write(inside.join("rolebook"), program).expect("a folder of our own");
    let script = "chmod 755 rolebook-*/rolebook && tar -czf release.tar.gz rolebook-* && \
        sha256sum release.tar.gz > release.tar.gz.sha256";
    let made = Command::new("sh").args(["-c", script]).current_dir(folder).status().expect("there is a shell");
    assert!(made.success(), "the archive is made");
    folder.join("release.tar.gz")
}

#[test]
fn steps_are_read_as_a_runner_reads_them() {
    let workflow = "jobs:\n  a:\n    steps:\n      - uses: x\n      - name: One\n        run: |\n          a\n            b\n\n          c\n      - run: d\n";
    assert_eq!(steps(workflow), ["a\n  b\n\nc\n", "d"]);
}
