//! Figures and links that were meant and are not read as such: `:pay(id)`, `:Pay[id]`, `pay[id]`, `[text] (address)`.
//! What they show otherwise is their own source.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Match};

use super::Span;
use super::near::{LONGEST, first, last};
use super::writer::Writer;
use crate::config::LeafBlock;
use crate::diag::{Diagnostic, rules};

/// What the figures of pay, claims and money begin with.
const FIGURES: [&str; 3] = ["pay", "claim", "money"];

static NAMES_OF_FIGURES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder().ascii_case_insensitive(true).build(FIGURES).expect("three words are not too many")
});

/// How far around asterisks the rest of their line is looked at, in bytes.
const AROUND: usize = 2_000;

impl Writer<'_, '_> {
    /// Looks at a piece of prose that shows as it stands.
    pub(super) fn check_look_alikes(&mut self, span: &Span) {
        let page = self.text.text();
        let Some(prose) = page.get(span.clone()) else { return };
        let of_name = |hit: Match| figure(page, span.start + hit.start(), FIGURES[hit.pattern().as_usize()]);
        let mut found: Vec<_> = NAMES_OF_FIGURES.find_iter(prose).filter_map(of_name).collect();
        found.extend(named(page, span));
        self.check_leaf_in_prose(span);
        for (range, meant) in found {
            let message = "this figure is not read as one, so that its source would show";
            let finding = Diagnostic::new(&rules::UNKNOWN_BLOCK, self.text.place(range), message);
            self.diags.push(finding.hint(format!("write `{meant}`")));
        }
        for (at, _) in prose.match_indices(']') {
            if let Some((range, meant)) = spaced_link(page, span.start + at) {
                let message = "this is no link: a space stands between its words and its address";
                self.report_slip(range, message, &format!("write `{meant}`"));
            }
        }
        self.check_emphasis(span);
    }

    /// `text ::pay-table{role="x"}`: a block that has no line of its own.
    fn check_leaf_in_prose(&mut self, span: &Span) {
        let page = self.text.text();
        for (at, _) in page[span.clone()].match_indices("::").map(|(at, mark)| (span.start + at, mark)) {
            let rest = first(&page[at + 2..], LONGEST);
            let name = &rest[..rest.find(|c: char| !(c.is_ascii_lowercase() || c == '-')).unwrap_or(rest.len())];
            let line = last(&page[..at], LONGEST).rsplit('\n').next().unwrap_or("");
            let is_first = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).is_empty();
            let is_free = line.ends_with(' ') && !is_first;
            let end = rest.find('}').filter(|_| rest[name.len()..].starts_with(['{', '[']));
            if let Some(end) =
                end.filter(|end| is_free && LeafBlock::find(name).is_some() && !rest[..*end].contains('\n'))
            {
                let message = "this block is not read as one, so that its source would show";
                let range = at..at + 2 + end + 1;
                let hint = format!("write `{}` on a line of its own", &page[range.clone()]);
                self.diags.push(Diagnostic::new(&rules::UNKNOWN_BLOCK, self.text.place(range), message).hint(hint));
            }
        }
    }

    /// Asterisks that show, because a space stands on the wrong side of them.
    fn check_emphasis(&mut self, span: &Span) {
        let page = self.text.text();
        let prose = &page[span.clone()];
        let Some(at) = prose.find('*').map(|at| span.start + at) else { return };
        if !page[at..].starts_with("**") {
            return;
        }
        let Some((before, line)) = line_around(page, at) else { return };
        let Some(inside) = line[2..].find("**").map(|end| &line[2..2 + end]) else { return };
        let closes = before.matches("**").count() % 2 == 1;
        let is_escaped = closes || before.ends_with(['\\', '*']) || inside.is_empty() || inside.starts_with('*');
        let is_spaced = inside.starts_with(' ') && inside.ends_with(' ');
        let is_one_sided = inside.starts_with(' ') != inside.ends_with(' ');
        if !is_escaped && !is_spaced && is_one_sided && inside.trim().starts_with(char::is_alphanumeric) {
            let behind = &line[inside.len() + 4..];
            let space = if behind.starts_with(|c: char| c.is_alphanumeric()) { " " } else { "" };
            let range = at..at + inside.len() + 4;
            let message = "these asterisks show as they are: a space stands on the wrong side of them";
            self.report_slip(range, message, &format!("write `**{}**{space}`", inside.trim()));
        }
    }
}

