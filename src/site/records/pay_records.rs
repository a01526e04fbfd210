//! The typed records about pay besides observations and bands, and the claims that are no pay. It must not know files,
//! nor compute with what it holds: `crate::pay` does.

use jiff::civil::Date;

use crate::diag::Place;
use crate::pay::Rate;
use crate::site::records::types::{Measure, Period, Reference};

/// A statement with a figure that is no pay: how long, how many, what share.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What is counted, such as `Time to hire, in-house`.
    pub title: String,
    /// What it is counted in.
    pub unit: Unit,
    /// ISO 4217 code; there for amounts of money and for nothing else.
    pub currency: Option<&'static str>,
    /// The event that starts the count; there for every length of time that passes.
    pub start: Option<String>,
    /// The event that ends it.
    pub stop: Option<String>,
    /// What each source says, never empty.
    pub seen: Vec<Seen>,
    /// The day it must be looked at again, and where that stands.
    pub review_by: Option<(Date, Place)>,
    /// What to know about it.
    pub note: Option<String>,
}

/// What one source says about a claim.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Who says so.
    pub source: Reference,
    /// The lower end, in the claim's unit.
    pub min: Rate,
    /// The upper end that was named.
    pub max: Rate,
    /// Whether there is no upper end.
    pub open_ended: bool,
    /// The day the figure holds for, and where it stands.
    pub as_of: Option<(Date, Place)>,
    /// What to know about it.
    pub note: Option<String>,
    /// Where the figure stands.
    pub place: Place,
}

/// What a claim is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Unit {
    Percent,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Person,
    Count,
    Amount,
}

impl Unit {
    /// Every unit with the word authors write.
    pub const NAMES: [(&'static str, Unit); 10] = [
        ("percent", Unit::Percent),
        ("minute", Unit::Minute),
        ("hour", Unit::Hour),
        ("day", Unit::Day),
        ("week", Unit::Week),
        ("month", Unit::Month),
        ("year", Unit::Year),
        ("person", Unit::Person),
        ("count", Unit::Count),
        ("amount", Unit::Amount),
    ];

    /// Whether a figure in this unit says nothing without the events that it lies between.
    pub fn passes(self) -> bool {
        matches!(self, Unit::Day | Unit::Week | Unit::Month)
    }
}

/// When an exchange rate is looked up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum RatePolicy {
    Frozen,
    Monthly,
}

