//! The shape of every address that is not the path of a file: one function for each kind of page that records or the
//! program itself make.

use super::address;

/// The list of tags.
pub const TAGS: &str = "/tags/";
/// The page of what is to be reviewed.
pub const DUE: &str = "/due/";
/// The search page.
pub const SEARCH: &str = "/search/";

/// An address among the pages of the language whose addresses begin with `start`.
pub fn within(start: &str, url: &str) -> String {
    format!("{start}{}", url.trim_start_matches('/'))
}

/// The section at an address as one document.
pub fn print(url: &str) -> String {
    format!("/print{url}")
}

/// The page of a role.
pub fn role(id: &str) -> String {
    format!("/roles/{id}/")
}

/// The role whose page has this address.
pub fn role_at(url: &str) -> Option<&str> {
    url.strip_prefix("/roles/")?.strip_suffix('/')
}

/// The address of another name of a role, such as `/roles/lead-ai-ml-engineer/` of `Lead AI/ML Engineer`.
pub fn other_name_of_role(name: &str) -> Option<String> {
    let segment = segment_of_name(name);
    address::segment_problem(&segment).is_none().then(|| role(&segment))
}

/// Another name of a role as a segment of an address.
pub fn segment_of_name(name: &str) -> String {
    address::slug(&name.replace('/', " "))
}

/// The page of a skill.
pub fn skill(id: &str) -> String {
    format!("/skills/{id}/")
}

/// The page that sets these roles side by side.
pub fn comparison<'a>(roles: impl Iterator<Item = &'a str>) -> String {
    format!("/compare/{}/", roles.collect::<Vec<_>>().join("-vs-"))
}

/// The page of a ladder.
pub fn ladder(id: &str) -> String {
    format!("/ladders/{id}/")
}

/// The pay page of a role or a place.
pub fn pay(id: &str) -> String {
    format!("/pay/{id}/")
}

/// The page of the section of pay.
pub const PAY: &str = "/pay/";

/// The list of openings.
pub const JOBS: &str = "/jobs/";

/// What readers should know has changed.
pub const CHANGES: &str = "/changes/";

/// The page of an opening.
pub fn job(id: &str) -> String {
    format!("{JOBS}{id}/")
}

/// A role's pay explorer alone, for frames of other sites.
pub fn explorer_alone(role: &str) -> String {
    format!("/embed/pay-explorer/{role}/")
}

/// A questionnaire alone, for frames of other sites.
pub fn role_fit_alone(id: &str) -> String {
    format!("/embed/role-fit/{id}/")
}

/// The page of a tag, by the last segment of its address.
pub fn tag(slug: &str) -> String {
    format!("{TAGS}{slug}/")
}

/// The tag whose page has this address, as its last segment; no name is the list of tags.
pub fn tag_at(written: &str) -> Option<&str> {
    let tag = written.strip_prefix(TAGS)?;
    Some(tag.strip_suffix('/').unwrap_or(tag))
}
