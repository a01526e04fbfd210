//! What record types declare, as the guide and as editors see it.
//!
//! `UPDATE_EXPECT=1` writes the page of the guide, to be read before it is kept.

use std::collections::BTreeSet;
use std::fs;

use rolebook::diag;
use rolebook::disk::MemoryDisk;
use rolebook::pipeline::schemas;
use serde_json::Value;

use super::support::{build, files_below, package};

#[test]
fn the_guide_lists_the_keys_of_every_record_type() {
    let path = package().join("docs/content/reference/records.md");
    let made = rolebook::site::records::keys_page();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &made).expect("the page can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "`{}` is out of date: run the suite with UPDATE_EXPECT=1", path.display());
}

#[test]
fn tables_of_keys_elsewhere_in_the_guide_are_those_of_that_page() {
    let made = rolebook::site::records::keys_page();
    let mut count = 0;
    for file in files_below(&package().join("docs/content/records"), ".md") {
        let text = fs::read_to_string(&file).expect("pages are UTF-8");
        let head = "| Key | Value | What it is for |\n";
        for (at, _) in text.match_indices(head) {
            let table: String = text[at..].split_inclusive('\n').take_while(|line| line.starts_with('|')).collect();
            assert!(made.contains(&table), "{} should say what the types declare:\n{table}", file.display());
            count += 1;
        }
    }
    assert!(count > 0, "no page holds such a table");
}

/// A key that no reader knows, so that its finding lists those that there are.
const UNKNOWN: &str = "zzzzzzzzzzzz = 1\n";

/// The keys that the reader of a table knows, by what it says of one that it does not know.
fn known(file: &str, text: &str) -> BTreeSet<String> {
    let mut disk = MemoryDisk::new([("rolebook.toml", "title = \"T\"\n"), ("content/_index.md", "# Home\n")]);
    disk.insert(file, text);
    let built = build(&disk);
    let findings = built.findings.iter().map(|finding| &finding.diagnostic);
    let hints = findings.filter(|found| found.message.contains("zzzzzzzzzzzz")).filter_map(|found| found.hint.clone());
    let names: BTreeSet<String> = hints.flat_map(|hint| backticked(&hint)).collect();
    assert!(!names.is_empty(), "nothing is said of {file}:\n{text}\n{}", built.short());
    names
}

fn backticked(hint: &str) -> Vec<String> {
    hint.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The keys that a schema knows at a place in it.
fn declared(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let table = schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
    table["properties"].as_object().unwrap_or_else(|| panic!("{pointer} is not a table")).keys().cloned().collect()
}

fn schema(name: &str) -> Value {
    let text = schemas::schema(name).unwrap_or_else(|| panic!("no schema of {name}"));
    serde_json::from_str(&text).expect("a schema is JSON")
}

#[test]
fn schemas_and_readers_know_the_same_keys_of_every_record_type() {
    let data = schema("data");
    let types = schemas::names().into_iter().filter(|name| data["definitions"][name].is_object());
    let mut count = 0;
    for name in types {
        let is_list = data["properties"][name]["type"] == "array";
        let head = if is_list { format!("[[{name}]]\n") } else { format!("[{name}.x]\n") };
        // Which keys a pay model has hangs on its kind.
        let kinds: &[&str] = match name {
            "model" => &["kind = \"table\"\n", "kind = \"factor\"\n", "kind = \"zone\"\n", "kind = \"uniform\"\n"],
            _ => &[""],
        };
        let read: BTreeSet<String> =
            kinds.iter().flat_map(|kind| known("content/data/x.toml", &format!("{head}{kind}{UNKNOWN}"))).collect();
        assert_eq!(declared(&data, &format!("/definitions/{name}")), read, "`{name}`");
        assert_eq!(declared(&schema(name), ""), read, "`{name}`");
        count += 1;
    }
    assert!(count > 20, "{count} types");
}

#[test]
fn schemas_and_readers_know_the_same_keys_of_tables_in_tables() {
    let data = "content/data/x.toml";
    let fit = "[fit.x]\n[[fit.x.question]]\nid = \"a\"\n";
    for (file, name, pointer, texts) in [
        (data, "stage", "/properties/criterion/items", vec!["[[stage]]\n[[stage.criterion]]\n".to_owned()]),
        (
            data,
            "claim",
            "/properties/seen/items",
            vec!["[claim.x]\ntitle = \"X\"\nunit = \"count\"\n[[claim.x.seen]]\n".to_owned()],
        ),
        (data, "ladder", "/properties/steps/additionalProperties", vec!["[ladder.x.steps.y]\n".to_owned()]),
        (
            data,
            "fit",
            "/properties/question/items",
            vec![format!("{fit}type = \"choice\"\n"), format!("{fit}type = \"number\"\n")],
        ),
        (
            data,
            "fit",
            "/properties/question/items/properties/options/items",
            vec![format!("{fit}[[fit.x.question.options]]\n")],
        ),
        (data, "fit", "/properties/gate/items", vec!["[fit.x]\n[[fit.x.gate]]\n".to_owned()]),
        (data, "law", "/properties/max_width", vec!["[law.x]\n[law.x.max_width]\n".to_owned()]),
        (data, "law", "/properties/exempt_above", vec!["[law.x]\n[law.x.exempt_above]\n".to_owned()]),
        (data, "law", "/properties/proposed", vec!["[law.x]\n[law.x.proposed]\n".to_owned()]),
        ("content/a.md", "front-matter", "", vec![String::new()]),
        ("content/b/_index.md", "front-matter", "/properties/cascade", vec!["[cascade]\n".to_owned()]),
    ] {
        let read: BTreeSet<String> = texts
            .iter()
            .map(|text| format!("{text}{UNKNOWN}"))
            .map(|text| if file.ends_with(".md") { format!("+++\n{text}+++\n# A\n") } else { text })
            .flat_map(|text| known(file, &text))
            .collect();
        assert_eq!(declared(&schema(name), pointer), read, "{name}{pointer}");
    }
}

#[test]
fn schemas_and_readers_know_the_same_settings() {
    let settings = schema("rolebook.toml");
    for (pointer, head) in [
        ("", ""),
        ("/properties/repository", "[repository]\n"),
        ("/properties/markdown", "[markdown]\n"),
        ("/properties/review", "[review]\n"),
        ("/properties/interviews", "[interviews]\n"),
        ("/properties/spelling", "[spelling]\n"),
        ("/properties/reading", "[reading]\n"),
        ("/properties/changes", "[changes]\n"),
        ("/properties/check", "[check]\n"),
        ("/properties/audience/additionalProperties", "[audience.public]\n"),
        ("/properties/brand", "[brand]\n"),
        ("/properties/announcement", "[announcement]\n"),
        ("/properties/careers", "[careers]\n"),
        ("/properties/security", "[security]\n"),
        ("/properties/output", "[output]\n"),
        ("/properties/employer", "[employer]\n"),
        ("/properties/employer/properties/headcount", "[employer.headcount]\n"),
        ("/properties/navigation/items", "[[navigation]]\n"),
        ("/properties/footer", "[footer]\n"),
        ("/properties/footer/properties/links/items", "[[footer.links]]\n"),
    ] {
        let mut read = known("rolebook.toml", &format!("title = \"T\"\n{head}{UNKNOWN}"));
        // No site can set these.
        read.retain(|name| diag::rules::find(name).is_none_or(|rule| !rule.fixed));
        assert_eq!(declared(&settings, pointer), read, "rolebook.toml{pointer}");
    }
}
