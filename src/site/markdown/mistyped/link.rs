//! Links and pictures whose brackets are others than those of Markdown, or stand elsewhere: `[Pay] [x.md]`, `[Pay(x.md)`,
//! `！[Chart](chart.png)`.

use super::Slip;
use crate::diag::rules;
use crate::site::markdown::Span;
use crate::site::markdown::near::{LONGEST, first, last};

const OPENING: [char; 4] = ['[', '(', '{', '<'];
const CLOSING: [char; 4] = [']', ')', '}', '>'];
const PICTURES: [&str; 7] = [".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".avif"];
const FILES: [&str; 4] = [".md", ".html", ".pdf", ".markdown"];

/// Whether a text is where a link leads.
fn is_address(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default().to_ascii_lowercase();
    let is_file = FILES.iter().chain(&PICTURES).any(|ending| path.len() > ending.len() && path.ends_with(ending));
    is_file
        || ["http://", "https://", "mailto:", "../", "./"]
            .iter()
            .any(|start| path.len() > start.len() && path.starts_with(start))
}

/// Whether a text names a picture.
pub(in crate::site::markdown) fn is_picture(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default().to_ascii_lowercase();
    PICTURES.iter().any(|ending| path.len() > ending.len() && path.ends_with(ending))
}

/// The links and pictures of a line that were meant.
pub(super) fn of_line(line: &str) -> Vec<Slip> {
    let mut found: Vec<Slip> = Vec::new();
    // Every address holds one of these.
    if !line.contains(['.', '/']) && !line.contains("mailto:") {
        return found;
    }
    for (at, byte) in line.bytes().enumerate().filter(|(_, byte)| b"[({<|".contains(byte)) {
        let c = char::from(byte);
        if found.last().is_some_and(|last| last.range.contains(&at)) {
            continue;
        }
        found.extend(if c == '|' { at_bar(line, at) } else { at_opening(line, at) });
    }
    found.extend(bare_pictures(line));
    found
}

/// The address behind the mark at `at`, where it begins and ends.
fn address_at(line: &str, at: usize) -> Option<Span> {
    let inside = first(&line[at..], LONGEST);
    let lead = inside.bytes().take(4).take_while(|byte| b"(<=\"'[{".contains(byte)).count();
    let stops = |c: char| c.is_whitespace() || CLOSING.contains(&c) || "\"',|[".contains(c);
    let address = &inside[lead..];
    let address = &address[..address.find(stops).unwrap_or(address.len())];
    let address = address.trim_end_matches(['.', ';', ':', '!']);
    is_address(address).then_some(at + lead..at + lead + address.len())
}

/// A link whose address stands behind the mark at `at`.
fn at_opening(line: &str, at: usize) -> Option<Slip> {
    let address = address_at(line, at)?;
    let (end, is_closed) = end_of(line, &address);
    let (words, start) = words_before(line, at, is_closed)?;
    let words = words.trim();
    let address = &line[address];
    if words.is_empty() || words.contains(['|', '`']) || is_address(words) && !words.ends_with(address) {
        return None;
    }
    let mark = if line[..start].ends_with('!') { "!" } else { "" };
    let start = start - mark.len();
    let message = match mark {
        "" => "this is no link: its brackets are not those of one",
        _ => "this is no picture: its brackets are not those of one",
    };
    Some(Slip::new(start..end, &rules::MARKDOWN, message, format!("write `{mark}[{words}]({address})`")))
}

/// Where a link ends whose address is this, and whether a bracket closes it.
fn end_of(line: &str, address: &Span) -> (usize, bool) {
    let rest = first(&line[address.end..], LONGEST);
    let tight = rest.trim_start_matches(['"', '\'']);
    if tight.starts_with(CLOSING) {
        let closing = tight.len() - tight.trim_start_matches(CLOSING).len();
        return (address.end + (rest.len() - tight.len()) + closing.min(1), true);
    }
    // A title or a size stands behind it.
    let close = rest.find(')').filter(|close| !rest[..*close].contains(OPENING) && rest.starts_with([' ', ',']));
    match close {
        Some(close) => (address.end + close + 1, true),
        None => (address.end, false),
    }
}

/// The words before the bracket at `at`, and where they begin with their bracket.
fn words_before(line: &str, at: usize, is_closed: bool) -> Option<(&str, usize)> {
    let before = last(&line[..at], LONGEST);
    let from = at - before.len();
    let tight = before.trim_end_matches(' ');
    let blanks = before.len() - tight.len();
    let joined = tight.strip_suffix([':', '-', '.', '/', '[']).filter(|rest| blanks == 0 && rest.ends_with([']', '[']));
    let tight = joined.unwrap_or(tight);
    let close = tight.chars().next_back()?;
    if !CLOSING.contains(&close) && joined.is_none() {
        // `[Pay(x.md)`: nothing closes the words.
        let start = before.rfind(['[', ']']).filter(|start| before[*start..].starts_with('['))?;
        let words = &before[start + 1..];
        let is_tight = blanks == 0 && line[at..].starts_with('(') && words.len() < 80;
        return (is_tight && is_closed && words.starts_with(|c: char| c.is_alphanumeric()))
            .then_some((words, from + start));
    }
    let inner = if CLOSING.contains(&close) { &tight[..tight.len() - 1] } else { tight };
    let inner = if joined.is_some() && !CLOSING.contains(&close) { &tight[..tight.len() - 1] } else { inner };
    let start = inner.rfind(['[', ']', '(', ')', '{', '}', '<', '>']);
    let opening = start.and_then(|start| inner[start..].chars().next());
    let is_of_words = opening.is_some_and(|c| OPENING.contains(&c) || c == ']' && blanks == 0);
    match start.filter(|_| is_of_words) {
        Some(start) => {
            let is_square = inner[start..].starts_with('[') && close == ']';
            let is_close = blanks == 0 || is_square && blanks < 4;
            let is_note = inner[start..].starts_with("[^") || inner[start..].starts_with('<') && blanks > 0;
            let words = &inner[start + 1..];
            // Brackets of one kind around words and the same around an address may be two asides.
            (is_close && is_closed_or_tight(line, at, is_closed) && !is_note).then_some((words, from + start))
        }
        // `Pay](x.md)`: nothing opens the words.
        None if blanks == 0 && close == ']' && is_closed && line[at..].starts_with('(') => {
            let start = inner.rfind(' ').map_or(0, |blank| blank + 1);
            let start = start + (inner[start..].len() - inner[start..].trim_start_matches('!').len());
            inner[start..].starts_with(|c: char| c.is_alphanumeric()).then_some((&inner[start..], from + start))
        }
        None => None,
    }
}

fn is_closed_or_tight(line: &str, at: usize, is_closed: bool) -> bool {
    is_closed || line[..at].ends_with(']')
}

/// `[Pay|x.md]`, `[x.md|Pay]`.
fn at_bar(line: &str, at: usize) -> Option<Slip> {
    let before = last(&line[..at], LONGEST);
    let start = before.rfind(['[', ']']).filter(|start| before[*start..].starts_with('['))?;
    let inside = first(&line[at + 1..], LONGEST);
    let end = inside.find(['[', ']', '|']).filter(|end| inside[*end..].starts_with(']'))?;
    let (left, right) = (before[start + 1..].trim(), inside[..end].trim());
    let (words, address) = match (is_address(left), is_address(right)) {
        (false, true) => (left, right),
        (true, false) => (right, left),
        _ => return None,
    };
    let start = at - before.len() + start;
    let end = at + 1 + end + 1;
    let doubled = line[..start].ends_with('[') && line[end..].starts_with(']');
    (!words.is_empty() && !doubled && !line[end..].starts_with(['(', '['])).then(|| {
        let message = "this is no link: its words and its address stand in other brackets";
        Slip::new(start..end, &rules::MARKDOWN, message, format!("write `[{words}]({address})`"))
    })
}

/// `!chart.png`, `![chart.png]`, `!!(chart.png)`.
fn bare_pictures(line: &str) -> Vec<Slip> {
    let mut found: Vec<Slip> = Vec::new();
    for (at, _) in line.match_indices('!') {
        if line[..at].ends_with(|c: char| !c.is_whitespace() && c != '|') {
            continue;
        }
        let inside = first(&line[at..], LONGEST);
        let marks = inside.len() - inside.trim_start_matches(['!', '[', '(']).len();
        let rest = &inside[marks..];
        let end = rest.find(|c: char| c.is_whitespace() || "!])[(".contains(c)).unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(['.', ',', ';', ':']);
        if inside.starts_with("![[") && rest[end..].starts_with("]]") {
            continue;
        }
        let close = rest[address.len()..].len() - rest[address.len()..].trim_start_matches(['!', ']', ')']).len();
        if is_picture(address) && !rest[address.len() + close..].starts_with(['(', '[']) {
            let message = "this is no picture: its brackets are not those of one";
            let hint = format!("write `![What it shows]({address})`");
            found.push(Slip::new(at..at + marks + address.len() + close, &rules::MARKDOWN, message, hint));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::of_line;

    fn meant(line: &str) -> Vec<String> {
        of_line(line).into_iter().map(|slip| format!("{} {}", &line[slip.range], slip.hint)).collect()
    }

    #[test]
    fn links_in_other_brackets_are_told() {
        for written in [
            "[Pay] [x.md]",
            "[Pay(x.md)",
            "[Pay](x.md]",
            "[Pay)(x.md)",
            "{Pay}(x.md)",
            "[Pay][x.md]",
            "Pay](x.md)",
            "[Pay|x.md]",
            "[Pay](x.md, \"Our pay\")",
            "[Pay]:(x.md)",
            "[Pay](<x.md)",
        ] {
            let found = meant(&format!("See {written} now"));
            assert_eq!(found, [format!("{written} write `[Pay](x.md)`")], "{written}");
        }
        assert_eq!(meant("a !chart.png b"), ["!chart.png write `![What it shows](chart.png)`"]);
    }

    #[test]
    fn prose_is_left_alone() {
        for line in [
            "see (x.md)",
            "the file [x.md] is",
            "(a) and (x.md)",
            "well! [a](x.md)",
            "f(x)[0]",
            "a note [1], x.md",
            "[a] and (x.md)",
        ] {
            let found: Vec<String> = meant(line).into_iter().filter(|found| !found.starts_with("[a](x.md)")).collect();
            assert_eq!(found, Vec::<String>::new(), "{line}");
        }
    }
}
