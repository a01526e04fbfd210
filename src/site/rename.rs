//! Moving a page or a folder of pages: the links that have to follow, and the addresses that stay behind.
//!
//! It changes nothing; it tells what the files have to be. Links are found as Markdown finds them, so that code stays as
//! it is.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::Site;
use super::address;
use super::source::addresses::Target;
use super::source::page::Page;
use super::source::syntax::options;

/// What a move comes to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Renamed {
    /// Files that move, by their paths from the site's root.
    pub moves: Vec<(String, String)>,
    /// The new text of files, by the paths they have then.
    pub texts: Vec<(String, String)>,
    /// How many links were corrected.
    pub links: usize,
    /// Former addresses that lead to the new ones.
    pub aliases: Vec<String>,
    /// Of a record: which one, and its new id.
    pub record: Option<String>,
    /// Pages about that record that are named after it, each with its path below `content/` and the one it should have:
    /// they are moved one by one afterwards.
    pub pages: Vec<(String, String)>,
}

/// Why nothing can be moved, and what to do.
pub type Refused = (String, String);

/// The move of `old` to `new`, both paths below `content/`.
pub(super) fn rename(site: &Site<'_>, old: &str, new: &str) -> Result<Renamed, Refused> {
    let files = moved_files(site, old, new)?;
    let mut renamed = Renamed::default();
    for page in site.pages.iter().filter(|page| page.origin.is_none()) {
        let at = files.get(&page.path).unwrap_or(&page.path);
        let mut edits = links(site, page, at, &files);
        renamed.links += edits.len();
        // What records make at an address, or below it, stays there.
        let is_kept = |other: &Page| {
            (other.origin.is_some() || other.subject.is_some())
                && other.url != page.url
                && other.url.starts_with(&page.url)
        };
        let leaves = !site.pages.iter().any(is_kept);
        let of_original = page.translates.map_or(page, |translates| &site.pages[translates.original]);
        let changes = of_original.front.slug.is_none() && !of_original.front.draft && !page.front.draft;
        if at != &page.path && changes && leaves {
            renamed.aliases.push(page.url.clone());
            edits.push(alias(page));
        }
        if !edits.is_empty() {
            renamed.texts.push((format!("content/{at}"), edited(&page.source.text, edits)));
        }
    }
    renamed.moves = files.into_iter().map(|(old, new)| (format!("content/{old}"), format!("content/{new}"))).collect();
    Ok(renamed)
}

/// The files that move: the page, or everything in the folder.
fn moved_files(site: &Site<'_>, old: &str, new: &str) -> Result<BTreeMap<String, String>, Refused> {
    let refuse = |what: String, hint: &str| Err((what, hint.to_owned()));
    let paths = || {
        let pages = site.pages.iter().filter(|page| page.origin.is_none()).map(|page| page.path.as_str());
        pages.chain(site.addresses.attachments.keys().map(String::as_str))
    };
    let is_page = |path: &str| [".md", ".markdown"].iter().any(|ending| path.to_ascii_lowercase().ends_with(ending));
    let mut files = BTreeMap::new();
    if paths().any(|path| path == old) {
        if is_page(old) && !is_page(new) {
            return refuse(format!("`{new}` is not the name of a page"), "end it in `.md`");
        }
        files.insert(old.to_owned(), new.to_owned());
        files.extend(translations(site, old, new)?);
    } else {
        let inside = format!("{old}/");
        for path in paths().filter(|path| path.starts_with(&inside)) {
            files.insert(path.to_owned(), format!("{new}/{}", &path[inside.len()..]));
        }
    }
    if files.is_empty() {
        let hint = match site.addresses.path_suggestions().nearest(old, |_| true) {
            Some(near) => format!("did you mean `content/{near}`?"),
            None => "name a file or a folder below `content/`".to_owned(),
        };
        return Err((format!("there is no page or folder `content/{old}`"), hint));
    }
    if new.is_empty()
        || new.split('/').any(|part| part.is_empty() || part == "." || part == "..")
        || new.starts_with("data/")
    {
        return refuse(
            format!("`content/{new}` is not a place for pages"),
            "name a path below `content/`, outside `content/data/`",
        );
    }
    if let Some(taken) = files.values().find(|new| paths().any(|path| path == new.as_str())) {
        return refuse(format!("`content/{taken}` exists already"), "choose another name, or remove that file");
    }
    Ok(files)
}

/// The translations of a page, which move along with it. One alone stays where its original is.
fn translations(site: &Site<'_>, old: &str, new: &str) -> Result<BTreeMap<String, String>, Refused> {
    let Some(index) = site.pages.iter().position(|page| page.origin.is_none() && page.path == old) else {
        return Ok(BTreeMap::new());
    };
    if let Some(translates) = site.pages[index].translates {
        let original = &site.pages[translates.original].path;
        let hint = format!("move `content/{original}`: its translations go with it");
        return Err((format!("`content/{old}` is a translation of `content/{original}`"), hint));
    }
    let stem = new.rsplit_once('.').map_or(new, |(stem, _)| stem);
    let moved = |translation: &usize| {
        let path = &site.pages[*translation].path;
        let mut endings = path.rsplitn(3, '.');
        let (ending, code) = (endings.next()?, endings.next()?);
        Some((path.clone(), format!("{stem}.{code}.{ending}")))
    };
    Ok(site.translations.get(&index).into_iter().flatten().filter_map(moved).collect())
}

