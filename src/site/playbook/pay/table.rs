//! The figures behind `::pay-table`: rows for one role as one audience sees them.

use std::collections::BTreeMap;

use super::missing::{RowAt, Wanted};
use super::{chart, disagreement};
use crate::diag::rules;
use crate::fields::suggestion;
use crate::locale::Locale;
use crate::site::document::tables::chart::PayChart;
use crate::site::document::tables::roles::Named;
use crate::site::document::tables::{PayObservation, PayRow, PaySource, PayTable, RolePay};
use crate::site::gate::Reader;
use crate::site::gate::names::Refusal;
use crate::site::records::types::{
    Band, LevelRecord, Measure, Observation, Pay, PayTerms, Period, PlaceRecord, Record, Role, SourceRecord,
};
use crate::site::routes;

/// What a `::pay-table` block asks for. An empty list asks for everything.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::site) struct PayQuestion<'a> {
    /// The id of a role.
    pub(in crate::site) role: &'a str,
    /// The ids of places, to show them and what lies in them alone.
    pub(in crate::site) places: &'a [&'a str],
    /// The ids of levels, to show them alone.
    pub(in crate::site) levels: &'a [&'a str],
    /// Measures, to show them alone.
    pub(in crate::site) measures: &'a [&'a str],
    /// The block's label.
    pub(in crate::site) caption: Option<&'a str>,
    /// Whether what lies in the places is left out.
    pub(in crate::site) places_alone: bool,
}

/// What makes a row, in the order of rows: place, measure, level, then currency, period and terms.
pub(super) type RowKey = (usize, Measure, Option<(i64, usize)>, &'static str, Period, PayTerms);

/// The records of a row.
#[derive(Default)]
pub(super) struct Found<'s> {
    pub(super) bands: Vec<&'s Record<Band>>,
    pub(super) observations: Vec<&'s Record<Observation>>,
}

impl<'s> Reader<'s> {
    /// The pay of a role.
    ///
    /// Refused when something named does not exist or is above the reader, or no figure is there at all; without a word
    /// when every figure is above the reader.
    pub(in crate::site) fn pay_table(&self, question: &PayQuestion<'_>) -> Result<PayTable, Refusal> {
        let (role, wanted) = self.wanted(question)?;
        let is_meant = |pay: &Pay| pay.role.id == role.id && self.is_wanted(pay, &wanted);
        let found = self.pay_rows(self.bands_of(&is_meant), self.observations_of(&is_meant));
        let missing = self.missing_rows(role, &wanted, &found);
        let mut sources = Sources::default();
        let found = found.into_iter().filter_map(|(key, found)| {
            let at = RowAt { place: key.0, level: key.2, measure: Some(key.1) };
            Some((at, self.pay_row(key, &found, &mut sources)?))
        });
        let mut rows: Vec<(RowAt, PayRow)> = found.chain(missing).collect();
        rows.sort_by_key(|(at, _)| *at);
        if rows.is_empty() {
            return Err(self.no_figure(role, &wanted, &is_meant));
        }
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        let caption = question
            .caption
            .map_or_else(|| self.words().say("pay_page.title", &[("title", (&role.body.title).into())]), str::to_owned);
        Ok(PayTable { caption, role: role.body.title.clone(), rows, sources: sources.list })
    }

    /// The rows of [`Reader::pay_table`] as bars on scales, refused where that is.
    pub(in crate::site) fn pay_chart(&self, question: &PayQuestion<'_>) -> Result<PayChart, Refusal> {
        Ok(chart::of(self.pay_table(question)?, self.words()))
    }

