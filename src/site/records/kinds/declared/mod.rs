//! How a record type is declared: its fields with what each is for, from which reading it, checking what it names, what
//! a cell of CSV means, the tables of its keys in the guide and its JSON Schema follow.
//!
//! A field is read as its type says ([`Field`]), or in a [`Way`] that stands behind it: `pub minutes: i64 as MINUTES`.

pub(in crate::site) mod cells;
mod values;
pub(in crate::site) mod ways;

pub(in crate::site) use self::values::{Choice, To, choices, words};
pub(in crate::site) use self::ways::Way;
pub(in crate::site) use crate::fields::keys::{Holds, Key, Shape};

use super::RecordKind;
use crate::fields::Fields;
use crate::site::records::types::Reference;

/// The records that something names, each with its type.
pub(in crate::site) type Named<'r> = Vec<(RecordKind, &'r Reference)>;

/// What the field of a declared record may be.
pub(in crate::site) trait Field: Sized {
    /// What authors may write for it.
    const SHAPE: Shape;

    /// Reads it. `None` means that the record cannot be used, which was reported.
    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Self>;

    /// Hands over the records that it names.
    fn names<'r>(&'r self, _found: &mut Named<'r>) {}
}

/// Declares a record type, or a part of one: a struct whose fields are its keys, in the order of the guide.
///
/// ```text
/// record! {
///     /// A stage of a role's interviews.
///     pub struct Stage {
///         /// The name that readers see.
///         pub title: String,
///         /// How long it takes.
///         pub minutes: i64 as MINUTES,                           read in a way of its own
///         /// What it is scored on.
///         pub criteria("criterion"): Vec<Criterion> as ways::tables(),    under another key than its name
///     }
///     checked by whole                                           optional: `fn(&mut Fields, Option<Stage>) -> Option<Stage>`
/// }
/// ```
///
/// With `read by FUNCTION` in the place of `checked by` the function reads all of it, `fn(&mut Fields, &Config) ->
/// Option<Stage>`; its keys and what it names are declared all the same.
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        pub struct $name:ident {
            $($(#[doc = $says:literal])+ pub $field:ident $(($key:literal))? : $type:ty $(as $way:expr)?,)*
        }
        $($how:ident by $function:path)?
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone)]
        pub struct $name {
            $($(#[doc = $says])+ pub $field: $type,)*
        }

        impl crate::site::records::kinds::RecordBody for $name {
            const ABOUT: &'static str = concat!($($about),+);
            const KEYS: &'static [crate::fields::keys::Key] = {
                &[$({
                    const WAY: crate::site::records::kinds::declared::Way<$type> = crate::site::records::kinds::declared::record!(@way $($way)?);
                    crate::fields::keys::Key::new(crate::site::records::kinds::declared::record!(@key $field $($key)?), WAY.shape, concat!($($says),+))
                }),*]
            };

            crate::site::records::kinds::declared::record! { @read $($how $function)? => $name { $($field: $type, crate::site::records::kinds::declared::record!(@key $field $($key)?), crate::site::records::kinds::declared::record!(@way $($way)?);)* } }

            fn names(&self) -> crate::site::records::kinds::declared::Named<'_> {
                let mut found = Vec::new();
                $({
                    const WAY: crate::site::records::kinds::declared::Way<$type> = crate::site::records::kinds::declared::record!(@way $($way)?);
                    (WAY.names)(&self.$field, &mut found);
                })*
                found
            }
        }
    };
    (@way) => { crate::site::records::kinds::declared::Way::plain() };
    (@way $way:expr) => { $way };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    (@read read $function:path => $name:ident { $($rest:tt)* }) => {
        fn read(
            fields: &mut crate::fields::Fields<'_, '_>,
            config: &crate::config::Config,
        ) -> Option<$name> {
            $function(fields, config)
        }
    };
    (@read $(checked $check:path)? => $name:ident { $($field:ident: $type:ty, $key:expr, $way:expr;)* }) => {
        fn read(
            fields: &mut crate::fields::Fields<'_, '_>,
            config: &crate::config::Config,
        ) -> Option<$name> {
            // All of them are read before one that is missing ends it: every mistake is told at once.
            $(let $field = {
                const WAY: crate::site::records::kinds::declared::Way<$type> = $way;
                (WAY.read)(fields, $key, config)
            };)*
            let whole = (|| Some($name { $($field: $field?),* }))();
            $(let whole = $check(fields, whole);)?
            whole
        }
    };
}
pub(in crate::site) use record;
