//! What every figure in percent has, whatever it is a share of.

use jiff::civil::Date;

use super::declared::{Holds, Key, Shape, Way, record, ways};
use super::level::LevelRecord;
use super::place::PlaceRecord;
use super::role::Role;
use super::source::SourceRecord;
use crate::config::Config;
use crate::diag::Place;
use crate::fields::{Fields, Spanned};
use crate::pay::Rate;
use crate::site::records::read::{date, reference, text};
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
        /// The lower end as a share of one: 10% is 0.1.
        pub min: Rate as ENDS,
        /// The upper end.
        pub max: Rate as Way::unwritten(|_, _, _| None),
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

const ENDS: Way<Rate> = Way::several(
    &[
        Key::new("min", Shape::required(Holds::Percent), "The lower end, in percent: `0.5` is half a percent."),
        Key::new("max", Shape::required(Holds::Percent), "The upper end, in percent."),
    ],
    |_, _, _| None,
);

fn share(fields: &mut Fields<'_, '_>, _: &Config) -> Option<Share> {
    fields.required();
    let role = reference(fields, "role");
    let level = reference(fields, "level");
    let place = reference(fields, "place");
    let min = percent(fields, "min");
    let max = percent(fields, "max");
    fields.required();
    let source = reference(fields, "source");
    let as_of = date(fields, "as_of");
    let review_by = date(fields, "review_by");
    let note = text(fields, "note");
    let (min, max) = min.zip(max).filter(|(min, max)| ascend(min, max, fields))?;
    let range_place = fields.place_of(&min.span);
    Some(Share {
        role: role?,
        level,
        place,
        min: min.value,
        max: max.value,
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
