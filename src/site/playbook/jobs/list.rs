//! The list of openings, and what it can be narrowed by.

use std::collections::BTreeMap;

use crate::site::document::tables::jobs::{JobFacet, JobList, JobValue, ListedJob};
use crate::site::gate::Reader;
use crate::site::records::kinds::posting::Posting;
use crate::site::records::types::Record;
use crate::site::routes;

/// Style sheets know so many values of a facet; more are not offered.
const MOST_VALUES: usize = 20;

/// The values of one facet, by id, with their titles.
type Values = Vec<(String, String)>;

impl<'s> Reader<'s> {
    /// Every opening that somebody of this audience can apply for.
    pub(in crate::site) fn job_list(&self) -> JobList {
        let open = self.open_postings();
        let of_facets: [(&str, Vec<Values>); 3] = [
            ("place", open.iter().map(|(record, _)| self.place_values(&record.body)).collect()),
            ("family", open.iter().map(|(record, _)| self.family_values(&record.body)).collect()),
            ("mode", open.iter().map(|(record, _)| self.mode_values(&record.body)).collect()),
        ];
        let facets = of_facets.iter().filter_map(|(id, values)| self.facet(id, values)).collect();
        let jobs = open.iter().enumerate().filter_map(|(at, (record, title))| {
            let marks = of_facets.iter().flat_map(|(id, values)| marks(id, values, at)).collect();
            self.listed(record, title, marks)
        });
        JobList { jobs: jobs.collect(), facets }
    }

    fn listed(&self, record: &'s Record<Posting>, title: &str, marks: Vec<String>) -> Option<ListedJob> {
        let posting = &record.body;
        let words = self.words();
        let pay = self.posted_pay(posting).map(|pay| self.posted_text(&pay));
        let example = pay.as_ref().filter(|_| self.is_made_up(posting)).map(|_| words.text("pay.example").to_owned());
        let last = posting.closes.map(|date| words.say("jobs.closes", &[("date", (&words.day(date)).into())]));
        let mode = self.mode_title(posting.mode()).to_owned();
        let pay: Vec<String> = pay.into_iter().chain(example).collect();
        let facts = [mode.clone()].into_iter().chain(pay.clone()).chain(last.clone());
        let title = match self.place_names_of(posting).first() {
            Some(places) => words.say("posting.title", &[("job", title.into()), ("places", places.into())]),
            None => title.to_owned(),
        };
        Some(ListedJob {
            title,
            path: self.pages.path(&routes::job(&record.id))?,
            summary: posting.summary.clone(),
            facts: facts.collect(),
            pay,
            terms: [mode].into_iter().chain(last).collect(),
            marks,
        })
    }

    fn place_values(&self, posting: &Posting) -> Values {
        let places = posting.places.iter().filter_map(|place| self.records.places.named(place));
        places.map(|place| (place.id.clone(), place.body.title.clone())).collect()
    }

    fn family_values(&self, posting: &Posting) -> Values {
        let role = self.records.roles.named(&posting.role);
        let family = role.and_then(|role| self.records.families.named(role.body.family.as_ref()?));
        family.map(|family| (family.id.clone(), family.body.title.clone())).into_iter().collect()
    }

    fn mode_values(&self, posting: &Posting) -> Values {
        vec![(posting.mode().text().to_owned(), self.mode_title(posting.mode()).to_owned())]
    }

    /// A facet with its values; `None` where all openings are alike.
    fn facet(&self, id: &str, of_jobs: &[Values]) -> Option<JobFacet> {
        let values = numbered(of_jobs);
        if values.len() < 2 {
            return None;
        }
        let count = |id: &str| of_jobs.iter().filter(|values| values.iter().any(|(own, _)| own == id)).count();
        let values = values.iter().take(MOST_VALUES).enumerate().map(|(at, (id, title))| JobValue {
            number: at + 1,
            title: title.clone(),
            count: count(id),
        });
        let title = self.words().text(&format!("jobs.{id}")).to_owned();
        Some(JobFacet { id: id.to_owned(), title, values: values.collect() })
    }
}

/// Every value of a facet once, in the order of their titles.
fn numbered(of_jobs: &[Values]) -> Values {
    let all: BTreeMap<(&String, &String), ()> = of_jobs.iter().flatten().map(|(id, title)| ((title, id), ())).collect();
    all.into_keys().map(|(title, id)| (id.clone(), title.clone())).collect()
}

fn marks(facet: &str, of_jobs: &[Values], job: usize) -> Vec<String> {
    let values = numbered(of_jobs);
    let number = |id: &String| values.iter().position(|(own, _)| own == id);
    of_jobs[job].iter().filter_map(|(id, _)| Some(format!("{facet}-{}", number(id)? + 1))).collect()
}
