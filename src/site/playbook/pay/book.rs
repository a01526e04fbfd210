//! Gathers everything about pay that one audience may see into a [`PayBook`]. It must not know blocks or pages.

use std::collections::{BTreeMap, BTreeSet};

use super::formulas;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostics, Place};
use crate::site::document::tables::PayExplorer;
use crate::site::document::tables::book::{BookSource, Figure, Named, PayBook};
use crate::site::playbook::pay::table::PayQuestion;
use crate::site::records::Data;
use crate::site::records::check::is_stale;
use crate::site::records::money;
use crate::site::records::types::{Band, Measure, Observation, Pay, Record, Records, SourceRecord};

/// Where a figure stands among the others: by role, place, measure, level, published before observed, then its file.
type Rank = (usize, usize, &'static str, Option<(i64, usize)>, bool, usize);

impl Data {
    /// The pay records that `audience` may see. A figure is among them when it and all it names is for this audience.
    pub(in crate::site) fn pay_book(&self, audience: Audience, config: &Config) -> PayBook {
        let gathering = Gathering { data: self, audience, config };
        let bands = self.bands.iter().enumerate().filter_map(|(at, band)| gathering.band(at, band));
        let seen = self.observations.iter().enumerate().filter_map(|(at, seen)| gathering.observation(at, seen));
        let mut figures: Vec<(Rank, Figure)> = bands.chain(seen).collect();
        figures.sort_by(|a, b| a.0.cmp(&b.0));
        let mut book = PayBook {
            rates: gathering.rates(),
            models: gathering.models(),
            shares: gathering.shares(),
            figures: figures.into_iter().map(|(_, figure)| figure).collect(),
            writing: money::writing(&config.language),
            ..PayBook::default()
        };
        gathering.point(&mut book);
        book
    }

    /// What a `::pay-explorer` block starts with and can show: every role's figures, the role it names first.
    ///
    /// `None` where [`Data::pay_table`] gives none, for the same reasons and with the same findings.
    pub(in crate::site) fn pay_explorer(
        &self,
        question: &PayQuestion<'_>,
        audience: Audience,
        config: &Config,
        block: &Place,
        diags: &mut Diagnostics,
    ) -> Option<PayExplorer> {
        self.pay_table(question, audience, config, block, diags)?;
        let book = self.pay_book(audience, config);
        let formulas = formulas::of(&book, question.role, &config.language);
        let others = book.roles.iter().map(|role| role.id.as_str()).filter(|role| *role != question.role);
        // The other roles are listed, not named: what cannot be shown of them is left out in silence.
        let mut silent = Diagnostics::default();
        let mut table = |role| {
            let all = PayQuestion { role, ..PayQuestion::default() };
            self.pay_table(&all, audience, config, block, &mut silent)
        };
        Some(PayExplorer {
            caption: question.caption.unwrap_or("Pay explorer").to_owned(),
            role: question.role.to_owned(),
            place: question.places.first().map(|place| (*place).to_owned()),
            measure: question.measures.first().map(|measure| (*measure).to_owned()),
            tables: std::iter::once(question.role).chain(others).filter_map(&mut table).collect(),
            formulas,
        })
    }
}

/// Looking through records with the eyes of one audience.
pub(in crate::site) struct Gathering<'a> {
    pub(in crate::site) data: &'a Data,
    pub(in crate::site) audience: Audience,
    pub(in crate::site) config: &'a Config,
}

