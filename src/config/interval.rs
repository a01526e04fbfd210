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

    /// What was probably meant by another text: `6m`, `half a year`, `every 6 months`.
    pub fn near(text: &str) -> Option<String> {
        let small = text.to_lowercase();
        let small = small.trim().trim_start_matches("every ").trim_start_matches("each ").trim();
        let known = match small {
            "half a year" | "half year" | "half-yearly" | "half yearly" | "twice a year" | "biannually" => "6 months",
            "year" | "a year" | "yearly" | "annually" | "annual" | "once a year" => "1 year",
            "quarter" | "a quarter" | "quarterly" => "3 months",
            "month" | "a month" | "monthly" => "1 month",
            "week" | "a week" | "weekly" => "1 week",
            _ => "",
        };
        if !known.is_empty() {
            return Some(known.to_owned());
        }
        const NUMBERS: [&str; 12] =
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        let end = small.find(|c: char| !c.is_ascii_digit()).unwrap_or(small.len());
        let (count, unit) = if end > 0 {
            (small[..end].parse().ok()?, &small[end..])
        } else {
            let at = NUMBERS.iter().position(|word| small.starts_with(&format!("{word} ")))?;
            (at + 1, &small[NUMBERS[at].len()..])
        };
        let unit: String = unit.chars().filter(|c| c.is_alphabetic()).collect();
        let unit = ["year", "month", "week", "day"].into_iter().find(|known| {
            let short = &known[..1];
            unit == short || unit.trim_end_matches('s') == *known || (unit.len() > 1 && known.starts_with(&unit[..2]))
        })?;
        let meant = format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
        ReviewInterval::parse(&meant).map(|_| meant)
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
        for (text, meant) in [
            ("6m", Some("6 months")),
            ("6 month s", Some("6 months")),
            ("6 mo", Some("6 months")),
            ("six months", Some("6 months")),
            ("Every 2 weeks", Some("2 weeks")),
            ("yearly", Some("1 year")),
            ("1 jahr", None),
            ("6", None),
            ("soon", None),
            ("99999 years", None),
        ] {
            assert_eq!(ReviewInterval::near(text).as_deref(), meant, "{text}");
        }
        let last = ReviewInterval::parse("1 year").map(|interval| interval.after(Date::MAX));
        assert_eq!(last, Some(Date::MAX));
    }
}
