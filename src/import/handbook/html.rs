//! HTML as Markdown: whole documents, tables, and the few elements that stand in lines.

use std::collections::BTreeSet;

use htmd::element_handler::Handlers;
use htmd::options::{BrStyle, BulletListMarker, HrStyle, Options};
use htmd::{Element, HtmlToMarkdown};

use super::callouts::attribute;

/// A document as Markdown.
pub(super) fn page(html: &str) -> String {
    let html = with_heads(html);
    let (bold, slanted) = (classes(&html, "font-weight:700"), classes(&html, "font-style:italic"));
    let marked = move |handlers: &dyn Handlers, element: Element| {
        let class = element.attrs.iter().find(|attribute| *attribute.name.local == *"class");
        let style = element.attrs.iter().find(|attribute| *attribute.name.local == *"style");
        let names: Vec<String> =
            class.map_or_else(Vec::new, |class| class.value.split_whitespace().map(str::to_owned).collect());
        let says = |words: &str| style.is_some_and(|style| style.value.replace(' ', "").contains(words));
        let content = handlers.walk_children(element.node).content;
        let inner = content.trim();
        if inner.is_empty() || inner.contains('\n') {
            return Some(content.into());
        }
        let mut mark = String::new();
        if names.iter().any(|name| bold.contains(name)) || says("font-weight:700") || says("font-weight:bold") {
            mark.push_str("**");
        }
        if names.iter().any(|name| slanted.contains(name)) || says("font-style:italic") {
            mark.push('*');
        }
        let ends: String = mark.chars().rev().collect();
        let (start, end) = content.split_once(inner).unwrap_or(("", ""));
        Some(format!("{start}{mark}{inner}{ends}{end}").into())
    };
    let converter = HtmlToMarkdown::builder()
        .options(Options {
            bullet_list_marker: BulletListMarker::Dash,
            ul_bullet_spacing: 1,
            ol_number_spacing: 1,
            br_style: BrStyle::Backslash,
            hr_style: HrStyle::Dashes,
            ..Options::default()
        })
        .skip_tags(vec!["script", "style", "title", "noscript", "o:p"])
        .add_handler(vec!["span"], marked)
        .build();
    let text = converter.convert(&html).unwrap_or_default();
    // Two marks that meet say nothing.
    text.replace("****", "").replace("** **", " ") + "\n"
}

/// A table as Markdown; `None` where one lies in another or a row spans several.
pub(super) fn table(html: &str) -> Option<String> {
    if html.matches("<table").count() > 1 || html.to_ascii_lowercase().contains("rowspan") {
        return None;
    }
    let text = page(html);
    let text = text.trim();
    let is_table = text.lines().all(|line| line.trim().is_empty() || line.starts_with('|'));
    (is_table && !text.is_empty()).then(|| text.to_owned())
}

/// The same HTML with headings in the first row of every table: without them it is none in Markdown.
fn with_heads(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<table") {
        let row_end = rest[start..].find("</tr>").map(|end| start + end);
        let Some(end) = row_end else { break };
        out.push_str(&rest[..start]);
        let row = rest[start..end].replace("<td", "<th").replace("</td>", "</th>");
        out.push_str(&row);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The classes that a style sheet in the document gives this property.
fn classes(html: &str, property: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for sheet in html.split("<style").skip(1).filter_map(|part| part.split("</style>").next()) {
        for rule in sheet.split('}') {
            let Some((selector, body)) = rule.rsplit_once('{') else { continue };
            let name = selector.rsplit(['.', '>']).next().unwrap_or_default().trim();
            let is_class = selector.trim_end().ends_with(&format!(".{name}"));
            if is_class && body.replace(' ', "").contains(property) {
                found.insert(name.to_owned());
            }
        }
    }
    found
}

/// The title of a document.
pub(super) fn title(html: &str) -> Option<String> {
    let inside = html.split_once("<title>")?.1.split_once("</title>")?.0;
    Some(plain(inside)).filter(|title| !title.is_empty())
}

/// The text of a piece of HTML.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            character if !in_tag => text.push(character),
            _ => {}
        }
    }
    let text = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " ")]
        .into_iter()
        .fold(text, |text, (entity, character)| text.replace(entity, character));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements in a line of Markdown that Markdown has itself.
pub(super) fn inline(line: &str) -> String {
    if !line.contains('<') {
        return line.to_owned();
    }
    let is_row = line.trim_start().starts_with('|');
    let mut out = line.to_owned();
    for (tag, mark) in [("b", "**"), ("strong", "**"), ("i", "*"), ("em", "*"), ("u", ""), ("center", ""), ("font", "")]
    {
        out = out.replace(&format!("<{tag}>"), mark).replace(&format!("</{tag}>"), mark);
    }
    for br in ["<br>", "<br/>", "<br />"] {
        out = match (is_row, out.trim_end().ends_with(br)) {
            (true, _) => out.replace(br, " "),
            (false, true) => format!("{}\\", out.trim_end().trim_end_matches(br).replace(br, " ")),
            (false, false) => out.replace(br, " "),
        };
    }
    out = pictures(&out);
    out = links(&out);
    for tag in ["<p align=\"center\">", "<p align=center>", "<div align=\"center\">", "<p>", "</p>", "<div>", "</div>"]
    {
        if out.trim() == tag {
            return String::new();
        }
    }
    out
}

/// `<img src="a.png" alt="A">` as `![A](<a.png>)`.
fn pictures(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(start) = rest.find("<img ") {
        let Some(end) = rest[start..].find('>').map(|end| start + end + 1) else { break };
        let tag = &rest[start..end];
        out.push_str(&rest[..start]);
        match attribute(tag, "src").filter(|src| !src.is_empty() && !src.contains("{require")) {
            Some(src) => {
                let alt = attribute(tag, "alt").unwrap_or_default().replace(['[', ']'], "");
                out.push_str(&format!("![{alt}](<{src}>)"));
            }
            None => out.push_str(tag),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// `<a href="a.md">A</a>` as `[A](<a.md>)`.
fn links(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(start) = rest.find("<a ") {
        let open_end = rest[start..].find('>').map(|end| start + end + 1);
        let close = open_end.and_then(|open| rest[open..].find("</a>").map(|end| (open, open + end)));
        let Some((open, close)) = close else { break };
        out.push_str(&rest[..start]);
        match attribute(&rest[start..open], "href").filter(|href| !href.is_empty()) {
            Some(href) => out.push_str(&format!("[{}](<{href}>)", &rest[open..close])),
            None => out.push_str(&rest[start..close + 4]),
        }
        rest = &rest[close + 4..];
    }
    out.push_str(rest);
    out
}
