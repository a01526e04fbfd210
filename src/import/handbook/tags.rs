//! Tags in braces: Liquid of Jekyll and GitBook, shortcodes of Hugo and Zola. Those that stand for something of ours
//! become it; what decides who reads a passage keeps the page back.

use super::callouts::{Notes, attribute, block_for, label};
use super::{lines, tabs};

/// Words in the name of a tag with content that may keep that content from readers.
const HIDING: [&str; 14] = [
    "comment",
    "hidden",
    "hide",
    "private",
    "internal",
    "secret",
    "draft",
    "protect",
    "password",
    "restrict",
    "auth",
    "only",
    "member",
    "confidential",
];

/// A tag: its braces, its name and what stands behind the name.
struct Tag<'t> {
    name: &'t str,
    rest: &'t str,
    closes: bool,
}

/// Converts the tags of a text.
pub(super) fn convert(text: &str, notes: &mut Notes<'_>) -> String {
    let text = without_comments(text);
    let mut out: Vec<String> = Vec::new();
    // What is open: a tag's name, and whether its end becomes the end of a block.
    let mut open: Vec<(String, bool)> = Vec::new();
    for line in lines::of(&text) {
        let whole = line.text.trim();
        match tag(whole).filter(|_| !line.is_code) {
            Some(found) => {
                note_conditions(&found, notes);
                match converted(&found, line.indent(), &mut open, &out, notes) {
                    Some(new) => out.extend(new),
                    None => out.push(line.text.to_owned()),
                }
            }
            None => out.push(line.text.to_owned()),
        }
    }
    let mut text = lines::outside_code(&out.join("\n"), |part| inline(part, notes));
    text.push('\n');
    text
}

/// The tag that a whole line is.
fn tag(line: &str) -> Option<Tag<'_>> {
    let pairs = [("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}")];
    let (open, close) = pairs.into_iter().find(|(open, close)| line.starts_with(open) && line.ends_with(close))?;
    let inside = line.get(open.len()..line.len().checked_sub(close.len())?)?;
    if inside.contains(open) {
        return None;
    }
    let inside = inside.trim_matches(['-', ' ', '\t']);
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest.trim_start()),
        None => (inside.starts_with("end"), inside),
    };
    let end = inside.find(|c: char| !(c.is_alphanumeric() || "-_/.".contains(c))).unwrap_or(inside.len());
    let (name, rest) = inside.split_at(end);
    let name = if closes { name.strip_prefix("end").unwrap_or(name) } else { name };
    Some(Tag { name, rest: rest.trim(), closes })
}

/// A condition decides in the other tool who reads what it holds, and nothing here does.
fn note_conditions(tag: &Tag<'_>, notes: &mut Notes<'_>) {
    let name = tag.name.to_lowercase();
    let is_condition = ["if", "unless", "case", "ifdef", "when"].contains(&name.as_str());
    if !tag.closes && (is_condition || HIDING.iter().any(|word| name.contains(word))) {
        notes.hidden = Some(format!("`{}` decides there who reads a part of it", tag.name));
    }
}

/// The lines in the place of a tag; `None` where it stays as it is.
fn converted(
    tag: &Tag<'_>,
    indent: usize,
    open: &mut Vec<(String, bool)>,
    out: &[String],
    notes: &mut Notes<'_>,
) -> Option<Vec<String>> {
    if tag.closes {
        let at = open.iter().rposition(|(name, _)| name == tag.name || tag.name.is_empty());
        let Some((name, is_block)) = at.map(|at| open.remove(at)) else {
            return Some(Vec::new()).filter(|_| is_wrapper(tag.name));
        };
        return match () {
            () if name == "highlight" => Some(vec!["```".to_owned()]),
            () if is_block => Some(vec![":::".to_owned(), String::new()]),
            () if is_wrapper(&name) => Some(Vec::new()),
            () => None,
        };
    }
    let title = attribute(tag.rest, "title").or_else(|| attribute(tag.rest, "summary"));
    let quoted: Vec<&str> = tag.rest.split('"').skip(1).step_by(2).collect();
    let first = || {
        tag.rest
            .split_whitespace()
            .next()
            .map(|word| word.trim_matches('"').to_owned())
            .filter(|word| !word.contains('='))
    };
    let kind = attribute(tag.rest, "style")
        .or_else(|| attribute(tag.rest, "type"))
        .or_else(|| attribute(tag.rest, "color"))
        .or_else(first);
    let may = indent == 0 && !(notes.limits)(tag.name) && !(notes.limits)(tag.rest);
    let block = |name: &str, title: &str| vec![String::new(), format!(":::{name}{}", label(title))];
    let lines = match tag.name {
        "hint" | "notice" | "callout" | "alert" | "admonition" if may => {
            let second = quoted.get(usize::from(quoted.len() > 1)).filter(|_| title.is_none() && tag.name != "hint");
            let title =
                title.or_else(|| second.map(|title| (*title).to_owned())).filter(|title| Some(title) != kind.as_ref());
            block(block_for(kind.as_deref().unwrap_or("note")), title.as_deref().unwrap_or_default())
        }
        "note" | "tip" | "warning" | "important" | "info" | "caution" | "danger" if may => {
            block(block_for(tag.name), title.as_deref().unwrap_or_default())
        }
        "details" | "expand" | "accordion" | "expandable" if may => {
            block("note", &title.or_else(|| quoted.first().map(|text| (*text).to_owned())).unwrap_or_default())
        }
        "tabs" | "tabpane" if may => block("tabs", ""),
        "tab" if may => {
            let name = title.or_else(|| attribute(tag.rest, "name")).or_else(|| attribute(tag.rest, "header"));
            let name = name
                .or_else(|| quoted.first().map(|text| (*text).to_owned()))
                .or_else(first)
                .unwrap_or_else(|| "Tab".to_owned());
            open.push((tag.name.to_owned(), false));
            return Some(vec![String::new(), format!("{} {name}", "#".repeat(tabs::level(out))), String::new()]);
        }
        "highlight" => {
            open.push((tag.name.to_owned(), false));
            return Some(vec![format!("```{}", first().unwrap_or_default())]);
        }
        "embed" | "file" => {
            let address = attribute(tag.rest, "url").or_else(|| attribute(tag.rest, "src"))?;
            open.push((tag.name.to_owned(), false));
            return Some(vec![link(&address)]);
        }
        "youtube" | "vimeo" => {
            let id = first().or_else(|| attribute(tag.rest, "id"))?;
            let site = if tag.name == "youtube" { "https://www.youtube.com/watch?v=" } else { "https://vimeo.com/" };
            return Some(vec![link(&format!("{site}{id}"))]);
        }
        "figure" | "img" | "image" => {
            let address = attribute(tag.rest, "src")?;
            let words =
                ["alt", "caption", "title"].iter().find_map(|name| attribute(tag.rest, name)).unwrap_or_default();
            return Some(vec![format!("![{words}](<{address}>)")]);
        }
        name if is_wrapper(name) => {
            open.push((tag.name.to_owned(), false));
            return Some(Vec::new());
        }
        _ => {
            notes.note(format!("the tag `{}` stays as it is: write in Markdown what it made, or remove it", tag.name));
            open.push((tag.name.to_owned(), false));
            return None;
        }
    };
    open.push((tag.name.to_owned(), true));
    Some(lines)
}

