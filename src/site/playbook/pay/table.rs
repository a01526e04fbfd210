//! The figures behind `::pay-table`: rows for one role as one audience may see them.

use std::collections::BTreeMap;

use super::disagreement;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::suggestion;
use crate::site::document::tables::chart::{ChartPanel, PayChart};
use crate::site::document::tables::{
    PayBand, PayObservation, PayPercentile, PayRange, PayRow, PaySource, PayTable, RolePay,
};
use crate::site::playbook::pay::missing::{RowAt, Wanted};
use crate::site::records::Data;
use crate::site::records::check::is_stale;
use crate::site::records::money;
use crate::site::records::types::{Band, Measure, Observation, Pay, Period, Range, Record, SourceRecord};

/// What a `::pay-table` block asks for. An empty list asks for everything.
#[derive(Debug, Clone, Copy, Default)]
pub struct PayQuestion<'a> {
    /// The id of a role.
    pub role: &'a str,
    /// The ids of places, to show them and what lies in them alone.
    pub places: &'a [&'a str],
    /// The ids of levels, to show them alone.
    pub levels: &'a [&'a str],
    /// Measures, to show them alone.
    pub measures: &'a [&'a str],
    /// The block's label.
    pub caption: Option<&'a str>,
    /// Whether what lies in the places is left out.
    pub places_alone: bool,
}

/// What makes a row, in the order of rows: place, measure, level, then currency and period.
pub(in crate::site) type RowKey = (usize, Measure, Option<(i64, usize)>, &'static str, Period);

/// The records of a row.
#[derive(Default)]
pub(in crate::site) struct Found<'d> {
    pub(in crate::site) bands: Vec<&'d Record<Band>>,
    pub(in crate::site) observations: Vec<&'d Record<Observation>>,
}

impl Data {
    /// The pay of a role as `audience` may see it, for the block at `block`.
    ///
    /// `None` when there is nothing to show: something named does not exist or is above the audience, or no figure is
    /// there at all, which is reported; or every figure is above the audience, which is not.
    pub fn pay_table(
        &self,
        question: &PayQuestion<'_>,
        audience: Audience,
        config: &Config,
        block: &Place,
        diags: &mut Diagnostics,
    ) -> Option<PayTable> {
        let asking = Asking { data: self, audience, config, block };
        let role = asking.named("role", question.role, &self.roles, diags);
        let places: Vec<_> =
            question.places.iter().map(|place| asking.named("place", place, &self.places, diags)).collect();
        let levels: Vec<_> =
            question.levels.iter().map(|level| asking.named("level", level, &self.levels, diags)).collect();
        let measures: Vec<_> = question.measures.iter().map(|name| asking.measure(name, diags)).collect();
        let role = role?;
        // What was asked for in vain must not widen the question.
        let wanted = Wanted {
            places: places.into_iter().collect::<Option<_>>()?,
            levels: levels.into_iter().collect::<Option<_>>()?,
            measures: measures.into_iter().collect::<Option<_>>()?,
            places_alone: question.places_alone,
        };
        let of_role = |pay: &Pay| pay.role.id == role.id;
        let is_meant = |pay: &Pay| of_role(pay) && self.is_wanted(pay, &wanted);
        let observations: Vec<_> = self.observations.iter().filter(|record| is_meant(&record.body.pay)).collect();
        let bands: Vec<_> = self.bands.iter().filter(|record| is_meant(&record.body.pay)).collect();
        let of_others = || {
            self.observations.iter().any(|seen| of_role(&seen.body.pay))
                || self.bands.iter().any(|band| of_role(&band.body.pay))
        };
        // A row that was asked for by name says itself that it is empty, as long as there is another to stand beside.
        let answered = !observations.is_empty() || !bands.is_empty() || (wanted.names_rows() && of_others());
        if !answered {
            // Figures with mistakes in them may be the ones meant; those mistakes were reported.
            if self.any_unusable("observation") || self.any_unusable("band") {
                return None;
            }
            let message = format!("no pay figure answers this for the role `{}`", role.id);
            let hint = "add an `[[observation]]` or a `[[band]]` under `content/data/`, or ask for less";
            diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, block.clone(), message).hint(hint));
            return None;
        }
        let mut sources = Sources { data: self, list: Vec::new() };
        let found = asking.rows(&observations, &bands);
        let missing = asking.missing(role, &wanted, &found);
        let found = found.into_iter().filter_map(|(key, found)| {
            let at = RowAt { place: key.0, level: key.2, measure: Some(key.1) };
            Some((at, asking.row(key, &found, &mut sources)?))
        });
        let mut rows: Vec<(RowAt, PayRow)> = found.chain(missing).collect();
        rows.sort_by_key(|(at, _)| *at);
        if rows.is_empty() {
            return None;
        }
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        let caption = question.caption.map_or_else(|| format!("Pay: {}", role.body.title), str::to_owned);
        Some(PayTable { caption, role: role.body.title.clone(), rows, sources: sources.list })
    }

    /// The rows of [`Data::pay_table`] as bars on scales, `None` where that gives none.
    pub fn pay_chart(
        &self,
        question: &PayQuestion<'_>,
        audience: Audience,
        config: &Config,
        block: &Place,
        diags: &mut Diagnostics,
    ) -> Option<PayChart> {
        let table = self.pay_table(question, audience, config, block, diags)?;
        Some(super::chart::of(table, &config.language))
    }

    /// The base pay published for the role of the record at `asker`, as far as `audience` may see it, in the order of
    /// places and levels; and the same as bars.
    pub(in crate::site) fn published_base(
        &self,
        role: &str,
        audience: Audience,
        config: &Config,
        asker: &Place,
    ) -> (Vec<RolePay>, Vec<ChartPanel>) {
        let asking = Asking { data: self, audience, config, block: asker };
        let meant = |pay: &Pay| pay.role.id == role && pay.measure == Measure::Base;
        let bands: Vec<_> = self.bands.iter().filter(|record| meant(&record.body.pay)).collect();
        let rows = asking.rows(&[], &bands);
        let mut sources = Sources { data: self, list: Vec::new() };
        let rows = rows.into_iter().filter_map(|(key, found)| asking.row(key, &found, &mut sources)).collect();
        let table = PayTable { caption: String::new(), role: String::new(), rows, sources: Vec::new() };
        let pay = table.rows.iter().filter_map(|row| {
            Some(RolePay { place: row.place.clone(), level: row.level.clone(), band: row.band.clone()? })
        });
        (pay.collect(), super::chart::of(table, &config.language).panels)
    }

    /// Whether a place is `within`, or lies in it.
    pub(in crate::site) fn lies_in(&self, place: &str, within: &str) -> bool {
        let mut at = Some(place);
        // Places that lie in each other are reported; they must not keep us here.
        for _ in 0..=self.places.iter().count() {
            match at {
                Some(id) if id == within => return true,
                Some(id) => at = self.places.get(id).and_then(|place| Some(place.body.parent.as_ref()?.id.as_str())),
                None => return false,
            }
        }
        false
    }
}

