//! What `rolebook export` prints is what three engines document that they load: Meilisearch, Quickwit and OpenSearch.
//!
//! Each line is held against the documented format, with the settings that the guide gives; tantivy, on which Quickwit is
//! built, takes the lines in by the guide's own fields. No server runs.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::{Map, Value};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, STRING, Schema, TEXT};
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::support::{TODAY, package};

/// What the command prints of the sample.
fn export(format: &str, audience: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_rolebook"))
        .args(["export", "--format", format, "--audience", audience, "--today", &TODAY.to_string()])
        .current_dir(package())
        .output()
        .expect("the program is built");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the format is UTF-8")
}

/// The lines, each an object; none is empty, and each ends.
fn objects(text: &str) -> Vec<Map<String, Value>> {
    assert!(text.ends_with('\n') && !text.starts_with('\u{feff}') && !text.contains('\r'), "lines, and nothing else");
    let one = |line: &str| match serde_json::from_str(line) {
        Ok(Value::Object(object)) => object,
        other => panic!("a line is no object: {other:?}\n{line}"),
    };
    text.trim_end_matches('\n').split('\n').map(one).collect()
}

/// A block of the guide's page, by a line that is in it.
fn recipe(holds: &str) -> String {
    let page = std::fs::read_to_string(package().join("docs/content/publishing/search-engines.md")).expect("a page");
    let block = page.split("```").skip(1).step_by(2).find(|block| block.contains(holds));
    block.and_then(|block| block.split_once('\n')).expect("the guide has it").1.to_owned()
}

#[test]
fn meilisearch_takes_every_line_as_a_document() {
    assert!(recipe("/indexes/").contains("?primaryKey=id'"), "the guide names the key");
    for audience in ["public", "internal"] {
        let documents = objects(&export("ndjson", audience));
        assert!(documents.len() > 300, "{audience} has {} sections", documents.len());
        let mut ids = BTreeSet::new();
        for document in &documents {
            // "Integers, or strings of a-z, A-Z, 0-9, hyphens and underscores", of at most 511 bytes.
            let id = document["id"].as_str().expect("a text");
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
            assert!(!id.is_empty() && id.len() <= 511 && id.bytes().all(is_plain), "{id}");
            assert!(ids.insert(id.to_owned()), "{id} stands twice");
            // Of one field, no more than 65,535 words are indexed.
            let words = |value: &Value| value.as_str().map_or(0, |text| text.split_whitespace().count());
            assert!(document.values().all(|value| words(value) <= 65_535), "{id} is too long");
        }
    }
}

/// A field of the guide's settings for Quickwit: its name, and whether it holds a list.
fn fields_of_quickwit() -> Vec<(String, String, bool)> {
    let settings = recipe("doc_mapping:");
    let lines = settings.lines().filter_map(|line| line.trim().strip_prefix("- { ")?.strip_suffix(" }"));
    let fields = lines.map(|line| {
        let keys: BTreeMap<&str, &str> = line.split(", ").filter_map(|pair| pair.split_once(": ")).collect();
        let (kind, is_list) = match keys["type"].strip_prefix("array<") {
            Some(inner) => (inner.trim_end_matches('>'), true),
            None => (keys["type"], false),
        };
        assert_eq!(kind, "text", "the test knows texts alone");
        (keys["name"].to_owned(), (*keys.get("tokenizer").unwrap_or(&"default")).to_owned(), is_list)
    });
    fields.collect()
}

