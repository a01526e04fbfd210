//! Single records: their types, keys, ids and audiences, in TOML and in CSV.

use super::*;
use crate::site::records::types::{Grade, Measure, Method};

#[test]
fn every_type_is_read() {
    let rest = r#"
audience = "public"
[level.senior]
title = "Senior"
order = 2
[place.uk]
title = "United Kingdom"
country = "GB"
currency = "GBP"
[skill.design]
title = "Design"
description = "Systems"
awareness = "Knows the parts"
expert = "Sets direction"
[role.staff]
title = "Staff"
aliases = ["Principal"]
mission = "Goes deep"
summary = "Depth"
outcomes = ["One"]
responsibilities = ["Two"]
owns = "A system"
code_share = "High"
experience = ["8 years"]
education = ["None"]
certifications = ["None"]
kpis = ["Uptime"]
team = "Alone"
work_mode = "Hybrid"
time_split = "30% research, 70% product"
next = ["lead"]
lateral = ["lead"]
from = ["lead"]
needs = { design = "expert" }
nice = { design = "awareness" }
owner = "Ada"
reviewed_on = 2026-10-01
"#;
    let pay = figure("observation", "o", 100_000, 120_000, "source = \"one\"\nas_of = 2026-03-01\nlevel = \"senior\"")
        + &figure("band", "b", 100_000, 120_000, "from = [\"o\"]\nmethod = \"envelope\"\nreview_by = 2027-01-01");
    let (data, found) = load_texts(&[("base.toml", BASE), ("pay.toml", &pay), ("rest.toml", rest)]);
    assert_eq!(found, [""; 0]);
    let staff = data.roles.get("staff").expect("read");
    assert_eq!((staff.owner.as_deref(), staff.reviewed_on), (Some("Ada"), Some(date(2026, 10, 1))));
    assert_eq!(staff.body.aliases, ["Principal"]);
    assert_eq!(staff.body.needs[0].1, Grade::Expert);
    assert_eq!(data.skills.get("design").expect("read").body.grades[3].as_deref(), Some("Sets direction"));
    assert_eq!(data.observations.get("o").expect("read").body.pay.measure, Measure::Base);
    assert_eq!(data.bands.get("b").expect("read").body.method, Some(Method::Envelope));
    assert_eq!(data.levels.get("senior").expect("read").body.order, Some(2));
    assert_eq!(data.places.ids().collect::<Vec<_>>(), ["london", "uk"]);
}

#[test]
fn what_says_nothing_is_for_the_highest_audience() {
    let text = "[role.a]\ntitle = \"A\"\n[role.b]\ntitle = \"B\"\naudience = \"managers\"\n";
    let (data, found) = load_texts(&[("x.toml", text), ("y.toml", "audience = \"public\"\n[role.c]\ntitle = \"C\"\n")]);
    assert_eq!(found, [""; 0]);
    for (id, expected) in [("a", "internal"), ("b", "managers"), ("c", "public")] {
        assert_eq!(data.roles.get(id).expect("read").audience, audience(expected), "{id}");
    }
}

#[test]
fn an_audience_with_a_mistake_is_the_highest_and_never_only_a_warning() {
    for (text, expected) in [
        (
            "audience = \"pubic\"\n[role.a]\ntitle = \"A\"\n",
            "1:12 unknown-audience: there is no audience `pubic` (did you mean `public`?)",
        ),
        (
            "audience = \"public\"\n[role.a]\ntitle = \"A\"\naudience = 1\n",
            "4:12 unknown-audience: `audience` must be text, found a whole number (put the audience's name between quotes)",
        ),
    ] {
        let (data, found) = load_texts(&[("x.toml", text)]);
        assert_eq!(found, [format!("x.toml:{expected}")]);
        assert_eq!(data.roles.get("a").expect("read").audience, audience("internal"));
    }
    check(
        &[("x.toml", "audiense = \"internal\"\n[role.a]\ntitle = \"A\"\naudince = \"internal\"\n")],
        &[
            "x.toml:1:1 unknown-audience: there is no record type `audiense` (did you mean `audience`?)",
            "x.toml:4:1 unknown-audience: there is no key `audince` here (did you mean `audience`?)",
        ],
    );
    check(
        &[("x.toml", "audience = \"internal\"\naudience = \"public\"\n")],
        &["x.toml:2:1 unknown-audience: `audience` is set twice (keep one of them) <- x.toml:1:1"],
    );
    assert!(rules::UNKNOWN_AUDIENCE.fixed);
}