/// A block that asks for records, and the audience it stands before.
pub(in crate::site) struct Asking<'a> {
    pub(in crate::site) data: &'a Data,
    pub(in crate::site) audience: Audience,
    pub(in crate::site) config: &'a Config,
    pub(in crate::site) block: &'a Place,
}

impl<'a> Asking<'a> {
    /// The record that a block names, if it may.
    pub(in crate::site) fn named<T>(
        &self,
        kind: &str,
        id: &str,
        records: &'a crate::site::records::types::Records<T>,
        diags: &mut Diagnostics,
    ) -> Option<&'a Record<T>> {
        let Some(record) = records.get(id) else {
            if !self.data.is_unusable(kind, id) {
                let finding = Diagnostic::new(
                    &rules::BROKEN_REFERENCE,
                    self.block.clone(),
                    format!("there is no {kind} `{id}` in the data"),
                );
                diags.push(finding.hint(suggestion(id, records.ids(), "the ids there are:")));
            }
            return None;
        };
        if record.audience > self.audience {
            let names = &self.config.audiences;
            let (reader, owner) = (names.name(self.audience), names.name(record.audience));
            diags.push(
                Diagnostic::new(
                    &rules::AUDIENCE_LEAK,
                    self.block.clone(),
                    format!("the {kind} `{id}` is for `{owner}`, and readers of this are `{reader}`"),
                )
                .hint(format!("put the block inside `:::{owner}`, or give the {kind} the audience `{reader}`"))
                .related(record.place.clone(), format!("the {kind}")),
            );
            return None;
        }
        Some(record)
    }

    fn measure(&self, name: &str, diags: &mut Diagnostics) -> Option<Measure> {
        let found = Measure::NAMES.iter().find(|(known, _)| *known == name);
        if found.is_none() {
            let known = Measure::NAMES.iter().map(|(known, _)| *known);
            let finding =
                Diagnostic::new(&rules::UNKNOWN_BLOCK, self.block.clone(), format!("`measure` cannot be `{name}`"));
            diags.push(finding.hint(suggestion(name, known, "it is one of")));
        }
        found.map(|(_, measure)| *measure)
    }

    /// The visible records in rows.
    pub(in crate::site) fn rows(
        &self,
        observations: &[&'a Record<Observation>],
        bands: &[&'a Record<Band>],
    ) -> BTreeMap<RowKey, Found<'a>> {
        let mut rows: BTreeMap<RowKey, Found<'a>> = BTreeMap::new();
        for &band in bands {
            if let Some(key) = self.key(band, &band.body.pay) {
                rows.entry(key).or_default().bands.push(band);
            }
        }
        for &observation in observations {
            let source = self.data.sources.get(&observation.body.source.id);
            let sourced = source.is_some_and(|source| source.audience <= self.audience);
            if let Some(key) = self.key(observation, &observation.body.pay).filter(|_| sourced) {
                rows.entry(key).or_default().observations.push(observation);
            }
        }
        rows
    }

    /// The row of a record; `None` when the record, its place or its level is not for this audience.
    fn key<T>(&self, record: &Record<T>, pay: &Pay) -> Option<RowKey> {
        if record.audience > self.audience {
            return None;
        }
        self.data.places.get(&pay.place.id).filter(|place| place.audience <= self.audience)?;
        let place = self.data.places.position(&pay.place.id)?;
        let level = match &pay.level {
            None => None,
            Some(level) => {
                let found = self.data.levels.get(&level.id).filter(|found| found.audience <= self.audience)?;
                Some((found.body.order.unwrap_or(i64::MAX), self.data.levels.position(&level.id)?))
            }
        };
        Some((place, pay.measure, level, pay.currency, pay.period))
    }

    pub(in crate::site) fn row(&self, key: RowKey, found: &Found<'a>, sources: &mut Sources<'a>) -> Option<PayRow> {
        let pay = found.bands.first().map(|band| &band.body.pay);
        let pay = pay.or_else(|| found.observations.first().map(|seen| &seen.body.pay))?;
        let title = |id: &str| self.data.places.get(id).map(|place| place.body.title.clone());
        let level = pay.level.as_ref().and_then(|level| self.data.levels.get(&level.id));
        let observations = found.observations.iter().filter_map(|seen| {
            let (source, published) = sources.use_of(&seen.body.source.id)?;
            let pay = &seen.body.pay;
            let as_of = pay.as_of.as_ref().map(|(day, _)| *day).or(published);
            let review_by = pay.review_by.as_ref().map(|(day, _)| *day);
            Some(PayObservation {
                range: self.range(pay),
                source,
                as_of: as_of.map(|day| day.to_string()),
                stale: is_stale(as_of, review_by, self.config.today),
            })
        });
        let observations = observations.collect();
        Some(PayRow {
            place: title(&pay.place.id)?,
            measure: key.1.text().to_owned(),
            level: level.map(|level| level.body.title.clone()),
            band: found.bands.first().map(|band| self.band(band)),
            observations,
            disagreement: disagreement::sentence(&found.observations, key.3, &self.config.language),
        })
    }

    pub(in crate::site) fn band(&self, band: &Record<Band>) -> PayBand {
        let body = &band.body;
        let cited = body.from.iter().filter_map(|seen| Some(&self.data.observations.get(&seen.id)?.body.source));
        let example = cited.chain(&body.source).any(|source| self.data.sources.get(&source.id).is_some_and(is_example));
        let method = body.method.map_or("envelope", |method| method.text());
        PayBand { id: band.id.clone(), range: self.range(&body.pay), method: method.to_owned(), example }
    }

    fn range(&self, pay: &Pay) -> PayRange {
        let Range { min, max, open_ended } = pay.range;
        PayRange {
            min,
            max,
            open_ended,
            currency: pay.currency.to_owned(),
            period: pay.period.text().to_owned(),
            text: money::range_text(&pay.range, pay.currency, &self.config.language),
            percentiles: pay.percentiles.iter().map(|percentile| self.percentile(*percentile, pay.currency)).collect(),
            sample: pay.sample.filter(|_| !pay.percentiles.is_empty()),
        }
    }

    fn percentile(&self, (rank, amount): (u8, i64), currency: &str) -> PayPercentile {
        let name = if rank == 50 { "median".to_owned() } else { format!("{rank}th percentile") };
        PayPercentile { rank, name, amount, text: money::amount_text(amount, currency, &self.config.language) }
    }
}

