//! What readers are told of changes, where the history tells it: filled in by whoever opened the site.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// Changes that a history tells, by the name of the audience that saw them, each list with the oldest first.
pub type Past = BTreeMap<String, Vec<PastChange>>;

/// A page that came, or whose text changed for an audience that sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastChange {
    /// The day.
    pub on: Date,
    /// The page's address today.
    pub url: String,
    /// Its title today, as the audience reads it.
    pub title: String,
    /// Whether it came that day.
    pub is_new: bool,
    /// The headings above what changed, of those that the audience still reads.
    pub headings: Vec<String>,
}