#[test]
fn types_that_do_not_exist_get_the_nearest() {
    check(
        &[("x.toml", "[rolle.a]\ntitle = \"A\"\n[[fruit]]\nid = \"a\"\n")],
        &[
            "x.toml:1:2 bad-record: there is no record type `rolle` (write `[role.ID]`)",
            "x.toml:3:3 bad-record: there is no record type `fruit` (record types are `source`, `place`, `place_set`, `entity`, \
             `track`, `level`, `role`, `skill`, `family`, `comparison`, `ladder`, `fit`, `claim`, `fx`, `model`, `observation`, \
             `band`, `equity`, `bonus`, `premium`, `walk_away`, `stage`, `red_flag`, `question`, `benefit`, `question_bank`, \
             `posting`, `law`, `synonym`, `change`, `audience`)",
        ],
    );
    check(
        &[("x.toml", "skill = 1\n[[role]]\ntitle = \"A\"\n[band.a]\nmin = 1\n[place]\nx = 1\n")],
        &[
            "x.toml:1:9 bad-record: `skill` is no record like this (write `[skill.ID]`, with the id instead of ID)",
            "x.toml:2:1 bad-record: `role` is no record like this (write `[role.ID]`, with the id instead of ID)",
            "x.toml:4:2 bad-record: `band` is no record like this (write `[[band]]`, with its `id` as a key below)",
            "x.toml:6:1 bad-record: `place` is no record like this (write `[place.ID]`, with the id instead of ID)",
        ],
    );
}

#[test]
fn keys_and_values_are_checked() {
    check(
        &[("x.toml", "[role.a]\ntitel = \"A\"\n[skill.b]\ntitle = 3\n[source.c]\npublisher = \"C\"\ntitle = \"C\"\n")],
        &[
            "x.toml:2:1 bad-record: there is no key `titel` here (did you mean `title`?)",
            "x.toml:4:9 bad-record: `title` must be text, found a whole number (write `title = \"3\"`)",
            "x.toml:5:1 bad-record: this source has no date (add `published`, or `retrieved` with the day you read it)",
        ],
    );
    check(
        &[(
            "x.toml",
            "[place.a]\ntitle = \"A\"\ncountry = \"gb\"\ncurrency = \"usd\"\n[place.b]\ntitle = \"B\"\ncurrency = \"pounds\"\n\
             [source.c]\npublisher = \"C\"\ntitle = \"C\"\nretrieved = 2026-01-01\nurl = \"javascript:x\"\n\
             [role.d]\ntitle = \"D\"\nneeds = { x = \"exprt\", y = 1 }\n",
        )],
        &[
            "x.toml:3:11 bad-record: `country` cannot be `gb` (write a country code of two capitals, such as `GB`)",
            "x.toml:4:12 bad-record: there is no currency `usd` (write `currency = \"USD\"`)",
            "x.toml:7:12 bad-record: there is no currency `pounds` (write `currency = \"GBP\"`)",
            "x.toml:12:7 bad-record: `url` cannot be `javascript:x` (write a web address that begins with `https://`)",
            "x.toml:15:15 bad-record: `x` has no grade that exists (did you mean `expert`?)",
            "x.toml:15:28 bad-record: `y` has no grade that exists (it is one of `awareness`, `working`, `practitioner`, `expert`)",
        ],
    );
}

#[test]
fn ids_are_plain_and_used_once() {
    check(
        &[("x.toml", "[role.\"a b\"]\ntitle = \"A\"\n[role.Lead]\ntitle = \"B\"\n[[band]]\nmin = 1\n")],
        &[
            "x.toml:1:7 bad-record: `a b` cannot be an id (write `a-b`: an id is lower-case letters and digits joined by `-`)",
            "x.toml:3:7 bad-record: `Lead` cannot be an id (write `lead`: an id is lower-case letters and digits joined by `-`)",
            "x.toml:5:1 bad-record: `currency` is missing (add a line `currency = \"...\"`)",
            "x.toml:5:1 bad-record: `id` is missing (add a line `id = \"...\"`)",
            "x.toml:5:1 bad-record: `max` is missing (add a line `max = 10`)",
            "x.toml:5:1 bad-record: `measure` is missing (add a line `measure = \"base\"`, or one with `\"allowance\"`, `\"bonus\"`, `\"commission\"`, `\"sign-on\"`, `\"equity\"`, `\"ote\"`, `\"total\"`, `\"unstated\"`)",
            "x.toml:5:1 bad-record: `period` is missing (add a line `period = \"year\"`, or one with `\"month\"`, `\"day\"`, `\"hour\"`)",
            "x.toml:5:1 bad-record: `place` is missing (add a line `place = \"ID\"`, with the id of a place instead of ID)",
            "x.toml:5:1 bad-record: `role` is missing (add a line `role = \"ID\"`, with the id of a role instead of ID)",
        ],
    );
    check(
        &[("a.toml", "[role.x]\ntitle = \"A\"\n"), ("b.toml", "\n[role.x]\ntitle = \"B\"\n[skill.x]\ntitle = \"C\"\n")],
        &["b.toml:2:7 collision: two records have the id `x` (give one of them another id) <- a.toml:1:7"],
    );
    assert!(rules::COLLISION.fixed);
}

