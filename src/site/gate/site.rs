//! The whole site, and what of it shows to whom: what lies behind the gate.

use crate::config::{Audience, Config};
use crate::diag::Place;
use crate::disk::Disk;
use crate::site::gate::PageKind;
use crate::site::records::Data;
use crate::site::source::addresses::Addresses;
use crate::site::source::front_matter::Cascade;
use crate::site::source::ledger::Ledger;
use crate::site::source::page::{Folder, Page};
use crate::site::source::translations::Translations;
use crate::site::source::waivers::InlineWaiver;
use crate::spelling::Speller;

/// The whole site. Deliberately neither `Debug` nor `Serialize`: it leaves through the gate or not at all.
///
/// Nobody outside can look into it:
///
/// ```compile_fail,E0616
/// fn peek(site: &rolebook::site::Site) -> usize {
///     site.pages.len()
/// }
/// ```
///
/// nor name what it is made of:
///
/// ```compile_fail,E0603
/// use rolebook::site::source::page::Page;
/// ```
pub struct Site<'d> {
    pub(in crate::site) disk: &'d dyn Disk,
    /// Files in path order, then what records make.
    pub(in crate::site) pages: Vec<Page>,
    /// Which of them translate which.
    pub(in crate::site) translations: Translations,
    /// In path order, the top first.
    pub(in crate::site) folders: Vec<Folder>,
    pub(in crate::site) addresses: Addresses,
    pub(in crate::site) data: Data,
    /// Addresses that readers may have kept.
    pub(in crate::site) ledger: Ledger,
    /// Files below `content/` that are no pages, in path order.
    pub(in crate::site) attachments: Vec<String>,
    /// Findings that authors have decided to leave, where they stand.
    pub(in crate::site) waivers: Vec<InlineWaiver>,
    /// The words that it knows, where words are looked up.
    pub(in crate::site) speller: Option<Speller>,
    /// Titles, summaries and the sentences of records, when words are to be looked up.
    pub(in crate::site) texts: Vec<Place>,
}

/// Whether what is labelled `label` shows to somebody who does not see what is labelled `other`.
pub(in crate::site) fn is_wider(label: Audience, other: Audience) -> bool {
    !label.sees(other)
}

impl Site<'_> {
    /// Whether this audience sees a page at all.
    pub(in crate::site) fn shows(&self, page: &Page, audience: Audience, config: &Config) -> bool {
        audience.sees(page.audience) && (page.waiting.is_none() || config.drafts)
    }

    /// The page that readers of the language of these settings get for a page: its translation, where they may see one, else
    /// itself.
    pub(in crate::site) fn spoken(&self, index: usize, audience: Audience, config: &Config) -> usize {
        let translated = config.spoken.filter(|_| self.pages[index].translates.is_none()).and_then(|language| {
            let all = self.translations.get(&index)?.iter();
            all.copied().find(|one| {
                self.pages[*one].language() == Some(language) && self.shows(&self.pages[*one], audience, config)
            })
        });
        translated.unwrap_or(index)
    }

    /// What a page is for, as it or a folder above it says.
    pub(in crate::site) fn kind(&self, page: &Page) -> PageKind {
        page.front.kind.or_else(|| self.passed_down(page, |cascade| cascade.kind)).unwrap_or(PageKind::Page)
    }

    /// Whether this audience sees any page in a folder or below it.
    pub(in crate::site) fn shows_something(&self, folder: usize, audience: Audience) -> bool {
        self.folders[folder].shows_to.includes(audience)
    }

    /// Whether a page is a section for this audience: one that stands beside its folder is not while the folder is empty.
    pub(in crate::site) fn is_section(&self, page: &Page, audience: Audience) -> bool {
        let beside = page.is_beside_its_folder();
        page.describes.is_some_and(|folder| !beside || self.shows_something(folder, audience))
    }

    /// What the folders above a page pass down to it, the nearest first.
    ///
    /// A folder whose own page is above this one has nothing to say to it, except about audiences.
    pub(in crate::site) fn passed_down<T>(&self, page: &Page, pick: impl Fn(&Cascade) -> Option<T>) -> Option<T> {
        let mut folder = Some(page.folder);
        while let Some(index) = folder {
            let Folder { index: describing, parent, .. } = &self.folders[index];
            let says = describing.map(|own| &self.pages[own]);
            let heard = says.filter(|says| says.is_index() && says.is_shown && page.audience.sees(says.audience));
            if let Some(passed) = heard.and_then(|says| pick(&says.front.cascade)) {
                return Some(passed);
            }
            folder = *parent;
        }
        None
    }
}
