//! Callouts of other tools as our blocks: by colons, by exclamation marks and indentation, by a mark of attributes.
//!
//! A block of ours cannot stand in a list; there a callout becomes an alert as GitHub has it.

use super::lines::{self, Line};
use super::tabs;

/// What a page says while it is converted.
pub(super) struct Notes<'n> {
    /// Whether a text names an audience, or keeps something back.
    pub(super) limits: &'n dyn Fn(&str) -> bool,
    /// What somebody should look at.
    pub(super) notes: Vec<String>,
    /// Why the page stays back.
    pub(super) hidden: Option<String>,
}

impl Notes<'_> {
    pub(super) fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// Our block for a callout of this kind.
pub(super) fn block_for(kind: &str) -> &'static str {
    let plain = kind.trim_start_matches(['.', '{']).to_ascii_lowercase();
    match plain.strip_prefix("callout-").unwrap_or(&plain) {
        "tip" | "hint" | "success" | "check" | "done" => "tip",
        "warning" | "warn" | "danger" | "caution" | "attention" | "error" | "failure" | "fail" | "missing" | "bug"
        | "alert" | "important" => "warning",
        _ => "note",
    }
}

/// A title as the label of a block.
pub(super) fn label(title: &str) -> String {
    let title = title.trim().trim_matches(['"', '\'', '*', '_']).replace(['[', ']'], "");
    if title.trim().is_empty() { String::new() } else { format!("[{}]", title.trim()) }
}

/// Converts every callout of a text.
pub(super) fn convert(text: &str, notes: &mut Notes<'_>) -> String {
    let lines = lines::of(text);
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if line.is_code {
            if let Some(end) = fenced_directive(&lines, at, &mut out, notes) {
                at = end;
                continue;
            }
            out.push(line.text.to_owned());
            at += 1;
        } else if let Some(end) = admonition(&lines, at, &mut out, notes) {
            at = end;
        } else if let Some(end) = tabs::of_mkdocs(&lines, at, &mut out, notes) {
            at = end;
        } else if let Some(end) = marked_paragraph(&lines, at, &mut out, notes) {
            at = end;
        } else {
            out.push(colons(line, notes));
            at += 1;
        }
    }
    let mut text = out.join("\n");
    text.push('\n');
    text
}

/// The lines below `at` that are indented further than it, and where they end. Empty lines at their end are not theirs.
pub(super) fn indented(lines: &[Line<'_>], at: usize) -> (Vec<String>, usize) {
    let own = lines[at].indent();
    let mut end = at + 1;
    let mut last = end;
    while end < lines.len() && (lines[end].is_blank() || lines[end].indent() >= own + 2) {
        if !lines[end].is_blank() {
            last = end + 1;
        }
        end += 1;
    }
    let inside = &lines[at + 1..last];
    let columns = inside.iter().filter(|line| !line.is_blank()).map(Line::indent).min().unwrap_or(own + 4);
    (inside.iter().map(|line| lines::dedented(line.text, columns).to_owned()).collect(), last)
}

/// `!!! note "Title"` and `??? note` of MkDocs, with the indented lines below.
fn admonition(lines: &[Line<'_>], at: usize, out: &mut Vec<String>, notes: &mut Notes<'_>) -> Option<usize> {
    let shown = lines[at].text.trim();
    let (mark, rest) = shown.split_once([' ', '\t'])?;
    let is_mark = matches!(mark, "!!!" | "!!!+" | "???" | "???+");
    let rest = rest.trim();
    if !is_mark || !rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '"') {
        return None;
    }
    if (notes.limits)(rest) {
        return None;
    }
    let (kinds, title) = match rest.split_once('"') {
        Some((kinds, title)) => (kinds.trim(), title.trim_end().trim_end_matches('"')),
        None => (rest, ""),
    };
    let kind = kinds.split_whitespace().next().unwrap_or("note");
    let (inside, end) = indented(lines, at);
    let body = convert(&inside.join("\n"), notes);
    block(block_for(kind), title, &body, lines[at].indent(), out);
    Some(end)
}

/// Writes a block, or an alert where it is indented.
pub(super) fn block(name: &str, title: &str, body: &str, indent: usize, out: &mut Vec<String>) {
    let body = body.trim_matches('\n');
    if indent == 0 {
        if out.last().is_some_and(|line| !line.is_empty()) {
            out.push(String::new());
        }
        out.push(format!(":::{name}{}", label(title)));
        out.extend(body.lines().map(str::to_owned));
        out.extend([":::".to_owned(), String::new()]);
        return;
    }
    let space = " ".repeat(indent);
    out.push(format!("{space}> [!{}]", name.to_ascii_uppercase()));
    if !title.trim().is_empty() {
        out.push(format!("{space}> **{}**", title.trim().trim_matches(['"', '*'])));
        out.push(format!("{space}>"));
    }
    // A block in a block would be no block here.
    let plain = |line: &&str| !line.starts_with(":::");
    out.extend(body.lines().filter(plain).map(|line| format!("{space}> {line}").trim_end().to_owned()));
    out.push(String::new());
}

/// ` ```{note} Title ` of MyST.
fn fenced_directive(lines: &[Line<'_>], at: usize, out: &mut Vec<String>, notes: &mut Notes<'_>) -> Option<usize> {
    let shown = lines[at].text.trim_start();
    let info = shown.trim_start_matches(['`', '~']);
    let mark = &shown[..shown.len() - info.len()];
    let (kind, title) = info.strip_prefix('{')?.split_once('}')?;
    let known = [
        "note",
        "tip",
        "hint",
        "important",
        "warning",
        "caution",
        "attention",
        "danger",
        "error",
        "admonition",
        "seealso",
        "dropdown",
    ];
    if mark.len() < 3 || !known.contains(&kind) || (notes.limits)(info) {
        return None;
    }
    let end = (at + 1..lines.len()).find(|line| {
        let text = lines[*line].text.trim();
        text.starts_with(mark) && text.trim_matches(['`', '~']).is_empty()
    })?;
    let inside: Vec<&str> = lines[at + 1..end].iter().map(|line| line.text).collect();
    let options = inside.iter().take_while(|line| line.starts_with(':')).count();
    let body = convert(&inside[options..].join("\n"), notes);
    block(block_for(kind), title, &body, lines[at].indent(), out);
    Some(end + 1)
}

/// A line of colons: the opening line of a block, ours or another tool's.
fn colons(line: Line<'_>, notes: &mut Notes<'_>) -> String {
    let text = line.text;
    let rest = text.trim_start_matches(':');
    let count = text.len() - rest.len();
    let inside = rest.trim();
    if count < 3 || inside.is_empty() || (notes.limits)(inside) {
        if text.trim_start().starts_with(":::") && text.starts_with([' ', '\t']) {
            notes.note("a block stands in a list, where it can be none: move it to the beginning of its line");
        }
        return text.to_owned();
    }
    let colons = ":".repeat(count);
    if let Some((braces, behind)) = inside.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        let kind = braces.split_whitespace().next().unwrap_or("note").trim_start_matches(['.', '#']);
        let title = attribute(braces, "title").unwrap_or_else(|| behind.trim().to_owned());
        return match kind {
            "panel-tabset" | "tab-set" => format!("{colons}tabs"),
            _ => format!("{colons}{}{}", block_for(kind), label(&title)),
        };
    }
    let end = inside.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(inside.len());
    let (kind, behind) = inside.split_at(end);
    let behind = behind.trim();
    let (title, _) = match behind.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((title, rest)) => (title, rest),
        None => (behind.split('{').next().unwrap_or_default(), ""),
    };
    match kind {
        "code-group" => format!("{colons}tabs"),
        "faq" | "steps" | "tabs" | "signals" | "red-flags" => text.to_owned(),
        _ => format!("{colons}{}{}", block_for(kind), label(title)),
    }
}

