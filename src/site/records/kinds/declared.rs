//! How a record type is declared: its fields with what each is for, from which reading it, checking what it names and
//! the table of its keys in the guide follow.

use std::marker::PhantomData;
use std::ops::Deref;

use jiff::civil::Date;

use super::{RecordKind, RecordType};
use crate::fields::Fields;
use crate::site::records::read;
use crate::site::records::types::Reference;

/// A key of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct Key {
    /// As authors write it.
    pub(in crate::site) name: &'static str,
    /// What it is for.
    pub(in crate::site) says: &'static str,
    /// What its value may be.
    pub(in crate::site) shape: Shape,
}

/// What the value of a key may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct Shape {
    /// Whether a record without it is refused.
    pub(in crate::site) required: bool,
    /// Whether it is a list; in a cell of CSV its members stand apart by `;`.
    pub(in crate::site) list: bool,
    /// What each value is.
    pub(in crate::site) value: Holds,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Holds {
    /// Text.
    Text,
    /// A date.
    Date,
    /// The id of a record.
    Id(RecordKind),
}

/// A record's name for another one, of a known type.
#[derive(Debug, Clone)]
pub struct To<T> {
    reference: Reference,
    of: PhantomData<T>,
}

impl<T> Deref for To<T> {
    type Target = Reference;

    fn deref(&self) -> &Reference {
        &self.reference
    }
}

/// What the field of a declared record may be.
pub(in crate::site) trait Field: Sized {
    /// What authors may write for it.
    const SHAPE: Shape;

    /// Reads it. `None` means that the record cannot be used, which was reported.
    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Self>;

    /// Hands over the records that it names.
    fn names<'r>(&'r self, _found: &mut Vec<(RecordKind, &'r Reference)>) {}
}

impl Field for String {
    const SHAPE: Shape = Shape { required: true, list: false, value: Holds::Text };

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<String> {
        Some(fields.required().string(key)?.value)
    }
}

impl Field for Option<String> {
    const SHAPE: Shape = Shape { required: false, list: false, value: Holds::Text };

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Option<String>> {
        Some(read::text(fields, key))
    }
}

impl Field for Option<Date> {
    const SHAPE: Shape = Shape { required: false, list: false, value: Holds::Date };

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Option<Date>> {
        Some(fields.date(key).map(|date| date.value))
    }
}

impl<T: RecordType> Field for Vec<To<T>> {
    const SHAPE: Shape = Shape { required: false, list: true, value: Holds::Id(T::KIND) };

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Vec<To<T>>> {
        let references = read::references(fields, key).into_iter();
        Some(references.map(|reference| To { reference, of: PhantomData }).collect())
    }

    fn names<'r>(&'r self, found: &mut Vec<(RecordKind, &'r Reference)>) {
        found.extend(self.iter().map(|to| (T::KIND, &to.reference)));
    }
}

/// Declares a record type: a struct whose fields are its keys, in the order of the guide.
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        pub struct $name:ident {
            $($(#[doc = $says:literal])+ pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone)]
        pub struct $name {
            $($(#[doc = $says])+ pub $field: $type,)*
        }

        impl crate::site::records::kinds::RecordBody for $name {
            const KEYS: &'static [crate::site::records::kinds::declared::Key] = {
                use crate::site::records::kinds::declared::{Field, Key};
                &[$(Key {
                    name: stringify!($field),
                    says: concat!($($says),+),
                    shape: <$type as Field>::SHAPE,
                }),*]
            };

            fn read(
                fields: &mut crate::fields::Fields<'_, '_>,
                _config: &crate::config::Config,
            ) -> Option<$name> {
                use crate::site::records::kinds::declared::Field;
                // All of them are read before one that is missing ends it: every mistake is told at once.
                $(let $field = <$type as Field>::read(fields, stringify!($field));)*
                Some($name { $($field: $field?),* })
            }

            fn names(&self) -> Vec<(crate::site::records::kinds::RecordKind, &crate::site::records::types::Reference)> {
                use crate::site::records::kinds::declared::Field;
                let mut found = Vec::new();
                $(Field::names(&self.$field, &mut found);)*
                found
            }
        }
    };
}
pub(in crate::site) use record;

/// The keys of a declared type as the guide lists them.
#[cfg(test)]
pub(super) fn reference_table(keys: &[Key]) -> String {
    let mut table = "| Key | Value | What it is for |\n|---|---|---|\n".to_owned();
    for Key { name, says, shape } in keys {
        let value = match shape.value {
            Holds::Text => "text".to_owned(),
            Holds::Date => "a date".to_owned(),
            Holds::Id(kind) => format!("the id of a {}", kind.noun()),
        };
        let value = if shape.list { format!("a list; each is {value}") } else { value };
        let required = if shape.required { ", required" } else { "" };
        table.push_str(&format!("| `{name}` | {value}{required} | {} |\n", says.trim()));
    }
    table
}
