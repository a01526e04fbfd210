//! Signs, codes and names of currencies. It must not know amounts.

pub use super::codes::find;

/// The currencies that a sign or a name may stand for.
pub type MayBe = Vec<&'static str>;
/// The codes that a sign may stand for.
pub type Known = &'static [&'static str];

const DOLLARS: Known = &["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"];
const CROWNS: Known = &["SEK", "NOK", "DKK", "ISK"];

/// Signs, longer ones first; each with what it may stand for.
const SIGNS: [(&str, Known); 29] = [
    ("US$", &["USD"]),
    ("CA$", &["CAD"]),
    ("AU$", &["AUD"]),
    ("NZ$", &["NZD"]),
    ("HK$", &["HKD"]),
    ("MX$", &["MXN"]),
    ("NT$", &["TWD"]),
    ("C$", &["CAD"]),
    ("A$", &["AUD"]),
    ("S$", &["SGD"]),
    ("R$", &["BRL"]),
    ("$", DOLLARS),
    ("£", &["GBP"]),
    ("€", &["EUR"]),
    ("¥", &["JPY", "CNY"]),
    ("円", &["JPY"]),
    ("元", &["CNY"]),
    ("원", &["KRW"]),
    ("₹", &["INR"]),
    ("₪", &["ILS"]),
    ("₩", &["KRW"]),
    ("₺", &["TRY"]),
    ("₴", &["UAH"]),
    ("₽", &["RUB"]),
    ("₫", &["VND"]),
    ("₱", &["PHP"]),
    ("₦", &["NGN"]),
    ("₡", &["CRC"]),
    ("฿", &["THB"]),
];

/// What else stands for a currency beside an amount in a sentence. Codes that are words too, such as `ALL` and `TOP`, are
/// not among them.
const BESIDE: [(&str, Known); 23] = [
    ("zł", &["PLN"]),
    ("Kč", &["CZK"]),
    ("kr", CROWNS),
    ("USD", &["USD"]),
    ("GBP", &["GBP"]),
    ("EUR", &["EUR"]),
    ("CHF", &["CHF"]),
    ("CAD", &["CAD"]),
    ("AUD", &["AUD"]),
    ("NZD", &["NZD"]),
    ("SGD", &["SGD"]),
    ("HKD", &["HKD"]),
    ("JPY", &["JPY"]),
    ("CNY", &["CNY"]),
    ("INR", &["INR"]),
    ("ILS", &["ILS"]),
    ("SEK", &["SEK"]),
    ("NOK", &["NOK"]),
    ("DKK", &["DKK"]),
    ("PLN", &["PLN"]),
    ("CZK", &["CZK"]),
    ("BRL", &["BRL"]),
    ("ZAR", &["ZAR"]),
];

/// Signs and codes that stand beside an amount in a sentence, signs first and the longer ones before the shorter.
pub const IN_PROSE: [(&str, Known); SIGNS.len() + BESIDE.len()] = {
    let mut all = [("", DOLLARS); SIGNS.len() + BESIDE.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < SIGNS.len() { SIGNS[at] } else { BESIDE[at - SIGNS.len()] };
        at += 1;
    }
    all
};

/// Words for currencies, in small letters.
const NAMES: [(&str, Known); 37] = [
    ("euro", &["EUR"]),
    ("euros", &["EUR"]),
    ("pound", &["GBP"]),
    ("pounds", &["GBP"]),
    ("sterling", &["GBP"]),
    ("dollar", DOLLARS),
    ("dollars", DOLLARS),
    ("sfr", &["CHF"]),
    ("fr", &["CHF"]),
    ("franken", &["CHF"]),
    ("kr", CROWNS),
    ("kronor", &["SEK"]),
    ("krona", &["SEK", "ISK"]),
    ("kroner", &["NOK", "DKK"]),
    ("zł", &["PLN"]),
    ("zl", &["PLN"]),
    ("zloty", &["PLN"]),
    ("złotych", &["PLN"]),
    ("kč", &["CZK"]),
    ("ft", &["HUF"]),
    ("lei", &["RON", "MDL"]),
    ("rs", &["INR", "PKR", "LKR", "NPR", "MUR"]),
    ("rupee", &["INR", "PKR", "LKR", "NPR", "MUR"]),
    ("rupees", &["INR", "PKR", "LKR", "NPR", "MUR"]),
    ("yen", &["JPY"]),
    ("yuan", &["CNY"]),
    ("rmb", &["CNY"]),
    ("won", &["KRW"]),
    ("shekel", &["ILS"]),
    ("shekels", &["ILS"]),
    ("nis", &["ILS"]),
    ("reais", &["BRL"]),
    ("rand", &["ZAR"]),
    ("r", &["ZAR"]),
    ("baht", &["THB"]),
    ("lira", &["TRY"]),
    ("dirham", &["AED", "MAD"]),
];

