//! Roles of the sample: what it holds, and that one record puts another wherever roles appear.

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

/// A file of the sample's data.
fn data(name: &str) -> toml::Table {
    let text = fs::read_to_string(package().join("content/data").join(name)).expect("the file is there");
    text.parse().expect("the file is TOML")
}

#[test]
fn the_sample_holds_roles_with_skills_both_questionnaires_comparisons_and_ladders() {
    let roles = data("roles.toml");
    let roles = roles["role"].as_table().expect("roles by id");
    for id in [
        "ai-tech-lead",
        "staff-ml-engineer",
        "engineering-manager",
        "head-of-ai",
        "technical-lead",
        "senior-ai-engineer",
    ] {
        let role = roles.get(id).unwrap_or_else(|| panic!("`{id}` is missing"));
        let count = |key: &str| role.get(key).and_then(|value| value.as_table()).map_or(0, toml::Table::len);
        assert!((1..=8).contains(&count("needs")), "`{id}` needs {} skills", count("needs"));
        let outcomes = role.get("outcomes").and_then(|list| list.as_array()).map_or(0, Vec::len);
        assert!((3..=8).contains(&outcomes), "`{id}` has {outcomes} outcomes");
        assert!(role.get("family").is_some(), "`{id}` has no family");
    }
    let keys: BTreeSet<&str> =
        roles.values().flat_map(|role| role.as_table().expect("a record").keys().map(String::as_str)).collect();
    let all = "aliases code_share education experience family from kpis lateral looks_for mission needs \
               next nice outcomes owns responsibilities team time_split title work_mode";
    let missing: Vec<_> = all.split_whitespace().filter(|key| !keys.contains(key)).collect();
    assert!(missing.is_empty(), "the sample uses none of {missing:?}");
    for name in ["hiring-manager", "candidate"] {
        let fit = data(&format!("fit-{name}.toml"));
        let questions = fit["fit"][name]["question"].as_array().map_or(0, Vec::len);
        assert!(questions >= 7, "`{name}` asks {questions} questions");
    }
    let count = |file: &str, kind: &str| data(file)[kind].as_table().map_or(0, toml::Table::len);
    assert!(count("comparisons.toml", "comparison") >= 3);
    assert!(count("ladders.toml", "ladder") >= 2);
}