    /// The base pay published for a role, in the order of places and levels; and the same as bars, with what sources say.
    pub(in crate::site) fn published_base(&self, role: &str) -> (Vec<RolePay>, PayChart) {
        let is_meant = |pay: &Pay| pay.role.id == role && pay.measure == Measure::Base;
        let mut sources = Sources::default();
        let rows = self.pay_rows(self.bands_of(&is_meant), self.observations_of(&is_meant));
        let rows = rows.into_iter().filter(|(_, found)| !found.bands.is_empty());
        let rows = rows.filter_map(|(key, found)| self.pay_row(key, &found, &mut sources)).collect();
        let table = PayTable { caption: String::new(), role: String::new(), rows, sources: sources.list };
        let pay = table.rows.iter().filter_map(|row| {
            Some(RolePay { place: row.place.clone(), level: row.level.clone(), band: row.band.clone()? })
        });
        let pages: Vec<Named> = self
            .records
            .places
            .iter()
            .map(|place| Named {
                id: place.id.clone(),
                title: place.body.title.clone(),
                path: self.pages.path(&routes::pay(&place.id)),
            })
            .collect();
        let pay = pay.collect();
        (pay, chart::linked(table, self.words(), &pages))
    }

    /// What a question names. What could not be found must not be dropped from it: that would widen it.
    fn wanted(&self, question: &PayQuestion<'_>) -> Result<(&'s Record<Role>, Wanted<'s>), Refusal> {
        let mut refusal = Refusal::silent();
        let role = refusal.unless(self.named::<Role>(question.role));
        let mut places = Vec::new();
        for place in question.places {
            places.push(refusal.unless(self.named::<PlaceRecord>(place)));
        }
        let mut levels = Vec::new();
        for level in question.levels {
            levels.push(refusal.unless(self.named::<LevelRecord>(level)));
        }
        let mut measures = Vec::new();
        for name in question.measures {
            measures.push(refusal.unless(measure(name)));
        }
        let places = places.into_iter().collect::<Option<Vec<_>>>();
        let levels = levels.into_iter().collect::<Option<Vec<_>>>();
        let measures = measures.into_iter().collect::<Option<Vec<_>>>();
        let (Some(role), Some(places), Some(levels), Some(measures)) = (role, places, levels, measures) else {
            return Err(refusal);
        };
        Ok((role, Wanted { places, levels, measures, places_alone: question.places_alone }))
    }

    /// Why a table has no row.
    fn no_figure(&self, role: &Record<Role>, wanted: &Wanted<'_>, is_meant: &dyn Fn(&Pay) -> bool) -> Refusal {
        let is_there = |is_meant: &dyn Fn(&Pay) -> bool| {
            !self.bands_of(is_meant).is_empty()
                || !self.observations_of(is_meant).is_empty()
                || self.is_kept_from::<Band>(|band| is_meant(&band.pay))
                || self.is_kept_from::<Observation>(|seen| is_meant(&seen.pay))
        };
        // A row that was asked for by name would say itself that it is empty, if the reader saw any of the others.
        let answered = is_there(is_meant) || (wanted.names_rows() && is_there(&|pay| pay.role.id == role.id));
        // Figures with mistakes in them may be the ones meant; those mistakes were reported.
        if answered || self.misses_some::<Observation>() || self.misses_some::<Band>() {
            return Refusal::silent();
        }
        Refusal::because(
            &rules::BROKEN_REFERENCE,
            format!("no pay figure answers this for the role `{}`", role.id),
            "add an `[[observation]]` or a `[[band]]` under `content/data/`, or ask for less",
        )
    }

