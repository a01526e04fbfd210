//! The typed records of `content/data/`, each with its id, its audience and its place. It must not know files.

use std::collections::BTreeMap;

use jiff::civil::Date;

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
    /// The rest.
    pub body: T,
}

impl<T> Record<T> {
    /// Its id and its label, for what it names.
    pub(in crate::site) fn label(&self) -> (&str, Audience) {
        (&self.id, self.audience)
    }
}

/// A record's name for another record.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The id named.
    pub id: String,
    /// Where it is named.
    pub place: Place,
}

/// Where a figure or a statement comes from.
#[derive(Debug, Clone)]
pub struct SourceRecord {
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its address, `http` or `https`.
    pub url: Option<String>,
    /// The day it was published; it or `retrieved` is always there.
    pub published: Option<Date>,
    /// The day it was read.
    pub retrieved: Option<Date>,
    /// What it is, such as `article`; `example` marks invented figures.
    pub kind: Option<String>,
    /// What its figures were drawn from.
    pub sample: Option<String>,
    /// What to know about it.
    pub note: Option<String>,
}

/// Where somebody works.
#[derive(Debug, Clone)]
pub struct PlaceRecord {
    /// The name readers see.
    pub title: String,
    /// ISO 3166 code of two letters.
    pub country: Option<String>,
    /// ISO 4217 code pay is usually given in.
    pub currency: Option<&'static str>,
    /// The larger place it lies in.
    pub parent: Option<Reference>,
}

/// A step within roles.
#[derive(Debug, Clone)]
pub struct LevelRecord {
    /// The name readers see.
    pub title: String,
    /// Its position, small first; levels without one follow in the order of their file.
    pub order: Option<i64>,
}

/// What a pay figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Measure {
    Base,
    Bonus,
    Equity,
    Total,
    Unstated,
}

impl Measure {
    /// Every measure with the word authors write, in the order of tables.
    pub const NAMES: [(&'static str, Measure); 5] = [
        ("base", Measure::Base),
        ("bonus", Measure::Bonus),
        ("equity", Measure::Equity),
        ("total", Measure::Total),
        ("unstated", Measure::Unstated),
    ];

    /// The word authors write.
    pub fn name(self) -> &'static str {
        Measure::NAMES.iter().find(|(_, known)| *known == self).map_or("unstated", |(name, _)| name)
    }

    /// The word for those who write in English.
    pub fn text(self) -> &'static str {
        match self {
            Measure::Base => "base",
            Measure::Bonus => "bonus",
            Measure::Equity => "equity",
            Measure::Total => "total",
            Measure::Unstated => "not stated",
        }
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

    /// The word authors write and readers see.
    pub fn text(self) -> &'static str {
        Period::NAMES[self as usize].0
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

/// A pay figure: what observations and bands have in common.
#[derive(Debug, Clone)]
pub struct Pay {
    /// The role it is paid for.
    pub role: Reference,
    /// The level, when it is for one.
    pub level: Option<Reference>,
    /// Where.
    pub place: Reference,
    /// What it counts.
    pub measure: Measure,
    /// How much.
    pub range: Range,
    /// Where the amount stands.
    pub range_place: Place,
    /// Percentiles of a sample with their amounts, both ascending; never made from ranges.
    pub percentiles: Vec<(u8, i64)>,
    /// How many people the figure was drawn from.
    pub sample: Option<i64>,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// For how long.
    pub period: Period,
    /// The day the figure holds for, and where it stands.
    pub as_of: Option<(Date, Place)>,
    /// The day it must be looked at again, and where that stands.
    pub review_by: Option<(Date, Place)>,
    /// What to know about it.
    pub note: Option<String>,
}

/// What one source says about pay.
#[derive(Debug, Clone)]
pub struct Observation {
    /// The figure.
    pub pay: Pay,
    /// Who says so.
    pub source: Reference,
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
    pub fn text(self) -> &'static str {
        Method::NAMES[self as usize].0
    }
}

/// What this site publishes about pay.
#[derive(Debug, Clone)]
pub struct Band {
    /// The figure.
    pub pay: Pay,
    /// The observations it is made from.
    pub from: Vec<Reference>,
    /// How; unset only where its observations agree.
    pub method: Option<Method>,
    /// Where a figure without observations comes from.
    pub source: Option<Reference>,
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

    /// The word authors write and readers see.
    pub fn text(self) -> &'static str {
        Grade::NAMES[self as usize].0
    }
}

/// A role.
#[derive(Debug, Clone)]
pub struct Role {
    /// The name readers see.
    pub title: String,
    /// Other names for it.
    pub aliases: Vec<String>,
    /// Where each of them stands.
    pub alias_places: Vec<Place>,
    /// What it is for, in a sentence.
    pub mission: Option<String>,
    /// What it is, in a sentence.
    pub summary: Option<String>,
    /// The family it belongs to.
    pub family: Option<Reference>,
    /// What is done after a year.
    pub outcomes: Vec<String>,
    /// What the person does.
    pub responsibilities: Vec<String>,
    /// What the person answers for.
    pub owns: Option<String>,
    /// How much of the work is code.
    pub code_share: Option<String>,
    /// Skills the role needs.
    pub needs: Vec<(Reference, Grade)>,
    /// Skills that help.
    pub nice: Vec<(Reference, Grade)>,
    /// What interviewers look for.
    pub looks_for: Vec<String>,
    /// What the sources ask for in years.
    pub experience: Vec<String>,
    /// What they ask for in degrees.
    pub education: Vec<String>,
    /// Certificates that are valued.
    pub certifications: Vec<String>,
    /// What the work is measured by.
    pub kpis: Vec<String>,
    /// Roles that may come after it.
    pub next: Vec<Reference>,
    /// Roles beside it.
    pub lateral: Vec<Reference>,
    /// Roles that lead to it.
    pub from: Vec<Reference>,
    /// Who is led or worked with.
    pub team: Option<String>,
    /// Where the work is done.
    pub work_mode: Option<String>,
    /// How the time divides.
    pub time_split: Option<String>,
}

/// A skill and what it looks like at each grade.
#[derive(Debug, Clone)]
pub struct Skill {
    /// The name readers see.
    pub title: String,
    /// What it is.
    pub description: Option<String>,
    /// What each grade looks like, lowest first; a grade may be left undefined.
    pub grades: [Option<String>; 4],
}

/// Words that mean the same to a search.
#[derive(Debug, Clone)]
pub struct Synonym {
    /// At least two; a member may be several words.
    pub words: Vec<String>,
}
