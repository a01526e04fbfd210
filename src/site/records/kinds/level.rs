//! Steps within roles: `[level.ID]`.

use super::declared::record;

record! {
    /// A step within roles.
    pub struct LevelRecord {
        /// The name that readers see.
        pub title: String,
        /// Its position, small first; levels without one follow in the order of their file.
        pub order: Option<i64>,
    }
}
