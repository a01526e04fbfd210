//! Roles that are of a kind: `[family.ID]`.

use super::declared::record;

record! {
    /// Roles that are of a kind, such as those that build or those that lead.
    pub struct FamilyRecord {
        /// The name that readers see.
        pub title: String,
    }
}
