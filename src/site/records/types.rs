//! What records are made of: each with its id, its audience and its place, its figures and its names for others. The types
//! themselves are declared in [`super::kinds`].

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use super::kinds::bodies::*;
use crate::config::Audience;
use crate::diag::Place;

/// Records of one type, in the order of the files they stand in, each findable by its id.
#[derive(Debug, Clone)]
pub struct Records<T> {
    list: Vec<Record<T>>,
    by_id: BTreeMap<String, usize>,
}

impl<T> Default for Records<T> {
    fn default() -> Records<T> {
        Records { list: Vec::new(), by_id: BTreeMap::new() }
    }
}

impl<T> Records<T> {
    /// Adds a record; gives it back with the first one of that id when there is one already.
    pub(in crate::site) fn add(&mut self, record: Record<T>) -> Result<(), (Record<T>, &Record<T>)> {
        if let Some(&first) = self.by_id.get(&record.id) {
            return Err((record, &self.list[first]));
        }
        self.by_id.insert(record.id.clone(), self.list.len());
        self.list.push(record);
        Ok(())
    }

    /// Gives every record this audience, whatever its file said.
    pub(super) fn label_all(&mut self, audience: Audience) {
        for record in &mut self.list {
            record.audience = audience;
        }
    }

    /// What every record holds, to be completed by other records.
    pub(super) fn bodies_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.list.iter_mut().map(|record| &mut record.body)
    }

    /// Takes out those that are not meant, in their order.
    pub(super) fn take_apart(&mut self, is_meant: impl Fn(&Record<T>) -> bool) -> Records<T> {
        let (mut kept, mut taken) = (Records::default(), Records::default());
        for record in std::mem::take(&mut self.list) {
            let into = if is_meant(&record) { &mut kept } else { &mut taken };
            // Their ids differ: they were records of one list.
            let _ = into.add(record);
        }
        *self = kept;
        taken
    }

    /// The record with this id.
    pub fn get(&self, id: &str) -> Option<&Record<T>> {
        self.by_id.get(id).map(|&at| &self.list[at])
    }

    /// The position of a record among those of its type.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Every record.
    pub fn iter(&self) -> impl Iterator<Item = &Record<T>> {
        self.list.iter()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// Every id, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.by_id.keys().map(String::as_str)
    }
}

/// A record: what every type has, and what its own type holds.
#[derive(Debug, Clone)]
pub struct Record<T> {
    /// The id, unique among records of its type.
    pub id: String,
    /// Where the record begins: its id, its header or its line.
    pub place: Place,
    /// Who may see it.
    pub audience: Audience,
    /// Who looks after it.
    pub owner: Option<String>,
    /// When it was last checked.
    pub reviewed_on: Option<Date>,
    /// Other days that say when it must be looked at again.
    pub days: Days,
    /// The rest.
    pub body: T,
}

/// Days that many types of record hold under the same keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The day that it holds for.
    pub as_of: Option<Date>,
    /// The day it must be looked at again.
    pub review_by: Option<Date>,
}

/// A record's name for another record.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The id named.
    pub id: String,
    /// Where it is named.
    pub place: Place,
}

/// What a pay figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Measure {
    Base,
    Allowance,
    Bonus,
    Commission,
    SignOn,
    Equity,
    Ote,
    Total,
    Unstated,
}

impl Measure {
    /// Every measure with the word authors write, in the order of tables.
    pub const NAMES: [(&'static str, Measure); 9] = [
        ("base", Measure::Base),
        ("allowance", Measure::Allowance),
        ("bonus", Measure::Bonus),
        ("commission", Measure::Commission),
        ("sign-on", Measure::SignOn),
        ("equity", Measure::Equity),
        ("ote", Measure::Ote),
        ("total", Measure::Total),
        ("unstated", Measure::Unstated),
    ];

    /// The word authors write.
    pub fn name(self) -> &'static str {
        Measure::NAMES.iter().find(|(_, known)| *known == self).map_or("unstated", |(name, _)| name)
    }
}

/// The time one amount is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Period {
    Year,
    Month,
    Day,
    Hour,
}

impl Period {
    /// Every period with its word.
    pub const NAMES: [(&'static str, Period); 4] =
        [("year", Period::Year), ("month", Period::Month), ("day", Period::Day), ("hour", Period::Hour)];

    /// The word authors write.
    pub fn name(self) -> &'static str {
        Period::NAMES[self as usize].0
    }
}

/// How somebody is engaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Engagement {
    Employee,
    FixedTerm,
    Contractor,
    Intern,
}

impl Engagement {
    /// Every engagement with its word.
    pub const NAMES: [(&'static str, Engagement); 4] = [
        ("employee", Engagement::Employee),
        ("fixed-term", Engagement::FixedTerm),
        ("contractor", Engagement::Contractor),
        ("intern", Engagement::Intern),
    ];

    /// The word authors write.
    pub fn name(self) -> &'static str {
        Engagement::NAMES[self as usize].0
    }
}

/// An amount from `min` to `max` in whole units of a currency; `min` is never above `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The lower end.
    pub min: i64,
    /// The upper end that was named.
    pub max: i64,
    /// Whether there is no upper end.
    pub open_ended: bool,
}

/// How a band is made from its observations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Method {
    Envelope,
    Overlap,
    Newest,
    Manual,
}

impl Method {
    /// Every method with its word.
    pub const NAMES: [(&'static str, Method); 4] = [
        ("envelope", Method::Envelope),
        ("overlap", Method::Overlap),
        ("newest", Method::Newest),
        ("manual", Method::Manual),
    ];

    /// The word authors write.
    pub fn name(self) -> &'static str {
        Method::NAMES[self as usize].0
    }
}

/// How well somebody has to be able to do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Grade {
    Awareness,
    Working,
    Practitioner,
    Expert,
}

impl Grade {
    /// Every grade with its word, lowest first.
    pub const NAMES: [(&'static str, Grade); 4] = [
        ("awareness", Grade::Awareness),
        ("working", Grade::Working),
        ("practitioner", Grade::Practitioner),
        ("expert", Grade::Expert),
    ];

    /// The word authors write.
    pub fn name(self) -> &'static str {
        Grade::NAMES[self as usize].0
    }
}
