//! Amounts as readers of the site's language write them, always in full: `£130,000 to £185,000`.

use super::types::Unit;
use crate::locale::{Argument, Locale};
use crate::pay::Rate;
use crate::site::document::tables::book::MoneyStyle;
use crate::site::records::types::Range;

/// How a language writes amounts.
struct Style {
    group: char,
    symbol_first: bool,
    to: &'static str,
    or_more: &'static str,
}

/// The range as text, such as `$280,000 to $500,000 or more`.
pub(in crate::site) fn range_text(range: &Range, currency: &str, language: &str) -> String {
    let style = style(language);
    let (min, max) = (amount_in(range.min, currency, &style), amount_in(range.max, currency, &style));
    let span = if range.min == range.max { min } else { format!("{min}{}{max}", style.to) };
    if range.open_ended { format!("{span}{}", style.or_more) } else { span }
}

/// One amount as text.
pub(in crate::site) fn amount_text(amount: i64, currency: &str, language: &str) -> String {
    amount_in(amount, currency, &style(language))
}

/// So many thousands in the short form of the language: `£150k`, `150 k€`; nothing where it has none as short.
pub(in crate::site) fn thousands_text(thousands: i64, currency: &str, language: &str) -> Option<String> {
    let text = amount_text(thousands, currency, language);
    match language.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "en" => Some(format!("{text}k")),
        "fr" => Some(text.replacen('\u{a0}', "\u{a0}k", 1)),
        _ => None,
    }
}

/// Percent from one end to the other: `10–20%`. The ends are decimal numbers with a point.
pub(in crate::site) fn percent_range(min: &str, max: &str, language: &str) -> String {
    let span = if min == max { min.to_owned() } else { format!("{min}–{max}") };
    percent(&span, language)
}

/// A decimal number with a point as a share of a hundred: `12.5%`, in German `12,5 %`, in Turkish `%12,5`.
pub(in crate::site) fn percent(number: &str, language: &str) -> String {
    let number = decimals(number, language);
    let tag = language.to_ascii_lowercase();
    let is_without = matches!(tag.as_str(), "de-ch" | "de-li" | "fr-ch" | "es-mx");
    // The patterns of CLDR 48, which ICU4X does not give out.
    match tag.split('-').next().unwrap_or_default() {
        "tr" => format!("%{number}"),
        "eu" => format!("%\u{a0}{number}"),
        "de" | "fr" | "es" | "sv" | "da" | "nb" | "nn" | "no" | "fi" | "cs" | "sk" | "sl" | "hr" | "mk" | "ru"
        | "be" | "ro" | "lt" | "ca" | "gl"
            if !is_without =>
        {
            format!("{number}\u{a0}%")
        }
        _ => format!("{number}%"),
    }
}

/// A count with its unit: `4 to 9 months`, `30–40%`, `$40,000 to $80,000`.
pub(in crate::site) fn counted(
    min: Rate,
    max: Rate,
    open_ended: bool,
    unit: Unit,
    currency: Option<&str>,
    words: &Locale,
) -> String {
    let language = words.language();
    let style = style(language);
    let or_more = if open_ended { style.or_more } else { "" };
    if let (Unit::Amount, Some(currency)) = (unit, currency) {
        let whole = |rate: Rate| rate.millionths() / 1_000_000;
        return range_text(&Range { min: whole(min), max: whole(max), open_ended }, currency, language);
    }
    if unit == Unit::Percent {
        return format!("{}{or_more}", percent_range(&min.text(), &max.text(), language));
    }
    let (low, high) = (decimals(&min.text(), language), decimals(&max.text(), language));
    let span = if low == high { low } else { format!("{low}{}{high}", style.to) };
    match unit_word(unit, max, open_ended, words) {
        None => format!("{span}{or_more}"),
        Some(word) => format!("{span}{or_more} {word}"),
    }
}