/// The line that a place stands in, before and from it on; none where it goes on for too long.
fn line_around(page: &str, at: usize) -> Option<(&str, &str)> {
    let from = page.floor_char_boundary(at.saturating_sub(AROUND));
    let start = page[from..at].rfind('\n').map(|end| from + end + 1).or((from == 0).then_some(0))?;
    let near = first(&page[at..], AROUND);
    let line = near.lines().next().unwrap_or("");
    (line.len() < near.len() || at + near.len() == page.len()).then_some((&page[start..at], line))
}

/// A figure whose name stands at `at` and that is not read as one: its range, and what was meant.
fn figure(page: &str, at: usize, name: &str) -> Option<(Span, String)> {
    let before = page[..at].trim_end_matches([':', '：']);
    let start = before.len();
    let colons = page[start..at].chars().count();
    if before.ends_with(|c: char| c.is_alphanumeric() || "_\\/.-".contains(c)) || colons > 2 {
        return None;
    }
    let behind = first(&page[at + name.len()..], LONGEST);
    let rest = behind.strip_prefix(' ').unwrap_or(behind);
    // Some programs put `\` before brackets that they export.
    if let Some(inside) = rest.strip_prefix("\\[") {
        let end = inside.find(']')?;
        let id = inside[..end].trim_end_matches('\\').trim();
        let is_id = colons > 0 && !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let length = name.len() + (behind.len() - rest.len()) + 2 + end + 1;
        return is_id.then(|| (start..at + length, format!(":{name}[{id}]")));
    }
    let close = match rest.chars().next()? {
        '[' => ']',
        '(' => ')',
        '{' => '}',
        _ => return None,
    };
    let inside = rest[1..].lines().next().unwrap_or("");
    let end = inside.find(close);
    // An id that goes on in the next line.
    if end.is_none()
        && colons > 0
        && let Some((first, second)) = rest[1..].split_once('\n')
        && let Some((last, _)) = second.split_once(close)
    {
        let id = format!("{}{}", first.trim(), last.trim());
        let range = start..at + name.len() + (behind.len() - rest.len()) + 1 + first.len() + 1 + last.len() + 1;
        if id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Some((range, format!(":{name}[{id}]")));
        }
    }
    let id = inside[..end.unwrap_or(inside.len())].trim();
    let id = if end.is_some() {
        id
    } else {
        id.split_whitespace().next().unwrap_or("").trim_end_matches(['.', ',', ';', '}', ')', '>'])
    };
    let is_kebab = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    // A colon before the name and nothing between them leaves no doubt; a word in brackets may be a word.
    let is_clear =
        colons > 0 && (rest.len() == behind.len() || close == ']') && id.bytes().all(|byte| !byte.is_ascii_uppercase());
    let is_id = is_kebab && (id.contains('-') || is_clear);
    let is_amount = name == "money" && id.contains(|c: char| c.is_ascii_digit());
    let length = end.map_or(id.len(), |end| end + 1);
    let behind_it = &inside[length.min(inside.len())..];
    // A word before a bracket with an id in it is a figure; before a link it is a word.
    let is_link = colons == 0 && (close != ']' || rest.len() < behind.len() || behind_it.starts_with(['(', '[']));
    if !(is_id || is_amount) || is_link {
        return None;
    }
    let range = start..at + name.len() + (behind.len() - rest.len()) + 1 + length;
    Some((range, format!(":{name}[{id}]")))
}

