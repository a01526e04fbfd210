//! Rules that pay is set by: `[model.ID]`.

use jiff::civil::Date;

use super::RecordType;
use super::band::Band;
use super::declared::{Choice, Holds, Key, Named, Shape, Way, choices, record, ways};
use super::exchange_rates::{FACTOR, rate_in};
use super::level::LevelRecord;
use super::pay::{MAX_AMOUNT, complaint};
use super::place::PlaceRecord;
use super::role::Role;
use super::source::SourceRecord;
use crate::config::Config;
use crate::fields::{Fields, Item, Table, Value, suggestion};
use crate::pay::Rate;
use crate::site::records::read::{currency_in, reference, references, text};
use crate::site::records::types::{Measure, Period, Reference};

record! {
    /// How pay is set: a rule that gives a range for a role at a place.
    pub struct Model {
        /// The name that readers see.
        pub title: String,
        /// How it computes, and from what.
        pub kind: ModelKind as KIND,
        /// The first day it holds.
        pub effective_from: Date,
        /// The model it took the place of; that one ends where this begins.
        pub replaces: Option<Reference> as ways::maybe_a::<Model>(),
        /// What holds for those who were hired under the former model.
        pub grandfather: Option<String>,
        /// Where it comes from.
        pub source: Reference as ways::a::<SourceRecord>(),
        /// What to know about it.
        pub note: Option<String>,
        /// The currency of the benchmarks; of a table the bands say it.
        pub currency: Option<&'static str> as ways::MAYBE_CURRENCY,
        /// For how long the benchmarks are paid; not of a table.
        pub period: Period as Way::by_hand(Shape::optional(Holds::Word(Period::WORDS))),
        /// What the benchmarks count; not of a table.
        pub measure: Measure as Way::by_hand(Shape::optional(Holds::Word(Measure::WORDS))),
        /// How far the upper end lies above the lower one, as a share of it: `0.2` is 20%.
        pub spread: Rate as Way::by_hand(Shape::optional(FACTOR.value)),
        /// What everything is computed from: one amount, or one for each role; not of a table.
        pub benchmark: Benchmark as BENCHMARK,
    }
    read by model
}

const AMOUNT: Shape = Shape::required(Holds::Amount(MAX_AMOUNT));

const BENCHMARK: Way<Benchmark> =
    Way::by_hand(Shape::optional(Holds::Either(&[AMOUNT.value, Holds::Map("role", &AMOUNT)]))).naming(Benchmark::names);

const ZONE: Shape = Shape::required(Holds::Text);

