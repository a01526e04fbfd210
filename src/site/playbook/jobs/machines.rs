//! An opening as machines read it.

use crate::site::document::tables::RecordName;
use crate::site::document::tables::jobs::{JobPay, JobPlace, JobPosting};
use crate::site::gate::Reader;
use crate::site::records::kinds::posting::{Engagement, Posting};
use crate::site::records::types::{PlaceRecord, Record};

impl<'s> Reader<'s> {
    /// What the page of an opening says under this title, for machines; `None` when this audience does not see the record.
    pub(in crate::site) fn job_posting(&self, id: &str, title: &str) -> Option<JobPosting> {
        let record = self.records.postings.get(id)?;
        let posting = &record.body;
        let employer = &self.config.employer;
        let pay = self.posted_pay(posting).filter(|pay| !pay.range.open_ended).map(|pay| JobPay {
            min: pay.range.min,
            max: pay.range.max,
            currency: pay.currency,
            period: pay.period.name(),
            text: self.posted_text(&pay),
            example: self.is_made_up(posting),
        });
        let places = posting.places.iter().filter_map(|place| self.records.places.named(place));
        let role = self.records.roles.named(&posting.role);
        let family = role.and_then(|role| self.records.families.named(role.body.family.as_ref()?));
        Some(JobPosting {
            id: record.id.clone(),
            title: title.to_owned(),
            place_names: self.place_names_of(posting).pop(),
            is_open: !posting.is_closed(self.config.today),
            employer: employer.name.clone().or_else(|| self.config.brand.name.clone()),
            employer_url: employer.url.clone(),
            opened: posting.opened,
            closes: posting.closes,
            mode: posting.mode().text(),
            mode_title: self.mode_title(posting.mode()).to_owned(),
            employment: employment(posting),
            places: places.map(|place| self.job_place(place)).collect(),
            pay,
            family: family.map(|family| RecordName { id: family.id.clone(), title: family.body.title.clone() }),
            benefits: posting.benefits.clone(),
            hours: posting.hours.clone(),
            openings: posting.openings.unwrap_or(1),
        })
    }

    fn job_place(&self, place: &'s Record<PlaceRecord>) -> JobPlace {
        let parent = |place: &&'s Record<PlaceRecord>| self.records.places.named(place.body.parent.as_ref()?);
        // Places that lie in each other are reported; they must not keep us here.
        let around: Vec<_> = std::iter::successors(Some(place), parent).take(16).collect();
        let region = around.iter().find_map(|place| place.body.region.as_deref());
        let (of_region, region) = region.and_then(|code| code.split_once('-')).unzip();
        let country = around.iter().find_map(|place| place.body.country.as_deref()).or(of_region);
        JobPlace {
            name: RecordName { id: place.id.clone(), title: place.body.title.clone() },
            country: country.map(str::to_owned),
            region: region.and_then(|region| region.split('-').next()).map(str::to_owned),
            locality: place.body.locality.clone(),
        }
    }
}

/// What search engines call the contract.
fn employment(posting: &Posting) -> Vec<&'static str> {
    let contract = match posting.engaged() {
        Engagement::Employee => None,
        Engagement::Contractor => Some("CONTRACTOR"),
        Engagement::FixedTerm => Some("TEMPORARY"),
        Engagement::Intern => Some("INTERN"),
    };
    let time = if posting.share() < 100 { "PART_TIME" } else { "FULL_TIME" };
    // An intern's or a contractor's time is no employment for good.
    let time = (contract.is_none() || posting.share() < 100 || contract == Some("TEMPORARY")).then_some(time);
    time.into_iter().chain(contract).collect()
}
