//! The lines around front matter: where it begins, where it ends, and what is said of one that does not end.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Diagnostic, Place, Source, rules};
use crate::site::source::fold::fold;
use crate::site::source::syntax::comments;

/// Front matter without its second fence, or with the fence of the other kind.
pub(super) fn never_closed(source: &Arc<Source>, start: usize, fence: &str) -> Diagnostic {
    let text = &source.text;
    let other = if fence == "+++" { "---" } else { "+++" };
    let (mut at, mut last) = (start, None);
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let shown = line.trim();
        if number > 0 && is_end(line, other) {
            let message = format!("this front matter begins with `{fence}` and ends with `{other}`");
            let place = Place::new(source, at..at + line.trim_end().len());
            return Diagnostic::new(&rules::FRONT_MATTER, place, message).hint(format!("write `{fence}` here, too"));
        }
        if number > 0 && !shown.is_empty() && !holds_a_key(shown) && !shown.starts_with(['#', '[', '-', ']', '"']) {
            break;
        }
        if holds_a_key(shown) {
            last = Some(shown);
        }
        at += line.len();
    }
    let place = Place::new(source, start..start + text[start..].lines().next().unwrap_or("").len());
    let hint = match last {
        Some(last) => format!("put a line `{fence}` below `{last}`"),
        None => format!("put a line `{fence}` below its last key"),
    };
    Diagnostic::new(&rules::FRONT_MATTER, place, "this front matter is never closed").hint(hint)
}

/// Where front matter would begin: behind empty lines, comments, and what cannot be seen.
pub(super) fn start(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let shown = rest.trim_start_matches(|c: char| c.is_whitespace() || fold(c.encode_utf8(&mut [0; 4])).is_empty());
        at = text.len() - shown.len();
        match comments(shown).next() {
            Some((comment, true)) if comment.start == 0 => at += comment.end,
            _ => return at,
        }
    }
}

/// The fence in the first line of `text`.
pub(super) fn opening_fence(text: &str) -> Option<&'static str> {
    let line = text.lines().next().unwrap_or("");
    if line.len() > 100 {
        return None;
    }
    ["+++", "---"].into_iter().find(|fence| is_end(line, fence))
}

/// Whether nothing that can be seen stands behind the fence.
fn is_end(line: &str, fence: &str) -> bool {
    line.strip_prefix(fence).is_some_and(|rest| fold(rest).trim().is_empty())
}

/// Whether a text that is no page begins with front matter.
pub(in crate::site) fn begins_with_one(text: &str) -> bool {
    let start = start(text);
    opening_fence(&text[start..])
        .and_then(|fence| fenced(text, start, fence))
        .is_some_and(|(inside, _)| text[inside].lines().any(holds_a_key))
}

/// The range between the fences, and where the body begins.
pub(super) fn fenced(text: &str, opening: usize, fence: &str) -> Option<(Range<usize>, usize)> {
    let start = opening + text[opening..].find('\n')? + 1;
    // One that is indented is closed by one that is indented.
    let is_indented = !text[..opening].is_empty() && !text[..opening].ends_with('\n');
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let shown = if is_indented { line.trim_start() } else { line };
        if shown.starts_with(fence) && is_end(shown, fence) {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Whether a line of YAML or TOML could be a key with its value.
pub(super) fn holds_a_key(line: &str) -> bool {
    line.split_once([':', '=']).is_some_and(|(key, _)| {
        let key = key.trim().trim_matches(['"', '\'']);
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
    })
}