/// The links of a page that have to change when it stands at `at` and `files` have moved.
fn links(site: &Site<'_>, page: &Page, at: &str, files: &BTreeMap<String, String>) -> Vec<(Range<usize>, String)> {
    let folder_of = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let (before, after) = (folder_of(&page.path), folder_of(at));
    let mut edits = Vec::new();
    for (range, written) in destinations(&page.source.text, page.body.clone()) {
        let end = written.find(['#', '?']).unwrap_or(written.len());
        let (path, rest) = written.split_at(end);
        if path.is_empty() || address::scheme(path).is_some() || path.starts_with("//") {
            continue;
        }
        let decoded = address::decode(path);
        let target = match path.strip_prefix('/') {
            Some(_) => match site.addresses.by_url.get(&format!("/{}/", decoded.trim_matches('/'))) {
                Some(Target::Page(index)) => site.pages[*index].path.clone(),
                _ => continue,
            },
            None => match address::join(&before, &decoded) {
                Some(target) => target,
                None => continue,
            },
        };
        let is_moved = files.contains_key(&target);
        let moved = files.get(&target).cloned().or_else(|| folder_moved(&target, files)).unwrap_or(target.clone());
        if (moved == target && before == after) || (path.starts_with('/') && !is_moved) || !exists(site, &target) {
            continue;
        }
        let slash = if path.ends_with('/') { "/" } else { "" };
        let plain = format!("{}{slash}{rest}", address::from_folder(&after, &moved));
        let meant = if plain.contains(' ') && !site_encodes(page, &range) { plain.replace(' ', "%20") } else { plain };
        if meant != written {
            edits.push((range, meant));
        }
    }
    edits
}

/// Whether an address stands between angle brackets, where a space may stand.
fn site_encodes(page: &Page, range: &Range<usize>) -> bool {
    page.source.text[..range.start].ends_with('<')
}

fn exists(site: &Site<'_>, path: &str) -> bool {
    site.addresses.by_path.contains_key(&address::composed(path))
}

/// Where a folder has gone, all of whose files moved together.
fn folder_moved(folder: &str, files: &BTreeMap<String, String>) -> Option<String> {
    let inside = format!("{folder}/");
    let (old, new) = files.iter().find(|(old, _)| old.starts_with(&inside))?;
    new.strip_suffix(&old[folder.len()..]).map(str::to_owned)
}

/// Every address that a page's text links, as bytes of the source.
pub(super) fn destinations(source: &str, body: Range<usize>) -> Vec<(Range<usize>, String)> {
    let text = &source[body.clone()];
    let parser = Parser::new_ext(text, options());
    let definitions: Vec<Range<usize>> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
    let mut found = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        if let Event::Start(Tag::Link { .. } | Tag::Image { .. }) = event
            && let Some(open) = text[range.clone()].rfind("](")
        {
            found.extend(destination(text, range.start + open + 2));
        }
    }
    for span in definitions {
        if let Some(colon) = text[span.clone()].find("]:") {
            found.extend(destination(text, span.start + colon + 2));
        }
    }
    found.sort_by_key(|range| range.start);
    found.dedup();
    let moved = |range: Range<usize>| body.start + range.start..body.start + range.end;
    found.into_iter().map(|range| (moved(range.clone()), text[range].to_owned())).collect()
}

/// The address that begins at `from`, behind spaces.
fn destination(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + (text[from..].len() - text[from..].trim_start().len());
    if let Some(inside) = text[start..].strip_prefix('<') {
        let end = inside.find(['>', '\n'])?;
        return Some(start + 1..start + 1 + end);
    }
    let mut depth = 0_usize;
    let end = text[start..].find(|c: char| {
        if c == '(' {
            depth += 1;
        }
        let closes = c == ')' && depth == 0;
        if c == ')' {
            depth = depth.saturating_sub(1);
        }
        closes || c.is_whitespace()
    });
    Some(start..end.map_or(text.len(), |end| start + end)).filter(|range| !range.is_empty())
}

/// The edit that lets a page's former address lead to it.
fn alias(page: &Page) -> (Range<usize>, String) {
    let (text, url) = (&page.source.text, &page.url);
    let head = &text[..page.body.start];
    let fence = head.trim_start().lines().next().unwrap_or("").trim_end();
    if page.body.start == 0 || !matches!(fence, "+++" | "---") {
        return (0..0, format!("+++\naliases = [\"{url}\"]\n+++\n\n"));
    }
    // Behind the bracket of a list that is there.
    let mut at = 0;
    for line in head.split_inclusive('\n') {
        if line.trim_start().starts_with("aliases")
            && let Some(open) = line.find('[')
        {
            let empty = line[open + 1..].trim_start().starts_with(']');
            return (at + open + 1..at + open + 1, format!("\"{url}\"{}", if empty { "" } else { ", " }));
        }
        if line.trim_end() == "aliases:" {
            return (at + line.len()..at + line.len(), format!("  - {url}\n"));
        }
        at += line.len();
    }
    // Above the first table, so that it is a key of the page.
    let line = if fence == "+++" { format!("aliases = [\"{url}\"]\n") } else { format!("aliases: [\"{url}\"]\n") };
    let first = head.find('\n').map_or(head.len(), |end| end + 1);
    let start = head.find(fence).map_or(first, |at| head[at..].find('\n').map_or(head.len(), |end| at + end + 1));
    (start..start, line)
}

/// A text with these parts replaced.
pub(super) fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = text.to_owned();
    for (range, new) in edits {
        text.replace_range(range, &new);
    }
    text
}
