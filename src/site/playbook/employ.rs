//! Where and how a company employs people, and its sets of places: behind `::where-we-employ`.

use crate::diag::rules;
use crate::site::document::Leaf;
use crate::site::document::tables::{Column, DataTable};
use crate::site::gate::Reader;
use crate::site::gate::names::Refusal;
use crate::site::records::types::{PlaceRecord, PlaceSet, Reference};

impl Reader<'_> {
    /// `::where-we-employ`: the places that say how people are employed there, then the sets of places.
    pub(super) fn where_we_employ(&self, caption: Option<&str>) -> Result<Leaf, Refusal> {
        let places = self.records.places.iter().filter_map(|place| self.employed_at(&place.body));
        let sets = self.records.place_sets.iter().map(|set| self.set_row(&set.body));
        let rows: Vec<[String; 4]> = places.chain(sets).collect();
        if rows.is_empty() {
            if self.misses_some::<PlaceRecord>() || self.is_kept_from(|place: &PlaceRecord| place.employs.is_some()) {
                return Err(Refusal::silent());
            }
            return Err(Refusal::because(
                &rules::BROKEN_REFERENCE,
                "no place says how people are employed there",
                "add `employs` to the `[place.ID]` records, such as `employs = \"own\"`",
            ));
        }
        let words = self.words();
        let names = ["employ.place", "employ.how", "employ.company", "employ.note"];
        let is_used = |at: &usize| rows.iter().any(|row| !row[*at].is_empty());
        let used: Vec<usize> = (0..names.len()).filter(is_used).collect();
        Ok(Leaf::new(DataTable {
            caption: caption.unwrap_or_else(|| words.text("employ.title")).to_owned(),
            rows: rows.iter().map(|row| used.iter().map(|at| row[*at].clone()).collect()).collect(),
            columns: used.iter().map(|at| Column { name: words.text(names[*at]).to_owned(), numeric: false }).collect(),
        }))
    }

    fn employed_at(&self, place: &PlaceRecord) -> Option<[String; 4]> {
        let how = self.words().text_or(&format!("employ.{}", place.employs?.name()), place.employs?.name()).to_owned();
        let entity = place.entity.as_ref().and_then(|named| self.records.entities.named(named));
        let company = entity.map_or_else(String::new, |entity| entity.body.title.clone());
        let note = entity.and_then(|entity| entity.body.note.clone()).unwrap_or_default();
        Some([place.title.clone(), how, company, note])
    }

    fn set_row(&self, set: &PlaceSet) -> [String; 4] {
        let titles = |named: &[Reference]| {
            let seen = named.iter().filter_map(|place| self.records.places.named(place));
            seen.map(|place| place.body.title.clone()).collect::<Vec<_>>()
        };
        let (words, places, except) = (self.words(), titles(&set.places), titles(&set.except));
        let places = words.and(&places);
        let how = match except.is_empty() {
            true => places,
            false => {
                words.say("employ.except", &[("places", (&places).into()), ("except", (&words.and(&except)).into())])
            }
        };
        [set.title.clone(), how, String::new(), set.note.clone().unwrap_or_default()]
    }
}
