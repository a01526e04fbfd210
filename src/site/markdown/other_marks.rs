//! Marks of other tools inside a line: attributes in braces, roles, citations, keys, icons.
//!
//! It must not know what is code on the page, nor what is told of a mark.

use std::ops::Range;

use super::near::{LONGEST, first, last};

/// A mark: its range in the text, and what it is with its tool.
pub(super) type Mark = (Range<usize>, String);

/// The marks of a line that stands at byte `at` of the text.
pub(super) fn of_line(line: &str, at: usize) -> Vec<Mark> {
    let mut found = Vec::new();
    // A line of our own blocks has braces and brackets of its own.
    if line.trim_start().starts_with("::") {
        return found;
    }
    let begins = |(_, byte): &(usize, u8)| matches!(byte, b'{' | b'[' | b'@' | b':' | b'+' | b'=' | b'^' | b'$');
    for (start, byte) in line.bytes().enumerate().filter(begins) {
        let (before, rest) = (last(&line[..start], LONGEST), first(&line[start..], LONGEST));
        let mark = match byte {
            b'{' => in_braces(before, rest),
            b'[' => citation(rest),
            b'@' => reference(before, rest),
            b':' => icon(before, rest),
            b'$' => formula(before, rest),
            _ => doubled(before, rest).or_else(|| caret(before, rest)).or_else(|| of_jsx(before, rest)),
        };
        found.extend(mark.map(|(length, what)| (at + start..at + start + length, what)));
    }
    found
}

/// `[text]{.class}`, `{ref}` before a text in backticks, `{++added++}`.
fn in_braces(before: &str, rest: &str) -> Option<(usize, String)> {
    if let Some(mark) = ["++", "~~", "=="].into_iter().find(|mark| rest[1..].starts_with(mark)) {
        let end = rest.find(&format!("{mark}}}"))? + 3;
        return Some((end, format!("`{{{mark} {mark}}}` marks a change in CriticMarkup")));
    }
    let end = rest.find('}')?;
    let inside = &rest[1..end];
    let is_role = inside.starts_with(|c: char| c.is_ascii_lowercase())
        && inside.chars().all(|c| c.is_ascii_lowercase() || "-_:.".contains(c))
        && rest[end + 1..].starts_with('`');
    if is_role && !before.ends_with(['{', '`']) {
        return Some((end + 1, format!("`{{{inside}}}` is a role of MyST or Sphinx")));
    }
    let behind_link = before.ends_with(')') && before.contains("](");
    let behind_span = before.ends_with(']') && !is_ours(before);
    (are_attributes(inside) && (behind_link || behind_span))
        .then(|| (end + 1, "`{ }` behind a link or a picture sets attributes in MkDocs, Quarto and pandoc".to_owned()))
}

/// Whether braces hold attributes: `.class`, `: #id`, ` width=50% `.
pub(super) fn are_attributes(inside: &str) -> bool {
    let mut words = inside.trim_start_matches(':').split_whitespace().peekable();
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_:.".contains(c))
    };
    words.peek().is_some()
        && words.all(|word| {
            word.strip_prefix(['.', '#']).is_some_and(is_name)
                || word.split_once('=').is_some_and(|(name, value)| is_name(name) && !value.is_empty())
        })
}

/// Whether the bracket that ends here belongs to a figure or block of ours: `:pay[london]{...}`.
fn is_ours(before: &str) -> bool {
    let Some(open) = before.rfind('[') else { return true };
    let name = before[..open].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    name.len() < open && name.ends_with(':')
}

/// `[@smith2020, p. 3]`, but not `[@jo](https://example.org/jo)`.
fn citation(rest: &str) -> Option<(usize, String)> {
    let key = rest.strip_prefix("[@").or_else(|| rest.strip_prefix("[-@"))?;
    let end = rest.find(']')?;
    let is_key = key.starts_with(|c: char| c.is_ascii_alphanumeric()) && !rest[end + 1..].starts_with(['(', '[', ':']);
    is_key.then(|| (end + 1, "`[@ ]` is a citation of pandoc and Quarto".to_owned()))
}

/// `@fig-plot`, `@tbl-pay`.
fn reference(before: &str, rest: &str) -> Option<(usize, String)> {
    let kind = ["fig", "tbl", "sec", "eq", "lst"].into_iter().find(|kind| {
        let behind = rest[1..].strip_prefix(kind).and_then(|rest| rest.strip_prefix('-'));
        behind.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })?;
    let is_free = before.is_empty() || before.ends_with([' ', '(']);
    is_free.then(|| (kind.len() + 2, format!("`@{kind}-` refers to a figure or table in Quarto")))
}

/// `:material-check:`, `:octicons-heart-24:`.
fn icon(before: &str, rest: &str) -> Option<(usize, String)> {
    let set =
        ["material-", "octicons-", "fontawesome-", "simple-"].into_iter().find(|set| rest[1..].starts_with(set))?;
    let end = rest[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))? + 1;
    (rest[end..].starts_with(':') && !before.ends_with(|c: char| c.is_alphanumeric()))
        .then(|| (end + 1, format!("`:{set}…:` is an icon of MkDocs")))
}