/// `{: .note }` of Jekyll with the paragraph below, or behind a paragraph or quote; other marks of attributes go.
fn marked_paragraph(lines: &[Line<'_>], at: usize, out: &mut Vec<String>, notes: &mut Notes<'_>) -> Option<usize> {
    let shown = lines[at].text.trim();
    let inside = shown.strip_prefix("{:")?.strip_suffix('}')?.trim();
    if (notes.limits)(inside.trim_start_matches(['.', '#', ' '])) {
        return None;
    }
    if inside == "toc" {
        // The list above is there to be replaced.
        if out.last().is_some_and(|line| line.trim_start().starts_with(['-', '*', '1'])) {
            out.pop();
        }
        out.extend(["::toc".to_owned(), String::new()]);
        return Some(at + 1);
    }
    let kind = inside.trim_start_matches('.').split(['.', ' ']).next().unwrap_or_default();
    let is_callout =
        ["note", "tip", "warning", "important", "caution", "danger", "info", "highlight", "new"].contains(&kind);
    let first = at + 1;
    if !is_callout || lines[at].indent() > 0 || first >= lines.len() || lines[first].is_blank() {
        return Some(at + 1);
    }
    let end = (first..lines.len()).find(|line| lines[*line].is_blank()).unwrap_or(lines.len());
    let plain =
        |line: &Line<'_>| line.text.strip_prefix("> ").or(line.text.strip_prefix('>')).unwrap_or(line.text).to_owned();
    let body: Vec<String> = lines[first..end].iter().map(plain).collect();
    block(block_for(kind), "", &body.join("\n"), 0, out);
    Some(end)
}

/// The value of an attribute in a tag: `title="A"`, `title='A'` or `title=A`.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut from = 0;
    while let Some(found) = tag[from..].find(name) {
        let at = from + found;
        let before = tag[..at].chars().next_back();
        let rest = tag[at + name.len()..].trim_start();
        if before.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_')
            && let Some(value) = rest.strip_prefix(['=', ':'])
        {
            let value = value.trim_start().trim_start_matches('{');
            let quote = value.chars().next().filter(|c| "\"'`".contains(*c));
            return Some(match quote {
                Some(quote) => value[1..].split(quote).next().unwrap_or_default().to_owned(),
                None => value.split([' ', '}', '>', '%', ',']).next().unwrap_or_default().to_owned(),
            });
        }
        from = at + name.len();
    }
    None
}
