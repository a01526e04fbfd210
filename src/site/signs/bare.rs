//! Bare names: an audience that is called by a word for a secret, and is the label of what follows without any other
//! word: `Internal: ask Jane`, `## Bands (internal)`, `## Internal`.
//!
//! The name of a group of people speaks to them (`Managers: ...`); a word such as *internal* says of a text who may read
//! it. It is one of two kinds of things on a page that names the opposite in the same way: `## Internal`, `## External`.

use super::around::{Around, without_item_marks};
use super::label::{self, Slot};
use super::names::AudienceNames;
use super::vocabulary;

/// What the other kind is called, in the languages of the words for secrets.
const OPPOSITES: [&str; 15] = [
    "external",
    "public",
    "open",
    "agency",
    "agencies",
    "extern",
    "externe",
    "externes",
    "externo",
    "externa",
    "externos",
    "öffentlich",
    "publique",
    "público",
    "pública",
];
const EMPHASIS: [char; 6] = ['*', '_', '~', '"', '\'', '`'];

/// Whether a name stands where only a label stands.
pub(super) fn is_bare(around: &Around<'_>, names: &AudienceNames) -> bool {
    if !is_a_label_alone(around.name(), names) || names_opposite_too(around.after) {
        return false;
    }
    match label::read(around) {
        Some((Slot::Head, _)) => label::cell(around).is_some_and(|cell| ends_with(cell, around.name())),
        Some((Slot::Cell, _)) | None => false,
        Some((slot, text)) => is_at_start(around, slot, text) || is_at_end(around, slot, text),
    }
}

/// Whether a value or a title is labelled by a bare name, and does not name the opposite.
pub(super) fn in_value(around: &Around<'_>, is_title: bool, names: &AudienceNames) -> bool {
    let slot = if is_title { Slot::Heading } else { Slot::Text };
    let text = around.content();
    let is_more = text.trim_matches(|c: char| !c.is_alphanumeric()).len() > around.name().len();
    around.has_start
        && is_more
        && is_a_label_alone(around.name(), names)
        && (is_at_start(around, slot, text) || is_title && is_at_end(around, slot, text))
        && !words(around.text).any(is_the_opposite)
}

/// Whether a page has a line that begins or ends with the opposite of *internal* as a label does, or a list of names as
/// headings: `### internal` beside `### images`.
pub(super) fn is_one_of_several(text: &str) -> bool {
    text.lines().any(|line| {
        is_name_as_heading(line) || {
            let text = without_item_marks(line);
            let is_heading = text.starts_with('#');
            let text = text.trim_matches(|c: char| !c.is_alphanumeric() && !"()[]:|".contains(c));
            let start = text.trim_start_matches(['(', '[', '|', ' ']);
            let end = start.find(|c: char| !c.is_alphanumeric()).unwrap_or(start.len());
            let is_followed = start[end..].trim_start_matches(EMPHASIS).is_empty()
                || start[end..].trim_start_matches(EMPHASIS).starts_with([':', ')', ']', '|'])
                || start[end..].starts_with(" - ")
                || start[end..].starts_with("--")
                || is_heading;
            let inside = text.strip_suffix([')', ']']).and_then(|text| text.rsplit(['(', '[']).next());
            is_followed && is_the_opposite(&start[..end])
                || inside.is_some_and(is_the_opposite)
                || text.contains('|')
                    && text.split('|').any(|cell| is_the_opposite(words(cell).next_back().unwrap_or_default()))
        }
    })
}

/// A heading of one word in small letters that is no word for a secret.
fn is_name_as_heading(line: &str) -> bool {
    let word = line.trim_start_matches('#').trim();
    let is_name = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_".contains(&byte));
    line.starts_with('#') && is_name && !vocabulary::SECRET.contains(&word)
}

/// Whether the opposite is a label in the same line: `**Internal:** the form. **External:** the letter.`
fn names_opposite_too(after: &str) -> bool {
    let mut ended = after.split([':', ')', ']']).rev().skip(1);
    ended.any(|text| {
        words(text)
            .next_back()
            .is_some_and(|word| is_the_opposite(word) && text.trim_end_matches(EMPHASIS).ends_with(word))
    })
}

