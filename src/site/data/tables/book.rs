//! Everything about pay that one audience may see, as plain values: what downloads and the pay explorer are made of.

use serde::Serialize;

/// The pay records of a site as one audience may see them.
///
/// Lists hold only what figures name. Indices point into the lists of the same book.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PayBook {
    /// Roles with figures, in the order of their file.
    pub roles: Vec<Named>,
    /// Places with figures, in the order of their file.
    pub places: Vec<Named>,
    /// Levels with figures, lowest first.
    pub levels: Vec<Named>,
    /// Sources of figures, in the order of their file.
    pub sources: Vec<BookSource>,
    /// Every figure: by role, place, measure and level; the published one first, then what each source says.
    pub figures: Vec<Figure>,
    /// How the site's language writes amounts.
    pub writing: MoneyStyle,
}

/// A record's id and the name readers see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name.
    pub title: String,
}

/// Where figures come from.
#[derive(Debug, Clone, Serialize)]
pub struct BookSource {
    /// The record's id.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// The day it was published, `2026-03-23`.
    pub published: Option<String>,
    /// The day it was read.
    pub retrieved: Option<String>,
    /// Whether its figures are made up, and must be labelled so.
    pub example: bool,
}

/// A pay figure: an observation when it has a source, else what the site publishes.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The record's id.
    pub id: String,
    /// Index into [`PayBook::roles`].
    pub role: usize,
    /// Index into [`PayBook::places`].
    pub place: usize,
    /// Index into [`PayBook::levels`].
    pub level: Option<usize>,
    /// `base`, `bonus`, `equity`, `total` or `unstated`.
    pub measure: &'static str,
    /// In whole units of the currency.
    pub min: i64,
    /// In whole units of the currency.
    pub max: i64,
    /// Whether there is no upper end.
    pub open_ended: bool,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// `year`, `month`, `day` or `hour`.
    pub period: &'static str,
    /// The range in the site's language.
    pub text: String,
    /// Whether this is what the site publishes; otherwise it is what a source says.
    pub published: bool,
    /// How a published range was made: `envelope`, `overlap`, `newest` or `manual`.
    pub method: Option<&'static str>,
    /// The observations a published range rests on, by id.
    pub from: Vec<String>,
    /// Index into [`PayBook::sources`].
    pub source: Option<usize>,
    /// The day the figure holds for, `2026-03-23`: its own, else its source's.
    pub as_of: Option<String>,
    /// The day it must be looked at again.
    pub review_by: Option<String>,
    /// Whether it is older than 12 months or past that day.
    pub stale: bool,
    /// Whether it is made up, and must be labelled so.
    pub example: bool,
    /// What to know about it.
    pub note: Option<String>,
}

/// How a language writes amounts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MoneyStyle {
    /// Between groups of three digits.
    pub group: String,
    /// Whether the currency comes before the number.
    pub symbol_first: bool,
    /// Between the ends of a range.
    pub to: &'static str,
    /// Behind a range without an upper end.
    pub or_more: &'static str,
    /// The signs of currencies that have one of their own, as code and sign.
    pub signs: Vec<(&'static str, &'static str)>,
}
