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

/// Words in the name of a component that decide who sees what it holds.
pub(super) const DECIDING: [&str; 32] = [
    "admin",
    "auth",
    "authed",
    "authenticated",
    "authorized",
    "confidential",
    "draft",
    "employees",
    "gate",
    "gated",
    "hidden",
    "hide",
    "if",
    "internal",
    "login",
    "member",
    "members",
    "only",
    "password",
    "permission",
    "private",
    "protect",
    "protected",
    "restrict",
    "restricted",
    "secret",
    "show",
    "staff",
    "unless",
    "unlisted",
    "visible",
    "when",
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
    // What is captured is shown where the tool's own pages say, or nowhere.
    let is_condition = ["if", "unless", "case", "ifdef", "when", "capture"].contains(&name.as_str());
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
        return closed(tag, open);
    }
    let may = indent == 0 && !(notes.limits)(tag.name) && !(notes.limits)(tag.rest);
    if let Some(lines) = block(tag).filter(|_| may) {
        open.push((tag.name.to_owned(), true));
        return Some(lines);
    }
    let lines = match tag.name {
        "youtube" | "vimeo" | "figure" | "img" | "image" => return line(tag),
        "tab" if may => {
            let name = tag.named().or_else(|| tag.first()).unwrap_or_else(|| "Tab".to_owned());
            vec![String::new(), format!("{} {name}", "#".repeat(tabs::level(out))), String::new()]
        }
        "highlight" => vec![format!("```{}", tag.first().unwrap_or_default())],
        "embed" | "file" => vec![link(&attribute(tag.rest, "url").or_else(|| attribute(tag.rest, "src"))?)],
        name if is_wrapper(name) => Vec::new(),
        name => {
            notes.note(format!("the tag `{name}` stays as it is: write in Markdown what it made, or remove it"));
            open.push((name.to_owned(), false));
            return None;
        }
    };
    open.push((tag.name.to_owned(), false));
    Some(lines)
}

/// The lines in the place of a closing tag.
fn closed(tag: &Tag<'_>, open: &mut Vec<(String, bool)>) -> Option<Vec<String>> {
    let at = open.iter().rposition(|(name, _)| name == tag.name || tag.name.is_empty());
    let Some((name, is_block)) = at.map(|at| open.remove(at)) else {
        return Some(Vec::new()).filter(|_| is_wrapper(tag.name));
    };
    match () {
        () if name == "highlight" => Some(vec!["```".to_owned()]),
        () if is_block => Some(vec![":::".to_owned(), String::new()]),
        () if is_wrapper(&name) => Some(Vec::new()),
        () => None,
    }
}

/// The opening line of a block of ours, for a tag that is one.
fn block(tag: &Tag<'_>) -> Option<Vec<String>> {
    let kind = ["style", "type", "color"].iter().find_map(|name| attribute(tag.rest, name)).or_else(|| tag.first());
    let (name, title) = match tag.name {
        "hint" | "notice" | "callout" | "alert" | "admonition" => {
            let title = tag.named().filter(|title| Some(title) != kind.as_ref());
            (block_for(kind.as_deref().unwrap_or("note")), title)
        }
        "note" | "tip" | "warning" | "important" | "info" | "caution" | "danger" => (block_for(tag.name), tag.named()),
        "details" | "expand" | "accordion" | "expandable" => ("note", tag.named()),
        "tabs" | "tabpane" => ("tabs", None),
        _ => return None,
    };
    Some(vec![String::new(), format!(":::{name}{}", label(&title.unwrap_or_default()))])
}

/// The line in the place of a tag without content.
fn line(tag: &Tag<'_>) -> Option<Vec<String>> {
    let line = match tag.name {
        "youtube" => {
            link(&format!("https://www.youtube.com/watch?v={}", attribute(tag.rest, "id").or_else(|| tag.first())?))
        }
        "vimeo" => link(&format!("https://vimeo.com/{}", attribute(tag.rest, "id").or_else(|| tag.first())?)),
        _ => {
            let words =
                ["alt", "caption", "title"].iter().find_map(|name| attribute(tag.rest, name)).unwrap_or_default();
            format!("![{words}](<{}>)", attribute(tag.rest, "src")?)
        }
    };
    Some(vec![line])
}

impl Tag<'_> {
    /// The first word behind the name, unless it is an attribute.
    fn first(&self) -> Option<String> {
        self.rest
            .split_whitespace()
            .next()
            .map(|word| word.trim_matches('"').to_owned())
            .filter(|word| !word.contains('='))
    }

    /// Its title: an attribute, else the last text in quotes.
    fn named(&self) -> Option<String> {
        let attributes = ["title", "summary", "name", "header"];
        let named = attributes.iter().find_map(|name| attribute(self.rest, name));
        named.or_else(|| {
            self.rest.split('"').skip(1).step_by(2).last().filter(|_| !self.rest.contains('=')).map(str::to_owned)
        })
    }
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
                let name = name.split('(').next().unwrap_or(name);
                let closes = name.starts_with("end") || name.starts_with('/');
                if !closes && (rest[start..].starts_with("{%") || rest[start..].starts_with("{{<")) {
                    note_conditions(&Tag { name, rest: "", closes }, notes);
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
        // What is taken out may have begun or ended code, so that it is looked for anew then.
        let (mut from, mut code) = (0, None);
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            // `{#id}` is the id of a heading. In code, tools that know Markdown show a comment; the others do not see the code.
            let is_id = open == "{#" && !text[start + 2..].starts_with([' ', '-', '\n']);
            let is_shown = ["{::comment}", "{/*"].contains(&open)
                && code.get_or_insert_with(|| lines::Code::of(&text)).is_at(&text, start);
            match text[start..].find(close).filter(|_| !is_id && !is_shown) {
                Some(end) => {
                    text.replace_range(start..start + end + close.len(), "");
                    code = None;
                }
                None => from = start + open.len(),
            }
        }
    }
    text
}
