//! `:pay[id}`, `{pay:id}`, `:pay:id`, `:pay{id="id"}`: figures with other marks than those that are read.

use super::Slip;
use crate::diag::rules;
use crate::fields::slips;
use crate::site::markdown::near::{LONGEST, first, last};

const NAMES: [&str; 3] = ["pay", "claim", "money"];
/// Marks that people put before and between.
const MARKS: [char; 24] = [
    ':', ';', '[', ']', '(', ')', '{', '}', '<', '>', '=', '.', '/', '-', '_', '"', '\'', '`', '#', '@', '$', '%', '!',
    '&',
];
const OPENING: [char; 4] = ['[', '(', '{', '<'];
const CLOSING: [char; 7] = [']', ')', '}', '>', '"', '\'', '`'];

/// A name with what stands around it.
struct Around<'l> {
    name: &'static str,
    /// The marks right before it.
    before: &'l str,
    /// Whether a word joins those marks.
    is_joined: bool,
    /// What stands between it and the id.
    between: &'l str,
    id: &'l str,
    /// The marks behind the id.
    behind: &'l str,
}

/// The figures of a line that were meant; `is_known` answers whether a claim, or else pay, has an id.
pub(super) fn of_line(line: &str, is_known: &dyn Fn(bool, &str) -> bool) -> Vec<Slip> {
    let mut found = Vec::new();
    let lower = line.to_ascii_lowercase();
    for name in NAMES {
        for (at, _) in lower.match_indices(name) {
            found.extend(one(line, at, name, name.len(), is_known));
        }
    }
    for (at, _) in line.match_indices(':') {
        let rest = first(&lower[at + 1..], 20);
        let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let word = &rest[..length];
        let near = NAMES.into_iter().find(|name| {
            *name != word && length > 2 && rest[length..].starts_with(OPENING) && slips(name, word, 1) == Some(1)
        });
        found.extend(near.and_then(|name| one(line, at + 1, name, length, is_known)));
    }
    found
}

