//! Rates, models, shares, claims and walk-away figures, and the pay of levels side by side.

use super::super::types::{Basis, ModelKind, RatePolicy, Unit};
use super::*;
use crate::pay::Rate;

fn check_more(more: &str, expected: &[&str]) {
    check(&[("base.toml", BASE), ("more.toml", &format!("audience = \"public\"\n{more}"))], expected);
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).expect("a rate")
}

const SHARE: &str = "role = \"lead\"\nsource = \"one\"\nas_of = 2026-03-01\n";

const EVERY: &str = r#"
audience = "public"
[level.senior]
title = "Senior"
[role.other]
title = "Other"
[fx.november]
base = "GBP"
rates = { USD = 1.3, EUR = 1.15, GBP = 1 }
policy = "monthly"
as_of = 2026-11-01
source = "one"
[model.old]
title = "Old"
kind = "uniform"
currency = "GBP"
period = "year"
measure = "base"
benchmark = 100000
effective_from = 2024-01-01
source = "one"
[model.new]
title = "New"
kind = "factor"
currency = "GBP"
period = "year"
measure = "base"
benchmark = { lead = 100000 }
places = { london = 1.1 }
levels = { senior = 1.2 }
spread = 0.15
effective_from = 2025-01-01
replaces = "old"
grandfather = "The higher one"
source = "one"
[model.zones]
title = "Zones"
kind = "zone"
currency = "GBP"
period = "year"
measure = "base"
benchmark = 100000
zones = { one = 1.0, two = 0.8 }
places = { london = "two" }
effective_from = 2025-01-01
source = "one"
[model.bands]
title = "Bands"
kind = "table"
bands = ["b"]
effective_from = 2025-01-01
source = "one"
[claim.time]
title = "Time to hire"
unit = "month"
start = "opened"
stop = "accepted"
seen = [{ source = "one", min = 4, max = 9 }, { source = "two", min = 3.5, open_ended = true }]
[[equity]]
id = "e"
stage = "Series-A"
min = 0.05
max = 0.5
basis = "fully-diluted"
vesting_months = 48
cliff_months = 12
role = "lead"
source = "one"
as_of = 2026-03-01
[[bonus]]
id = "bo"
min = 10
max = 20
role = "lead"
source = "one"
as_of = 2026-03-01
[[premium]]
id = "p"
over = "other"
min = 20
max = 35
role = "lead"
source = "one"
as_of = 2026-03-01
[[walk_away]]
id = "w"
band = "b"
amount = 190000
budget = 160000
approver = "Committee"
"#;

#[test]
fn every_further_type_is_read() {
    let band = figure("band", "b", 130_000, 185_000, "source = \"one\"\nmethod = \"manual\"");
    let (data, found) = load_texts(&[
        ("base.toml", BASE),
        ("band.toml", &format!("audience = \"public\"\n{band}")),
        ("more.toml", EVERY),
    ]);
    assert_eq!(found, [""; 0]);
    let rates = &data.exchange_rates.get("november").expect("read").body;
    assert_eq!(rates.rates, [("EUR", rate("1.15")), ("USD", rate("1.3"))]);
    assert_eq!((rates.rate("GBP"), rates.rate("JPY"), rates.policy), (Some(Rate::ONE), None, RatePolicy::Monthly));
    let model = |id: &str| &data.models.get(id).expect("read").body;
    assert_eq!(model("new").kind.factors("london", Some("senior")), Some(vec![rate("1.1"), rate("1.2")]));
    assert_eq!(model("new").kind.factors("london", None), None);
    assert_eq!(model("new").benchmark.of("lead"), Some(100_000));
    assert_eq!(model("new").benchmark.of("other"), None);
    assert_eq!(model("zones").kind.factors("london", None), Some(vec![rate("0.8")]));
    assert_eq!(model("zones").kind.factors("paris", None), None);
    assert_eq!(model("old").kind.factors("paris", None), Some(Vec::new()));
    assert_eq!(model("old").benchmark.of("anything"), Some(100_000));
    assert!(matches!(&model("bands").kind, ModelKind::Table { bands } if bands[0].id == "b"));
    let claim = &data.claims.get("time").expect("read").body;
    assert_eq!((claim.unit, claim.seen[1].min, claim.seen[1].max), (Unit::Month, rate("3.5"), rate("3.5")));
    let equity = &data.equity.get("e").expect("read").body;
    assert_eq!((equity.stage.as_deref(), equity.basis), (Some("series-a"), Basis::FullyDiluted));
    assert_eq!((equity.share.min, equity.share.max), (rate("0.0005"), rate("0.005")));
    assert_eq!(data.bonuses.get("bo").expect("read").body.share.max, rate("0.2"));
    assert_eq!(data.premiums.get("p").expect("read").body.over.id, "other");
    let walk_away = data.walk_aways.get("w").expect("read");
    assert_eq!((walk_away.audience, walk_away.body.amount), (audience("internal"), 190_000));
}

