//! What people get besides pay, as one audience sees it: behind `::benefits`, and on the pay page of a place.

use crate::diag::rules;
use crate::site::document::Leaf;
use crate::site::document::tables::{Column, DataTable};
use crate::site::gate::names::Refusal;
use crate::site::gate::{Benefits, Reader};
use crate::site::records::kinds::bodies::{Benefit, PlaceRecord};

impl Reader<'_> {
    /// `::benefits{place=}`: what people get at a place, in what it lies in, and everywhere.
    pub(super) fn benefits(&self, place: &str, caption: Option<&str>) -> Result<Leaf, Refusal> {
        let place = self.named::<PlaceRecord>(place)?;
        self.table_of_benefits(&place.id, caption).ok_or_else(|| {
            let is_here = |benefit: &Benefit| self.is_given_at(benefit, &place.id);
            if self.is_kept_from(is_here) || self.misses_some::<Benefit>() {
                return Refusal::silent();
            }
            Refusal::because(
                &rules::BROKEN_REFERENCE,
                format!("no benefit is recorded for the place `{}`", place.id),
                "add a `[benefit.ID]` under `content/data/`, with the place among its `places`",
            )
        })
    }

    /// The benefits of a place under the key of their heading, for its pay page; `None` when the reader sees none.
    pub(super) fn benefits_at(&self, place: &str) -> Option<(&'static str, Leaf)> {
        let table = self.table_of_benefits(place, None)?;
        Some(("benefits.title", table))
    }

    /// Every place that a benefit names, in the order of the records, with all that people get there; where none names a
    /// place, what they get everywhere.
    pub(super) fn benefits_by_place(&self) -> Vec<Benefits> {
        let all: Vec<&Benefit> = self.records.benefits.iter().map(|record| &record.body).collect();
        let mut places: Vec<&str> = Vec::new();
        for place in all.iter().flat_map(|benefit| &benefit.places) {
            if !places.contains(&place.id.as_str()) {
                places.push(&place.id);
            }
        }
        let named = |benefit: &&Benefit| (benefit.title.clone(), benefit.text.clone());
        if places.is_empty() && !all.is_empty() {
            return vec![Benefits { place: None, benefits: all.iter().map(named).collect() }];
        }
        let at = |id: &str| {
            let place = self.named::<PlaceRecord>(id).ok()?;
            let here = all.iter().filter(|benefit| self.is_given_at(benefit, id));
            Some(Benefits { place: Some(place.body.title.clone()), benefits: here.map(named).collect() })
        };
        places.into_iter().filter_map(at).collect()
    }

    fn is_given_at(&self, benefit: &Benefit, place: &str) -> bool {
        benefit.places.is_empty() || benefit.places.iter().any(|named| self.lies_in(place, &named.id))
    }

    /// A row for each benefit; a column that would be empty is left out.
    fn table_of_benefits(&self, place: &str, caption: Option<&str>) -> Option<Leaf> {
        let locale = self.words();
        let here: Vec<&Benefit> = self.records.benefits.iter().map(|record| &record.body).collect();
        let here: Vec<&Benefit> = here.into_iter().filter(|benefit| self.is_given_at(benefit, place)).collect();
        let since = |benefit: &&Benefit| benefit.since.map_or_else(String::new, |day| locale.day(day));
        let columns: [(&str, Vec<String>); 3] = [
            ("benefits.name", here.iter().map(|benefit| benefit.title.clone()).collect()),
            ("benefits.text", here.iter().map(|benefit| benefit.text.clone().unwrap_or_default()).collect()),
            ("benefits.since", here.iter().map(since).collect()),
        ];
        let columns: Vec<_> =
            columns.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect();
        (!here.is_empty()).then(|| {
            Leaf::new(DataTable {
                caption: caption.unwrap_or_else(|| locale.text("benefits.title")).to_owned(),
                rows: (0..here.len())
                    .map(|row| columns.iter().map(|(_, cells)| cells[row].clone()).collect())
                    .collect(),
                columns: columns
                    .iter()
                    .map(|(name, _)| Column { name: locale.text(name).to_owned(), numeric: false })
                    .collect(),
            })
        })
    }
}
