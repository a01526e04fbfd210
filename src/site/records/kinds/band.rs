//! What a site publishes about pay: `[[band]]`.

use jiff::civil::Date;

use super::declared::{record, ways};
use super::observation::Observation;
use super::pay::Pay;
use super::source::SourceRecord;
use crate::diag::{Diagnostic, Place, rules};
use crate::fields::Fields;
use crate::site::records::types::{Method, Reference};

record! {
    /// What this site publishes about pay.
    pub struct Band {
        /// The figure.
        pub pay: Pay as ways::inline::<Pay>(),
        /// The observations it is made from.
        pub from: Vec<Reference> as ways::any::<Observation>(),
        /// How it was made from them; it may be left out where they agree.
        pub method: Option<Method>,
        /// Where a figure without observations can be read.
        pub source: Option<Reference> as ways::maybe_a::<SourceRecord>(),
        /// The first day it is in force; before it, only the highest audience sees it.
        pub effective_from: Option<(Date, Place)>,
        /// The last day it is in force; the day before the next one begins, where one replaces it.
        pub effective_to: Option<(Date, Place)>,
        /// The band it takes the place of; that one ends where this begins.
        pub replaces: Option<Reference> as ways::maybe_a::<Band>(),
        /// Who approved it.
        pub approved_by: Option<String>,
    }
    checked by days_ascend
}

impl Band {
    /// Whether it is in force on this day.
    pub(in crate::site) fn is_in_force(&self, day: Date) -> bool {
        !self.is_to_come(day) && self.effective_to.as_ref().is_none_or(|(to, _)| day <= *to)
    }

    /// Whether this day is before its first one.
    pub(in crate::site) fn is_to_come(&self, day: Date) -> bool {
        self.effective_from.as_ref().is_some_and(|(from, _)| day < *from)
    }
}

/// It begins before it ends.
fn days_ascend(fields: &mut Fields<'_, '_>, band: Option<Band>) -> Option<Band> {
    let band = band?;
    if let (Some((from, _)), Some((to, place))) = (&band.effective_from, &band.effective_to)
        && to < from
    {
        let message = format!("this band ends on {to}, before it begins on {from}");
        let finding = Diagnostic::new(&rules::BAD_RECORD, place.clone(), message);
        fields.diags().push(finding.hint("write the last day it is in force, not before `effective_from`"));
        return None;
    }
    Some(band)
}
