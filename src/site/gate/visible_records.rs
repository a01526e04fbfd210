//! The records that one audience sees: everything past the gate reads these, and no others.

use std::collections::BTreeMap;

use super::names::label_of_band;
use crate::config::{Audience, Config};
use crate::site::records::Data;
use crate::site::records::kinds::{bodies::*, record_types};
use crate::site::records::types::{Record, Records, Reference};

/// The records of one type that one audience sees, in the order of their files.
pub(in crate::site) struct Seen<'s, T> {
    list: Vec<&'s Record<T>>,
    by_id: BTreeMap<&'s str, usize>,
}

impl<'s, T> Seen<'s, T> {
    fn new(all: &'s Records<T>, reader: Audience) -> Seen<'s, T> {
        Seen::labelled(all, reader, |record| record.audience)
    }

    /// Those whose label, which hangs on more than the record says, the reader sees.
    fn labelled(all: &'s Records<T>, reader: Audience, label: impl Fn(&Record<T>) -> Audience) -> Seen<'s, T> {
        let list: Vec<&Record<T>> = all.iter().filter(|record| reader.sees(label(record))).collect();
        let by_id = list.iter().enumerate().map(|(at, record)| (record.id.as_str(), at)).collect();
        Seen { list, by_id }
    }

    /// The record with this id.
    pub(in crate::site) fn get(&self, id: &str) -> Option<&'s Record<T>> {
        self.position(id).map(|at| self.list[at])
    }

    /// The record that another one names.
    pub(in crate::site) fn named(&self, reference: &Reference) -> Option<&'s Record<T>> {
        self.get(&reference.id)
    }

    /// The record that another one may name; `Some(None)` when it names none, `None` when that is not to be seen.
    pub(in crate::site) fn named_if_any(&self, reference: Option<&Reference>) -> Option<Option<&'s Record<T>>> {
        reference.map_or(Some(None), |reference| self.named(reference).map(Some))
    }

    /// Where a record stands among the others.
    pub(in crate::site) fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The record at a position.
    pub(in crate::site) fn at(&self, position: usize) -> Option<&'s Record<T>> {
        self.list.get(position).copied()
    }

    /// Every record.
    pub(in crate::site) fn iter(&self) -> impl Iterator<Item = &'s Record<T>> + '_ {
        self.list.iter().copied()
    }
}

macro_rules! visible_records {
    ($($(#[$doc:meta])* $field:ident: $body:ty, $kind:ident = $name:literal as $form:ident;)*) => {
        /// Every record that one audience sees, by type.
        #[allow(dead_code, reason = "a type has its place here before the first block lists its records")]
        pub(in crate::site) struct VisibleRecords<'s> {
            $($(#[$doc])* pub(in crate::site) $field: Seen<'s, $body>,)*
            /// Bands that are not in force today.
            pub(in crate::site) other_bands: Seen<'s, Band>,
        }

        impl<'s> VisibleRecords<'s> {
            pub(super) fn new(data: &'s Data, reader: Audience, config: &Config) -> VisibleRecords<'s> {
                VisibleRecords { $($field: Seen::new(&data.$field, reader),)* other_bands: Seen::labelled(&data.other_bands, reader, |band| label_of_band(band, &config.audiences, config.today)) }
            }
        }
    };
}
record_types!(visible_records);
