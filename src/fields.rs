//! Strict reading of TOML and YAML: a tree in which every key and value knows its byte range, and a reader
//! that takes typed fields out of a table and reports what is wrong, missing or left over.
//!
//! Settings, front matter and data records are all read through here. It must not know what any of them mean.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::Source;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Item {
    /// The value.
    pub value: Value,
    /// Its byte range in the source.
    pub span: Range<usize>,
}

/// A value of a settings file, a front matter or a data file.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text.
    String(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A date or a time, as written.
    Date(String),
    /// A list.
    Array(Vec<Item>),
    /// Keys and values.
    Table(Table),
}

/// Keys and values in the order they were written.
#[derive(Debug, Clone)]
pub struct Table {
    /// The source all ranges point into.
    pub source: Arc<Source>,
    /// The byte range of the whole table, or of its header.
    pub span: Range<usize>,
    /// Each key with its range, and its value.
    pub entries: Vec<(String, Range<usize>, Item)>,
}
