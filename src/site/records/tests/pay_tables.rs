//! What `::pay-table` shows to whom.

use super::*;
use crate::site::document::tables::{PayRow, PayTable};

const SITE: &str = r#"
audience = "public"
[source.one]
publisher = "One"
title = "First"
published = 2026-03-01
url = "https://one.example/"
[source.two]
publisher = "Two"
title = "Second"
retrieved = 2026-11-01
[source.example]
publisher = "Invented"
title = "Examples"
published = 2026-11-01
[place.york]
title = "York"
parent = "uk"
[place.london]
title = "London"
parent = "uk"
[place.uk]
title = "United Kingdom"
[level.senior]
title = "Senior"
order = 1
[role.lead]
title = "AI Tech Lead"
[role.head]
title = "Head"
[role.secret]
title = "Secret"
audience = "internal"
[place.bunker]
title = "Bunker"
audience = "internal"
"#;

fn site() -> Vec<(&'static str, String)> {
    let seen = |id: &str, min, max, more: &str| figure("observation", id, min, max, more);
    let pay = [
        "audience = \"public\"\n".to_owned(),
        seen("one-base", 130_000, 180_000, "source = \"one\""),
        seen("two-base", 140_000, 185_000, "source = \"two\"\nas_of = 2025-01-01"),
        seen("one-total", 150_000, 240_000, "source = \"one\"\nopen_ended = true").replace("\"base\"", "\"total\""),
        seen("one-york", 90_000, 100_000, "source = \"one\"").replace("\"london\"", "\"york\""),
        seen("hidden", 170_000, 200_000, "source = \"one\"\naudience = \"managers\""),
        figure("band", "base", 130_000, 185_000, "from = [\"one-base\", \"two-base\"]\nmethod = \"envelope\""),
        figure(
            "band",
            "senior",
            175_000,
            205_000,
            "level = \"senior\"\nsource = \"example\"\nmethod = \"manual\"\naudience = \"internal\"",
        ),
    ];
    vec![("site.toml", SITE.to_owned()), ("pay.toml", pay.concat())]
}

fn ask(reader: &str, role: &str, place: Option<&str>, measure: Option<&str>) -> (Option<PayTable>, Vec<String>) {
    let texts = site();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let (data, found) = load_texts(&texts);
    assert!(found.iter().all(|line| line.contains("pay-stale")), "{found:?}");
    let (places, measures) = (Vec::from_iter(place), Vec::from_iter(measure));
    let question = PayQuestion { role, places: &places, measures: &measures, ..PayQuestion::default() };
    asked(&data, reader, |reader| reader.pay_table(&question))
}

/// A table as lines: `place measure level: band; observations; disagreement`.
fn rows(table: &PayTable) -> Vec<String> {
    let row = |row: &PayRow| {
        let level = row.level.as_ref().map_or_else(String::new, |level| format!(" {level}"));
        let band = row.band.as_ref().map_or_else(
            || "-".to_owned(),
            |band| format!("{} by {}{}", band.range.text, band.method, if band.example { ", an example" } else { "" }),
        );
        let seen: Vec<String> = row
            .observations
            .iter()
            .map(|seen| {
                format!(
                    "{} ({}{})",
                    seen.range.text,
                    table.sources[seen.source].id,
                    if seen.stale { ", stale" } else { "" }
                )
            })
            .collect();
        format!(
            "{} {}{level}: {band}; {}; {}",
            row.place,
            row.measure,
            seen.join(", "),
            row.disagreement.as_deref().unwrap_or("-")
        )
    };
    table.rows.iter().map(row).collect()
}

#[test]
fn each_audience_gets_its_own_rows() {
    let (table, found) = ask("public", "lead", None, None);
    let table = table.expect("shown");
    assert_eq!(found, [""; 0]);
    assert_eq!((table.caption.as_str(), table.role.as_str()), ("Pay: AI Tech Lead", "AI Tech Lead"));
    let public = [
        "York base: -; £90,000 to £100,000 (one); -",
        "London base: £130,000 to £185,000 by envelope; £130,000 to £180,000 (one), £140,000 to £185,000 (two, stale); \
         The two sources differ by £10,000 at the floor and £5,000 at the top.",
        "London total: -; £150,000 to £240,000 or more (one); -",
    ];
    assert_eq!(rows(&table), public);
    let sources: Vec<_> = table.sources.iter().map(|source| (source.id.as_str(), source.date.as_str())).collect();
    assert_eq!(sources, [("one", "1 March 2026"), ("two", "undated, read 1 November 2026")]);
    assert_eq!(table.rows[1].observations[0].as_of.as_deref(), Some("2026-03-01"));

    let (table, _) = ask("internal", "lead", None, None);
    let internal = rows(&table.expect("shown"));
    assert_eq!(internal[0], public[0]);
    assert_eq!(
        internal[1],
        "London base: £130,000 to £185,000 by envelope; £130,000 to £180,000 (one), £140,000 to £185,000 (two, stale), \
         £170,000 to £200,000 (one); The three figures differ by up to £40,000 at the floor and £20,000 at the top."
    );
    assert_eq!(internal[2], "London base Senior: £175,000 to £205,000 by manual, an example; ; -");
}

