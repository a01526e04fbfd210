//! What readers should know has changed: `[[change]]`.

use jiff::civil::Date;

use super::declared::record;

record! {
    /// Something that readers should know has changed, for the page `/changes/`.
    pub struct Change {
        /// The day from which it holds; until then it does not show.
        pub on: Date,
        /// What changed, in a sentence or two.
        pub text: String,
        /// The page it is about: its path below `content/`, or its address.
        pub page: Option<String>,
    }
}