/// Decimals as the language writes them.
pub(in crate::site) fn decimals(number: &str, language: &str) -> String {
    let language = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let has_points = matches!(language.as_str(), "en" | "ar" | "he");
    if has_points { number.to_owned() } else { number.replace('.', ",") }
}

/// What is counted, one of them or many; nothing for what has no unit of its own.
fn unit_word(unit: Unit, count: Rate, open_ended: bool, words: &Locale) -> Option<String> {
    let name = Unit::NAMES.iter().find(|(_, known)| *known == unit).map_or("", |(name, _)| *name);
    let key = format!("unit.{name}");
    let whole = (!open_ended && count.millionths() % 1_000_000 == 0).then_some(count.millionths() / 1_000_000);
    // Parts of one, and more than one says, are many.
    match whole.and_then(|whole| u64::try_from(whole).ok()) {
        Some(whole) => words.find(&key, &[("count", Argument::Count(whole))]),
        None => Some(words.text_or(&key, "").to_owned()).filter(|word| !word.is_empty()),
    }
}

/// How the language writes amounts, for those who write them elsewhere.
pub(in crate::site) fn writing(language: &str) -> MoneyStyle {
    let Style { group, symbol_first, to, or_more } = style(language);
    MoneyStyle { group: group.to_string(), symbol_first, to, or_more, signs: SIGNS.to_vec() }
}

fn style(language: &str) -> Style {
    let point = |to, or_more| Style { group: '.', symbol_first: false, to, or_more };
    match language.split('-').next().unwrap_or("").to_ascii_lowercase().as_str() {
        "en" => Style { group: ',', symbol_first: true, to: " to ", or_more: " or more" },
        "de" => point(" bis ", " oder mehr"),
        "es" => point(" a ", " o más"),
        "it" => point(" – ", " o più"),
        "pt" => point(" a ", " ou mais"),
        "fr" => Style { group: '\u{202f}', symbol_first: false, to: " à ", or_more: " ou plus" },
        "ar" => Style { group: ',', symbol_first: false, to: " إلى ", or_more: " أو أكثر" },
        "nl" => Style { group: '.', symbol_first: true, to: " tot ", or_more: " of meer" },
        // Any other language gets signs instead of words.
        _ => Style { group: '\u{202f}', symbol_first: false, to: " – ", or_more: "+" },
    }
}

fn amount_in(amount: i64, currency: &str, style: &Style) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut number = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            number.push(style.group);
        }
        number.push(digit);
    }
    let sign = if amount < 0 { "-" } else { "" };
    let symbol = symbol(currency);
    match (style.symbol_first, symbol == currency) {
        // A code keeps its distance, or it reads as part of the number.
        (true, true) => format!("{sign}{symbol}\u{a0}{number}"),
        (true, false) => format!("{sign}{symbol}{number}"),
        (false, _) => format!("{sign}{number}\u{a0}{symbol}"),
    }
}

/// The sign of a currency where it stands for that currency alone, else its code.
fn symbol(currency: &str) -> &str {
    SIGNS.iter().find(|(code, _)| *code == currency).map_or(currency, |(_, sign)| sign)
}