impl Gathering<'_> {
    fn band(&self, at: usize, band: &Record<Band>) -> Option<(Rank, Figure)> {
        let body = &band.body;
        let (rank, mut figure) = self.figure(band, &body.pay, true, at)?;
        let observed: Vec<_> = body.from.iter().filter_map(|seen| self.data.observations.get(&seen.id)).collect();
        let cited = observed.iter().map(|seen| &seen.body.source).chain(&body.source);
        figure.example = cited
            .filter_map(|source| self.data.sources.get(&source.id))
            .any(crate::site::playbook::pay::table::is_example);
        figure.method = Some(body.method.map_or("envelope", |method| method.text()));
        // A public band on an internal observation is an error; the list must not repeat it.
        figure.from = observed.iter().filter(|seen| self.sees(seen)).map(|seen| seen.id.clone()).collect();
        if let Some(source) = &body.source {
            figure.source = Some(self.position(&self.data.sources, &source.id)?);
        }
        Some((rank, figure))
    }

    fn observation(&self, at: usize, seen: &Record<Observation>) -> Option<(Rank, Figure)> {
        let (rank, mut figure) = self.figure(seen, &seen.body.pay, false, at)?;
        let source = &seen.body.source.id;
        figure.source = Some(self.position(&self.data.sources, source)?);
        let record = self.data.sources.get(source)?;
        figure.example = crate::site::playbook::pay::table::is_example(record);
        let pay = &seen.body.pay;
        let as_of = pay.as_of.as_ref().map(|(day, _)| *day).or(record.body.published);
        figure.as_of = as_of.map(|day| day.to_string());
        figure.stale = is_stale(as_of, pay.review_by.as_ref().map(|(day, _)| *day), self.config.today);
        Some((rank, figure))
    }

    /// What bands and observations have in common; places in the lists are those of the records, until
    /// [`Gathering::point`] knows which of them are used.
    fn figure<T>(&self, record: &Record<T>, pay: &Pay, published: bool, at: usize) -> Option<(Rank, Figure)> {
        if !self.sees(record) {
            return None;
        }
        let role = self.position(&self.data.roles, &pay.role.id)?;
        let place = self.position(&self.data.places, &pay.place.id)?;
        let level = match &pay.level {
            Some(level) => Some(self.position(&self.data.levels, &level.id)?),
            None => None,
        };
        let order = |at| (self.data.levels.iter().nth(at).and_then(|level| level.body.order).unwrap_or(i64::MAX), at);
        let (as_of, review_by) = (pay.as_of.as_ref().map(|(day, _)| *day), pay.review_by.as_ref().map(|(day, _)| *day));
        let figure = Figure {
            id: record.id.clone(),
            role,
            place,
            level,
            measure: measure_word(pay.measure),
            min: pay.range.min,
            max: pay.range.max,
            open_ended: pay.range.open_ended,
            currency: pay.currency,
            period: pay.period.text(),
            text: money::range_text(&pay.range, pay.currency, &self.config.language),
            published,
            method: None,
            from: Vec::new(),
            source: None,
            as_of: as_of.map(|day| day.to_string()),
            review_by: review_by.map(|day| day.to_string()),
            stale: is_stale(as_of, review_by, self.config.today),
            example: false,
            note: pay.note.clone(),
            percentiles: pay.percentiles.clone(),
            sample: pay.sample,
        };
        Some(((role, place, figure.measure, level.map(order), !published, at), figure))
    }

    pub(in crate::site) fn sees<T>(&self, record: &Record<T>) -> bool {
        record.audience <= self.audience
    }

    /// Where a record stands among those of its type, when this audience may see it.
    pub(in crate::site) fn position<T>(&self, records: &Records<T>, id: &str) -> Option<usize> {
        records.get(id).filter(|record| self.sees(record))?;
        records.position(id)
    }

    /// Fills the lists with what the book names, and points everything there.
    fn point(&self, book: &mut PayBook) {
        let data = self.data;
        let used = Used::of(book);
        let (roles, at_role) = listed(&data.roles, &used.roles, |role| &role.title);
        let (places, at_place) = listed(&data.places, &used.places, |place| &place.title);
        let (mut levels, mut at_level) = listed(&data.levels, &used.levels, |level| &level.title);
        let order = |named: &Named| data.levels.get(&named.id).and_then(|level| level.body.order).unwrap_or(i64::MAX);
        levels.sort_by_key(order);
        for (at, record) in data.levels.iter().enumerate() {
            let now = levels.iter().position(|level| level.id == record.id);
            at_level.extend(now.map(|now| (at, now)));
        }
        let at_source: BTreeMap<usize, usize> = used.sources.iter().enumerate().map(|(now, at)| (*at, now)).collect();
        let records = data.sources.iter().enumerate().filter(|(at, _)| used.sources.contains(at));
        book.sources = records.map(|(_, record)| source(record)).collect();
        (book.roles, book.places, book.levels) = (roles, places, levels);
        for figure in &mut book.figures {
            figure.role = at_role[&figure.role];
            figure.place = at_place[&figure.place];
            figure.level = figure.level.map(|level| at_level[&level]);
            figure.source = figure.source.map(|source| at_source[&source]);
        }
        for share in &mut book.shares {
            share.role = at_role[&share.role];
            share.place = share.place.map(|place| at_place[&place]);
            share.level = share.level.map(|level| at_level[&level]);
            share.source = at_source[&share.source];
        }
        for model in &mut book.models {
            model.benchmarks.iter_mut().for_each(|(role, _)| *role = role.map(|role| at_role[&role]));
            model.places.iter_mut().for_each(|(place, _, _)| *place = at_place[&*place]);
            model.levels.iter_mut().for_each(|(level, _)| *level = at_level[&*level]);
            model.source = at_source[&model.source];
        }
        book.rates.iter_mut().for_each(|table| table.source = at_source[&table.source]);
    }
}

