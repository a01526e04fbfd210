//! Records against each other: names, audiences, bands and age.

use super::*;

fn check_pay(pay: &str, expected: &[&str]) {
    check(&[("base.toml", BASE), ("pay.toml", &format!("audience = \"public\"\n{pay}"))], expected);
}

fn seen(id: &str, min: i64, max: i64, source: &str) -> String {
    figure("observation", id, min, max, &format!("source = \"{source}\""))
}

#[test]
fn names_lead_to_records_wherever_they_are() {
    check(
        &[
            ("a.toml", "[role.lead]\ntitle = \"L\"\nnext = [\"heed\"]\nneeds = { desing = \"working\" }\n"),
            (
                "b.toml",
                "[role.head]\ntitle = \"H\"\n[skill.design]\ntitle = \"D\"\n[place.a]\ntitle = \"A\"\nparent = \"xyz\"\n",
            ),
        ],
        &[
            "a.toml:3:9 broken-reference: there is no role `heed` (did you mean `head`?)",
            "a.toml:4:11 broken-reference: there is no skill `desing` (did you mean `design`?)",
            "b.toml:7:10 broken-reference: there is no place `xyz` (the ids there are: `a`)",
        ],
    );
    check_pay(
        &figure("observation", "o", 100_000, 120_000, "source = \"onne\"\nlevel = \"x\"")
            .replace("\"london\"", "\"londn\""),
        &[
            "pay.toml:5:9 broken-reference: there is no place `londn` (did you mean `london`?)",
            "pay.toml:11:10 broken-reference: there is no source `onne` (did you mean `one`?)",
            "pay.toml:12:9 broken-reference: there is no level `x` (there are none)",
        ],
    );
}

#[test]
fn a_record_with_mistakes_is_not_missing_as_well() {
    check(
        &[("a.toml", "[role.a]\nmission = \"m\"\n[role.b]\ntitle = \"B\"\nnext = [\"a\"]\n")],
        &["a.toml:1:1 bad-record: `title` is missing (add a line `title = \"...\"`)"],
    );
    // Nor are those of a file that is not TOML.
    check(
        &[("a.toml", "[role.a\n"), ("b.toml", "[role.b]\ntitle = \"B\"\nnext = [\"a\"]\n")],
        &["a.toml:1:1 bad-record: a bracket is missing here (write `[role.a]`)"],
    );
}

#[test]
fn naming_something_above_oneself_is_a_leak() {
    let internal =
        "audience = \"internal\"\n[source.secret]\npublisher = \"S\"\ntitle = \"S\"\nretrieved = 2026-11-01\n";
    check(
        &[
            ("base.toml", BASE),
            ("in.toml", internal),
            ("pay.toml", &format!("audience = \"public\"\n{}", seen("o", 100_000, 120_000, "secret"))),
        ],
        &["pay.toml:11:10 audience-leak: `o` is for `public`, and names the source `secret` for `internal` \
           (give `o` the audience `internal`, or do not name it) <- in.toml:2:9"],
    );
    check(&[("base.toml", BASE), ("in.toml", internal), ("pay.toml", &seen("o", 100_000, 120_000, "secret"))], &[]);
}

#[test]
fn places_do_not_lie_in_themselves() {
    check(
        &[("a.toml", "[place.a]\ntitle = \"A\"\nparent = \"b\"\n[place.b]\ntitle = \"B\"\nparent = \"a\"\n")],
        &[
            "a.toml:3:10 bad-record: `a` lies in itself (name the larger place as `parent`, or none)",
            "a.toml:6:10 bad-record: `b` lies in itself (name the larger place as `parent`, or none)",
        ],
    );
}

#[test]
fn a_band_says_where_it_comes_from() {
    check_pay(
        &figure("band", "b", 100_000, 120_000, "method = \"envelope\""),
        &[
            "pay.toml:3:6 bad-record: `b` has no observations to make an envelope from (list them in `from`, or write `method = \"manual\"`)",
        ],
    );
    check_pay(
        &figure("band", "b", 100_000, 120_000, ""),
        &[
            "pay.toml:3:6 bad-record: `b` does not say where its figure comes from (list observations in `from`, name a `source`, or write `method = \"manual\"` for a figure of your own)",
        ],
    );
    check_pay(&figure("band", "b", 100_000, 120_000, "method = \"manual\"\nsource = \"one\""), &[]);
    check_pay(&figure("band", "b", 100_000, 120_000, "method = \"manual\""), &[]);
}

