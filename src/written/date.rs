//! Days as people write them. One that could be two days, or that is none, is told apart and never settled here.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz::TimeZone};

/// What a text says of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// That day.
    One(Date),
    /// Day before month, or month before day.
    Either {
        /// `03/04/2026` as 3 April.
        day_first: Date,
        /// `03/04/2026` as 4 March.
        month_first: Date,
    },
    /// A month, a quarter or a year: from its first day to its last.
    Span(Date, Date),
    /// Nothing that is a day.
    None,
}

/// Which of two numbers is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `03/04/2026` is 3 April.
    DayFirst,
    /// `03/04/2026` is 4 March.
    MonthFirst,
}

/// Names of months and their short forms, in the languages that sheets come in; one line a month.
const MONTHS: [&str; 12] = [
    "january jan januar jänner jän janvier janv enero ene gennaio gen januari janeiro stycznia",
    "february feb februar feber février févr fév febrero febbraio februari fevereiro fev lutego",
    "march mar märz mär mrz mars marzo maart mrt março marca",
    "april apr avril avr abril abr aprile kwietnia",
    "may mai mayo maggio mag mei maj maio maja",
    "june jun juni juin junio giugno giu junho czerwca",
    "july jul juli juil juillet julio luglio lug julho lipca",
    "august aug août aoû agosto ago augustus augusti sierpnia",
    "september sep sept septembre septiembre settembre set setembro września",
    "october oct oktober okt octobre octubre ottobre ott outubro out października",
    "november nov novembre noviembre novembro listopada",
    "december dec dezember dez décembre déc diciembre dic dicembre desember des dezembro grudnia",
];

/// A date from `2026-04-09`, or the UTC date of a date with a time; years 0001 to 9999.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let shaped = bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-' && bytes[..4].iter().all(u8::is_ascii_digit);
    if !shaped || text.contains('[') {
        return None;
    }
    let date = if bytes.len() == 10 {
        text.parse::<Date>().ok()
    } else {
        let moment = text.parse::<Timestamp>().map(|moment| moment.to_zoned(TimeZone::UTC).date());
        moment.or_else(|_| text.parse::<DateTime>().map(DateTime::date)).ok()
    }?;
    (1..=9999).contains(&date.year()).then_some(date)
}

/// Which of day and month comes first, where a date of figures alone tells.
pub fn order_of(text: &str) -> Option<DateOrder> {
    let parts: Vec<&str> = text.split_whitespace().next()?.split(['/', '-']).collect();
    let [first, second, _] = parts[..] else { return None };
    match (first.parse::<u8>().ok()?, second.parse::<u8>().ok()?) {
        (13..=31, 1..=12) => Some(DateOrder::DayFirst),
        (1..=12, 13..=31) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// Reads a text.
pub fn read(text: &str) -> Day {
    if let Some(day) = parse_date(text) {
        return Day::One(day);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(text);
    }
    // `2026年3月1日`
    let text = &text.replace(['年', '月'], "-").replace('日', " ");
    // Behind a day may stand its time, and before it the day of the week.
    let parts: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty()).collect();
    let is_time = |part: &&&str| {
        part.contains(':') || ["am", "pm", "utc", "gmt", "uhr", "z"].contains(&part.to_lowercase().trim_matches('.'))
    };
    let parts: Vec<&str> = parts.iter().filter(|part| !is_time(part)).copied().collect();
    let bare = parts.join(" ");
    if let Some(day) = parse_date(&bare) {
        return Day::One(day);
    }
    let pieces: Vec<&str> =
        bare.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty() && !is_small_word(piece)).collect();
    match pieces[..] {
        [a, b, c] => three(a, b, c, &bare),
        [_, b, c, d] if month(b).is_some() || month(c).is_some() => three(b, c, d, &bare),
        [a, b] => two(a, b),
        _ => Day::None,
    }
}

fn is_small_word(piece: &str) -> bool {
    ["of", "de", "den", "the", "am", "le", "del", "di"].contains(&piece.to_lowercase().as_str())
}

/// `20260301`, the number by which spreadsheets count days, or a year.
fn digits(text: &str) -> Day {
    let number: i32 = text.parse().unwrap_or(0);
    match text.len() {
        8 => {
            let part = |range: std::ops::Range<usize>| text[range].parse::<i16>().unwrap_or(0);
            day_of(part(0..4), part(4..6), part(6..8)).map_or(Day::None, Day::One)
        }
        5 if (20_000..80_000).contains(&number) => {
            let zero = jiff::civil::date(1899, 12, 30);
            zero.checked_add(jiff::Span::new().days(number)).map_or(Day::None, Day::One)
        }
        4 => match i16::try_from(number).ok().filter(|year| (1990..2100).contains(year)) {
            Some(year) => span(year, 1, 12),
            None => Day::None,
        },
        _ => Day::None,
    }
}