#[test]
fn rates_have_a_date_and_grow_old() {
    let fx = |lines: &str| format!("[fx.x]\nbase = \"GBP\"\nsource = \"one\"\n{lines}\n");
    check_more(
        &fx("policy = \"frozen\"\nrates = { USD = 1.3 }"),
        &["more.toml:2:1 bad-record: these exchange rates have no date (add `as_of` with the day they were taken)"],
    );
    check_more(
        &fx("policy = \"monthly\"\nrates = { USD = 1.3 }\nas_of = 2026-09-21"),
        &[
            "more.toml:7:9 pay-stale: the exchange rates `x` are from 2026-09-21, 2 months ago or more (look the rates up again, and say so in `as_of`)",
        ],
    );
    check_more(&fx("policy = \"frozen\"\nrates = { USD = 1.3 }\nas_of = 2026-09-21"), &[]);
    check_more(
        &fx("policy = \"weekly\"\nrates = { USB = 1.3, EUR = 0, JPY = \"1\", GBP = 2 }\nas_of = 2026-11-01"),
        &[
            "more.toml:5:10 bad-record: `policy` cannot be `weekly` (it is one of `frozen`, `monthly`)",
            "more.toml:6:11 bad-record: there is no currency `USB` (did you mean `USD`?)",
            "more.toml:6:28 bad-record: the rate of `EUR` is zero (write what one unit of `base` buys)",
            "more.toml:6:37 bad-record: `JPY` must be a number from 0 to 1000000 with at most six decimals (write digits without quotes, such as `0.8`)",
            "more.toml:6:48 bad-record: `GBP` is the base and has the rate 2 (one unit of `base` buys one unit of itself: remove the line)",
        ],
    );
}

#[test]
fn models_say_what_they_multiply() {
    let model =
        |lines: &str| format!("[model.m]\ntitle = \"M\"\neffective_from = 2026-01-01\nsource = \"one\"\n{lines}\n");
    let computed = "currency = \"GBP\"\nperiod = \"year\"\nmeasure = \"base\"\nbenchmark = 100000\n";
    check_more(
        &model(&format!("kind = \"zone\"\n{computed}zones = {{ one = 1.0 }}\nplaces = {{ london = \"tow\" }}")),
        &["more.toml:12:21 bad-record: `london` lies in no zone of this model (the zones are `one`)"],
    );
    check_more(
        &model(&format!("kind = \"factor\"\n{computed}places = {{ lodon = 1.1 }}\nlevels = {{ high = -1 }}")),
        &[
            "more.toml:12:19 bad-record: `high` must be a number from 0 to 1000000 with at most six decimals (write digits without quotes, such as `0.8`)",
        ],
    );
    check_more(
        &model(&format!("kind = \"factor\"\n{computed}places = {{ lodon = 1.1 }}")),
        &["more.toml:11:12 broken-reference: there is no place `lodon` (did you mean `london`?)"],
    );
    check_more(
        &model("kind = \"table\""),
        &["more.toml:2:1 bad-record: `bands` is missing (add a line `bands = [\"...\"]`)"],
    );
    check_more(
        &model(&format!("kind = \"uniform\"\n{computed}replaces = \"m\"")),
        &["more.toml:11:12 bad-record: `m` holds from 2026-01-01, and replaces `m`, which holds from 2026-01-01 \
           (a model replaces an earlier one: check `effective_from` of both)"],
    );
    check_more(
        &model(&format!("kind = \"uniform\"\n{}", computed.replace("100000", "\"100k\""))),
        &[
            "more.toml:10:13 bad-record: `benchmark` must be a whole number, found text (write a whole number without quotes, such as `130000`)",
        ],
    );
}