fn one(
    line: &str,
    at: usize,
    name: &'static str,
    length: usize,
    is_known: &dyn Fn(bool, &str) -> bool,
) -> Option<Slip> {
    let left = last(&line[..at], 40);
    let before = &left[left.trim_end_matches(|c| MARKS.contains(&c) || c == ' ').len()..];
    // Of the marks those count that stand right before the name, or before one blank.
    let tight = before.rfind(' ').map_or(before, |blank| &before[blank + 1..]);
    // `{{ pay id }}`: the marks of a template stand before a blank.
    let spaced = before.trim_end();
    let is_template = ["{{", "{%", "{{<"].iter().any(|marks| spaced.ends_with(marks)) && tight.is_empty();
    let template = before.rfind("{{").or_else(|| before.rfind("{%"));
    let tight = template.filter(|_| is_template).map_or(tight, |from| &before[from..]);
    let start = at - tight.len();
    let is_joined = line[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let right = first(&line[at + length..], LONGEST);
    let mut id_at = right.len() - right.trim_start_matches(|c| MARKS.contains(&c) || c == ' ').len();
    for word in ["id=", "id:", "id ", "Id=", "ID="] {
        if let Some(rest) = right[id_at..].strip_prefix(word) {
            id_at += word.len() + rest.len() - rest.trim_start_matches(CLOSING).len();
        }
    }
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let rest = &right[id_at..];
    let id = match name {
        "money" if right.starts_with(OPENING) => &rest[..rest.find(CLOSING).unwrap_or(0)],
        _ => rest[..rest.find(|c| !is_of_id(c)).unwrap_or(rest.len())].trim_end_matches(['-', '_']),
    };
    let behind = &rest[id.len()..];
    let behind = &behind[..behind.len() - behind.trim_start_matches(|c| CLOSING.contains(&c) || c == ':').len()];
    let around = Around { name, before: tight, is_joined, between: &right[..id_at], id, behind };
    let meant = meant(&around, is_known)?;
    let start = start + tight.len() - tight.trim_start_matches(['"', '\'', '(', '-', '/', '.']).len();
    let behind = if around.before.contains('(') { behind } else { behind.trim_end_matches(['"', '\'', ':']) };
    let range = start.min(at)..at + length + id_at + id.len() + behind.len();
    let message = "this figure is not read as one, so that its source would show";
    Some(Slip::new(range, &rules::UNKNOWN_BLOCK, message, format!("write `{meant}`")))
}

/// What was meant, if marks and id leave no doubt.
fn meant(around: &Around<'_>, is_known: &dyn Fn(bool, &str) -> bool) -> Option<String> {
    let Around { name, before, is_joined, between, id, behind } = around;
    let before = before.trim_end();
    if *name == "money" {
        let is_amount = id.contains(|c: char| c.is_ascii_digit()) && before.ends_with(':') && !behind.is_empty();
        return (is_amount && !is_joined).then(|| format!(":money[{}]", id.trim()));
    }
    let is_word = id.len() > 1 && id.starts_with(|c: char| c.is_ascii_alphanumeric());
    if !is_word || between.is_empty() || *is_joined && before.is_empty() {
        return None;
    }
    let plain = id.to_ascii_lowercase().replace('_', "-");
    let is_known = || is_known(*name == "claim", &plain);
    let has_colon = before.ends_with(':') || before.contains(':') && before.ends_with(OPENING);
    let is_kebab = id.contains('-');
    let has_blank = between.contains(' ');
    let is_wrapped = before.ends_with(OPENING) || before.trim_end_matches(':').ends_with(OPENING);
    let is_clear = match () {
        () if *is_joined && !is_wrapped => false,
        // `:pay:id`, `:pay(id)`, `:pay{id="id"}`.
        () if has_colon && !has_blank => is_kebab || between.contains(OPENING) || between.contains(':'),
        // `{pay:id}`, `[pay=id]`, `{pay}(id)`.
        () if is_wrapped && !has_blank => {
            let is_closed = behind.contains(CLOSING);
            let is_pair = between.starts_with(CLOSING) && between[1..].starts_with(OPENING);
            let is_mark = between.starts_with([':', '=', '[', '(']);
            (is_kebab || is_known()) && is_closed && (is_pair || is_mark)
        }
        // `pay[id]` with another mark before it, or none.
        () if between == &"[" && behind.starts_with(']') && !is_joined => match before {
            "" => false,
            _ => is_known(),
        },
        () => {
            let has_mark = !before.is_empty() || between.trim().contains([':', '[', '{', '(', '=']);
            let is_sentence = before.is_empty() && has_blank;
            has_mark && !is_sentence && is_known()
        }
    };
    is_clear.then(|| format!(":{name}[{plain}]"))
}

#[cfg(test)]
mod tests {
    use super::of_line;

    fn meant(line: &str) -> Vec<String> {
        let known = |_: bool, id: &str| id == "a-b";
        of_line(line, &known).into_iter().map(|slip| format!("{} {}", &line[slip.range], slip.hint)).collect()
    }

    #[test]
    fn figures_in_other_marks_are_told() {
        for (line, written) in [
            ("a :pay[a-b} c", ":pay[a-b}"),
            ("a {pay:a-b} c", "{pay:a-b}"),
            ("a :pay:a-b c", ":pay:a-b"),
            ("a :pay{id=\"a-b\"} c", ":pay{id=\"a-b\"}"),
            ("a {{ pay a-b }} c", "{{ pay a-b"),
            ("a :pya[a-b] c", ":pya[a-b]"),
        ] {
            let found = meant(line);
            assert_eq!(found.len(), 1, "{line}: {found:?}");
            assert_eq!(found[0], format!("{written} write `:pay[a-b]`"), "{line}");
        }
    }

    #[test]
    fn words_are_left_alone() {
        for line in ["{pay: gross}", "pay: part-time", "[pay: part-time]", "{\"pay\": 5}", "repay[a-b]", "pay-a-b"] {
            assert_eq!(meant(line), Vec::<String>::new(), "{line}");
        }
    }
}
