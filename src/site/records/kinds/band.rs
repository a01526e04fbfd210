//! What a site publishes about pay: `[[band]]`.

use super::declared::{record, ways};
use super::observation::Observation;
use super::pay::Pay;
use super::source::SourceRecord;
use crate::site::records::types::{Method, Reference};

record! {
    /// What this site publishes about pay.
    pub struct Band {
        /// The figure.
        pub pay: Pay as ways::inline::<Pay>(),
        /// The observations it is made from.
        pub from: Vec<Reference> as ways::any::<Observation>(),
        /// How it was made from them; it may be left out where they agree.
        pub method: Option<Method>,
        /// Where a figure without observations can be read.
        pub source: Option<Reference> as ways::maybe_a::<SourceRecord>(),
    }
}