#[test]
fn amounts_are_whole_units_in_order() {
    for (min, max, expected) in [
        (
            130,
            180,
            &[
                "6:7 bad-record: `min` is 130 and `max` is 180 for a year (amounts are whole units of the currency: write `min = 130000` and `max = 180000`)",
            ][..],
        ),
        (
            130,
            180_000,
            &[
                "6:7 bad-record: `min` is 130 for a year (amounts are whole units of the currency: write `130000` for 130 thousand)",
            ],
        ),
        (-1, 180_000, &["6:7 bad-record: `min` is below zero (write the amount without a sign)"]),
        (1_000, i64::MAX, &["7:7 bad-record: `max` is more than anybody earns (check the number of zeros)"]),
        (
            180_000,
            130_000,
            &["6:7 bad-record: `min` is 180000 and `max` is 130000 (write the smaller amount as `min`)"],
        ),
        (130_000, 130_000, &[]),
    ] {
        let expected: Vec<String> = expected.iter().map(|line| format!("x.toml:{line}")).collect();
        let (_, found) =
            load_texts(&[("base.toml", BASE), ("x.toml", &figure("observation", "o", min, max, "source = \"one\""))]);
        assert_eq!(found, expected);
    }
    let bonus = figure("observation", "o", 0, 500, "source = \"one\"").replace("base", "bonus");
    check(&[("base.toml", BASE), ("x.toml", &bonus)], &[]);
    let daily = figure("observation", "o", 400, 900, "source = \"one\"").replace("year", "day");
    check(&[("base.toml", BASE), ("x.toml", &daily)], &[]);
    let open = figure("observation", "o", 500_000, 0, "open_ended = true\nsource = \"one\"").replace("max = 0\n", "");
    let (data, found) = load_texts(&[("base.toml", BASE), ("x.toml", &open)]);
    assert_eq!(found, [""; 0]);
    assert_eq!(data.observations.get("o").expect("read").body.pay.range.max, 500_000);
}

#[test]
fn a_csv_file_named_after_a_list_holds_records() {
    let head = "id,role,place,measure,min,max,currency,period,source,as_of,open_ended\n";
    let sheet = format!(
        "{head}o,lead,london,base,130000,180000,GBP,year,one,2026-03-01,\np,lead,london,total,130000,180000,GBP,year,two,,true\n"
    );
    let bands = "id,role,place,measure,min,max,currency,period,from,method\nb,lead,london,base,130000,180000,GBP,year,o,envelope\n";
    for name in ["observations.csv", "observation.csv"] {
        let companion = format!("{name}.toml");
        let public = "audience = \"public\"\n";
        let (data, found) = load_texts(&[
            ("base.toml", BASE),
            (name, &sheet),
            (&companion, public),
            ("bands.csv", bands),
            ("bands.csv.toml", public),
        ]);
        assert_eq!(found, [""; 0]);
        let first = data.observations.get("o").expect("read");
        assert_eq!((first.audience, first.body.pay.range.max), (audience("public"), 180_000));
        assert!(data.observations.get("p").expect("read").body.pay.range.open_ended);
        assert_eq!(data.bands.get("b").expect("read").body.from[0].id, "o");
    }
    check(
        &[("base.toml", BASE), ("observations.csv", &format!("{head}o,lead,london,base,,180000,GBP,year,one,soon,\n"))],
        &[
            "observations.csv:2:20 bad-record: `min` is missing (fill in the column `min`)",
            "observations.csv:2:41 bad-record: `as_of` must be a date, and `soon` is not one (write year-month-day, such as `2026-04-09`)",
        ],
    );
    check(
        &[("base.toml", BASE), ("observations.csv", "id,rolle,audince\n")],
        &[
            "observations.csv:1:4 unknown-key: there is no key `rolle` here (did you mean `role`?)",
            "observations.csv:1:10 unknown-audience: there is no key `audince` here (did you mean `audience`?)",
        ],
    );
    check(
        &[("observations.csv", "id\n"), ("observations.csv.toml", "[columns.id]\naudience = \"internal\"\n")],
        &["observations.csv.toml:1:10 bad-record: the columns of records have no audience of their own \
           (give the file an `audience`, or the records a column `audience`)"],
    );
}

#[test]
fn amounts_in_csv_get_the_hint_they_need() {
    for (cell, hint) in [
        ("\"1,234\"", "write digits alone: `1234`"),
        ("130 000", "write digits alone: `130000`"),
        ("£130k", "write it in full and without a sign: `130000`; the currency goes under `currency`"),
        ("130K", "write it in full and without a sign: `130000`; the currency goes under `currency`"),
        ("£130000", "write digits alone: `130000`; the currency goes under `currency`"),
        ("130-180", "write the two ends under `min` and `max`"),
        ("130k to 180k", "write the two ends under `min` and `max`"),
        ("130.000", "write digits alone: `130000`"),
        ("1e309", "write a whole number in full, such as `130000`"),
        ("130000.5", "write a whole number in full, such as `130000`"),
        ("99999999999999999999", "write a whole number in full, such as `130000`"),
        ("tbd", "write a whole number, such as `130000`, or leave the line out"),
    ] {
        let sheet = format!(
            "id,role,place,measure,min,max,currency,period,source\no,lead,london,base,{cell},180000,GBP,year,one\n"
        );
        let (data, found) = load_texts(&[("base.toml", BASE), ("observations.csv", &sheet)]);
        let plain = cell.trim_matches('"');
        let expected =
            format!("observations.csv:2:20 bad-record: `min` must be a whole number, found `{plain}` ({hint})");
        assert_eq!(found, [expected]);
        assert!(data.observations.get("o").is_none());
    }
}
