//! How far offers may go: `[[walk_away]]`. Never seen below the highest audience, whatever a file says.

use jiff::civil::Date;

use super::band::Band;
use super::declared::{Holds, Shape, Way, record, ways};
use super::pay::{MAX_AMOUNT, complaint};
use super::source::SourceRecord;
use crate::config::Config;
use crate::diag::Place;
use crate::fields::{Fields, Spanned};
use crate::site::records::read::{date, reference, text};
use crate::site::records::types::Reference;

record! {
    /// How far an offer may go.
    pub struct WalkAway {
        /// The band it is about; the amounts are in its currency and period.
        pub band: Reference as ways::a::<Band>(),
        /// The most that is paid.
        pub amount: i64 as Way::by_hand(Shape::required(Holds::Amount(MAX_AMOUNT))),
        /// What is planned for the seat.
        pub budget: Option<i64> as Way::by_hand(Shape::optional(Holds::Amount(MAX_AMOUNT))),
        /// Who signs above the band.
        pub approver: String,
        /// Where the figure comes from.
        pub source: Option<Reference> as ways::maybe_a::<SourceRecord>(),
        /// The day the figure holds for.
        pub as_of: Option<(Date, Place)>,
        /// Where the amount stands.
        pub amount_place: Place as Way::unwritten(|_, _, _| None),
        /// What to know about it.
        pub note: Option<String>,
    }
    read by walk_away
}

fn walk_away(fields: &mut Fields<'_, '_>, _: &Config) -> Option<WalkAway> {
    fields.required();
    let band = reference(fields, "band");
    let amount = fields.required().integer("amount");
    let budget = fields.integer("budget");
    let approver = fields.required().string("approver");
    let source = reference(fields, "source");
    let as_of = date(fields, "as_of");
    let note = text(fields, "note");
    let mut sound = true;
    for (key, amount) in [("amount", &amount), ("budget", &budget)] {
        let Some(Spanned { value, span }) = amount else { continue };
        if let Some((message, hint)) = complaint(key, *value, false) {
            fields.report(span, message, hint);
            sound = false;
        }
    }
    let amount_place = fields.place("amount");
    sound.then_some(())?;
    Some(WalkAway {
        band: band?,
        amount: amount?.value,
        budget: budget.map(|budget| budget.value),
        approver: approver?.value,
        source,
        as_of,
        amount_place,
        note,
    })
}
