//! What a key asks for that nothing reads: a wish to limit readers, or to keep a page back.
//!
//! Knows our own keys in other spellings, and the words other tools have for them. It must not know where the key stands.

use std::borrow::Cow;

use jiff::civil::Date;

use super::key_lists::{FROM, HIDDEN, READERS, SHOWN, STATE, UNREADY, UNREADY_ALONE, UNTIL};
use super::key_words;
use super::names::AudienceNames;
use super::vocabulary as words;
use crate::fields::{Item, Value, parse_date, slips};

/// What something that was not read was meant to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// To show something to fewer people.
    Limit,
    /// To keep something back from everybody.
    KeepBack,
}

/// What stands behind a key.
pub(super) enum Said<'v> {
    Nothing,
    Text(Cow<'v, str>),
    /// Several texts.
    List(Vec<&'v str>),
    /// A table, or a number.
    Other,
}

impl<'v> Said<'v> {
    pub(super) fn of(value: &'v Value) -> Said<'v> {
        match value {
            Value::Null => Said::Nothing,
            Value::String(text) | Value::Date(text) => Said::Text(text.as_str().into()),
            Value::Array(items) => match &items[..] {
                [Item { value: Value::String(text), .. }] => Said::Text(text.as_str().into()),
                _ => Said::List(items.iter().filter_map(|item| item.value.as_text()).collect()),
            },
            Value::Bool(yes) => Said::Text(if *yes { "true" } else { "false" }.into()),
            Value::Integer(0) => Said::Text("0".into()),
            Value::Integer(1) => Said::Text("1".into()),
            Value::Integer(_) | Value::Float(_) | Value::Table(_) => Said::Other,
        }
    }
}

/// What a key is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Audience,
    /// Our own key; a slip in it is allowed for.
    Draft,
    /// Keeps back when it says no: `published`.
    Shown,
    /// The same; in a line of text it is a word like any other: `final`.
    ShownInKeys,
    /// Keeps back when it says yes: `private`.
    Hidden,
    /// Keeps back whatever it says: `password`.
    Locked,
    /// The traffic light protocol.
    Tlp,
    /// Keeps back when it names a state such as `draft` or `private`.
    State,
    /// Limits readers when it says that something is not for everybody.
    Readers,
    /// Keeps back before a day, and what is no day says nothing.
    Day,
    /// Keeps back before a day; `true` for our own key, whose value must be a day.
    From(bool),
    /// Keeps back from a day on.
    Until(bool),
}

const YES: [&str; 5] = ["true", "yes", "on", "1", "y"];
const NO: [&str; 6] = ["false", "no", "off", "0", "n", "never"];

/// What `key` with this value asks for. `None` where it asks for nothing that would hide something.
///
/// `in_prose` is for a line of text, which is taken for a key only where its value leaves no other reading.
pub(super) fn wish(key: &str, said: &Said<'_>, in_prose: bool, names: &AudienceNames, today: Date) -> Option<Wish> {
    let text = match said {
        Said::Text(text) => bare(text),
        Said::List(texts) => return of_list(key, texts, in_prose, names, today),
        Said::Nothing | Said::Other => String::new(),
    };
    let names_audience = names.named(&text).is_some();
    if in_prose && is_about_a_thing(key) {
        return None;
    }
    let Some((meaning, slips)) = meaning(key) else {
        return limits_by_another_name(key, &text, in_prose, names);
    };
    let (yes, no) = (is_yes(&text), is_no(&text));
    let keeps_back = match meaning {
        Meaning::Audience => return (!in_prose || is_name_of_readers(&text, names)).then_some(Wish::Limit),
        Meaning::Draft if slips > 0 => yes,
        // What it says cannot be told: rather kept back than let out. Several words are a sentence about a draft.
        Meaning::Draft => !(no || in_prose && text.contains(' ')),
        Meaning::Shown => no || text == "not yet" || parse_date(&text).is_some_and(|day| day > today),
        Meaning::ShownInKeys => no && !in_prose,
        // In prose a word behind such a key is what it is about: `Internal: staff`, `Class: private`.
        Meaning::Hidden => yes || !in_prose && text.split(' ').count() == 1 && is_unready(&text),
        Meaning::Locked => !in_prose && !no && !["", "none", "optional"].contains(&text.as_str()),
        Meaning::Tlp => ["red", "amber", "amber+strict", "green"].contains(&text.as_str()),
        Meaning::State if names_audience => return Some(Wish::Limit),
        Meaning::State if in_prose => is_unready(&text) && text.split(' ').count() <= 3 && !text.contains(" and "),
        Meaning::State => is_unready(&text) || text.ends_with("only"),
        Meaning::Readers => {
            let limits = names_audience || !in_prose && (names.marked(&text).is_some() || text.ends_with("only"));
            return limits.then_some(Wish::Limit);
        }
        Meaning::Day => parse_date(&text).is_some_and(|day| day > today),
        Meaning::From(ours) | Meaning::Until(ours) => match parse_date(&text) {
            Some(_) if in_prose && is_common(key) => false,
            Some(day) if matches!(meaning, Meaning::From(_)) => day > today,
            Some(day) => day <= today,
            None => !text.is_empty() && slips <= 1 && !no && (ours || !in_prose) && !is_common(key),
        },
    };
    keeps_back.then_some(Wish::KeepBack)
}

/// Whether a key of several words in a line of text is about something in particular: `Private health care: yes`.
fn is_about_a_thing(key: &str) -> bool {
    let beside =
        ["is", "this", "the", "page", "document", "doc", "content", "section", "post", "article", "file", "text"];
    let more = ["version", "only", "use", "do", "not", "publish", "team", "work", "in", "progress", "for", "to", "yet"];
    let code = ["export", "const", "let", "var", "metadata"];
    let words = words::words_of(key);
    let hides = words.iter().any(|word| words::is_hiding(word));
    let is_known = |word: &String| {
        words::is_hiding(word) || [&beside[..], &more, &code].iter().any(|list| list.contains(&word.as_str()))
    };
    hides && key.contains(' ') && key_words::meaning(&words).is_none() && !words.iter().all(is_known)
}

/// What a line of text asks for that says yes or no and gives a reason: `draft: yes, until legal has read it`,
/// `published: false # not yet`.
pub(super) fn wish_with_reason(key: &str, value: &str) -> Option<Wish> {
    let value = value.trim_start();
    let end = value.find(|c: char| !c.is_alphanumeric())?;
    let (word, reason) = (bare(&value[..end]), value[end..].trim_start());
    let is_reason = reason.starts_with(['#', '(', ',', ';', '-', '/', '<', '\u{2014}']);
    let key = bare(key);
    let holds = match key.as_str() {
        "draft" => is_yes(&word),
        "published" | "publish" => is_no(&word),
        _ => false,
    };
    (holds && is_reason).then_some(Wish::KeepBack)
}

/// Whether a line begins with one of our own keys that hide something, spelt as we spell it.
pub(super) fn is_exactly_ours(line: &str) -> bool {
    let key = line.split([':', '=']).next().unwrap_or_default().trim();
    ["audience", "draft", "publish_on", "expire_on"].contains(&key)
}

/// `internal: true`, `target_audience: internal`: keys nobody could list, whose value settles what they mean.
fn limits_by_another_name(key: &str, text: &str, in_prose: bool, names: &AudienceNames) -> Option<Wish> {
    let lower = key.to_lowercase();
    let squeezed = lower.replace(['_', '-', ' '], "");
    let is_about = lower.contains("audience") || READERS.contains(&squeezed.as_str());
    // In prose a word for a kind of thing is no key.
    let is_kind = words::KINDS.contains(&squeezed.as_str()) && !in_prose;
    let is_about_too = is_kind || words::READERS.contains(&squeezed.as_str());
    let about_readers = (is_about || is_about_too) && names.marked(text).is_some();
    (about_readers || (is_yes(text) && names.named(key).is_some())).then_some(Wish::Limit)
}

/// Any text of a list may tell, where the key is about a state or about readers; what something is filed under does not.
fn of_list(key: &str, texts: &[&str], in_prose: bool, names: &AudienceNames, today: Date) -> Option<Wish> {
    let squeezed: String = key.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    if words::KINDS.contains(&squeezed.as_str()) {
        return None;
    }
    texts.iter().find_map(|text| wish(key, &Said::Text((*text).into()), in_prose, names, today))
}

/// Whether a value behind `audience` in a line of text is meant for us: a word, or a list of which one part is an
/// audience's name. `Audience: candidates and staff.` is a sentence.
fn is_name_of_readers(text: &str, names: &AudienceNames) -> bool {
    let text = &without_brackets(text);
    // Both kinds are a sentence about them.
    if words::words_of(text).iter().any(|word| word == "external") {
        return false;
    }
    let is_word = !text.is_empty() && !text.contains([' ', ',']);
    is_word
        || text.split([' ', ',']).any(|word| names.named(word).is_some())
        || parts(text).any(|part| names.named(part).is_some())
}

/// A text without what stands in round brackets: `talent teams (internal handbook), candidates`.
fn without_brackets(text: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain.trim().to_owned()
}

/// The parts of a list as people write them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let ends = [',', ';', '/', '+', '&', '|'];
    text.split(ends).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" or ")).map(str::trim)
}

