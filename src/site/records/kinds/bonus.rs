//! Bonuses that are usual: `[[bonus]]`.

use super::declared::{record, ways};
use super::share::Share;

record! {
    /// A bonus as a share of base pay.
    pub struct Bonus {
        /// The figure.
        pub share: Share as ways::inline::<Share>(),
    }
}
