//! The only clock: which day a run takes for today.

use anyhow::{Result, anyhow};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// The day asked for, else that of `SOURCE_DATE_EPOCH`, else the current day in UTC.
pub(super) fn today(asked: Option<Date>) -> Result<Date> {
    if let Some(day) = asked {
        return Ok(day);
    }
    #[allow(clippy::disallowed_methods, reason = "this is the one place that reads the clock's environment")]
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => day_of(&seconds).ok_or_else(|| {
            anyhow!(
                "`SOURCE_DATE_EPOCH` is `{}`, which is not a number of seconds\n  \
                 hint: unset it, or set it to a Unix time such as 1795219200",
                seconds.escape_default()
            )
        }),
        Err(_) => Ok(Timestamp::now().to_zoned(TimeZone::UTC).date()),
    }
}

fn day_of(seconds: &str) -> Option<Date> {
    let at = Timestamp::from_second(seconds.trim().parse().ok()?).ok()?;
    Some(at.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn seconds_become_a_day_in_utc() {
        assert_eq!(day_of("0"), Some(date(1970, 1, 1)));
        assert_eq!(day_of("1795219199"), Some(date(2026, 11, 20)));
        assert_eq!(day_of("1795219200"), Some(date(2026, 11, 21)));
        assert_eq!(day_of("-1"), Some(date(1969, 12, 31)));
    }

    #[test]
    fn what_is_not_a_time_is_refused() {
        for text in ["", "yesterday", "1.5", "99999999999999999999", "9223372036854775807"] {
            assert_eq!(day_of(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_day_asked_for_wins() {
        assert_eq!(today(Some(date(2000, 2, 29))).ok(), Some(date(2000, 2, 29)));
    }
}
