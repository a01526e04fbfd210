//! What sources say about pay: `[[observation]]`.

use super::declared::{record, ways};
use super::pay::Pay;
use super::source::SourceRecord;
use crate::site::records::types::Reference;

record! {
    /// What one source says about pay.
    pub struct Observation {
        /// The figure.
        pub pay: Pay as ways::inline::<Pay>(),
        /// Who says so.
        pub source: Reference as ways::a::<SourceRecord>(),
    }
}
