//! Which figures hold an amount of money that stands in a sentence. It must not know sentences.

use crate::pay::Rate;
use crate::site::gate::Reader;
use crate::site::gate::visible_records::Seen;
use crate::site::records::types::Pay;
use crate::site::records::types::Unit;

/// Whether an amount is of the size of pay here: from half the lowest to twice the highest amount that is recorded in one
/// of its currencies and that `reader` sees.
pub(super) fn is_size_of_pay(amount: i64, currencies: &[&str], reader: &Reader<'_>) -> bool {
    let bands = reader.records.bands.iter().map(|band| &band.body.pay);
    let observations = reader.records.observations.iter().map(|seen| &seen.body.pay);
    let pay = bands.chain(observations).filter(|pay| currencies.contains(&pay.currency));
    let ends = pay.fold(None, |ends: Option<(i64, i64)>, pay| {
        let (lowest, highest) = ends.unwrap_or((pay.range.min, pay.range.max));
        Some((lowest.min(pay.range.min), highest.max(pay.range.max)))
    });
    ends.is_some_and(|(lowest, highest)| (lowest / 2..=highest.saturating_mul(2)).contains(&amount))
}

/// The figures that `reader` may be shown and that hold every one of these amounts, each as a sentence would have it:
/// `:pay[ID]`, `:claim[ID]`. Bands come first, each type in the order of its file.
///
/// `currencies` are the ISO 4217 codes that the amounts may be in. Two amounts are the ends of one range.
pub(super) fn figures_with(amounts: &[i64], currencies: &[&str], reader: &Reader<'_>) -> Vec<String> {
    let records = &reader.records;
    let holds = |currency: &str, ends: &[i64]| {
        currencies.contains(&currency) && amounts.iter().all(|amount| ends.contains(amount))
    };
    let pay_holds = |pay: &Pay| holds(pay.currency, &[pay.range.min, pay.range.max]);
    let bands = ids(&records.bands, |band| pay_holds(&band.pay));
    let observations = ids(&records.observations, |seen| pay_holds(&seen.pay));
    let walk_aways = ids(&records.walk_aways, |walk_away| {
        let band = records.bands.named(&walk_away.band);
        band.is_some_and(|band| holds(band.body.pay.currency, &[walk_away.amount]))
    });
    let claims = ids(&records.claims, |claim| {
        let whole = |rate: Rate| rate.millionths() / 1_000_000;
        let said = |currency| claim.seen.iter().any(|seen| holds(currency, &[whole(seen.min), whole(seen.max)]));
        claim.unit == Unit::Amount && claim.currency.is_some_and(said)
    });
    let pay = bands.into_iter().chain(observations).chain(walk_aways).map(|id| format!(":pay[{id}]"));
    pay.chain(claims.into_iter().map(|id| format!(":claim[{id}]"))).collect()
}

fn ids<'s, T>(records: &Seen<'s, T>, holds: impl Fn(&T) -> bool) -> Vec<&'s str> {
    records.iter().filter(|record| holds(&record.body)).map(|record| record.id.as_str()).collect()
}
