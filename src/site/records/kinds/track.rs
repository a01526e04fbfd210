//! Ways upwards that have levels of their own: `[track.ID]`.

use super::declared::record;

record! {
    /// A way upwards with levels of its own, such as that of engineers or that of managers.
    pub struct Track {
        /// The name that readers see.
        pub title: String,
        /// What it is, in a sentence.
        pub summary: Option<String>,
    }
}
