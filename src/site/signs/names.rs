//! The audiences of a site by name, as people write them: alone, in capitals, or with words that say nothing else.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

use super::abroad;
use super::vocabulary::{MARK_ELSEWHERE, MARKS};
use crate::config::Config;
use crate::fields::slips;

/// Words that may stand beside an audience's name without making it a sentence about something else.
const FILLERS: [&str; 73] = [
    "please",
    "it",
    "that",
    "strictly",
    "company",
    "do",
    "no",
    "usage",
    "nur",
    "für",
    "den",
    "internen",
    "gebrauch",
    "streng",
    "uniquement",
    "solo",
    "uso",
    "only",
    "alleen",
    "access",
    "and",
    "audience",
    "begin",
    "begins",
    "block",
    "class",
    "confidential",
    "content",
    "div",
    "edition",
    "end",
    "ends",
    "eyes",
    "for",
    "hidden",
    "hide",
    "is",
    "keep",
    "not",
    "note",
    "notes",
    "of",
    "part",
    "public",
    "section",
    "show",
    "start",
    "starts",
    "stop",
    "text",
    "the",
    "this",
    "to",
    "use",
    "version",
    "viewers",
    "visibility",
    "visible",
    "readers",
    "below",
    "above",
    "page",
    "document",
    "everything",
    "line",
    "if",
    "ifdef",
    "ifndef",
    "endif",
    "unless",
    "when",
    "region",
    "endregion",
];
/// What a construct begins with that may hold a misspelt name: looked for beside the names themselves.
const TRIGGERS: [&str; 4] = ["[!", "!!!", "???", "::"];
/// The word most teams mark with, whether their audience is called so or not.
const USUAL: &str = "internal";

/// The names of the audiences that see more than the lowest.
pub(super) struct AudienceNames {
    names: Vec<Name>,
    finder: Option<AhoCorasick>,
}

struct Name {
    /// As in the settings.
    written: String,
    is_listed: bool,
    /// Whether it is a word that means something else in prose, and counts in the marks of tools alone.
    is_weak: bool,
    /// Whether it is an audience's name in the singular, or in the plural, which counts in labels and attributes alone.
    is_form: bool,
    words: Vec<String>,
}

/// A text that names an audience and says nothing else.
pub(super) struct Named<'n> {
    pub(super) name: &'n str,
    /// The words beside the name.
    pub(super) others: Vec<String>,
}

/// Where something in a text may be a sign.
pub(super) struct Hit {
    pub(super) range: Range<usize>,
    pub(super) kind: HitKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HitKind {
    /// An audience's name, or another that marks have.
    Name,
    /// The beginning of a construct.
    Mark,
    /// A word of another language that a phrase about readers turns on.
    Word,
}

impl Hit {
    pub(super) fn is_name(&self) -> bool {
        self.kind == HitKind::Name
    }
}

impl AudienceNames {
    /// The names of a site for texts in English, or in another language.
    pub(super) fn new(config: &Config, is_elsewhere: bool) -> AudienceNames {
        let lowest = config.audiences.name(config.audiences.lowest());
        let forms = config.audiences.names().iter().filter(|name| *name != lowest && *name != USUAL);
        let listed = config.audiences.names().iter().map(String::as_str).filter(|name| *name != lowest);
        let usual = (!config.audiences.names().iter().any(|name| name == USUAL)).then_some(USUAL);
        let named = |name: &str, is_listed, is_weak| Name {
            written: name.to_owned(),
            is_listed,
            is_weak,
            is_form: false,
            words: name.split('-').map(str::to_owned).collect(),
        };
        let elsewhere = is_elsewhere.then_some(MARK_ELSEWHERE);
        let is_new = |name: &&str| !config.audiences.names().iter().any(|known| known == name);
        let weak = MARKS.into_iter().chain(elsewhere).filter(is_new);
        let strong = listed.map(|name| named(name, true, false)).chain(usual.map(|name| named(name, false, false)));
        let forms = forms.map(|name| Name { is_form: true, ..named(&other_form(name), false, false) });
        let names: Vec<Name> = strong.chain(forms).chain(weak.map(|name| named(name, false, true))).collect();
        let first_words = names.iter().filter_map(|name| name.words.first().map(String::as_str));
        let mut patterns: Vec<&str> = first_words.chain(TRIGGERS).collect();
        abroad::anchors().for_each(|word| patterns.push(word));
        let finder = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(patterns).ok();
        AudienceNames { names, finder }
    }

