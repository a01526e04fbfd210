//! What pages of postings show, and what machines read of them: plain values for one audience.

use jiff::civil::Date;
use serde::Serialize;

use super::RecordName;

/// An opening at a glance.
#[derive(Debug, Clone, Serialize)]
pub struct PostingFacts {
    /// That nobody can apply any more, in a sentence; `None` while somebody can.
    pub closed: Option<String>,
    /// What it pays, as far as it says so; the fact `pay` says the same in full.
    pub range: Option<PostingRange>,
    /// What there is to know first.
    pub facts: Vec<PostingFact>,
    /// Where to apply; `None` when nobody can, or nothing says so.
    pub apply: Option<ApplyLink>,
}

/// The range that an opening is posted with.
#[derive(Debug, Clone, Serialize)]
pub struct PostingRange {
    /// What is paid: base pay, or pay where it is something else.
    pub name: String,
    /// From one end to the other.
    pub text: String,
    /// For how long: `a year`.
    pub per: String,
    /// Whether it is made up.
    pub example: bool,
}

/// A fact about an opening.
#[derive(Debug, Clone, Serialize)]
pub struct PostingFact {
    /// Its name for templates: `places`, `mode`, `pay`, `level`, `engagement`, `hours`, `starts`, `reports_to`,
    /// `openings`, `opened`, `closes`, `manager`.
    pub key: &'static str,
    /// What it is.
    pub name: String,
    /// Its lines.
    pub lines: Vec<String>,
}

/// Where to apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApplyLink {
    /// The address: `https:` or `mailto:`.
    pub href: String,
    /// What the link says.
    pub label: String,
}

/// Every opening that somebody can apply for.
#[derive(Debug, Clone, Serialize)]
pub struct JobList {
    /// The openings, in the order of their titles.
    pub jobs: Vec<ListedJob>,
    /// What they can be narrowed by; one whose openings are all alike is left out.
    pub facets: Vec<JobFacet>,
}

/// An opening in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ListedJob {
    /// The title.
    pub title: String,
    /// Its page from the site's root.
    pub path: String,
    /// The job in a sentence.
    pub summary: Option<String>,
    /// How the work is done, pay and last day, each as text.
    pub facts: Vec<String>,
    /// Of them the pay, and that it is made up, if it is.
    pub pay: Vec<String>,
    /// The others of them.
    pub terms: Vec<String>,
    /// The number of each value it has, by facet: `place-1`, `mode-2`.
    pub marks: Vec<String>,
}

/// What openings can be narrowed by.
#[derive(Debug, Clone, Serialize)]
pub struct JobFacet {
    /// `place`, `family` or `mode`.
    pub id: String,
    /// What readers see.
    pub title: String,
    /// Its values, numbered from 1.
    pub values: Vec<JobValue>,
}

/// A value of a [`JobFacet`].
#[derive(Debug, Clone, Serialize)]
pub struct JobValue {
    /// From 1.
    pub number: usize,
    /// What readers see.
    pub title: String,
    /// How many openings have it.
    pub count: usize,
}

/// An opening as machines read it: no more than its page shows.
#[derive(Debug, Clone)]
pub struct JobPosting {
    /// The record's id.
    pub id: String,
    /// The job's title alone, even where the page's says the place, too.
    pub title: String,
    /// Where it is, as lists of openings say it behind the title; `None` where no place is named.
    pub place_names: Option<String>,
    /// Whether somebody can still apply.
    pub is_open: bool,
    /// Who employs, and its own site.
    pub employer: Option<String>,
    /// The employer's own site.
    pub employer_url: Option<String>,
    /// The day it was posted.
    pub opened: Option<Date>,
    /// The last day to apply.
    pub closes: Option<Date>,
    /// `on-site`, `hybrid` or `remote`.
    pub mode: &'static str,
    /// What readers see of that.
    pub mode_title: String,
    /// What the contract is: `FULL_TIME`, `PART_TIME`, `CONTRACTOR`, `TEMPORARY`, `INTERN`.
    pub employment: Vec<&'static str>,
    /// Where the work is done, or may be done.
    pub places: Vec<JobPlace>,
    /// The posted base pay.
    pub pay: Option<JobPay>,
    /// The family of the role.
    pub family: Option<RecordName>,
    /// The benefits in general.
    pub benefits: Option<String>,
    /// The hours.
    pub hours: Option<String>,
    /// How many people are looked for.
    pub openings: i64,
}

/// A place of an opening.
#[derive(Debug, Clone)]
pub struct JobPlace {
    /// The record's id, and the name readers see.
    pub name: RecordName,
    /// ISO 3166 code of the country.
    pub country: Option<String>,
    /// ISO 3166-2 code without the country: `CO`.
    pub region: Option<String>,
    /// The town.
    pub locality: Option<String>,
}

/// The posted base pay.
#[derive(Debug, Clone)]
pub struct JobPay {
    /// In whole units.
    pub min: i64,
    /// In whole units; the same for one amount.
    pub max: i64,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// `year`, `month`, `day` or `hour`.
    pub period: &'static str,
    /// As text: `$180,000 to $220,000 a year`.
    pub text: String,
    /// Whether it is made up, and must be labelled so.
    pub example: bool,
}