#[test]
fn a_band_is_about_what_its_observations_are_about() {
    for (from, to, difference) in [
        ("role = \"lead\"", "role = \"other\"", "is about the role `other`, not `lead`"),
        ("\"london\"", "\"paris\"", "is about the place `paris`, not `london`"),
        ("\"base\"", "\"total\"", "measures pay as `total`, not as `base`"),
        ("\"base\"", "\"unstated\"", "measures pay as `unstated`, not as `base`"),
        ("\"GBP\"", "\"USD\"", "is in USD, not in GBP"),
        ("\"year\"", "\"month\"", "is for a month, not for a year"),
        ("source", "level = \"high\"\nsource", "is about the level `high`, not `low`"),
    ] {
        let more = "audience = \"public\"\n[role.other]\ntitle = \"O\"\n[place.paris]\ntitle = \"P\"\n[level.low]\ntitle = \"L\"\n[level.high]\ntitle = \"H\"\n";
        let pay = seen("o", 100_000, 120_000, "one").replace(from, to)
            + &figure("band", "b", 100_000, 120_000, "from = [\"o\"]\nlevel = \"low\"");
        let (_, found) = load_texts(&[
            ("base.toml", BASE),
            ("more.toml", more),
            ("pay.toml", &format!("audience = \"public\"\n{pay}")),
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        let expected = format!(
            "bad-record: `o` {difference} (a band and its observations have role, place, measure, level, terms, currency and period in common) <- pay.toml:3:6"
        );
        assert!(found[0].ends_with(&expected), "{found:?}");
    }
}

#[test]
fn a_band_follows_from_its_observations() {
    let two = seen("o", 130_000, 180_000, "one").replace("source", "as_of = 2026-03-01\nsource")
        + &seen("p", 140_000, 185_000, "two").replace("source", "as_of = 2026-05-01\nsource");
    let band = |min: i64, max: i64, more: &str| {
        two.clone() + &figure("band", "b", min, max, &format!("from = [\"o\", \"p\"]\n{more}"))
    };
    for (min, max, method) in [
        (130_000, 185_000, "envelope"),
        (140_000, 180_000, "overlap"),
        (140_000, 185_000, "newest"),
        (1_000, 2_000, "manual"),
    ] {
        check_pay(&band(min, max, &format!("method = \"{method}\"")), &[]);
    }
    check_pay(
        &band(130_000, 180_000, "method = \"envelope\""),
        &[
            "pay.toml:29:7 bad-record: the envelope of its observations is £130,000 to £185,000, not £130,000 to £180,000 \
           (write `min = 130000`, `max = 185000`, or change `method`)",
        ],
    );
    check_pay(
        &band(130_000, 180_000, ""),
        &["pay.toml:25:6 bad-record: the sources of `b` differ, and it does not say how it was made from them \
           (add `method`: `envelope`, `overlap`, `newest` or `manual`)"],
    );
    let apart = seen("o", 100_000, 110_000, "one") + &seen("p", 120_000, 130_000, "two");
    check_pay(
        &(apart.clone() + &figure("band", "b", 110_000, 120_000, "from = [\"o\", \"p\"]\nmethod = \"overlap\"")),
        &["pay.toml:23:6 bad-record: the observations of `b` have no overlap (change `method`)"],
    );
    check_pay(
        &(apart + &figure("band", "b", 110_000, 120_000, "from = [\"o\", \"p\"]\nmethod = \"newest\"")),
        &["pay.toml:23:6 bad-record: the observations of `b` have no newest \
           (give them an `as_of`, only one of them the latest, or change `method`)"],
    );
    let open = seen("o", 280_000, 500_000, "one").replace("source", "open_ended = true\nsource");
    check_pay(
        &(open + &figure("band", "b", 280_000, 500_000, "from = [\"o\"]")),
        &[
            "pay.toml:18:7 bad-record: the envelope of its observations is £280,000 to £500,000 or more, not £280,000 to £500,000 \
           (write `min = 280000`, `max = 500000` and `open_ended = true`, or change `method`)",
        ],
    );
}

#[test]
fn two_bands_do_not_answer_the_same_question() {
    let manual = "method = \"manual\"\nsource = \"one\"";
    let bands = figure("band", "b", 100_000, 120_000, manual) + &figure("band", "c", 100_000, 125_000, manual);
    check_pay(
        &bands,
        &["pay.toml:14:6 bad-record: `b` and `c` publish a figure for the same thing \
           (keep one of them, or give them different levels) <- pay.toml:3:6"],
    );
}

#[test]
fn old_figures_are_stale() {
    let dated = |day: &str| seen("o", 100_000, 120_000, "two").replace("source", &format!("as_of = {day}\nsource"));
    let hint = "(look for a newer figure; after checking this one, say so in `as_of`)";
    check_pay(&dated("2025-11-22"), &[]);
    check_pay(
        &dated("2025-11-21"),
        &[&format!("pay.toml:11:9 pay-stale: `o` is from 2025-11-21, 12 months ago or more {hint}")],
    );
    let review =
        |day: &str| seen("o", 100_000, 120_000, "one").replace("source", &format!("review_by = {day}\nsource"));
    check_pay(&review("2026-11-21"), &[]);
    check_pay(
        &review("2026-11-20"),
        &["pay.toml:11:13 pay-stale: `o` was due for review on 2026-11-20 (check the figure and move `review_by` on)"],
    );
    // A figure without a date has its source's; a source that was only read on a day has none.
    let old = BASE.replace("2026-03-01", "2024-03-01").replace("2026-11-01", "2024-11-01");
    let pay =
        format!("audience = \"public\"\n{}{}", seen("o", 100_000, 120_000, "one"), seen("p", 100_000, 120_000, "two"));
    check(
        &[("base.toml", &old), ("pay.toml", &pay)],
        &[&format!("pay.toml:3:6 pay-stale: `o` is from 2024-03-01, 12 months ago or more {hint}")],
    );
}
