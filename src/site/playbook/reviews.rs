//! When records should be looked at again, and who looks after them.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::site::document::{Ownership, Review};
use crate::site::gate::Reader;
use crate::site::records::kinds::record_types;
use crate::site::records::types::Record;

/// After how many months a figure with a day is old: what the rule `pay-stale` says.
const MONTHS: i32 = 12;

macro_rules! every_type {
    ($($(#[$doc:meta])* $field:ident: $body:ty, $kind:ident = $name:literal as $form:ident;)*) => {
        impl Reader<'_> {
            /// The reviews of records that the reader sees, by type and in the order of their files.
            pub(in crate::site) fn reviews(&self) -> Vec<Review> {
                let mut reviews = Vec::new();
                $(reviews.extend(self.records.$field.iter().filter_map(|record| self.review($name, record)));)*
                reviews
            }

            /// Who looks after the records that the reader sees.
            pub(in crate::site) fn record_owners(&self) -> Vec<(String, Option<String>)> {
                let mut owners = Vec::new();
                $(owners.extend(
                    self.records.$field.iter().map(|record| (record.place.path().to_owned(), record.owner.clone())),
                );)*
                owners
            }
        }
    };
}
record_types!(every_type);

impl Reader<'_> {
    fn review<T>(&self, kind: &str, record: &Record<T>) -> Option<Review> {
        Some(Review {
            due: self.due(record)?,
            file: record.place.path().to_owned(),
            line: record.place.line_column().map(|(line, _)| line),
            kind: kind.to_owned(),
            title: record.id.clone(),
            url: None,
            owner: record.owner.clone(),
            reviewed_on: record.reviewed_on,
        })
    }

    /// The day that the record names; else what follows from its last review; else the day it is old.
    fn due<T>(&self, record: &Record<T>) -> Option<Date> {
        let by_interval = || Some(self.config.review_every?.after(record.reviewed_on?));
        let by_age = || record.days.as_of?.checked_add(MONTHS.months()).ok();
        record.days.review_by.or_else(by_interval).or_else(by_age)
    }
}

/// The owners of files all of whose parts have one and the same.
pub(in crate::site) fn of_one(parts: Vec<(String, Option<String>)>) -> Vec<Ownership> {
    let mut files: std::collections::BTreeMap<String, Option<Option<String>>> = std::collections::BTreeMap::new();
    for (file, owner) in parts {
        let known = files.entry(file).or_insert_with(|| Some(owner.clone()));
        if known.as_ref() != Some(&owner) {
            *known = None;
        }
    }
    files.into_iter().filter_map(|(file, owner)| Some(Ownership { file, owner: owner??.clone() })).collect()
}
