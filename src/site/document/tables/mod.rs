//! What data blocks show: plain values for one audience, ready to print.

use serde::Serialize;

use self::chart::ChartPanel;

pub mod book;
pub mod builder;
pub mod chart;
mod data;
pub mod fit;
pub mod interviews;
pub mod jobs;
pub mod overview;
pub mod roles;
pub use self::data::{hold_data, stacks};
pub use self::interviews::{CriteriaTable, InterviewKit, KitCriterion, KitQuestion, KitStage, PanelKit, PanelView};
pub use crate::site::document::tables::fit::{FitAnswer, FitForm, FitGate, FitNumber, FitQuestion, FitRole};

/// A CSV file as a table, without the columns this audience may not see.
#[derive(Debug, Clone, Serialize)]
pub struct DataTable {
    /// What the table is about; the block's label, else the file's stem.
    pub caption: String,
    /// Column headings, never empty text.
    pub columns: Vec<Column>,
    /// Rows of as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// A column of a [`DataTable`].
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// The heading.
    pub name: String,
    /// Whether every cell is a number, and so set to the right.
    pub numeric: bool,
}

/// What a role is paid, place by place.
#[derive(Debug, Clone, Serialize)]
pub struct PayTable {
    /// The block's label, else "Pay: TITLE".
    pub caption: String,
    /// The role's title.
    pub role: String,
    /// A row for each place and measure, in the order of the places' file, base before total.
    pub rows: Vec<PayRow>,
    /// Every source the rows name, in the order of first use; rows point into it.
    pub sources: Vec<PaySource>,
}

/// A pay explorer: where it starts, and everything it can show, for those without scripts.
#[derive(Debug, Clone, Serialize)]
pub struct PayExplorer {
    /// The block's label, else "Pay explorer".
    pub caption: String,
    /// The id of the role it starts with.
    pub role: String,
    /// The id of the place it starts with.
    pub place: Option<String>,
    /// The measure it starts with, as authors write it.
    pub measure: Option<String>,
    /// The measures to choose from, as authors write them.
    pub measures: Vec<&'static str>,
    /// A table for each role that has figures, the first one's first.
    pub tables: Vec<PayTable>,
    /// How figures are computed, each with an example.
    pub formulas: Vec<book::Formula>,
    /// The names of all figures that readers can ask it for.
    #[serde(skip)]
    pub figures: Vec<String>,
}

/// The pay at one place by one measure.
#[derive(Debug, Clone, Serialize)]
pub struct PayRow {
    /// The place's title.
    pub place: String,
    /// The place's id; nothing where a row is named by its role.
    #[serde(skip)]
    pub place_id: Option<String>,
    /// `base`, `bonus`, `equity`, `total` or `not stated`.
    pub measure: String,
    /// Whether that is the base pay of an employee full time.
    #[serde(skip)]
    pub base: bool,
    /// The level's title, when the record names one.
    pub level: Option<String>,
    /// What this site publishes.
    pub band: Option<PayBand>,
    /// What each source says.
    pub observations: Vec<PayObservation>,
    /// A sentence computed from the data when the figures differ; `None` when they agree or there is one.
    pub disagreement: Option<String>,
}

/// A published range.
#[derive(Debug, Clone, Serialize)]
pub struct PayBand {
    /// The record's id.
    #[serde(skip)]
    pub id: String,
    /// The range.
    pub range: PayRange,
    /// How it was made from the sources: `envelope`, `overlap`, `newest` or `manual`.
    pub method: String,
    /// Whether the figure is an invented example, and must be labelled so.
    pub example: bool,
}

/// What one source says.
#[derive(Debug, Clone, Serialize)]
pub struct PayObservation {
    /// The record's id.
    #[serde(skip)]
    pub id: String,
    /// The range.
    pub range: PayRange,
    /// Index into [`PayTable::sources`].
    pub source: usize,
    /// The date of the figure, `2026-03-23`.
    pub as_of: Option<String>,
    /// Whether it is older than 12 months or past its review date.
    pub stale: bool,
}

