//! Numbers as languages write them: `70,000.00`, `70.000,00`, `70 000`, `120'000`, `12,00,000`. What two readers could read
//! differently is told apart. It must not know what the numbers count.

/// A number as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    whole: i64,
    /// The digits behind the decimal mark.
    fraction: String,
    /// How its digits stand.
    pub form: Form,
}

/// How the digits of a number stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Without a mark, or with one that can only be a decimal mark.
    Plain,
    /// In groups of thousands that nobody can take for decimals.
    Grouped,
    /// One point or comma with three digits behind it: thousands, unless the amount is small or has three decimals.
    OneGroup,
}

impl Number {
    /// `power` times the number, when that is whole.
    pub fn times(&self, power: i64) -> Option<i64> {
        let digits = self.fraction.trim_end_matches('0');
        let scale = 10_i128.checked_pow(u32::try_from(digits.len()).ok()?)?;
        let parts = if digits.is_empty() { 0 } else { digits.parse::<i128>().ok()? };
        let exact = (i128::from(self.whole) * scale + parts).checked_mul(i128::from(power))?;
        if exact % scale != 0 { None } else { i64::try_from(exact / scale).ok() }
    }

    /// Whether the number without what multiplies it is below `limit`.
    pub fn is_below(&self, limit: i64) -> bool {
        self.whole < limit
    }
}

/// Reads a number; the error says what is wrong with it.
pub fn read(text: &str) -> Result<Number, &'static str> {
    const ODD: &str = "has digits in groups that no language uses";
    let is_mark = |c: char| !c.is_ascii_digit();
    let parts: Vec<&str> = text.split(is_mark).collect();
    let marks: Vec<char> = text.chars().filter(|c| is_mark(*c)).map(plain_mark).collect();
    let head = parts[0];
    if parts.iter().any(|part| part.is_empty()) {
        return Err(ODD);
    }
    if head.len() > 1 && head.starts_with('0') {
        return Err("begins with a zero");
    }
    let Some(&last) = marks.last() else { return number(text, "", Form::Plain) };
    let tail = parts[parts.len() - 1];
    let others = &marks[..marks.len() - 1];
    let is_decimal = match last {
        '.' | ',' if others.is_empty() => {
            if tail.len() == 3 && head.len() <= 3 && head != "0" {
                return number(&format!("{head}{tail}"), "", Form::OneGroup);
            }
            true
        }
        '.' | ',' => !others.contains(&last),
        _ => false,
    };
    let groups = if is_decimal { &parts[..parts.len() - 1] } else { &parts[..] };
    let group_marks = if is_decimal { others } else { &marks[..] };
    if group_marks.windows(2).any(|pair| pair[0] != pair[1]) || !(groups.len() == 1 || are_groups(groups)) {
        return Err(ODD);
    }
    // Behind groups of thousands, three more digits may be another group.
    if is_decimal && groups.len() > 1 && tail.len() == 3 {
        return Err(ODD);
    }
    let form = if groups.len() > 1 { Form::Grouped } else { Form::Plain };
    number(&groups.concat(), if is_decimal { tail } else { "" }, form)
}

fn plain_mark(mark: char) -> char {
    match mark {
        '’' | '‘' | '´' | '`' => '\'',
        space if space.is_whitespace() => ' ',
        other => other,
    }
}

/// Groups of three, or those of India: two digits each and three at the end.
fn are_groups(groups: &[&str]) -> bool {
    let (head, rest) = (groups[0].len(), &groups[1..]);
    let middle = &rest[..rest.len() - 1];
    let ends_in_three = rest[rest.len() - 1].len() == 3;
    let thousands = (1..=3).contains(&head) && middle.iter().all(|group| group.len() == 3);
    let lakhs = (1..=2).contains(&head) && !middle.is_empty() && middle.iter().all(|group| group.len() == 2);
    ends_in_three && (thousands || lakhs)
}

fn number(whole: &str, fraction: &str, form: Form) -> Result<Number, &'static str> {
    let whole = whole.parse().map_err(|_| "has more digits than an amount can")?;
    Ok(Number { whole, fraction: fraction.to_owned(), form })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, power: i64, expected: Option<i64>, form: Form) {
        let number = read(text).unwrap_or_else(|why| panic!("{text} {why}"));
        assert_eq!((number.times(power), number.form), (expected, form), "{text}");
    }

    #[test]
    fn languages_group_their_digits() {
        check("70000", 1, Some(70_000), Form::Plain);
        check("70,000", 1, Some(70_000), Form::OneGroup);
        check("70.000", 1, Some(70_000), Form::OneGroup);
        check("70 000", 1, Some(70_000), Form::Grouped);
        check("70\u{202f}000", 1, Some(70_000), Form::Grouped);
        check("120'000", 1, Some(120_000), Form::Grouped);
        check("120’000.50", 1_000, Some(120_000_500), Form::Grouped);
        check("1.234.567", 1, Some(1_234_567), Form::Grouped);
        check("12,00,000", 1, Some(1_200_000), Form::Grouped);
        check("70.000,00", 1, Some(70_000), Form::Grouped);
        check("70,000.00", 1, Some(70_000), Form::Grouped);
        check("70000.0", 1, Some(70_000), Form::Plain);
        check("70000,00", 1, Some(70_000), Form::Plain);
        check("72.5", 1_000, Some(72_500), Form::Plain);
        check("72,5", 1_000, Some(72_500), Form::Plain);
        check("1234.567", 1_000, Some(1_234_567), Form::Plain);
        check("15.50", 1, None, Form::Plain);
        check("0", 1, Some(0), Form::Plain);
    }

    #[test]
    fn what_no_language_writes_is_told() {
        for text in [
            "1,2,3",
            "7,0000,000",
            "70.000.00",
            "1 23 456 7",
            "70,000,00",
            "1.2,3,4",
            "1'000,000",
            "1.234,567",
            "70 00",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("000"), Err("begins with a zero"));
        assert_eq!(read("99999999999999999999"), Err("has more digits than an amount can"));
    }
}
