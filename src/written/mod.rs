//! Days, numbers and currencies as people write them: `28 November 2026`, `70.000,00`, `£`. What two readers could read
//! differently is told apart and never settled here.
//!
//! It must not know where they were written.

pub mod codes;
pub mod currency;
pub mod date;
pub mod id;
pub mod number;
pub mod words;

/// The whole amount that a text can only mean: `£95,000`, `95k`, `70 000 € p.a.`, `45 min`; `None` where it could be
/// another, or is none.
pub fn whole(text: &str) -> Option<i64> {
    let (negative, text) = match text.trim().strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim()),
        None => (false, text.trim()),
    };
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    is_unit(&text[..start]).then_some(())?;
    let behind = text[end..].trim();
    let (power, unit) = match behind.chars().next() {
        Some('k' | 'K') => (1_000, &behind[1..]),
        Some('M') => (1_000_000, &behind[1..]),
        _ => (1, behind),
    };
    is_unit(unit).then_some(())?;
    let digits = text[start..end].trim_start_matches('0');
    let digits = if digits.starts_with(|c: char| c.is_ascii_digit()) { digits } else { &text[start..end] };
    let number = number::read(digits).ok()?;
    // `1.500` kilograms and `1.500` pounds are not the same number.
    if number.form == number::Form::OneGroup && (power > 1 || number.is_below(1_000)) {
        return None;
    }
    let whole = number.times(power)?;
    Some(if negative { -whole } else { whole })
}

/// The two ends of a range that a text can only mean: `70k-95k`, `£70,000 – £95,000`, `120 to 150k`.
pub fn ends(text: &str) -> Option<(i64, i64)> {
    let between = [" to ", " bis ", " à ", "–", "—", "-"];
    let (low, high) = between.iter().find_map(|between| text.split_once(between))?;
    let (mut first, second) = (whole(low)?, whole(high)?);
    if first < 1_000 && second >= 1_000 && high.to_lowercase().contains('k') {
        first = first.checked_mul(1_000)?;
    }
    (0 < first && first <= second).then_some((first, second))
}

/// The number that a text can only mean, in plain digits: `5%`, `0,5`, `12 days`.
pub fn decimal(text: &str) -> Option<String> {
    let text = text.trim();
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let digits = &text[start..end];
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        && digits.matches(['.', ',']).count() <= 1;
    (is_plain && is_unit(&text[..start]) && is_unit(&text[end..])).then(|| digits.replace(',', "."))
}

/// Whether nothing, or a sign or a word that says what is counted, stands beside a number.
fn is_unit(text: &str) -> bool {
    // Letters right beside digits may be digits that were mistyped: `95OOO`, `4O`, `l0`.
    if !text.is_empty() && text.chars().all(|c| matches!(c, 'O' | 'o' | 'l' | 'I')) {
        return false;
    }
    let text = text.trim();
    let mut words = text.split([' ', '.', '/', '\u{a0}']).filter(|word| !word.is_empty());
    text.len() <= 24
        && words.clone().count() <= 3
        && words.all(|word| {
            let counts = ["k", "m", "t", "mn", "mio", "bn", "tsd", "thousand", "million", "tausend"];
            !counts.contains(&word.to_lowercase().as_str())
                && (word == "%" || currency::named(word).is_some() || word.chars().all(char::is_alphabetic))
        })
        && !text.contains(['-', '–'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_with_one_meaning_are_read() {
        for text in ["95,000", "95.000", "95 000", "95'000", "£95,000", "95k", "95K €", "95000 GBP", "95,000.00 p.a."]
        {
            assert_eq!(whole(text), Some(95_000), "{text}");
        }
        assert_eq!(whole("45 min"), Some(45));
        assert_eq!((whole("95OOO"), whole("4O"), whole("095000")), (None, None, Some(95_000)));
        assert_eq!((ends("70k-95k"), ends("120 to 150k")), (Some((70_000, 95_000)), Some((120_000, 150_000))));
        assert_eq!((ends("95k"), ends("95k-70k")), (None, None));
        assert_eq!(whole("-5"), Some(-5));
        for text in ["", "about", "70 thousand", "55k-70k", "1,5", "95.5", "70–90", "10 or 20", "1.5.2"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_bared_of_what_they_count() {
        assert_eq!(decimal("5%").as_deref(), Some("5"));
        assert_eq!(decimal("0,5 %").as_deref(), Some("0.5"));
        assert_eq!(decimal("12.5 percent").as_deref(), Some("12.5"));
        assert_eq!((decimal("5-10%"), decimal("a lot")), (None, None));
    }
}
