//! `[[Pay]`, `[[ Pay ]]`, `((x.md))`: links of a wiki, half closed or in other brackets.

use super::Slip;
use crate::diag::rules;
use crate::site::markdown::near::{LONGEST, first};

/// The links of wikis in a line that are not even read as such.
pub(super) fn of_line(line: &str) -> Vec<Slip> {
    let mut found: Vec<Slip> = Vec::new();
    if !["[[", "((", "{{", "]]", "[ ["].iter().any(|marks| line.contains(marks)) {
        return found;
    }
    for (at, byte) in line.bytes().enumerate().filter(|(_, byte)| b"[({".contains(byte)) {
        let c = char::from(byte);
        if found.last().is_some_and(|last| last.range.contains(&at)) || line[..at].ends_with(['[', '(', '{', '\\']) {
            continue;
        }
        found.extend(one(line, at, c));
    }
    found
}

fn one(line: &str, at: usize, open: char) -> Option<Slip> {
    let close = match open {
        '[' => ']',
        '(' => ')',
        _ => '}',
    };
    let rest = first(&line[at..], LONGEST);
    let inside = rest.trim_start_matches([open, ' ']);
    let opened = rest[..rest.len() - inside.len()].matches(open).count();
    let is_spaced_open = rest[..rest.len() - inside.len()].contains(' ');
    let end = inside.find(['[', ']', '(', ')', '{', '}', '|', '`', '"'])?;
    let end = match inside[end..].starts_with('|') {
        true => end + inside[end..].find(['[', ']', '(', ')', '{', '}'])?,
        false => end,
    };
    let tail = &inside[end..];
    let behind = tail.trim_start_matches([close, ' ']);
    let closing = tail[..tail.len() - behind.len()].trim_end();
    let closed = closing.matches(close).count();
    let name = inside[..end].trim();
    let file = name.split(['|', '#']).next().unwrap_or("").trim();
    let is_file = file.ends_with(".md") && !file.contains(' ');
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || " -_|#.".contains(c))
        && (name.len() > 1 || is_spaced_open);
    let is_spaced = is_spaced_open || inside[..end].ends_with(' ');
    let is_told = match (open, opened, closed) {
        ('[', 2, 2) => (is_file || is_name) && is_spaced,
        ('[', 2, 1) => (is_name || is_file) && !behind.starts_with(['(', '[', ':']) && !closing.is_empty(),
        ('[', 1, 2) | ('(' | '{', 2, 2) => is_file,
        _ => false,
    };
    if opened == 2
        && is_file
        && let Some((words, _)) = tail.strip_prefix("][").and_then(|rest| rest.split_once("]]"))
    {
        let range = at..at + (rest.len() - inside.len()) + end + 2 + words.len() + 2;
        let message = "this is no link: its words and its address stand in other brackets";
        return Some(Slip::new(range, &rules::MARKDOWN, message, format!("write `[{words}]({file})`")));
    }
    if !is_told || behind.starts_with(['(', '[']) && closed == 2 && open == '[' {
        return None;
    }
    let words = name.split_once('|').map_or("What it says", |(_, words)| words.trim());
    let file = if is_file { file.to_owned() } else { format!("{}.md", file.to_lowercase().replace(' ', "-")) };
    let range = at..at + (rest.len() - inside.len()) + end + closing.len();
    let message = "this is no link: brackets that stand twice lead nowhere here";
    Some(Slip::new(range, &rules::MARKDOWN, message, format!("write the name and the file: `[{words}]({file})`")))
}
