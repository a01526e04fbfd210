//! Factors, shares and exchange rates as whole millionths. It must not know what they are applied to.

use serde::{Serialize, Serializer};

/// A factor, a share or an exchange rate in millionths: 1.3 is `1_300_000`, 20% is `200_000`. From zero to a million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(i64);

/// The largest rate, a million, in millionths.
const MOST: i64 = 1_000_000_000_000;

impl Rate {
    /// Nothing.
    pub const ZERO: Rate = Rate(0);
    /// The factor that changes nothing; as a share, the whole.
    pub const ONE: Rate = Rate(1_000_000);

    /// The rate with so many millionths, if it lies between zero and a million.
    pub fn from_millionths(millionths: i64) -> Option<Rate> {
        (0..=MOST).contains(&millionths).then_some(Rate(millionths))
    }

    /// Reads a decimal number: digits, and at most six more behind a point. No sign, no exponent, no separators.
    pub fn parse(text: &str) -> Option<Rate> {
        let (whole, decimals) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || decimals.is_some_and(|digits| !is_number(digits) || digits.len() > 6) {
            return None;
        }
        let whole: i64 = whole.parse().ok().filter(|whole| *whole <= 1_000_000)?;
        let millionths: i64 = format!("{:0<6}", decimals.unwrap_or_default()).parse().ok()?;
        Rate::from_millionths(whole * 1_000_000 + millionths)
    }

    /// The rate that a data file writes as a number. `None` for what has more than six decimals or lies outside.
    pub fn from_float(number: f64) -> Option<Rate> {
        // The shortest text that gives this number is what the author wrote.
        Rate::parse(&number.to_string())
    }

    /// Whole millionths.
    pub fn millionths(self) -> i64 {
        self.0
    }

    /// Both together.
    pub fn plus(self, other: Rate) -> Option<Rate> {
        Rate::from_millionths(self.0 + other.0)
    }

    /// What is left of the whole when this share is taken; `None` when it is more than the whole.
    pub fn rest(self) -> Option<Rate> {
        Rate::from_millionths(1_000_000 - self.0)
    }

    /// As a decimal number without needless zeros: `1.3`, `0.05`, `2`.
    pub fn text(self) -> String {
        decimal(self.0, 1_000_000, 6)
    }

    /// As a percentage without its sign: 0.15 is `15`, 0.0005 is `0.05`.
    pub fn percent(self) -> String {
        decimal(self.0, 10_000, 4)
    }
}

impl Serialize for Rate {
    /// Whole millionths.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

fn decimal(parts: i64, unit: i64, digits: usize) -> String {
    let decimals = format!("{:0digits$}", parts % unit);
    let text = format!("{}.{decimals}", parts / unit);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
