//! Bonuses that are usual: `[[bonus]]`.

use super::declared::{record, ways};
use super::share::{Share, ShareUnit};
use crate::fields::Fields;

record! {
    /// A bonus: a share of base pay, or an amount a year.
    pub struct Bonus {
        /// The figure.
        pub share: Share as ways::inline::<Share>(),
    }
    checked by percent_or_money
}

fn percent_or_money(fields: &mut Fields<'_, '_>, bonus: Option<Bonus>) -> Option<Bonus> {
    let bonus = bonus?;
    if bonus.share.unit == ShareUnit::Shares {
        let at = fields.place("unit").range().unwrap_or_default();
        let hint = "write `percent` or `money`; shares are an `[[equity]]`";
        fields.report(&at, "a bonus is not paid in shares", hint);
        return None;
    }
    Some(bonus)
}