/// The records that a book names, by their positions.
struct Used {
    roles: BTreeSet<usize>,
    places: BTreeSet<usize>,
    levels: BTreeSet<usize>,
    sources: BTreeSet<usize>,
}

impl Used {
    fn of(book: &PayBook) -> Used {
        let (figures, shares, models) = (book.figures.iter(), book.shares.iter(), book.models.iter());
        let of_models = models.clone().flat_map(|model| model.benchmarks.iter().filter_map(|(role, _)| *role));
        let places = models.clone().flat_map(|model| model.places.iter().map(|(place, _, _)| *place));
        let levels = models.clone().flat_map(|model| model.levels.iter().map(|(level, _)| *level));
        let rates = book.rates.iter().map(|table| table.source);
        let sources = shares.clone().map(|share| share.source).chain(models.map(|model| model.source)).chain(rates);
        Used {
            roles: figures
                .clone()
                .map(|figure| figure.role)
                .chain(shares.clone().map(|share| share.role))
                .chain(of_models)
                .collect(),
            places: figures
                .clone()
                .map(|figure| figure.place)
                .chain(shares.clone().filter_map(|share| share.place))
                .chain(places)
                .collect(),
            levels: figures
                .clone()
                .filter_map(|figure| figure.level)
                .chain(shares.clone().filter_map(|share| share.level))
                .chain(levels)
                .collect(),
            sources: figures.filter_map(|figure| figure.source).chain(sources).collect(),
        }
    }
}

/// The records at these positions, and where each of them now stands.
fn listed<T>(
    records: &Records<T>,
    used: &BTreeSet<usize>,
    title: fn(&T) -> &String,
) -> (Vec<Named>, BTreeMap<usize, usize>) {
    let kept = records.iter().enumerate().filter(|(at, _)| used.contains(at));
    let named = kept.map(|(_, record)| Named { id: record.id.clone(), title: title(&record.body).clone() }).collect();
    (named, used.iter().enumerate().map(|(now, at)| (*at, now)).collect())
}

fn source(record: &Record<SourceRecord>) -> BookSource {
    let body = &record.body;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    BookSource {
        id: record.id.clone(),
        publisher: body.publisher.clone(),
        title: body.title.clone(),
        url: body.url.clone(),
        published: day(body.published),
        retrieved: day(body.retrieved),
        example: crate::site::playbook::pay::table::is_example(record),
    }
}

/// The measure as authors write it.
pub(in crate::site) fn measure_word(measure: Measure) -> &'static str {
    Measure::NAMES.iter().find(|(_, known)| *known == measure).map_or("unstated", |(word, _)| word)
}
