//! Where figures and statements come from: `[source.ID]`.

use jiff::civil::Date;

use super::declared::{Holds, Shape, Way, record};
use crate::diag::{Diagnostic, rules};
use crate::fields::Fields;
use crate::site::source::front_matter::past;

record! {
    /// Where a figure or a statement comes from.
    pub struct SourceRecord {
        /// Who published it.
        pub publisher: String,
        /// What the page or report is called.
        pub title: String,
        /// Where it can be read.
        pub url: Option<String> as ADDRESS,
        /// The day it was published; this or `retrieved` is always there.
        pub published: Option<Date> as PAST,
        /// The day it was read.
        pub retrieved: Option<Date> as PAST,
        /// What sort of source it is, such as `article`; `example` marks invented figures.
        pub kind: Option<String>,
        /// How many people stand behind its figures, and who they were.
        pub sample: Option<String>,
        /// What to know about it.
        pub note: Option<String>,
    }
    checked by dated
}

const WEB_ADDRESS: &str = "a web address that begins with `https://`";

const ADDRESS: Way<Option<String>> = Way::new(
    Shape::optional(Holds::Form { what: WEB_ADDRESS, pattern: "^https?://[^\\s<>\"]+$" }),
    |fields, key, _| Some(fields.parse(key, WEB_ADDRESS, web_address).map(|address| address.value)),
);

/// A day that has been.
const PAST: Way<Option<Date>> =
    Way::new(Shape::optional(Holds::Date), |fields, key, config| Some(past(fields, key, config.today)));

fn web_address(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let is_sound =
        !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
    is_sound.then(|| text.to_owned())
}

/// A figure without a date cannot grow old.
fn dated(fields: &mut Fields<'_, '_>, source: Option<SourceRecord>) -> Option<SourceRecord> {
    let is_dated = match &source {
        Some(source) => source.published.is_some() || source.retrieved.is_some(),
        None => fields.written("published").is_some() || fields.written("retrieved").is_some(),
    };
    // A date that cannot be read was reported.
    let is_said = fields.written("published").is_some() || fields.written("retrieved").is_some();
    if !is_dated && !is_said {
        let finding = Diagnostic::new(&rules::BAD_RECORD, fields.header(), "this source has no date")
            .hint("add `published`, or `retrieved` with the day you read it");
        fields.diags().push(finding);
    }
    source.filter(|_| is_dated)
}
