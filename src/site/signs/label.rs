//! Labels: words that say who may read what stands beside or below them, such as `INTERNAL: ask Jane`,
//! `(Internal only) text`, `## Bands (internal only)`.
//!
//! A label is a phrase that names an audience, or says that something is secret, and says nothing else but words that
//! restrict. [`super::phrase`] weighs it; here is where one may stand. A word for itself that is the text of an item or of
//! a cell names a thing among others.

use super::abroad;
use super::around::{Around, without_item_mark};
use super::names::AudienceNames;
use super::phrase::{self, Force, Weight};
use super::unseen;
use super::{columns, in_line};

/// A label with what it stands behind is not longer.
const MAX: usize = 70;
const LOCKS: [char; 4] = ['\u{1F512}', '\u{1F510}', '\u{26D4}', '\u{1F6AB}'];

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Text,
    Item,
    Heading,
    /// The first row of a table.
    Head,
    Cell,
}

/// Whether a name stands in a label.
pub(super) fn is_label(around: &Around<'_>, names: &AudienceNames) -> bool {
    is_mark_of_text(around, names) || is_words(around, names)
}

/// Whether a name, or another word of a phrase about readers, stands in words that say who may read something.
pub(super) fn is_words(around: &Around<'_>, names: &AudienceNames) -> bool {
    let Some((slot, text)) = read(around).filter(|_| around.before.len() <= 2 * MAX) else { return false };
    match slot {
        Slot::Cell => in_line::is_in_cell(around, names) || in_line::is_reader_of_row(around),
        Slot::Head => {
            let is_label = |cell: &str| is_clear(cell, names) || columns::limits(cell, false, names);
            cell(around).is_some_and(is_label) || in_line::is_in_cell(around, names)
        }
        _ => {
            is_paragraph(around, slot, text, names)
                || begins(around, slot, text, names)
                || in_line::is_within(around, text, names)
                || in_line::is_behind(around, slot, text, names)
        }
    }
}

/// Whether a value of front matter or of a record carries a label; `is_title` where it is shown as a heading is.
pub(super) fn in_value(around: &Around<'_>, is_title: bool, names: &AudienceNames) -> bool {
    let text = around.content();
    let is_in_last = !around.after.contains('(') && text.trim_end_matches([' ', '.', '*', '_']).ends_with(')');
    let is_last = is_in_last && !text.starts_with('(') && around.is_whole_line;
    let slot = if is_title { Slot::Heading } else { Slot::Text };
    around.has_start
        && (begins(around, slot, text, names) || is_last && ends_with_label(text.trim_end_matches('.'), names))
}

/// Whether a title or a summary is nothing but a label: `Not for publication`.
pub(super) fn is_whole(around: &Around<'_>, names: &AudienceNames) -> bool {
    let text = around.content();
    let weight = phrase::weigh(text, names).filter(|_| around.is_whole_line);
    weight.is_some_and(|weight| weight.is_clear() || weight.force == Force::Place)
}

/// Whether a phrase names an audience and restricts: `internal only`.
pub(super) fn is_clear(phrase: &str, names: &AudienceNames) -> bool {
    phrase::weigh(phrase, names).is_some_and(|weight| weight.is_clear() && !weight.is_weak)
}

