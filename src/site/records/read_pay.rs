//! Reads observations and bands: the keys of a pay figure and what their values may be. It must not know other records.

use super::read::{currency_of, date, reference, references, text};
use crate::fields::{Fields, Spanned};
use crate::site::records::types::{Band, Measure, Method, Observation, Pay, Period, Range};

/// No currency has yearly pay above this; it also keeps every amount exact in JavaScript.
pub(in crate::site) const MAX_AMOUNT: i64 = 1_000_000_000_000;
/// Yearly base or total pay below this was most likely written in thousands.
const MIN_YEARLY: i64 = 1_000;

/// The percentiles a sample may give, with their keys.
pub(in crate::site) const PERCENTILES: [(&str, u8); 5] =
    [("p10", 10), ("p25", 25), ("p50", 50), ("p75", 75), ("p90", 90)];

/// The keys of `[[observation]]`, in the order of the guide; the columns of `observations.csv`.
pub(in crate::site) const OBSERVATION_KEYS: &[&str] = &[
    "id",
    "role",
    "level",
    "place",
    "measure",
    "min",
    "max",
    "open_ended",
    "currency",
    "period",
    "source",
    "as_of",
    "review_by",
    "p10",
    "p25",
    "p50",
    "p75",
    "p90",
    "sample",
    "note",
    "audience",
    "owner",
    "reviewed_on",
];
/// The keys of `[[band]]`; the columns of `bands.csv`.
pub(in crate::site) const BAND_KEYS: &[&str] = &[
    "id",
    "role",
    "level",
    "place",
    "measure",
    "min",
    "max",
    "open_ended",
    "currency",
    "period",
    "from",
    "method",
    "source",
    "as_of",
    "review_by",
    "p10",
    "p25",
    "p50",
    "p75",
    "p90",
    "sample",
    "note",
    "audience",
    "owner",
    "reviewed_on",
];

/// The keys of `[[observation]]`.
pub(in crate::site) fn observation(fields: &mut Fields<'_, '_>) -> Option<Observation> {
    let pay = pay(fields);
    fields.required();
    let source = reference(fields, "source");
    Some(Observation { pay: pay?, source: source? })
}

/// The keys of `[[band]]`.
pub(in crate::site) fn band(fields: &mut Fields<'_, '_>) -> Option<Band> {
    let pay = pay(fields);
    let from = references(fields, "from");
    let method = fields.one_of("method", &Method::NAMES).map(|method| method.value);
    let source = reference(fields, "source");
    Some(Band { pay: pay?, from, method, source })
}

fn pay(fields: &mut Fields<'_, '_>) -> Option<Pay> {
    fields.required();
    let role = reference(fields, "role");
    let level = reference(fields, "level");
    fields.required();
    let place = reference(fields, "place");
    let measure = fields.required().one_of("measure", &Measure::NAMES).map(|measure| measure.value);
    let period = fields.required().one_of("period", &Period::NAMES).map(|period| period.value);
    fields.required();
    let currency = currency_of(fields);
    let range = range(fields, measure, period);
    let percentiles = percentiles(fields);
    let sample = sample(fields);
    let as_of = date(fields, "as_of");
    let review_by = date(fields, "review_by");
    let note = text(fields, "note");
    let Spanned { value: range, span } = range?;
    Some(Pay {
        role: role?,
        level,
        place: place?,
        measure: measure?,
        range,
        range_place: fields.place_of(&span),
        percentiles: percentiles?,
        sample,
        currency: currency?,
        period: period?,
        as_of,
        review_by,
        note,
    })
}

/// `p10` to `p90`, as far as they are there; `None` when they cannot be percentiles of anything.
fn percentiles(fields: &mut Fields<'_, '_>) -> Option<Vec<(u8, i64)>> {
    let mut found: Vec<(&str, u8, i64)> = Vec::new();
    let mut sound = true;
    for (key, percent) in PERCENTILES {
        let Some(Spanned { value, span }) = fields.integer(key) else { continue };
        if !(0..=MAX_AMOUNT).contains(&value) {
            fields.report(
                &span,
                format!("`{key}` cannot be {value}"),
                "write the amount in whole units, such as `130000`",
            );
            sound = false;
        } else if let Some((lower, _, amount)) = found.last().filter(|(_, _, amount)| *amount > value) {
            let message = format!("`{key}` is {value}, below `{lower}` with {amount}");
            fields.report(&span, message, "percentiles ascend: check which amount belongs to which");
            sound = false;
        } else {
            found.push((key, percent, value));
        }
    }
    sound.then(|| found.into_iter().map(|(_, percent, value)| (percent, value)).collect())
}

/// How many people a figure was drawn from.
fn sample(fields: &mut Fields<'_, '_>) -> Option<i64> {
    let Spanned { value, span } = fields.integer("sample")?;
    if value < 1 {
        fields.report(
            &span,
            format!("`sample` cannot be {value}"),
            "write how many people were asked, or leave it out",
        );
        return None;
    }
    Some(value)
}

/// `min`, `max` and `open_ended`; the place is that of the first amount.
fn range(fields: &mut Fields<'_, '_>, measure: Option<Measure>, period: Option<Period>) -> Option<Spanned<Range>> {
    let open_ended = fields.bool("open_ended").is_some_and(|open| open.value);
    let min = fields.required().integer("min");
    // A range without an upper end need not name one.
    let max = if open_ended { fields.integer("max") } else { fields.required().integer("max") };
    let is_yearly = period == Some(Period::Year) && matches!(measure, Some(Measure::Base | Measure::Total));
    let mut sound = true;
    for (key, amount) in [("min", &min), ("max", &max)] {
        let Some(Spanned { value, span }) = amount else { continue };
        if let Some((message, hint)) = complaint(key, *value, is_yearly) {
            fields.report(span, message, hint);
            sound = false;
        }
    }
    let min = min?;
    let max = match max {
        Some(max) => max.value,
        None if open_ended => min.value,
        None => return None,
    };
    if sound && min.value > max {
        fields.report(
            &min.span,
            format!("`min` is {} and `max` is {max}", min.value),
            "write the smaller amount as `min`",
        );
        sound = false;
    }
    sound.then(|| min.map(|min| Range { min, max, open_ended }))
}

/// What is wrong with an amount, and what to do about it.
pub(in crate::site) fn complaint(key: &str, value: i64, is_yearly: bool) -> Option<(String, String)> {
    if value < 0 {
        Some((format!("`{key}` is below zero"), "write the amount without a sign".to_owned()))
    } else if value > MAX_AMOUNT {
        Some((format!("`{key}` is more than anybody earns"), "check the number of zeros".to_owned()))
    } else if is_yearly && value < MIN_YEARLY {
        let full = value.saturating_mul(1_000);
        let hint = format!("amounts are whole units of the currency: write `{full}` for {value} thousand");
        Some((format!("`{key}` is {value} for a year"), hint))
    } else {
        None
    }
}
