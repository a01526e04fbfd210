//! YAML into tables with places, and its mistakes.

use super::*;
use crate::diag::rules;

fn parse(text: &str) -> (Option<Table>, Vec<String>) {
    let source = Source::new("a.md", text);
    let mut diags = Diagnostics::default();
    let table = parse_yaml(&source, 0..text.len(), &rules::FRONT_MATTER, &mut diags);
    let found = diags
        .iter()
        .map(|finding| {
            let (line, column) = finding.place.as_ref().and_then(Place::line_column).expect("a place");
            assert!(finding.hint.is_some());
            let related: String = finding
                .related
                .iter()
                .filter_map(|(place, _)| place.line_column())
                .map(|(line, column)| format!(" <- {line}:{column}"))
                .collect();
            format!("{line}:{column} {} {}{related}", finding.rule.id, finding.message)
        })
        .collect();
    (table, found)
}

#[test]
fn scalars_are_typed_as_in_toml() {
    let (table, found) = parse(
        "text: né a\nquoted: \"1\"\nwhole: 7\nhalf: 0.5\nyes: true\nday: 2026-04-09\ntime: 2026-04-09T10:00:00Z\n\
         nothing:\nversion: 1.2.3\nword: no\nlist: [a, 2]\nsub:\n  - x: 1\n",
    );
    assert!(found.is_empty(), "{found:?}");
    let table = table.expect("sound");
    let kinds: Vec<_> = table.entries.iter().map(|(_, _, item)| item.value.kind()).collect();
    assert_eq!(
        kinds,
        [
            "text",
            "text",
            "a whole number",
            "a number with a fraction",
            "`true` or `false`",
            "a date",
            "a date",
            "nothing",
            "text",
            "text",
            "a list",
            "a list"
        ]
    );
    let (_, span, item) = &table.entries[2];
    assert_eq!((&table.source.text[span.clone()], &table.source.text[item.span.clone()]), ("whole", "7"));
}

#[test]
fn mistakes_have_places() {
    for (text, expected) in [
        ("é: 1\né: 2\n", "2:1 front-matter `é` is set twice <- 1:1"),
        ("a: &x [1]\nb: *x\n", "2:4 front-matter YAML aliases (`*name`) are not read here"),
        ("a: 1\n---\nb: 2\n", "2:1 front-matter a second document begins here"),
        ("[1]: 2\n", "1:1 front-matter a key must be text, not a list or a table"),
        ("just words\n", "1:1 front-matter this must be keys and values, found text"),
        ("a: 99999999999999999999\n", "1:4 front-matter this number is too large"),
    ] {
        assert_eq!(parse(text).1, [expected], "{text}");
    }
    let (table, found) = parse("title: a: b\n");
    assert!(table.is_none());
    assert_eq!(found, ["1:8 front-matter a text with a colon in it stands between quotes"]);
}

#[test]
fn depth_size_and_aliases_cannot_run_away() {
    for text in [
        format!("a: {}{}", "[".repeat(10_000), "]".repeat(10_000)),
        format!("a: {}", "- ".repeat(10_000)),
        format!("a: {}1{}", "{a: ".repeat(100), "}".repeat(100)),
    ] {
        let (table, found) = parse(&text);
        assert!(table.is_none());
        assert_eq!(found.len(), 1, "{found:?}");
    }
    let (_, found) = parse(&format!("a: {}", "x".repeat(1 << 20)));
    assert!(found[0].starts_with("1:4 limit "), "{found:?}");
    let bomb: String = (1..30).map(|n| format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1)).collect();
    assert_eq!(parse(&format!("a0: &a0 x\n{bomb}")).1.len(), 1);
}

#[test]
fn nothing_at_all_is_an_empty_table() {
    for text in ["", "\n", "# only a comment\n", "~\n"] {
        let (table, found) = parse(text);
        assert!(found.is_empty() && table.expect("empty").entries.is_empty());
    }
}
