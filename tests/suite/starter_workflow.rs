//! The check of a starter works from the first push, in the repository and in a fork, with a release from anywhere.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::workflow::{self, Runner};

/// A folder with a starter in a repository, a release, and a home for the runner.
struct Stage {
    temp: tempfile::TempDir,
    release: PathBuf,
}

impl Stage {
    fn new() -> Stage {
        let temp = tempfile::tempdir().expect("a folder of our own");
        let release = workflow::release(temp.path());
        let stage = Stage { temp, release };
        let binary = env!("CARGO_BIN_EXE_rolebook");
        stage.shell(&format!(
            "'{binary}' init site >/dev/null && cd site && git init -q -b trunk && git add -A && {GIT} commit -q -m First"
        ));
        stage
    }

    fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    fn shell(&self, script: &str) {
        let status = Command::new("sh").args(["-c", script]).current_dir(self.temp.path()).status();
        assert!(status.expect("there is a shell").success(), "{script}");
    }

    fn runner(&self, checkout: &str) -> Runner {
        let address = format!("file://{}", self.release.display());
        Runner::new(&self.path("home"), &self.path(checkout)).with("ROLEBOOK_RELEASE", address)
    }
}

const GIT: &str = "git -c user.name=Editor -c user.email=editor@example.org";

fn steps(checkout: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(checkout.join(".github/workflows/check.yml")).expect("a starter has it");
    let steps = workflow::steps(&text);
    assert_eq!(steps.len(), 4, "install, check, build, report");
    steps
}

#[test]
fn the_first_push_is_checked_and_later_ones_fetch_nothing() {
    let stage = Stage::new();
    let steps = steps(&stage.path("site"));
    let told = stage.runner("site").with("ROLEBOOK_SHA256", "").run(&steps).expect("the first push passes");
    assert!(told.contains("::notice title=Checksum of this Rolebook::ROLEBOOK_SHA256: "), "{told}");
    assert!(stage.path("site/dist/public/index.html").is_file());
    std::fs::remove_file(&stage.release).expect("it is there");
    stage.runner("site").with("ROLEBOOK_SHA256", "").run(&steps).expect("the kept program is used");
}

#[test]
fn a_fork_is_checked_by_the_same_steps() {
    let stage = Stage::new();
    stage.shell(&format!(
        "git clone -q site fork && cd fork && git checkout -q -b typo && sed -i 's/^# .*/[Pay](gone.md)/' \
         content/interviews.md && printf '\\n[Pay](gone.md)\\n' >> content/interviews.md && {GIT} commit -qam Typo"
    ));
    let steps = steps(&stage.path("fork"));
    let runner = stage.runner("fork").with("ROLEBOOK_SHA256", "");
    let told = runner.run(&steps).expect_err("a broken link is found");
    assert!(told.contains("error[broken-link]"), "{told}");
    let text = std::fs::read_to_string(stage.path("fork/.github/workflows/check.yml")).expect("a fork has it");
    assert!(!text.contains("secrets."), "a fork has no secrets");
    assert!(!text.contains("branches"), "a fork's branches have other names");
}

#[test]
fn a_pull_request_is_told_what_it_does_to_readers() {
    let stage = Stage::new();
    stage.shell(&format!(
        "cd site && git checkout -q -b change && printf '\\nAnother title.\\n' >> content/interviews.md && \
         {GIT} commit -qam Change && git checkout -q trunk && {GIT} merge -q --no-ff -m Merge change"
    ));
    let steps = steps(&stage.path("site"));
    let summary = stage.path("summary.md");
    let runner = stage.runner("site").with("ROLEBOOK_SHA256", "").with("GITHUB_EVENT_NAME", "pull_request");
    let runner = runner.with("GITHUB_STEP_SUMMARY", summary.display().to_string());
    runner.run(&steps).expect("the change is fine");
    let told = std::fs::read_to_string(&summary).expect("the summary was written");
    assert!(told.starts_with("<!-- rolebook diff -->\n") && told.contains("Another title"), "{told}");
}

#[test]
fn the_comment_is_posted_once_and_then_replaced_without_code_of_the_pull_request() {
    let stage = Stage::new();
    let text = std::fs::read_to_string(stage.path("site/.github/workflows/report.yml")).expect("a starter has it");
    assert!(
        !text.contains("checkout") && !text.contains("secrets.") && !text.contains("pull_request_target"),
        "{text}"
    );
    let steps = workflow::steps(&text);
    // What `gh` is asked, one question a line; `last` is the comment that is there.
    stage.shell(
        "mkdir -p site/bin && printf '%s\\n' '#!/bin/sh' 'echo \"$*\" | tr \"\\n\" \" \" >> ../asked; echo >> ../asked' \
         'case \"$1 $*\" in run*) mkdir -p report && echo \"<!-- rolebook diff -->\" > report/report.md ;; \
         *pulls*) echo 7 ;; *--paginate*) cat ../last 2>/dev/null || true ;; esac' > site/bin/gh && chmod 755 site/bin/gh",
    );
    let path = format!("{}:{}", stage.path("site/bin").display(), std::env::var("PATH").unwrap_or_default());
    let run = || {
        let runner = stage.runner("site").with("REPOSITORY", "acme/site").with("RUN", "1").with("FROM", "fork:typo");
        runner.with("PATH", path.clone()).run(&steps).expect("it posts");
        std::fs::read_to_string(stage.path("asked")).expect("gh was asked")
    };
    let asked = run();
    assert!(
        asked.contains("head=fork:typo") && asked.contains("--method POST repos/acme/site/issues/7/comments"),
        "{asked}"
    );
    std::fs::write(stage.path("last"), "41\n").expect("a folder of our own");
    let asked = run();
    assert!(asked.contains("--method PATCH repos/acme/site/issues/comments/41"), "{asked}");
    assert_eq!(asked.matches("--method POST").count(), 1, "{asked}");
}

#[test]
fn another_archive_is_not_run() {
    let stage = Stage::new();
    let wrong = "0".repeat(64);
    let steps = steps(&stage.path("site"));
    let told = stage.runner("site").with("ROLEBOOK_SHA256", &wrong).run(&steps).expect_err("the checksum differs");
    assert!(told.contains(&format!("has another checksum than {wrong}")), "{told}");
    assert!(!stage.path("home/.cache/rolebook").exists(), "nothing was installed");
}

#[test]
fn an_address_that_leads_nowhere_says_where_to_put_another() {
    let stage = Stage::new();
    std::fs::remove_file(&stage.release).expect("it is there");
    let steps = steps(&stage.path("site"));
    let told = stage.runner("site").with("ROLEBOOK_SHA256", "").run(&steps).expect_err("nothing is there");
    assert!(told.contains("Put the address of a release into ROLEBOOK_RELEASE."), "{told}");
}
