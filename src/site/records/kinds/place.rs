//! Where people work: `[place.ID]`.

use super::declared::{Holds, Shape, Way, record, ways};
use crate::site::records::types::Reference;

record! {
    /// Where somebody works.
    pub struct PlaceRecord {
        /// The name that readers see.
        pub title: String,
        /// The country, by its ISO 3166 code.
        pub country: Option<String> as COUNTRY,
        /// The currency that pay is usually given in there.
        pub currency: Option<&'static str> as ways::MAYBE_CURRENCY,
        /// The larger place that it lies in.
        pub parent: Option<Reference> as ways::maybe_a::<PlaceRecord>(),
    }
}

const COUNTRY_CODE: &str = "a country code of two capitals, such as `GB`";

const COUNTRY: Way<Option<String>> =
    Way::new(Shape::optional(Holds::Form { what: COUNTRY_CODE, pattern: "^[A-Z]{2}$" }), |fields, key, _| {
        let is_code = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let code = fields.parse(key, COUNTRY_CODE, |text| is_code(text).then(|| text.to_owned()));
        Some(code.map(|code| code.value))
    });
