//! The top of a page: lines that are settings and stand in its text.
//!
//! A front matter that does not begin where it should, lacks its marks, has other ones or is written as JSON is printed
//! as text. Looks at the first lines alone; it must not know where code is.

use std::ops::Range;

use jiff::civil::Date;

use super::around::without_marks;
use super::front_keys;
use super::keys::{self, Said, Wish};
use super::names::AudienceNames;
use super::stamp::stamp;

/// How many lines with text are the top of a page.
const LINES: usize = 20;
/// Front matter below the top has no more lines.
const JOINED_LINES: usize = 40;
/// A longer line is prose.
const MAX_LINE: usize = 400;

/// A line of settings in the text, as a range of the folded text.
pub(super) struct Setting {
    pub(super) range: Range<usize>,
    pub(super) wish: Wish,
    /// Whether it alone tells: it holds a key that hides. Else it is one of several lines that look like front matter.
    pub(super) hides: bool,
    /// Whether it counts though it stands in code, because nothing but settings does, before anything else.
    pub(super) in_code: bool,
    /// Whether it is no key, but words that say what the page is.
    pub(super) is_stamp: bool,
}

struct Line<'t> {
    text: &'t str,
    range: Range<usize>,
}

/// The settings at the top of a folded text. `is_first` when no front matter stands before it.
///
/// Lines that are `hidden` from some readers are as good as empty: what others see must not depend on them.
pub(super) fn settings(
    text: &str,
    is_first: bool,
    names: &AudienceNames,
    today: Date,
    hidden: impl Fn(&Range<usize>) -> bool,
) -> Vec<Setting> {
    let lines = first_lines(text, hidden);
    let code = if is_first { leading_code(&lines) } else { 0..0 };
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let in_code = code.contains(&index);
        let setting = |wish, hides| Setting { range: line.range.clone(), wish, hides, in_code, is_stamp: false };
        let below = lines.get(index + 1).map_or("", |below| below.text);
        let is_start = lines[..index].iter().all(|line| line.text.trim().is_empty() || line.text.starts_with('#'));
        if let Some(wish) = hiding(line.text, below, names, today) {
            found.push(setting(wish, true));
            continue;
        }
        if let Some(wish) = stamp(line.text, below, is_start, names, today) {
            found.push(Setting { is_stamp: true, ..setting(wish, true) });
            continue;
        }
        let above = index.checked_sub(1).map(|above| lines[above].text);
        if looks_like_front_matter(line.text, above, &lines[..index.saturating_sub(1)], below)
            || in_code && is_key(line.text, true)
        {
            found.push(setting(Wish::Limit, false));
        }
    }
    let end = lines.last().map_or(0, |line| line.range.end);
    for fence in ["\n---", "\n+++"] {
        found.extend(joined(text, end, fence, names, today));
    }
    found
}

/// Front matter below the top, as where two files were joined: a line of marks, at least two keys of which one hides, or
/// one of ours, and another line of marks.
fn joined(text: &str, from: usize, mark: &str, names: &AudienceNames, today: Date) -> Vec<Setting> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(fence) = next_fence(text, at, mark) {
        at = fence.end;
        let mut range = None;
        let (mut keys, mut is_closed, mut is_ours) = (0, false, false);
        for line in text[fence.end..].split_inclusive('\n').take(JOINED_LINES) {
            let (start, shown) = (at, line.trim());
            if text[fence.clone()].trim() == shown {
                is_closed = true;
                break;
            }
            if shown.len() > MAX_LINE || !shown.is_empty() && !is_setting_like(shown) {
                break;
            }
            keys += usize::from(is_key(shown, true));
            let wish = hiding(shown, "", names, today);
            keys += usize::from(wish.is_some() && !is_key(shown, true));
            is_ours |= wish.is_some() && keys::is_exactly_ours(shown);
            range = range.or(wish.map(|wish| (start..start + line.trim_end().len(), wish)));
            at += line.len();
        }
        // What closes nothing may open what follows.
        at -= usize::from(is_closed && keys == 0);
        if let Some((range, wish)) = range.filter(|_| is_closed && (keys > 1 || is_ours)) {
            found.push(Setting { range, wish, hides: true, in_code: false, is_stamp: false });
        }
    }
    found
}

