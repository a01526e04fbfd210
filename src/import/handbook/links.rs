//! The addresses of links and images in a text, and where they lead among what is brought in.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::names;
use super::plan::{PagePlan, Plan, plain_address};
use super::source::Files;
use super::tool_settings::ToolSettings;

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// A page, by its index.
    Page(usize),
    /// Another file.
    File(String),
    /// Nothing that is brought in.
    Nowhere,
    /// Another site, or a place on the same page.
    Elsewhere,
}

/// The text with every address put through `change`.
pub(super) fn rewritten(text: &str, change: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let parser = Parser::new_ext(text, options);
    for (_, definition) in parser.reference_definitions().iter() {
        let span = definition.span.clone();
        if let Some(place) =
            text[span.clone()].find("]:").and_then(|at| destination(text, span.start + at + 2..span.end))
        {
            edits.extend(change(&definition.dest).map(|new| (place, new)));
        }
    }
    for (event, span) in parser.into_offset_iter() {
        let (Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. })
        | Event::Start(Tag::Image { link_type: LinkType::Inline, dest_url, .. })) = event
        else {
            continue;
        };
        let place = text[span.clone()].rfind("](").and_then(|at| destination(text, span.start + at + 2..span.end - 1));
        if let Some(place) = place {
            edits.extend(change(&dest_url).map(|new| (place, new)));
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    edits.dedup_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits.into_iter().filter(|(range, _)| range.start <= range.end) {
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Where the address stands that begins in this range, its angle brackets included.
fn destination(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let inside = text.get(range.clone())?;
    let start = range.start + (inside.len() - inside.trim_start().len());
    let rest = &text[start..range.end];
    let length = match rest.strip_prefix('<') {
        Some(behind) => behind.find('>')? + 2,
        None => rest.find(char::is_whitespace).unwrap_or(rest.len()),
    };
    Some(start..start + length)
}

/// What an address on a page leads to, and the part behind `#`.
pub(super) fn leads(
    address: &str,
    page: &PagePlan,
    plan: &Plan,
    files: &Files<'_>,
    settings: &ToolSettings,
) -> (Leads, Option<String>) {
    let has_scheme = address.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    if address.is_empty() || address.starts_with('#') || address.starts_with("//") || has_scheme {
        return (Leads::Elsewhere, None);
    }
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, id)| (path, Some(id.to_owned())));
    let path = path.split('?').next().unwrap_or(path);
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    let found = candidates(&path, page, settings).into_iter().find_map(|candidate| of_path(&candidate, plan, files));
    let found = found.or_else(|| of_address(&path, page, plan).map(Leads::Page));
    (found.unwrap_or(Leads::Nowhere), fragment)
}

/// Paths from the top that may be meant.
fn candidates(path: &str, page: &PagePlan, settings: &ToolSettings) -> Vec<String> {
    let folder = names::folder(&page.source);
    let mut candidates = Vec::new();
    if let Some(rest) = path.strip_prefix("@/").or_else(|| path.strip_prefix("@site/")) {
        candidates.push(rest.to_owned());
        candidates.extend(settings.roots.iter().map(|(root, _)| format!("{root}{rest}")));
    } else if let Some(rest) = path.strip_prefix('/') {
        candidates.extend(
            settings
                .statics
                .iter()
                .chain(settings.roots.iter().map(|(root, _)| root))
                .map(|root| format!("{root}{rest}")),
        );
        candidates.push(rest.to_owned());
    } else {
        candidates.extend(names::join(folder, path));
        // `ref` of Hugo begins at the top or names a file alone.
        candidates.extend(settings.roots.iter().map(|(root, _)| format!("{root}{path}")));
    }
    candidates
}

/// The page or file at a path, also without its ending.
fn of_path(path: &str, plan: &Plan, files: &Files<'_>) -> Option<Leads> {
    let path = path.trim_end_matches('/');
    if let Some(page) = plan.by_source.get(path) {
        return Some(Leads::Page(*page));
    }
    // Of a database of Notion there are two files.
    let all = path.strip_suffix(".csv").map(|stem| format!("{stem}_all.csv"));
    if let Some(page) = all.and_then(|all| plan.by_source.get(&all)) {
        return Some(Leads::Page(*page));
    }
    if files.contains_key(path) && plan.attachments.contains_key(path) {
        return Some(Leads::File(path.to_owned()));
    }
    let stem = path.strip_suffix(".html").unwrap_or(path);
    let ends = [".md", ".mdx", ".markdown", "/_index.md", "/index.md", "/README.md", "/index.mdx", ".html.md"];
    let stem = if stem.is_empty() { "" } else { stem };
    ends.iter()
        .find_map(|end| plan.by_source.get(format!("{stem}{end}").trim_start_matches('/')))
        .map(|page| Leads::Page(*page))
}

/// The page that had this address.
fn of_address(path: &str, page: &PagePlan, plan: &Plan) -> Option<usize> {
    if path.starts_with('/') {
        return plan.by_address.get(&plain_address(path)).copied();
    }
    let own = page.old_address.as_deref()?;
    let folder = if own.ends_with('/') { own } else { names::folder(own) };
    plan.by_address.get(&plain_address(&names::join(folder, path)?)).copied()
}

/// The address behind the one that Google puts around links.
pub(super) fn without_google(address: &str) -> Option<String> {
    let query = address
        .strip_prefix("https://www.google.com/url?")
        .or_else(|| address.strip_prefix("http://www.google.com/url?"))?;
    let target = query.replace("&amp;", "&");
    let target = target.split('&').find_map(|part| part.strip_prefix("q="))?;
    Some(percent_encoding::percent_decode_str(target).decode_utf8_lossy().into_owned())
}

/// An address as it is written in Markdown.
pub(super) fn written(path: &str, fragment: Option<&str>) -> String {
    let mut text = path.replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29");
    if let Some(fragment) = fragment {
        text.push('#');
        text.push_str(fragment);
    }
    text
}
