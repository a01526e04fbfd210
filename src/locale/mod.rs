//! How a language speaks: the interface's words, dates, numbers and lists.
//!
//! Words come from `themes/default/strings/LANGUAGE.toml`, each of which a site's own theme may replace. Dates, numbers,
//! lists and plural forms come from Unicode's CLDR through ICU4X.

mod message;
mod strings;

use std::fmt;

use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::Locale as Tag;
use icu_plurals::{PluralCategory, PluralRules};
use jiff::civil::Date;

use crate::diag::{Diagnostics, Place};
use crate::disk::Disk;
use message::Message;
pub use message::{Argument, Piece};
use strings::Strings;

/// The English words of `key` as they come with the program, in a site of any language: what ids are made of. An unknown
/// key is its own text.
pub fn in_english(key: &str) -> &str {
    Strings::english().and_then(|strings| strings.get(key)).map_or(key, Message::plain)
}

/// The words and the habits of one language.
pub struct Locale {
    language: String,
    strings: Strings,
    plurals: PluralRules,
    dates: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    numbers: DecimalFormatter,
    and: ListFormatter,
    or: ListFormatter,
}

/// Not what it holds: thousands of words.
impl fmt::Debug for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Locale").field(&self.language).finish()
    }
}

/// English, from the embedded words alone.
impl Default for Locale {
    fn default() -> Locale {
        Locale::of("en", Strings::embedded("en").unwrap_or_default())
    }
}

impl Locale {
    /// The locale of `language`, a BCP 47 tag, with the words of the theme `theme` over the default ones.
    ///
    /// A language without words of its own gets the English ones, with a `language` warning at `place`.
    pub fn load(disk: &dyn Disk, theme: &str, language: &str, place: Place, diags: &mut Diagnostics) -> Locale {
        Locale::of(language, Strings::load(disk, theme, language, place, diags))
    }

    fn of(language: &str, strings: Strings) -> Locale {
        let tag = |text: &str| text.parse::<Tag>().unwrap_or(Tag::UNKNOWN);
        let whole = tag(language);
        // English of no country writes days as most of the world does: 28 November 2026.
        let for_dates = if language.eq_ignore_ascii_case("en") { tag("en-001") } else { whole.clone() };
        let known = "ICU4X falls back to its root locale, which its compiled data always hold";
        Locale {
            language: language.to_owned(),
            strings,
            plurals: PluralRules::try_new_cardinal((&whole).into()).expect(known),
            dates: FixedCalendarDateTimeFormatter::try_new((&for_dates).into(), YMD::long()).expect(known),
            numbers: DecimalFormatter::try_new((&whole).into(), Default::default()).expect(known),
            and: ListFormatter::try_new_and((&whole).into(), ListFormatterOptions::default()).expect(known),
            or: ListFormatter::try_new_or((&whole).into(), ListFormatterOptions::default()).expect(known),
        }
    }

    /// The language, as the settings write it.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Every message as it is written, each of its plural forms, and those of English, of which ids are made.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let english = Strings::english().into_iter().flat_map(Strings::iter);
        self.strings.iter().chain(english).flat_map(|(_, message)| message.texts())
    }

    /// The keys of all messages, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.strings.iter().map(|(key, _)| key)
    }

    /// The words of `key`, such as `search.label`, which take no arguments. An unknown key is its own text.
    pub fn text<'s>(&'s self, key: &'s str) -> &'s str {
        self.strings.get(key).map_or(key, Message::plain)
    }

    /// What stands between the parts of a list without a word before the last: `, `.
    pub fn comma(&self) -> &str {
        self.text("site.comma")
    }

    /// What stands between a name and what is said of it: `: `.
    pub fn colon(&self) -> &str {
        self.text("site.colon")
    }

    /// The words of `key`; `other` when there are none, as for a name that only data know.
    pub fn text_or<'s>(&'s self, key: &str, other: &'s str) -> &'s str {
        self.strings.get(key).map_or(other, Message::plain)
    }

    /// The words of `key` with its arguments filled in. The argument `count` also picks the plural form.
    pub fn say(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.find(key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// As [`Locale::say`]; `None` when there is no such key.
    pub fn find(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> Option<String> {
        let count = arguments.iter().find_map(|(name, value)| match value {
            Argument::Count(count) if *name == "count" => Some(*count),
            _ => None,
        });
        let mut filled = String::new();
        for piece in self.pieces(key, count)? {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Gap(name) => match arguments.iter().find(|(known, _)| *known == name) {
                    Some((_, Argument::Count(count))) => filled.push_str(&self.count(*count)),
                    Some((_, Argument::Text(text))) => filled.push_str(text),
                    None => filled.extend(["{", name, "}"]),
                },
            }
        }
        Some(filled)
    }

    /// The words of `key` about so many.
    pub fn say_count(&self, key: &str, count: impl TryInto<u64>) -> String {
        self.say(key, &[("count", Argument::Count(count.try_into().unwrap_or_default()))])
    }

    /// The message of `key` in the form for `count` things, cut at its arguments; `None` when there is no such key.
    pub fn pieces(&self, key: &str, count: Option<u64>) -> Option<Vec<Piece<'_>>> {
        let category = count.map_or(PluralCategory::Other, |count| self.plurals.category_for(count));
        Some(self.strings.get(key)?.pieces(category))
    }

    /// Every message whose key begins with `group` and a dot, as scripts read them: `{"key": "text"}`, plural forms as
    /// `{"key": {"one": "...", "other": "..."}}`. Keys are without the group's name, in order.
    pub fn group(&self, group: &str) -> serde_json::Map<String, serde_json::Value> {
        let prefix = format!("{group}.");
        let inside = self.strings.iter().filter_map(|(key, message)| Some((key.strip_prefix(&prefix)?, message)));
        inside.map(|(key, message)| (key.to_owned(), message.to_json())).collect()
    }

    /// A day in words: `28 November 2026`, `28. November 2026`.
    pub fn day(&self, date: Date) -> String {
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        let same = IcuDate::try_new_gregorian(i32::from(date.year()), month, day);
        same.map_or_else(|_| date.to_string(), |same| self.dates.format(&same).to_string())
    }

    /// A whole number with the language's separators: `12,345`, `12.345`.
    pub fn number(&self, number: i64) -> String {
        self.numbers.format(&Decimal::from(number)).to_string()
    }

    /// A number of things, with the language's separators.
    pub fn count(&self, count: u64) -> String {
        self.number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// All of them: `a, b and c`.
    pub fn and<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.and.format(items.iter().map(AsRef::as_ref)).to_string()
    }

    /// One of them: `a, b or c`.
    pub fn or<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.or.format(items.iter().map(AsRef::as_ref)).to_string()
    }

    /// An audience's name in words: the language's own for the usual ones, else the name with a capital letter.
    pub fn audience(&self, name: &str) -> String {
        self.find(&format!("audience.{name}"), &[]).unwrap_or_else(|| with_capital(name))
    }
}

/// Whether the program has the words of a language.
pub fn has_words(language: &str) -> bool {
    Strings::embedded(&language.to_ascii_lowercase()).is_some()
}

/// A text with a capital letter at its start.
pub fn with_capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
