//! What a check is given to judge by: the whole site, one page as a reader reads it, or all pages as they were read.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::truth::{OfPage, Paragraph, paragraphs};
use crate::config::Config;
use crate::site::Site;
use crate::site::gate::visible_text::VisibleText;
use crate::site::gate::{Reader, Readers};
use crate::site::markdown::Lowered;
use crate::site::source::page::Page;

/// The whole truth, before any page is read.
pub(in crate::site) struct WholeSite<'s> {
    pub(in crate::site) site: &'s Site<'s>,
    pub(in crate::site) config: &'s Config,
}

/// A page as a reader reads it.
pub(in crate::site) struct OnePage<'p> {
    pub(in crate::site) site: &'p Site<'p>,
    pub(in crate::site) readers: &'p Readers<'p>,
    pub(in crate::site) reader: &'p Reader<'p>,
    pub(in crate::site) page: &'p Page,
    pub(in crate::site) text: &'p VisibleText<'p>,
    /// Its body, and what was noted while that was read.
    pub(in crate::site) lowered: &'p Lowered,
    /// The names of the figures that it shows.
    pub(in crate::site) figures: &'p BTreeSet<String>,
    /// Its prose, once somebody has asked for it.
    pub(in crate::site) prose: OnceCell<Vec<Paragraph>>,
}

/// Every page, as those read them who see everything.
pub(in crate::site) struct EveryPage<'p> {
    pub(in crate::site) site: &'p Site<'p>,
    pub(in crate::site) config: &'p Config,
    pub(in crate::site) pages: &'p [OfPage<'p>],
    /// The names of all figures that pages show.
    pub(in crate::site) figures: &'p BTreeSet<&'p str>,
}

impl OnePage<'_> {
    /// Whether its reader is exactly who the page is for: what is said of the whole text is said once.
    pub(super) fn is_read_by_its_own(&self) -> bool {
        self.reader.is_meant_by(self.page.audience)
    }

    /// What somebody wrote on it, as paragraphs. What records say is theirs.
    pub(super) fn paragraphs(&self) -> &[Paragraph] {
        let is_written = self.page.origin.is_none() && !self.text.text().trim().is_empty();
        self.prose.get_or_init(|| if is_written { paragraphs(&self.lowered.document.nodes) } else { Vec::new() })
    }

    /// The same where it is in a language whose sentences the checks understand: English or German.
    pub(super) fn understood(&self) -> &[Paragraph] {
        let language = self.reader.config.language.split('-').next().unwrap_or_default();
        if ["en", "de"].contains(&language) { self.paragraphs() } else { &[] }
    }
}
