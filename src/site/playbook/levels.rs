//! The levels of tracks side by side, those of a grade in a row: behind `::levels`.

use std::collections::BTreeMap;

use crate::diag::rules;
use crate::site::document::Leaf;
use crate::site::document::tables::{Column, DataTable};
use crate::site::gate::Reader;
use crate::site::gate::names::Refusal;
use crate::site::records::types::{LevelRecord, Record, Track};

/// Where a row stands: those with a grade first, by it; the others by their order and position.
type RowAt = (i64, Option<i64>, Option<usize>);

/// The titles of the levels of a row, by track.
type Cells<'t> = Vec<Vec<&'t str>>;

impl<'s> Reader<'s> {
    /// `::levels`: a column for each track, a row for each grade; levels without a grade follow.
    pub(super) fn levels_block(&self, caption: Option<&str>) -> Result<Leaf, Refusal> {
        let tracks: Vec<&Record<Track>> = self.records.tracks.iter().collect();
        let mut rows: BTreeMap<RowAt, Cells<'_>> = BTreeMap::new();
        for level in self.records.levels.iter() {
            let Some(at) = self.track_of(level, &tracks) else { continue };
            // Nothing says what a level without a grade is equivalent to: it has a row of its own.
            let key = match level.body.grade {
                Some(grade) => (0, Some(grade), None),
                None => (1, level.body.order, self.records.levels.position(&level.id)),
            };
            rows.entry(key).or_insert_with(|| vec![Vec::new(); tracks.len()])[at].push(&level.body.title);
        }
        if rows.is_empty() {
            let is_meant = |level: &LevelRecord| level.track.is_some();
            if self.misses_some::<LevelRecord>() || self.misses_some::<Track>() || self.is_kept_from(is_meant) {
                return Err(Refusal::silent());
            }
            return Err(Refusal::because(
                &rules::BROKEN_REFERENCE,
                "no level belongs to a track",
                "add a `[track.ID]`, and `track = \"ID\"` with a `grade` to the `[level.ID]` records",
            ));
        }
        let words = self.words();
        let heads =
            std::iter::once(words.text("levels.grade")).chain(tracks.iter().map(|track| track.body.title.as_str()));
        let line = |((_, grade, place), cells): (&RowAt, &Cells<'_>)| {
            let grade = grade.filter(|_| place.is_none()).map_or_else(String::new, |grade| words.number(grade));
            std::iter::once(grade).chain(cells.iter().map(|titles| titles.join(words.comma()))).collect()
        };
        Ok(Leaf::new(DataTable {
            caption: caption.unwrap_or_else(|| words.text("levels.title")).to_owned(),
            columns: heads.map(|name| Column { name: name.to_owned(), numeric: false }).collect(),
            rows: rows.iter().map(line).collect(),
        }))
    }

    fn track_of(&self, level: &Record<LevelRecord>, tracks: &[&'s Record<Track>]) -> Option<usize> {
        let named = level.body.track.as_ref()?;
        tracks.iter().position(|track| track.id == named.id)
    }
}
