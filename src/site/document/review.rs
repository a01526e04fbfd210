//! What somebody should look at again, and when.

use jiff::civil::Date;
use serde::Serialize;

/// A page or a record whose review is due on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Review {
    /// The day.
    #[serde(serialize_with = "as_text")]
    pub due: Date,
    /// The file.
    pub file: String,
    /// The line in it; none for a page.
    pub line: Option<usize>,
    /// `page`, or the type of the record, such as `band` or `law`.
    pub kind: String,
    /// The page's title, or the record's id.
    pub title: String,
    /// The page's address; none for a record.
    pub url: Option<String>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// When it was last reviewed.
    #[serde(serialize_with = "maybe_as_text")]
    pub reviewed_on: Option<Date>,
}

fn as_text<S: serde::Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date.to_string())
}

fn maybe_as_text<S: serde::Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => as_text(date, serializer),
        None => serializer.serialize_none(),
    }
}

/// Who looks after a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ownership {
    /// The file.
    pub file: String,
    /// The owner, as pages and records name them.
    pub owner: String,
}
