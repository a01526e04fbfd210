//! Rates, models and usual shares as one audience may see them, for the pay book. It must not know figures of pay.
//!
//! Positions are those of the records, until the book's lists are made and everything is pointed there.

use super::book::measure_word;
use super::fact::is_example;
use super::figures::vesting;
use crate::locale::{Argument, Locale};
use crate::pay::{Rate, model_range, scale};
use crate::site::document::tables::book::{PayModel, RateTable, UsualShare};
use crate::site::gate::Reader;
use crate::site::records::money;
use crate::site::records::types::{Basis, Benchmark, Equity, ExchangeRates, Model, ModelKind, Share, ShareUnit, Unit};
use crate::site::records::types::{Range, Record, Reference};

impl Reader<'_> {
    /// Exchange rates, the newest first.
    pub(super) fn rates(&self) -> Vec<RateTable> {
        let mut tables: Vec<RateTable> =
            self.records.exchange_rates.iter().filter_map(|table| self.rate_table(table)).collect();
        tables.sort_by(|a, b| b.as_of.cmp(&a.as_of).then_with(|| a.id.cmp(&b.id)));
        tables
    }

    fn rate_table(&self, table: &Record<ExchangeRates>) -> Option<RateTable> {
        let body = &table.body;
        let mut per = body.rates.clone();
        per.push((body.base, Rate::ONE));
        per.sort_unstable();
        let words: Vec<String> = body.rates.iter().map(|(code, rate)| format!("{code} {}", rate.text())).collect();
        let (source, example) = self.listed_source(&body.source)?;
        Some(RateTable {
            id: table.id.clone(),
            base: body.base,
            per,
            text: format!("{} 1 = {}", body.base, words.join(self.words().comma())),
            policy: body.policy.text(),
            as_of: body.as_of.to_string(),
            source,
            example,
            note: body.note.clone(),
        })
    }

    /// What sources call usual: bonuses, then equity, then premiums.
    pub(super) fn usual_shares(&self) -> Vec<UsualShare> {
        let records = &self.records;
        let bonuses = records.bonuses.iter().filter_map(|record| {
            let share = &record.body.share;
            let of = if share.unit == ShareUnit::Percent { "share.of_base" } else { "per.year" };
            self.share(record, share, "bonus", self.words().text(of).to_owned())
        });
        let equity = records.equity.iter().filter_map(|record| {
            let body = &record.body;
            let of = match body.share.unit {
                ShareUnit::Percent => basis(self.words(), body.basis),
                ShareUnit::Money => self.words().text("share.of_value").to_owned(),
                ShareUnit::Shares => String::new(),
            };
            let mut share = self.share(record, &body.share, "equity", of)?;
            share.stage.clone_from(&body.stage);
            share.stage_title = body.stage.is_some().then(|| body.stage_title());
            let earned = body
                .vesting_months
                .map(|months| vesting(self.words(), "share", months, body.cliff_months, body.vesting_assumed));
            let terms: Vec<String> = earned.into_iter().chain(self.grant_terms(body)).collect();
            share.vesting = (!terms.is_empty()).then(|| terms.join("; "));
            Some(share)
        });
        let premiums = records.premiums.iter().filter_map(|record| {
            let over = records.roles.named(&record.body.over)?;
            let of = self.words().say("share.over", &[("role", (&over.body.title).into())]);
            self.share(record, &record.body.share, "premium", of)
        });
        bonuses.chain(equity).chain(premiums).collect()
    }

    fn share<T>(&self, record: &Record<T>, share: &Share, kind: &'static str, of: String) -> Option<UsualShare> {
        let records = &self.records;
        let (source, _) = self.listed_source(&share.source)?;
        let standing = self.standing(&share.as_of, &share.review_by, self.source(&share.source));
        let level = records.levels.named_if_any(share.level.as_ref())?;
        let place = records.places.named_if_any(share.place.as_ref())?;
        Some(UsualShare {
            id: record.id.clone(),
            kind,
            role: records.roles.position(&share.role.id)?,
            level: level.and_then(|level| records.levels.position(&level.id)),
            place: place.and_then(|place| records.places.position(&place.id)),
            min: share.min,
            max: share.max,
            unit: share.unit.name(),
            whole: share.whole,
            text: self.share_text(share),
            of,
            stage: None,
            stage_title: None,
            vesting: None,
            source,
            as_of: standing.as_of.map(|day| day.to_string()),
            stale: standing.stale,
            example: standing.example,
            note: share.note.clone(),
        })
    }

    /// A figure in the unit it counts in: `10% to 20%`, `£5,000 to £8,000`, `3,000 shares`.
    pub(super) fn share_text(&self, share: &Share) -> String {
        let Some((min, max)) = share.whole else { return self.percents(share.min, share.max) };
        match share.currency.filter(|_| share.unit == ShareUnit::Money) {
            Some(currency) => money::range_text(&Range { min, max, open_ended: false }, currency, self.language()),
            None => {
                let (words, to) = (self.words(), money::writing(self.language()).to);
                let number = |amount: i64| words.number(amount);
                let count = if min == max { number(min) } else { format!("{}{to}{}", number(min), number(max)) };
                words.say("share.shares", &[("count", (&count).into())])
            }
        }
    }

    /// What is known of a grant besides its size: what a share costs, how long it may be taken up, when there is more.
    pub(super) fn grant_terms(&self, equity: &Equity) -> Vec<String> {
        let words = self.words();
        let strike = equity.strike.zip(equity.share.currency).map(|(strike, currency)| {
            let amount = money::counted(strike, strike, false, Unit::Amount, Some(currency), words);
            words.say("share.strike", &[("amount", (&amount).into())])
        });
        let window = equity
            .window_months
            .map(|months| words.say("share.window", &[("count", Argument::Count(months.unsigned_abs()))]));
        strike.into_iter().chain(window).chain(equity.refresh.clone()).collect()
    }

    fn percents(&self, min: Rate, max: Rate) -> String {
        let to = money::writing(self.language()).to;
        let percent = |rate: Rate| money::percent(&rate.percent(), self.language());
        if min == max { percent(min) } else { format!("{}{to}{}", percent(min), percent(max)) }
    }

    /// A source's position, and whether its figures are made up; `None` when it is above the audience.
    fn listed_source(&self, named: &Reference) -> Option<(usize, bool)> {
        Some((self.records.sources.position(&named.id)?, is_example(self.source(named)?)))
    }

    /// Every pay model that this audience may see.
    pub(super) fn models(&self) -> Vec<PayModel> {
        self.records.models.iter().filter_map(|model| self.model(model)).collect()
    }

    fn model(&self, model: &Record<Model>) -> Option<PayModel> {
        let (records, body) = (&self.records, &model.body);
        let benchmarks = match &body.benchmark {
            Benchmark::None => Vec::new(),
            Benchmark::One(amount) => vec![(None, *amount)],
            Benchmark::ByRole(amounts) => {
                let seen =
                    amounts.iter().filter_map(|(role, amount)| Some((records.roles.position(&role.id)?, *amount)));
                seen.map(|(role, amount)| (Some(role), amount)).collect()
            }
        };
        let replaces = |later: &Record<Model>| later.body.replaces.as_ref().is_some_and(|former| former.id == model.id);
        let later = records.models.iter().find(|later| replaces(later));
        let (source, example) = self.listed_source(&body.source)?;
        let (places, levels, bands) = self.parts(&body.kind);
        let mut shown = PayModel {
            id: model.id.clone(),
            title: body.title.clone(),
            kind: body.kind.name(),
            currency: body.currency,
            period: body.period.name(),
            measure: measure_word(body.measure),
            benchmarks,
            places,
            levels,
            spread: body.spread,
            bands,
            from: body.effective_from.to_string(),
            until: later.map(|later| later.body.effective_from.to_string()),
            grandfather: body.grandfather.clone(),
            source,
            example,
            note: body.note.clone(),
            formula: self.words().text(formula(&body.kind)).to_owned(),
            worked: Vec::new(),
        };
        shown.worked = self.worked(&shown);
        Some(shown)
    }

    /// The factors of places and levels, and the ranges of a table, as far as this audience may see them.
    #[allow(clippy::type_complexity, reason = "three lists of a model, taken apart at once")]
    fn parts(&self, kind: &ModelKind) -> (Vec<(usize, String, Rate)>, Vec<(usize, Rate)>, Vec<String>) {
        let records = &self.records;
        let title = |id: &str| records.places.get(id).map_or_else(String::new, |place| place.body.title.clone());
        match kind {
            ModelKind::Uniform => (Vec::new(), Vec::new(), Vec::new()),
            ModelKind::Table { bands } => {
                let ranges = bands.iter().filter_map(|band| self.range_in_words(band)).collect();
                (Vec::new(), Vec::new(), ranges)
            }
            ModelKind::Factor { places, levels } => {
                let places = places
                    .iter()
                    .filter_map(|(place, rate)| Some((records.places.position(&place.id)?, title(&place.id), *rate)));
                let levels =
                    levels.iter().filter_map(|(level, rate)| Some((records.levels.position(&level.id)?, *rate)));
                (places.collect(), levels.collect(), Vec::new())
            }
            ModelKind::Zone { zones, places } => {
                let places = places.iter().filter_map(|(place, zone)| {
                    let (_, rate) = zones.iter().find(|(name, _)| name == zone)?;
                    let label = self
                        .words()
                        .say("model.zone_label", &[("zone", zone.into()), ("place", (&title(&place.id)).into())]);
                    Some((records.places.position(&place.id)?, label, *rate))
                });
                (places.collect(), Vec::new(), Vec::new())
            }
        }
    }

    /// A published range in words: `London, base: £130,000 to £185,000`.
    fn range_in_words(&self, named: &Reference) -> Option<String> {
        let fact = self.band(self.records.bands.named(named)?);
        let place = self.records.places.named(&fact.pay.place)?;
        let role = self.records.roles.named(&fact.pay.role)?;
        let about = [role.body.title.as_str(), place.body.title.as_str(), self.measure(fact.pay.measure)];
        Some(format!("{}{}{}", about.join(self.words().comma()), self.words().colon(), fact.text))
    }

    /// The first range that a model gives, line by line.
    fn worked(&self, model: &PayModel) -> Vec<String> {
        let Some(((role, benchmark), currency)) = model.benchmarks.first().copied().zip(model.currency) else {
            return model.bands.iter().take(1).cloned().collect();
        };
        let title = role.and_then(|role| self.records.roles.at(role)).map(|role| role.body.title.as_str());
        let level = |at: usize| self.records.levels.at(at).map_or_else(String::new, |level| level.body.title.clone());
        let place = model.places.first().map(|(_, label, rate)| (label.clone(), *rate));
        let level = model.levels.first().map(|(at, rate)| (level(*at), *rate));
        let factors: Vec<(String, Rate)> = place.into_iter().chain(level).collect();
        lines(title, benchmark, &factors, model.spread, self.words(), &|amount| {
            money::amount_text(amount, currency, self.language())
        })
        .unwrap_or_default()
    }
}

