//! How much more a role is paid than another: `[[premium]]`.

use super::declared::{record, ways};
use super::role::Role;
use super::share::{Share, ShareUnit};
use crate::fields::Fields;
use crate::site::records::types::Reference;

record! {
    /// How much more a role is paid than another.
    pub struct Premium {
        /// The figure.
        pub share: Share as ways::inline::<Share>(),
        /// The role it is compared with.
        pub over: Reference as ways::a::<Role>(),
    }
    checked by in_percent
}

fn in_percent(fields: &mut Fields<'_, '_>, premium: Option<Premium>) -> Option<Premium> {
    let premium = premium?;
    if premium.share.unit != ShareUnit::Percent {
        let at = fields.place("unit").range().unwrap_or_default();
        fields.report(&at, "a premium is in percent", "write how many percent more, and remove `unit`");
        return None;
    }
    Some(premium)
}