/// `++ctrl+c++`, `==marked==`, `^^inserted^^`.
fn doubled(before: &str, rest: &str) -> Option<(usize, String)> {
    let (mark, what) = [
        ("++", "`++ ++` shows keys in MkDocs"),
        ("==", "`== ==` marks text in MkDocs and other tools"),
        ("^^", "`^^ ^^` marks an insertion in MkDocs"),
    ]
    .into_iter()
    .find(|(mark, _)| rest.starts_with(mark))?;
    let inside = &rest[2..];
    let end = inside.find(mark)?;
    let (inside, behind) = (&inside[..end], &inside[end + 2..]);
    let is_free = |c: char| !c.is_alphanumeric() && !mark.contains(c);
    let stands_free = before.chars().next_back().is_none_or(is_free) && behind.chars().next().is_none_or(is_free);
    let is_text = inside.starts_with(|c: char| c.is_alphanumeric()) && !inside.ends_with(' ');
    let are_keys = mark != "++" || inside.chars().all(|c| c.is_ascii_alphanumeric() || "+-".contains(c));
    (stands_free && is_text && are_keys).then(|| (end + 4, what.to_owned()))
}

/// `^[a note]` of pandoc, `^place` of Obsidian at the end of a line.
fn caret(before: &str, rest: &str) -> Option<(usize, String)> {
    if let Some(inside) = rest.strip_prefix("^[") {
        let end = inside.find(']')?;
        let is_note = inside[..end].contains(char::is_alphabetic) && !inside[end + 1..].starts_with(['(', '[', ':']);
        let what = "`^[ ]` is a footnote within its line, as pandoc and Obsidian have it";
        return (is_note && !before.ends_with(['[', '\\'])).then(|| (end + 3, what.to_owned()));
    }
    let name = rest.strip_prefix('^')?;
    let is_name = name.len() > 3
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let stands_last = before.is_empty() || before.ends_with(' ');
    (is_name && stands_last).then(|| (rest.len(), "`^name` names a passage in Obsidian".to_owned()))
}

/// `style={...}` in a tag.
fn of_jsx(before: &str, rest: &str) -> Option<(usize, String)> {
    let tag = &before[before.rfind('<')?..];
    let end = rest.strip_prefix("={")?.find('}')? + 3;
    let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic())
        && !tag.contains('>')
        && tag.contains(' ')
        && tag.matches('"').count().is_multiple_of(2)
        && tag.ends_with(|c: char| c.is_ascii_alphanumeric());
    is_tag.then(|| (end, "`={ }` in a tag is JavaScript, as pages of Docusaurus have it".to_owned()))
}

/// `$\alpha + 1$`; amounts hold no commands.
fn formula(before: &str, rest: &str) -> Option<(usize, String)> {
    let inside = &rest[1..];
    let end = inside.find('$')?;
    let formula = &inside[..end];
    let mut commands = formula.match_indices('\\').map(|(at, _)| &formula[at + 1..]);
    let is_set = commands.any(|command| command.starts_with(|c: char| c.is_ascii_alphabetic()));
    let stands_free = !before.ends_with(['$', '\\']) && !formula.starts_with(' ') && !formula.ends_with(' ');
    (is_set && stands_free).then(|| (end + 2, "`$ $` stands around a formula, which other tools set".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::of_line;

    #[test]
    fn marks_are_named_as_what_they_are() {
        for line in [
            "[Subscribe](#a){ .md-button }",
            "![Plot](plot.png){#fig-plot width=50%}",
            "A [span]{.smallcaps} here",
            "See {ref}`target` there",
            "{abbr}`CPO (chief)`",
            "As [@smith2020, p. 3] says",
            "As @fig-plot shows",
            "(@tbl-pay)",
            "Press ++ctrl+alt+del++.",
            "It is ==important== here",
            "and ^^new^^",
            "- :material-clock-fast: Fast",
            "{++ added ++} text",
            "A claim^[With a note.] here",
            "A passage to link ^key-figures",
            "<img src={require('./a.png').default} />",
            "It is $\\sqrt{x}$ then",
        ] {
            assert_eq!(of_line(line, 0).len(), 1, "{line}");
        }
        for line in [
            "C++ and C++ again",
            "a == b and c == d",
            "if (a==b) { c==d }",
            "[@jo](https://github.com/jo)",
            "write to jo@fig-tree.example",
            "## Pay {#pay}",
            "The range is :pay[london-base]{as=text}.",
            "::compare[Two roles]{roles=\"a,b\"}",
            "Dear {name}, `{r} 1+1`",
            "f(x){ return }",
            "[a](b){ or so }",
            ":tada: and 10:30:00",
            "============",
            "2^^3",
            "2^10 and x^2",
            "[^1]: A note",
            "a regular expression [^a-z]",
            "from $5 to $10 \\ a day",
            "<a href=\"x?a={b}\">",
        ] {
            assert_eq!(of_line(line, 0), [], "{line}");
        }
        assert_eq!(of_line("See {ref}`a`", 100)[0].0, 104..109);
    }
}
