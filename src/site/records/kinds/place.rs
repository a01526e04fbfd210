//! Where people work: `[place.ID]`.

use super::declared::{Holds, Shape, To, Way, choices, record, ways};
use super::entity::Entity;
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
        /// How people are employed there: by a company of ours, by an employer of record, as contractors alone, or not at all.
        pub employs: Option<Employs>,
        /// The company that employs them.
        pub entity: Option<To<Entity>>,
    }
    checked by region_in_country
}

/// How people are employed at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Employs {
    Own,
    EmployerOfRecord,
    Contractors,
    No,
}

impl Employs {
    /// Every way with its word.
    pub const NAMES: [(&'static str, Employs); 4] = [
        ("own", Employs::Own),
        ("employer-of-record", Employs::EmployerOfRecord),
        ("contractors", Employs::Contractors),
        ("no", Employs::No),
    ];

    /// The word authors write.
    pub fn name(self) -> &'static str {
        Employs::NAMES[self as usize].0
    }
}

choices!(Employs);

const COUNTRY_CODE: &str = "a country code of two capitals, such as `GB`";

pub(super) const COUNTRY: Way<Option<String>> =
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

/// A region begins with its country, and nobody is employed where nobody is.
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
    if place.employs == Some(Employs::No) && place.entity.is_some() {
        let at = fields.place("entity").range().unwrap_or_default();
        let hint = "remove `entity`, or say in `employs` how people are employed there";
        fields.report(&at, "nobody is employed here, and a company employs them", hint);
        return None;
    }
    Some(place)
}