/// Whether a title ends with such a phrase in brackets: `Walk-away (internal only)`, `Bands [INTERNAL]`.
pub(super) fn ends_with_label(title: &str, names: &AudienceNames) -> bool {
    let title = title.trim_end_matches([' ', '*', '_', ':', '#', '"']);
    let inside = title.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let inside = inside.or_else(|| title.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')));
    let weight = inside.and_then(|(_, phrase)| phrase::weigh(phrase, names));
    weight.is_some_and(|weight| weight.force == Force::Loud || weight.is_clear() && !weight.is_weak)
}

/// `\internal{text}`, `==internal== text`, `#internal text`, and `> internal` above the rest of a quote.
fn is_mark_of_text(around: &Around<'_>, names: &AudienceNames) -> bool {
    let (before, after) = (around.before, around.after);
    if names.is_weak(around.name()) || names.is_form(around.name()) {
        return false;
    }
    let marks = ["==", "@@", "&&", "$$"];
    let is_marked = marks.iter().any(|mark| before.ends_with(mark) && (after.starts_with(mark) || *mark == "&&"));
    let lead = super::around::without_marks(before);
    let is_tag =
        matches!(lead, "#" | "@") && (after.starts_with(": ") || after.starts_with(' ') && !after.trim().is_empty());
    is_marked || before.ends_with('\\') && after.starts_with('{') || is_tag || is_first_of_quote(around)
}

/// `> internal` above the rest of a quote.
fn is_first_of_quote(around: &Around<'_>) -> bool {
    let is_quote = around.before.trim_start().starts_with('>');
    let is_alone = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    // A line that is looked at in part is none of a few words.
    if !is_quote || !around.is_whole_line || !is_alone(around.before) || !is_alone(around.after) {
        return false;
    }
    let is_quoted = |line: &str| line.trim_start().starts_with('>');
    !is_quoted(around.above()) && around.below().is_some_and(is_quoted)
}

/// What the line of a name is, and its text without the marks of that.
pub(super) fn read<'t>(around: &Around<'t>) -> Option<(Slot, &'t str)> {
    if !around.has_start {
        return None;
    }
    let mut slot = Slot::Text;
    let mut rest = around.text[around.line()].trim();
    let is_table = rest.contains('|') && is_under_head(around.below().unwrap_or_default());
    loop {
        rest = rest.trim_start();
        let item = rest.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' '));
        let note = rest.starts_with("[^");
        let item = item.or_else(|| without_item_mark(rest));
        let heading = rest.trim_start_matches('#');
        if let Some(inner) = rest.strip_prefix('>') {
            rest = inner;
        } else if rest.starts_with("[!") {
            (slot, rest) = (Slot::Heading, rest.split_once(']')?.1);
        } else if let Some(inner) = item {
            (slot, rest) = (if note { Slot::Text } else { Slot::Item }, inner);
        } else if heading.len() < rest.len() && heading.starts_with(' ') {
            (slot, rest) = (Slot::Heading, heading);
        } else if rest.starts_with('<') && !rest.starts_with("<!") {
            let (tag, inner) = rest.split_once('>')?;
            let is_title = tag == "<summary" || tag.len() == 3 && tag.starts_with("<h");
            (slot, rest) = (if is_title { Slot::Heading } else { slot }, inner);
        } else {
            break;
        }
    }
    if is_table {
        slot = Slot::Head;
    } else if rest.starts_with('|') {
        slot = Slot::Cell;
    } else if slot == Slot::Text && around.below().is_some_and(is_underline) {
        slot = Slot::Heading;
    }
    Some((slot, rest))
}

/// The cell of a table that a name stands in.
pub(super) fn cell<'t>(around: &Around<'t>) -> Option<&'t str> {
    let from = around.before.rfind('|').map_or(0, |at| at + 1);
    let to = around.after.find('|').unwrap_or(around.after.len());
    let start = around.line().start + from;
    around.text.get(start..around.word.end + to)
}

fn is_under_head(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| "|-: >".contains(c))
}

fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && (line.chars().all(|c| c == '-') || line.chars().all(|c| c == '='))
}

/// Whether a line says, as a heading or a paragraph of its own, who may read what follows: `Internal only`, `INTERNAL`,
/// `Everything below this line is internal.`
fn is_paragraph(around: &Around<'_>, slot: Slot, text: &str, names: &AudienceNames) -> bool {
    if !around.is_whole_line || text.len() > 120 || slot == Slot::Item {
        return false;
    }
    let text = text.split("</").next().unwrap_or(text);
    let Some(weight) = phrase::weigh(text, names) else { return false };
    if slot == Slot::Heading {
        return weight.is_clear() && !weight.is_weak;
    }
    // A term is followed by what it means.
    let below = around.below().map(str::trim_start).unwrap_or_default();
    if !around.begins_paragraph() || below.starts_with(": ") {
        return false;
    }
    let is_own = below.is_empty() && !around.text[around.line().end..].trim().is_empty();
    let has_lock = text.trim_start().starts_with(LOCKS);
    match weight.force {
        Force::Clear => !weight.is_weak || is_own,
        Force::Place => true,
        Force::Loud => is_own,
        Force::Name => has_lock && !weight.is_weak || is_own && text.trim_end_matches(['*', '_', ' ']).ends_with('!'),
    }
}