/// An amount range.
#[derive(Debug, Clone, Serialize)]
pub struct PayRange {
    /// In whole units of the currency.
    pub min: i64,
    /// In whole units of the currency.
    pub max: i64,
    /// Whether the source leaves the top open.
    pub open_ended: bool,
    /// ISO 4217 code.
    pub currency: String,
    /// `year`, `month`, `day` or `hour`.
    pub period: String,
    /// As text in the site's language: `£130,000 to £185,000`, `$500,000 or more`.
    pub text: String,
    /// What a day rate comes to in a year, in words, where it is said how many days are paid.
    pub a_year: Option<String>,
    /// Percentiles of the sample it was drawn from, ascending; none when it gives none.
    pub percentiles: Vec<PayPercentile>,
    /// How many people were in that sample, when the record says so.
    pub sample: Option<i64>,
}

/// An amount that a share of a sample lies at or below.
#[derive(Debug, Clone, Serialize)]
pub struct PayPercentile {
    /// The share, in percent: 10, 25, 50, 75 or 90.
    pub rank: u8,
    /// What readers call it: `median`, `10th percentile`.
    pub name: String,
    /// In whole units of the currency.
    pub amount: i64,
    /// The amount in the site's language.
    pub text: String,
}

/// What a role is, in short lines.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RoleGlance {
    /// The record's id.
    pub id: String,
    /// The name readers see.
    pub title: String,
    /// Other names for it.
    pub aliases: Vec<String>,
    /// What it is for, in a sentence.
    pub mission: Option<String>,
    /// What the person answers for.
    pub owns: Option<String>,
    /// How much of the work is code.
    pub code_share: Option<String>,
    /// Who is led or worked with.
    pub team: Option<String>,
    /// How the time divides.
    pub time_split: Option<String>,
    /// Where the work is done.
    pub work_mode: Option<String>,
    /// Its family: the title, and the other roles in it.
    pub family: Option<(String, Vec<RoleName>)>,
    /// The levels it has on ladders, lowest first.
    pub levels: Vec<String>,
    /// How many interviews there are, and how many minutes they take together.
    pub interviews: Option<(usize, i64)>,
    /// What the sources ask for in years.
    pub experience: Vec<String>,
    /// Certificates that are valued.
    pub certifications: Vec<String>,
    /// Published base pay, place by place.
    pub pay: Vec<RolePay>,
    /// The same as bars, those of one currency and period on one scale, with what sources say.
    pub plot: Vec<ChartPanel>,
    /// The sources of the bars, in the order of their marks.
    pub plot_sources: Vec<PaySource>,
    /// Roles that may come after it.
    pub next: Vec<RoleName>,
}

impl RoleGlance {
    /// Whether there is a line to show beside the mission, which a page may say already.
    pub fn says_something(&self) -> bool {
        let words = [&self.owns, &self.code_share, &self.team, &self.time_split, &self.work_mode];
        let lists = [&self.aliases, &self.levels, &self.experience, &self.certifications];
        words.iter().any(|words| words.is_some())
            || lists.iter().any(|list| !list.is_empty())
            || self.family.is_some()
            || self.interviews.is_some()
            || !self.pay.is_empty()
            || !self.next.is_empty()
    }
}

/// A role and the published base pay that a page shows for it, for machines.
#[derive(Debug, Clone)]
pub struct Occupation {
    /// The role's title.
    pub title: String,
    /// What it is for, in a sentence.
    pub mission: Option<String>,
    /// The ranges that stand on the page, place by place; never empty.
    pub pay: Vec<RolePay>,
}

/// A published base range of a role, for all levels or for one.
#[derive(Debug, Clone, Serialize)]
pub struct RolePay {
    /// The place's title.
    pub place: String,
    /// The level's title, when the record names one.
    pub level: Option<String>,
    /// The range.
    pub band: PayBand,
}

/// A role that another one names.
#[derive(Debug, Clone, Serialize)]
pub struct RoleName {
    /// The record's id.
    pub id: String,
    /// The name readers see.
    pub title: String,
}

/// A record by name, as readers see it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RecordName {
    /// The record's id.
    pub id: String,
    /// The name readers see.
    pub title: String,
}

/// A source as a reader sees it.
#[derive(Debug, Clone, Serialize)]
pub struct PaySource {
    /// The record's id.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// When it was published or read, as text: `23 March 2026`, or `undated, read 21 November 2026`.
    pub date: String,
    /// Its address, when it has one.
    pub url: Option<String>,
}