/// A computed range line by line: the benchmark, each factor with what it comes to, the spread.
fn lines(
    role: Option<&str>,
    benchmark: i64,
    factors: &[(String, Rate)],
    spread: Rate,
    words: &Locale,
    money: &dyn Fn(i64) -> String,
) -> Option<Vec<String>> {
    let amount = money(benchmark);
    let key = if role.is_some() { "pay_explorer.benchmark_for" } else { "pay_explorer.benchmark" };
    let mut lines = vec![words.say(key, &[("role", role.unwrap_or_default().into()), ("amount", (&amount).into())])];
    let rates: Vec<Rate> = factors.iter().map(|(_, rate)| *rate).collect();
    for (at, (label, rate)) in factors.iter().enumerate() {
        let (rate, amount) = (rate.text(), money(scale(benchmark, &rates[..=at])?));
        let arguments = [("rate", (&rate).into()), ("label", label.into()), ("amount", (&amount).into())];
        lines.push(words.say("pay_explorer.factor", &arguments));
    }
    let (_, top) = model_range(benchmark, &rates, spread)?;
    if spread > Rate::ZERO {
        let (percent, amount) = (spread.percent(), money(top));
        lines.push(words.say("pay_explorer.spread", &[("percent", (&percent).into()), ("amount", (&amount).into())]));
    }
    Some(lines)
}

fn formula(kind: &ModelKind) -> &'static str {
    match kind {
        ModelKind::Table { .. } => "model.table",
        ModelKind::Factor { .. } => "model.factor",
        ModelKind::Zone { .. } => "model.zone",
        ModelKind::Uniform => "model.uniform",
    }
}

fn basis(words: &Locale, basis: Basis) -> String {
    let key = match basis {
        Basis::FullyDiluted => "share.of_diluted",
        Basis::Issued => "share.of_issued",
        Basis::Unknown => "share.of_unknown",
    };
    words.text(key).to_owned()
}
