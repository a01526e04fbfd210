//! The languages in which one audience reads a site.

use std::collections::BTreeSet;

use super::AudienceView;

/// A language that an audience reads something in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Its tag, `de` or `pt-BR`.
    pub tag: String,
    /// What it is called by those who speak it.
    pub name: String,
    /// What the addresses of its pages begin with.
    pub start: String,
    /// The addresses of its pages without that.
    pub(in crate::site) pages: BTreeSet<String>,
}

impl Spoken {
    /// The address of what stands at `url` in the language whose addresses begin with `start`, if there is such a page here.
    pub fn same(&self, url: &str, start: &str) -> Option<String> {
        let own = url.strip_prefix(start)?;
        self.pages.contains(own).then(|| format!("{}{own}", self.start))
    }

    /// As [`Spoken::same`], else the nearest section around it; the first page is always there.
    pub fn nearest(&self, url: &str, start: &str) -> String {
        let mut own = url.strip_prefix(start).unwrap_or_default();
        while !own.is_empty() && !self.pages.contains(own) {
            own = own.trim_end_matches('/');
            own = own.rfind('/').map_or("", |slash| &own[..=slash]);
        }
        format!("{}{own}", self.start)
    }
}

impl AudienceView {
    /// What the addresses of its pages begin with: `/`, or `/de/` where it is a translation.
    pub fn start(&self) -> &str {
        &self.start
    }

    /// Whether its pages are in the language of the site.
    pub fn is_original(&self) -> bool {
        self.start == "/"
    }

    /// Every language that this audience reads pages in, that of the site first; none where there is no other.
    pub fn languages(&self) -> &[Spoken] {
        &self.languages
    }

    /// What this audience reads in other languages, in the order of the settings.
    pub fn translated(&self) -> &[AudienceView] {
        &self.translated
    }

    /// Takes them out.
    pub fn take_translated(&mut self) -> Vec<AudienceView> {
        std::mem::take(&mut self.translated)
    }

    /// This view, and those of other languages.
    pub fn in_all_languages(&self) -> impl Iterator<Item = &AudienceView> {
        std::iter::once(self).chain(&self.translated)
    }
}
