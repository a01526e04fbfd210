//! A pay chart as plain values: bars on scales.

use serde::Serialize;

use super::PaySource;

/// What a role is paid, as bars.
#[derive(Debug, Clone, Serialize)]
pub struct PayChart {
    /// The block's label, else "Pay: TITLE".
    pub caption: String,
    /// One for each currency and period, in the order of their first row: two currencies never share a scale.
    pub panels: Vec<ChartPanel>,
    /// The sources of the bars, in the order of their marks.
    pub sources: Vec<PaySource>,
    /// The ids of the published ranges among the bars.
    #[serde(skip)]
    pub bands: Vec<String>,
    /// The ids of what sources say among them.
    #[serde(skip)]
    pub observations: Vec<String>,
    /// Rows that were asked for and that no record answers, in words.
    pub missing: Vec<String>,
}

/// Rows on one scale.
#[derive(Debug, Clone, Serialize)]
pub struct ChartPanel {
    /// ISO 4217 code.
    pub currency: String,
    /// `year`, `month`, `day` or `hour`.
    pub period: String,
    /// The amounts at equal distances along the scale, its two ends among them.
    pub ticks: Vec<String>,
    /// The first of them is written, and every one so many further on; the others are lines alone.
    pub every: usize,
    /// The rows, in the order of places.
    pub rows: Vec<ChartRow>,
}

/// The pay at one place by one measure.
#[derive(Debug, Clone, Serialize)]
pub struct ChartRow {
    /// The place's title; the role's where the chart is about one place.
    pub place: String,
    /// The place's id; nothing where the row is a role's.
    pub place_id: Option<String>,
    /// The pay page of that, from the first page on.
    pub path: Option<String>,
    /// `base`, `bonus`, `equity`, `total` or `not stated`.
    pub measure: String,
    /// Whether that is the base pay of an employee full time.
    #[serde(skip)]
    pub base: bool,
    /// The level's title, when the record names one.
    pub level: Option<String>,
    /// What each source says, then what the site publishes, if it does.
    pub bars: Vec<ChartBar>,
    /// A sentence computed from the data when the figures differ.
    pub disagreement: Option<String>,
}

/// A range on its scale.
#[derive(Debug, Clone, Serialize)]
pub struct ChartBar {
    /// Where it begins, in thousandths of the scale.
    pub start: i64,
    /// How long it is, in thousandths of the scale.
    pub width: i64,
    /// Where the named upper end is.
    pub end: i64,
    /// Whether there is no upper end.
    pub open_ended: bool,
    /// The range as text.
    pub text: String,
    /// Whether this is what the site publishes; otherwise it is what a source says.
    pub published: bool,
    /// Which outline the bar has, so that sources can be told apart without colours: 1 to 4, again from 1 for a fifth
    /// source; 0 for what the site publishes.
    pub mark: usize,
    /// Who says it; empty for what the site publishes.
    pub source: String,
    /// The date of the figure, `2026-03-23`.
    pub as_of: Option<String>,
    /// Whether it is older than 12 months or past its review date.
    pub stale: bool,
    /// Whether it is made up, and must be labelled so.
    pub example: bool,
}
