//! What observations and bands have in common: a figure of pay.

use jiff::civil::Date;

use super::declared::{Choice, Holds, Key, Shape, Way, record, ways};
use super::level::LevelRecord;
use super::place::PlaceRecord;
use super::role::Role;
use crate::config::Config;
use crate::diag::Place;
use crate::fields::{Fields, Spanned, Value};
use crate::pay::Rate;
use crate::site::records::kinds::RecordKind;
use crate::site::records::read::{currency_in, date, reference, required_reference, text};
use crate::site::records::types::{Engagement, Measure, Period, Range, Reference};

/// No currency has yearly pay above this; it also keeps every amount exact in JavaScript.
pub(super) const MAX_AMOUNT: i64 = 1_000_000_000_000;
/// Yearly base or total pay below this was most likely written in thousands.
const MIN_YEARLY: i64 = 1_000;

/// The percentiles a sample may give, with their keys.
const PERCENTILES: [(&str, u8); 5] = [("p10", 10), ("p25", 25), ("p50", 50), ("p75", 75), ("p90", 90)];

record! {
    /// A pay figure: what observations and bands have in common.
    pub struct Pay {
        /// The role it is paid for.
        pub role: Reference as ways::a::<Role>(),
        /// The level, when it is for one.
        pub level: Option<Reference> as ways::maybe_a::<LevelRecord>(),
        /// Where.
        pub place: Reference as ways::a::<PlaceRecord>(),
        /// What it counts; `unstated` when the source does not say.
        pub measure: Measure,
        /// For how long.
        pub period: Period,
        /// Its currency.
        pub currency: &'static str as ways::A_CURRENCY,
        /// How somebody is engaged who is paid so; as an employee unless it is set.
        pub engagement: Engagement as Way::by_hand(Shape::optional(Holds::Word(Engagement::WORDS))),
        /// The share of full time that the amount is paid for: `0.6` is three days of five.
        pub fte: Option<Rate> as Way::by_hand(Shape::optional(Holds::Number(1))),
        /// The hours a week that the amount is paid for.
        pub hours: Option<Rate> as Way::by_hand(Shape::optional(Holds::Number(MOST_HOURS))),
        /// How many days a year are paid, of a day rate; only then is it also shown as an amount a year.
        pub days_a_year: Option<i64> as Way::by_hand(Shape::optional(Holds::Whole(1, 366))),
        /// How much.
        pub range: Range as RANGE,
        /// Where the amount stands.
        pub range_place: Place as Way::unwritten(|_, _, _| None),
        /// Percentiles of a sample with their amounts, both ascending; never made from ranges.
        pub percentiles: Vec<(u8, i64)> as PERCENTILE_KEYS,
        /// How many people the figure was drawn from.
        pub sample: Option<i64> as Way::by_hand(Shape::optional(Holds::Whole(1, i64::MAX))),
        /// The day the figure holds for.
        pub as_of: Option<(Date, Place)>,
        /// The day it must be looked up again.
        pub review_by: Option<(Date, Place)>,
        /// What to know about it.
        pub note: Option<String>,
    }
    read by pay
}

/// A week has no more hours.
const MOST_HOURS: i64 = 168;

const AMOUNT: Holds = Holds::Amount(MAX_AMOUNT);

const RANGE: Way<Range> = Way::several(
    &[
        Key::new("min", Shape::required(AMOUNT), "The lower end of the range."),
        Key::new("max", Shape::optional(AMOUNT), "The upper end; it may be left out of a range without a top."),
        Key::new("open_ended", Shape::optional(Holds::Bool), "Whether the source leaves the top open, as in \"95k+\"."),
    ],
    |_, _, _| None,
);

const PERCENTILE: Shape = Shape::optional(AMOUNT);

const PERCENTILE_KEYS: Way<Vec<(u8, i64)>> = Way::several(
    &[
        Key::new("p10", PERCENTILE, "What a tenth of a sample is paid less than."),
        Key::new("p25", PERCENTILE, "What a quarter is paid less than."),
        Key::new("p50", PERCENTILE, "What half of them is paid less than: the median."),
        Key::new("p75", PERCENTILE, "What three quarters are paid less than."),
        Key::new("p90", PERCENTILE, "What nine tenths are paid less than."),
    ],
    |_, _, _| None,
);