/// The next line that is such a fence, with its end.
fn next_fence(text: &str, from: usize, mark: &str) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let start = at + text[at..].find(mark)? + 1;
        let end = text[start..].find('\n').map_or(text.len(), |end| start + end + 1);
        if text[start..end].trim_end().len() == 3 {
            return Some(start..end);
        }
        at = end - 1;
    }
}

/// The lines up to the last one that is the top, empty ones included.
fn first_lines(text: &str, hidden: impl Fn(&Range<usize>) -> bool) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut at, mut filled) = (0, 0);
    for line in text.split_inclusive('\n') {
        let mut shown = line.trim_end();
        if hidden(&(at..at + shown.len())) {
            shown = "";
        }
        lines.push(Line { text: if shown.len() > MAX_LINE { "" } else { shown }, range: at..at + shown.len() });
        at += line.len();
        filled += usize::from(!shown.is_empty());
        if filled == LINES {
            break;
        }
    }
    lines
}

/// Whether a line is a key of front matter behind a line that would open one, or behind another key.
fn looks_like_front_matter(line: &str, above: Option<&str>, before: &[Line<'_>], below: &str) -> bool {
    let Some(above) = above else { return false };
    if is_key(line, false) && is_key(above, false) {
        return true;
    }
    // A line below text makes a heading of it.
    let is_underline = before.last().is_some_and(|line| !line.text.trim().is_empty() && !is_key(line.text, true))
        && above.trim().chars().all(|c| c == '-' || c == '=');
    // Between two lines behind text, `Owner: Jane` alone is a sentence.
    let is_start = before.iter().all(|line| line.text.trim().is_empty() || line.text.starts_with('#'));
    let is_written = is_start || is_key(line, false) || is_key(below, true);
    is_fence(above) && is_key(line, true) && !is_underline && is_written
}

/// Whether a line could be meant to open or close front matter: nothing but marks, and perhaps the name of a language.
fn is_fence(line: &str) -> bool {
    let line = line.trim();
    let marks = ["yaml", "toml", "json"].iter().find_map(|name| line.strip_suffix(name)).unwrap_or(line).trim_end();
    let is_mark = |c: char| "-+=~*_.#%;:\"'`^&@/\\!{ ".contains(c);
    marks == "{" || (marks.len() >= 2 && marks.chars().all(is_mark))
}

/// Whether a line begins with a key of front matter and a value.
fn is_key(line: &str, loosely: bool) -> bool {
    let line = line.trim_start_matches([' ', '"', '\'', '{']);
    let Some((key, value)) = line.split_once([':', '=']) else { return false };
    front_keys::is_of_front_matter(key.trim_end_matches([' ', '"', '\'']), loosely)
        && (value.is_empty() || value.starts_with([' ', '"', '\'', '[', '=']) || line.contains('='))
}

/// What a line asks for that holds a key which hides something.
fn hiding(line: &str, below: &str, names: &AudienceNames, today: Date) -> Option<Wish> {
    let wish = |key: &str, value: &str| {
        let said = if value.trim().is_empty() { Said::Nothing } else { Said::Text(value.into()) };
        keys::wish(key, &said, true, names, today).or_else(|| keys::wish_with_reason(key, value))
    };
    // A term and its definition.
    if let Some(value) = below.trim_start().strip_prefix(": ")
        && keys::is_audience(line.trim())
        && names.named(value).is_some()
    {
        return Some(Wish::Limit);
    }
    let content = without_marks(line);
    let (key, separator, value) = key_and_value(content)?;
    // The colon in the address of a link sets nothing: `[Secret scanning](https://example.org)`.
    let is_link = key.contains("](");
    if matches!(separator, ':' | '=') {
        if let Some(wish) = wish(key, value).filter(|_| !is_link) {
            return Some(wish);
        }
    } else if keys::is_audience(key) && names.named(value).is_some() {
        return Some(Wish::Limit);
    } else if let Some(wish) = wish(key, value).filter(|_| separator == '|' && is_loud_state(key, value)) {
        return Some(wish);
    }
    // Several settings in one line: `{"title": "x", "audience": "internal"}`, `title: x, draft: true`.
    let is_settings = content.starts_with(['{', '-', '+', '='])
        || content.starts_with("export ")
        || front_keys::is_of_front_matter(key, true);
    if !is_settings {
        return None;
    }
    // The first key was looked at above, unless a mark stands before it.
    let first = usize::from(content.starts_with(|c: char| c.is_alphanumeric()));
    content.match_indices([':', '=']).skip(first).find_map(|(at, _)| {
        let before = content[..at].trim_end_matches([' ', '"', '\'']);
        let key = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).next().unwrap_or(before);
        let value = &content[at + 1..];
        let end = value.find([',', ';', '}', '|']).unwrap_or(value.len());
        let value = value[..end].trim().trim_end_matches(['-', '+', ' ']);
        wish(key, first_value(value))
    })
}

