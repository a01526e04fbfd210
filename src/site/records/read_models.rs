//! Reads exchange rates and pay models. It must not know other records.

use super::pay_records::{Benchmark, ExchangeRates, Model, ModelKind, RatePolicy};
use super::read::{currency_of, date, known_currency, reference, references, text};
use super::read_pay::complaint;
use crate::diag::{Diagnostic, rules};
use crate::fields::{Fields, Item, Table, Value, suggestion};
use crate::pay::Rate;
use crate::site::records::types::{Measure, Period, Reference};

/// The keys of `[fx.ID]`.
pub(in crate::site) fn exchange_rates(fields: &mut Fields<'_, '_>) -> Option<ExchangeRates> {
    let base = match fields.required().string("base") {
        Some(code) => known_currency(&code.value, &code.span, fields),
        None => None,
    };
    let policy = fields.required().one_of("policy", &RatePolicy::NAMES);
    let as_of = date(fields, "as_of");
    fields.required();
    let source = reference(fields, "source");
    let note = text(fields, "note");
    let table = fields.required().table("rates");
    if as_of.is_none() {
        let finding = Diagnostic::new(&rules::BAD_RECORD, fields.header(), "these exchange rates have no date")
            .hint("add `as_of` with the day they were taken");
        fields.diags().push(finding);
    }
    let mut rates = Vec::new();
    let mut sound = true;
    for (code, span, item) in &table?.entries {
        let currency = known_currency(code, span, fields);
        let rate = rate_in(code, item, fields).filter(|rate| {
            let positive = *rate > Rate::ZERO;
            if !positive {
                fields.report(
                    &item.span,
                    format!("the rate of `{code}` is zero"),
                    "write what one unit of `base` buys",
                );
            }
            positive
        });
        let Some((currency, rate)) = currency.zip(rate) else {
            sound = false;
            continue;
        };
        if Some(currency) == base && rate != Rate::ONE {
            let hint = "one unit of `base` buys one unit of itself: remove the line";
            fields.report(&item.span, format!("`{code}` is the base and has the rate {}", rate.text()), hint);
            sound = false;
        } else if Some(currency) != base {
            rates.push((currency, rate));
        }
    }
    rates.sort_unstable();
    let (as_of, as_of_place) = as_of?;
    sound.then_some(())?;
    Some(ExchangeRates { base: base?, rates, policy: policy?.value, as_of, as_of_place, source: source?, note })
}

/// The value of a key in a table of factors or rates.
fn rate_in(key: &str, item: &Item, fields: &mut Fields<'_, '_>) -> Option<Rate> {
    let rate = match item.value {
        Value::Integer(number) => Rate::from_float(number as f64),
        Value::Float(number) => Rate::from_float(number),
        _ => None,
    };
    if rate.is_none() {
        let message = format!("`{key}` must be a number from 0 to 1000000 with at most six decimals");
        fields.report(&item.span, message, "write digits without quotes, such as `0.8`");
    }
    rate
}

/// The keys of `[model.ID]`.
pub(in crate::site) fn model(fields: &mut Fields<'_, '_>) -> Option<Model> {
    let title = fields.required().string("title");
    let kind = fields.required().one_of("kind", &KINDS);
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

#[derive(Clone, Copy)]
enum Kind {
    Table,
    Factor,
    Zone,
    Uniform,
}

const KINDS: [(&str, Kind); 4] =
    [("table", Kind::Table), ("factor", Kind::Factor), ("zone", Kind::Zone), ("uniform", Kind::Uniform)];

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
    let currency = currency_of(fields);
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
