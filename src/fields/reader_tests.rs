//! What the strict reader takes, and what it says about the rest.

use super::*;
use crate::diag::Source;
use crate::fields::{parse_toml, parse_yaml};

fn check(text: &str, read: impl FnOnce(&mut Fields<'_, '_>), expected: &[&str]) {
    let source = Source::new("a.toml", text);
    let mut diags = Diagnostics::default();
    let table = parse_toml(&source, 0..text.len(), &rules::FRONT_MATTER, &mut diags).expect("sound TOML");
    let mut fields = Fields::new(&table, &rules::FRONT_MATTER, &mut diags);
    read(&mut fields);
    fields.finish();
    let found: Vec<String> = diags
        .iter()
        .map(|finding| {
            let (line, column) = finding.place.as_ref().and_then(Place::line_column).expect("a place");
            let hint = finding.hint.as_deref().expect("a hint");
            format!("{line}:{column} {}: {} ({hint})", finding.rule.id, finding.message)
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn values_come_with_their_places() {
    check(
        "title = \"A\"\nweight = 3\nratio = 2\nok = true\nday = 2026-04-09\ntags = [\"x\"]\none = \"y\"\n",
        |fields| {
            assert_eq!(fields.string("title"), Some(Spanned { value: "A".into(), span: 8..11 }));
            assert_eq!(fields.integer("weight").map(|field| field.value), Some(3));
            assert_eq!(fields.float("ratio").map(|field| field.value), Some(2.0));
            assert_eq!(fields.bool("ok").map(|field| field.value), Some(true));
            assert_eq!(fields.date("day").map(|field| field.value), Some(jiff::civil::date(2026, 4, 9)));
            assert_eq!(fields.strings("tags").map(|list| list.len()), Some(1));
            assert_eq!(fields.strings("one").map(|list| list.len()), Some(1));
            assert_eq!(fields.string("absent"), None);
        },
        &[],
    );
}

#[test]
fn wrong_types_say_what_was_wanted_and_found() {
    check(
        "weight = \"3\"\ntitle = 3\nratio = nan\nday = \"soon\"\nbad = 2026-02-30\ntags = [1]\nsub = 1\nempty = \" \"\n",
        |fields| {
            fields.integer("weight");
            fields.string("title");
            fields.float("ratio");
            fields.date("day");
            fields.date("bad");
            fields.strings("tags");
            fields.table("sub");
            fields.string("empty");
        },
        &[
            "1:10 front-matter: `weight` must be a whole number, found text (write `weight = 3`)",
            "2:9 front-matter: `title` must be text, found a whole number (write `title = \"3\"`)",
            "3:9 front-matter: `ratio` must be a number, found a number with a fraction (write digits without quotes, such as `10` or `0.5`)",
            "4:7 front-matter: `day` must be a date, and `soon` is not one (write year-month-day, such as `2026-04-09`)",
            "5:7 front-matter: `bad` must be a date, and `2026-02-30` is not one (write year-month-day, such as `2026-04-09`)",
            "6:9 front-matter: `tags` must be a list of texts, found a whole number in it (write a list of texts, such as `[\"a\", \"b\"]`)",
            "7:7 front-matter: `sub` must be a table of keys and values, found a whole number (write keys and values below its name)",
            "8:9 front-matter: `empty` is empty (write something, or remove `empty`)",
        ],
    );
}

#[test]
fn missing_and_unknown_keys_are_reported() {
    check(
        "audiense = \"public\"\nxyzzy = 1\ntitel = \"x\"\n[sub]\n",
        |fields| {
            fields.required().string("title");
            fields.string("audience");
            let sub = fields.table("sub").expect("there");
            let mut inner = Fields::new(sub, &rules::FRONT_MATTER, fields.diags());
            inner.required().string("url");
            inner.finish();
        },
        &[
            "3:1 front-matter: there is no key `titel` here (did you mean `title`?)",
            "4:1 front-matter: `url` is missing (add a line `url = \"...\"`)",
            "1:1 unknown-audience: there is no key `audiense` here (did you mean `audience`?)",
            "2:1 unknown-key: there is no key `xyzzy` here (keys here are `title`, `audience`, `sub`)",
        ],
    );
}

#[test]
fn names_outside_the_list_get_the_nearest() {
    let kinds = [("role", 1), ("guide", 2)];
    check(
        "kind = \"rolle\"\nother = \"zebra\"\n",
        |fields| {
            assert_eq!(fields.one_of("kind", &kinds), None);
            assert_eq!(fields.one_of("other", &kinds), None);
        },
        &[
            "1:8 front-matter: `kind` cannot be `rolle` (did you mean `role`?)",
            "2:9 front-matter: `other` cannot be `zebra` (it is one of `role`, `guide`)",
        ],
    );
}

#[test]
fn an_empty_yaml_value_is_as_good_as_none() {
    let source = Source::new("a.md", "title:\nowner: ~\n");
    let mut diags = Diagnostics::default();
    let table = parse_yaml(&source, 0..source.text.len(), &rules::FRONT_MATTER, &mut diags).expect("sound YAML");
    let mut fields = Fields::new(&table, &rules::FRONT_MATTER, &mut diags);
    assert_eq!((fields.string("title"), fields.string("owner")), (None, None));
    fields.finish();
    assert!(diags.is_empty());
}

#[test]
fn dates_are_utc_and_real() {
    for (text, expected) in [
        ("2026-04-09", Some((2026, 4, 9))),
        ("2026-04-09T23:30:00", Some((2026, 4, 9))),
        ("2026-04-09 23:30:00-02:00", Some((2026, 4, 10))),
        ("2026-04-09T00:30:00Z", Some((2026, 4, 9))),
        ("2026-02-30", None),
        ("2026-13-01", None),
        ("10000-01-01", None),
        ("0000-01-01", None),
        ("20260409", None),
        ("9 April 2026", None),
        ("2026-04-09T10:00[Europe/Paris]", None),
        ("", None),
    ] {
        let date = parse_date(text).map(|date| (date.year(), date.month(), date.day()));
        assert_eq!(date, expected, "{text}");
    }
}

#[test]
fn nearest_names_are_near() {
    let known = ["public", "internal", "weight", "reviewed_on", "toc"];
    for (name, expected) in [
        ("pubic", Some("public")),
        ("Public", Some("public")),
        ("wieght", Some("weight")),
        ("reviewed-on", Some("reviewed_on")),
        ("too", Some("toc")),
        ("width", None),
        ("x", None),
        ("", None),
    ] {
        assert_eq!(nearest(name, known.into_iter()), expected, "{name}");
    }
}
