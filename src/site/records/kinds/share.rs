//! What every figure in percent has, whatever it is a share of.

use std::ops::Range;

use jiff::civil::Date;

use super::declared::{Choice, Holds, Key, Shape, Way, choices, record, ways};
use super::level::LevelRecord;
use super::pay::{MAX_AMOUNT, complaint};
use super::place::PlaceRecord;
use super::role::Role;
use super::source::SourceRecord;
use crate::config::Config;
use crate::diag::Place;
use crate::fields::{Fields, Spanned};
use crate::pay::Rate;
use crate::site::records::read::{currency_in, date, reference, text};
use crate::site::records::types::Reference;

record! {
    /// What a figure in percent has, whatever it is a share of.
    pub struct Share {
        /// The role it is about.
        pub role: Reference as ways::a::<Role>(),
        /// The level, when it is for one.
        pub level: Option<Reference> as ways::maybe_a::<LevelRecord>(),
        /// The place, when it is for one.
        pub place: Option<Reference> as ways::maybe_a::<PlaceRecord>(),
        /// What it counts in: `percent` unless it is set, an amount of money, of shares their `value` or their number.
        pub unit: ShareUnit as Way::by_hand(Shape::optional(Holds::Word(ShareUnit::WORDS))),
        /// The currency of amounts of money.
        pub currency: Option<&'static str> as ways::MAYBE_CURRENCY,
        /// The lower end as a share of one: 10% is 0.1; zero in another unit than percent.
        pub min: Rate as ENDS,
        /// The upper end.
        pub max: Rate as Way::unwritten(|_, _, _| None),
        /// The ends in whole units, in another unit than percent.
        pub whole: Option<(i64, i64)> as Way::unwritten(|_, _, _| None),
        /// Where the figure stands.
        pub range_place: Place as Way::unwritten(|_, _, _| None),
        /// Who says so.
        pub source: Reference as ways::a::<SourceRecord>(),
        /// The day the figure holds for.
        pub as_of: Option<(Date, Place)>,
        /// The day it must be looked up again.
        pub review_by: Option<(Date, Place)>,
        /// What to know about it.
        pub note: Option<String>,
    }
    read by share
}

/// What a figure counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum ShareUnit {
    Percent,
    Money,
    Shares,
}

impl ShareUnit {
    /// Every unit with its words; the value of shares is money.
    pub const NAMES: [(&'static str, ShareUnit); 4] = [
        ("percent", ShareUnit::Percent),
        ("money", ShareUnit::Money),
        ("value", ShareUnit::Money),
        ("shares", ShareUnit::Shares),
    ];

    /// The word for programs that read the figures.
    pub fn name(self) -> &'static str {
        match self {
            ShareUnit::Percent => "percent",
            ShareUnit::Money => "money",
            ShareUnit::Shares => "shares",
        }
    }
}

choices!(ShareUnit);

const END: Shape = Shape::required(Holds::Either(&[Holds::Amount(MAX_AMOUNT), Holds::Percent]));

const ENDS: Way<Rate> = Way::several(
    &[
        Key::new("min", END, "The lower end: in percent `0.5` is half a percent; money and shares are whole numbers."),
        Key::new("max", END, "The upper end."),
    ],
    |_, _, _| None,
);

fn share(fields: &mut Fields<'_, '_>, _: &Config) -> Option<Share> {
    fields.required();
    let role = reference(fields, "role");
    let level = reference(fields, "level");
    let place = reference(fields, "place");
    let unit = match fields.written("unit") {
        None => {
            fields.item("unit");
            Some(ShareUnit::Percent)
        }
        Some(_) => fields.one_of("unit", &ShareUnit::NAMES).map(|unit| unit.value),
    };
    let currency = currency(fields, unit);
    let ends = match unit {
        None => {
            // What the ends may be hangs on the unit.
            for key in ["min", "max"] {
                fields.item(key);
            }
            None
        }
        Some(ShareUnit::Percent) => percents(fields),
        Some(ShareUnit::Money | ShareUnit::Shares) => amounts(fields),
    };
    fields.required();
    let source = reference(fields, "source");
    let as_of = date(fields, "as_of");
    let review_by = date(fields, "review_by");
    let note = text(fields, "note");
    let Ends { min, max, whole, span } = ends?;
    let range_place = fields.place_of(&span);
    Some(Share {
        role: role?,
        level,
        place,
        unit: unit?,
        currency: currency?,
        min,
        max,
        whole,
        range_place,
        source: source?,
        as_of,
        review_by,
        note,
    })
}