fn pay(fields: &mut Fields<'_, '_>, _: &Config) -> Option<Pay> {
    let role = required_reference(fields.required(), "role", RecordKind::Role);
    let level = reference(fields, "level");
    let place = required_reference(fields.required(), "place", RecordKind::Place);
    let measure = fields.required().one_of("measure", &Measure::NAMES).map(|measure| measure.value);
    let period = fields.required().one_of("period", &Period::NAMES).map(|period| period.value);
    let currency = currency_in(fields.required(), "currency");
    let terms = terms(fields, period);
    let range = range(fields, measure, period);
    let percentiles = percentiles(fields);
    let sample = sample(fields);
    let as_of = date(fields, "as_of");
    let review_by = date(fields, "review_by");
    let note = text(fields, "note");
    let Spanned { value: range, span } = range?;
    let Terms { engagement, fte, hours, days_a_year } = terms?;
    Some(Pay {
        role: role?,
        level,
        place: place?,
        measure: measure?,
        engagement,
        fte,
        hours,
        days_a_year,
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

/// On what terms an amount is paid.
struct Terms {
    engagement: Engagement,
    fte: Option<Rate>,
    hours: Option<Rate>,
    days_a_year: Option<i64>,
}

fn terms(fields: &mut Fields<'_, '_>, period: Option<Period>) -> Option<Terms> {
    let engagement = match fields.written("engagement") {
        None => {
            fields.item("engagement");
            Some(Engagement::Employee)
        }
        Some(_) => fields.one_of("engagement", &Engagement::NAMES).map(|found| found.value),
    };
    let fte = part(fields, "fte", 1, "write the share of full time, such as `0.6`; leave it out for full time");
    let hours = part(fields, "hours", MOST_HOURS, "write the hours a week, such as `37.5`");
    let days = fields.integer("days_a_year");
    let mut sound = true;
    if let Some(Spanned { value, span }) = &days {
        if !(1..=366).contains(value) {
            fields.report(
                span,
                format!("a year does not have {value} days"),
                "write how many days are paid, such as `220`",
            );
            sound = false;
        } else if period.is_some_and(|period| period != Period::Day) {
            let hint = "write `period = \"day\"`, or remove `days_a_year`";
            fields.report(span, "only an amount for a day is paid so many days a year", hint);
            sound = false;
        }
    }
    sound.then_some(())?;
    Some(Terms { engagement: engagement?, fte: fte?, hours: hours?, days_a_year: days.map(|days| days.value) })
}

/// A number above zero and at most `most`; `None` when it is none.
fn part(fields: &mut Fields<'_, '_>, key: &'static str, most: i64, hint: &str) -> Option<Option<Rate>> {
    let Some(found) = fields.float(key) else { return fields.written(key).is_none().then_some(None) };
    let rate = Rate::from_float(found.value).filter(|rate| *rate > Rate::ZERO && rate.millionths() <= most * 1_000_000);
    if rate.is_none() {
        fields.report(&found.span, format!("`{key}` cannot be {}", found.value), hint);
    }
    rate.map(Some)
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
    if both_in_one(fields) {
        return None;
    }
    let min = fields.required().integer("min");
    // A range without an upper end need not name one.
    let max = if open_ended { fields.integer("max") } else { fields.required().integer("max") };
    let is_yearly =
        period == Some(Period::Year) && matches!(measure, Some(Measure::Base | Measure::Ote | Measure::Total));
    let mut sound = true;
    if let (Some(low), Some(high)) = (&min, &max)
        && is_yearly
        && [low.value, high.value].iter().all(|value| (1..MIN_YEARLY).contains(value))
    {
        let (low, high) = (low.value, high.value);
        let message = format!("`min` is {low} and `max` is {high} for a year");
        let hint = format!("amounts are whole units of the currency: write `min = {low}000` and `max = {high}000`");
        fields.report(&min.as_ref()?.span, message, hint);
        return None;
    }
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

/// Whether a key holds both ends of a range as text, `min = "70k-95k"`, which is reported.
fn both_in_one(fields: &mut Fields<'_, '_>) -> bool {
    for key in ["min", "max"] {
        let Some(item) = fields.written(key) else { continue };
        let Value::String(text) = &item.value else { continue };
        let Some((low, high)) = crate::written::ends(text) else { continue };
        let message = format!("`{key}` is one amount, and `{text}` is a range");
        fields.report(
            &item.span,
            message,
            format!("write `min = {low}` and `max = {high}`, each on a line of its own"),
        );
        fields.pass_over("min");
        fields.pass_over("max");
        return true;
    }
    false
}

/// What is wrong with an amount, and what to do about it.
pub(super) fn complaint(key: &str, value: i64, is_yearly: bool) -> Option<(String, String)> {
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

/// What tells figures of one role, place, level and measure apart: engagement, share of full time, hours a week.
pub type PayTerms = (Engagement, Option<Rate>, Option<Rate>);

impl Pay {
    /// On what terms it is paid.
    pub fn terms(&self) -> PayTerms {
        (self.engagement, self.fte, self.hours)
    }

    /// What a day rate comes to in a year, where it is said how many days are paid.
    pub fn a_year(&self) -> Option<Range> {
        let days = self.days_a_year.filter(|_| self.period == Period::Day)?;
        let times = |amount: i64| amount.checked_mul(days).filter(|amount| *amount <= MAX_AMOUNT);
        Some(Range { min: times(self.range.min)?, max: times(self.range.max)?, open_ended: self.range.open_ended })
    }
}
