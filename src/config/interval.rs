//! How long something holds before it is reviewed again: `6 months`, `1 year`.

use jiff::ToSpan;
use jiff::civil::Date;

/// The time between two reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewInterval {
    months: u16,
    days: u16,
}

impl ReviewInterval {
    /// What to write, for a hint.
    pub const WANTED: &'static str = "a number and a unit, such as `6 months`, `1 year`, `2 weeks` or `90 days`";

    /// Reads `6 months`, `1 year`, `2 weeks` or `90 days`; at least a day, at most 50 years.
    pub fn parse(text: &str) -> Option<ReviewInterval> {
        let mut words = text.split_whitespace();
        let (count, unit) = (words.next()?, words.next()?);
        let count: u16 = count.parse().ok().filter(|count| *count > 0)?;
        let (months, days) = match unit {
            "year" | "years" => (count.checked_mul(12)?, 0),
            "month" | "months" => (count, 0),
            "week" | "weeks" => (0, count.checked_mul(7)?),
            "day" | "days" => (0, count),
            _ => return None,
        };
        let within = months <= 600 && days <= 18_262;
        (within && words.next().is_none()).then_some(ReviewInterval { months, days })
    }

    /// The day the next review is due after one on `date`.
    pub fn after(self, date: Date) -> Date {
        let span = i32::from(self.months).months().days(i32::from(self.days));
        date.checked_add(span).unwrap_or(Date::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_length_of_time_leads_to_a_day() {
        for (text, expected) in [
            ("6 months", Some(date(2026, 7, 31))),
            ("1 month", Some(date(2026, 2, 28))),
            ("1 year", Some(date(2027, 1, 31))),
            ("2  weeks", Some(date(2026, 2, 14))),
            ("90 days", Some(date(2026, 5, 1))),
            ("0 days", None),
            ("51 years", None),
            ("-1 days", None),
            ("six months", None),
            ("6", None),
            ("6 months ago", None),
            ("99999 years", None),
        ] {
            let due = ReviewInterval::parse(text).map(|interval| interval.after(date(2026, 1, 31)));
            assert_eq!(due, expected, "{text}");
        }
        let last = ReviewInterval::parse("1 year").map(|interval| interval.after(Date::MAX));
        assert_eq!(last, Some(Date::MAX));
    }
}
