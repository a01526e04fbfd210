//! What is to be looked at again, printed for people, programs and calendars; and who looks after which file.
//!
//! It must not know how a site is loaded, nor who may see what: it is handed what may be printed.

mod calendar;
mod code_owners;
mod lists;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

pub use calendar::calendar;
pub use code_owners::code_owners;
pub use lists::{human, json, markdown};

use crate::site::document::Review;

/// What was asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The day that counts as today.
    pub today: Date,
    /// How many days ahead to look; everything when there is none.
    pub days: Option<u32>,
    /// The one owner whose reviews are listed.
    pub owner: Option<String>,
}

impl Asked {
    /// The last day that is looked at.
    pub fn until(&self) -> Option<Date> {
        let days: Span = i64::from(self.days?).days();
        Some(self.today.checked_add(days).unwrap_or(Date::MAX))
    }

    /// The reviews that were asked for, in their order.
    pub fn of(&self, reviews: Vec<Review>) -> Vec<Review> {
        let folded = |name: &str| name.trim().to_lowercase();
        let wanted = |review: &Review| {
            let in_time = self.until().is_none_or(|until| review.due <= until);
            let own = review.owner.as_deref().map(folded);
            in_time && self.owner.as_deref().is_none_or(|owner| own == Some(folded(owner)))
        };
        reviews.into_iter().filter(wanted).collect()
    }
}