/// Whether a name is an audience's and a word for a secret, so that it needs no other word beside it.
pub(super) fn is_a_label_alone(name: &str, names: &AudienceNames) -> bool {
    let name = name.to_lowercase();
    let is_known = || names.marked(&name).is_some() && (!names.is_weak(&name) || name.starts_with("intern"));
    vocabulary::SECRET.contains(&name.as_str()) && is_known()
}

/// The words of a text, whatever stands between them.
pub(super) fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a word names those whom *internal* leaves out.
pub(super) fn is_the_opposite(word: &str) -> bool {
    let word = word.trim();
    word.len() < 16 && OPPOSITES.contains(&word.to_lowercase().as_str())
}

/// `Internal: text`, `**Internal** Text`, `(internal) text`, `## Internal`
fn is_at_start(around: &Around<'_>, slot: Slot, text: &str) -> bool {
    let plain = text.trim_start_matches(EMPHASIS);
    let was_marked = plain.len() < text.len();
    let inner = plain.strip_prefix(['(', '[']).unwrap_or(plain).trim_start_matches(EMPHASIS);
    let Some(rest) = inner.strip_prefix(around.name()).map(|rest| rest.trim_start_matches(EMPHASIS)) else {
        return false;
    };
    let is_heading = slot == Slot::Heading;
    if inner.len() < plain.len() && plain.starts_with(['(', '[']) {
        let Some(rest) = rest.strip_prefix([')', ']']) else {
            let is_link = rest.contains("](") || rest.contains("][");
            return slot == Slot::Text && rest.starts_with(": ") && !is_link;
        };
        let rest = rest.trim_start_matches([' ', ':', '*', '_']);
        let is_link = plain.starts_with('[') && rest.starts_with(['(', '[']);
        return !is_link && !rest.is_empty() && (slot != Slot::Item || begins_sentence(rest));
    }
    let is_alone = rest.trim_matches([' ', ':']).is_empty();
    if is_alone && (is_heading || slot == Slot::Text && rest.starts_with(':')) {
        return around.is_whole_line;
    }
    if is_alone {
        return slot == Slot::Text && is_own_paragraph(around);
    }
    let is_parted = [":", " - ", "--", " | "].iter().any(|mark| rest.starts_with(mark)) && !rest.starts_with("::");
    let is_lead = was_marked && rest.starts_with(' ') && begins_sentence(rest);
    slot != Slot::Item && (is_parted || is_lead)
}

/// `## Bands (internal)`, `## Bands - internal`, `**Bands (internal)**`, and `Text [internal]`
fn is_at_end(around: &Around<'_>, slot: Slot, text: &str) -> bool {
    if !around.is_whole_line {
        return false;
    }
    let is_bold = slot == Slot::Text && text.starts_with("**") && text.trim_end().ends_with("**");
    if slot == Slot::Heading || is_bold {
        let last = label::after_separator(text).map(|last| last.trim_matches(EMPHASIS).trim());
        return ends_with(text, around.name()) || last.is_some_and(|last| last == around.name());
    }
    let is_square = around.before.trim_end_matches(EMPHASIS).ends_with('[');
    is_square && around.after.trim_start_matches(EMPHASIS).starts_with(']') && ends_with(text, around.name())
}

/// Whether a text ends with a name in brackets.
fn ends_with(text: &str, name: &str) -> bool {
    let text = text.trim_end_matches([' ', '*', '_', '`', ':', '.', '#', '"']);
    let inside = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let inside = inside.or_else(|| text.strip_suffix(']').and_then(|text| text.rsplit_once('[')));
    inside.is_some_and(|(_, inside)| inside.trim_matches(EMPHASIS).trim() == name)
}

/// Whether a line is a paragraph of one word, with text below it.
fn is_own_paragraph(around: &Around<'_>) -> bool {
    let is_last = around.text[around.line().end..].trim().is_empty();
    around.is_whole_line
        && around.begins_paragraph()
        && around.below().is_some_and(|below| below.trim().is_empty())
        && !is_last
}

fn begins_sentence(text: &str) -> bool {
    let first = text.trim_start_matches(|c: char| c == ' ' || EMPHASIS.contains(&c)).chars().next();
    first.is_some_and(|c| !c.is_lowercase())
}
