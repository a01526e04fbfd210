//! The figures behind `::pay-table`: rows for one role as one audience may see them.

use std::collections::BTreeMap;

use super::Data;
use super::check::is_stale;
use super::money;
use super::records::{Band, Measure, Observation, Pay, Period, Range, Record, SourceRecord};
use super::tables::chart::PayChart;
use super::tables::{PayBand, PayObservation, PayRange, PayRow, PaySource, PayTable, RolePay};
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::suggestion;

/// What a `::pay-table` block asks for.
#[derive(Debug, Clone, Copy)]
pub struct PayQuestion<'a> {
    /// The id of a role.
    pub role: &'a str,
    /// The id of a place, to show it and what lies in it alone.
    pub place: Option<&'a str>,
    /// A measure, to show it alone.
    pub measure: Option<&'a str>,
    /// The block's label.
    pub caption: Option<&'a str>,
}

/// What makes a row, in the order of rows: place, measure, level, then currency and period.
type RowKey = (usize, Measure, Option<(i64, usize)>, &'static str, Period);

/// The records of a row.
#[derive(Default)]
struct Found<'d> {
    bands: Vec<&'d Record<Band>>,
    observations: Vec<&'d Record<Observation>>,
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
        let place = question.place.map(|place| asking.named("place", place, &self.places, diags));
        let measure = question.measure.map(|name| asking.measure(name, diags));
        let role = role?;
        // A place or a measure that was asked for in vain must not widen the question.
        if place.as_ref().is_some_and(Option::is_none) || measure.is_some_and(|measure| measure.is_none()) {
            return None;
        }
        let (place, measure) = (place.flatten().map(|place| place.id.as_str()), measure.flatten());
        let is_meant = |pay: &Pay| {
            pay.role.id == role.id
                && measure.is_none_or(|measure| pay.measure == measure)
                && place.is_none_or(|place| self.lies_in(&pay.place.id, place))
        };
        let observations: Vec<_> = self.observations.iter().filter(|record| is_meant(&record.body.pay)).collect();
        let bands: Vec<_> = self.bands.iter().filter(|record| is_meant(&record.body.pay)).collect();
        if observations.is_empty() && bands.is_empty() {
            // Figures with mistakes in them may be the ones meant; those mistakes were reported.
            if self.any_unusable("observation") || self.any_unusable("band") {
                return None;
            }
            let message = format!("no pay figure answers this for the role `{}`", role.id);
            let hint = "add an `[[observation]]` or a `[[band]]` under `content/data/`, or ask for less";
            diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, block.clone(), message).hint(hint));
            return None;
        }
        let rows = asking.rows(&observations, &bands);
        if rows.is_empty() {
            return None;
        }
        let mut sources = Sources { data: self, list: Vec::new() };
        let rows = rows.into_iter().filter_map(|(key, found)| asking.row(key, &found, &mut sources)).collect();
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
    /// places and levels.
    pub(in crate::site) fn published_base(
        &self,
        role: &str,
        audience: Audience,
        config: &Config,
        asker: &Place,
    ) -> Vec<RolePay> {
        let asking = Asking { data: self, audience, config, block: asker };
        let meant = |pay: &Pay| pay.role.id == role && pay.measure == Measure::Base;
        let bands: Vec<_> = self.bands.iter().filter(|record| meant(&record.body.pay)).collect();
        let rows = asking.rows(&[], &bands);
        let published = rows.into_iter().filter_map(|(key, found)| {
            let row = asking.row(key, &found, &mut Sources { data: self, list: Vec::new() })?;
            Some(RolePay { place: row.place, level: row.level, band: row.band? })
        });
        published.collect()
    }

    /// Whether a place is `within`, or lies in it.
    fn lies_in(&self, place: &str, within: &str) -> bool {
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
pub(super) struct Asking<'a> {
    pub(super) data: &'a Data,
    pub(super) audience: Audience,
    pub(super) config: &'a Config,
    pub(super) block: &'a Place,
}

impl<'a> Asking<'a> {
    /// The record that a block names, if it may.
    pub(super) fn named<T>(
        &self,
        kind: &str,
        id: &str,
        records: &'a super::records::Records<T>,
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
    fn rows(
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

    fn row(&self, key: RowKey, found: &Found<'a>, sources: &mut Sources<'a>) -> Option<PayRow> {
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
            disagreement: disagreement(&found.observations, key.3, &self.config.language),
        })
    }

    fn band(&self, band: &Record<Band>) -> PayBand {
        let body = &band.body;
        let cited = body.from.iter().filter_map(|seen| Some(&self.data.observations.get(&seen.id)?.body.source));
        let example = cited.chain(&body.source).any(|source| self.data.sources.get(&source.id).is_some_and(is_example));
        let method = body.method.map_or("envelope", |method| method.text());
        PayBand { range: self.range(&body.pay), method: method.to_owned(), example }
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
        }
    }
}

/// Whether the source stands for invented figures.
pub(super) fn is_example(source: &Record<SourceRecord>) -> bool {
    source.id == "example" || source.body.kind.as_deref() == Some("example")
}

/// The sources that rows name, in the order of first use.
pub(super) struct Sources<'a> {
    pub(super) data: &'a Data,
    pub(super) list: Vec<PaySource>,
}

impl Sources<'_> {
    /// A source's position in the list, and the day it was published.
    pub(super) fn use_of(&mut self, id: &str) -> Option<(usize, Option<jiff::civil::Date>)> {
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

/// How far apart the figures of a row are, in a sentence; `None` when they agree.
fn disagreement(observations: &[&Record<Observation>], currency: &str, language: &str) -> Option<String> {
    let ranges: Vec<Range> = observations.iter().map(|seen| seen.body.pay.range).collect();
    if ranges.windows(2).all(|pair| pair[0] == pair[1]) {
        return None;
    }
    let spread = |end: fn(&Range) -> i64| {
        let ends = || ranges.iter().map(end);
        ends().max().unwrap_or(0) - ends().min().unwrap_or(0)
    };
    let amount = |gap: i64| money::amount_text(gap, currency, language);
    let gaps = match (spread(|range| range.min), spread(|range| range.max)) {
        (0, 0) => String::new(),
        (floor, 0) => format!("{} at the floor", amount(floor)),
        (0, top) => format!("{} at the top", amount(top)),
        (floor, top) if floor == top => format!("{} at both ends", amount(floor)),
        (floor, top) => format!("{} at the floor and {} at the top", amount(floor), amount(top)),
    };
    let mut ids: Vec<&str> = observations.iter().map(|seen| seen.body.source.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    // One source may contradict itself.
    let noun = if ids.len() == ranges.len() { "sources" } else { "figures" };
    let count = match ranges.len() {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        more => more.to_string(),
    };
    let up_to = if ranges.len() > 2 { "up to " } else { "" };
    let open = ranges.iter().filter(|range| range.open_ended).count();
    let opens = match open {
        0 => "",
        all if all == ranges.len() => "",
        1 => "one of them leaves the top open",
        _ => "some of them leave the top open",
    };
    Some(match (gaps.is_empty(), opens) {
        (true, opens) => format!("The {count} {noun} name the same amounts, and {opens}."),
        (false, "") => format!("The {count} {noun} differ by {up_to}{}.", gaps),
        (false, opens) => format!("The {count} {noun} differ by {up_to}{}, and {opens}.", gaps),
    })
}
