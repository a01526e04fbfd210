//! Gathers everything about pay that one audience may see into a [`PayBook`]. It must not know blocks or pages.

use std::collections::{BTreeMap, BTreeSet};

use super::fact::{PayFact, is_example};
use super::formulas;
use super::table::PayQuestion;
use crate::site::document::figure::{MODEL, RATES};
use crate::site::document::tables::PayExplorer;
use crate::site::document::tables::book::{BookSource, Figure, Named, PayBook};
use crate::site::gate::Reader;
use crate::site::gate::names::Refusal;
use crate::site::gate::visible_records::Seen;
use crate::site::records::money;
use crate::site::records::types::{Band, Measure, Observation, Record, SourceRecord};

/// Where a figure stands among the others: by role, place, measure, level, published before observed, then its file.
type Rank = (usize, usize, &'static str, Option<(i64, usize)>, bool, usize);

/// The names of everything in a book that has a figure.
fn names(book: &PayBook) -> Vec<String> {
    let pay = book.figures.iter().map(|figure| figure.id.clone());
    let shares = book.shares.iter().map(|share| share.id.clone());
    let rates = book.rates.iter().map(|rates| format!("{RATES}{}", rates.id));
    let models = book.models.iter().map(|model| format!("{MODEL}{}", model.id));
    pay.chain(shares).chain(rates).chain(models).collect()
}

/// The first place with a range that is published for a role, or with any figure of it, as its page begins, too.
fn first_place(book: &PayBook, role: &str) -> Option<String> {
    let of_role = || book.figures.iter().filter(|figure| book.roles[figure.role].id == role);
    let found = of_role().find(|figure| figure.published).or_else(|| of_role().next());
    found.map(|figure| book.places[figure.place].id.clone())
}

impl<'s> Reader<'s> {
    /// The pay records that the reader sees. A figure is among them when the reader sees it and all it names.
    pub(in crate::site) fn pay_book(&self) -> PayBook {
        let bands = self.records.bands.iter().enumerate().filter_map(|(at, band)| self.book_band(at, band));
        let seen = self.records.observations.iter().enumerate();
        let seen = seen.filter_map(|(at, seen)| self.book_observation(at, seen));
        let mut figures: Vec<(Rank, Figure)> = bands.chain(seen).collect();
        figures.sort_by(|a, b| a.0.cmp(&b.0));
        let mut book = PayBook {
            rates: self.rates(),
            models: self.models(),
            shares: self.usual_shares(),
            figures: figures.into_iter().map(|(_, figure)| figure).collect(),
            writing: money::writing(self.language()),
            ..PayBook::default()
        };
        self.point(&mut book);
        book
    }

    /// What a `::pay-explorer` block starts with and can show: every role's figures, the role it names first.
    ///
    /// Refused where [`Reader::pay_table`] refuses.
    pub(in crate::site) fn pay_explorer(&self, question: &PayQuestion<'_>) -> Result<PayExplorer, Refusal> {
        self.pay_table(question)?;
        let book = self.pay_book();
        let formulas = formulas::of(&book, question.role, self.words());
        let others = book.roles.iter().map(|role| role.id.as_str()).filter(|role| *role != question.role);
        // The other roles are listed, not named: what cannot be shown of them is left out in silence.
        let table = |role| self.pay_table(&PayQuestion { role, ..PayQuestion::default() }).ok();
        Ok(PayExplorer {
            caption: question.caption.unwrap_or(self.words().text("explorer.title")).to_owned(),
            role: question.role.to_owned(),
            place: question
                .places
                .first()
                .map(|place| (*place).to_owned())
                .or_else(|| first_place(&book, question.role)),
            measures: measures(&book),
            measure: question.measures.first().map(|measure| (*measure).to_owned()),
            tables: std::iter::once(question.role).chain(others).filter_map(table).collect(),
            formulas,
            figures: names(&book),
        })
    }

    fn book_band(&self, at: usize, band: &'s Record<Band>) -> Option<(Rank, Figure)> {
        let fact = self.band(band);
        let (rank, mut figure) = self.book_figure(&band.id, &fact, at)?;
        figure.method = fact.method.map(|method| method.name());
        figure.from = fact.made_from.iter().map(|seen| seen.id.clone()).collect();
        if let Some(source) = &band.body.source {
            figure.source = Some(self.records.sources.position(&source.id)?);
        }
        Some((rank, figure))
    }

    fn book_observation(&self, at: usize, seen: &'s Record<Observation>) -> Option<(Rank, Figure)> {
        let (rank, mut figure) = self.book_figure(&seen.id, &self.observation(seen), at)?;
        figure.source = Some(self.records.sources.position(&seen.body.source.id)?);
        Some((rank, figure))
    }

    /// What bands and observations have in common; places in the lists are those of the records, until
    /// [`Reader::point`] knows which of them are used.
    fn book_figure(&self, id: &str, fact: &PayFact<'_>, at: usize) -> Option<(Rank, Figure)> {
        let (pay, standing, published) = (fact.pay, fact.standing, fact.method.is_some());
        let records = &self.records;
        let role = records.roles.position(&pay.role.id)?;
        let place = records.places.position(&pay.place.id)?;
        let level = match records.levels.named_if_any(pay.level.as_ref())? {
            None => None,
            Some(level) => Some(self.rank(level)?),
        };
        let figure = Figure {
            id: id.to_owned(),
            role,
            place,
            level: level.map(|(_, at)| at),
            measure: measure_word(pay.measure),
            terms: self.terms(pay),
            min: pay.range.min,
            max: pay.range.max,
            open_ended: pay.range.open_ended,
            currency: pay.currency,
            period: pay.period.name(),
            text: fact.text.clone(),
            published,
            method: None,
            from: Vec::new(),
            source: None,
            as_of: standing.as_of.map(|day| day.to_string()),
            review_by: pay.review_by.as_ref().map(|(day, _)| day.to_string()),
            stale: standing.stale,
            example: standing.example,
            note: pay.note.clone(),
            percentiles: pay.percentiles.clone(),
            sample: pay.sample,
        };
        Some(((role, place, figure.measure, level, !published, at), figure))
    }

    /// Fills the lists with what the book names, and points everything there.
    fn point(&self, book: &mut PayBook) {
        let records = &self.records;
        let used = Used::of(book);
        let (roles, at_role) = listed(&records.roles, &used.roles, |role| &role.title);
        let (places, at_place) = listed(&records.places, &used.places, |place| &place.title);
        let (mut levels, mut at_level) = listed(&records.levels, &used.levels, |level| &level.title);
        let order =
            |named: &Named| records.levels.get(&named.id).and_then(|level| level.body.order).unwrap_or(i64::MAX);
        levels.sort_by_key(order);
        for (at, record) in records.levels.iter().enumerate() {
            let now = levels.iter().position(|level| level.id == record.id);
            at_level.extend(now.map(|now| (at, now)));
        }
        let at_source: BTreeMap<usize, usize> = used.sources.iter().enumerate().map(|(now, at)| (*at, now)).collect();
        let sources = used.sources.iter().filter_map(|at| records.sources.at(*at));
        book.sources = sources.map(source).collect();
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
    records: &Seen<'_, T>,
    used: &BTreeSet<usize>,
    title: fn(&T) -> &String,
) -> (Vec<Named>, BTreeMap<usize, usize>) {
    let kept = used.iter().filter_map(|at| records.at(*at));
    let named = kept.map(|record| Named { id: record.id.clone(), title: title(&record.body).clone() }).collect();
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
        example: is_example(record),
    }
}

/// The measures to choose from: the usual ones, and what else there are figures of.
fn measures(book: &PayBook) -> Vec<&'static str> {
    let usual = ["base", "total", "bonus", "equity", "unstated"];
    let others = Measure::NAMES.iter().map(|(name, _)| *name).filter(|name| !usual.contains(name));
    let has_figures = |name: &&str| book.figures.iter().any(|figure| figure.measure == *name);
    usual.into_iter().chain(others.filter(has_figures)).collect()
}

/// The measure as authors write it.
pub(in crate::site) fn measure_word(measure: Measure) -> &'static str {
    Measure::NAMES.iter().find(|(_, known)| *known == measure).map_or("unstated", |(word, _)| word)
}
