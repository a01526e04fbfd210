//! Translations of pages: which file is one by its name, and what it gets from the file that it translates.
//!
//! It must not know what the text says. Whether a translation fits its original is for the checks.

use std::collections::BTreeMap;

use super::page::{self, Page};
use super::words;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::locale::has_words;

/// What a page is a translation of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct Translates {
    /// The language, by its place in the settings.
    pub(in crate::site) language: usize,
    /// The original, by its index in the site; settled once all pages have their places.
    pub(in crate::site) original: usize,
}

/// The translations of each page that has some, by its index.
pub(in crate::site) type Translations = BTreeMap<usize, Vec<usize>>;

/// The name without its ending and the language of a file that is called like a translation: `x` and `de` of `x.de.md`.
pub(in crate::site) fn parts(name: &str) -> Option<(&str, &str)> {
    let (stem, _) = name.rsplit_once('.')?;
    stem.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())
}

/// Takes the translations out of `pages`, each with the path of its original. One without an original is reported and
/// shown to nobody.
pub(in crate::site) fn take(
    pages: &mut Vec<Page>,
    config: &Config,
    diags: &mut Diagnostics,
) -> Vec<(Page, usize, String)> {
    let is_original = |page: &Page| parts(page.name()).and_then(|(_, code)| language(code, config)).is_none();
    let originals: BTreeMap<String, String> = pages
        .iter()
        .filter(|page| is_original(page))
        .map(|page| (page.path_without_ending().to_owned(), page.path.clone()))
        .collect();
    let mut taken = Vec::new();
    for page in std::mem::take(pages) {
        let Some((stem, code)) = parts(page.name()) else {
            pages.push(page);
            continue;
        };
        let path = format!("{}{stem}", &page.path[..page.path.len() - page.name().len()]);
        match (language(code, config), originals.get(&path)) {
            (Some(language), Some(original)) => taken.push((page, language, original.clone())),
            (Some(_), None) => diags.push(without_original(&page, stem)),
            (None, Some(original)) => {
                diags.extend(may_be_meant(&page, code, original, config));
                pages.push(page);
            }
            (None, None) => pages.push(page),
        }
    }
    taken
}

/// The language of the settings that a file's name names.
fn language(code: &str, config: &Config) -> Option<usize> {
    config.translations.iter().position(|language| language.tag.eq_ignore_ascii_case(code))
}

fn without_original(page: &Page, stem: &str) -> Diagnostic {
    let message = format!("a translation of `{stem}.md`, which there is not");
    Diagnostic::new(&rules::TRANSLATION, Place::file(&page.source.path), message)
        .hint(format!("write `{stem}.md` in the language of the site, or give this file the name of its original"))
}

/// A page called like the translation of another into a language that the settings do not name.
fn may_be_meant(page: &Page, code: &str, original: &str, config: &Config) -> Option<Diagnostic> {
    if code.eq_ignore_ascii_case(&config.language) || !has_words(code) {
        return None;
    }
    let name = original.rsplit('/').next().unwrap_or(original);
    let message = format!("called like a translation of `{name}`, and a page of its own");
    let others = config.translations.iter().map(|language| language.tag.as_str());
    let all: Vec<String> =
        [config.language.as_str()].into_iter().chain(others).chain([code]).map(|tag| format!("\"{tag}\"")).collect();
    let hint = format!("if it is one, write `languages = [{}]` in the settings", all.join(", "));
    let finding = Diagnostic::new(&rules::TRANSLATION_NAME, Place::file(&page.source.path), message);
    Some(finding.related(Place::file(format!("content/{original}")), "the page of that name").hint(hint))
}

/// Adds the translations to the pages, behind all others, with what they get from their originals.
pub(in crate::site) fn settle(
    taken: Vec<(Page, usize, String)>,
    pages: &mut Vec<Page>,
    config: &Config,
) -> Translations {
    let files = pages.iter().enumerate().filter(|(_, page)| page.origin.is_none());
    let by_path: BTreeMap<String, usize> = files.map(|(index, page)| (page.path.clone(), index)).collect();
    let mut translations = Translations::new();
    for (mut page, language, path) in taken {
        let original = by_path[&path];
        page.translates = Some(Translates { language, original });
        inherit(&mut page, &pages[original], config);
        page.url = format!("{}{}", config.translations[language].start(), &pages[original].url[1..]);
        translations.entry(original).or_default().push(pages.len());
        pages.push(page);
    }
    translations
}

