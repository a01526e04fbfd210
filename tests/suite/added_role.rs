//! One record and nothing else: a role appears wherever roles appear, in a copy of the sample.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use rolebook::disk::RealDisk;

use super::support::{self, Built, files_below, package};

/// The one thing written: no page, no link, no entry in a list.
const RECORD: &str = r#"
[role.mlops-engineer]
title = "MLOps Engineer"
audience = "public"
aliases = ["Model Operations Engineer"]
mission = "Keeps models running after everybody has turned to the next one"
owns = "Deployment and monitoring of models"
needs = { production-ml = "practitioner", cloud-governance = "working" }
lateral = ["senior-ai-engineer"]
"#;

/// The sample in a folder of its own.
fn copy(folder: &Path) {
    let root = package();
    let below = |name: &str| files_below(&root.join(name), "");
    for path in std::iter::once(root.join("rolebook.toml")).chain(below("content")).chain(below("static")) {
        let target = folder.join(path.strip_prefix(root).expect("it was found there"));
        fs::create_dir_all(target.parent().expect("it lies in a folder")).expect("a folder of our own");
        fs::copy(&path, target).expect("a folder of our own");
    }
}

fn build(folder: &Path) -> Built {
    let built = support::build(&RealDisk::new(folder).expect("the folder is there"));
    assert_eq!(built.short(), "");
    built
}

fn paths(built: &Built, audience: &str) -> BTreeSet<String> {
    let files = built.audience(audience).expect("the audience is built").iter();
    files.map(|file| file.path.as_str().to_owned()).filter(|path| path.ends_with(".html")).collect()
}

/// A file and what it says of the role; each line stands in the file with the record, and in none without it.
const SHOWS: [(&str, &[&str]); 9] = [
    ("roles/mlops-engineer/index.html", &["<h1>MLOps Engineer</h1>", "Deployment and monitoring of models"]),
    ("roles/mlops-engineer/index.md", &["# MLOps Engineer", "Model Operations Engineer"]),
    ("roles/model-operations-engineer/index.html", &["mlops-engineer/"]),
    ("roles/index.html", &["<a href=\"../roles/mlops-engineer/\">MLOps Engineer</a>"]),
    (
        "compare/index.html",
        &[
            "<input type=\"checkbox\" name=\"role\" value=\"mlops-engineer\"> MLOps Engineer</label>",
            "<a href=\"../roles/mlops-engineer/\">MLOps Engineer</a></th>",
        ],
    ),
    ("skills/index.html", &["<a href=\"../roles/mlops-engineer/\">MLOps Engineer</a></th>"]),
    ("skills/production-ml/index.html", &["<a href=\"../../roles/mlops-engineer/\">MLOps Engineer</a></th>"]),
    ("roles/senior-ai-engineer/index.html", &["<dd><a href=\"../../roles/mlops-engineer/\">MLOps Engineer</a></dd>"]),
    ("sitemap.xml", &["https://careers.example.org/roles/mlops-engineer/<"]),
];

#[test]
fn one_record_puts_a_role_wherever_roles_are() {
    let temp = tempfile::tempdir().expect("a folder of our own");
    copy(temp.path());
    let before = build(temp.path());
    fs::write(temp.path().join("content/data/added.toml"), RECORD).expect("a folder of our own");
    let after = build(temp.path());
    for audience in ["public", "internal"] {
        let new: Vec<_> = paths(&after, audience).difference(&paths(&before, audience)).cloned().collect();
        let page = "roles/mlops-engineer/index.html";
        assert_eq!(new, [page, "roles/model-operations-engineer/index.html"], "new pages for `{audience}`");
        assert!(paths(&before, audience).is_subset(&paths(&after, audience)), "a page of `{audience}` went");
    }
    let text = |built: &Built, path: &str| {
        let files = built.audience("public").expect("the audience is built");
        let file = files.iter().find(|file| file.path.as_str() == path);
        file.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default()
    };
    for (path, lines) in SHOWS {
        let (before, after) = (text(&before, path), text(&after, path));
        for line in lines {
            assert!(after.contains(line), "`{path}` lacks `{line}`");
            assert!(!before.contains(line), "`{path}` has `{line}` without the record");
        }
    }
    searched(temp.path());
}

/// What is searched for, and the page that comes first: a role is found by its title and by each other name.
const FOUND: [(&str, &str); 8] = [
    ("MLOps Engineer", "mlops-engineer"),
    ("Model Operations Engineer", "mlops-engineer"),
    ("\"model operations\"", "mlops-engineer"),
    ("role:mlops-engineer", "mlops-engineer"),
    ("AI Technical Lead", "ai-tech-lead"),
    ("\"Lead AI ML Engineer\"", "ai-tech-lead"),
    ("VP of AI", "head-of-ai"),
    ("Principal ML Engineer", "staff-ml-engineer"),
];

fn searched(folder: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"))
        .args(["search", "--audience", "public", "--limit", "1", "-"])
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let queries: String = FOUND.iter().map(|(query, _)| format!("{query}\n")).collect();
    let mut input = command.stdin.take().expect("it was asked for");
    input.write_all(queries.as_bytes()).expect("the command reads");
    drop(input);
    let output = command.wait_with_output().expect("the command ends");
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(told.lines().count(), FOUND.len(), "{told}");
    for ((query, role), line) in FOUND.iter().zip(told.lines()) {
        let first = format!("\"results\":[{{\"url\":\"/roles/{role}/");
        assert!(line.contains(&first), "`{query}` leads elsewhere: {line}");
    }
}
