//! Equity that is usual, by stage of a company: `[[equity]]`.

use super::declared::{Holds, Shape, Way, choices, record, ways};
use super::share::Share;
use crate::fields::{Fields, Value};

/// What a share of the company is counted of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Basis {
    FullyDiluted,
    Issued,
    Unknown,
}

impl Basis {
    /// Every basis with its word.
    pub const NAMES: [(&'static str, Basis); 3] =
        [("fully-diluted", Basis::FullyDiluted), ("issued", Basis::Issued), ("unknown", Basis::Unknown)];

    /// What readers are told.
    pub fn text(self) -> &'static str {
        match self {
            Basis::FullyDiluted => "figure.equity_diluted",
            Basis::Issued => "figure.equity_issued",
            Basis::Unknown => "figure.equity_unknown",
        }
    }
}

choices!(Basis);

record! {
    /// Equity that is usual at a stage of a company.
    pub struct Equity {
        /// The figure; its ends are shares of the company.
        pub share: Share as ways::inline::<Share>(),
        /// The stage of the company, such as `series-a`.
        pub stage: String as STAGE,
        /// What the share is counted of.
        pub basis: Basis,
        /// The months after which all of it is earned.
        pub vesting_months: Option<i64> as MONTHS,
        /// The months before which nothing is earned, at most `vesting_months`.
        pub cliff_months: Option<i64> as MONTHS,
        /// Whether the months are our assumption rather than the source's word.
        pub vesting_assumed: bool,
    }
    checked by cliff_within
}

impl Equity {
    /// The stage as readers see it: `Series A` of `series-a`, `Series B/C` of `series-b-c`.
    pub fn stage_title(&self) -> String {
        let mut title = String::new();
        let mut letters_before = false;
        for word in self.stage.split(['-', '_', ' ']).filter(|word| !word.is_empty()) {
            let is_letter = word.chars().count() == 1;
            if !title.is_empty() {
                title.push(if is_letter && letters_before { '/' } else { ' ' });
            }
            let mut chars = word.chars();
            title.extend(chars.next().into_iter().flat_map(char::to_uppercase));
            title.push_str(chars.as_str());
            letters_before = is_letter;
        }
        title
    }
}

const A_STAGE: &str = "a stage such as `series-a`";

const STAGE: Way<String> =
    Way::new(Shape::required(Holds::Form { what: A_STAGE, pattern: "^[A-Za-z0-9-]+$" }), |fields, key, _| {
        let is_id =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let stage = fields.required().parse(key, A_STAGE, |text| is_id(text).then(|| text.to_ascii_lowercase()));
        Some(stage?.value)
    });

const MOST_MONTHS: i64 = 1_200;

const MONTHS: Way<Option<i64>> = Way::new(Shape::optional(Holds::Whole(1, MOST_MONTHS)), |fields, key, _| {
    let Some(months) = fields.integer(key) else { return Some(None) };
    if (1..=MOST_MONTHS).contains(&months.value) {
        return Some(Some(months.value));
    }
    let message = format!("`{key}` cannot be {}", months.value);
    fields.report(&months.span, message, format!("write months, from 1 to {MOST_MONTHS}"));
    Some(None)
});

/// The cliff lies within the vesting.
fn cliff_within(fields: &mut Fields<'_, '_>, equity: Option<Equity>) -> Option<Equity> {
    let months = |key| {
        let item = fields.written(key)?;
        let Value::Integer(months) = item.value else { return None };
        (1..=MOST_MONTHS).contains(&months).then_some((months, item))
    };
    if let Some(((cliff, item), (vesting, _))) = months("cliff_months").zip(months("vesting_months"))
        && cliff > vesting
    {
        let message = format!("a cliff of {cliff} months in {vesting} months of vesting");
        fields.report(&item.span, message, "the cliff lies within the vesting");
        return None;
    }
    equity
}
