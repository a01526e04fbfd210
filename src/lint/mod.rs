//! What is wrong with the wording of postings and interview kits, told by tables that a browser reads, too.
//!
//! Owns `rules.json`, the one list of such rules with their words, evidence and examples, and the engine that runs them
//! over blocks of text. Nothing here knows pages, records or findings; `tests/vectors/lint.json` holds this engine and
//! the one of the theme's scripts to the same results.
//!
//! How text is matched:
//!
//! - A *word* is a run of letters and digits in lower case; an apostrophe between two of them is part of it. `.`, `?`,
//!   `!`, `;`, `:` and line feeds between two words part them, and no phrase spans such a mark.
//! - A *phrase* is words with blanks between them: `word` stands for itself, `word*` for what begins with it, `#` for a
//!   number in digits or as a word of the table's `numbers`, `_` for any word. The longest phrase at a word counts, and
//!   the search goes on behind it.
//! - A hit that overlaps a phrase of `unless`, whose block holds a phrase of `unless_block`, or that stands alone between
//!   quotation marks, is no hit.
//!
//! What `finds` says of how a rule works stands at each function of [`finds`].

mod finds;
mod money;
mod phrase;
mod reading;
mod table;
mod words;

use std::ops::Range;

pub use reading::Reading;
pub use table::{Level, Rule, Source, find, is_of_pay, rules};
pub use words::{Cut, Plain, shown};

/// What a text is for: rules and their severities differ by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A job posting.
    Posting,
    /// Stages, criteria and questions of interviews.
    Kit,
    /// The page of a role.
    Role,
    /// A page about pay.
    Pay,
    /// Any other page.
    Page,
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockIs {
    /// The title.
    Title,
    /// A heading.
    Heading,
    /// A paragraph, or a cell of a table.
    Text,
    /// An item of a list.
    Item,
}

/// A block of plain text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Block {
    /// What it is.
    pub is: BlockIs,
    /// Its text.
    pub text: String,
}

/// What a rule found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is in a text of this kind.
    pub level: Level,
    /// The block, where one is to blame.
    pub block: Option<usize>,
    /// The bytes of the block's text.
    pub range: Range<usize>,
    /// What the message names.
    values: Vec<(&'static str, String)>,
    /// Whether the rule's second message is meant.
    second: bool,
}

impl Hit {
    /// What is wrong, in one line.
    pub fn message(&self, language: &str) -> String {
        let second = self.rule.say_long.as_ref().filter(|_| self.second);
        self.fill(second.unwrap_or(&self.rule.say).get(language))
    }

    /// What to do about it, in one line.
    pub fn hint(&self, language: &str) -> String {
        self.fill(self.rule.hint.get(language))
    }

    /// The words found, or what was counted.
    pub fn words(&self) -> &str {
        self.value("words").or_else(|| self.value("count")).unwrap_or("")
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    fn fill(&self, template: &str) -> String {
        let fill = |text: String, (name, value): &(&'static str, String)| text.replace(&format!("{{{name}}}"), value);
        self.values.iter().fold(template.to_owned(), fill)
    }
}

/// Runs every rule for a text of this kind in this language, in the order of the table. A rule without words of the
/// language finds nothing.
pub fn check(kind: Kind, language: &str, blocks: &[Block]) -> Vec<Hit> {
    let language = language.split('-').next().unwrap_or("en").to_ascii_lowercase();
    let text = finds::Text::new(kind, blocks, &language);
    let applying = rules().iter().filter_map(|rule| Some((rule, rule.level(kind)?)));
    applying.flat_map(|(rule, level)| finds::run(rule, level, &text)).collect()
}

/// Whether a text of this kind may break a rule at all: a quick look that may say yes for nothing.
pub fn may_break(kind: Kind, language: &str, text: &str) -> bool {
    table::may_break(kind, language, text)
}

/// The tables as JSON for a browser: the rules for texts of this kind in a language, without their evidence and examples.
/// Messages are in the language of the interface.
pub fn export(kind: Kind, language: &str, interface: &str) -> String {
    table::export(kind, language, interface)
}