#[test]
fn shares_are_percent() {
    let bonus = |min: &str, max: &str| format!("[[bonus]]\nid = \"b\"\nmin = {min}\nmax = {max}\n{SHARE}");
    check_more(
        &bonus("-1", "120"),
        &[
            "more.toml:4:7 bad-record: `min` cannot be -1 (write percent, from 0 to 100 with at most four decimals: `0.5` is half a percent)",
            "more.toml:5:7 bad-record: `max` cannot be 120 (write percent, from 0 to 100 with at most four decimals: `0.5` is half a percent)",
        ],
    );
    check_more(
        &bonus("0.2", "0.1"),
        &["more.toml:4:7 bad-record: `min` is 0.002 and `max` is 0.001 (write the smaller number as `min`)"],
    );
    check_more(
        &format!("[[premium]]\nid = \"p\"\nmin = 20\nmax = 35\nover = \"lead\"\n{SHARE}"),
        &["more.toml:6:8 bad-record: `p` compares a role with itself (name the other role in `over`)"],
    );
    check_more(
        &format!(
            "[[equity]]\nid = \"e\"\nmin = 1\nmax = 1\nbasis = \"all\"\nstage = \"series-a\"\nvesting_months = 12\ncliff_months = 24\n{SHARE}"
        ),
        &[
            "more.toml:6:9 bad-record: `basis` cannot be `all` (it is one of `fully-diluted`, `issued`, `unknown`)",
            "more.toml:9:16 bad-record: a cliff of 24 months in 12 months of vesting (the cliff lies within the vesting)",
        ],
    );
    let sheet = "id,role,min,max,source,audience\nb,lead,10,20%,one,public\nc,lead,10-20,,one,public\nd,lead,7.5,10,one,public\n";
    let (data, found) = load_texts(&[("base.toml", BASE), ("bonuses.csv", sheet)]);
    assert_eq!(
        found,
        [
            "bonuses.csv:2:11 bad-record: `max` must be a number of percent, found `20%` (write the number alone: `20`)",
            "bonuses.csv:3:8 bad-record: `min` must be a number of percent, found `10-20` (write percent as a number alone, such as `0.5`; the two ends stand under `min` and `max`)",
        ]
    );
    assert_eq!(data.bonuses.get("d").expect("read").body.share.min, rate("0.075"));
}

#[test]
fn claims_say_what_they_count() {
    let claim = |lines: &str| format!("[claim.c]\ntitle = \"C\"\n{lines}\n");
    check_more(
        &claim("unit = \"month\"\nseen = [{ source = \"one\", min = 4, max = 9 }]"),
        &[
            "more.toml:4:8 bad-record: this length of time has no `start` (name the events it counts between; `not stated` where no source says)",
        ],
    );
    check_more(
        &claim(
            "unit = \"percent\"\nseen = [{ source = \"one\", min = 40, max = 30 }, { source = \"one\", min = 40, max = 300 }]",
        ),
        &[
            "more.toml:5:33 bad-record: `min` is 40 and `max` is 30 (write the smaller number as `min`)",
            "more.toml:5:83 bad-record: more than 100 percent of anything (check the unit of the claim)",
        ],
    );
    check_more(
        &claim("unit = \"amount\"\nseen = []"),
        &[
            "more.toml:4:8 bad-record: an amount of money without its `currency` (add `currency` with an ISO 4217 code, such as `USD`)",
            "more.toml:5:8 bad-record: no source says anything about this claim (add what one says: `seen = [{ source = \"ID\", min = 4, max = 9 }]`)",
        ],
    );
    check_more(
        &claim("unit = \"year\"\nreview_by = 2026-11-01\nseen = [{ source = \"oen\", min = 4, max = 9 }]"),
        &[
            "more.toml:5:13 pay-stale: `c` was due for review on 2026-11-01 (check the figure and move `review_by` on)",
            "more.toml:6:20 broken-reference: there is no source `oen` (did you mean `one`?)",
        ],
    );
}