    /// Everything in `text` that may be part of a sign, in order.
    pub(super) fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Hit> + 'a {
        let found = self.finder.iter().flat_map(move |finder| finder.find_overlapping_iter(text));
        found.filter_map(move |found| {
            let range = found.range();
            if found.pattern().as_usize() >= self.names.len() + TRIGGERS.len() {
                return word_at(text, range).map(|range| Hit { range, kind: HitKind::Word });
            }
            if found.pattern().as_usize() >= self.names.len() {
                // Of a run of marks the first one stands for all.
                let mark = text.as_bytes()[range.start];
                let is_first = range.start == 0 || text.as_bytes()[range.start - 1] != mark;
                return is_first.then_some(Hit { range, kind: HitKind::Mark });
            }
            let end = self.end_of_name(text, range.start)?;
            Some(Hit { range: range.start..end, kind: HitKind::Name })
        })
    }

    /// Where the audience's name ends that begins at byte `at`, a whole word or several.
    fn end_of_name(&self, text: &str, at: usize) -> Option<usize> {
        if text[..at].ends_with(char::is_alphanumeric) {
            return None;
        }
        self.names.iter().filter_map(|name| name.end_at(text, at)).max()
    }

    /// The audience that a text names, when it says nothing else.
    pub(super) fn named(&self, text: &str) -> Option<Named<'_>> {
        self.find(text, false)
    }

    /// As [`AudienceNames::named`], where a word that says that something is not for everybody counts as a name.
    pub(super) fn marked(&self, text: &str) -> Option<Named<'_>> {
        self.find(text, true)
    }

    /// Whether a name is an audience's in the singular where the settings have the plural, or the other way round.
    pub(super) fn is_form(&self, written: &str) -> bool {
        let written = written.to_lowercase().replace(['_', ' '], "-");
        self.names.iter().any(|name| name.is_form && name.written == written)
    }

    /// Whether a name counts in the marks of tools alone.
    pub(super) fn is_weak(&self, written: &str) -> bool {
        let written = written.to_lowercase().replace(['_', ' '], "-");
        self.names.iter().any(|name| name.is_weak && name.written == written)
    }

    fn find(&self, text: &str, with_weak: bool) -> Option<Named<'_>> {
        if text.len() > 120 {
            return None;
        }
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let (name, at) = self.names.iter().filter(|name| with_weak || !name.is_weak).find_map(|name| {
            let at = words.windows(name.words.len()).position(|words| words.iter().eq(name.words.iter()))?;
            Some((name, at))
        })?;
        let others = || words.iter().enumerate().filter(|(index, _)| !(at..at + name.words.len()).contains(index));
        let says_nothing_else = |word: &str| {
            let is_part = |name: &Name| (with_weak || !name.is_weak) && name.words.iter().any(|part| part == word);
            FILLERS.contains(&word) || self.names.iter().any(is_part)
        };
        others()
            .all(|(_, word)| says_nothing_else(word))
            .then(|| Named { name: &name.written, others: others().map(|(_, word)| (*word).to_owned()).collect() })
    }

    /// Whether the settings have an audience of this name, above the lowest.
    pub(super) fn is_listed(&self, name: &str) -> bool {
        self.names.iter().any(|known| known.is_listed && known.written == name)
    }

    /// Whether a link of the page is called like an audience: `[internal]: https://...`.
    pub(super) fn is_a_link(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.names.iter().any(|name| !name.is_weak && lower.contains(&format!("[{}]: ", name.words.join(" "))))
    }

    /// The audience whose name is one slip away from `word`, or is it.
    pub(super) fn nearly(&self, word: &str) -> Option<&str> {
        let word = word.to_lowercase().replace(['_', ' '], "-");
        let near = |name: &&Name| {
            word.len() >= 4 && word.len() < 60 && slips(&word, &name.written, 1).is_some() || word == name.written
        };
        self.names.iter().filter(|name| !name.is_weak && !name.is_form).find(near).map(|name| name.written.as_str())
    }
}

/// The whole word at a place, if that is what was found.
fn word_at(text: &str, found: Range<usize>) -> Option<Range<usize>> {
    let is_whole =
        !text[..found.start].ends_with(char::is_alphanumeric) && !text[found.end..].starts_with(char::is_alphanumeric);
    is_whole.then_some(found)
}

/// A name in the singular, or in the plural where it is none.
fn other_form(name: &str) -> String {
    name.strip_suffix('s').map_or_else(|| format!("{name}s"), str::to_owned)
}

impl Name {
    fn end_at(&self, text: &str, at: usize) -> Option<usize> {
        let mut end = at;
        for (index, word) in self.words.iter().enumerate() {
            if index > 0 {
                end += usize::from(text[end..].starts_with(['-', '_', ' ', '\'']));
            }
            let found = text.get(end..end + word.len())?;
            if !found.eq_ignore_ascii_case(word) {
                return None;
            }
            end += word.len();
        }
        let rest = &text[end..];
        let is_whole = !rest.starts_with(char::is_alphanumeric);
        // `internalOnly` is a name with a word behind it.
        (is_whole || rest.starts_with(|c: char| c.is_ascii_uppercase())).then_some(end)
    }
}
