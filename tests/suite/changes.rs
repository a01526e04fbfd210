//! What a change does to readers, over a recorded history with every kind of change.

mod from_git;
mod history;
mod kinds;
mod shape;

use std::path::Path;
use std::process::Command;

use rolebook::config::Config;
use rolebook::diag::Diagnostics;
use rolebook::diff::{self, Reading, Side, Snapshot};
use rolebook::disk::Disk;
use rolebook::git::Repository;
use rolebook::pipeline;
use serde_json::Value;

use super::support::{TODAY, package};
use history::History;
use kinds::{KINDS, rename, replace, site};

fn snapshot(disk: &dyn Disk, asked: &[String]) -> Snapshot {
    let mut settings = Diagnostics::default();
    let config = Config::load(disk, TODAY, &mut settings).expect("the settings can be used");
    let readers: Vec<_> = asked.iter().filter_map(|name| config.audiences.find(name)).collect();
    pipeline::snapshot(disk, &config, &readers, settings)
}

/// The report of a change, for these audiences.
fn report(folder: &Path, ids: [&str; 2], audiences: &[&str]) -> diff::Report {
    let repository = Repository::of(folder).expect("a repository");
    let [base, head] = ids.map(|id| repository.disk(&repository.commit(id).expect("a commit")).expect("its files"));
    let audiences: Vec<String> = audiences.iter().map(|name| (*name).to_owned()).collect();
    let source = |path: &str| head.read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let reading = Reading { audiences: &audiences, today: TODAY, source: &source };
    let side = |name: &str| Side { name: name.to_owned(), commit: None };
    diff::compare(&snapshot(&base, &audiences), &snapshot(&head, &audiences), [side("before"), side("now")], &reading)
}

fn at<'v>(report: &'v Value, pointer: &str) -> &'v Value {
    report.pointer(pointer).unwrap_or(&Value::Null)
}

