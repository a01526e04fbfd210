//! Every figure of the site's data as one audience reads it, so that two states of a site can be compared.

use crate::site::document::FigureFact;
use crate::site::document::figure::{CLAIM, FigureQuestion, InlineFigure, MODEL, RATES};
use crate::site::gate::Reader;
use crate::site::records::types::{Claim, Measure, Pay, Share, Unit};

impl Reader<'_> {
    /// The figures that the reader sees, by type and in the order of their files.
    pub(in crate::site) fn figures(&self) -> Vec<FigureFact> {
        let records = &self.records;
        let ranges = records.bands.iter().map(|band| (band.id.as_str(), &band.body.pay));
        let ranges = ranges.chain(records.observations.iter().map(|seen| (seen.id.as_str(), &seen.body.pay)));
        let shares = records.equity.iter().map(|equity| (equity.id.as_str(), &equity.body.share));
        let shares = shares.chain(records.bonuses.iter().map(|bonus| (bonus.id.as_str(), &bonus.body.share)));
        let shares = shares.chain(records.premiums.iter().map(|premium| (premium.id.as_str(), &premium.body.share)));
        let walk_away = records.walk_aways.iter().map(|record| (record.id.as_str(), record.body.amount));
        let found = ranges.filter_map(|(id, pay)| self.pay_fact(id, pay));
        let found = found.chain(shares.filter_map(|(id, share)| self.share_fact(id, share)));
        let found = found.chain(walk_away.filter_map(|(id, amount)| self.walk_away_fact(id, amount)));
        let found = found.chain(records.claims.iter().filter_map(|claim| self.claim_fact(&claim.id, &claim.body)));
        found.chain(self.rules()).collect()
    }

    fn asked(&self, id: &str, claim: bool) -> Option<InlineFigure> {
        self.inline_figure(FigureQuestion { claim, id, source: None }).ok()
    }

    fn pay_fact(&self, id: &str, pay: &Pay) -> Option<FigureFact> {
        let ends = (pay.range.min, pay.range.max);
        let measure = if pay.measure == Measure::Base { "" } else { pay.measure.name() };
        let unit = format!("{} {} {measure}", pay.currency, pay.period.name());
        Some(fact(id.to_owned(), self.asked(id, false)?, Some(ends), unit))
    }

    fn share_fact(&self, id: &str, share: &Share) -> Option<FigureFact> {
        let ends = (share.min.millionths(), share.max.millionths());
        Some(fact(id.to_owned(), self.asked(id, false)?, Some(ends), "percent".to_owned()))
    }

    fn walk_away_fact(&self, id: &str, amount: i64) -> Option<FigureFact> {
        let figure = self.asked(id, false)?;
        let unit = figure.amounts.first().map_or_else(String::new, |(currency, _)| (*currency).to_owned());
        Some(fact(id.to_owned(), figure, Some((amount, amount)), unit))
    }

    fn claim_fact(&self, id: &str, claim: &Claim) -> Option<FigureFact> {
        let low = claim.seen.iter().map(|seen| seen.min.millionths()).min();
        let high = claim.seen.iter().map(|seen| seen.max.millionths()).max();
        let name = Unit::NAMES.iter().find(|(_, unit)| *unit == claim.unit).map_or("", |(name, _)| name);
        let unit = claim.currency.unwrap_or(name).to_owned();
        Some(fact(format!("{CLAIM}{id}"), self.asked(id, true)?, low.zip(high), unit))
    }

    /// Exchange rates and pay models, which have no two ends.
    fn rules(&self) -> Vec<FigureFact> {
        let book = self.pay_book();
        let plain = |name: String, about: String, text: String, stale: bool| FigureFact {
            name,
            about,
            text,
            ends: None,
            unit: String::new(),
            stale,
        };
        let rates = book.rates.iter().map(|rates| {
            let about = format!("{} ({})", rates.id, rates.as_of);
            plain(format!("{RATES}{}", rates.id), about, rates.text.clone(), false)
        });
        let models = book.models.iter().map(|model| {
            let benchmarks = model.benchmarks.iter().map(|(_, amount)| amount.to_string());
            let places = model.places.iter().map(|(_, name, rate)| format!("{name} {}", rate.text()));
            let levels = model.levels.iter().map(|(at, rate)| {
                let title = book.levels.get(*at).map_or("", |level| level.title.as_str());
                format!("{title} {}", rate.text())
            });
            let bands = model.bands.iter().cloned();
            let parts: Vec<String> = benchmarks.chain(places).chain(levels).chain(bands).collect();
            let text = format!("{}; {}", parts.join(", "), model.spread.text());
            plain(format!("{MODEL}{}", model.id), model.title.clone(), text, false)
        });
        rates.chain(models).collect()
    }
}

fn fact(name: String, figure: InlineFigure, ends: Option<(i64, i64)>, unit: String) -> FigureFact {
    let about = figure.lines.into_iter().next().unwrap_or_default();
    FigureFact { name, about, text: figure.text, ends, unit, stale: figure.stale }
}
