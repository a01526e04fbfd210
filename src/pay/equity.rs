//! What a grant of equity would be worth in one outcome. Tax, preferences of investors and the chance of an outcome are
//! not in it: readers are told so.

use super::{MILLION, Rate, annualised, rounded};

/// A grant and one outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// The share of the company that is granted.
    pub share: Rate,
    /// The part of that share which later rounds take away.
    pub dilution: Rate,
    /// What exercising the whole grant costs.
    pub strike: i64,
    /// What the company is worth in this outcome.
    pub exit: i64,
    /// The months after which all of it is earned.
    pub vesting: i64,
    /// The months before which nothing is earned.
    pub cliff: i64,
    /// The months worked.
    pub served: i64,
}

/// What a grant is worth, line by line; each line is rounded, and the next one goes on from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// The months that are earned.
    pub vested: i64,
    /// What the earned part would sell for.
    pub gross: i64,
    /// What exercising the earned part costs.
    pub cost: i64,
    /// What is left; nobody exercises at a loss, so never below zero.
    pub net: i64,
    /// What is left, spread over the months that are earned.
    pub yearly: i64,
}

/// What a grant is worth in one outcome; `None` when a number lies outside what the formula knows: a share or dilution
/// over the whole, amounts or months below zero, no vesting months, more than 1,200 of them.
pub fn worth(grant: &Grant) -> Option<Worth> {
    let Grant { share, dilution, strike, exit, vesting, cliff, served } = *grant;
    let sound = share <= Rate::ONE && strike.min(exit).min(cliff).min(served) >= 0 && strike.max(exit) <= super::MOST;
    if !sound || !(1..=1200).contains(&vesting) {
        return None;
    }
    let vested = if served < cliff { 0 } else { served.min(vesting) };
    let (part, whole) = (i128::from(vested), i128::from(vesting));
    let kept = i128::from(share.millionths()) * i128::from(dilution.rest()?.millionths());
    let gross = rounded(i128::from(exit) * kept * part, MILLION * MILLION * whole)?;
    let cost = rounded(i128::from(strike) * part, whole)?;
    let net = (gross - cost).max(0);
    let yearly = if vested == 0 { 0 } else { annualised(net, vested)? };
    Some(Worth { vested, gross, cost, net, yearly })
}
