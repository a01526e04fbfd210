//! What a site announces above the header of every page, for a while: `[announcement]`.
//!
//! It must not know pages: whether its link leads anywhere is found out inside the gate.

use jiff::civil::Date;

use super::{Audience, AudienceLevels, MenuEntry, brand};
use crate::diag::{Diagnostics, Place, rules};
use crate::fields::{Fields, Table};

/// What `[announcement]` says.
#[derive(Debug, Clone)]
pub struct Announcement {
    /// Plain text.
    pub text: String,
    /// Where it is written.
    pub place: Place,
    /// Where the text leads.
    pub link: Option<MenuEntry>,
    /// The last day on which it shows.
    pub until: Option<Date>,
    /// Who is told; those above them are too.
    pub audience: Audience,
}

/// Reads `[announcement]`; nothing once its last day is over.
pub(super) fn announcement(
    table: &Table,
    ladder: &AudienceLevels,
    today: Date,
    diags: &mut Diagnostics,
) -> Option<Announcement> {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    let text = fields.required().string("text");
    let audience = brand::audience(&mut fields, ladder);
    let link = fields.string("link");
    let link = link.map(|link| brand::unnamed(&fields, link, audience));
    let until = fields.date("until").map(|until| until.value);
    let place = fields.place("text");
    fields.finish_as(&rules::SETTINGS);
    if until.is_some_and(|until| until < today) {
        return None;
    }
    Some(Announcement { text: text?.value.trim().to_owned(), place, link, until, audience })
}