/// Whether a text begins with a label.
fn begins(around: &Around<'_>, slot: Slot, text: &str, names: &AudienceNames) -> bool {
    let has_lock = text.starts_with(LOCKS);
    let text = in_line::without_signs(text);
    let bare = text.trim_start_matches(['*', '_', '~', '"', '\'']);
    let window = &bare[..bare.floor_char_boundary(MAX.min(bare.len()))];
    let name = around.name();
    let weigh = |phrase: &str| phrase::weigh(phrase, names).filter(|_| phrase.contains(name));
    if let Some(inner) = window.strip_prefix("((") {
        return inner.split([':', ')']).next().and_then(weigh).is_some_and(|weight| !weight.is_weak);
    }
    let in_brackets = [('[', ']'), ('(', ')')].into_iter().find_map(|(open, close)| {
        let (phrase, rest) = window.strip_prefix(open)?.split_once(close)?;
        let is_link =
            open == '[' && (rest.starts_with(['(', '[']) || rest.starts_with(':') && unseen::is_definition(rest));
        (!is_link && (open != '[' || !phrase.starts_with(['^', '!']))).then_some((phrase, rest))
    });
    if bare.starts_with('[') && in_brackets.is_none() {
        return false;
    }
    if let Some((phrase, rest)) = in_brackets {
        // `(Internal only: words)`
        let first = phrase.split(':').next().filter(|first| first.len() < phrase.len());
        let is_plain = |weight: Weight| !weight.is_weak && matches!(weight.force, Force::Clear | Force::Loud);
        if first.and_then(weigh).is_some_and(is_plain) {
            return true;
        }
        if bare.starts_with('[') && !rest.trim().is_empty() && phrase.contains(name) && abroad::weigh(phrase).is_some()
        {
            return true;
        }
        let is_named = bare.starts_with('[') && rest.starts_with(": ");
        let is_followed = slot == Slot::Heading || !rest.trim_matches([' ', '*', '_', ':']).is_empty();
        let is_label = |weight: &Weight| is_named && !weight.is_weak || counts(around, slot, weight, has_lock);
        return is_followed && weigh(phrase).is_some_and(|weight| is_label(&weight));
    }
    // A line in bold letters is the heading of what follows.
    let is_bold = around.is_whole_line && text.starts_with("**") && text.ends_with("**") && slot == Slot::Text;
    if (slot == Slot::Heading || is_bold) && around.after.len() < MAX && ends_with_label(text, names) {
        return true;
    }
    if slot == Slot::Heading && around.is_whole_line && after_separator(text).is_some_and(|last| is_clear(last, names))
    {
        return true;
    }
    if in_line::has_other_end(window, slot == Slot::Item, &weigh) {
        return true;
    }
    let Some((phrase, is_sentence)) = before_separator(text, window) else { return false };
    // `Internal - do not share: ...`
    if let Some((longer, _)) = window.split_once(": ")
        && longer.len() > phrase.len()
        && weigh(longer).is_some_and(|weight| weight.is_clear() && !weight.is_weak)
    {
        return true;
    }
    if let Some(weight) = weigh(phrase) {
        return counts(around, slot, &weight, has_lock) && !(is_sentence && (weight.is_weak || !weight.is_clear()));
    }
    // `Walk-away (internal only): ...`
    !is_sentence
        && phrase.contains(name)
        && phrase.trim_end_matches(['*', '_']).ends_with(')')
        && ends_with_label(phrase, names)
}

/// What stands behind the last mark that parts a heading: `Bands - internal only`.
pub(super) fn after_separator(text: &str) -> Option<&str> {
    let ends = [": ", " - ", "--", " | "];
    ends.iter().filter_map(|end| Some(text.rfind(end)? + end.len())).max().map(|at| &text[at..])
}

/// What stands before the first mark that ends a label, and whether that mark ends a sentence, too.
pub(super) fn before_separator<'t>(text: &'t str, window: &'t str) -> Option<(&'t str, bool)> {
    const ENDS: [(&str, bool); 12] = [
        (": ", false),
        (":*", false),
        (":_", false),
        (":<", false),
        (" -", false),
        ("->", false),
        ("</", false),
        (" - ", false),
        ("--", false),
        (". ", true),
        (".* ", true),
        (".** ", true),
    ];
    let first = ENDS.iter().filter_map(|(end, is_sentence)| Some((window.find(end)?, *is_sentence))).min();
    let first = first.or_else(|| Some((window.strip_suffix(':')?.len(), false)).filter(|_| window.len() == text.len()));
    // `**Internal only** Words`: a sentence goes on in small letters.
    let emphasis = ["**", "__"].iter().find(|mark| text.starts_with(**mark));
    let bold = emphasis.and_then(|mark| window.find(mark)).filter(|at| {
        let rest = window[at + 2..].trim_start();
        rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    });
    let bold = bold.map(|at| (at, false)).filter(|(at, _)| first.is_none_or(|(first, _)| *at < first));
    let (at, is_sentence) = bold.or(first)?;
    Some((&window[..at], is_sentence))
}

/// Whether a phrase of this weight is a label where it stands before text.
fn counts(around: &Around<'_>, slot: Slot, weight: &Weight, has_lock: bool) -> bool {
    match weight.force {
        // What must not be published or shared is said in lists of rules, too.
        Force::Clear => !weight.is_weak || slot != Slot::Item,
        Force::Loud if slot == Slot::Item => !weight.is_weak && !is_among_others(around),
        Force::Loud => true,
        Force::Name => has_lock && !weight.is_weak,
        Force::Place => false,
    }
}

/// Whether the item above or below begins with a word in capitals, too: `- INTERNAL: ...` and `- EXTERNAL: ...`
fn is_among_others(around: &Around<'_>) -> bool {
    let is_loud = |line: &str| {
        let text = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_item = line.trim_start().starts_with(['-', '*', '+', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        is_item && word.len() > 1 && word.chars().all(char::is_uppercase)
    };
    is_loud(around.above()) || around.below().is_some_and(is_loud)
}
