//! Whether a law holds: on a day, for work at a place, and for an employer of so many people.

use jiff::civil::Date;

use crate::config::{Employer, lies_in};
use crate::site::records::kinds::law::{Counted, Law, LawStatus, Remote};

/// The states of the European Union, by their ISO 3166 codes.
const EU: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";

/// How far a law binds on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Force {
    /// It holds.
    Now,
    /// It holds, and is enforced from this day on.
    EnforcedFrom(Date),
    /// It holds from this day on.
    From(Date),
    /// It does not bind private employers.
    Never,
}

/// How far a law binds on a day.
pub(in crate::site) fn force(law: &Law, today: Date) -> Force {
    match (law.status, law.since) {
        (LawStatus::Directive | LawStatus::Pending | LawStatus::None, _) => Force::Never,
        (_, Some(since)) if since > today => Force::From(since),
        _ => law.enforced.filter(|day| *day > today).map_or(Force::Now, Force::EnforcedFrom),
    }
}

/// Whether a law reaches work at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) enum There {
    /// It does not.
    No,
    /// It does.
    Yes,
    /// Nobody has read whether it reaches remote jobs.
    NotVerified,
    /// What has to be known first, and what to write then.
    Unknown(String, String),
}

/// Whether a law covers an employer by how many people work for it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::site) enum Cover {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The number of people at this place is not said.
    Unknown(String),
}

/// Whether a law is one of a jurisdiction.
pub(in crate::site) fn holds(law: &Law, code: &str) -> bool {
    let in_union = || EU.split(' ').any(|state| lies_in(code, state));
    lies_in(code, &law.place) || (law.place == "EU" && in_union())
}

/// Whether a law reaches work in a jurisdiction, done there or remotely from there.
pub(in crate::site) fn there(law: &Law, code: &str, is_remote: bool, employer: &Employer) -> There {
    let inside = holds(law, code);
    if !is_remote {
        return if inside { There::Yes } else { There::No };
    }
    // Somebody who may work from anywhere in a country may work there.
    if inside || lies_in(&law.place, code) { remotely(law, employer) } else { There::No }
}

/// Whether a law goes by the office that a job reports to, and that office lies where it holds.
pub(in crate::site) fn reaches_office(law: &Law, code: &str) -> bool {
    law.remote.iter().any(|rule| matches!(rule, Remote::ReportsThere | Remote::MainlyForOfficeThere))
        && holds(law, code)
}

/// Whether a law is one of a part that a set of places leaves out: that is no place of the opening, though it lies in one.
pub(in crate::site) fn is_left_out(law: &Law, except: &[&str]) -> bool {
    except.iter().any(|code| lies_in(&law.place, code))
}

/// Whether a law reaches remote work at a place that it holds for.
fn remotely(law: &Law, employer: &Employer) -> There {
    let by_work = [Remote::CouldBeDoneThere, Remote::DoneThereInPart, Remote::DoneThere, Remote::OpenToResidents];
    if law.remote.is_empty() || law.remote.iter().any(|rule| by_work.contains(rule)) {
        return There::Yes;
    }
    if law.remote.contains(&Remote::EmployerThere) {
        return match employer.seats.iter().any(|seat| holds(law, seat)) {
            true => There::Yes,
            false if employer.seats.is_empty() => There::Unknown(
                format!("whether you have an office in {}", law.name),
                format!(
                    "list the places of your offices under `[employer]` of `rolebook.toml`: `seats = [\"{}\"]`",
                    law.place
                ),
            ),
            false => There::No,
        };
    }
    if law.remote.contains(&Remote::NotVerified) { There::NotVerified } else { There::No }
}

/// Whether a law covers the employer. Nothing said of its people means that every law does.
pub(in crate::site) fn cover(law: &Law, employer: &Employer) -> Cover {
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
