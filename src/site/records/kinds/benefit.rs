//! What people get besides pay: `[benefit.ID]`.

use jiff::civil::Date;

use super::declared::{To, record};
use crate::site::records::types::PlaceRecord;

record! {
    /// Something that people get besides pay.
    pub struct Benefit {
        /// The name that readers see.
        pub title: String,
        /// The places where people get it, with all that lies in them; everywhere when none is named.
        pub places: Vec<To<PlaceRecord>>,
        /// What it is, in a sentence or two.
        pub text: Option<String>,
        /// The day from which people get it.
        pub since: Option<Date>,
    }
}