    /// The published ranges that are meant.
    pub(super) fn bands_of(&self, is_meant: &dyn Fn(&Pay) -> bool) -> Vec<&'s Record<Band>> {
        self.records.bands.iter().filter(|band| is_meant(&band.body.pay)).collect()
    }

    /// What sources say about what is meant.
    pub(super) fn observations_of(&self, is_meant: &dyn Fn(&Pay) -> bool) -> Vec<&'s Record<Observation>> {
        self.records.observations.iter().filter(|seen| is_meant(&seen.body.pay)).collect()
    }

    /// Records in rows, as far as the reader sees what they name.
    pub(super) fn pay_rows(
        &self,
        bands: Vec<&'s Record<Band>>,
        observations: Vec<&'s Record<Observation>>,
    ) -> BTreeMap<RowKey, Found<'s>> {
        let mut rows: BTreeMap<RowKey, Found<'s>> = BTreeMap::new();
        for band in bands {
            if let Some(key) = self.row_key(&band.body.pay) {
                rows.entry(key).or_default().bands.push(band);
            }
        }
        for seen in observations {
            if let (Some(key), Some(_)) = (self.row_key(&seen.body.pay), self.source(&seen.body.source)) {
                rows.entry(key).or_default().observations.push(seen);
            }
        }
        rows
    }

    /// The row of a figure; `None` when its place or its level is not to be seen.
    fn row_key(&self, pay: &Pay) -> Option<RowKey> {
        let place = self.records.places.position(&pay.place.id)?;
        let level = match self.records.levels.named_if_any(pay.level.as_ref())? {
            None => None,
            Some(level) => Some(self.rank(level)?),
        };
        Some((place, pay.measure, level, pay.currency, pay.period, pay.terms()))
    }

    /// Where a level stands among the others.
    pub(super) fn rank(&self, level: &Record<LevelRecord>) -> Option<(i64, usize)> {
        Some((level.body.order.unwrap_or(i64::MAX), self.records.levels.position(&level.id)?))
    }

    pub(super) fn pay_row(&self, key: RowKey, found: &Found<'s>, sources: &mut Sources) -> Option<PayRow> {
        let pay = found.bands.first().map(|band| &band.body.pay);
        let pay = pay.or_else(|| found.observations.first().map(|seen| &seen.body.pay))?;
        let level = pay.level.as_ref().and_then(|level| self.records.levels.named(level));
        let observations = found.observations.iter().filter_map(|seen| {
            let fact = self.observation(seen);
            Some(PayObservation {
                id: seen.id.clone(),
                range: fact.range(),
                source: sources.use_of(fact.source?, self.words()),
                as_of: fact.standing.as_of.map(|day| day.to_string()),
                stale: fact.standing.stale,
            })
        });
        let place = self.records.places.named(&pay.place)?;
        Some(PayRow {
            place: place.body.title.clone(),
            place_id: Some(place.id.clone()),
            measure: self.measured(pay),
            base: pay.measure == Measure::Base && self.terms(pay).is_none(),
            level: level.map(|level| self.level_title(level, &pay.role)),
            observations: observations.collect(),
            band: found.bands.first().map(|band| self.band(band).published(&band.id)),
            disagreement: disagreement::sentence(&found.observations, key.3, self.words()),
        })
    }
}

fn measure(name: &str) -> Result<Measure, Refusal> {
    let found = Measure::NAMES.iter().find(|(known, _)| *known == name);
    found.map(|(_, measure)| *measure).ok_or_else(|| {
        let known = Measure::NAMES.iter().map(|(known, _)| *known);
        let hint = suggestion(name, known, "it is one of");
        Refusal::because(&rules::UNKNOWN_BLOCK, format!("`measure` cannot be `{name}`"), hint)
    })
}

/// The sources that rows name, in the order of first use.
#[derive(Default)]
pub(in crate::site) struct Sources {
    pub(in crate::site) list: Vec<PaySource>,
}

impl Sources {
    /// A source's position in the list.
    pub(in crate::site) fn use_of(&mut self, record: &Record<SourceRecord>, words: &Locale) -> usize {
        let body = &record.body;
        let known = self.list.iter().position(|source| source.id == record.id);
        known.unwrap_or_else(|| {
            let read = |day: jiff::civil::Date| words.say("figure.undated_read", &[("date", (&words.day(day)).into())]);
            let date = match (body.published, body.retrieved) {
                (Some(day), _) => words.day(day),
                (None, Some(day)) => read(day),
                (None, None) => words.text("figure.undated").to_owned(),
            };
            self.list.push(PaySource {
                id: record.id.clone(),
                publisher: body.publisher.clone(),
                title: body.title.clone(),
                date,
                url: body.url.clone(),
            });
            self.list.len() - 1
        })
    }
}