/// Signs that stand for one currency alone.
const SIGNS: [(&str, &str); 5] = [("USD", "$"), ("GBP", "£"), ("EUR", "€"), ("INR", "₹"), ("ILS", "₪")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostics, Place};
    use crate::disk::MemoryDisk;

    fn check(min: i64, max: i64, open_ended: bool, currency: &str, language: &str, expected: &str) {
        assert_eq!(range_text(&Range { min, max, open_ended }, currency, language), expected);
    }

    #[test]
    fn amounts_stand_in_full() {
        check(130_000, 185_000, false, "GBP", "en", "£130,000 to £185,000");
        check(280_000, 500_000, true, "USD", "en-GB", "$280,000 to $500,000 or more");
        check(500_000, 500_000, true, "USD", "en", "$500,000 or more");
        check(187_500, 187_500, false, "GBP", "en", "£187,500");
        check(0, 1_234_567, false, "CHF", "en", "CHF\u{a0}0 to CHF\u{a0}1,234,567");
        check(999, 1_000, false, "USD", "en", "$999 to $1,000");
    }

    #[test]
    fn amounts_are_written_as_the_vectors_say() {
        let vectors = include_str!("../../../tests/vectors/pay-money.json");
        let vectors: Vec<serde_json::Value> = serde_json::from_str(vectors).expect("the vectors are JSON");
        assert!(vectors.len() >= 60);
        for vector in &vectors {
            let int = |key: &str| vector[key].as_i64().expect("an integer");
            let word = |key: &str| vector[key].as_str().expect("a word");
            let range = Range { min: int("min"), max: int("max"), open_ended: vector["open"] == true };
            assert_eq!(range_text(&range, word("currency"), word("language")), word("text"), "{vector}");
            let writing = writing(word("language"));
            let signs: serde_json::Map<_, _> =
                writing.signs.iter().map(|(code, sign)| ((*code).to_owned(), (*sign).into())).collect();
            let told = serde_json::json!({
                "group": writing.group,
                "first": writing.symbol_first,
                "to": writing.to,
                "more": writing.or_more,
                "signs": signs,
            });
            assert_eq!(told, vector["style"], "{vector}");
        }
    }

    #[test]
    fn counts_have_their_unit() {
        let check = |min: &str, max: &str, open, unit, language, expected: &str| {
            let rate = |text| Rate::parse(text).expect("a rate");
            let (disk, place) = (MemoryDisk::default(), Place::file("rolebook.toml"));
            let words = Locale::load(&disk, "default", language, place, &mut Diagnostics::default());
            assert_eq!(counted(rate(min), rate(max), open, unit, Some("USD"), &words), expected);
        };
        check("4", "9", false, Unit::Month, "en", "4 to 9 months");
        check("1", "1", false, Unit::Week, "en", "1 week");
        check("7", "7", true, Unit::Year, "en-GB", "7 or more years");
        check("3", "3", true, Unit::Count, "en", "3 or more");
        check("30", "40", false, Unit::Percent, "en", "30–40%");
        check("0.5", "0.5", false, Unit::Percent, "de", "0,5\u{a0}%");
        check("3.5", "6", false, Unit::Month, "fr", "3,5 à 6 mois");
        check("2", "9", false, Unit::Month, "ar", "2 إلى 9 أشهر");
        check("12", "12", false, Unit::Month, "ar", "12 شهرًا");
        check("1.5", "1.5", false, Unit::Hour, "ar", "1.5 ساعة");
        check("0.5", "0.5", false, Unit::Year, "en", "0.5 years");
        check("40000", "80000", false, Unit::Amount, "en", "$40,000 to $80,000");
    }

    #[test]
    fn percent_stands_as_the_language_has_it() {
        let said = ["en", "de", "de-AT", "de-CH", "fr-CA", "pt", "tr", "eu"].map(|language| percent("12.5", language));
        let nbsp = ["12.5%", "12,5\u{a0}%", "12,5\u{a0}%", "12,5%", "12,5\u{a0}%", "12,5%", "%12,5", "%\u{a0}12,5"];
        assert_eq!(said, nbsp);
    }

    #[test]
    fn languages_have_their_own_way() {
        check(60_000, 75_000, false, "EUR", "de", "60.000\u{a0}€ bis 75.000\u{a0}€");
        check(60_000, 75_000, true, "EUR", "fr-CA", "60\u{202f}000\u{a0}€ à 75\u{202f}000\u{a0}€ ou plus");
        check(60_000, 75_000, false, "EUR", "nl", "€60.000 tot €75.000");
        check(60_000, 75_000, true, "SEK", "sv", "60\u{202f}000\u{a0}SEK – 75\u{202f}000\u{a0}SEK+");
        check(60_000, 75_000, true, "AED", "ar", "60,000\u{a0}AED إلى 75,000\u{a0}AED أو أكثر");
        assert_eq!(amount_text(-30_000, "USD", "en"), "-$30,000");
    }
}
