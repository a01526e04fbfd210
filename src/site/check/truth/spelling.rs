//! `spelling`: words that nobody knows and that look like slips of the pen.
//!
//! Names, code, addresses, numbers and new words are in no dictionary either. So a word counts only where it is one slip away
//! from a known one, see [`crate::spelling`], and where the site does not write it so again and again. Titles, summaries and
//! the sentences of records are looked up as well.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::prose::{GAP, Paragraph};
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::lint::{Cut, Plain, shown};
use crate::site::check::EveryPage;
use crate::site::gate::visible_text::VisibleText;
use crate::spelling::{Judged, Speller};

/// A short word that a site has more often than this is one of its own.
const MOST: usize = 2;
/// A long word is hardly ever near another one by chance, ...
const LONG: usize = 7;
/// ... so that it takes more to make it one of the site's own.
const MOST_OF_LONG: usize = 9;

/// Words of a page that are not known.
#[derive(Default)]
pub(in crate::site) struct Words {
    unknown: Vec<Unknown>,
    /// Words with a capital letter in the middle of a sentence, in lower case: names.
    names: BTreeSet<String>,
}

struct Unknown {
    written: String,
    place: Place,
    is_forbidden: bool,
    /// Whether it has a capital letter, which it may have for the sentence that it begins.
    has_capital: bool,
}

/// Looks up the words of a page.
pub(super) fn of(speller: &Speller, paragraphs: &[Paragraph], text: &VisibleText<'_>) -> Words {
    let mut words = Words::default();
    for paragraph in paragraphs {
        words.look_through(speller, &paragraph.text, |range| paragraph.place(&range, text));
    }
    words
}

/// Looks up the words of a title, a summary or a text of a record, which stands at a place.
fn of_text(speller: &Speller, place: &Place) -> Words {
    let mut words = Words::default();
    if let Some(range) = place.range() {
        let within = |word: Range<usize>| Place::new(place.source(), range.start + word.start..range.start + word.end);
        words.look_through(speller, &place.text()[range.clone()], within);
    }
    words
}

/// Whether the next word begins a sentence, or something like one.
fn ends_sentence(piece: &str) -> bool {
    piece.trim_end_matches([')', '"', '”', '’']).ends_with(['.', '!', '?', ':', GAP])
        || !piece.contains(char::is_alphanumeric)
}

/// Whether a piece of text between blanks is words, and no address, number, name of a channel or piece of code.
fn is_prose(piece: &str) -> bool {
    let bare = piece.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    !bare.contains(|c: char| c.is_ascii_digit() || "@#_=\\<>{}[]|~$%^&+*".contains(c) || c == GAP)
        && !bare.contains("://")
        && !bare.contains('.')
        && !bare.starts_with('/')
}

impl Words {
    fn look_through(&mut self, speller: &Speller, text: &str, place: impl Fn(Range<usize>) -> Place) {
        let mut begins = true;
        for piece in text.split_whitespace() {
            let at = piece.as_ptr() as usize - text.as_ptr() as usize;
            let mut is_first = std::mem::replace(&mut begins, ends_sentence(piece));
            if !is_prose(piece) {
                continue;
            }
            for (from, word) in Plain::words(piece) {
                let range = at + from..at + from + word.len();
                let begins = std::mem::take(&mut is_first);
                self.look_up(speller, &shown(word), begins, || place(range));
            }
        }
    }

    fn look_up(&mut self, speller: &Speller, word: &str, begins: bool, place: impl FnOnce() -> Place) {
        let mut letters = word.chars();
        let has_capital = letters.next().is_some_and(char::is_uppercase);
        if letters.any(char::is_uppercase) {
            return;
        }
        let judged = speller.judge(word);
        let is_name = has_capital && !begins && !speller.looks_at_capitals();
        if is_name && judged != Judged::Forbidden {
            if judged == Judged::Unknown {
                self.names.insert(word.to_lowercase());
            }
            return;
        }
        if judged != Judged::Fine {
            let is_forbidden = judged == Judged::Forbidden;
            self.unknown.push(Unknown { written: word.to_owned(), place: place(), is_forbidden, has_capital });
        }
    }
}