/// Whether a value says that something is not for everybody, whatever its key is.
pub(super) fn is_hiding_value(said: &Said<'_>, names: &AudienceNames) -> bool {
    let Said::Text(text) = said else { return false };
    let text = bare(text);
    let is_word = !text.contains([' ', ',']);
    is_word && (names.named(&text).is_some_and(|named| named.others.is_empty()) || words::is_hiding(&text))
}

pub(super) fn is_yes(text: &str) -> bool {
    YES.contains(&text) || words::YES.contains(&text)
}

pub(super) fn is_no(text: &str) -> bool {
    NO.contains(&text) || words::NO.contains(&text)
}

/// Whether a key is a word that says much else, too, so that only a day behind it tells, and in prose not even that.
fn is_common(key: &str) -> bool {
    let key: String = key.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    const COMMON: [&str; 11] = [
        "date",
        "starts",
        "startson",
        "until",
        "sunset",
        "validfrom",
        "validuntil",
        "validthrough",
        "releasedate",
        "availablefrom",
        "availableuntil",
    ];
    COMMON.contains(&key.as_str())
}

/// Whether a key is almost `audience`, or is it.
pub(super) fn is_audience(key: &str) -> bool {
    matches!(meaning(key), Some((Meaning::Audience, _)))
}

/// Whether a key says who reads something.
pub(super) fn is_about_readers(key: &str) -> bool {
    let squeezed: String = key.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    is_audience(key) || READERS.contains(&squeezed.as_str()) || words::READERS.contains(&squeezed.as_str())
}