/// Whether the source stands for invented figures.
pub(in crate::site) fn is_example(source: &Record<SourceRecord>) -> bool {
    source.id == "example" || source.body.kind.as_deref() == Some("example")
}

/// The sources that rows name, in the order of first use.
pub(in crate::site) struct Sources<'a> {
    pub(in crate::site) data: &'a Data,
    pub(in crate::site) list: Vec<PaySource>,
}

impl Sources<'_> {
    /// A source's position in the list, and the day it was published.
    pub(in crate::site) fn use_of(&mut self, id: &str) -> Option<(usize, Option<jiff::civil::Date>)> {
        let record = self.data.sources.get(id)?;
        let body = &record.body;
        let known = self.list.iter().position(|source| source.id == id);
        let at = known.unwrap_or_else(|| {
            let words = |day: jiff::civil::Date| day.strftime("%-d %B %Y");
            let date = match (body.published, body.retrieved) {
                (Some(day), _) => words(day).to_string(),
                (None, Some(day)) => format!("undated, read {}", words(day)),
                (None, None) => "undated".to_owned(),
            };
            self.list.push(PaySource {
                id: record.id.clone(),
                publisher: body.publisher.clone(),
                title: body.title.clone(),
                date,
                url: body.url.clone(),
            });
            self.list.len() - 1
        });
        Some((at, body.published))
    }
}
