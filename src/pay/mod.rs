//! The arithmetic of pay: integers in, integers out, one rounding, and the same results as `themes/default/js/lib/pay/`.
//!
//! Owns how figures are scaled, converted, annualised and placed. It must not know records, pages, languages or money's
//! looks. `tests/vectors/pay-arithmetic.json` holds both languages to one set of results.
//!
//! Amounts are whole units of a currency. Factors, shares and rates are [`Rate`]s: millionths. Every result is computed
//! exactly and rounded once, half away from zero. What does not fit is `None`, never a wrong number: a product must fit
//! into 128 bits, a result into the integers that a double holds exactly.

mod equity;
mod offer;
mod rate;

pub use equity::{Grant, Worth, worth};
pub use offer::{Offer, Percentile, Position, Yearly, percentile, position, yearly};
pub use rate::Rate;

/// The largest amount there may be, 2^53 - 1: the integers that JavaScript holds exactly.
pub const MOST: i64 = 9_007_199_254_740_991;

/// Millionths in one.
const MILLION: i128 = 1_000_000;

/// `amount` times every rate, rounded once.
///
/// ```
/// use rolebook::pay::{Rate, scale};
/// let rate = |text| Rate::parse(text).unwrap();
/// assert_eq!(scale(150_000, &[rate("0.8"), rate("1.15")]), Some(138_000));
/// ```
pub fn scale(amount: i64, rates: &[Rate]) -> Option<i64> {
    let (mut product, mut unit) = (i128::from(amount), 1_i128);
    for rate in rates {
        product = product.checked_mul(i128::from(rate.millionths()))?;
        unit = unit.checked_mul(MILLION)?;
    }
    rounded(product, unit)
}

/// `amount` of one currency in another. `from` and `to` are what one unit of the table's base buys of each.
///
/// `None` as well when `from` is zero.
pub fn convert(amount: i64, from: Rate, to: Rate) -> Option<i64> {
    let product = i128::from(amount).checked_mul(i128::from(to.millionths()))?;
    rounded(product, i128::from(from.millionths()))
}

/// What a computed pay model gives: the benchmark times its factors, and as much more as the spread allows.
///
/// A location-factor model has a factor for the place and one for the level, a zone model one for the zone, a uniform
/// model none.
pub fn model_range(benchmark: i64, factors: &[Rate], spread: Rate) -> Option<(i64, i64)> {
    let mut with_spread = factors.to_vec();
    with_spread.push(Rate::ONE.plus(spread)?);
    Some((scale(benchmark, factors)?, scale(benchmark, &with_spread)?))
}

/// A range times a range of shares: a bonus of 10 to 20% on a base of 100,000 to 150,000 is 10,000 to 30,000.
pub fn share_of_range(range: (i64, i64), shares: (Rate, Rate)) -> Option<(i64, i64)> {
    Some((scale(range.0, &[shares.0])?, scale(range.1, &[shares.1])?))
}

/// What an amount paid once comes to a year when it is spread over `months`; `None` when that is no month at all.
pub fn annualised(amount: i64, months: i64) -> Option<i64> {
    rounded(i128::from(amount).checked_mul(12)?, i128::from(months))
}

/// `product / unit`, half away from zero; `None` when `unit` is not above zero or the result is too large.
fn rounded(product: i128, unit: i128) -> Option<i64> {
    if unit <= 0 {
        return None;
    }
    let (whole, rest) = (product / unit, product % unit);
    // Halves are compared without doubling, which could overflow.
    let up = rest.unsigned_abs() >= (unit - rest.abs()).unsigned_abs();
    let whole = if up { whole + product.signum() } else { whole };
    i64::try_from(whole).ok().filter(|result| result.abs() <= MOST)
}

#[cfg(test)]
mod tests;
