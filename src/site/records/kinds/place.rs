//! Where people work: `[place.ID]`.

use super::declared::{Holds, Shape, Way, record, ways};
use crate::fields::Fields;
use crate::site::records::types::Reference;

record! {
    /// Where somebody works.
    pub struct PlaceRecord {
        /// The name that readers see.
        pub title: String,
        /// The country, by its ISO 3166 code.
        pub country: Option<String> as COUNTRY,
        /// The part of the country, by its ISO 3166-2 code, such as `US-CO`; a city's own law as a third part: `US-NY-NYC`.
        pub region: Option<String> as REGION,
        /// The town, as it stands in an address.
        pub locality: Option<String>,
        /// The currency that pay is usually given in there.
        pub currency: Option<&'static str> as ways::MAYBE_CURRENCY,
        /// The larger place that it lies in.
        pub parent: Option<Reference> as ways::maybe_a::<PlaceRecord>(),
    }
    checked by region_in_country
}

const COUNTRY_CODE: &str = "a country code of two capitals, such as `GB`";

const COUNTRY: Way<Option<String>> =
    Way::new(Shape::optional(Holds::Form { what: COUNTRY_CODE, pattern: "^[A-Z]{2}$" }), |fields, key, _| {
        let is_code = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let code = fields.parse(key, COUNTRY_CODE, |text| is_code(text).then(|| text.to_owned()));
        Some(code.map(|code| code.value))
    });

const REGION_CODE: &str = "a region by its ISO 3166-2 code, such as `US-CO` or `GB-SCT`";

const REGION: Way<Option<String>> = Way::new(
    Shape::optional(Holds::Form { what: REGION_CODE, pattern: "^[A-Z]{2}-[A-Z0-9]{1,3}(-[A-Z0-9]{1,4})?$" }),
    |fields, key, _| Some(fields.parse(key, REGION_CODE, region).map(|code| code.value)),
);

fn region(text: &str) -> Option<String> {
    let is_code = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let mut parts = text.split('-');
    let country =
        parts.next().is_some_and(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()));
    let within = parts.next().is_some_and(|part| (1..=3).contains(&part.len()) && is_code(part));
    let city = parts.next().is_none_or(|part| (1..=4).contains(&part.len()) && is_code(part));
    (country && within && city && parts.next().is_none()).then(|| text.to_owned())
}

/// A region begins with its country.
fn region_in_country(fields: &mut Fields<'_, '_>, place: Option<PlaceRecord>) -> Option<PlaceRecord> {
    let place = place?;
    if let (Some(region), Some(country)) = (&place.region, &place.country)
        && region.get(..2) != Some(country.as_str())
    {
        let at = fields.place("region").range().unwrap_or_default();
        let message = format!("the region `{region}` does not lie in `{country}`");
        fields.report(&at, message, format!("write a region of `{country}`, or change `country`"));
        return None;
    }
    Some(place)
}