fn three(a: &str, b: &str, c: &str, whole: &str) -> Day {
    let number = |piece: &str| piece.trim_end_matches(|c: char| c.is_alphabetic() || c == 'º').parse::<i16>().ok();
    let one = |year: Option<i16>, month: Option<i16>, day: Option<i16>| {
        let found = year.zip(month).zip(day).and_then(|((year, month), day)| day_of(year, month, day));
        found.map_or(Day::None, Day::One)
    };
    if let Some(named) = month(b) {
        return if a.len() == 4 {
            one(number(a), Some(named), number(c))
        } else {
            one(year(c), Some(named), number(a))
        };
    }
    if let Some(named) = month(a) {
        return one(year(c), Some(named), number(b));
    }
    if ![a, b, c].iter().all(|piece| piece.bytes().all(|byte| byte.is_ascii_digit())) {
        return Day::None;
    }
    if a.len() == 4 {
        return one(number(a), number(b), number(c));
    }
    let (Some(first), Some(second), Some(year)) = (number(a), number(b), year(c)) else { return Day::None };
    let (day_first, month_first) = (day_of(year, second, first), day_of(year, first, second));
    match (day_first, month_first) {
        // Points stand behind days and months where the day comes first.
        (Some(day), _) if whole.contains('.') => Day::One(day),
        (Some(day_first), Some(month_first)) if day_first != month_first => Day::Either { day_first, month_first },
        (Some(day), _) | (None, Some(day)) => Day::One(day),
        (None, None) => Day::None,
    }
}

/// `March 2026`, `03/2026`, `Q1 2026`, `2026 H2`.
fn two(a: &str, b: &str) -> Day {
    let (part, whole_year) = if a.len() == 4 && a.bytes().all(|byte| byte.is_ascii_digit()) { (b, a) } else { (a, b) };
    let Some(year) = year(whole_year) else { return Day::None };
    let small = part.to_lowercase();
    let of = |letter: char| small.strip_prefix(letter).and_then(|rest| rest.parse::<i16>().ok());
    let plain = part.parse::<i16>().ok().filter(|_| whole_year.len() == 4);
    match (month(part).or(plain), of('q'), of('h')) {
        (Some(month @ 1..=12), _, _) => span(year, month, month),
        (_, Some(quarter @ 1..=4), _) => span(year, quarter * 3 - 2, quarter * 3),
        (_, _, Some(half @ 1..=2)) => span(year, half * 6 - 5, half * 6),
        _ => Day::None,
    }
}

fn span(year: i16, first: i16, last: i16) -> Day {
    let ends = day_of(year, first, 1).zip(day_of(year, last, 1)).map(|(first, last)| (first, last.last_of_month()));
    ends.map_or(Day::None, |(first, last)| Day::Span(first, last))
}

/// A year of four digits, or one of two from 20 to 49.
fn year(text: &str) -> Option<i16> {
    let number: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(number),
        2 if (20..50).contains(&number) => Some(2000 + number),
        _ => None,
    }
}

fn month(word: &str) -> Option<i16> {
    static NUMBERS: LazyLock<HashMap<&str, i16>> = LazyLock::new(|| {
        let numbered = (1..).zip(MONTHS);
        numbered.flat_map(|(number, names)| names.split(' ').map(move |name| (name, number))).collect()
    });
    NUMBERS.get(word.to_lowercase().as_str()).copied()
}

fn day_of(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn clear_days_are_read() {
        for text in [
            "2026-03-01",
            "2026/3/1",
            "1 March 2026",
            "March 1, 2026 4:05 PM",
            "1. März 2026",
            "1er mars 2026",
            "1 de marzo de 2026",
            "01-Mar-26",
            "Sun, 1 Mar 2026",
            "Sunday 1st March 2026",
            "01.03.2026",
            "1.3.26",
            "20260301",
            "46082",
            "2026年3月1日",
            "2026-03-01 00:00:00",
            "2026-03-01T09:30:00",
        ] {
            assert_eq!(read(text), Day::One(date(2026, 3, 1)), "{text}");
        }
        assert_eq!(read("25/03/2026"), Day::One(date(2026, 3, 25)));
        assert_eq!(read("03/25/2026"), Day::One(date(2026, 3, 25)));
        assert_eq!(read("03/03/2026"), Day::One(date(2026, 3, 3)));
    }

    #[test]
    fn what_could_be_two_days_or_is_none_is_told_apart() {
        let either = Day::Either { day_first: date(2026, 4, 3), month_first: date(2026, 3, 4) };
        assert_eq!(read("03/04/2026"), either);
        assert_eq!(read("3-4-26"), either);
        for text in ["March 2026", "Mar-26", "03/2026", "2026-03"] {
            assert_eq!(read(text), Day::Span(date(2026, 3, 1), date(2026, 3, 31)), "{text}");
        }
        assert_eq!(read("Q1 2026"), Day::Span(date(2026, 1, 1), date(2026, 3, 31)));
        assert_eq!(read("2026 H2"), Day::Span(date(2026, 7, 1), date(2026, 12, 31)));
        assert_eq!(read("2026"), Day::Span(date(2026, 1, 1), date(2026, 12, 31)));
        for text in ["spring", "31/02/2026", "FY26", "13/13/2026", "01/03/99", "now", "1"] {
            assert_eq!(read(text), Day::None, "{text}");
        }
    }
}
