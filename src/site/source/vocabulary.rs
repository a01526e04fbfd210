//! The words that a site knows: those of its language, of its own list, and the names in its data and of its pages.
//!
//! It must not know what is wrong with a word.

use std::sync::Arc;

use super::page::{Page, stem_of};
use super::read_text;
use crate::config::{Config, PageKind, Spelling};
use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};
use crate::disk::Disk;
use crate::fields::{Item, Value, parse_toml};
use crate::spelling::{OwnWords, Speller};

/// A text of more words is a sentence, and no name.
const WORDS_OF_NAME: usize = 4;

/// The known words of a site that wants words to be looked up.
pub(in crate::site) fn read<'s>(
    disk: &dyn Disk,
    data: impl Iterator<Item = &'s Source>,
    pages: &[Page],
    config: &Config,
    diags: &mut Diagnostics,
) -> Option<Speller> {
    let settings = config.spelling.as_ref()?;
    let mut speller = language(disk, settings, diags)?;
    if let Some(path) = &settings.dictionary {
        speller = speller.with_own(own_words(disk, path, diags));
    }
    let brand = [config.brand.name.as_deref(), config.employer.name.as_deref()].into_iter().flatten();
    speller.add_names(brand.chain([config.title.as_str()]));
    data.for_each(|file| speller.add_names(names_in_data(&file.text)));
    for page in pages {
        let front = &page.front;
        // A word of a title is a name when it has a capital letter that the beginning of a title does not give it.
        let title = front.title.as_deref().unwrap_or("").split_whitespace().skip(1);
        speller.add_names(title.filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())));
        let said = front.shown.tags.iter().chain(&front.owner).map(String::as_str);
        speller.add_names(said.chain(page.path.split('/').map(stem_of)));
        if front.kind == Some(PageKind::Glossary) || page.stem() == "glossary" {
            speller.add_names(terms(&page.source.text[page.body.clone()]));
        }
    }
    Some(speller)
}

/// The titles and summaries of pages and the sentences of records: where each stands.
pub(in crate::site) fn texts<'s>(
    data: impl Iterator<Item = &'s Arc<Source>>,
    pages: &[Page],
    config: &Config,
) -> Vec<Place> {
    let mut texts = Vec::new();
    if config.spelling.is_none() {
        return texts;
    }
    // The words that are known are those of the site's language.
    for page in pages.iter().filter(|page| page.origin.is_none() && page.language().is_none()) {
        let front = &page.source.text[..page.body.start];
        for said in [&page.front.title, &page.front.shown.summary].into_iter().flatten().filter(|said| !said.is_empty())
        {
            texts.extend(front.find(said.as_str()).map(|at| Place::new(&page.source, at..at + said.len())));
        }
    }
    for source in data {
        if source.path.ends_with(".toml") {
            // What is wrong with the file is said where its records are read.
            let told = &mut Diagnostics::default();
            if let Some(table) = parse_toml(source, 0..source.text.len(), &rules::BAD_RECORD, told) {
                let items = table.entries.iter().map(|(_, _, item)| item);
                items.for_each(|item| sentences(item, source, &mut texts));
            }
            continue;
        }
        let pieces = source.text.split(['"', ',', ';', '\t', '\n']).filter(|piece| is_sentence(piece));
        let at = |piece: &str| piece.as_ptr() as usize - source.text.as_ptr() as usize;
        texts.extend(pieces.map(|piece| Place::new(source, at(piece)..at(piece) + piece.len())));
    }
    texts
}

fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() > WORDS_OF_NAME
}

/// The sentences in a value and in those that it holds.
fn sentences(item: &Item, source: &Arc<Source>, texts: &mut Vec<Place>) {
    match &item.value {
        Value::String(text) if is_sentence(text) => texts.push(Place::new(source, item.span.clone())),
        Value::Array(items) => items.iter().for_each(|item| sentences(item, source, texts)),
        Value::Table(table) => table.entries.iter().for_each(|(_, _, item)| sentences(item, source, texts)),
        _ => {}
    }
}

fn language(disk: &dyn Disk, settings: &Spelling, diags: &mut Diagnostics) -> Option<Speller> {
    let Some(path) = &settings.hunspell else { return Some(Speller::english(&settings.language)) };
    let mut read = |ending: &str| {
        let path = format!("{path}.{ending}");
        disk.read(&path).map_err(|error| {
            let message = format!("the Hunspell dictionary cannot be read: {error}");
            let hint = "it is two files of one name, `.aff` and `.dic`, below the site's folder";
            diags.push(Diagnostic::new(&rules::UNREADABLE, Place::file(&path), message).hint(hint));
        })
    };
    let (aff, dic) = (read("aff").ok()?, read("dic").ok()?);
    match Speller::hunspell(&settings.language, &aff, &dic) {
        Ok(speller) => Some(speller),
        Err(error) => {
            let message = format!("this is no Hunspell dictionary that can be read: {error}");
            let hint = "take both files from where the dictionary is published";
            diags.push(Diagnostic::new(&rules::UNREADABLE, Place::file(format!("{path}.dic")), message).hint(hint));
            None
        }
    }
}

fn own_words(disk: &dyn Disk, path: &str, diags: &mut Diagnostics) -> OwnWords {
    let Some(source) = read_text(disk, path, diags) else { return OwnWords::default() };
    let (own, wrong) = OwnWords::read(&source.text);
    for range in wrong {
        let finding = Diagnostic::new(&rules::SPELLING, Place::new(&source, range), "this line is no word");
        diags.push(finding.hint("write one word a line: `word`, `word/other` with the endings of another, or `*word`"));
    }
    own
}

/// The short texts in a data file: ids, titles, names.
fn names_in_data(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(['"', '\'', ',', '\n', '[', ']', '=']);
    pieces.filter(|piece| piece.split_whitespace().count() <= WORDS_OF_NAME)
}

/// What a glossary explains: its headings, and what stands in bold or above an explanation.
fn terms(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().collect();
    let explained = lines.windows(2).filter(|pair| pair[1].starts_with(':')).map(|pair| pair[0]);
    let headings = lines.iter().copied().filter(|line| line.starts_with('#'));
    let bold = lines.iter().flat_map(|line| line.split("**").skip(1).step_by(2));
    explained.chain(headings).chain(bold).collect()
}
