//! Whether a law covers an opening: by its places, by how the work is done, and by how many people the employer has.

use crate::config::{Employer, lies_in};
use crate::site::records::Data;
use crate::site::records::kinds::law::{Counted, Law, Remote};
use crate::site::records::kinds::posting::{Posting, WorkMode};
use crate::site::records::types::Reference;

/// The states of the European Union, by their ISO 3166 codes.
const EU: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";

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

/// Whether a law covers an employer by how many people work for it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cover {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The number of people at this place is not said.
    Unknown(String),
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

fn holds(law: &Law, code: &str) -> bool {
    let in_union = || EU.split(' ').any(|state| lies_in(code, state));
    lies_in(code, &law.place) || (law.place == "EU" && in_union())
}

/// Whether a law reaches an opening.
pub(super) fn reach<'s>(law: &Law, posting: &'s Posting, data: &Data, employer: &Employer) -> Reach<'s> {
    let is_remote = posting.mode() == WorkMode::Remote;
    let mut best = Reach::No;
    for place in &posting.places {
        let Some(code) = code_of(data, &place.id) else { continue };
        let there = holds(law, code);
        // Somebody who may work from anywhere in a country may work there.
        let inside = is_remote && lies_in(&law.place, code);
        if there && !is_remote {
            return Reach::Yes(place);
        }
        if there || inside {
            best = better(best, remotely(law, place, employer));
        }
    }
    let reports = posting.reports_at.as_deref().filter(|office| {
        let code = code_of(data, &office.id);
        law.remote.iter().any(|rule| matches!(rule, Remote::ReportsThere | Remote::MainlyForOfficeThere))
            && code.is_some_and(|code| holds(law, code))
    });
    reports.map_or(best, Reach::Yes)
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

/// Whether a law reaches remote work at a place that it holds for.
fn remotely<'s>(law: &Law, place: &'s Reference, employer: &Employer) -> Reach<'s> {
    let by_work = [Remote::CouldBeDoneThere, Remote::DoneThereInPart, Remote::DoneThere, Remote::OpenToResidents];
    if law.remote.is_empty() || law.remote.iter().any(|rule| by_work.contains(rule)) {
        return Reach::Yes(place);
    }
    if law.remote.contains(&Remote::EmployerThere) {
        return match employer.seats.iter().any(|seat| holds(law, seat)) {
            true => Reach::Yes(place),
            false if employer.seats.is_empty() => Reach::Unknown(
                place,
                format!("whether you have an office in {}", law.name),
                format!(
                    "list the places of your offices under `[employer]` of `rolebook.toml`: `seats = [\"{}\"]`",
                    law.place
                ),
            ),
            false => Reach::No,
        };
    }
    if law.remote.contains(&Remote::NotVerified) { Reach::NotVerified(place) } else { Reach::No }
}

/// Whether a law covers the employer. Nothing said of its people means that every law does.
pub(super) fn cover(law: &Law, employer: &Employer) -> Cover {
    let (Some(least), Some(count)) = (law.min_employees, &employer.headcount) else { return Cover::Yes };
    let all = count.total + if law.counts_contractors { count.contractors } else { 0 };
    let there = count.within(&law.place);
    let yes = |covered: bool| if covered { Cover::Yes } else { Cover::No };
    match law.counted {
        _ if all < least => Cover::No,
        // Whoever is hired there makes the one.
        Some(Counted::InPlace) if least <= 1 => Cover::Yes,
        Some(Counted::InPlace) => there.map_or_else(|| Cover::Unknown(law.place.clone()), |there| yes(there >= least)),
        Some(Counted::Anywhere | Counted::AnywhereOneInPlace) | None => Cover::Yes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_of_the_union_is_named_once() {
        let states: Vec<&str> = EU.split(' ').collect();
        assert_eq!(states.len(), 27);
        assert!(states.is_sorted());
    }
}
