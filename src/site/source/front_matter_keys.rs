//! The keys of front matter, as they are declared for editors, and what readers are shown of them as it is;
//! [`super::front_matter`] reads the others.

use jiff::civil::Date;

use super::front_matter::{past, tags};
use crate::config::{Config, PageKind};
use crate::fields::keys::{Holds, Key, Shape};
use crate::fields::schema;
use crate::fields::typed::{Complaint, Typed};
use crate::fields::{Fields, Table};

const TEXT: Shape = Shape::optional(Holds::Text);
const DATE: Shape = Shape::optional(Holds::Date);
const KIND: Shape = Shape::optional(Holds::Word(PageKind::NAMES));
const AUDIENCE: Shape = Shape::optional(Holds::Audience);
const INTERVAL: Shape = Shape::optional(Holds::Form {
    what: "a length of time such as `6 months`",
    pattern: "^\\s*[0-9]+\\s+(day|week|month|year)s?\\s*$",
});

/// Declares the keys of a page, in the order in which authors are told of them: what may stand there, and what it is for.
///
/// What readers are shown as it is says behind `=>` what it is to whoever draws pages, and how it is read; a template finds
/// it as `page.NAME`, and nothing else has to know of it.
macro_rules! front_matter {
    ($($key:literal: $shape:expr, $says:literal $(=> $field:ident: $type:ty, $read:expr)?;)*) => {
        /// Every key that a page may have.
        const FRONT_MATTER: &[Key] = &[$(Key::new($key, $shape, $says)),*];

        /// What a page says about itself and its readers are shown as it is.
        #[derive(Debug, Clone, Default)]
        pub struct ForReaders {
            $($(#[doc = $says] pub $field: $type,)?)*
        }

        impl ForReaders {
            /// Reads it from the front matter of a page.
            pub(super) fn read(fields: &mut Fields<'_, '_>, config: &Config) -> ForReaders {
                ForReaders { $($($field: $read(fields, config, $key),)?)* }
            }

            /// Every key with what it holds.
            pub fn said(&self) -> Vec<(&'static str, Said<'_>)> {
                vec![$($(($key, Said::from(&self.$field)),)?)*]
            }
        }
    };
}
front_matter! {
    "title": TEXT, "The page's title; its first heading unless it is set.";
    "summary": TEXT, "What the page is about, in a sentence: for lists, the search and search engines."
        => summary: Option<String>, text;
    "kind": KIND, "What the page is for.";
    "audience": AUDIENCE, "Who may see the page; the default audience unless it is set.";
    "owner": TEXT, "Who looks after the page.";
    "reviewed_on": DATE, "When it was last checked."
        => reviewed_on: Option<Date>, past_day;
    "review_every": INTERVAL, "How long a review holds.";
    "aliases": Shape::list(Holds::Text), "Addresses that lead here, such as old ones.";
    "weight": Shape::optional(Holds::Whole(i64::MIN, i64::MAX)), "Its position among its siblings, small first.";
    "slug": TEXT, "The last part of its address; made from the file's name unless it is set.";
    "tags": Shape::list(Holds::Text), "What readers may look for."
        => tags: Vec<String>, tags;
    "draft": Shape::optional(Holds::Bool), "Whether only `serve` shows it.";
    "publish_on": DATE, "The first day it is shown.";
    "expire_on": DATE, "The first day it is not shown any more.";
    "role": Shape::optional(Holds::Id("role")), "The role that the page is about.";
    "roles": Shape::list(Holds::Id("role")), "The roles that it is about.";
    "place": Shape::optional(Holds::Id("place")), "The place that it is about.";
    "posting": Shape::optional(Holds::Id("posting")), "The opening that it adds its text to.";
    "waive": Shape::list(Holds::Text), "Findings about its wording to leave: a rule and the reason each.";
    "from_data": Shape::optional(Holds::Bool), "Whether the sections of its record follow what the page writes.";
    "terms": Shape::optional(Holds::Bool), "Whether terms of the glossary are explained in its text; `true` unless it is set."
        => terms: Option<bool>, yes_or_no;
    "extra": Shape::optional(Holds::Map("name", &Shape::optional(Holds::Any))), "What a theme reads."
        => extra: serde_json::Map<String, serde_json::Value>, map;
    "cascade": Shape::optional(Holds::Table(CASCADE)), "What an `_index.md` passes down to its folder.";
}

const CASCADE: &[Key] = &[
    Key::new("audience", AUDIENCE, "Who may see the pages below that do not say so."),
    Key::new("owner", TEXT, "Who looks after them."),
    Key::new("review_every", INTERVAL, "How long a review of them holds."),
    Key::new("kind", KIND, "What they are for."),
];

/// What a key holds, for whoever draws pages.
#[derive(Debug, Clone, Copy)]
pub enum Said<'f> {
    /// Plain text.
    Text(Option<&'f str>),
    /// Several texts, in the author's order.
    Texts(&'f [String]),
    /// A day.
    Day(Option<Date>),
    /// Yes, no, or not a word of it.
    YesOrNo(Option<bool>),
    /// Whatever an author wrote.
    Map(&'f serde_json::Map<String, serde_json::Value>),
}

impl<'f> From<&'f Option<String>> for Said<'f> {
    fn from(text: &'f Option<String>) -> Said<'f> {
        Said::Text(text.as_deref())
    }
}

impl<'f> From<&'f Vec<String>> for Said<'f> {
    fn from(texts: &'f Vec<String>) -> Said<'f> {
        Said::Texts(texts)
    }
}

impl From<&Option<Date>> for Said<'_> {
    fn from(day: &Option<Date>) -> Self {
        Said::Day(*day)
    }
}

impl From<&Option<bool>> for Said<'_> {
    fn from(answer: &Option<bool>) -> Self {
        Said::YesOrNo(*answer)
    }
}

impl<'f> From<&'f serde_json::Map<String, serde_json::Value>> for Said<'f> {
    fn from(map: &'f serde_json::Map<String, serde_json::Value>) -> Said<'f> {
        Said::Map(map)
    }
}

fn text(fields: &mut Fields<'_, '_>, _: &Config, key: &'static str) -> Option<String> {
    fields.string(key).map(|text| text.value)
}

fn past_day(fields: &mut Fields<'_, '_>, config: &Config, key: &'static str) -> Option<Date> {
    past(fields, key, config.today)
}

fn yes_or_no(fields: &mut Fields<'_, '_>, _: &Config, key: &'static str) -> Option<bool> {
    fields.bool(key).map(|answer| answer.value)
}

fn map(fields: &mut Fields<'_, '_>, _: &Config, key: &'static str) -> serde_json::Map<String, serde_json::Value> {
    match fields.table(key).map(Table::to_json) {
        Some(serde_json::Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    }
}

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
