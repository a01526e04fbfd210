//! Companies that employ: `[entity.ID]`.

use super::declared::record;
use super::place::COUNTRY;

record! {
    /// A company that employs people: one of ours, or an employer of record.
    pub struct Entity {
        /// Its name, as it stands in a contract.
        pub title: String,
        /// The country it is registered in, by its ISO 3166 code.
        pub country: Option<String> as COUNTRY,
        /// What to know about it.
        pub note: Option<String>,
    }
}