/// Whether the lower end is the lower one.
pub(super) fn ascend(min: &Spanned<Rate>, max: &Spanned<Rate>, fields: &mut Fields<'_, '_>) -> bool {
    if min.value <= max.value {
        return true;
    }
    let message = format!("`min` is {} and `max` is {}", min.value.text(), max.value.text());
    fields.report(&min.span, message, "write the smaller number as `min`");
    false
}

/// The two ends of a figure.
struct Ends {
    min: Rate,
    max: Rate,
    whole: Option<(i64, i64)>,
    span: Range<usize>,
}

fn percents(fields: &mut Fields<'_, '_>) -> Option<Ends> {
    let (min, max) = (percent(fields, "min"), percent(fields, "max"));
    let (min, max) = min.zip(max).filter(|(min, max)| ascend(min, max, fields))?;
    Some(Ends { min: min.value, max: max.value, whole: None, span: min.span })
}

fn amounts(fields: &mut Fields<'_, '_>) -> Option<Ends> {
    let ends = ["min", "max"].map(|key| {
        let Spanned { value, span } = fields.required().integer(key)?;
        match complaint(key, value, false) {
            Some((message, hint)) => {
                fields.report(&span, message, hint);
                None
            }
            None => Some(Spanned { value, span }),
        }
    });
    let [Some(min), Some(max)] = ends else { return None };
    if min.value > max.value {
        let message = format!("`min` is {} and `max` is {}", min.value, max.value);
        fields.report(&min.span, message, "write the smaller number as `min`");
        return None;
    }
    Some(Ends { min: Rate::ZERO, max: Rate::ZERO, whole: Some((min.value, max.value)), span: min.span })
}

/// `currency`: money has one, and so does what shares are bought for; nothing else. `None` when that is not so.
fn currency(fields: &mut Fields<'_, '_>, unit: Option<ShareUnit>) -> Option<Option<&'static str>> {
    let is_set = fields.written("currency").is_some();
    let currency = currency_in(fields, "currency");
    let is_money = unit == Some(ShareUnit::Money) || fields.written("strike").is_some();
    if is_money && !is_set {
        let at =
            fields.place(if unit == Some(ShareUnit::Money) { "unit" } else { "strike" }).range().unwrap_or_default();
        let hint = "add `currency` with an ISO 4217 code, such as `USD`";
        fields.report(&at, "an amount of money without its `currency`", hint);
        return None;
    }
    if !is_money && is_set && unit.is_some() {
        let at = fields.place("currency").range().unwrap_or_default();
        let hint = "write `unit = \"money\"` for amounts, or remove `currency`";
        fields.report(&at, "a `currency` for what is not an amount of money", hint);
        return None;
    }
    (is_set == currency.is_some()).then_some(currency)
}

/// A figure in percent as a share of one.
fn percent(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Spanned<Rate>> {
    let found = fields.required().float(key)?;
    let share = Rate::from_float(found.value).map(Rate::millionths).filter(|millionths| millionths % 100 == 0);
    let share =
        share.and_then(|millionths| Rate::from_millionths(millionths / 100)).filter(|share| *share <= Rate::ONE);
    if share.is_none() {
        let hint = "write percent, from 0 to 100 with at most four decimals: `0.5` is half a percent";
        fields.report(&found.span, format!("`{key}` cannot be {}", found.value), hint);
    }
    Some(Spanned { value: share?, span: found.span })
}
