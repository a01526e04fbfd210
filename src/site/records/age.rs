//! When a figure is old.

use jiff::ToSpan;
use jiff::civil::Date;

/// Whether a figure is older than 12 months or past the day it had to be reviewed. One without any date is not.
pub(in crate::site) fn is_stale(date: Option<Date>, review_by: Option<Date>, today: Date) -> bool {
    let is_old = date.is_some_and(|date| date.checked_add(12.months()).is_ok_and(|limit| limit <= today));
    is_old || review_by.is_some_and(|day| day < today)
}
