//! Equity that is usual, by stage of a company: `[[equity]]`.

use super::declared::{Choice, Holds, Shape, Way, choices, record, ways};
use super::share::Share;
use crate::fields::{Fields, Value};
use crate::pay::Rate;

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
        /// The stage of the company, such as `series-a`; needed for percent.
        pub stage: Option<String> as STAGE,
        /// What the share is counted of; needed for percent.
        pub basis: Basis as BASIS,
        /// The months after which all of it is earned.
        pub vesting_months: Option<i64> as MONTHS,
        /// The months before which nothing is earned, at most `vesting_months`.
        pub cliff_months: Option<i64> as MONTHS,
        /// Whether the months are our assumption rather than the source's word.
        pub vesting_assumed: bool,
        /// What a share costs who takes up an option, in the `currency`.
        pub strike: Option<Rate> as STRIKE,
        /// For how many months options may be taken up after leaving.
        pub window_months: Option<i64> as MONTHS,
        /// When more is granted, in words.
        pub refresh: Option<String>,
    }
    checked by cliff_within
}

impl Equity {
    /// The stage as readers see it: `Series A` of `series-a`, `Series B/C` of `series-b-c`.
    pub fn stage_title(&self) -> String {
        let mut title = String::new();
        let mut letters_before = false;
        for word in self.stage.as_deref().unwrap_or_default().split(['-', '_', ' ']).filter(|word| !word.is_empty()) {
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

/// Whether the figure is a part of the company, which says nothing without what it is a part of.
fn is_part(fields: &Fields<'_, '_>) -> bool {
    let unit = fields.written("unit").map(|item| &item.value);
    !matches!(unit, Some(Value::String(unit)) if unit != "percent")
}

const STAGE: Way<Option<String>> =
    Way::new(Shape::optional(Holds::Form { what: A_STAGE, pattern: "^[A-Za-z0-9-]+$" }), |fields, key, _| {
        if is_part(fields) {
            fields.required();
        } else if fields.written(key).is_none() {
            fields.item(key);
            return Some(None);
        }
        let is_id =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let stage = fields.parse(key, A_STAGE, |text| is_id(text).then(|| text.to_ascii_lowercase()));
        Some(Some(stage?.value))
    });

const BASIS: Way<Basis> = Way::new(Shape::optional(Holds::Word(Basis::WORDS)), |fields, key, _| {
    if is_part(fields) {
        fields.required();
    } else if fields.written(key).is_none() {
        fields.item(key);
        return Some(Basis::Unknown);
    }
    Some(fields.one_of(key, &Basis::NAMES)?.value)
});

const STRIKE: Way<Option<Rate>> = Way::new(Shape::optional(Holds::Number(1_000_000)), |fields, key, _| {
    let Some(found) = fields.float(key) else { return fields.written(key).is_none().then_some(None) };
    let rate = Rate::from_float(found.value);
    if rate.is_none() {
        let hint = "write what one share costs, such as `2.1`";
        fields.report(&found.span, format!("`{key}` cannot be {}", found.value), hint);
    }
    rate.map(Some)
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