const KIND: Way<ModelKind> = Way::several(
    &[
        Key::new(
            "kind",
            Shape::required(Holds::Word(Kind::WORDS)),
            "How it computes: bands in a table, a factor for each place and level, a factor for each zone, or one for all.",
        ),
        Key::new("bands", Shape::list(Holds::Id("band")), "The bands of a table."),
        Key::new(
            "places",
            Shape::optional(Holds::Either(&[Holds::Map("place", &FACTOR), Holds::Map("place", &ZONE)])),
            "The factor of each place; in a model with zones the zone that it lies in.",
        ),
        Key::new("levels", Shape::optional(Holds::Map("level", &FACTOR)), "The factor of each level."),
        Key::new("zones", Shape::optional(Holds::Map("zone", &FACTOR)), "The factor of each zone."),
    ],
    |_, _, _| None,
)
.naming(ModelKind::names);

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

    fn names<'r>(&'r self, found: &mut Named<'r>) {
        if let Benchmark::ByRole(amounts) = self {
            found.extend(amounts.iter().map(|(role, _)| (Role::KIND, role)));
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

    fn names<'r>(&'r self, found: &mut Named<'r>) {
        match self {
            ModelKind::Table { bands } => found.extend(bands.iter().map(|band| (Band::KIND, band))),
            ModelKind::Factor { places, levels } => {
                found.extend(places.iter().map(|(place, _)| (PlaceRecord::KIND, place)));
                found.extend(levels.iter().map(|(level, _)| (LevelRecord::KIND, level)));
            }
            ModelKind::Zone { places, .. } => {
                found.extend(places.iter().map(|(place, _)| (PlaceRecord::KIND, place)));
            }
            ModelKind::Uniform => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Table,
    Factor,
    Zone,
    Uniform,
}

impl Kind {
    const NAMES: [(&'static str, Kind); 4] =
        [("table", Kind::Table), ("factor", Kind::Factor), ("zone", Kind::Zone), ("uniform", Kind::Uniform)];
}

choices!(Kind);

fn model(fields: &mut Fields<'_, '_>, _: &Config) -> Option<Model> {
    let title = fields.required().string("title");
    let kind = fields.required().one_of("kind", &Kind::NAMES);
    let effective_from = fields.required().date("effective_from");
    let replaces = reference(fields, "replaces");
    let grandfather = text(fields, "grandfather");
    fields.required();
    let source = reference(fields, "source");
    let note = text(fields, "note");
    let computed = match kind.as_ref()?.value {
        Kind::Table => Some(Computed::of_table()),
        _ => computed(fields),
    };
    let kind = model_kind(kind?.value, fields);
    let Computed { currency, period, measure, benchmark, spread } = computed?;
    Some(Model {
        title: title?.value,
        kind: kind?,
        currency,
        period,
        measure,
        benchmark,
        spread,
        effective_from: effective_from?.value,
        replaces,
        grandfather,
        source: source?,
        note,
    })
}

/// What every model has that computes.
struct Computed {
    currency: Option<&'static str>,
    period: Period,
    measure: Measure,
    benchmark: Benchmark,
    spread: Rate,
}

impl Computed {
    /// A table computes nothing; its bands say what they are.
    fn of_table() -> Computed {
        Computed {
            currency: None,
            period: Period::Year,
            measure: Measure::Base,
            benchmark: Benchmark::None,
            spread: Rate::ZERO,
        }
    }
}

fn computed(fields: &mut Fields<'_, '_>) -> Option<Computed> {
    fields.required();
    let currency = currency_in(fields, "currency");
    let period = fields.required().one_of("period", &Period::NAMES).map(|period| period.value);
    let measure = fields.required().one_of("measure", &Measure::NAMES).map(|measure| measure.value);
    let spread = match fields.item("spread") {
        Some(item) => rate_in("spread", item, fields),
        None => Some(Rate::ZERO),
    };
    let benchmark = benchmark(fields);
    currency?;
    Some(Computed { currency, period: period?, measure: measure?, benchmark: benchmark?, spread: spread? })
}

/// What the model multiplies, or the bands it lists.
fn model_kind(kind: Kind, fields: &mut Fields<'_, '_>) -> Option<ModelKind> {
    match kind {
        Kind::Table => {
            fields.required();
            let bands = references(fields, "bands");
            (!bands.is_empty()).then_some(ModelKind::Table { bands })
        }
        Kind::Factor => {
            let places = fields.required().table("places").and_then(|table| factors(table, fields));
            let levels = match fields.table("levels") {
                Some(table) => factors(table, fields),
                None => Some(Vec::new()),
            };
            places.zip(levels).map(|(places, levels)| ModelKind::Factor { places, levels })
        }
        Kind::Zone => zones(fields),
        Kind::Uniform => Some(ModelKind::Uniform),
    }
}

/// `benchmark`: one amount, or one for each role.
fn benchmark(fields: &mut Fields<'_, '_>) -> Option<Benchmark> {
    let item = fields.required().item("benchmark")?;
    let amount = |name: &str, item: &Item, fields: &mut Fields<'_, '_>| {
        let Value::Integer(value) = item.value else {
            let hint = "write a whole number without quotes, such as `130000`";
            fields.report(&item.span, format!("`{name}` must be a whole number, found {}", item.value.kind()), hint);
            return None;
        };
        match complaint(name, value, false) {
            Some((message, hint)) => {
                fields.report(&item.span, message, hint);
                None
            }
            None => Some(value),
        }
    };
    match &item.value {
        Value::Table(table) => {
            let mut amounts = Vec::with_capacity(table.entries.len());
            for (role, span, item) in &table.entries {
                let named = Reference { id: role.clone(), place: table.place(span) };
                amounts.push((named, amount(role, item, fields)?));
            }
            Some(Benchmark::ByRole(amounts))
        }
        _ => amount("benchmark", item, fields).map(Benchmark::One),
    }
}

/// A table of ids with a factor each.
fn factors(table: &Table, fields: &mut Fields<'_, '_>) -> Option<Vec<(Reference, Rate)>> {
    let read = table.entries.iter().map(|(id, span, item)| {
        let named = Reference { id: id.clone(), place: table.place(span) };
        rate_in(id, item, fields).map(|rate| (named, rate))
    });
    // All are read before the first mistake ends it, so that each is reported.
    read.collect::<Vec<_>>().into_iter().collect()
}

fn zones(fields: &mut Fields<'_, '_>) -> Option<ModelKind> {
    let zones = fields.required().table("zones");
    let places = fields.required().table("places");
    let zones = zones.and_then(|table| factors(table, fields))?;
    let zones: Vec<(String, Rate)> = zones.into_iter().map(|(named, rate)| (named.id, rate)).collect();
    let table = places?;
    let mut lie = Vec::new();
    for (place, span, item) in &table.entries {
        let word = match &item.value {
            Value::String(word) => word.as_str(),
            _ => "",
        };
        let known = zones.iter().map(|(name, _)| name.as_str());
        if known.clone().any(|name| name == word) {
            lie.push((Reference { id: place.clone(), place: table.place(span) }, word.to_owned()));
        } else {
            let hint = suggestion(word, known, "the zones are");
            fields.report(&item.span, format!("`{place}` lies in no zone of this model"), hint);
        }
    }
    (lie.len() == table.entries.len()).then_some(ModelKind::Zone { zones, places: lie })
}
