//! Openings: `[posting.ID]`.

use jiff::civil::Date;

use super::declared::{To, Way, choices, record};
use crate::site::records::types::{Band, LevelRecord, Period, PlaceRecord, PlaceSet, Reference, Role, SourceRecord};

record! {
    /// An opening: one job that somebody is looked for.
    pub struct Posting {
        /// The role that somebody is looked for.
        pub role: To<Role>,
        /// The title, when it is not that of the role: the job's alone, without pay, place or company.
        pub title: Option<String>,
        /// The level, when the role has several.
        pub level: Option<To<LevelRecord>>,
        /// The job in a sentence, for lists and search engines.
        pub summary: Option<String>,
        /// The places where the work may be done; for remote work, every place from which somebody may work.
        pub places: Vec<To<PlaceRecord>>,
        /// A set of places, all of which are added to `places`; work is not done from what it leaves out.
        pub place_set: Option<To<PlaceSet>>,
        /// What the set leaves out.
        pub except: Vec<Reference> as LATER,
        /// How the work is done: `on-site`, `hybrid` or `remote`; on site where it is left out.
        pub work_mode: Option<WorkMode>,
        /// What hybrid or remote means here: days on site, hours that overlap, travel.
        pub work_days: Option<String>,
        /// The lower end of the posted base pay, in whole units; the band's where both ends are left out.
        pub min: Option<i64>,
        /// The upper end; the same as `min` where everybody gets one amount.
        pub max: Option<i64>,
        /// The currency of `min` and `max`; that of the first place where it is left out.
        pub currency: Option<String>,
        /// What the amounts are paid for: `year`, `month`, `day` or `hour`; a year where it is left out.
        pub period: Option<Period>,
        /// The band that the range lies in; that of role, level and place where it is left out.
        pub band: Option<To<Band>>,
        /// Where the amounts come from, when they are not your own; `example` marks invented ones.
        pub source: Option<To<SourceRecord>>,
        /// Whether the range has no upper end; many laws do not take that for a range.
        pub open_ended: bool,
        /// Whether the job is paid by commission alone.
        pub commission_only: bool,
        /// Whether `min` and `max` are the base wage of tipped work.
        pub tipped: bool,
        /// A public page made for this job that states the pay and benefits, where a law takes that.
        pub pay_link: Option<String>,
        /// Whether the regulator's own form is used to state the pay, where a law takes that.
        pub pay_form: bool,
        /// Pay besides the base: bonus, commission, equity; or that there is none.
        pub other_pay: Option<String>,
        /// The benefits in general: health, retirement, paid days off and others.
        pub benefits: Option<String>,
        /// The least pay under a collective agreement, in the currency and for the period of the range.
        pub agreement_pay: Option<i64>,
        /// The collective agreement.
        pub agreement: Option<String>,
        /// Whether more may be paid than the range or the agreement says, by experience and qualification.
        pub pays_more: bool,
        /// How many people are looked for; one where it is left out.
        pub openings: Option<i64>,
        /// The day it was posted.
        pub opened: Option<Date>,
        /// The last day to apply.
        pub closes: Option<Date>,
        /// Whether there is no last day: applications are taken as long as the posting stands.
        pub ongoing: bool,
        /// `draft`, `open`, `closed` or `filled`; open where it is left out.
        pub status: Option<PostingStatus>,
        /// Who the person reports to, as a job title.
        pub reports_to: Option<String>,
        /// The place of the office that the job reports to, where it is not one of `places`.
        pub reports_at: Option<To<PlaceRecord>>,
        /// Who is hiring, by name; shown to the highest audience alone.
        pub manager: Option<String>,
        /// Where to apply: an e-mail address, or an address that begins with `https://`.
        pub apply: Option<String>,
        /// How to apply: what to send, and what happens then.
        pub how_to_apply: Option<String>,
        /// What the contract is: `employee`, `contractor`, `fixed-term` or `intern`; an employee's where it is left out.
        pub engagement: Option<Engagement>,
        /// How long a contract that ends runs.
        pub term: Option<String>,
        /// How much of full time it is, in percent; 100 where it is left out.
        pub fte: Option<i64>,
        /// The hours: how many a week, and when.
        pub hours: Option<String>,
        /// The day or the time when the work begins.
        pub starts: Option<String>,
        /// What is built or run, in a sentence.
        pub system: Option<String>,
        /// The tools and languages of the work.
        pub stack: Option<String>,
        /// The trade that it is for.
        pub domain: Option<String>,
        /// Who is worked with, and how many.
        pub team: Option<String>,
        /// What the person does; the role's responsibilities where it is left out.
        pub duties: Vec<String>,
        /// What is done after a year; the role's outcomes where it is left out.
        pub outcomes: Vec<String>,
        /// What is asked for; the skills that the role needs where it is left out.
        pub musts: Vec<String>,
        /// What helps and is not asked for.
        pub nice: Vec<String>,
        /// How the decision is made, in a sentence; the stages of the role's interviews follow.
        pub process: Option<String>,
        /// Whether AI screens, assesses or selects applicants, in a sentence.
        pub ai_use: Option<String>,
        /// Whether there is a vacancy now, in a sentence.
        pub vacancy: Option<String>,
        /// Your statement of equal opportunity.
        pub equal_opportunity: Option<String>,
        /// Why laws on pay in postings do not cover it: `internal-transfer` or `union-public-job`.
        pub exempt: Option<Exemption>,
        /// Findings that are right to leave, each a rule or a law and the reason: `inflated: the product is called so`.
        pub waive: Vec<String>,
    }
}

