//! Several places at once: `[place_set.ID]`.

use super::declared::{record, ways};
use super::place::PlaceRecord;
use crate::diag::{Diagnostic, rules};
use crate::fields::Fields;
use crate::site::records::types::Reference;

record! {
    /// Several places at once, such as everywhere in a country except one part of it.
    pub struct PlaceSet {
        /// The name that readers see.
        pub title: String,
        /// The places in it, with all that lies in them.
        pub places: Vec<Reference> as ways::some::<PlaceRecord>(),
        /// What of it is left out, with all that lies in it.
        pub except: Vec<Reference> as ways::any::<PlaceRecord>(),
        /// What to know about it, such as the hours of the day that people share.
        pub note: Option<String>,
    }
    checked by not_empty
}

/// Something is left of it.
fn not_empty(fields: &mut Fields<'_, '_>, set: Option<PlaceSet>) -> Option<PlaceSet> {
    let set = set?;
    if set.places.is_empty() {
        let finding = Diagnostic::new(&rules::BAD_RECORD, fields.place("places"), "this set holds no place");
        fields.diags().push(finding.hint("name one or more places, such as `places = [\"germany\"]`"));
        return None;
    }
    let both = set.except.iter().find(|out| set.places.iter().any(|place| place.id == out.id));
    if let Some(out) = both {
        let message = format!("`{}` is in this set, and left out of it", out.id);
        let finding = Diagnostic::new(&rules::BAD_RECORD, out.place.clone(), message);
        fields.diags().push(finding.hint("name it in `places` or in `except`"));
        return None;
    }
    Some(set)
}
