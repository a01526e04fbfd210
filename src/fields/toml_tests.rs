//! TOML into tables with places, and its mistakes.

use super::*;
use crate::diag::rules;

fn parse(text: &str) -> (Option<Table>, Vec<String>) {
    let source = Source::new("a.toml", text);
    let mut diags = Diagnostics::default();
    let table = parse_toml(&source, 0..text.len(), &rules::BAD_RECORD, &mut diags);
    let found = diags
        .iter()
        .map(|finding| {
            let (line, column) = finding.place.as_ref().and_then(Place::line_column).expect("a place");
            let related: String = finding
                .related
                .iter()
                .filter_map(|(place, _)| place.line_column())
                .map(|(line, column)| format!(" <- {line}:{column}"))
                .collect();
            assert!(finding.hint.is_some());
            format!("{line}:{column} {} {}{related}", finding.rule.id, finding.message)
        })
        .collect();
    (table, found)
}

#[test]
fn keys_keep_their_order_and_places() {
    let text = "b = 1\na = \"é\"\n[t]\nd = 2026-04-09\nc = [1, 2.5, true]\n";
    let source = Source::new("a.md", format!("+++\n{text}+++\n"));
    let mut diags = Diagnostics::default();
    let table = parse_toml(&source, 4..4 + text.len(), &rules::FRONT_MATTER, &mut diags).expect("sound");
    let keys: Vec<_> = table.entries.iter().map(|(key, span, _)| (key.as_str(), &source.text[span.clone()])).collect();
    assert_eq!(keys, [("b", "b"), ("a", "a"), ("t", "t")]);
    assert_eq!(&source.text[table.entries[1].2.span.clone()], "\"é\"");
    assert_eq!(table.to_json()["t"].to_string(), r#"{"c":[1,2.5,true],"d":"2026-04-09"}"#);
    assert!(diags.is_empty());
}

#[test]
fn several_mistakes_are_found_in_one_go() {
    let (table, mut found) = parse("a = hello\nb = 1\nc =\nd = [1,\n");
    found.sort();
    assert!(table.is_none());
    assert_eq!(
        found,
        [
            "1:5 bad-record `hello` is text without quotes",
            "3:4 bad-record there is nothing behind the `=`",
            "4:5 bad-record the list that opens here is never closed"
        ]
    );
}

#[test]
fn a_second_key_shows_both_places() {
    for (text, expected) in [
        ("a = 1\na = 2\n", "2:1 bad-record `a` is set twice <- 1:1"),
        ("[x]\nt = 1\n[y]\nt = 2\nt = 3\n", "5:1 bad-record `t` is set twice <- 4:1"),
        ("[x.a]\n[y.a]\n[x.a]\n", "3:4 bad-record `a` is set twice <- 1:4"),
        ("v = { a = 1, a = 2 }\n", "1:14 bad-record `a` is set twice <- 1:7"),
        ("[[o]]\na = 1\n[[o]]\na = 1\na = 2\n", "5:1 bad-record `a` is set twice <- 4:1"),
        ("b.a = 1\na = 0\nb.a = 2\n", "3:3 bad-record `a` is set twice <- 1:3"),
    ] {
        let (table, found) = parse(text);
        assert_eq!(found, [expected]);
        assert!(table.is_some());
    }
    assert_eq!(parse("a = 1\na = 2\n").0.expect("kept").to_json().to_string(), r#"{"a":1}"#);
}

#[test]
fn depth_and_size_have_limits() {
    for text in [
        format!("a = {}{}", "[".repeat(10_000), "]".repeat(10_000)),
        format!("a = {}1{}", "{a=".repeat(10_000), "}".repeat(10_000)),
        format!("a = {}{}", "[".repeat(70), "]".repeat(70)),
        format!("[{}a]\n", "a.".repeat(10_000)),
        format!("{}a = 1\n", "a.".repeat(10_000)),
    ] {
        let (_, found) = parse(&text);
        assert!(found.iter().any(|line| line.contains(" limit ")), "{:?} {found:?}", &text[..20]);
        assert!(found.len() < 5, "{found:?}");
    }
    let (_, found) = parse(&format!("a = \"{}\"", "x".repeat(1 << 20)));
    assert!(found[0].starts_with("1:5 limit "));
    let (table, found) = parse("a = 9223372036854775808\nb = 1_000\nc = 0x10\n");
    assert_eq!(found, ["1:5 bad-record this number is too large"]);
    assert_eq!(table.expect("the rest").to_json().to_string(), r#"{"b":1000,"c":16}"#);
}

#[test]
fn a_lone_carriage_return_ends_a_line() {
    let (table, found) = parse("a = 1\rb = 2\r\nc = 3");
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(table.expect("sound").entries.len(), 3);
}

#[test]
fn a_date_that_does_not_exist_is_left_to_its_reader() {
    let (table, found) = parse("d = 2026-02-30\n");
    assert!(found.is_empty(), "{found:?}");
    assert!(matches!(&table.expect("kept").entries[0].2.value, Value::Date(text) if text == "2026-02-30"));
}