/// Reports what looks like slips on all pages, each word once a page.
pub(in crate::site::check) fn check(&EveryPage { site, config, pages, .. }: &EveryPage<'_>, diags: &mut Diagnostics) {
    let Some(speller) = &site.speller else { return };
    let of_texts: Vec<Words> = site.texts.iter().map(|place| of_text(speller, place)).collect();
    let of_pages = pages.iter().map(|of| &of.prose.words);
    let all: Vec<&Words> = of_pages.chain(&of_texts).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let names: BTreeSet<&str> = all.iter().flat_map(|words| &words.names).map(String::as_str).collect();
    for unknown in all.iter().flat_map(|words| &words.unknown) {
        *counts.entry(unknown.written.to_lowercase()).or_default() += 1;
    }
    let mut meant: BTreeMap<String, Option<String>> = BTreeMap::new();
    // Each word once a file.
    let mut said: BTreeSet<(String, String)> = BTreeSet::new();
    for unknown in all.iter().flat_map(|words| &words.unknown) {
        let folded = unknown.written.to_lowercase();
        if !said.insert((unknown.place.path().to_owned(), folded.clone())) {
            continue;
        }
        if unknown.is_forbidden {
            diags.push(forbidden(unknown, config));
            continue;
        }
        let most = if folded.chars().count() < LONG { MOST } else { MOST_OF_LONG };
        let is_own = counts.get(&folded).is_some_and(|count| *count > most);
        let is_name = unknown.has_capital && names.contains(folded.as_str());
        if is_own || is_name || is_named(unknown.place.text(), &unknown.written) {
            continue;
        }
        let meant = meant.entry(unknown.written.clone()).or_insert_with(|| speller.meant(&unknown.written));
        diags.extend(meant.as_deref().map(|meant| slip(unknown, meant, config)));
    }
}

/// Whether a page has the word in an address or as code, too: it is what something is called, then.
fn is_named(source: &str, word: &str) -> bool {
    let parts = |c: char| c.is_whitespace() || "()[]<>\"'".contains(c);
    let is_address = |piece: &str| {
        let dotted = piece.split('.').skip(1).any(|behind| behind.starts_with(char::is_alphanumeric));
        piece.contains("://") || piece.starts_with("www.") || (dotted && piece.contains('/'))
    };
    source.match_indices(word).any(|(at, _)| {
        let from = source[..at].rfind(parts).map_or(0, |at| at + 1);
        let to = source[at..].find(parts).map_or(source.len(), |behind| at + behind);
        let piece = source.get(from..to).unwrap_or_default();
        is_address(piece) || source[..at].ends_with('`') || source[at + word.len()..].starts_with('`')
    })
}

fn slip(unknown: &Unknown, meant: &str, config: &Config) -> Diagnostic {
    let message = format!("`{}` is in no dictionary: `{meant}` may be meant", unknown.written);
    let own = config.spelling.as_ref().and_then(|spelling| spelling.dictionary.as_deref());
    let hint = match own {
        Some(file) => format!("write `{meant}`, or add `{}` to `{file}`", unknown.written),
        None => format!(
            "write `{meant}`; a word that is right goes into a file that the settings name: `dictionary = \"content/dictionary.txt\"` under `[spelling]`"
        ),
    };
    Diagnostic::new(&rules::SPELLING, unknown.place.clone(), message).hint(hint)
}

fn forbidden(unknown: &Unknown, config: &Config) -> Diagnostic {
    let own = config.spelling.as_ref().and_then(|spelling| spelling.dictionary.as_deref()).unwrap_or_default();
    let message = format!("this site does not write `{}`", unknown.written.to_lowercase());
    let hint =
        format!("write it in another way; the line `*{}` of `{own}` asks for that", unknown.written.to_lowercase());
    Diagnostic::new(&rules::SPELLING, unknown.place.clone(), message).hint(hint)
}