impl RatePolicy {
    /// Every policy with its word.
    pub const NAMES: [(&'static str, RatePolicy); 2] =
        [("frozen", RatePolicy::Frozen), ("monthly", RatePolicy::Monthly)];

    /// The word authors write.
    pub fn text(self) -> &'static str {
        RatePolicy::NAMES[self as usize].0
    }

    /// After how many months a table of rates is old.
    pub fn months(self) -> i64 {
        match self {
            RatePolicy::Frozen => 12,
            RatePolicy::Monthly => 2,
        }
    }
}

/// The exchange rates of a day.
#[derive(Debug, Clone)]
pub struct ExchangeRates {
    /// The currency of which one unit buys what `rates` say.
    pub base: &'static str,
    /// What one unit of `base` buys, by ISO 4217 code, sorted; never zero, and `base` is not among them.
    pub rates: Vec<(&'static str, Rate)>,
    /// When they are looked up again.
    pub policy: RatePolicy,
    /// The day of the rates.
    pub as_of: Date,
    /// Where that day stands.
    pub as_of_place: Place,
    /// Where they come from.
    pub source: Reference,
    /// What to know about them.
    pub note: Option<String>,
}

impl ExchangeRates {
    /// What one unit of the base buys of `currency`; one for the base itself.
    pub fn rate(&self, currency: &str) -> Option<Rate> {
        if currency == self.base {
            return Some(Rate::ONE);
        }
        self.rates.iter().find(|(code, _)| *code == currency).map(|(_, rate)| *rate)
    }
}

/// What a figure in percent has, whatever it is a share of.
#[derive(Debug, Clone)]
pub struct Share {
    /// The role it is about.
    pub role: Reference,
    /// The level, when it is for one.
    pub level: Option<Reference>,
    /// The place, when it is for one.
    pub place: Option<Reference>,
    /// The lower end as a share of one: 10% is 0.1.
    pub min: Rate,
    /// The upper end.
    pub max: Rate,
    /// Where the figure stands.
    pub range_place: Place,
    /// Who says so.
    pub source: Reference,
    /// The day the figure holds for, and where it stands.
    pub as_of: Option<(Date, Place)>,
    /// The day it must be looked at again, and where that stands.
    pub review_by: Option<(Date, Place)>,
    /// What to know about it.
    pub note: Option<String>,
}

/// What a share of the company is counted of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Basis {
    FullyDiluted,
    Issued,
    Unknown,
}

impl Basis {
    /// Every basis with its word.
    pub const NAMES: [(&'static str, Basis); 3] =
        [("fully-diluted", Basis::FullyDiluted), ("issued", Basis::Issued), ("unknown", Basis::Unknown)];

    /// What readers are told.
    pub fn text(self) -> &'static str {
        match self {
            Basis::FullyDiluted => "figure.equity_diluted",
            Basis::Issued => "figure.equity_issued",
            Basis::Unknown => "figure.equity_unknown",
        }
    }
}

/// Equity that is usual at a stage of a company.
#[derive(Debug, Clone)]
pub struct Equity {
    /// The figure; its ends are shares of the company.
    pub share: Share,
    /// The stage, an id such as `series-a`.
    pub stage: String,
    /// What the share is counted of.
    pub basis: Basis,
    /// The months after which all of it is earned, 1 to 1,200.
    pub vesting_months: Option<i64>,
    /// The months before which nothing is earned, at most `vesting_months`.
    pub cliff_months: Option<i64>,
    /// Whether the months are our assumption rather than the source's word.
    pub vesting_assumed: bool,
}

impl Equity {
    /// The stage as readers see it: `Series A` of `series-a`, `Series B/C` of `series-b-c`.
    pub fn stage_title(&self) -> String {
        let mut title = String::new();
        let mut letters_before = false;
        for word in self.stage.split(['-', '_', ' ']).filter(|word| !word.is_empty()) {
            let is_letter = word.chars().count() == 1;
            if !title.is_empty() {
                title.push(if is_letter && letters_before { '/' } else { ' ' });
            }
            let mut chars = word.chars();
            title.extend(chars.next().into_iter().flat_map(char::to_uppercase));
            title.push_str(chars.as_str());
            letters_before = is_letter;
        }
        title
    }
}

/// A bonus as a share of base pay.
#[derive(Debug, Clone)]
pub struct Bonus {
    /// The figure.
    pub share: Share,
}

/// How much more a role is paid than another.
#[derive(Debug, Clone)]
pub struct Premium {
    /// The figure.
    pub share: Share,
    /// The role it is compared with.
    pub over: Reference,
}

/// How far an offer may go. Never seen below the highest audience, whatever a file says.
#[derive(Debug, Clone)]
pub struct WalkAway {
    /// The band it is about; the amounts are in its currency and period.
    pub band: Reference,
    /// The most that is paid.
    pub amount: i64,
    /// What is planned for the seat.
    pub budget: Option<i64>,
    /// Who signs above the band.
    pub approver: String,
    /// Where the figure comes from.
    pub source: Option<Reference>,
    /// The day the figure holds for, and where it stands.
    pub as_of: Option<(Date, Place)>,
    /// Where the amount stands.
    pub amount_place: Place,
    /// What to know about it.
    pub note: Option<String>,
}

/// How pay is set: a rule that gives a range for a role at a place.
#[derive(Debug, Clone)]
pub struct Model {
    /// The name readers see.
    pub title: String,
    /// How it computes.
    pub kind: ModelKind,
    /// ISO 4217 code of the benchmarks; of a table the bands say it.
    pub currency: Option<&'static str>,
    /// For how long the benchmarks are paid.
    pub period: Period,
    /// What the benchmarks count.
    pub measure: Measure,
    /// What everything is computed from; empty in a table.
    pub benchmark: Benchmark,
    /// How far the upper end lies above the lower one, as a share of it.
    pub spread: Rate,
    /// The first day it holds.
    pub effective_from: Date,
    /// The model it took the place of; that one ends where this begins.
    pub replaces: Option<Reference>,
    /// What holds for those who were hired under the former model.
    pub grandfather: Option<String>,
    /// Where it comes from.
    pub source: Reference,
    /// What to know about it.
    pub note: Option<String>,
}

/// What a model multiplies.
#[derive(Debug, Clone)]
pub enum Benchmark {
    /// Nothing: the model is a table.
    None,
    /// One amount for every role.
    One(i64),
    /// An amount for each role.
    ByRole(Vec<(Reference, i64)>),
}

impl Benchmark {
    /// The amount for a role.
    pub fn of(&self, role: &str) -> Option<i64> {
        match self {
            Benchmark::None => None,
            Benchmark::One(amount) => Some(*amount),
            Benchmark::ByRole(amounts) => amounts.iter().find(|(named, _)| named.id == role).map(|(_, amount)| *amount),
        }
    }
}

/// The four kinds of pay model.
#[derive(Debug, Clone)]
pub enum ModelKind {
    /// Every range is written down.
    Table {
        /// The bands it consists of.
        bands: Vec<Reference>,
    },
    /// A benchmark times a factor for the place and one for the level.
    Factor {
        /// The factor of each place.
        places: Vec<(Reference, Rate)>,
        /// The factor of each level; none for models without levels.
        levels: Vec<(Reference, Rate)>,
    },
    /// A benchmark times the factor of the zone a place lies in.
    Zone {
        /// The zones in the order of the file, each with its factor.
        zones: Vec<(String, Rate)>,
        /// The zone of each place, an id of `zones`.
        places: Vec<(Reference, String)>,
    },
    /// The same everywhere.
    Uniform,
}

impl ModelKind {
    /// The word authors write.
    pub fn name(&self) -> &'static str {
        match self {
            ModelKind::Table { .. } => "table",
            ModelKind::Factor { .. } => "factor",
            ModelKind::Zone { .. } => "zone",
            ModelKind::Uniform => "uniform",
        }
    }

    /// The factors for a place and a level, in the order they are multiplied; `None` when the model does not know them.
    ///
    /// A table has no factors. A place that is not named takes the factor of nothing: it is unknown.
    pub fn factors(&self, place: &str, level: Option<&str>) -> Option<Vec<Rate>> {
        let of =
            |list: &[(Reference, Rate)], id: &str| list.iter().find(|(named, _)| named.id == id).map(|(_, rate)| *rate);
        match self {
            ModelKind::Table { .. } => None,
            ModelKind::Uniform => Some(Vec::new()),
            ModelKind::Zone { zones, places } => {
                let (_, zone) = places.iter().find(|(named, _)| named.id == place)?;
                zones.iter().find(|(name, _)| name == zone).map(|(_, rate)| vec![*rate])
            }
            ModelKind::Factor { places, levels } => {
                let mut factors = vec![of(places, place)?];
                match level {
                    Some(level) => factors.push(of(levels, level)?),
                    None if levels.is_empty() => {}
                    None => return None,
                }
                Some(factors)
            }
        }
    }
}
