//! Signs against: `[[red_flag]]`.

use super::declared::{record, ways};
use super::role::Role;
use crate::site::records::types::Reference;

record! {
    /// A sign against, for those who interview.
    pub struct RedFlagRecord {
        /// What to look for.
        pub look_for: String,
        /// What to ask before believing it.
        pub probe: Option<String>,
        /// The roles it is about; all of them when none is named.
        pub roles: Vec<Reference> as ways::any::<Role>(),
    }
}