/// Figures under a name that is none: `:pays[london-base]`, `:salary[london-base]`.
fn named(page: &str, span: &Span) -> Vec<(Span, String)> {
    const OTHERS: [&str; 12] =
        ["pays", "salary", "figure", "amount", "range", "band", "base", "gehalt", "wage", "payment", "claims", "ref"];
    let mut found = Vec::new();
    for (at, _) in page[span.clone()].match_indices(':').map(|(at, mark)| (span.start + at, mark)) {
        let rest = first(&page[at + 1..], LONGEST);
        let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let Some(inside) = rest[length..].strip_prefix('[') else { continue };
        let Some(end) = inside.find([']', '\n']).filter(|end| inside[*end..].starts_with(']')) else { continue };
        let (name, id) = (rest[..length].to_ascii_lowercase(), &inside[..end]);
        let is_id = id.contains('-')
            && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let is_free = !page[..at].ends_with(|c: char| c.is_alphanumeric() || ":\\/".contains(c));
        if is_id && is_free && OTHERS.contains(&name.as_str()) && !inside[end + 1..].starts_with(['(', '[']) {
            let own = if name == "claims" { "claim" } else { "pay" };
            found.push((at..at + 1 + length + 1 + end + 1, format!(":{own}[{id}]")));
        }
    }
    found
}

/// `] (address)` at `at`: the whole link, and what was meant.
fn spaced_link(page: &str, at: usize) -> Option<(Span, String)> {
    let inside = first(page[at..].strip_prefix("] (")?, LONGEST);
    let address = &inside[..inside.find([')', '\n']).filter(|end| inside[*end..].starts_with(')'))?];
    let is_address =
        ["http://", "https://", "mailto:", "./", "../", "/"].iter().any(|start| address.starts_with(start))
            || address.split('#').next().is_some_and(|path| path.ends_with(".md"));
    let before = last(&page[..at], LONGEST);
    let start = before.rfind(['[', '\n']).filter(|start| before[*start..].starts_with('['))?;
    let start = at - before.len() + start;
    if !is_address || address.contains(' ') || before.ends_with('\\') {
        return None;
    }
    let words = &page[start + 1..at];
    Some((start..at + 3 + address.len() + 1, format!("[{words}]({address})")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, written: &str, meant: &str) {
        let at = page.to_ascii_lowercase().find("pay").expect("a figure");
        let (range, found) = figure(page, at, "pay").unwrap_or_else(|| panic!("{page}"));
        assert_eq!((&page[range], found.as_str()), (written, meant), "{page}");
    }

    #[test]
    fn figures_that_were_meant_are_told() {
        check("a :pay(a-b) c", ":pay(a-b)", ":pay[a-b]");
        check("a :Pay[a-b] c", ":Pay[a-b]", ":pay[a-b]");
        check("a pay[a-b] c", "pay[a-b]", ":pay[a-b]");
        check("a :pay [a-b] c", ":pay [a-b]", ":pay[a-b]");
        check("a ::pay[a-b] c", "::pay[a-b]", ":pay[a-b]");
        check("a :pay(b) c", ":pay(b)", ":pay[b]");
        check("a :pay [b] c", ":pay [b]", ":pay[b]");
        check("a :pay{a-b}, c", ":pay{a-b}", ":pay[a-b]");
        check("a :pay[a-b, and c", ":pay[a-b", ":pay[a-b]");
        check("a :pay\\[a-b\\] c", ":pay\\[a-b\\]", ":pay[a-b]");
        check("a :pay[a-\nb] c", ":pay[a-\nb]", ":pay[a-b]");
        let page = "a :salary[a-b] and :pays[a-b](x) or :salary[b]";
        assert_eq!(named(page, &(0..page.len())), [(2..14, ":pay[a-b]".to_owned())]);
    }

    #[test]
    fn words_before_brackets_are_left_alone() {
        for page in [
            "pay (base-line) is",
            "pay[a-b](x.md)",
            "pay (gross)",
            "repay[a-b]",
            "/pay[a-b]",
            "pay: [a-b]",
            ":pay (gross)",
        ] {
            let at = page.find("pay").expect("a word");
            assert_eq!(figure(page, at, "pay"), None, "{page}");
        }
    }

    #[test]
    fn links_with_a_space_in_the_middle_are_told() {
        let page = "see [Site] (https://example.org) now";
        let (range, meant) = spaced_link(page, page.find(']').expect("one")).expect("a link");
        assert_eq!((&page[range], meant.as_str()), ("[Site] (https://example.org)", "[Site](https://example.org)"));
        let page = "a [note] (see above) b";
        assert_eq!(spaced_link(page, page.find(']').expect("one")), None);
    }
}
