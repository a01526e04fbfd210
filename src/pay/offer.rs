//! What an offer comes to a year, and where it sits. It must not know who made it.

use super::{Rate, annualised, scale};

/// An offer as it was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// A year's base pay.
    pub base: i64,
    /// The target bonus, as a share of base.
    pub bonus: Rate,
    /// What is paid once, for signing.
    pub sign_on: i64,
    /// The months over which the sign-on is earned; it is spread over them.
    pub months: i64,
    /// What equity is taken to be worth a year.
    pub equity: i64,
}

/// What an offer comes to in a year, line by line. The lines are rounded, and the total is their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Yearly {
    /// The bonus.
    pub bonus: i64,
    /// The sign-on, spread.
    pub sign_on: i64,
    /// Base, bonus, sign-on and equity together.
    pub total: i64,
}

/// What an offer comes to in a year; `None` when a part is too large, or a sign-on has no months to spread over.
pub fn yearly(offer: &Offer) -> Option<Yearly> {
    let bonus = scale(offer.base, &[offer.bonus])?;
    let sign_on = if offer.sign_on == 0 { 0 } else { annualised(offer.sign_on, offer.months)? };
    let total = offer.base.checked_add(bonus)?.checked_add(sign_on)?.checked_add(offer.equity)?;
    (total <= super::MOST).then_some(Yearly { bonus, sign_on, total })
}

/// Where an amount sits in a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// So much under the lower end.
    Below(i64),
    /// So much over the upper end.
    Above(i64),
    /// Inside, in thousandths of the way from the lower end to the upper.
    Within(i64),
    /// At the only amount there is.
    Exact,
    /// At the lower end or over it, in a range without an upper end: nobody can say how far up.
    Open,
}

/// Where `amount` sits between `min` and `max`; an open end has no top to measure against.
pub fn position(amount: i64, (min, max): (i64, i64), open_ended: bool) -> Position {
    if amount < min {
        return Position::Below(min - amount);
    }
    if open_ended {
        return Position::Open;
    }
    if amount > max {
        return Position::Above(amount - max);
    }
    if min == max {
        return Position::Exact;
    }
    // Inside a range the way is never longer than the whole.
    let way = super::rounded(i128::from(amount - min) * 1000, i128::from(max - min)).unwrap_or(0);
    Position::Within(way)
}

/// Where an amount sits in a sample of which some percentiles are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Percentile {
    /// Under the lowest known.
    Under(u8),
    /// At one of them.
    At(u8),
    /// Between two neighbours. Where between them is not known, and not made up.
    Between(u8, u8),
    /// Over the highest known.
    Over(u8),
}

/// Where `amount` sits among `points`, percentiles with their amounts, both ascending; `None` without points.
///
/// At an amount that several percentiles share, the lowest of them is named.
pub fn percentile(points: &[(u8, i64)], amount: i64) -> Option<Percentile> {
    let above = points.iter().position(|(_, point)| amount <= *point);
    Some(match above {
        None => Percentile::Over(points.last()?.0),
        Some(at) if points[at].1 == amount => Percentile::At(points[at].0),
        Some(0) => Percentile::Under(points[0].0),
        Some(at) => Percentile::Between(points[at - 1].0, points[at].0),
    })
}
