//! Whether a law reaches an opening: by its places, by how the work is done, and by the office that it reports to.

use crate::config::Employer;
use crate::site::playbook::jobs::law::{There, is_left_out, reaches_office, there};
use crate::site::records::Data;
use crate::site::records::kinds::law::Law;
use crate::site::records::kinds::posting::{Posting, WorkMode};
use crate::site::records::types::Reference;

/// Whether a law reaches an opening by where it is done.
#[derive(Debug)]
pub(super) enum Reach<'s> {
    /// It does not.
    No,
    /// It does, because of this place.
    Yes(&'s Reference),
    /// Nobody has read whether it reaches remote jobs.
    NotVerified(&'s Reference),
    /// What has to be known first, and what to write then.
    Unknown(&'s Reference, String, String),
}

/// The jurisdiction of a place: its region, else its country, else those of the place it lies in.
pub(super) fn code_of<'s>(data: &'s Data, place: &str) -> Option<&'s str> {
    let mut at = data.places.get(place);
    for _ in 0..=data.places.count() {
        let body = &at?.body;
        if let Some(code) = body.region.as_deref().or(body.country.as_deref()) {
            return Some(code);
        }
        at = data.places.get(&body.parent.as_ref()?.id);
    }
    None
}

/// Whether a law reaches an opening.
pub(super) fn reach<'s>(law: &Law, posting: &'s Posting, data: &Data, employer: &Employer) -> Reach<'s> {
    let is_remote = posting.mode() == WorkMode::Remote;
    let mut best = Reach::No;
    let except: Vec<&str> = posting.except.iter().filter_map(|out| code_of(data, &out.id)).collect();
    if is_left_out(law, &except) {
        return by_office(law, posting, data).map_or(Reach::No, Reach::Yes);
    }
    for place in &posting.places {
        let Some(code) = code_of(data, &place.id) else { continue };
        let found = match there(law, code, is_remote, employer) {
            There::No => continue,
            There::Yes if !is_remote => return Reach::Yes(place),
            There::Yes => Reach::Yes(place),
            There::NotVerified => Reach::NotVerified(place),
            There::Unknown(what, hint) => Reach::Unknown(place, what, hint),
        };
        best = better(best, found);
    }
    by_office(law, posting, data).map_or(best, Reach::Yes)
}

/// The office that the job reports to, where the law goes by that.
fn by_office<'s>(law: &Law, posting: &'s Posting, data: &Data) -> Option<&'s Reference> {
    posting
        .reports_at
        .as_deref()
        .filter(|office| code_of(data, &office.id).is_some_and(|code| reaches_office(law, code)))
}

fn better<'s>(one: Reach<'s>, other: Reach<'s>) -> Reach<'s> {
    let rank = |reach: &Reach<'_>| match reach {
        Reach::No => 0,
        Reach::Unknown(..) => 1,
        Reach::NotVerified(_) => 2,
        Reach::Yes(_) => 3,
    };
    if rank(&other) > rank(&one) { other } else { one }
}
