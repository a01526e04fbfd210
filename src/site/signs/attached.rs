//! The signs in files that are copied as they are: what is written to be read as a page would go out whole.

use super::Signs;
use super::around::Around;
use super::constructs::{self, Construct};
use super::fold::Folded;
use super::keys::Wish;
use super::top;
use crate::site::source::front_fences;

/// A larger file is no text of ours.
const MAX_BYTES: usize = 2 * 1024 * 1024;

impl Signs {
    /// Whether a text that would be copied whole has front matter, or a block for an audience.
    pub(in crate::site) fn reads_as_a_page(&self, text: &str) -> bool {
        if text.len() > MAX_BYTES {
            return false;
        }
        let folded = Folded::new(text, 0);
        front_fences::begins_with_one(text) || self.has_block(folded.text()) || self.has_settings(folded.text())
    }

    fn has_block(&self, text: &str) -> bool {
        let is_block = |around: &Around<'_>| {
            let before = around.before.trim_start_matches([' ', '\t', '>', ':']);
            before.is_empty() && constructs::colons(around) == Some(Construct::Block)
        };
        self.names.hits(text).any(|hit| hit.is_name && is_block(&Around::new(text, hit.range)))
    }

    fn has_settings(&self, text: &str) -> bool {
        let settings = top::settings(text, true, &self.names, self.today, |_| false);
        settings.iter().any(|setting| setting.hides && setting.wish == Wish::Limit)
    }
}
