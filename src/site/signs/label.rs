//! Labels: words before a passage that say who may read it, such as `INTERNAL: ask Jane` or `(Internal only) text`.
//!
//! A heading, an item of a list and a cell of a table are none: there the word names a thing among others.

use super::around::{Around, without_marks};
use super::names::AudienceNames;

/// Words that make a label of an audience's name.
const LABELS: [&str; 11] =
    ["only", "use", "note", "notes", "confidential", "eyes", "not", "strictly", "nur", "uniquement", "solo"];
/// A label is not longer.
const MAX: usize = 40;

/// Whether a name stands in a label.
pub(super) fn is_label(around: &Around<'_>, names: &AudienceNames) -> bool {
    let (before, after) = (around.before, around.after);
    // `\internal{text}`, `==internal== text`, `@@internal@@`
    if before.ends_with('\\') && after.starts_with('{') {
        return true;
    }
    if ["==", "@@", "&&", "$$"].iter().any(|mark| before.ends_with(mark) && (after.starts_with(mark) || *mark == "&&"))
    {
        return true;
    }
    let lead = without_marks(before);
    // `#internal text`, `@internal: text`
    if matches!(lead, "#" | "@") && (after.starts_with(": ") || after.starts_with(' ') && !after.trim().is_empty()) {
        return true;
    }
    if is_first_of_quote(around) {
        return true;
    }
    let line = around.text[around.line()].trim_start();
    let is_item =
        line.starts_with(['-', '*', '+', '#', '|']) && line[1..].starts_with([' ', '#']) || line.starts_with('|');
    let is_numbered = line.starts_with(|c: char| c.is_ascii_digit());
    !is_item && !is_numbered && begins_with_label(without_marks(line), around.name(), names)
}

/// `> internal` above the rest of a quote.
fn is_first_of_quote(around: &Around<'_>) -> bool {
    let is_quote = around.before.trim_start().starts_with('>');
    let is_alone = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    // A line that is looked at in part is none of a few words.
    if !is_quote || !around.is_whole_line || !is_alone(around.before) || !is_alone(around.after) {
        return false;
    }
    let line = around.line();
    let above = around.text[..line.start].trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
    let below = around.text[line.end..].strip_prefix('\n').unwrap_or_default();
    !above.trim_start().starts_with('>') && below.trim_start().starts_with('>')
}

fn begins_with_label(content: &str, name: &str, names: &AudienceNames) -> bool {
    let has_lock = content.starts_with(['\u{1F512}', '\u{1F510}', '\u{26D4}', '\u{1F6AB}']);
    let window = &content[..content.floor_char_boundary(MAX.min(content.len()))];
    let parted = match window.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((label, rest)) => Some((label, rest)),
        None => window.split_once(": ").or_else(|| window.split_once(":*")).or_else(|| window.split_once(":_")),
    };
    let Some((label, _)) = parted.filter(|(label, _)| label.contains(name)) else { return false };
    let Some(named) = names.named(label) else { return false };
    let is_loud = name.len() > 2 && name.chars().all(|c| !c.is_lowercase());
    has_lock || is_loud || named.others.iter().any(|word| LABELS.contains(&word.as_str()))
}
