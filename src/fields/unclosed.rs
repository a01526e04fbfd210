//! What is wrong with a TOML file as a whole: a list or a table that is never closed, another language.

use super::slips::{Slip, key_slip, list_slip, slip};

/// JSON where TOML is read.
pub(super) fn json(text: &str) -> Option<Slip> {
    let start = text.len() - text.trim_start().len();
    let is_json = text.trim_start().starts_with('{') || text.trim_start().starts_with("[{");
    let line = text[start..].lines().next().unwrap_or("").trim_end().len();
    let hint =
        "write it as TOML: a heading such as `[place.oslo]`, and below it a line `title = \"Oslo\"` for each key";
    is_json.then(|| slip(start..start + line, "this is JSON, and TOML is read here", hint)).flatten()
}

/// A list or a table in braces that is never closed: what stands behind it was read as a part of it.
pub(super) fn unclosed(text: &str) -> Option<Slip> {
    let (list, table) = (unclosed_list(text), unclosed_table(text));
    match (&list, &table) {
        (Some(first), Some(second)) if second.range.start < first.range.start => table,
        (None, _) => table,
        _ => list,
    }
}

/// `{ a = "b"` with a key or a heading in the next line: its `}` is missing.
fn unclosed_table(text: &str) -> Option<Slip> {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let shown = line.trim();
        let opened = shown
            .split_once('=')
            .filter(|(key, value)| key_slip(key.trim()).is_none() && value.trim_start().starts_with('{'));
        let begins = |next: &&str| {
            let next = next.trim();
            next.is_empty()
                || next.starts_with('[')
                || next.split_once('=').is_some_and(|(key, _)| key_slip(key.trim()).is_none())
        };
        if let Some((key, value)) = opened
            && !value.contains('}')
            && !shown.ends_with([',', '{'])
            && lines.peek().is_none_or(begins)
        {
            let whole = format!("{} }}", value.trim());
            let is_sound = format!("v = {whole}").parse::<::toml::Table>().is_ok();
            let hint = if is_sound {
                format!("write `{} = {whole}`", key.trim())
            } else {
                "put a `}` where it ends".to_owned()
            };
            let start = at + line.find('{').unwrap_or(0);
            return slip(start..at + line.trim_end().len(), "the table that opens here is never closed", hint);
        }
        at += line.len();
    }
    None
}

/// A list that goes on over what can only be a key or a heading: its `]` is missing.
fn unclosed_list(text: &str) -> Option<Slip> {
    let (mut depth, mut opened, mut at) = (0_usize, 0..0, 0);
    for line in text.split_inclusive('\n') {
        let shown = line.trim();
        let key = shown.split_once('=').map(|(key, _)| key.trim());
        let begins = shown.starts_with("[[") || key.is_some_and(|key| key_slip(key).is_none() && !key.contains('"'));
        if depth > 0 && begins {
            let message = "the list that opens here is never closed";
            let start = text[..opened.start].rfind('\n').map_or(0, |at| at + 1);
            let line = text[start..].lines().next().unwrap_or("").trim();
            let (key, list) = line.split_once('=').unwrap_or((line, ""));
            let whole = list_slip(key.trim(), list.trim()).filter(|_| !line.ends_with(['[', ',']));
            let hint = whole.map_or_else(|| "put a line `]` where it ends".to_owned(), |(_, hint)| hint);
            return slip(opened, message, hint);
        }
        let (mut mark, mut before) = (None, ' ');
        for (index, c) in line.char_indices() {
            match (mark, c) {
                (None, '#') => break,
                (None, '"' | '\'') => mark = Some(c),
                (Some(open), _) if c == open && before != '\\' => mark = None,
                (None, '[') if depth > 0 || key.is_some() => {
                    if depth == 0 {
                        opened = at + index..at + index + 1;
                    }
                    depth += 1;
                }
                (None, ']') => depth = depth.saturating_sub(1),
                _ => {}
            }
            before = c;
        }
        at += line.len();
    }
    None
}
