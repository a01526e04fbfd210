//! Ways of reading a field that its type alone does not tell: names of other records, groups of keys, tables in tables,
//! and what a type reads for itself.

use super::{Field, Holds, Key, Named, Shape};
use crate::config::Config;
use crate::diag::{Place, rules};
use crate::fields::{Fields, Table};
use crate::site::records::kinds::{RecordBody, RecordType};
use crate::site::records::read;
use crate::site::records::types::Reference;

/// Reads one field; `None` means that the record cannot be used, which was reported.
type Read<T> = fn(&mut Fields<'_, '_>, &'static str, &Config) -> Option<T>;

/// How a field of type `T` is read, what may be written for it, and what it names.
pub(in crate::site) struct Way<T> {
    pub(in crate::site) shape: Shape,
    pub(in crate::site) read: Read<T>,
    pub(in crate::site) names: for<'r> fn(&'r T, &mut Named<'r>),
}

impl<T> Way<T> {
    /// As its type says.
    pub(in crate::site) const fn plain() -> Way<T>
    where
        T: Field,
    {
        Way { shape: T::SHAPE, read: |fields, key, _| T::read(fields, key), names: T::names }
    }

    /// As the function does, which reports what does not have this shape.
    pub(in crate::site) const fn new(shape: Shape, read: Read<T>) -> Way<T> {
        Way { shape, read, names: nothing }
    }

    /// The same, naming other records.
    pub(in crate::site) const fn naming(self, names: for<'r> fn(&'r T, &mut Named<'r>)) -> Way<T> {
        Way { shape: self.shape, read: self.read, names }
    }

    /// A field that stands for several keys.
    pub(in crate::site) const fn several(keys: &'static [Key], read: Read<T>) -> Way<T> {
        Way::new(Shape::optional(Holds::Inline(keys)), read)
    }

    /// A field without a key of its own: the function works it out from the others.
    pub(in crate::site) const fn unwritten(read: Read<T>) -> Way<T> {
        Way::several(&[], read)
    }

    /// A field of a type that is read as a whole by a function of its own.
    pub(in crate::site) const fn by_hand(shape: Shape) -> Way<T> {
        Way::new(shape, |_, _, _| None)
    }
}

fn nothing<'r, T>(_: &'r T, _: &mut Named<'r>) {}

/// The keys of another declaration, as if they stood here.
pub(in crate::site) const fn inline<T: RecordBody>() -> Way<T> {
    fn names<'r, T: RecordBody>(part: &'r T, found: &mut Named<'r>) {
        found.extend(part.names());
    }
    Way::several(T::KEYS, |fields, _, config| T::read(fields, config)).naming(names)
}

/// A list of tables, each with the keys of another declaration. One that cannot be used makes the record unusable.
pub(in crate::site) const fn tables<T: RecordBody>() -> Way<Vec<T>> {
    #[allow(clippy::ptr_arg, reason = "a field of this very type is handed over")]
    fn names<'r, T: RecordBody>(parts: &'r Vec<T>, found: &mut Named<'r>) {
        found.extend(parts.iter().flat_map(RecordBody::names));
    }
    Way::new(Shape::list(Holds::Table(T::KEYS)), |fields, key, config| {
        let tables = fields.tables(key).unwrap_or_default();
        let parts: Vec<Option<T>> = tables.into_iter().map(|table| in_table(table, fields, config)).collect();
        // All of them are read before the first mistake ends it.
        parts.into_iter().collect()
    })
    .naming(names)
}

/// A table with the keys of another declaration.
pub(in crate::site) fn in_table<T: RecordBody>(
    table: &Table,
    outer: &mut Fields<'_, '_>,
    config: &Config,
) -> Option<T> {
    let mut fields = Fields::new(table, &rules::BAD_RECORD, outer.diags());
    let part = T::read(&mut fields, config);
    fields.finish();
    part
}

/// The id of a record of type `R`.
pub(in crate::site) const fn a<R: RecordType>() -> Way<Reference> {
    fn names<'r, R: RecordType>(named: &'r Reference, found: &mut Named<'r>) {
        found.push((R::KIND, named));
    }
    Way::new(Shape::required(Holds::Id(R::KIND.noun())), |fields, key, _| {
        read::required_reference(fields.required(), key, R::KIND)
    })
    .naming(names::<R>)
}

/// The id of a record of type `R`, if there is one.
pub(in crate::site) const fn maybe_a<R: RecordType>() -> Way<Option<Reference>> {
    fn names<'r, R: RecordType>(named: &'r Option<Reference>, found: &mut Named<'r>) {
        found.extend(named.iter().map(|named| (R::KIND, named)));
    }
    Way::new(Shape::optional(Holds::Id(R::KIND.noun())), |fields, key, _| Some(read::reference(fields, key)))
        .naming(names::<R>)
}

/// Ids of records of type `R`, perhaps none.
pub(in crate::site) const fn any<R: RecordType>() -> Way<Vec<Reference>> {
    Way::new(Shape::list(Holds::Id(R::KIND.noun())), |fields, key, _| Some(read::references(fields, key)))
        .naming(names_of_all::<R>)
}

/// Ids of records of type `R`; the key must be there.
pub(in crate::site) const fn some<R: RecordType>() -> Way<Vec<Reference>> {
    Way::new(Shape::required_list(Holds::Id(R::KIND.noun())), |fields, key, _| {
        Some(read::references(fields.required(), key))
    })
    .naming(names_of_all::<R>)
}

#[allow(clippy::ptr_arg, reason = "a field of this very type is handed over")]
fn names_of_all<'r, R: RecordType>(named: &'r Vec<Reference>, found: &mut Named<'r>) {
    found.extend(named.iter().map(|named| (R::KIND, named)));
}

/// A currency's code.
pub(in crate::site) const CURRENCY: Holds =
    Holds::Form { what: "a currency code of three capitals, such as `GBP`", pattern: "^[A-Z]{3}$" };

/// The code of a currency, which must be there.
pub(in crate::site) const A_CURRENCY: Way<&'static str> =
    Way::new(Shape::required(CURRENCY), |fields, key, _| read::currency_in(fields.required(), key));

/// The code of a currency, if there is one.
pub(in crate::site) const MAYBE_CURRENCY: Way<Option<&'static str>> =
    Way::new(Shape::optional(CURRENCY), |fields, key, _| Some(read::currency_in(fields, key)));

/// Where the table itself is written.
pub(in crate::site) const WRITTEN_HERE: Way<Place> = Way::unwritten(|fields, _, _| Some(fields.header()));
