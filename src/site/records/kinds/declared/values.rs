//! What the types of fields are in a file: text, dates, numbers, words to choose from, names of other records.

use std::marker::PhantomData;
use std::ops::Deref;

use jiff::civil::Date;

use super::{Field, Holds, Named, Shape};
use crate::diag::Place;
use crate::fields::Fields;
use crate::site::records::kinds::RecordType;
use crate::site::records::read;
use crate::site::records::types::{Engagement, Grade, Measure, Method, Period, Reference};

/// One value: required as it is, and not as an `Option`.
pub(in crate::site) trait One: Sized {
    /// What it is in a file.
    const HOLDS: Holds;

    /// Reads it; asks for the key once.
    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Self>;

    /// Hands over the records that it names.
    fn names<'r>(&'r self, _found: &mut Named<'r>) {}
}

impl<T: One> Field for T {
    const SHAPE: Shape = Shape::required(T::HOLDS);

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<T> {
        <T as One>::read(fields.required(), key)
    }

    fn names<'r>(&'r self, found: &mut Named<'r>) {
        One::names(self, found);
    }
}

impl<T: One> Field for Option<T> {
    const SHAPE: Shape = Shape::optional(T::HOLDS);

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Option<T>> {
        Some(<T as One>::read(fields, key))
    }

    fn names<'r>(&'r self, found: &mut Named<'r>) {
        if let Some(value) = self {
            One::names(value, found);
        }
    }
}

impl Field for Vec<String> {
    const SHAPE: Shape = Shape::list(Holds::Text);

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Vec<String>> {
        Some(read::texts(fields, key))
    }
}

impl<T: RecordType> Field for Vec<To<T>> {
    const SHAPE: Shape = Shape::list(Holds::Id(T::KIND.noun()));

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Vec<To<T>>> {
        let references = read::references(fields, key).into_iter();
        Some(references.map(|reference| To { reference, of: PhantomData }).collect())
    }

    fn names<'r>(&'r self, found: &mut Named<'r>) {
        found.extend(self.iter().map(|to| (T::KIND, &to.reference)));
    }
}

/// What is left out is `false`.
impl Field for bool {
    const SHAPE: Shape = Shape::optional(Holds::Bool);

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<bool> {
        Some(fields.bool(key).is_some_and(|yes| yes.value))
    }
}

impl One for String {
    const HOLDS: Holds = Holds::Text;

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<String> {
        Some(fields.string(key)?.value)
    }
}

impl One for Date {
    const HOLDS: Holds = Holds::Date;

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Date> {
        Some(fields.date(key)?.value)
    }
}

/// A date, and where it stands.
impl One for (Date, Place) {
    const HOLDS: Holds = Holds::Date;

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<(Date, Place)> {
        read::date(fields, key)
    }
}

impl One for i64 {
    const HOLDS: Holds = Holds::Whole(i64::MIN, i64::MAX);

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<i64> {
        Some(fields.integer(key)?.value)
    }
}

/// A record's name for another one, of a known type.
#[derive(Debug, Clone)]
pub struct To<T> {
    reference: Reference,
    of: PhantomData<T>,
}

impl<T> To<T> {
    /// The record of this id, as it is named at `place`.
    pub(in crate::site) fn new(id: &str, place: &Place) -> To<T> {
        To { reference: Reference { id: id.to_owned(), place: place.clone() }, of: PhantomData }
    }
}

impl<T> Deref for To<T> {
    type Target = Reference;

    fn deref(&self) -> &Reference {
        &self.reference
    }
}

impl<T: RecordType> One for To<T> {
    const HOLDS: Holds = Holds::Id(T::KIND.noun());

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<To<T>> {
        Some(To { reference: read::required_reference(fields, key, T::KIND)?, of: PhantomData })
    }

    fn names<'r>(&'r self, found: &mut Named<'r>) {
        found.push((T::KIND, &self.reference));
    }
}

/// One of a few words.
pub(in crate::site) trait Choice: Copy + 'static {
    /// Each with the word that authors write.
    const NAMES: &'static [(&'static str, Self)];
    /// The words alone.
    const WORDS: &'static [&'static str];
}

impl<T: Choice> One for T {
    const HOLDS: Holds = Holds::Word(T::WORDS);

    fn read(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<T> {
        Some(fields.one_of(key, T::NAMES)?.value)
    }
}

/// The words of a list of names.
pub(in crate::site) const fn words<T: Copy, const N: usize>(names: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = names[at].0;
        at += 1;
    }
    words
}

/// Makes a [`Choice`] of each type that has its words in a constant `NAMES`.
macro_rules! choices {
    ($($type:ty),* $(,)?) => {
        $(impl crate::site::records::kinds::declared::Choice for $type {
            const NAMES: &'static [(&'static str, $type)] = &<$type>::NAMES;
            const WORDS: &'static [&'static str] =
                &crate::site::records::kinds::declared::words(&<$type>::NAMES);
        })*
    };
}
pub(in crate::site) use choices;

choices!(Engagement, Grade, Measure, Method, Period);
