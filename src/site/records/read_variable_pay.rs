//! Reads shares in percent, walk-away figures and claims. It must not know other records.

use super::pay_records::{Basis, Bonus, Claim, Equity, Premium, Seen, Share, Unit, WalkAway};
use super::read::{currency_of, date, reference, text};
use super::read_pay::complaint;
use crate::diag::{Diagnostic, rules};
use crate::fields::{Fields, Spanned, Table};
use crate::pay::Rate;

/// The keys of `[[equity]]`; the columns of `equity.csv`. Those of the other shares are among them.
pub(in crate::site) const EQUITY_KEYS: &[&str] = &[
    "id",
    "role",
    "level",
    "place",
    "stage",
    "min",
    "max",
    "basis",
    "vesting_months",
    "cliff_months",
    "vesting_assumed",
    "source",
    "as_of",
    "review_by",
    "note",
    "audience",
    "owner",
    "reviewed_on",
];
/// The keys of `[[bonus]]`; the columns of `bonuses.csv`.
pub(in crate::site) const BONUS_KEYS: &[&str] = &[
    "id",
    "role",
    "level",
    "place",
    "min",
    "max",
    "source",
    "as_of",
    "review_by",
    "note",
    "audience",
    "owner",
    "reviewed_on",
];
/// The keys of `[[premium]]`; the columns of `premiums.csv`.
pub(in crate::site) const PREMIUM_KEYS: &[&str] = &[
    "id",
    "role",
    "over",
    "level",
    "place",
    "min",
    "max",
    "source",
    "as_of",
    "review_by",
    "note",
    "audience",
    "owner",
    "reviewed_on",
];
/// The keys of `[[walk_away]]`; the columns of `walk_aways.csv`.
pub(in crate::site) const WALK_AWAY_KEYS: &[&str] =
    &["id", "band", "amount", "budget", "approver", "source", "as_of", "note", "audience", "owner", "reviewed_on"];

/// The keys of `[claim.ID]`.
pub(in crate::site) fn claim(fields: &mut Fields<'_, '_>) -> Option<Claim> {
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
    let currency = currency_of(fields);
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

/// Whether the lower end is the lower one.
fn ascend(min: &Spanned<Rate>, max: &Spanned<Rate>, fields: &mut Fields<'_, '_>) -> bool {
    if min.value <= max.value {
        return true;
    }
    let message = format!("`min` is {} and `max` is {}", min.value.text(), max.value.text());
    fields.report(&min.span, message, "write the smaller number as `min`");
    false
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

/// The keys of `[[equity]]`.
pub(in crate::site) fn equity(fields: &mut Fields<'_, '_>) -> Option<Equity> {
    let share = share(fields);
    let stage = fields.required().parse("stage", "a stage such as `series-a`", |text| {
        let is_id = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        is_id.then(|| text.to_ascii_lowercase())
    });
    let basis = fields.required().one_of("basis", &Basis::NAMES);
    let vesting = months(fields, "vesting_months");
    let cliff = months(fields, "cliff_months");
    let vesting_assumed = fields.bool("vesting_assumed").is_some_and(|assumed| assumed.value);
    if let Some((cliff, vesting)) = cliff.as_ref().zip(vesting.as_ref())
        && cliff.value > vesting.value
    {
        let message = format!("a cliff of {} months in {} months of vesting", cliff.value, vesting.value);
        fields.report(&cliff.span, message, "the cliff lies within the vesting");
        return None;
    }
    Some(Equity {
        share: share?,
        stage: stage?.value,
        basis: basis?.value,
        vesting_months: vesting.map(|months| months.value),
        cliff_months: cliff.map(|months| months.value),
        vesting_assumed,
    })
}

fn months(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Spanned<i64>> {
    let months = fields.integer(key)?;
    if !(1..=1_200).contains(&months.value) {
        fields.report(&months.span, format!("`{key}` cannot be {}", months.value), "write months, from 1 to 1200");
        return None;
    }
    Some(months)
}

/// The keys of `[[bonus]]`.
pub(in crate::site) fn bonus(fields: &mut Fields<'_, '_>) -> Option<Bonus> {
    Some(Bonus { share: share(fields)? })
}

/// The keys of `[[premium]]`.
pub(in crate::site) fn premium(fields: &mut Fields<'_, '_>) -> Option<Premium> {
    let share = share(fields);
    fields.required();
    let over = reference(fields, "over");
    Some(Premium { share: share?, over: over? })
}

/// What every figure in percent has.
fn share(fields: &mut Fields<'_, '_>) -> Option<Share> {
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

/// The keys of `[[walk_away]]`.
pub(in crate::site) fn walk_away(fields: &mut Fields<'_, '_>) -> Option<WalkAway> {
    fields.required();
    let band = reference(fields, "band");
    let amount = fields.required().integer("amount");
    let budget = fields.integer("budget");
    let approver = fields.required().string("approver");
    let source = reference(fields, "source");
    let as_of = date(fields, "as_of");
    let note = text(fields, "note");
    let mut sound = true;
    for (key, amount) in [("amount", &amount), ("budget", &budget)] {
        let Some(Spanned { value, span }) = amount else { continue };
        if let Some((message, hint)) = complaint(key, *value, false) {
            fields.report(span, message, hint);
            sound = false;
        }
    }
    let amount_place = fields.place("amount");
    sound.then_some(())?;
    Some(WalkAway {
        band: band?,
        amount: amount?.value,
        budget: budget.map(|budget| budget.value),
        approver: approver?.value,
        source,
        as_of,
        amount_place,
        note,
    })
}
