//! A block drawn from data: one value that says which template draws it, what a search finds in it, and what a Markdown copy
//! says of it.

use std::any::Any;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use super::tables::book::PayBook;
use super::tables::roles::Named;
use super::{Node, OutlineEntry};
use crate::locale::Locale;

/// Takes a line of plain text.
pub type Line<'l> = &'l mut dyn FnMut(&str);

/// What a block drawn from data shows: the records one audience may see, as they leave the gate.
pub trait Shows: Any + fmt::Debug + Send + Sync + erased_serde::Serialize {
    /// The template that draws it, below `templates/blocks/` and without `.html`.
    fn template(&self) -> &'static str;

    /// What the template calls it.
    fn called(&self) -> &'static str;

    /// Its plain text, line by line, in the words of the site's language: for the search and for machines that read answers.
    fn lines(&self, words: &Locale, line: Line<'_>);

    /// What the block says, as prose: the Markdown copy of its page is made of it. Nothing here comes from the theme.
    fn prose(&self, around: &Around<'_>) -> Vec<Node>;

    /// The names of the figures it shows.
    fn figures(&self) -> Vec<String> {
        Vec::new()
    }

    /// The addresses of the sources it names, in order.
    fn sources(&self) -> Vec<&str> {
        Vec::new()
    }
}

erased_serde::serialize_trait_object!(Shows);

/// A block drawn from data, of whatever kind.
#[derive(Debug, Clone)]
pub struct Leaf(Arc<dyn Shows>);

impl Leaf {
    /// A block that shows this.
    pub fn new(shows: impl Shows) -> Leaf {
        Leaf(Arc::new(shows))
    }

    /// What it shows, where it is of this kind.
    pub fn of<T: Shows>(&self) -> Option<&T> {
        let any: &dyn Any = self.0.as_ref();
        any.downcast_ref()
    }
}

impl Deref for Leaf {
    type Target = dyn Shows;

    fn deref(&self) -> &Self::Target {
        self.0.as_ref()
    }
}

/// What stands around a block on its page.
pub struct Around<'p> {
    /// The words of the site's language.
    pub words: &'p Locale,
    /// The way from the page to the site's root: empty, or ends with a slash.
    pub root: &'p str,
    /// What the addresses of pages in the language of the page begin with.
    pub start: &'p str,
    /// The headings of the page, as many as an outline shows.
    pub outline: Vec<&'p OutlineEntry>,
    /// What the audience may see of pay.
    pub book: &'p PayBook,
    /// The pages to read about a role, by its id.
    pub reading: &'p dyn Fn(&str) -> Vec<Named>,
}

impl<'p> Around<'p> {
    /// What a block says by itself, wherever it stands.
    pub fn of_no_page(words: &'p Locale, book: &'p PayBook) -> Around<'p> {
        Around { words, root: "", start: "/", outline: Vec::new(), book, reading: &|_| Vec::new() }
    }
}

impl Around<'_> {
    /// The words of `group` for a name that data hold; the name itself where there are none.
    pub fn word(&self, group: &str, name: &str) -> String {
        self.words.text_or(&format!("{group}.{name}"), name).to_owned()
    }

    /// A message about so many.
    pub fn count(&self, key: &str, count: impl TryInto<u64>) -> String {
        self.words.say_count(key, count)
    }

    /// A day such as `2026-03-23` in words; what is no day stays as it is.
    pub fn day(&self, day: &str) -> String {
        day.parse::<Date>().map_or_else(|_| day.to_owned(), |date| self.words.day(date))
    }
}