/// The sign that `text` begins with, and what it may stand for.
pub fn sign(text: &str) -> Option<(&'static str, MayBe)> {
    SIGNS.iter().find(|(sign, _)| text.starts_with(sign)).map(|(sign, may_be)| (*sign, may_be.to_vec()))
}

/// What a word stands for: a name, or a code; one in small letters only when `loose`.
pub fn word(word: &str, loose: bool) -> Option<MayBe> {
    let small = word.to_lowercase();
    let named = NAMES.iter().find(|(name, _)| *name == small).map(|(_, may_be)| may_be.to_vec());
    named.or_else(|| find(&if loose { word.to_uppercase() } else { word.to_owned() }).map(|code| vec![code]))
}

/// What a whole text names: a sign, a code in any case, or a name.
pub fn named(text: &str) -> Option<MayBe> {
    let text = text.trim().trim_end_matches('.');
    match sign(text) {
        Some((sign, may_be)) if sign.len() == text.len() => Some(may_be),
        _ => word(text, true).or_else(|| in_words(text)),
    }
}

/// Currencies by country, as exports of other programs write them out: `US Dollar`, `Pound Sterling`, `Swiss francs`.
fn in_words(text: &str) -> Option<MayBe> {
    const OF: [(&str, &str); 48] = [
        ("us dollar", "USD"),
        ("u.s. dollar", "USD"),
        ("united states dollar", "USD"),
        ("american dollar", "USD"),
        ("canadian dollar", "CAD"),
        ("australian dollar", "AUD"),
        ("new zealand dollar", "NZD"),
        ("singapore dollar", "SGD"),
        ("hong kong dollar", "HKD"),
        ("taiwan dollar", "TWD"),
        ("pound sterling", "GBP"),
        ("british pound", "GBP"),
        ("british pound sterling", "GBP"),
        ("great british pound", "GBP"),
        ("uk pound", "GBP"),
        ("swiss franc", "CHF"),
        ("schweizer franken", "CHF"),
        ("swedish krona", "SEK"),
        ("swedish krone", "SEK"),
        ("norwegian krone", "NOK"),
        ("danish krone", "DKK"),
        ("icelandic krona", "ISK"),
        ("indian rupee", "INR"),
        ("pakistani rupee", "PKR"),
        ("sri lankan rupee", "LKR"),
        ("japanese yen", "JPY"),
        ("chinese yuan", "CNY"),
        ("chinese yuan renminbi", "CNY"),
        ("renminbi", "CNY"),
        ("yuan renminbi", "CNY"),
        ("korean won", "KRW"),
        ("south korean won", "KRW"),
        ("israeli shekel", "ILS"),
        ("new israeli shekel", "ILS"),
        ("polish zloty", "PLN"),
        ("polish złoty", "PLN"),
        ("czech koruna", "CZK"),
        ("hungarian forint", "HUF"),
        ("romanian leu", "RON"),
        ("brazilian real", "BRL"),
        ("mexican peso", "MXN"),
        ("philippine peso", "PHP"),
        ("south african rand", "ZAR"),
        ("turkish lira", "TRY"),
        ("thai baht", "THB"),
        ("uae dirham", "AED"),
        ("saudi riyal", "SAR"),
        ("nigerian naira", "NGN"),
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = words.join(" ").to_lowercase();
    let one = small.strip_suffix('s').unwrap_or(&small);
    let code = OF.iter().find(|(name, _)| *name == small || *name == one).map(|(_, code)| *code)?;
    find(code).map(|code| vec![code])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_codes_and_names_are_known() {
        assert_eq!(sign("C$ 5"), Some(("C$", vec!["CAD"])));
        assert_eq!(named("gbp"), Some(vec!["GBP"]));
        assert_eq!(named("Pound  Sterling"), Some(vec!["GBP"]));
        assert_eq!(named("US Dollars"), Some(vec!["USD"]));
        assert_eq!(named("Euro"), Some(vec!["EUR"]));
        assert_eq!(named("Some Dollar"), None);
        assert_eq!(named("€"), Some(vec!["EUR"]));
        assert_eq!(named("Fr."), Some(vec!["CHF"]));
        assert_eq!(named("kr").map(|may_be| may_be.len()), Some(4));
        assert_eq!((named("GB"), word("eur", false), word("EUR", false).is_some()), (None, None, true));
    }
}