#[test]
fn a_place_holds_what_lies_in_it() {
    let places = |place: &str, measure| rows(&ask("public", "lead", Some(place), measure).0.expect("shown")).len();
    assert_eq!((places("uk", None), places("london", None), places("york", None)), (3, 2, 1));
    assert_eq!(places("london", Some("total")), 1);
}

#[test]
fn naming_what_is_not_there_or_not_for_the_reader_is_reported() {
    let hint = "put the block inside `:::internal`, or give the";
    for (role, place, measure, expected) in [
        ("laed", None, None, "broken-reference: there is no role `laed` in the data (did you mean `lead`?)".to_owned()),
        ("lead", Some("lundon"), None, "broken-reference: there is no place `lundon` in the data (did you mean `london`?)".to_owned()),
        ("lead", None, Some("bse"), "unknown-block: `measure` cannot be `bse` (did you mean `base`?)".to_owned()),
        (
            "secret",
            None,
            None,
            format!("audience-leak: the role `secret` is for `internal`, and readers of this are `public` ({hint} role the audience `public`) <- site.toml:31:7"),
        ),
        (
            "lead",
            Some("bunker"),
            None,
            format!("audience-leak: the place `bunker` is for `internal`, and readers of this are `public` ({hint} place the audience `public`) <- site.toml:34:8"),
        ),
        (
            "head",
            None,
            None,
            "broken-reference: no pay figure answers this for the role `head` (add an `[[observation]]` or a `[[band]]` under `content/data/`, or ask for less)".to_owned(),
        ),
    ] {
        let (table, found) = ask("public", role, place, measure);
        assert!(table.is_none());
        assert_eq!(found, [format!("content/a.md:1:1 {expected}")]);
    }
}

#[test]
fn figures_above_the_reader_leave_no_trace() {
    let texts = [("site.toml", SITE), ("pay.toml", &figure("observation", "o", 100_000, 120_000, "source = \"one\""))];
    let (data, _) = load_texts(&texts);
    let question = PayQuestion { role: "lead", caption: Some("C"), ..PayQuestion::default() };
    let (table, found) = asked(&data, "public", |reader| reader.pay_table(&question));
    assert!(table.is_none() && found.is_empty(), "{found:?}");
    let (table, found) = asked(&data, "internal", |reader| reader.pay_table(&question));
    let table = table.expect("shown");
    assert_eq!((table.caption.as_str(), table.rows.len()), ("C", 1));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_disagreement_is_put_into_words() {
    for (first, second, expected) in [
        ("max = 500000", "max = 500000", None),
        ("max = 500000", "max = 520000", Some("differ by £20,000 at the top.")),
        ("max = 500000", "max = 500000 #80", Some("differ by £20,000 at the floor.")),
        ("max = 500000", "max = 520000 #80", Some("differ by £20,000 at both ends.")),
        ("max = 500000", "max = 530000 #80", Some("differ by £20,000 at the floor and £30,000 at the top.")),
        (
            "max = 500000",
            "max = 500000\nopen_ended = true",
            Some("name the same amounts, and one of them leaves the top open."),
        ),
        (
            "max = 500000\nopen_ended = true",
            "max = 520000",
            Some("differ by £20,000 at the top, and one of them leaves the top open."),
        ),
        ("max = 500000\nopen_ended = true", "max = 520000\nopen_ended = true", Some("differ by £20,000 at the top.")),
    ] {
        let seen = |id: &str, source: &str, max: &str| {
            let min = if max.ends_with("#80") { 80_000 } else { 100_000 };
            figure("observation", id, min, 0, &format!("source = \"{source}\"")).replace("max = 0", max)
        };
        let pay = format!("audience = \"public\"\n{}{}", seen("o", "one", first), seen("p", "two", second));
        let (data, found) = load_texts(&[("site.toml", SITE), ("pay.toml", &pay)]);
        assert_eq!(found, [""; 0]);
        let question = PayQuestion { role: "lead", ..PayQuestion::default() };
        let (table, _) = asked(&data, "public", |reader| reader.pay_table(&question));
        let expected = expected.map(|rest| format!("The two sources {rest}"));
        assert_eq!(table.expect("shown").rows[0].disagreement, expected);
    }
}

#[test]
fn a_figure_with_a_mistake_is_not_missing_as_well() {
    let pay = figure("observation", "o", 130, 180, "source = \"one\"");
    let (data, found) = load_texts(&[("site.toml", SITE), ("pay.toml", &pay)]);
    assert_eq!(found.len(), 1, "{found:?}");
    let question = PayQuestion { role: "lead", ..PayQuestion::default() };
    let (table, found) = asked(&data, "internal", |reader| reader.pay_table(&question));
    assert!(table.is_none() && found.is_empty(), "{found:?}");
}