/// Closes the pages that are called like a translation, are none to this site, and would show more people, or earlier, what
/// their original keeps from them; says so of each.
pub(in crate::site) fn hold_look_alikes(pages: &mut [Page], config: &Config, diags: &mut Diagnostics) {
    let files = pages.iter().enumerate().filter(|(_, page)| page.origin.is_none() && page.translates.is_none());
    let by_path: BTreeMap<String, usize> =
        files.map(|(index, page)| (page.path_without_ending().to_lowercase(), index)).collect();
    for index in 0..pages.len() {
        let page = &pages[index];
        if page.origin.is_some() || page.translates.is_some() || page.front.audience.is_some() || page.closed {
            continue;
        }
        let originals = without_language(&page.path_without_ending().to_lowercase());
        let original = originals.iter().find_map(|path| by_path.get(path)).filter(|original| **original != index);
        let Some(original) = original.map(|original| &pages[*original]) else { continue };
        let is_wider = config.audiences.stricter(page.audience, original.audience) != page.audience;
        if !is_wider && (page.waiting.is_some() || original.waiting.is_none()) {
            continue;
        }
        let name = config.audiences.name(original.audience);
        let what = if is_wider { format!("is for `{name}`") } else { "is kept back".to_owned() };
        let message = format!(
            "called like a translation of `{}`, which {what}, and a page of its own that says nothing about its readers",
            original.name()
        );
        let hint = "name its language in `languages` in the settings and the file `NAME.LANGUAGE.md`, or write its own `audience` into its front matter; until then it is for the highest audience alone";
        diags.push(
            Diagnostic::new(&rules::UNREAD_INSTRUCTION, Place::file(&page.source.path), message)
                .related(Place::file(&original.source.path), "the page of that name")
                .hint(hint),
        );
        let page = &mut pages[index];
        (page.closed, page.audience) = (true, config.audiences.highest());
    }
}

/// What a file, its ending left out, would be a translation of by its name: `plan` of `plan.de-at`, `plan_fr`, `de.plan` and
/// `de/plan`.
fn without_language(path: &str) -> Vec<String> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let within = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let behind = name.match_indices(['.', '-', '_', ' ']).filter(|(at, _)| is_language(&name[at + 1..]));
    let mut found: Vec<String> = behind.map(|(at, _)| within(&name[..at])).collect();
    let before = name.split_once(['.', '-', '_']).filter(|(language, _)| is_language(language));
    found.extend(before.map(|(_, rest)| within(rest)));
    found.extend(path.split_once('/').filter(|(language, _)| is_language(language)).map(|(_, rest)| rest.to_owned()));
    found
}

/// Two letters, as `de`, or with those of a country, as `de-at`.
fn is_language(code: &str) -> bool {
    let is_short = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    code.split_once(['-', '_']).map_or_else(|| is_short(code), |(code, country)| is_short(code) && is_short(country))
}

/// What a translation has from its original: never more readers, never earlier.
fn inherit(page: &mut Page, original: &Page, config: &Config) {
    let said = page.front.audience.as_ref().map(|said| said.value);
    let is_wider = said.is_some_and(|said| config.audiences.stricter(said, original.audience) != said);
    let open = said.map_or(original.audience, |said| config.audiences.stricter(said, original.audience));
    words::settle(page, open, config);
    page.closed = page.front.unreadable || original.closed || is_wider;
    page.audience = match said {
        _ if page.closed => config.audiences.highest(),
        _ => open,
    };
    page.waiting = original.waiting.or(page::waiting(&page.front, config));
    page.is_shown = page.waiting.is_none() || config.drafts;
    (page.folder, page.describes) = (original.folder, original.describes);
    page.subject.clone_from(&original.subject);
    let (front, from) = (&mut page.front, &original.front);
    front.kind = front.kind.or(from.kind);
    front.weight = front.weight.or(from.weight);
    front.owner = front.owner.take().or_else(|| from.owner.clone());
    front.review_every = front.review_every.or(from.review_every);
    front.posting.clone_from(&from.posting);
    front.records.clone_from(&from.records);
    front.from_data = from.from_data;
}
