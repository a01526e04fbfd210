//! What a view says beside its pages: addresses outside that it leads to, what has changed, what people get besides pay.

use jiff::civil::Date;

use super::AudienceView;
use crate::diag::Place;

/// Something that readers should know has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeNote {
    /// The day from which it holds.
    pub on: Date,
    /// What changed, plain text.
    pub text: String,
    /// The path of the page it is about, from the site's root, and its title.
    pub page: Option<(String, String)>,
    /// Whether the text says what happened to the page, and so comes behind its title.
    pub is_of_page: bool,
}

/// What people get besides pay at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefits {
    /// The place, as readers see it; everywhere when there is none.
    pub place: Option<String>,
    /// Each with its name and what it is.
    pub benefits: Vec<(String, Option<String>)>,
}

impl AudienceView {
    /// What people get besides pay, by place; places without any are not among them.
    pub fn benefits(&self) -> &[Benefits] {
        &self.benefits
    }

    /// Addresses outside that pages and sources lead to, and where they are written; a second call gives none.
    pub fn take_outside(&mut self) -> Vec<(String, Place)> {
        std::mem::take(&mut self.outside)
    }

    /// What its readers should know has changed, the newest first.
    pub fn changes(&self) -> &[ChangeNote] {
        &self.changes
    }
}
