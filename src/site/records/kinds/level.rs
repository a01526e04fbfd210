//! Steps within roles: `[level.ID]`.

use super::RecordType;
use super::declared::{Holds, Named, Shape, To, Way, record};
use super::family::FamilyRecord;
use super::track::Track;
use crate::fields::{Fields, Value};
use crate::site::records::types::Reference;

record! {
    /// A step within roles.
    pub struct LevelRecord {
        /// The name that readers see.
        pub title: String,
        /// Its position, small first; levels without one follow in the order of their file.
        pub order: Option<i64>,
        /// The track it belongs to.
        pub track: Option<To<Track>>,
        /// What it is worth: levels of the same grade are equivalent, whatever their tracks.
        pub grade: Option<i64>,
        /// Other names for it, by family of roles.
        pub titles: Vec<(Reference, String)> as TITLES,
    }
}

impl LevelRecord {
    /// What the level is called in a family.
    pub(in crate::site) fn title_in(&self, family: Option<&str>) -> &str {
        let own = self.titles.iter().find(|(named, _)| Some(named.id.as_str()) == family);
        own.map_or(&self.title, |(_, title)| title)
    }
}

const TITLE: Shape = Shape::required(Holds::Text);

const TITLES: Way<Vec<(Reference, String)>> =
    Way::new(Shape::optional(Holds::Map("family", &TITLE)), |fields, key, _| titles(fields, key)).naming(names);

#[allow(clippy::ptr_arg, reason = "a field of this very type is handed over")]
fn names<'r>(titles: &'r Vec<(Reference, String)>, found: &mut Named<'r>) {
    found.extend(titles.iter().map(|(family, _)| (FamilyRecord::KIND, family)));
}

fn titles(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Vec<(Reference, String)>> {
    let Some(table) = fields.table(key) else { return fields.written(key).is_none().then(Vec::new) };
    let mut titles = Vec::with_capacity(table.entries.len());
    for (family, span, item) in &table.entries {
        match &item.value {
            Value::String(title) if !title.trim().is_empty() => {
                titles.push((Reference { id: family.clone(), place: table.place(span) }, title.clone()));
            }
            _ => {
                let message = format!("`{family}` must be text");
                fields.report(&item.span, message, "write what the level is called there, between quotes");
            }
        }
    }
    (titles.len() == table.entries.len()).then_some(titles)
}