/// What a key is about, and by how many slips it is another of our own.
pub(super) fn meaning(key: &str) -> Option<(Meaning, usize)> {
    if key.len() > 40 {
        return None;
    }
    let parts = words::words_of(key);
    let spaces = key.matches(' ').count();
    let key: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let listed = [
        (&SHOWN[..], Meaning::Shown),
        (&HIDDEN[..], Meaning::Hidden),
        (&STATE[..], Meaning::State),
        (&FROM[..], Meaning::From(false)),
        (&UNTIL[..], Meaning::Until(false)),
        (&words::KEEPS_BACK[..], Meaning::Hidden),
        (&words::STATES[..], Meaning::State),
        (&words::SHOWS[..], Meaning::ShownInKeys),
        (&["password", "passphrase", "passwort", "auth", "authentication"][..], Meaning::Locked),
        (&["tlp"][..], Meaning::Tlp),
    ];
    let known = listed.into_iter().find(|(words, _)| words.contains(&key.as_str()));
    if let Some((_, meaning)) = known {
        return Some((meaning, 0));
    }
    let ours = [
        ("audience", 2, Meaning::Audience),
        ("draft", 1, Meaning::Draft),
        ("publishon", 2, Meaning::From(true)),
        ("expireon", 2, Meaning::Until(true)),
    ];
    let nearly_ours =
        ours.into_iter().find_map(|(name, allowed, meaning)| Some((meaning, slips(&key, name, allowed)?)));
    let by_words = || key_words::meaning(&parts);
    let hides = || parts.len() <= 4 && spaces < 3 && parts.iter().any(|word| words::is_hiding(word));
    let is_beside = || parts.iter().any(|word| words::BESIDE.contains(&word.as_str()));
    nearly_ours
        .or_else(|| by_words().map(|meaning| (meaning, 0)))
        .or_else(|| (hides() && !is_beside()).then_some((Meaning::Hidden, 0)))
}

fn is_unready(text: &str) -> bool {
    let plain = text.replace(['-', '_'], " ");
    let is_not = |done: &str| key_words::DONE.contains(&done);
    UNREADY_ALONE.contains(&plain.as_str())
        || plain.strip_prefix("not ").is_some_and(|rest| rest.split(' ').next().is_some_and(is_not))
        || plain.starts_with("awaiting ")
        || plain.starts_with("waiting for ")
        || (plain.len() <= 80
            && plain
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| UNREADY.contains(&word) || words::is_hiding(word)))
}

/// A value without the marks around it, in lower case.
pub(super) fn bare(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or("");
    let marks = |c: char| c.is_whitespace() || "\"'`*_,;.}])|".contains(c);
    line.trim_end_matches(marks).trim_start_matches([' ', '"', '\'', '`', '*', '_', '[', '(']).to_lowercase()
}