/// A schema of the guide.
fn published(name: &str) -> Value {
    let path = package().join(format!("docs/static/schemas/{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("the guide publishes it")).expect("JSON")
}

#[test]
fn findings_have_the_shape_of_their_schema() {
    let mut disk = rolebook::disk::MemoryDisk::new(site());
    disk.insert("content/guides/time.md", "# Time\n\n[See](gone.md) and [that](hiring.md#gone).\n");
    disk.insert("content/guides/Time.md", "# Time\n");
    let found = rolebook::diag::json(&super::support::build(&disk).findings);
    let found: Value = serde_json::from_str(&found).expect("JSON");
    assert!(
        found["findings"].as_array().is_some_and(|list| list.iter().any(|one| one["related"] != serde_json::json!([])))
    );
    assert_eq!(shape::misfits(&published("findings"), &found), [""; 0]);
}

#[test]
fn every_kind_of_change_is_told_rightly() {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let mut history = History::new(folder.path());
    assert!(KINDS.len() >= 25, "{} kinds", KINDS.len());
    let schema = published("diff");
    let mut failures = String::new();
    for kind in KINDS {
        let mut files = site();
        let before = history.commit(&files, "Before");
        (kind.change)(&mut files);
        let after = history.commit(&files, kind.name);
        let report =
            serde_json::to_value(report(folder.path(), [&before, &after], &["public", "internal"])).expect("JSON");
        shape::misfits(&schema, &report)
            .iter()
            .for_each(|misfit| failures.push_str(&format!("{}: {misfit}\n", kind.name)));
        for (pointer, expected) in kind.expected {
            let found = at(&report, pointer);
            let text = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
            let fits = if expected.is_empty() { text.is_empty() } else { text.contains(expected) };
            if !fits {
                failures.push_str(&format!("{}: {pointer} is {text}, not {expected}\n", kind.name));
            }
        }
        for pointer in kind.silent {
            if at(&report, pointer).as_array().is_none_or(|list| !list.is_empty()) {
                failures.push_str(&format!("{}: {pointer} is not empty: {}\n", kind.name, at(&report, pointer)));
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn the_report_for_an_audience_holds_nothing_above_it() {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let mut history = History::new(folder.path());
    let before = history.commit(&site(), "Before");
    let mut files = site();
    replace(&mut files, "content/guides/hiring.md", "sets the walk-away figure", "sets the mallard figure");
    replace(&mut files, "content/team/offers.md", "two signatures", "three signatures of zanzibar [x](gone.md)");
    replace(&mut files, "content/data/budget.toml", "max = 171000", "max = 188333");
    files.insert("content/team/quartz.md".to_owned(), "+++\naudience = \"internal\"\n+++\n# Quartz plan\n".to_owned());
    replace(&mut files, "content/guides/hiring.md", "within five days", "within four days");
    let after = history.commit(&files, "After");
    for format in [diff::markdown, diff::html, rolebook::diag::safe_json] {
        let public = format(&report(folder.path(), [&before, &after], &["public"]));
        let all = format(&report(folder.path(), [&before, &after], &["public", "internal"]));
        for secret in ["mallard", "walk-away", "zanzibar", "188,333", "budget", "uartz", "offers", "gone.md"] {
            assert!(!public.contains(secret), "{secret}: {public}");
        }
        for secret in ["mallard", "zanzibar", "188,333", "Quartz plan"] {
            assert!(all.contains(secret), "{secret} is not told to those who may see it: {all}");
        }
        assert!(public.contains("four"), "{public}");
    }
}

#[test]
fn a_page_that_became_public_is_the_first_thing_said_and_a_pipeline_can_stop_there() {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let mut history = History::new(folder.path());
    history.commit(&site(), "Before");
    let mut files = site();
    rename(&mut files, "content/team/offers.md", "content/guides/offers.md");
    replace(&mut files, "content/guides/offers.md", "\"internal\"", "\"public\"");
    replace(&mut files, "content/guides/offers.md", "[The form](form.pdf)\n", "");
    history.commit(&files, "After");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
        let output = command
            .args(["diff", "HEAD~1", "HEAD", "--today", "2026-11-21"])
            .args(arguments)
            .current_dir(folder.path());
        let output = output.output().expect("it runs");
        (
            output.status.code(),
            String::from_utf8(output.stdout).expect("UTF-8"),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    // The files of the newest commit are not in the folder: only commits are read.
    let (code, text, told) = run(&["--root", "."]);
    assert_eq!((code, text.as_str()), (Some(2), ""), "{told}");
    for (path, text) in &files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder of our own");
        std::fs::write(path, text).expect("a folder of our own");
    }
    let (code, text, told) = run(&[]);
    assert_eq!(code, Some(0), "{told}");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("<!-- rolebook diff -->"));
    let loud = text.find("The page “Offers above the band” can now be read by: public.").expect("it is said");
    assert!(loud < text.find("###").expect("a heading"), "{text}");
    assert!(text.contains("“Any offer above the band needs two signatures from the pay committee.”"), "{text}");
    assert_eq!(run(&["--deny", "widened,address"]).0, Some(1));
    assert_eq!(run(&["--deny", "figures"]).0, Some(0));
    assert_eq!(run(&["--deny", "nonsense"]).0, Some(2));
}

#[test]
fn the_report_of_a_large_change_fits_a_comment() {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let mut history = History::new(folder.path());
    let mut files = site();
    for page in 0..300 {
        let text = format!(
            "# Page {page}\n\nThe first sentence of page {page} says this and that about number {page}.\n\n## Part\n\nMore.\n"
        );
        files.insert(format!("content/guides/page-{page}.md"), text);
    }
    let before = history.commit(&files, "Before");
    for page in 0..300 {
        let path = format!("content/guides/page-{page}.md");
        replace(&mut files, &path, "says this and that", &"never says a word of what it *said* @before ".repeat(9));
        replace(&mut files, &path, "## Part", "## Other part");
    }
    let after = history.commit(&files, "After");
    let report = report(folder.path(), [&before, &after], &["public", "internal"]);
    let text = diff::markdown(&report);
    assert!(text.len() < 60_000, "{} bytes", text.len());
    assert!(text.contains("<details>") && text.contains(" more\n"), "what is left out is said");
    assert!(!text.contains("@before"), "nobody is called");
    assert!(diff::html(&report).contains("Page 299"), "the page holds everything");
}
