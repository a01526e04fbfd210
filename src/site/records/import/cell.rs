//! What a spreadsheet's cell holds: amounts in the ways people write them. It must not know which column it is in.

use crate::site::records::money_in_prose;

/// The amounts of a cell.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::site) struct Amounts {
    /// One, or the two ends of a range, in whole units.
    pub(in crate::site) ends: Vec<i64>,
    /// Whether the top is left open: `500k+`.
    pub(in crate::site) open: bool,
    /// The currencies its sign may stand for; empty without one.
    pub(in crate::site) currencies: &'static [&'static str],
}

/// Reads a cell; `thousands` is what its heading says. The error is what is wrong with it, and what to do.
pub(in crate::site) fn amounts(text: &str, thousands: bool) -> Result<Amounts, (String, String)> {
    let wrong = |why: &str, hint: &str| Err((format!("`{text}` {why}"), hint.to_owned()));
    let open = text.ends_with('+');
    let bare = text.trim_end_matches('+').trim_end();
    let whole = |text: &str| money_in_prose::amounts(text).pop().filter(|one| one.range == (0..text.len()));
    let signed = whole(bare);
    // A number without a currency is read as one with any.
    let lent = format!("£{bare}");
    let Some(found) = signed.clone().or_else(|| whole(&lent)) else {
        return wrong("is no amount", "write a whole number such as `130000`, or a range such as `130000-180000`");
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let has_power = found.amounts.iter().map(i64::to_string).collect::<String>() != digits(bare);
    if has_power && !bare.contains(char::is_alphabetic) {
        return wrong("is no whole number", "amounts are whole units of the currency: round it yourself");
    }
    let mut ends = found.amounts;
    if thousands {
        if has_power || ends.iter().any(|end| *end >= 10_000) {
            return wrong(
                "is not in thousands, and its heading says that amounts are",
                "take `k` out of the heading, or write every amount of the column in thousands",
            );
        }
        ends = ends.into_iter().map(|end| end * 1_000).collect();
    }
    Ok(Amounts { ends, open, currencies: signed.map_or(&[], |signed| signed.currencies) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, thousands: bool, ends: &[i64], open: bool, currency: Option<&str>) {
        let found = amounts(text, thousands).unwrap_or_else(|(why, _)| panic!("{why}"));
        assert_eq!(
            (found.ends.as_slice(), found.open, found.currencies.first().copied()),
            (ends, open, currency),
            "{text}"
        );
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        check("130000", false, &[130_000], false, None);
        check("1,234", false, &[1_234], false, None);
        check("£130k", false, &[130_000], false, Some("GBP"));
        check("130,000 EUR", false, &[130_000], false, Some("EUR"));
        check("130-180", true, &[130_000, 180_000], false, None);
        check("£130k – £180k", false, &[130_000, 180_000], false, Some("GBP"));
        check("130,000 to 180,000", false, &[130_000, 180_000], false, None);
        check("$500k+", false, &[500_000], true, Some("USD"));
        check("1.5k", false, &[1_500], false, None);
    }

    #[test]
    fn what_is_no_amount_is_told() {
        for (text, thousands, why) in [
            ("", false, "`` is no amount"),
            ("tbd", false, "`tbd` is no amount"),
            ("-5", false, "`-5` is no amount"),
            ("130k or 140k", false, "`130k or 140k` is no amount"),
            ("1234.5", false, "`1234.5` is no whole number"),
            ("130k", true, "`130k` is not in thousands, and its heading says that amounts are"),
            ("130000", true, "`130000` is not in thousands, and its heading says that amounts are"),
        ] {
            assert_eq!(amounts(text, thousands).expect_err(text).0, why);
        }
    }
}