#[test]
fn walk_away_figures_stay_inside() {
    let band = figure("band", "b", 130_000, 185_000, "source = \"one\"\nmethod = \"manual\"");
    let walk_away = |lines: &str| format!("{band}[[walk_away]]\nid = \"w\"\nband = \"b\"\napprover = \"A\"\n{lines}\n");
    check_more(
        &walk_away("amount = 190000\naudience = \"public\""),
        &[
            "more.toml:18:12 audience-widened: a walk-away figure is for `internal` alone (remove the `audience` of this record)",
        ],
    );
    check_more(
        &walk_away("amount = 120000"),
        &["more.toml:17:10 bad-record: the walk-away figure £120,000 lies below the floor of `b`, £130,000 \
           (an offer inside the band must be possible: raise it, or look at the band) <- more.toml:7:7"],
    );
}

#[test]
fn percentiles_come_from_a_sample() {
    let seen = |more: &str| figure("observation", "o", 100_000, 150_000, &format!("source = \"one\"\n{more}"));
    check_more(&seen("p10 = 101000\np50 = 120000\nsample = 40"), &[]);
    check_more(
        &seen("p10 = 101000\np50 = 120000"),
        &["more.toml:3:6 bad-record: `o` gives percentiles, and no sample that they were drawn from \
           (say in `sample` how many people it was drawn from, or leave the percentiles out)"],
    );
    check_more(
        &seen("p25 = 120000\np50 = 110000\nsample = 0"),
        &[
            "more.toml:13:7 bad-record: `p50` is 110000, below `p25` with 120000 (percentiles ascend: check which amount belongs to which)",
            "more.toml:14:10 bad-record: `sample` cannot be 0 (write how many people were asked, or leave it out)",
        ],
    );
    let band =
        |more: &str| figure("band", "b", 100_000, 150_000, &format!("from = [\"o\"]\nmethod = \"envelope\"\n{more}"));
    check_more(&(seen("p50 = 120000\nsample = 40") + &band("p50 = 120000")), &[]);
    check_more(
        &(seen("p50 = 120000\nsample = 40") + &band("p50 = 125000")),
        &["more.toml:15:6 bad-record: the percentiles of `b` are those of none of its observations \
           (percentiles cannot be averaged or merged: give those of one observation, or none)"],
    );
}

#[test]
fn pay_rises_from_level_to_level() {
    let levels = "[level.a]\ntitle = \"A\"\norder = 1\n[level.b]\ntitle = \"B\"\norder = 2\n[level.c]\ntitle = \"C\"\norder = 3\n";
    let band = |id: &str, level: &str, min, max| {
        figure("band", id, min, max, &format!("level = \"{level}\"\nsource = \"one\"\nmethod = \"manual\""))
    };
    let check_levels = |bands: &str, expected: &[&str]| {
        check(
            &[
                ("base.toml", BASE),
                ("levels.toml", &format!("audience = \"public\"\n{levels}")),
                ("m.toml", &format!("audience = \"public\"\n{bands}")),
            ],
            expected,
        );
    };
    check_levels(&(band("x", "a", 100_000, 120_000) + &band("y", "b", 120_000, 140_000)), &[]);
    check_levels(
        &(band("y", "b", 130_000, 140_000) + &band("x", "a", 100_000, 120_000)),
        &["m.toml:7:7 pay-levels: nothing lies between the top of `x`, £120,000, and the floor of `y`, £130,000 \
           (let the bands meet or overlap) <- m.toml:19:7"],
    );
    check_levels(
        &(band("x", "a", 100_000, 120_000) + &band("y", "b", 90_000, 140_000)),
        &[
            "m.toml:19:7 pay-levels: `y` pays less than `x`, one level below (check which level each band is for) <- m.toml:7:7",
        ],
    );
    // A level between them without a band may hold what is missing.
    check_levels(&(band("x", "a", 100_000, 120_000) + &band("z", "c", 150_000, 180_000)), &[]);
}

#[test]
fn a_page_can_tell_figures_apart() {
    check_more(
        &(figure("observation", "x", 100_000, 120_000, "source = \"one\"")
            + &format!("[[bonus]]\nid = \"x\"\nmin = 10\nmax = 20\n{SHARE}")),
        &[
            "more.toml:13:6 collision: two figures have the id `x` (pages name a figure by its id: give one of them another) <- more.toml:3:6",
        ],
    );
}
