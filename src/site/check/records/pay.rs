//! What can be said about rates, models, shares, walk-away figures and claims once all records are in, and about the pay
//! of levels side by side.

use std::collections::BTreeMap;

use jiff::ToSpan;

use super::Checking;
use crate::diag::{Diagnostic, Place, rules};
use crate::site::records::money;
use crate::site::records::types::{Band, Model, Pay, Record, Reference, Share};

/// Checks them all.
pub(super) fn run(checking: &mut Checking<'_>) {
    checking.shares();
    checking.claims();
    checking.exchange_rates();
    for model in checking.data.models.iter() {
        checking.model(model);
    }
    checking.walk_aways();
    checking.samples();
    checking.levels();
    checking.one_name_each();
}

impl Checking<'_> {
    /// The records that say how much of a whole.
    fn shares(&mut self) {
        let data = self.data;
        for record in data.equity.iter() {
            self.share(record, &record.body.share);
        }
        for record in data.bonuses.iter() {
            self.share(record, &record.body.share);
        }
        for record in data.premiums.iter() {
            self.share(record, &record.body.share);
            if record.body.over.id == record.body.share.role.id {
                let message = format!("`{}` compares a role with itself", record.id);
                self.report(&record.body.over.place, message, "name the other role in `over`");
            }
        }
    }

    fn share<T>(&mut self, record: &Record<T>, share: &Share) {
        let data = self.data;
        let published = data.sources.get(&share.source.id).and_then(|source| source.body.published);
        self.age_of(record, share.as_of.as_ref(), share.review_by.as_ref(), published);
    }

    fn claims(&mut self) {
        let data = self.data;
        for claim in data.claims.iter() {
            for seen in &claim.body.seen {
                let published = data.sources.get(&seen.source.id).and_then(|source| source.body.published);
                self.age_of(claim, seen.as_of.as_ref(), claim.body.review_by.as_ref(), published);
            }
        }
    }

    fn exchange_rates(&mut self) {
        let data = self.data;
        for table in data.exchange_rates.iter() {
            let body = &table.body;
            let until = body.as_of.checked_add(body.policy.months().months());
            if until.is_ok_and(|until| until <= self.config.today) {
                let message = format!(
                    "the exchange rates `{}` are from {}, {} months ago or more",
                    table.id,
                    body.as_of,
                    body.policy.months()
                );
                let finding = Diagnostic::new(&rules::PAY_STALE, body.as_of_place.clone(), message);
                self.diags.push(finding.hint("look the rates up again, and say so in `as_of`"));
            }
        }
    }

    fn model(&mut self, model: &Record<Model>) {
        let data = self.data;
        let body = &model.body;
        // The days ascend along the chain, so a circle of models cannot keep this rule either.
        if let Some((reference, former)) =
            body.replaces.as_ref().and_then(|named| data.models.get(&named.id).map(|found| (named, found)))
            && former.body.effective_from >= body.effective_from
        {
            let message = format!(
                "`{}` holds from {}, and replaces `{}`, which holds from {}",
                model.id, body.effective_from, former.id, former.body.effective_from
            );
            self.report(&reference.place, message, "a model replaces an earlier one: check `effective_from` of both");
        }
    }

    fn walk_aways(&mut self) {
        let data = self.data;
        for record in data.walk_aways.iter() {
            let body = &record.body;
            let Some(band) = data.bands.get(&body.band.id) else { continue };
            let pay = &band.body.pay;
            let text = |amount| money::amount_text(amount, pay.currency, "en");
            if body.amount < pay.range.min {
                let message = format!(
                    "the walk-away figure {} lies below the floor of `{}`, {}",
                    text(body.amount),
                    band.id,
                    text(pay.range.min)
                );
                let finding = Diagnostic::new(&rules::BAD_RECORD, body.amount_place.clone(), message)
                    .hint("an offer inside the band must be possible: raise it, or look at the band")
                    .related(pay.range_place.clone(), "the band");
                self.diags.push(finding);
            } else if body.amount < pay.range.max {
                let (amount, top) = (text(body.amount), text(pay.range.max));
                let message =
                    format!("the walk-away figure {amount} lies below the top that `{}` publishes, {top}", band.id);
                let finding = Diagnostic::new(&rules::WALK_AWAY_LOW, body.amount_place.clone(), message)
                    .hint("what is published can be asked for: raise the figure, or lower the top of the band")
                    .related(pay.range_place.clone(), "the band");
                self.diags.push(finding);
            }
        }
    }

    /// Percentiles are drawn from a sample, never made from other figures.
    fn samples(&mut self) {
        let data = self.data;
        let is_sampled = |pay: &Pay, source: Option<&Reference>| {
            let said = source.and_then(|source| data.sources.get(&source.id)?.body.sample.as_deref());
            pay.sample.is_some() || said.is_some_and(|words| words.bytes().any(|byte| byte.is_ascii_digit()))
        };
        let hint = "say in `sample` how many people it was drawn from, or leave the percentiles out";
        for observation in data.observations.iter() {
            let pay = &observation.body.pay;
            if !pay.percentiles.is_empty() && !is_sampled(pay, Some(&observation.body.source)) {
                let message =
                    format!("`{}` gives percentiles, and no sample that they were drawn from", observation.id);
                self.report(&observation.place, message, hint);
            }
        }
        for band in data.bands.iter().filter(|band| !band.body.pay.percentiles.is_empty()) {
            let pay = &band.body.pay;
            let cited = band.body.from.iter().filter_map(|named| data.observations.get(&named.id));
            let mut drawn = cited.map(|seen| &seen.body.pay.percentiles);
            if band.body.from.is_empty() && !is_sampled(pay, band.body.source.as_ref()) {
                let message = format!("`{}` gives percentiles, and no sample that they were drawn from", band.id);
                self.report(&band.place, message, hint);
            } else if !band.body.from.is_empty() && !drawn.any(|percentiles| *percentiles == pay.percentiles) {
                let message = format!("the percentiles of `{}` are those of none of its observations", band.id);
                let hint = "percentiles cannot be averaged or merged: give those of one observation, or none";
                self.report(&band.place, message, hint);
            }
        }
    }

    /// Pay rises from level to level, and leaves nobody between two of them.
    fn levels(&mut self) {
        let data = self.data;
        let rank = |id: &str| Some((data.levels.get(id)?.body.order.unwrap_or(i64::MAX), data.levels.position(id)?));
        let mut ranks: Vec<_> = data.levels.ids().filter_map(rank).collect();
        ranks.sort_unstable();
        let mut ladders: BTreeMap<_, Vec<(usize, &Record<Band>)>> = BTreeMap::new();
        for band in data.bands.iter() {
            let pay = &band.body.pay;
            let Some(rank) = pay.level.as_ref().and_then(|level| rank(&level.id)) else { continue };
            let step = ranks.partition_point(|other| *other < rank);
            let track = pay.level.as_ref().and_then(|level| data.levels.get(&level.id)?.body.track.as_ref());
            let track = track.map(|track| track.id.as_str());
            let at = (pay.role.id.as_str(), pay.place.id.as_str(), track);
            let key = (at, pay.measure, pay.currency, pay.period, pay.terms());
            ladders.entry(key).or_default().push((step, band));
        }
        for mut ladder in ladders.into_values() {
            ladder.sort_by_key(|(step, _)| *step);
            for pair in ladder.windows(2) {
                self.step((pair[0].0, pair[0].1), (pair[1].0, pair[1].1));
            }
        }
    }

    fn step(&mut self, (lower_step, lower): (usize, &Record<Band>), (upper_step, upper): (usize, &Record<Band>)) {
        let (low, high) = (&lower.body.pay.range, &upper.body.pay.range);
        let currency = upper.body.pay.currency;
        let text = |amount| money::amount_text(amount, currency, "en");
        let falls = high.min < low.min || (!low.open_ended && !high.open_ended && high.max < low.max);
        let message = if lower_step == upper_step {
            return;
        } else if falls {
            format!("`{}` pays less than `{}`, one level below", upper.id, lower.id)
        } else if lower_step + 1 == upper_step && !low.open_ended && high.min > low.max {
            format!(
                "nothing lies between the top of `{}`, {}, and the floor of `{}`, {}",
                lower.id,
                text(low.max),
                upper.id,
                text(high.min)
            )
        } else {
            return;
        };
        let hint = if falls { "check which level each band is for" } else { "let the bands meet or overlap" };
        let place = |band: &Record<Band>| -> Place { band.body.pay.range_place.clone() };
        let finding = Diagnostic::new(&rules::PAY_LEVELS, place(upper), message).hint(hint);
        self.diags.push(finding.related(place(lower), "the level below"));
    }

    /// A page names a figure by its id alone, so no two of different types may share one.
    fn one_name_each(&mut self) {
        let data = self.data;
        let mut known: BTreeMap<&str, &Place> = BTreeMap::new();
        macro_rules! names {
            ($($records:ident)*) => {
                [$(data.$records.iter().map(|record| (record.id.as_str(), &record.place)).collect::<Vec<_>>()),*]
            };
        }
        for (id, place) in
            names!(bands other_bands observations equity bonuses premiums walk_aways).into_iter().flatten()
        {
            if let Some(first) = known.insert(id, place) {
                let finding =
                    Diagnostic::new(&rules::COLLISION, place.clone(), format!("two figures have the id `{id}`"))
                        .hint("pages name a figure by its id: give one of them another")
                        .related(first.clone(), "the first one");
                self.diags.push(finding);
            }
        }
    }
}