fn link(address: &str) -> String {
    if address.contains("://") {
        format!("<{address}>")
    } else {
        format!("[{}](<{address}>)", super::names::file(address))
    }
}

/// Tags around content that needs none here.
fn is_wrapper(name: &str) -> bool {
    let known = [
        "code",
        "raw",
        "content-ref",
        "stepper",
        "step",
        "columns",
        "column",
        "endcolumns",
        "embed",
        "file",
        "tab",
        "updates",
        "cards",
        "steps",
    ];
    known.contains(&name)
}

/// Tags within a line: links to pages, and variables that stand for the site itself.
fn inline(part: &str, notes: &mut Notes<'_>) -> String {
    let mut out = String::new();
    let mut rest = part;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let close = if rest[start..].starts_with("{%") { "%}" } else { "}}" };
        let Some(end) = rest[start + 2..].find(close).map(|end| start + 2 + end) else { break };
        let inside = rest[start + 2..end].trim_matches(['<', '>', '%', '-', ' ']);
        out.push_str(&rest[..start]);
        let (name, behind) = inside.split_once(' ').unwrap_or((inside, ""));
        let quoted = || inside.split(['"', '\'']).nth(1).map(str::to_owned);
        let new = match name {
            "link" | "post_url" => Some(format!("/{}", behind.trim().trim_matches('/'))),
            "ref" | "relref" => quoted().or_else(|| Some(behind.trim().to_owned())),
            "site.baseurl" | "site.url" | "base_url" | "site.Params.baseurl" => Some(String::new()),
            ".Site.BaseURL" => Some("/".to_owned()),
            _ if inside.contains("| relative_url") || inside.contains("| absolute_url") || inside.contains("| url") => {
                quoted()
            }
            _ if name.starts_with("get_url") => quoted(),
            "raw" | "endraw" => Some(String::new()),
            _ => None,
        };
        match new {
            Some(new) => out.push_str(&new),
            None => {
                if rest[start..].starts_with("{%") || rest[start..].starts_with("{{<") {
                    note_conditions(
                        &Tag { name, rest: "", closes: name.starts_with("end") || name.starts_with('/') },
                        notes,
                    );
                    notes
                        .note(format!("the tag `{name}` stays as it is: write in Markdown what it made, or remove it"));
                }
                out.push_str(&rest[start..end + 2]);
            }
        }
        rest = &rest[end + 2..];
    }
    out.push_str(rest);
    out
}

/// The text without what tags comment out.
fn without_comments(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in [
        ("{% comment %}", "{% endcomment %}"),
        ("{%- comment -%}", "{%- endcomment -%}"),
        ("{::comment}", "{:/comment}"),
        ("{{/*", "*/}}"),
        ("{{</*", "*/>}}"),
        ("{#", "#}"),
        ("{/*", "*/}"),
    ] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            // `{#id}` is the id of a heading.
            let is_id = open == "{#" && !text[start + 2..].starts_with([' ', '-', '\n']);
            match text[start..].find(close).filter(|_| !is_id) {
                Some(end) => text.replace_range(start..start + end + close.len(), ""),
                None => from = start + open.len(),
            }
        }
    }
    text
}
