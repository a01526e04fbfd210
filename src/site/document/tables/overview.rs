//! What the pay pages of roles and places begin with, as plain values.

use serde::Serialize;

use super::PayBand;
use super::roles::Named;

/// Published ranges, a row for each place or role and a column for each measure.
#[derive(Debug, Clone, Serialize)]
pub struct PayOverview {
    /// What the table is about.
    pub caption: String,
    /// What the rows are: `Place` or `Role`.
    pub head: String,
    /// The columns: `base`, `total` and so on.
    pub measures: Vec<String>,
    /// The rows, in the order of the records they are about.
    pub rows: Vec<OverviewRow>,
}

/// The pay at one place, or of one role, for all levels or for one.
#[derive(Debug, Clone, Serialize)]
pub struct OverviewRow {
    /// The place or the role, and its pay page.
    pub about: Named,
    /// The level's title, when the records name one.
    pub level: Option<String>,
    /// One for each of [`PayOverview::measures`].
    pub cells: Vec<OverviewCell>,
}

/// What is published for one row and measure; without a band and sources, no record says anything.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OverviewCell {
    /// The published range.
    pub band: Option<PayBand>,
    /// Who says so: those the range rests on, or those who say something where none is published; each once.
    pub sources: Vec<String>,
    /// The day the published range holds for, `2026-03-23`.
    pub as_of: Option<String>,
    /// Whether that is older than 12 months, or past its review date.
    pub stale: bool,
}

/// What sources call usual beside base pay.
#[derive(Debug, Clone, Serialize)]
pub struct PayShares {
    /// What the table is about.
    pub caption: String,
    /// The rows: bonuses, equity, premiums.
    pub rows: Vec<ShareRow>,
}

/// A bonus, a grant of equity or a premium that a source calls usual.
#[derive(Debug, Clone, Serialize)]
pub struct ShareRow {
    /// The record's id.
    #[serde(skip)]
    pub id: String,
    /// `bonus`, `equity` or `premium`.
    pub kind: String,
    /// For whom, as far as it is limited: a stage of the company, a level, a place, a role.
    pub about: Vec<String>,
    /// The range: `10% to 20%`.
    pub text: String,
    /// What it is a share of: `of base pay`.
    pub of: String,
    /// What is known of vesting.
    pub vesting: Option<String>,
    /// What to know about it.
    pub note: Option<String>,
    /// Who says so.
    pub source: String,
    /// The day the figure holds for.
    pub as_of: Option<String>,
    /// Whether that is older than 12 months, or past its review date.
    pub stale: bool,
    /// Whether it is made up, and must be labelled so.
    pub example: bool,
}