/// It is filled in when all records are read.
const LATER: Way<Vec<Reference>> = Way::unwritten(|_, _, _| Some(Vec::new()));

choices!(WorkMode, PostingStatus, Engagement, Exemption);

/// How the work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum WorkMode {
    OnSite,
    Hybrid,
    Remote,
}

impl WorkMode {
    /// Every mode with its word.
    pub const NAMES: [(&'static str, WorkMode); 3] =
        [("on-site", WorkMode::OnSite), ("hybrid", WorkMode::Hybrid), ("remote", WorkMode::Remote)];

    /// The word authors write.
    pub fn text(self) -> &'static str {
        WorkMode::NAMES[self as usize].0
    }
}

/// Whether somebody is still looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum PostingStatus {
    Draft,
    Open,
    Closed,
    Filled,
}

impl PostingStatus {
    /// Every status with its word.
    pub const NAMES: [(&'static str, PostingStatus); 4] = [
        ("draft", PostingStatus::Draft),
        ("open", PostingStatus::Open),
        ("closed", PostingStatus::Closed),
        ("filled", PostingStatus::Filled),
    ];
}

/// What the contract is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Engagement {
    Employee,
    Contractor,
    FixedTerm,
    Intern,
}

impl Engagement {
    /// Every one with its word.
    pub const NAMES: [(&'static str, Engagement); 4] = [
        ("employee", Engagement::Employee),
        ("contractor", Engagement::Contractor),
        ("fixed-term", Engagement::FixedTerm),
        ("intern", Engagement::Intern),
    ];

    /// The word authors write.
    pub fn text(self) -> &'static str {
        Engagement::NAMES[self as usize].0
    }
}

/// Why laws on pay in postings do not cover one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum Exemption {
    InternalTransfer,
    UnionPublicJob,
}

impl Exemption {
    /// Every one with its word.
    pub const NAMES: [(&'static str, Exemption); 2] =
        [("internal-transfer", Exemption::InternalTransfer), ("union-public-job", Exemption::UnionPublicJob)];
}

impl Posting {
    /// How the work is done.
    pub(in crate::site) fn mode(&self) -> WorkMode {
        self.work_mode.unwrap_or(WorkMode::OnSite)
    }

    /// What the contract is.
    pub(in crate::site) fn engaged(&self) -> Engagement {
        self.engagement.unwrap_or(Engagement::Employee)
    }

    /// Adds the places of the set that it names, and notes what that leaves out.
    pub(in crate::site) fn take_in(&mut self, set: &PlaceSet) {
        let Some(named) = &self.place_set else { return };
        let is_new = |place: &&Reference| self.places.iter().all(|known| known.id != place.id);
        let added: Vec<_> = set.places.iter().filter(is_new).map(|place| To::new(&place.id, &named.place)).collect();
        self.places.extend(added);
        self.except.clone_from(&set.except);
    }

    /// How much of full time it is, in percent.
    pub(in crate::site) fn share(&self) -> i64 {
        self.fte.unwrap_or(100)
    }

    /// Whether nobody can apply any more on this day; the last day to apply is one of those on which somebody can.
    pub(in crate::site) fn is_closed(&self, today: Date) -> bool {
        matches!(self.status, Some(PostingStatus::Closed | PostingStatus::Filled))
            || self.closes.is_some_and(|last| last < today)
    }

    /// Whether it waits for its day, or to be finished: then only a preview shows its page.
    pub(in crate::site) fn is_waiting(&self, today: Date) -> bool {
        self.status == Some(PostingStatus::Draft) || self.opened.is_some_and(|day| day > today)
    }
}