#[test]
fn quickwit_finds_each_field_of_its_settings_in_the_form_it_is_given() {
    let fields = fields_of_quickwit();
    assert!(fields.len() >= 8, "the settings are where this test looks for them");
    assert!(recipe("doc_mapping:").contains("mode: lenient"), "other fields are left out and are no error");
    let mut schema = Schema::builder();
    for (name, tokenizer, _) in &fields {
        let of_words = if tokenizer == "raw" { STRING | STORED } else { TEXT | STORED };
        schema.add_text_field(name, of_words);
    }
    let schema = schema.build();
    let index = Index::create_in_ram(schema.clone());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 20_000_000).expect("memory");
    let documents = objects(&export("ndjson", "public"));
    for document in &documents {
        for (name, _, is_list) in &fields {
            let value = document.get(name).unwrap_or_else(|| panic!("no line has `{name}`"));
            let is_text_or_nothing = value.is_string() || value.is_null();
            let texts = value.as_array().map(|list| list.iter().all(Value::is_string));
            assert!(if *is_list { texts == Some(true) } else { is_text_or_nothing }, "{name}: {value}");
        }
        // As Quickwit does: what is null or not among the settings is passed over.
        let known = document.iter().filter(|(name, value)| !value.is_null() && schema.get_field(name).is_ok());
        let known: Map<String, Value> = known.map(|(name, value)| (name.clone(), value.clone())).collect();
        let line = Value::Object(known).to_string();
        writer.add_document(TantivyDocument::parse_json(&schema, &line).expect("the fields fit")).expect("it is added");
    }
    writer.commit().expect("it is kept");
    let reader = index.reader().expect("it can be read").searcher();
    assert_eq!(reader.num_docs(), documents.len() as u64);
    let found = |query: &str| {
        let defaults = ["title", "section", "text"].map(|name| schema.get_field(name).expect("a field"));
        let query = QueryParser::for_index(&index, defaults.to_vec()).parse_query(query).expect("a query");
        reader.search(&query, &TopDocs::with_limit(500).order_by_score()).expect("it is searched").len()
    };
    let of_kind = documents.iter().filter(|document| document["kind"] == "posting").count();
    assert!(of_kind > 5 && found("kind:posting") == of_kind, "{} of {of_kind}", found("kind:posting"));
    assert!(found("cliff") > 0 && found("walkaway") == 0);
}

/// What OpenSearch takes a value for, with no detection of days.
fn kind_of(value: &Value) -> Option<&'static str> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("float"),
        Value::Number(_) => Some("long"),
        Value::String(_) => Some("text"),
        Value::Array(list) => list.iter().find_map(kind_of),
        Value::Object(_) => Some("object"),
    }
}

#[test]
fn opensearch_reads_an_action_and_a_section_in_turn_and_can_map_every_field() {
    let mapping: Value = serde_json::from_str(&recipe("date_detection")).expect("the guide's mapping is JSON");
    // A title such as 2026-11-01 would make every other title an error.
    assert_eq!(mapping["mappings"]["date_detection"], false);
    let mapped = mapping["mappings"]["properties"].as_object().expect("fields");
    let text = export("bulk", "internal");
    let lines = objects(&text);
    assert!(lines.len() > 600 && lines.len().is_multiple_of(2));
    let sections = objects(&export("ndjson", "internal"));
    assert!(lines.iter().skip(1).step_by(2).eq(sections.iter()), "the same sections in the same order");
    let mut kinds: BTreeMap<&str, &str> = BTreeMap::new();
    for pair in lines.chunks(2) {
        let action = pair[0].get("index").and_then(Value::as_object).expect("an action");
        assert_eq!((pair[0].len(), action.len()), (1, 1));
        let id = action["_id"].as_str().expect("a text");
        assert!(id.len() <= 512 && pair[1]["id"] == id, "the action is about the section below it");
        for (name, value) in &pair[1] {
            let Some(kind) = kind_of(value) else { continue };
            assert_eq!(*kinds.entry(name).or_insert(kind), kind, "`{name}` has values of two kinds");
            if mapped.get(name).is_some_and(|field| field["type"] == "date") {
                let day = value.as_str().and_then(|day| day.parse::<jiff::civil::Date>().ok());
                assert!(day.is_some(), "{name}: {value} is no day");
            }
        }
    }
    for (name, field) in mapped {
        assert!(kinds.contains_key(name.as_str()), "no section has `{name}`");
        assert!(field["type"].is_string(), "{name}");
    }
    // One term of a keyword may have 32,766 bytes.
    for (name, _) in mapped.iter().filter(|(_, field)| field["type"] == "keyword") {
        let longest = sections.iter().filter_map(|section| section[name].as_str()).map(str::len).max();
        assert!(longest.unwrap_or(0) <= 32_766, "{name}");
    }
}
