//! What a pay table was asked for, and the rows it was asked for that no record answers. Nothing is made up for them.

use std::collections::BTreeMap;

use super::table::{Found, RowKey};
use crate::site::document::tables::PayRow;
use crate::site::gate::Reader;
use crate::site::records::types::{LevelRecord, Measure, Pay, PlaceRecord, Record, Role};

/// The records that a question names. An empty list stands for all.
pub(super) struct Wanted<'d> {
    pub(super) places: Vec<&'d Record<PlaceRecord>>,
    pub(super) levels: Vec<&'d Record<LevelRecord>>,
    pub(super) measures: Vec<Measure>,
    /// Whether what lies in the places is left out.
    pub(super) places_alone: bool,
}

impl Wanted<'_> {
    /// Whether rows are asked for by place or by level, so that one without figures must say so.
    pub(super) fn names_rows(&self) -> bool {
        !self.places.is_empty() || !self.levels.is_empty()
    }
}

/// Where a row stands among the others: by place, measure and level, as tables are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowAt {
    /// The place's position among the records.
    pub(super) place: usize,
    /// The measure; a row that has none of any comes first.
    pub(super) measure: Option<Measure>,
    /// The level's order and position.
    pub(super) level: Option<(i64, usize)>,
}

impl<'s> Reader<'s> {
    /// Whether a figure is among those that a question asks for.
    pub(super) fn is_wanted(&self, pay: &Pay, wanted: &Wanted<'_>) -> bool {
        let at = |place: &Record<PlaceRecord>| {
            if wanted.places_alone { pay.place.id == place.id } else { self.lies_in(&pay.place.id, &place.id) }
        };
        (wanted.measures.is_empty() || wanted.measures.contains(&pay.measure))
            && (wanted.places.is_empty() || wanted.places.iter().any(|place| at(place)))
            && (wanted.levels.is_empty()
                || wanted.levels.iter().any(|level| pay.level.as_ref().is_some_and(|named| named.id == level.id)))
    }

    /// A row without figures for each place, level and measure that was asked for and that no visible record answers.
    ///
    /// None when this audience sees no figure of the role at all: then there is nothing to show it.
    pub(super) fn missing_rows(
        &self,
        role: &Record<Role>,
        wanted: &Wanted<'_>,
        found: &BTreeMap<RowKey, Found<'_>>,
    ) -> Vec<(RowAt, PayRow)> {
        if !wanted.names_rows() {
            return Vec::new();
        }
        let seen = self.places_of(role);
        let places = if wanted.places.is_empty() { seen.clone() } else { self.positions(&wanted.places) };
        let levels: Vec<Option<&Record<LevelRecord>>> = match wanted.levels.is_empty() {
            true => vec![None],
            false => wanted.levels.iter().map(|level| Some(*level)).collect(),
        };
        let measures: Vec<Option<Measure>> = match wanted.measures.is_empty() {
            true => vec![None],
            false => wanted.measures.iter().map(|measure| Some(*measure)).collect(),
        };
        let mut rows = Vec::new();
        for (&place, level) in
            places.iter().filter(|_| !seen.is_empty()).flat_map(|place| levels.iter().map(move |level| (place, level)))
        {
            let rank = level.and_then(|level| self.rank(level));
            for &measure in &measures {
                let answers = |key: &&RowKey| {
                    self.is_at(key.0, place, wanted.places_alone)
                        && (level.is_none() || key.2 == rank)
                        && measure.is_none_or(|measure| key.1 == measure)
                };
                if found.keys().find(answers).is_none() {
                    rows.extend(self.empty_row(role, RowAt { place, measure, level: rank }, *level));
                }
            }
        }
        rows
    }

    /// The places where this audience sees a figure of the role, by position and each once.
    fn places_of(&self, role: &Record<Role>) -> Vec<usize> {
        let of_role = |pay: &Pay| pay.role.id == role.id;
        let rows = self.pay_rows(self.bands_of(&of_role), self.observations_of(&of_role));
        let mut places: Vec<usize> = rows.keys().map(|key| key.0).collect();
        places.dedup();
        places
    }

    fn positions(&self, places: &[&Record<PlaceRecord>]) -> Vec<usize> {
        places.iter().filter_map(|place| self.records.places.position(&place.id)).collect()
    }

    fn is_at(&self, place: usize, asked: usize, alone: bool) -> bool {
        let id = |at: usize| self.records.places.at(at).map(|place| place.id.as_str());
        match (id(place), id(asked)) {
            (Some(place), Some(asked)) if !alone => self.lies_in(place, asked),
            (place, asked) => place == asked,
        }
    }

    fn empty_row(
        &self,
        role: &Record<Role>,
        at: RowAt,
        level: Option<&Record<LevelRecord>>,
    ) -> Option<(RowAt, PayRow)> {
        let row = PayRow {
            place: self.records.places.at(at.place)?.body.title.clone(),
            place_id: None,
            measure: at.measure.map_or("", |measure| self.measure(measure)).to_owned(),
            base: at.measure == Some(Measure::Base),
            level: level.map(|level| self.level_title_of(level, role)),
            band: None,
            observations: Vec::new(),
            disagreement: None,
        };
        Some((at, row))
    }
}
