//! Instructions that a visual editor escaped, because it took them for text: `\\:::internal`, `\\[internal\\]`,
//! `&lt;internal&gt;`, `` `:::internal` ``.
//!
//! They count where a line begins with them and where an instruction would stand alone; within a sentence they are talked of.

use super::around::{Around, without_item_marks, without_marks};
use super::constructs::{self, Construct};
use super::names::{AudienceNames, Hit};

/// A block that stands in code spans closes within so many lines.
const LINES: usize = 60;

/// The construct that a line would hold without its escapes.
pub(super) fn construct(around: &Around<'_>, names: &AudienceNames) -> Option<Construct> {
    let line = &around.text[around.line()];
    if !around.is_whole_line || !without_item_marks(line).starts_with(['\\', '&']) {
        return None;
    }
    let plain = unescaped(line);
    let hit = names.hits(&plain).find(Hit::is_name)?;
    let inner = Around::new(&plain, hit.range);
    let content = without_marks(&plain);
    if let Some(comment) = content.strip_prefix("<!--") {
        return names.marked(comment).map(|_| Construct::Mark);
    }
    let is_alone = content.trim_end_matches('\\').ends_with(['>', '}', ')'])
        || inner.after.trim_end_matches(['\\', ' ']).is_empty();
    match constructs::of_plain(&inner, names)? {
        Construct::Brackets | Construct::Label => Some(Construct::Mark),
        Construct::Bare => Some(Construct::Bare),
        Construct::Inline => Some(Construct::Mark),
        Construct::Mark if is_alone => Some(Construct::Mark),
        // Nobody who shows how a block begins also shows its end so.
        Construct::Block if is_alone && is_closed(&around.text[around.line().end..]) => Some(Construct::Mark),
        _ => None,
    }
}

/// Whether an escaped line that would close a block follows.
fn is_closed(below: &str) -> bool {
    let closes = |line: &str| {
        let line = line.trim_start_matches(['>', ' ']).trim_end();
        line.starts_with("\\:") && line.len() > 3 && line.bytes().all(|byte| b":\\".contains(&byte))
    };
    below.lines().take(LINES).any(closes)
}

/// Whether a block's opening line is code in a line of its own, and so is one that closes it: nobody shows an example so.
pub(super) fn is_block_in_code_spans(around: &Around<'_>) -> bool {
    let is_span = |line: &str, inside: fn(&str) -> bool| {
        line.trim().strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).is_some_and(inside)
    };
    let line = around.line();
    is_span(&around.text[line.clone()], |inside| inside.starts_with("::"))
        && around.text[line.end..].lines().take(LINES).any(|line| is_span(line, |inside| inside == ":::"))
}

fn unescaped(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation) {
            plain.extend(chars.next());
        } else {
            plain.push(c);
        }
    }
    ["&lt;<", "&gt;>", "&#60;<", "&#62;>", "&#58;:", "&colon;:"]
        .iter()
        .fold(plain, |plain, pair| plain.replace(&pair[..pair.len() - 1], &pair[pair.len() - 1..]))
}
