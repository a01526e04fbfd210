//! What a key asks for by the words it is made of: `live_from`, `hide_until`, `data_classification`.

use super::keys::Meaning;
use super::vocabulary::is_hiding;

const SHOWS: [&str; 10] =
    ["publish", "published", "live", "release", "released", "visible", "show", "shown", "launch", "available"];
const FROM: [&str; 6] = ["at", "on", "from", "after", "date", "time"];
const UNTIL: [&str; 3] = ["until", "till", "before"];
const ABOUT_READERS: [&str; 8] = [
    "classification",
    "confidentiality",
    "sensitivity",
    "visibility",
    "distribution",
    "sharing",
    "readership",
    "clearance",
];
const FOR: [&str; 3] = ["for", "to", "by"];

/// What a page may not be yet.
pub(super) const DONE: [&str; 13] = [
    "approved",
    "ready",
    "final",
    "finished",
    "reviewed",
    "published",
    "public",
    "released",
    "yet",
    "complete",
    "done",
    "live",
    "signed",
];

/// What a key of these words is about.
pub(super) fn meaning(parts: &[String]) -> Option<Meaning> {
    let has = |words: &[&str]| parts.iter().any(|part| words.contains(&part.as_str()));
    if parts.len() > 4 {
        return None;
    }
    let is_day = has(&SHOWS) && has(&FROM)
        || has(&["not"]) && has(&["before"])
        || has(&UNTIL) && parts.iter().any(|part| is_hiding(part) || part == "hide" || part == "keep");
    let is_about_readers = has(&ABOUT_READERS)
        || parts.len() == 2 && has(&["visible", "shown", "readable"]) && has(&FOR)
        || has(&["who"]) && has(&["see", "read", "access"]);
    let readers = is_about_readers.then_some(Meaning::Readers);
    is_day.then_some(Meaning::Day).or(readers)
}
