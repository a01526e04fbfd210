//! The keys of front matter, as they are declared for editors; [`super::front_matter`] reads them.

use crate::config::PageKind;
use crate::fields::keys::{Holds, Key, Shape};
use crate::fields::schema;
use crate::fields::typed::{Complaint, Typed};

const TEXT: Shape = Shape::optional(Holds::Text);
const DATE: Shape = Shape::optional(Holds::Date);
const KIND: Shape = Shape::optional(Holds::Word(&PageKind::NAMES));
const AUDIENCE: Shape = Shape::optional(Holds::Audience);
const INTERVAL: Shape = Shape::optional(Holds::Form {
    what: "a length of time such as `6 months`",
    pattern: "^\\s*[0-9]+\\s+(day|week|month|year)s?\\s*$",
});

/// Every key that a page may have.
const FRONT_MATTER: &[Key] = &[
    Key::new("title", TEXT, "The page's title; its first heading unless it is set."),
    Key::new("summary", TEXT, "What the page is about, in a sentence: for lists, the search and search engines."),
    Key::new("kind", KIND, "What the page is for."),
    Key::new("audience", AUDIENCE, "Who may see the page; the default audience unless it is set."),
    Key::new("owner", TEXT, "Who looks after the page."),
    Key::new("reviewed_on", DATE, "When it was last checked."),
    Key::new("review_every", INTERVAL, "How long a review holds."),
    Key::new("aliases", Shape::list(Holds::Text), "Addresses that lead here, such as old ones."),
    Key::new(
        "weight",
        Shape::optional(Holds::Whole(i64::MIN, i64::MAX)),
        "Its position among its siblings, small first.",
    ),
    Key::new("slug", TEXT, "The last part of its address; made from the file's name unless it is set."),
    Key::new("tags", Shape::list(Holds::Text), "What readers may look for."),
    Key::new("draft", Shape::optional(Holds::Bool), "Whether only `serve` shows it."),
    Key::new("publish_on", DATE, "The first day it is shown."),
    Key::new("expire_on", DATE, "The first day it is not shown any more."),
    Key::new("role", Shape::optional(Holds::Id("role")), "The role that the page is about."),
    Key::new("roles", Shape::list(Holds::Id("role")), "The roles that it is about."),
    Key::new("place", Shape::optional(Holds::Id("place")), "The place that it is about."),
    Key::new("posting", Shape::optional(Holds::Id("posting")), "The opening that it adds its text to."),
    Key::new("waive", Shape::list(Holds::Text), "Findings about its wording to leave: a rule and the reason each."),
    Key::new(
        "from_data",
        Shape::optional(Holds::Bool),
        "Whether the sections of its record follow what the page writes.",
    ),
    Key::new(
        "terms",
        Shape::optional(Holds::Bool),
        "Whether terms of the glossary are explained in its text; `true` unless it is set.",
    ),
    Key::new("extra", Shape::optional(Holds::Map("name", &Shape::optional(Holds::Any))), "What a theme reads."),
    Key::new("cascade", Shape::optional(Holds::Table(CASCADE)), "What an `_index.md` passes down to its folder."),
];

const CASCADE: &[Key] = &[
    Key::new("audience", AUDIENCE, "Who may see the pages below that do not say so."),
    Key::new("owner", TEXT, "Who looks after them."),
    Key::new("review_every", INTERVAL, "How long a review of them holds."),
    Key::new("kind", KIND, "What they are for."),
];

/// The keys that every line of front matter may have, in order.
pub(in crate::site) fn keys() -> Vec<&'static Key> {
    FRONT_MATTER.iter().collect()
}

/// Keys that were typed, as front matter.
pub(in crate::site) fn typed(pairs: &[(String, String)]) -> Result<Typed, Vec<Complaint>> {
    let (keys, mut typed) = (keys(), Typed::default());
    let wrong: Vec<Complaint> = pairs.iter().filter_map(|(key, value)| typed.set(&keys, key, value).err()).collect();
    if wrong.is_empty() { Ok(typed) } else { Err(wrong) }
}

/// The JSON Schema of front matter.
pub(in crate::site) fn schema() -> String {
    let body = schema::table(&FRONT_MATTER.iter().collect::<Vec<_>>());
    schema::whole("Front matter", "What a page of a Rolebook site says about itself, at its top.", body)
}
