//! What the site knows of pay by name, for somebody who makes new records: ids and titles, and the figures there are.

use jiff::civil::Date;

use super::Data;
use super::types::{Measure, Pay, Period, Range, Record, Records};
use crate::diag::Place;

/// Names and figures of every audience: source files are made from them, never pages.
#[derive(Debug, Clone, Default)]
pub struct KnownPay {
    /// Roles with their titles and other names.
    pub roles: Vec<KnownName>,
    /// Places with their titles.
    pub places: Vec<KnownName>,
    /// Levels with their titles.
    pub levels: Vec<KnownName>,
    /// Sources with their titles and publishers.
    pub sources: Vec<KnownName>,
    /// Bands and observations.
    pub figures: Vec<KnownFigure>,
    /// Whether every data file could be read: names may be missing otherwise.
    pub is_whole: bool,
}

/// A record by its names.
#[derive(Debug, Clone)]
pub struct KnownName {
    /// Its id.
    pub id: String,
    /// What it may be called beside its id; the title first.
    pub names: Vec<String>,
    /// The currency that is usual there; of places only.
    pub currency: Option<&'static str>,
}

/// A band or an observation.
#[derive(Debug, Clone)]
pub struct KnownFigure {
    /// Its id.
    pub id: String,
    /// Where it begins.
    pub place: Place,
    /// The source of an observation; `None` for a band.
    pub observed_by: Option<String>,
    /// Whether it is a band that is made from observations.
    pub is_derived: bool,
    /// The role's id.
    pub role: String,
    /// The level's id.
    pub level: Option<String>,
    /// The place's id.
    pub at: String,
    /// What it counts.
    pub measure: Measure,
    /// For how long.
    pub period: Period,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// How much.
    pub range: Range,
    /// The day it holds for.
    pub as_of: Option<Date>,
}

impl KnownPay {
    /// What `data` knows.
    pub(in crate::site) fn of(data: &Data) -> KnownPay {
        let bands = data.bands.iter().map(|band| figure(band, &band.body.pay, None, !band.body.from.is_empty()));
        let seen = data.observations.iter();
        let seen = seen.map(|seen| figure(seen, &seen.body.pay, Some(seen.body.source.id.clone()), false));
        KnownPay {
            roles: names(&data.roles, |role| {
                (std::iter::once(&role.title).chain(&role.aliases).cloned().collect(), None)
            }),
            places: names(&data.places, |place| (vec![place.title.clone()], place.currency)),
            levels: names(&data.levels, |level| (vec![level.title.clone()], None)),
            sources: names(&data.sources, |source| (vec![source.title.clone(), source.publisher.clone()], None)),
            figures: bands.chain(seen).collect(),
            is_whole: !data.has_gaps && data.unusable.is_empty(),
        }
    }
}

fn names<T>(records: &Records<T>, about: impl Fn(&T) -> (Vec<String>, Option<&'static str>)) -> Vec<KnownName> {
    let known = |record: &Record<T>| {
        let (names, currency) = about(&record.body);
        KnownName { id: record.id.clone(), names, currency }
    };
    records.iter().map(known).collect()
}

fn figure<T>(record: &Record<T>, pay: &Pay, observed_by: Option<String>, is_derived: bool) -> KnownFigure {
    KnownFigure {
        id: record.id.clone(),
        place: record.place.clone(),
        observed_by,
        is_derived,
        role: pay.role.id.clone(),
        level: pay.level.as_ref().map(|level| level.id.clone()),
        at: pay.place.id.clone(),
        measure: pay.measure,
        period: pay.period,
        currency: pay.currency,
        range: pay.range,
        as_of: pay.as_of.as_ref().map(|(day, _)| *day),
    }
}
