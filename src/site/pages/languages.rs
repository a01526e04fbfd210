//! Pages in several languages: what one audience sees of each, and where links between them lead.

use std::collections::BTreeSet;

use super::links::PageSurroundings;
use super::view::Viewing;
use crate::config::Config;
use crate::site::Site;
use crate::site::address;
use crate::site::gate::{AudienceView, Spoken};
use crate::site::routes::within;
use crate::site::source::addresses::Target;
use crate::site::source::page::Page;

impl PageSurroundings<'_> {
    /// What a link leads to in the language of the page: the translation of a page, where readers may see one; of a section
    /// without one the list of its pages, where some are translated.
    pub(super) fn spoken(&self, target: Target) -> Target {
        match self.translated(target) {
            Target::Page(page) => match self.site.pages[page].describes {
                Some(folder) if self.listing(folder).is_some() => Target::Folder(folder),
                _ => Target::Page(page),
            },
            other => other,
        }
    }

    /// The address of the list of a folder's pages in the language of the page, where it has some and its own page is none of
    /// them.
    pub(super) fn listing(&self, folder: usize) -> Option<String> {
        let Site { pages, folders, .. } = self.site;
        let language = self.config.spoken?;
        let is_read = |page: &Page| {
            page.language() == Some(language) && self.site.shows(page, self.reader.audience(), self.config)
        };
        let mut read = pages.iter().filter(|page| is_read(page));
        let is_in = |page: &Page| {
            let mut at = Some(page.folder);
            std::iter::from_fn(|| at.inspect(|now| at = folders[*now].parent)).any(|now| now == folder)
        };
        let is_described = pages.iter().any(|page| page.describes == Some(folder) && is_read(page));
        (!is_described && read.any(is_in)).then(|| within(&self.config.start, &folders[folder].url))
    }

    /// The translation of what a link leads to, where it is a page and readers may see one.
    pub(super) fn translated(&self, target: Target) -> Target {
        let page = match &target {
            Target::Page(page) => Some(*page),
            Target::Folder(folder) => self.site.folders[*folder].index,
            Target::Attachment(_) | Target::Static(_) => None,
        };
        let Some(page) = page.filter(|_| self.config.spoken.is_some()) else { return target };
        match self.site.spoken(page, self.reader.audience(), self.config) {
            same if same == page => target,
            translation => Target::Page(translation),
        }
    }

    /// What a link of the settings is called in the language of these readers: as the settings say, and on the pages of a
    /// translation by the title of the page. There is none to a page that is not translated.
    pub(super) fn label(&self, written: &str, own: &str) -> Option<String> {
        if self.config.spoken.is_none() {
            return Some(own.to_owned());
        }
        let path = written.split(['#', '?']).next().unwrap_or_default();
        match self.find(&address::decode(path)).map(|target| self.spoken(target))? {
            Target::Page(page) if self.site.pages[page].language() == self.config.spoken => {
                Some(self.reader.pages.title(&self.site.pages[page]))
            }
            Target::Folder(folder) if self.listing(folder).is_some() => {
                let folder = &self.site.folders[folder];
                let title = folder.title();
                Some(self.config.locale.text_or(&format!("folder.{}", folder.path), &title).to_owned())
            }
            _ => None,
        }
    }
}

/// The settings for each language that an audience reads something in, besides that of the site.
pub(super) fn spoken(Viewing { site, config, reader, .. }: Viewing<'_>) -> Vec<Config> {
    let is_read = |language: &usize| {
        let mut of_it = site.pages.iter().filter(|page| page.language() == Some(*language));
        of_it.any(|page| site.shows(page, reader.audience(), config))
    };
    (0..config.translations.len()).filter(is_read).map(|language| config.in_language(language)).collect()
}

/// Tells every view which languages there are.
pub(super) fn introduce(view: &mut AudienceView, config: &Config) {
    if view.translated.is_empty() {
        return;
    }
    let of = |view: &AudienceView| {
        let own = |url: &str| url.strip_prefix(view.start()).unwrap_or_default().to_owned();
        Spoken {
            tag: view.language.clone(),
            name: config.name_of(&view.language, &view.locale).to_owned(),
            start: view.start.clone(),
            pages: view.pages.iter().filter(|page| !page.draft).map(|page| own(&page.url)).collect::<BTreeSet<_>>(),
        }
    };
    let languages: Vec<Spoken> = view.in_all_languages().map(of).collect();
    for translated in &mut view.translated {
        translated.languages.clone_from(&languages);
    }
    view.languages = languages;
}
