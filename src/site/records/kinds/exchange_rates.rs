//! What currencies buy of each other: `[fx.ID]`.

use jiff::civil::Date;

use super::declared::{Holds, Shape, Way, choices, record, ways};
use super::source::SourceRecord;
use crate::config::Config;
use crate::diag::{Diagnostic, Place, rules};
use crate::fields::{Fields, Item, Value};
use crate::pay::Rate;
use crate::site::records::read::{date, known_currency, reference, text};
use crate::site::records::types::Reference;

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

choices!(RatePolicy);

record! {
    /// The exchange rates of a day.
    pub struct ExchangeRates {
        /// The currency of which one unit buys what `rates` say.
        pub base: &'static str as ways::A_CURRENCY,
        /// When the rates are looked up again: `frozen` after twelve months, `monthly` after two.
        pub policy: RatePolicy,
        /// The day of the rates.
        pub as_of: Date,
        /// Where that day stands.
        pub as_of_place: Place as Way::unwritten(|_, _, _| None),
        /// Where they come from.
        pub source: Reference as ways::a::<SourceRecord>(),
        /// What to know about them.
        pub note: Option<String>,
        /// What one unit of `base` buys of each currency.
        pub rates: Vec<(&'static str, Rate)> as Way::by_hand(RATES),
    }
    read by exchange_rates
}

const RATES: Shape = Shape::required(Holds::Map("currency code", &FACTOR));

/// A number to multiply by.
pub(super) const FACTOR: Shape = Shape::required(Holds::Number(1_000_000));

impl ExchangeRates {
    /// What one unit of the base buys of `currency`; one for the base itself.
    pub fn rate(&self, currency: &str) -> Option<Rate> {
        if currency == self.base {
            return Some(Rate::ONE);
        }
        self.rates.iter().find(|(code, _)| *code == currency).map(|(_, rate)| *rate)
    }
}

fn exchange_rates(fields: &mut Fields<'_, '_>, _: &Config) -> Option<ExchangeRates> {
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
pub(super) fn rate_in(key: &str, item: &Item, fields: &mut Fields<'_, '_>) -> Option<Rate> {
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
