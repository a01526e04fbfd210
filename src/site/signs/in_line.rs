//! Labels that are not the first words of their line, end with another mark than most do, or stand behind what they are
//! about: `1.2 Internal only: words`, `Internal only; words`, `- 180k (internal only)`.

use super::around::Around;
use super::label::{self, Slot};
use super::names::AudienceNames;
use super::phrase::{self, Force, Weight};

/// What may stand before a label in its line.
const STARTS: [&str; 9] = [": ", ":** ", ":* ", ") ", ">", "|", "&nbsp;", "[", "] "];

/// The head of a table is looked for in so many bytes above a row.
const FARTHEST_HEAD: usize = 1_500;

/// Whether a weight leaves no other reading in the middle of a line.
fn is_plain(weight: Weight) -> bool {
    !weight.is_weak && matches!(weight.force, Force::Clear | Force::Loud)
}

/// A text without the signs and pictures at its start: arrows, pins, locks.
pub(super) fn without_signs(text: &str) -> &str {
    let is_sign = |c: char| !c.is_ascii() && !c.is_alphanumeric() || c == ' ';
    text.trim_start_matches(is_sign).trim_start_matches("&nbsp;").trim_start_matches(is_sign)
}

/// Whether a label stands behind a number, a day, a name or a mark: `(1) Internal only: words`, `Jane: INTERNAL: words`.
pub(super) fn is_within(around: &Around<'_>, text: &str, names: &AudienceNames) -> bool {
    let at = around.text[around.line()].find(text).unwrap_or(0);
    let before = around.before.get(at..).unwrap_or_default();
    let numbered = before.trim_start_matches(|c: char| c.is_ascii_digit() || ".-/:)(§ ".contains(c));
    let starts = STARTS.iter().filter_map(|start| Some(before.rfind(start)? + start.len()));
    let number = (numbered.len() < before.len()).then(|| before.len() - numbered.len());
    let letter = before.find(") ").filter(|at| *at < 3).map(|at| at + 2);
    starts.chain(number).chain(letter).max().is_some_and(|start| {
        let rest = &around.text[around.word.start - (before.len() - start)..around.line().end];
        begins_plainly(rest, names, around.name())
    })
}

/// Whether a text begins with a label and a colon or a dash, and goes on.
fn begins_plainly(text: &str, names: &AudienceNames, name: &str) -> bool {
    let text = without_signs(text).trim_start_matches(['*', '_', '"', '[', '(']);
    let window = &text[..text.floor_char_boundary(70.min(text.len()))];
    let ends = [":", " - ", "--"];
    let Some(at) = ends.iter().filter_map(|end| window.find(end)).min() else { return false };
    let (phrase, rest) = (&window[..at], text[at..].trim_matches([':', '-', ' ', '*', '_', '|', ']', ')']));
    phrase.contains(name) && !rest.is_empty() && phrase::weigh(phrase, names).is_some_and(is_plain)
}

/// Whether a cell of a table begins or ends with a label.
pub(super) fn is_in_cell(around: &Around<'_>, names: &AudienceNames) -> bool {
    let Some(cell) = label::cell(around).map(str::trim) else { return false };
    begins_plainly(cell, names, around.name())
        || cell.ends_with([')', ']']) && !cell.starts_with(['(', '[']) && label::ends_with_label(cell, names)
}

/// Whether a cell is nothing but the name, in a column that is called `Audience`.
pub(super) fn is_reader_of_row(around: &Around<'_>) -> bool {
    let cells =
        |line: &str| line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    if label::cell(around).is_none_or(|cell| cell.trim() != around.name()) || !around.is_whole_line {
        return false;
    }
    let column = around.before.trim_start().trim_start_matches('|').matches('|').count();
    let above = &around.text[..around.line().start];
    let from = above.ceil_char_boundary(above.len().saturating_sub(FARTHEST_HEAD));
    let table = above[from..].rsplit("\n\n").next().unwrap_or_default();
    let head = table.lines().next().map(cells).unwrap_or_default();
    head.get(column).is_some_and(|head| super::keys::is_about_readers(head))
}

/// Whether a phrase ends where hardly any label does, and says plainly what it is: `Internal only; words`,
/// `INTERNAL:words`, `INTERNAL ONLY words`.
pub(super) fn has_other_end(window: &str, is_item: bool, weigh: &dyn Fn(&str) -> Option<Weight>) -> bool {
    // A sentence that goes on over two lines begins in small letters.
    if window.contains("external use") || window.starts_with(char::is_lowercase) && !window.contains(':') {
        return false;
    }
    let ends = [":", ";", "!", "|", "=", "\"", "/", ",", "\u{2192}", "\u{21d2}"];
    let end = ends.iter().filter_map(|end| window.find(end)).min();
    let is_label = |phrase: &str, has_more: bool| {
        let counts = |weight: Weight| is_plain(weight) && (!is_item || weight.is_clear());
        has_more && weigh(phrase).is_some_and(counts)
    };
    if let Some(at) = end {
        let rest = window[at..].trim_start_matches(|c: char| !c.is_alphanumeric());
        if !window[at..].starts_with("://")
            && is_label(&window[..at], !(rest.is_empty() || is_item && window[at..].starts_with([',', '/'])))
        {
            return true;
        }
    }
    // Words in capitals, and then text.
    let words = window.split_inclusive(' ');
    let loud: usize =
        words.take_while(|word| word.trim().len() > 1 && !word.contains(char::is_lowercase)).map(str::len).sum();
    let phrase = window[..loud].trim_end();
    phrase.contains(' ')
        && loud < window.len()
        && weigh(phrase).is_some_and(|weight| weight.is_clear() && !weight.is_weak)
}

/// Whether a line ends with a label in brackets or behind a dash: `180k (internal only)`, `words [INTERNAL]`,
/// `words - internal only`.
pub(super) fn is_behind(around: &Around<'_>, slot: Slot, text: &str, names: &AudienceNames) -> bool {
    if !around.is_whole_line || slot == Slot::Heading {
        return false;
    }
    let text = text.trim_end_matches([' ', '.', '*', '_', '|']);
    let is_last = text.ends_with([')', ']']) && !text.starts_with(['(', '[']);
    let dashed = ["--", " - "].iter().filter_map(|dash| Some(text.rfind(dash)? + dash.len())).max();
    is_last
        && label::ends_with_label(text, names)
        && text.rfind(['(', '[']).is_some_and(|at| text[at..].contains(around.name()))
        || dashed.is_some_and(|at| text[at..].contains(around.name()) && label::is_clear(text[at..].trim(), names))
}
