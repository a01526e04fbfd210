//! Tabs of MkDocs, which are told by indentation.

use super::callouts::{self, Notes};
use super::lines::Line;

/// The level that a heading of a part has: one below the last heading above it.
pub(super) fn level(out: &[String]) -> usize {
    let marks = |line: &String| line.bytes().take_while(|byte| *byte == b'#').count();
    // The parts of open tabs all have the level of the first.
    let open = out.iter().rposition(|line| line.starts_with(":::tabs"));
    let open = open.filter(|at| !out[*at..].iter().any(|line| line == ":::")).unwrap_or(out.len());
    let last =
        out[..open].iter().rev().find(|line| (1..=6).contains(&marks(line)) && line[marks(line)..].starts_with(' '));
    last.map_or(2, |line| marks(line) + 1).clamp(2, 6)
}

/// `=== "Title"` with the indented lines below, as often as it follows.
pub(super) fn of_mkdocs(lines: &[Line<'_>], at: usize, out: &mut Vec<String>, notes: &mut Notes<'_>) -> Option<usize> {
    let mut next = title(&lines[at])?;
    if lines[at].indent() > 0 || (notes.limits)(&next) {
        notes.note("tabs stand in a list, or name an audience: they stay as they are");
        return None;
    }
    let marks = "#".repeat(level(out));
    if out.last().is_some_and(|line| !line.is_empty()) {
        out.push(String::new());
    }
    out.push(":::tabs".to_owned());
    let mut at = at;
    loop {
        let (inside, end) = callouts::indented(lines, at);
        out.extend([format!("{marks} {next}"), String::new()]);
        let body = callouts::convert(&inside.join("\n"), notes);
        // A block in a part needs no colons of its own: the inner one closes first.
        out.extend(body.trim_matches('\n').lines().map(str::to_owned));
        out.push(String::new());
        let following = (end..lines.len()).find(|line| !lines[*line].is_blank());
        match following.and_then(|line| Some((line, title(&lines[line])?))) {
            Some((line, title)) if lines[line].indent() == 0 => (at, next) = (line, title),
            _ => {
                out.extend([":::".to_owned(), String::new()]);
                return Some(end);
            }
        }
    }
}

fn title(line: &Line<'_>) -> Option<String> {
    let rest = line.text.trim().strip_prefix("===")?.trim_start_matches(['!', '+']).trim();
    let title = rest.strip_prefix('"')?.strip_suffix('"')?;
    (!title.is_empty() && !line.is_code).then(|| title.to_owned())
}
