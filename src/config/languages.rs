//! The languages of a site: that of its pages, and those that pages are translated into.

use std::sync::Arc;

use super::Config;
use super::load::language_tag;
use crate::diag::Place;
use crate::disk::Disk;
use crate::fields::Fields;
use crate::locale::Locale;

/// A language that pages are translated into.
#[derive(Debug, Clone)]
pub struct Translated {
    /// Its tag as the settings write it, `de` or `pt-BR`.
    pub tag: String,
    /// The interface's words in it, and how it writes dates and numbers.
    pub locale: Arc<Locale>,
}

impl Translated {
    /// What the addresses of its pages begin with: `/de/`.
    pub fn start(&self) -> String {
        format!("/{}/", self.tag.to_ascii_lowercase())
    }
}

impl Config {
    /// What a language is called by those who speak it: as the theme says, else its tag.
    pub fn name_of<'c>(&self, tag: &'c str, locale: &'c Locale) -> &'c str {
        let name = locale.text("site.own_name");
        let is_english = tag.to_ascii_lowercase().starts_with("en");
        if is_english || name != Locale::default().text("site.own_name") { name } else { tag }
    }

    /// The same settings for the pages of a translation, the one at this place of [`Config::translations`].
    pub fn in_language(&self, at: usize) -> Config {
        let language = &self.translations[at];
        let Translated { tag, locale } = language.clone();
        Config { start: language.start(), language: tag, locale, spoken: Some(at), ..self.clone() }
    }

    /// The language that an address lies in, when it is one of a translation.
    pub fn language_at(&self, url: &str) -> Option<&str> {
        let found = self.translations.iter().find(|language| url.starts_with(&language.start()));
        found.map(|language| language.tag.as_str())
    }
}

/// Reads the words of the site's language, and `languages`.
pub(super) fn load(fields: &mut Fields<'_, '_>, config: &mut Config, disk: &dyn Disk, place: Place) {
    config.locale = Arc::new(Locale::load(disk, &config.theme, &config.language, place.clone(), fields.diags()));
    let Some(listed) = fields.strings("languages") else { return };
    let listed_at = fields.place("languages");
    let is_default = |tag: &str| tag.eq_ignore_ascii_case(&config.language);
    if !listed.iter().any(|one| is_default(&one.value)) {
        let message = format!("`languages` leaves out `{}`, the language of the site", config.language);
        let first = listed.first().map_or(0..0, |one| one.span.clone());
        let hint = format!("write it first: `languages = [\"{}\", ...]`, or set `language`", config.language);
        fields.report(&first, message, &hint);
        return;
    }
    let mut known: Vec<String> = Vec::new();
    let mut translations = Vec::new();
    for one in listed {
        if language_tag(&one.value).is_none() {
            let message = format!("`{}` is no language", one.value);
            fields.report(&one.span, message, "write a language tag such as `de` or `pt-BR`");
        } else if known.iter().any(|tag| tag.eq_ignore_ascii_case(&one.value)) {
            fields.report(&one.span, format!("`{}` stands in `languages` twice", one.value), "remove one of them");
        } else {
            known.push(one.value.clone());
            if !is_default(&one.value) {
                let locale = Locale::load(disk, &config.theme, &one.value, listed_at.clone(), fields.diags());
                translations.push(Translated { tag: one.value, locale: Arc::new(locale) });
            }
        }
    }
    config.translations = translations;
}
