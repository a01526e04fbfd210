//! Markdown to a [`Document`]: our own writer over pulldown-cmark's events, which prints only what is safe.
//!
//! It sees the text one audience may read and asks its [`Surroundings`] about everything else. It must not know
//! how pages are found, and it draws no blocks: those leave as typed parts for the theme.

mod directives;
mod elements;
pub(in crate::site) mod facts;
mod figures;
mod finish;
mod footnotes;
mod headings;
mod images;
mod money;
mod raw_html;
mod writer;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::Parser;

pub(in crate::site) use headings::Ids;
pub(in crate::site) use money::Passage;
pub(in crate::site) use writer::escape;

use self::facts::Facts;
use super::document::figure::{FigureQuestion, InlineFigure};
use super::document::{Document, Leaf};
use crate::config::RawHtml;
use crate::diag::{Diagnostics, Place};
use crate::site::gate::visible_text::VisibleText;
use crate::site::source::blocks::{Blocks, Head};
use crate::site::source::syntax::options;

/// What a page's body may ask about the rest of the site.
pub(in crate::site) trait Surroundings {
    /// The `href` for an address an author wrote, or `None` (reported) when there must be no link.
    fn link(&mut self, address: &str, use_: AddressUse, place: &Place, diags: &mut Diagnostics) -> Option<String>;

    /// What a block without content shows, or `None` (reported) when its data cannot be shown.
    fn leaf(&mut self, head: &Head, place: &Place, diags: &mut Diagnostics) -> Option<Leaf>;

    /// A figure in a sentence, or `None` (reported) when it cannot be shown.
    fn figure(&mut self, question: FigureQuestion<'_>, place: &Place, diags: &mut Diagnostics) -> Option<InlineFigure>;

    /// Holds the amounts of money in a passage against the figures it cites.
    fn amounts(&mut self, passage: &Passage, page: &VisibleText<'_>, diags: &mut Diagnostics);

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
}

/// What decides how a body is read, besides its text.
pub(in crate::site) struct Reading<'r> {
    /// What becomes of raw HTML.
    pub(in crate::site) raw_html: RawHtml,
    /// The title from front matter, if it has one.
    pub(in crate::site) title: Option<&'r str>,
}

/// A body, and what it says about itself.
pub(in crate::site) struct Lowered {
    /// The body.
    pub(in crate::site) document: Document,
    /// The text of the first heading.
    pub(in crate::site) first_heading: Option<String>,
    /// Every id a link may lead to.
    pub(in crate::site) anchors: BTreeSet<String>,
}

/// Reads the visible text of a page, and notes what the rules of single pages ask for.
pub(in crate::site) fn lower(
    text: &VisibleText<'_>,
    blocks: &Blocks,
    reading: &Reading<'_>,
    around: &mut dyn Surroundings,
    diags: &mut Diagnostics,
) -> (Lowered, Facts) {
    let mut facts = Facts::default();
    let mut writer = writer::Writer::new(text, blocks, reading, around, diags, &mut facts);
    for (event, range) in Parser::new_ext(text.text(), options()).into_offset_iter() {
        writer.event(event, range);
    }
    (writer.finish(), facts)
}

/// A byte range of the visible text.
pub(in crate::site) type Span = Range<usize>;
