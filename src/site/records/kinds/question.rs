//! Questions that people ask: `[[question]]`.

use super::declared::{record, ways};
use super::role::Role;
use crate::site::records::types::Reference;

record! {
    /// A question that people ask, and its answer.
    pub struct QuestionRecord {
        /// The question.
        pub ask: String,
        /// The answer, plain text.
        pub answer: String,
        /// The roles it is about; all of them when none is named.
        pub roles: Vec<Reference> as ways::any::<Role>(),
    }
}
