//! Elements of HTML and JSX around Markdown that stand for something of ours, one tag a line.

use super::callouts::{Notes, attribute, block_for, label};
use super::{html, lines, tabs, unseen};

/// Converts the elements of a text.
pub(super) fn convert(text: &str, notes: &mut Notes<'_>) -> String {
    let text = tables(text, notes);
    let mut out: Vec<String> = Vec::new();
    let mut open: Vec<(&'static str, bool)> = Vec::new();
    let lines = lines::of(&text);
    let mut at = 0;
    while at < lines.len() {
        if let Some(count) = module_lines(&lines[at..]) {
            at += count;
            continue;
        }
        let line = lines[at];
        at += 1;
        if line.is_code {
            out.push(line.text.to_owned());
            continue;
        }
        note_hidden(line.text, notes);
        if line.text.contains('<') {
            lines::outside_code(line.text, |part| {
                unseen::note(part, notes);
                String::new()
            });
        }
        let shown = line.text.trim();
        // `<summary>` stands on the next line as often as on the same.
        let with_next = match (shown, lines.get(at)) {
            ("<details>" | "<details open>", Some(next)) if next.text.trim().starts_with("<summary") => {
                at += 1;
                format!("{shown}{}", next.text.trim())
            }
            _ => shown.to_owned(),
        };
        match element(&with_next, line.indent(), &mut open, &out, notes) {
            Some(new) => out.extend(new),
            None => out.push(lines::outside_code(line.text, html::inline)),
        }
    }
    let mut text = out.join("\n");
    text.push('\n');
    text
}

/// What is not shown there must not be shown here.
pub(super) fn note_hidden(line: &str, notes: &mut Notes<'_>) {
    let tight: String = line.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let hides = tight.contains("display:none") || tight.contains("visibility:hidden");
    let is_hidden =
        line.contains('<') && (line.contains(" hidden>") || line.contains(" hidden ") && line.contains('>'));
    if hides || (is_hidden && line.trim_start().starts_with('<')) {
        notes.hidden = Some("a part of it was hidden there by its style".to_owned());
    }
}

/// Elements that stand around Markdown.
const ELEMENTS: [&str; 6] = ["details", "aside", "Tabs", "TabItem", "Admonition", "Callout"];

/// The lines in the place of a tag that stands alone; `None` where there is none of ours.
fn element(
    line: &str,
    indent: usize,
    open: &mut Vec<(&'static str, bool)>,
    out: &[String],
    notes: &mut Notes<'_>,
) -> Option<Vec<String>> {
    if (indent > 0 && !line.contains("Tab")) || (notes.limits)(line.trim_matches(['<', '>', '/'])) {
        return None;
    }
    for name in ELEMENTS {
        if line == format!("</{name}>") {
            let at = open.iter().rposition(|(known, _)| *known == name)?;
            let (_, is_block) = open.remove(at);
            return Some(if is_block { vec![":::".to_owned(), String::new()] } else { Vec::new() });
        }
        let rest = line.strip_prefix('<').and_then(|rest| rest.strip_prefix(name));
        if let Some(rest) = rest.filter(|rest| rest.starts_with(['>', ' '])) {
            let (tag, behind) = rest.split_once('>').unwrap_or((rest, ""));
            let lines = opened(name, tag, behind.trim(), out)?;
            if lines.last().is_none_or(|line| line != ":::") {
                open.push((name, name != "TabItem"));
            }
            return Some(lines);
        }
    }
    None
}

/// How many lines a statement of JavaScript takes that begins on the first of these; `None` where none does.
fn module_lines(lines: &[lines::Line<'_>]) -> Option<usize> {
    lines.first().filter(|line| !line.is_code && is_module(line.text.trim()))?;
    let mut open = 0;
    for (count, line) in (1..).zip(lines) {
        let opens = line.text.matches(['(', '[', '{']).count();
        let closes = line.text.matches([')', ']', '}']).count();
        open = (open + opens).saturating_sub(closes);
        if open == 0 {
            return Some(count);
        }
    }
    Some(1)
}

/// Whether a line begins JavaScript, as pages of Docusaurus have it.
fn is_module(line: &str) -> bool {
    let imports = line.starts_with("import ") && line.contains(" from ") && line.ends_with(['\'', '"', ';']);
    let starts = ["import '", "import \"", "import {", "export const ", "export default ", "export function "];
    imports || starts.iter().any(|start| line.starts_with(start))
}

/// The lines in the place of an opening tag, with what stands behind it on the line. One that closes there ends with `:::`.
fn opened(name: &str, tag: &str, behind: &str, out: &[String]) -> Option<Vec<String>> {
    let block = |name: &str, title: &str| vec![String::new(), format!(":::{name}{}", label(title))];
    match name {
        "details" => {
            let summary = behind.strip_prefix("<summary").and_then(|rest| rest.split_once('>'));
            let (title, behind) = summary.and_then(|(_, rest)| rest.split_once("</summary>")).unwrap_or(("", behind));
            let mut lines = block("note", &html::plain(title));
            lines.extend(Some(behind.replace("</details>", "").trim().to_owned()).filter(|text| !text.is_empty()));
            lines.extend(behind.contains("</details>").then(|| ":::".to_owned()));
            Some(lines)
        }
        "aside" if behind.is_empty() => Some(block("note", "")),
        "Tabs" => Some(block("tabs", "")),
        "TabItem" => {
            let title = attribute(tag, "label").or_else(|| attribute(tag, "value")).unwrap_or_else(|| "Tab".to_owned());
            Some(vec![String::new(), format!("{} {title}", "#".repeat(tabs::level(out))), String::new()])
        }
        "Admonition" | "Callout" => {
            let kind = attribute(tag, "type").unwrap_or_default();
            Some(block(block_for(&kind), &attribute(tag, "title").unwrap_or_default()))
        }
        _ => None,
    }
}

/// Tables in HTML as tables in Markdown.
fn tables(text: &str, notes: &mut Notes<'_>) -> String {
    let code: Vec<bool> = lines::of(text).iter().map(|line| line.is_code).collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut line = 0;
    while let Some(start) = rest.find("<table") {
        let here = line + rest[..start].matches('\n').count();
        let end = rest[start..].find("</table>").map(|end| start + end + "</table>".len());
        let Some(end) = end.filter(|_| !code.get(here).copied().unwrap_or(false)) else {
            out.push_str(&rest[..start + 6]);
            line += rest[..start + 6].matches('\n').count();
            rest = &rest[start + 6..];
            continue;
        };
        out.push_str(&rest[..start]);
        note_hidden(&rest[start..end], notes);
        match html::table(&rest[start..end]) {
            Some(table) => {
                out.push_str("\n\n");
                out.push_str(&table);
                out.push_str("\n\n");
            }
            None => out.push_str(&rest[start..end]),
        }
        line += rest[..end].matches('\n').count();
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}
