//! Figures that are not pay: `[claim.ID]`.

use jiff::civil::Date;

use super::RecordBody;
use super::declared::{Holds, Key, Shape, Way, choices, record, ways};
use super::share::ascend;
use super::source::SourceRecord;
use crate::config::Config;
use crate::diag::{Diagnostic, Place, rules};
use crate::fields::{Fields, Spanned, Table};
use crate::pay::Rate;
use crate::site::records::read::{currency_in, date, reference, text};
use crate::site::records::types::Reference;

record! {
    /// A statement with a figure that is not pay: how long, how many, what share.
    pub struct Claim {
        /// What is counted, such as `Time to hire, in-house`.
        pub title: String,
        /// What it is counted in.
        pub unit: Unit,
        /// The event that starts the count; needed for every length of time that passes.
        pub start: Option<String>,
        /// The event that ends it.
        pub stop: Option<String>,
        /// What each source says.
        pub seen: Vec<Seen> as Way { shape: SEEN, ..ways::tables() },
        /// The day it must be looked up again.
        pub review_by: Option<(Date, Place)>,
        /// What to know about it.
        pub note: Option<String>,
        /// The currency; of amounts of money, and of nothing else.
        pub currency: Option<&'static str> as ways::MAYBE_CURRENCY,
    }
    read by claim
}

const SEEN: Shape = Shape::required_list(Holds::Table(<Seen as RecordBody>::KEYS));

record! {
    /// What one source says about a claim.
    pub struct Seen {
        /// Who says so.
        pub source: Reference as ways::a::<SourceRecord>(),
        /// The lower end, in the claim's unit.
        pub min: Rate as ENDS,
        /// The upper end that was named.
        pub max: Rate as Way::unwritten(|_, _, _| None),
        /// Whether there is no upper end.
        pub open_ended: bool,
        /// The day the figure holds for.
        pub as_of: Option<(Date, Place)>,
        /// What to know about it.
        pub note: Option<String>,
        /// Where the figure stands.
        pub place: Place as Way::unwritten(|_, _, _| None),
    }
    read by unread
}

const ENDS: Way<Rate> = Way::several(
    &[
        Key::new("min", Shape::required(Holds::Number(MOST)), "The lower end, in the claim's unit."),
        Key::new(
            "max",
            Shape::optional(Holds::Number(MOST)),
            "The upper end; it may be left out of a range without a top.",
        ),
    ],
    |_, _, _| None,
);

/// The largest number a claim may give.
const MOST: i64 = 1_000_000;

/// What a source says is read with the claim, whose unit it is in.
fn unread(_: &mut Fields<'_, '_>, _: &Config) -> Option<Seen> {
    None
}

/// What a claim is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Unit {
    Percent,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Person,
    Count,
    Amount,
}

impl Unit {
    /// Every unit with the word authors write.
    pub const NAMES: [(&'static str, Unit); 10] = [
        ("percent", Unit::Percent),
        ("minute", Unit::Minute),
        ("hour", Unit::Hour),
        ("day", Unit::Day),
        ("week", Unit::Week),
        ("month", Unit::Month),
        ("year", Unit::Year),
        ("person", Unit::Person),
        ("count", Unit::Count),
        ("amount", Unit::Amount),
    ];

    /// Whether a figure in this unit says nothing without the events that it lies between.
    pub fn passes(self) -> bool {
        matches!(self, Unit::Day | Unit::Week | Unit::Month)
    }
}

choices!(Unit);

fn claim(fields: &mut Fields<'_, '_>, _: &Config) -> Option<Claim> {
    let title = fields.required().string("title");
    let unit = fields.required().one_of("unit", &Unit::NAMES);
    let (start, stop) = (text(fields, "start"), text(fields, "stop"));
    let seen = fields.required().tables("seen");
    let review_by = date(fields, "review_by");
    let note = text(fields, "note");
    let mut sound = true;
    if let Some(unit) = &unit
        && (start.is_none() || stop.is_none())
        && (unit.value.passes() || start.is_some() || stop.is_some())
    {
        let missing = if start.is_none() { "start" } else { "stop" };
        let hint = "name the events it counts between; `not stated` where no source says";
        fields.report(&unit.span, format!("this length of time has no `{missing}`"), hint);
        sound = false;
    }
    let currency = currency_in(fields, "currency");
    if let Some(unit) = &unit
        && (unit.value == Unit::Amount) != currency.is_some()
    {
        let (message, hint) = match currency {
            None => {
                ("an amount of money without its `currency`", "add `currency` with an ISO 4217 code, such as `USD`")
            }
            Some(_) => {
                ("a `currency` for what is no amount of money", "write `unit = \"amount\"`, or remove `currency`")
            }
        };
        fields.report(&unit.span, message, hint);
        sound = false;
    }
    let unit = unit?.value;
    let seen = seen?;
    if seen.is_empty() {
        let finding =
            Diagnostic::new(&rules::BAD_RECORD, fields.place("seen"), "no source says anything about this claim")
                .hint("add what one says: `seen = [{ source = \"ID\", min = 4, max = 9 }]`");
        fields.diags().push(finding);
    }
    let wanted = seen.len();
    let seen: Vec<Seen> = seen.into_iter().filter_map(|table| seen_in(table, unit, fields)).collect();
    let title = title?.value;
    let whole = sound && wanted > 0 && seen.len() == wanted;
    whole.then_some(Claim { title, unit, currency, start, stop, seen, review_by, note })
}

fn seen_in(table: &Table, unit: Unit, outer: &mut Fields<'_, '_>) -> Option<Seen> {
    let mut fields = Fields::new(table, &rules::BAD_RECORD, outer.diags());
    fields.required();
    let source = reference(&mut fields, "source");
    let open_ended = fields.bool("open_ended").is_some_and(|open| open.value);
    let min = number(fields.required(), "min");
    let max = if open_ended { number(&mut fields, "max") } else { number(fields.required(), "max") };
    let as_of = date(&mut fields, "as_of");
    let note = text(&mut fields, "note");
    let place = fields.place("min");
    let ends = min.and_then(|min| Some((min.clone(), max.or_else(|| open_ended.then_some(min))?)));
    let ends = ends.filter(|(min, max)| ascend(min, max, &mut fields));
    let ends = ends.filter(|(_, max)| {
        let sound = unit != Unit::Percent || max.value.millionths() <= 100 * Rate::ONE.millionths();
        if !sound {
            fields.report(&max.span, "more than 100 percent of anything", "check the unit of the claim");
        }
        sound
    });
    fields.finish();
    let (min, max) = ends?;
    Some(Seen { source: source?, min: min.value, max: max.value, open_ended, as_of, note, place })
}

/// A number of at most six decimals, not below zero.
fn number(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Spanned<Rate>> {
    let found = fields.float(key)?;
    let rate = Rate::from_float(found.value);
    if rate.is_none() {
        let hint = "write a number from 0 to 1000000 with at most six decimals";
        fields.report(&found.span, format!("`{key}` cannot be {}", found.value), hint);
    }
    Some(Spanned { value: rate?, span: found.span })
}
