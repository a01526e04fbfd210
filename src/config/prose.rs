//! What the settings say of prose: the words that it may be written in, and how hard it may be to read.

use crate::diag::{Diagnostics, rules};
use crate::fields::{Fields, Table};

/// Which words are known: `[spelling]`. Without it no word is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// The language of the words: `en` for British and American ones.
    pub language: String,
    /// The site's own list of words, from its root.
    pub dictionary: Option<String>,
    /// A Hunspell dictionary, from the site's root: the path that `.aff` and `.dic` stand behind.
    pub hunspell: Option<String>,
}

/// How hard a page may be to read: `[reading]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingLimits {
    /// The least reading ease, by the formula of Flesch; 0 for none.
    pub ease: u8,
    /// The highest grade of school, by the formula of Flesch and Kincaid.
    pub grade: Option<u8>,
}

impl Default for ReadingLimits {
    /// What hardly any page of a handbook falls below.
    fn default() -> ReadingLimits {
        ReadingLimits { ease: 25, grade: None }
    }
}

/// Reads `[spelling]` of a site in this language.
pub(super) fn spelling(table: &Table, language: &str, diags: &mut Diagnostics) -> Option<Spelling> {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    let wanted = "a language tag such as `en-GB`, or `en` for both spellings";
    let own = fields.parse("language", wanted, super::load::language_tag);
    let dictionary = fields.parse("dictionary", "a file of the site, such as `content/dictionary.txt`", file_path);
    let wanted = "the path of a Hunspell dictionary without its ending, such as `spelling/de_DE`";
    let hunspell = fields.parse("hunspell", wanted, |text| {
        let text = text.strip_suffix(".dic").or_else(|| text.strip_suffix(".aff")).unwrap_or(text);
        file_path(text)
    });
    let language = own.map_or_else(|| language.to_owned(), |own| own.value);
    let is_known = language.eq_ignore_ascii_case("en") || language.to_ascii_lowercase().starts_with("en-");
    if hunspell.is_none() && !is_known {
        let place = fields.place("language").range().unwrap_or_default();
        let message = format!("the words of `{language}` do not come with Rolebook; those of English do");
        let hint = "put a Hunspell dictionary into the site and name it, such as `hunspell = \"spelling/de_DE\"`";
        fields.report(&place, message, hint);
    }
    fields.finish_as(&rules::SETTINGS);
    (hunspell.is_some() || is_known).then(|| Spelling {
        language,
        dictionary: dictionary.map(|path| path.value),
        hunspell: hunspell.map(|path| path.value),
    })
}

/// Reads `[reading]` of a site in this language.
pub(super) fn reading(table: &Table, language: &str, diags: &mut Diagnostics) -> ReadingLimits {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    let mut limits = ReadingLimits::default();
    if let Some(ease) = fields.integer("ease") {
        match u8::try_from(ease.value).ok().filter(|ease| *ease <= 100) {
            Some(ease) => limits.ease = ease,
            None => {
                let hint = "write a whole number from 0 to 100, such as `ease = 40`; 0 for no limit";
                fields.report(&ease.span, format!("a reading ease cannot be {}", ease.value), hint);
            }
        }
    }
    if let Some(grade) = fields.integer("grade") {
        match u8::try_from(grade.value).ok().filter(|grade| (4..=20).contains(grade)) {
            Some(_) if !language.to_ascii_lowercase().starts_with("en") => {
                let hint = "set `ease` in its place, such as `ease = 40`";
                fields.report(&grade.span, format!("grades are of English texts, and not of `{language}`"), hint);
            }
            Some(value) => limits.grade = Some(value),
            None => {
                let hint = "write a whole number from 4 to 20, such as `grade = 12`";
                fields.report(&grade.span, format!("a text cannot be for grade {}", grade.value), hint);
            }
        }
    }
    fields.finish_as(&rules::SETTINGS);
    limits
}

/// A path below the site's root.
fn file_path(text: &str) -> Option<String> {
    let text = text.strip_prefix("./").unwrap_or(text);
    let sound = !text.is_empty() && text.split('/').all(|name| !name.is_empty() && name != ".." && name != ".");
    (sound && !text.contains(['\\', ':'])).then(|| text.to_owned())
}