/// `| Document status | DRAFT |`: a row of a table of properties.
fn is_loud_state(key: &str, value: &str) -> bool {
    let value = value.trim_matches([' ', '|', '*', '_']);
    let is_loud = value.len() > 2 && !value.contains(char::is_lowercase) && !value.contains('|');
    is_loud && matches!(keys::meaning(key), Some((keys::Meaning::State | keys::Meaning::Draft, _)))
}

/// The first of several words, where another key may follow.
fn first_value(value: &str) -> &str {
    let value = value.trim_start_matches(['"', '\'', ' ']);
    value.split(['"', '\'', ' ']).next().unwrap_or(value)
}

/// `key: value`, whatever marks stand around the key.
fn key_and_value(line: &str) -> Option<(&str, char, &str)> {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let at = line.find([':', '=', '|']).or_else(|| line.find(" - ")).or_else(|| line.find(" --"))?;
    let separator = line[at..].chars().next()?;
    let key = line[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
    let value = line[at + 1..].trim_start_matches([':', '=', '>', '-', ' ']);
    (!key.is_empty() && key.split(' ').count() <= 4).then_some((key, separator, value))
}

/// The lines of a code block that stands first on the page and holds nothing but settings.
fn leading_code(lines: &[Line<'_>]) -> Range<usize> {
    let Some(first) = lines.iter().position(|line| !line.text.trim().is_empty()) else { return 0..0 };
    let opening = lines[first].text;
    let is_indented = opening.starts_with("    ") || opening.starts_with('\t');
    let mark = opening.trim_start().chars().next().filter(|c| matches!(c, '`' | '~'));
    let is_fence = mark.is_some_and(|mark| opening.trim_start().starts_with(&mark.to_string().repeat(3)));
    let (from, end) = match (is_indented, is_fence) {
        (true, _) => {
            let indented =
                |line: &Line<'_>| line.text.is_empty() || line.text.starts_with("    ") || line.text.starts_with('\t');
            (first, lines[first..].iter().position(|line| !indented(line)))
        }
        (_, true) => {
            let closes =
                |line: &Line<'_>| line.text.trim_start().starts_with(opening.trim_start().get(..3).unwrap_or("```"));
            (first + 1, lines[first + 1..].iter().position(closes).map(|at| at + 1))
        }
        _ => return 0..0,
    };
    let end = end.map_or(lines.len(), |end| first + end);
    let inside = &lines[from..end];
    let only_settings = inside.iter().all(|line| line.text.trim().is_empty() || is_setting_like(line.text));
    let any = inside.iter().any(|line| is_key(line.text, true));
    if only_settings && any { from..end } else { 0..0 }
}

/// Whether a line could stand in front matter: a mark, a key, a table's header, an item of a list.
fn is_setting_like(line: &str) -> bool {
    let line = line.trim();
    is_fence(line)
        || line.starts_with(['[', ']', '}', '#', '"'])
        || line.starts_with("- ")
        || key_and_value(line).is_some_and(|(key, separator, _)| separator != '|' && !key.contains(' '))
}
