//! How much more a role is paid than another: `[[premium]]`.

use super::declared::{record, ways};
use super::role::Role;
use super::share::Share;
use crate::site::records::types::Reference;

record! {
    /// How much more a role is paid than another.
    pub struct Premium {
        /// The figure.
        pub share: Share as ways::inline::<Share>(),
        /// The role it is compared with.
        pub over: Reference as ways::a::<Role>(),
    }
}
