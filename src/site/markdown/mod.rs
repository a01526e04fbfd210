//! Markdown to a [`Document`]: our own writer over pulldown-cmark's events builds a tree, and the addresses in it are
//! answered when it stands.
//!
//! It sees the text one audience may read and asks its [`Surroundings`] about records alone. It must not know
//! how pages are found, and it draws no blocks: those leave as typed nodes for the theme.

mod addresses;
mod autolinks;
mod code_marks;
mod data_tables;
mod directives;
mod elements;
pub(in crate::site) mod facts;
mod figures;
mod finish;
mod footnotes;
mod headings;
mod images;
mod look_alikes;
pub(in crate::site) mod mistyped;
mod money;
mod near;
mod open;
mod other_callouts;
mod other_fences;
mod other_marks;
pub(in crate::site) mod other_tools;
mod pasted;
mod raw_html;
mod safe_html;
mod slips;
mod terms;
mod tree;
mod writer;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Options, Parser};

pub(in crate::site) use headings::Ids;
pub(in crate::site) use money::Passage;

use self::facts::Facts;
use super::document::figure::{FigureQuestion, InlineFigure};
use super::document::{Document, Leaf};
use crate::config::RawHtml;
use crate::diag::{Diagnostics, Place};
use crate::locale::Locale;
use crate::site::gate::visible_text::VisibleText;
use crate::site::source::blocks::{Blocks, Head};
use crate::site::source::syntax::options;

/// What a page's body may ask about the rest of the site.
pub(in crate::site) trait Surroundings {
    /// What a block without content shows, or `None` (reported) when its data cannot be shown.
    fn leaf(&mut self, head: &Head, place: &Place, diags: &mut Diagnostics) -> Option<Leaf>;

    /// A figure in a sentence, or `None` (reported) when it cannot be shown.
    fn figure(&mut self, question: FigureQuestion<'_>, place: &Place, diags: &mut Diagnostics) -> Option<InlineFigure>;

    /// Whether there is a claim, or else a figure of pay, with this id, which the readers of the page may see.
    fn is_figure(&self, claim: bool, id: &str) -> bool;

    /// An audience's name for a block.
    fn audience_name(&self, audience: crate::config::Audience) -> String;

    /// Whether this is the name of an audience.
    fn is_audience(&self, name: &str) -> bool;
}

/// What an address is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::site) enum AddressUse {
    /// Something to follow.
    Link,
    /// Something to show in the page.
    Image,
    /// Another site in a frame of the page.
    Frame,
    /// A film or sound to play in the page.
    Media,
}

/// What decides how a body is read, besides its text.
pub(in crate::site) struct Reading<'r> {
    /// What becomes of raw HTML.
    pub(in crate::site) raw_html: RawHtml,
    /// The title from front matter, if it has one.
    pub(in crate::site) title: Option<&'r str>,
    /// Whether its definition lists define terms that other pages link.
    pub(in crate::site) is_glossary: bool,
    /// What the interface says of callouts, notes and tables.
    pub(in crate::site) words: &'r Locale,
}

/// A body, and what it says about itself.
pub(in crate::site) struct Lowered {
    /// The body. Its addresses are those that the author wrote until [`Lowered::answer`] has been asked.
    pub(in crate::site) document: Document,
    /// The text of the first heading.
    pub(in crate::site) first_heading: Option<String>,
    /// Every id a link may lead to.
    pub(in crate::site) anchors: BTreeSet<String>,
    /// What the rules about single pages judge.
    pub(in crate::site) facts: Facts,
}

impl Lowered {
    /// Answers every address in the body, which was read from `text`. One without an answer is no link any more.
    pub(in crate::site) fn answer(
        &mut self,
        text: &VisibleText<'_>,
        answer: &mut dyn FnMut(&str, AddressUse, Place) -> Option<String>,
    ) {
        let answer = &mut |address: &str, use_: AddressUse, span: Span| answer(address, use_, text.place(span));
        addresses::answer(&mut self.document.nodes, text.text(), answer);
    }
}

/// Reads the visible text of a page, and notes what the rules of single pages ask for.
pub(in crate::site) fn lower(
    text: &VisibleText<'_>,
    blocks: &Blocks,
    reading: &Reading<'_>,
    around: &mut dyn Surroundings,
    diags: &mut Diagnostics,
) -> Lowered {
    let mut writer = writer::Writer::new(text, blocks, reading, around, diags);
    for (event, range) in Parser::new_ext(text.text(), options_for(text.text())).into_offset_iter() {
        writer.event(event, range);
    }
    writer.finish()
}

/// The Markdown of one text: it has definitions when a line of it begins as one does, with a colon and a space. A page
/// without one may begin its lines with colons as it likes.
fn options_for(text: &str) -> Options {
    let defines = |line: &str| {
        let line = line.trim_start_matches([' ', '>']);
        line.strip_prefix(':').is_some_and(|rest| rest.starts_with([' ', '\t']) && !rest.trim().is_empty())
    };
    let mut options = options();
    options.set(Options::ENABLE_DEFINITION_LIST, text.contains(':') && text.lines().any(defines));
    options
}

/// A byte range of the visible text.
pub(in crate::site) type Span = Range<usize>;
