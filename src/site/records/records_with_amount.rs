//! Which figures hold an amount of money that stands in a sentence. It must not know sentences.

use super::Data;
use super::pay_records::Unit;
use crate::config::Audience;
use crate::site::records::types::{Pay, Records};

impl Data {
    /// Whether an amount is of the size of pay here: from half the lowest to twice the highest amount that is recorded in
    /// one of its currencies and that `audience` may see.
    pub(in crate::site) fn is_size_of_pay(&self, amount: i64, currencies: &[&str], audience: Audience) -> bool {
        let bands = self.bands.iter().filter(|band| band.audience <= audience).map(|band| &band.body.pay);
        let observations = self.observations.iter().filter(|seen| seen.audience <= audience).map(|seen| &seen.body.pay);
        let pay = bands.chain(observations).filter(|pay| currencies.contains(&pay.currency));
        let ends = pay.fold(None, |ends: Option<(i64, i64)>, pay| {
            let (lowest, highest) = ends.unwrap_or((pay.range.min, pay.range.max));
            Some((lowest.min(pay.range.min), highest.max(pay.range.max)))
        });
        ends.is_some_and(|(lowest, highest)| (lowest / 2..=highest.saturating_mul(2)).contains(&amount))
    }

    /// The figures that `audience` may cite and that hold every one of these amounts, each as a sentence would have it:
    /// `:pay[ID]`, `:claim[ID]`. Bands come first, each type in the order of its file.
    ///
    /// `currencies` are the ISO 4217 codes that the amounts may be in. Two amounts are the ends of one range.
    pub(in crate::site) fn figures_with(
        &self,
        amounts: &[i64],
        currencies: &[&str],
        audience: Audience,
    ) -> Vec<String> {
        let holds = |currency: &str, ends: &[i64]| {
            currencies.contains(&currency) && amounts.iter().all(|amount| ends.contains(amount))
        };
        let pay_holds = |pay: &Pay| holds(pay.currency, &[pay.range.min, pay.range.max]);
        let bands = ids(&self.bands, audience, |band| pay_holds(&band.pay));
        let observations = ids(&self.observations, audience, |seen| pay_holds(&seen.pay));
        let walk_aways = ids(&self.walk_aways, audience, |walk_away| {
            let band = self.bands.get(&walk_away.band.id);
            band.is_some_and(|band| holds(band.body.pay.currency, &[walk_away.amount]))
        });
        let claims = ids(&self.claims, audience, |claim| {
            let whole = |rate: crate::pay::Rate| rate.millionths() / 1_000_000;
            let said = |currency| claim.seen.iter().any(|seen| holds(currency, &[whole(seen.min), whole(seen.max)]));
            claim.unit == Unit::Amount && claim.currency.is_some_and(said)
        });
        let pay = bands.into_iter().chain(observations).chain(walk_aways).map(|id| format!(":pay[{id}]"));
        pay.chain(claims.into_iter().map(|id| format!(":claim[{id}]"))).collect()
    }
}

fn ids<T>(records: &Records<T>, audience: Audience, holds: impl Fn(&T) -> bool) -> Vec<&str> {
    let visible = records.iter().filter(|record| record.audience <= audience);
    visible.filter(|record| holds(&record.body)).map(|record| record.id.as_str()).collect()
}
