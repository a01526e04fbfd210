//! What a tool's own settings say that decides which pages are published, in which order, and under which titles.
//!
//! Where settings that might hide pages cannot be read, all pages stay back.

use std::collections::BTreeMap;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::Handbook;
use super::names;
use super::source::Files;
use super::tool::Tool;
use crate::diag::{Diagnostics, Source, rules};
use crate::fields::{Table, Value, parse_toml, parse_yaml};

/// Settings of another tool, as far as they matter here.
#[derive(Debug, Default)]
pub(super) struct ToolSettings {
    /// Where its pages lie, each with the folder they go to.
    pub(super) roots: Vec<(String, String)>,
    /// Where files lie that it copies as they are.
    pub(super) statics: Vec<String>,
    /// Pages in its list, by path: their place in it and their title there.
    pub(super) listed: BTreeMap<String, (i64, String)>,
    /// Whether a page that is not listed is not published.
    pub(super) only_listed: bool,
    /// Why every page stays back, if it does.
    pub(super) all_hidden: Option<String>,
    /// Paths, from the top, that it leaves out or shows in previews alone.
    pub(super) excluded: Option<GlobSet>,
    /// Folders, from the top, whose pages are not published.
    pub(super) unpublished: Vec<String>,
    /// Keys that pages below a path have without saying so.
    pub(super) defaults: Vec<(String, Table)>,
}

/// Reads the settings of `tool`.
pub(super) fn read(tool: Tool, files: &Files<'_>, handbook: &mut Handbook) -> ToolSettings {
    let mut settings = ToolSettings::default();
    let root = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    match tool {
        Tool::Hugo => {
            let folder = hugo_folder(files);
            settings.roots = vec![root(&folder, "")];
            settings.statics = vec!["static/".to_owned(), "assets/".to_owned()];
        }
        Tool::Zola => {
            settings.roots = vec![root("content/", "")];
            settings.statics = vec!["static/".to_owned()];
        }
        Tool::Docusaurus => {
            settings.roots = vec![root("docs/", ""), root("blog/", "blog/"), root("src/pages/", "")];
            settings.statics = vec!["static/".to_owned()];
        }
        Tool::MkDocs => mkdocs(files, &mut settings),
        Tool::MdBook => {
            let table = toml(files, "book.toml");
            let folder = table.as_ref().and_then(|table| text_in(table, &["book", "src"])).unwrap_or("src".to_owned());
            let folder = as_folder(&folder);
            summary(files, &folder, &mut settings);
            settings.roots = vec![(folder, String::new())];
        }
        Tool::GitBook => {
            let folder = gitbook_folder(files);
            summary(files, &folder, &mut settings);
            settings.roots = vec![(folder, String::new())];
        }
        Tool::Jekyll => jekyll(files, &mut settings),
        Tool::Notion | Tool::GoogleDocs | Tool::Word | Tool::Markdown => settings.roots = vec![root("", "")],
    }
    if let Some(reason) = &settings.all_hidden {
        handbook.notes.insert(format!("all pages come in as drafts: {reason}"));
    }
    settings
}

fn as_folder(path: &str) -> String {
    match path.trim().trim_start_matches("./").trim_matches('/') {
        "" | "." => String::new(),
        path => format!("{path}/"),
    }
}

fn source_of(files: &Files<'_>, path: &str) -> Option<std::sync::Arc<Source>> {
    let bytes = files.get(path)?;
    Some(Source::new(path, String::from_utf8_lossy(bytes).into_owned()))
}

fn toml(files: &Files<'_>, path: &str) -> Option<Table> {
    let source = source_of(files, path)?;
    parse_toml(&source, 0..source.text.len(), &rules::FRONT_MATTER, &mut Diagnostics::default())
}

fn yaml(files: &Files<'_>, path: &str) -> Option<Table> {
    let source = source_of(files, path)?;
    parse_yaml(&source, 0..source.text.len(), &rules::FRONT_MATTER, &mut Diagnostics::default())
}

fn text_in(table: &Table, keys: &[&str]) -> Option<String> {
    let (last, above) = keys.split_last()?;
    let mut table = table;
    for key in above {
        match &table.get(key)?.value {
            Value::Table(inner) => table = inner,
            _ => return None,
        }
    }
    match &table.get(last)?.value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn texts(table: &Table, key: &str) -> Vec<String> {
    match table.get(key).map(|item| &item.value) {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => {
            let text = |value: &Value| if let Value::String(text) = value { Some(text.clone()) } else { None };
            items.iter().filter_map(|item| text(&item.value)).collect()
        }
        _ => Vec::new(),
    }
}

fn hugo_folder(files: &Files<'_>) -> String {
    let named = ["hugo.toml", "config.toml"].iter().find_map(|name| toml(files, name));
    let named = named
        .or_else(|| ["hugo.yaml", "hugo.yml", "config.yaml", "config.yml"].iter().find_map(|name| yaml(files, name)));
    named
        .and_then(|table| text_in(&table, &["contentDir"]))
        .map_or_else(|| "content/".to_owned(), |folder| as_folder(&folder))
}

fn gitbook_folder(files: &Files<'_>) -> String {
    let named = yaml(files, ".gitbook.yaml").and_then(|table| text_in(&table, &["root"]));
    as_folder(&named.unwrap_or_default())
}

/// The pages of a `SUMMARY.md`, in its order. A book holds no other page.
fn summary(files: &Files<'_>, folder: &str, settings: &mut ToolSettings) {
    let path = format!("{folder}SUMMARY.md");
    let Some(source) = source_of(files, &path) else { return };
    settings.only_listed = true;
    for (title, link) in links_of_list(&source.text) {
        let link = link.split('#').next().unwrap_or_default();
        let link = percent_encoding::percent_decode_str(link).decode_utf8_lossy();
        let Some(path) = names::join(folder, &link) else { continue };
        let place = i64::try_from(settings.listed.len()).unwrap_or(0) + 1;
        settings.listed.entry(path).or_insert((place * 10, title));
    }
    // The front page of a book stands in no list of older ones.
    let front = format!("{folder}README.md");
    settings.listed.entry(front).or_insert((0, String::new()));
}

/// Titles and addresses of the links in a list.
fn links_of_list(text: &str) -> Vec<(String, String)> {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    let mut links: Vec<(String, String)> = Vec::new();
    let mut open = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => open = Some((String::new(), dest_url.to_string())),
            Event::End(TagEnd::Link) => links.extend(open.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some((title, _)) = &mut open {
                    let title: &mut String = title;
                    title.push_str(&text);
                }
            }
            _ => {}
        }
    }
    links.retain(|(_, link)| !link.is_empty() && !link.contains("://"));
    links
}

/// The settings of MkDocs, line by line: its YAML holds tags that only Python reads.
fn mkdocs(files: &Files<'_>, settings: &mut ToolSettings) {
    let source = source_of(files, "mkdocs.yml").or_else(|| source_of(files, "mkdocs.yaml"));
    let text = source.as_ref().map_or("", |source| source.text.as_str());
    let mut folder = "docs/".to_owned();
    let mut patterns: Vec<String> = Vec::new();
    let mut section = String::new();
    for line in text.lines() {
        if line.starts_with(|c: char| c.is_alphabetic()) {
            let (key, value) = line.split_once(':').unwrap_or((line, ""));
            section = key.trim().to_owned();
            let value = value.trim().trim_matches(['"', '\'']);
            match section.as_str() {
                "docs_dir" => folder = as_folder(value),
                "exclude_docs" | "draft_docs" if !value.is_empty() && !value.starts_with(['|', '>']) => {
                    patterns.push(value.to_owned());
                }
                _ => {}
            }
            continue;
        }
        let shown = line.trim();
        match section.as_str() {
            "exclude_docs" | "draft_docs" if !shown.is_empty() && !shown.starts_with('#') => {
                patterns.push(shown.trim_start_matches("- ").to_owned());
            }
            "nav" => {
                let entry = shown.trim_start_matches("- ").trim();
                let (title, path) = entry.rsplit_once(": ").unwrap_or(("", entry));
                let path = path.trim().trim_matches(['"', '\'']);
                if path.ends_with(".md") {
                    let place = i64::try_from(settings.listed.len()).unwrap_or(0) + 1;
                    let title = title.trim().trim_matches(['"', '\'']).to_owned();
                    settings.listed.entry(path.to_owned()).or_insert((place * 10, title));
                }
            }
            _ => {}
        }
    }
    let listed = std::mem::take(&mut settings.listed);
    settings.listed = listed.into_iter().map(|(path, entry)| (format!("{folder}{path}"), entry)).collect();
    settings.excluded = globs(patterns.iter().map(String::as_str), &folder, settings);
    settings.roots = vec![(folder.clone(), String::new())];
    settings.statics = vec![folder];
}

/// Patterns as `.gitignore` has them, below a folder. One that shows again what another hides is left out.
fn globs<'p>(patterns: impl Iterator<Item = &'p str>, folder: &str, settings: &mut ToolSettings) -> Option<GlobSet> {
    let mut set = GlobSetBuilder::new();
    let mut some = false;
    for pattern in patterns.filter(|pattern| !pattern.starts_with('!')) {
        let (anchored, bare) = (pattern.trim_end_matches('/').contains('/'), pattern.trim_matches('/'));
        let bare = bare.trim_start_matches("./");
        let start = if anchored { format!("{folder}{bare}") } else { format!("{folder}**/{bare}") };
        for path in [start.clone(), format!("{start}/**")] {
            match GlobBuilder::new(&path).literal_separator(true).build() {
                Ok(glob) => drop(set.add(glob)),
                Err(_) => settings.all_hidden = Some(format!("`{pattern}` leaves pages out, and cannot be read")),
            }
        }
        some = true;
    }
    set.build().ok().filter(|_| some)
}

fn jekyll(files: &Files<'_>, settings: &mut ToolSettings) {
    settings.roots = vec![(String::new(), String::new())];
    settings.statics = vec![String::new()];
    let name = ["_config.yml", "_config.yaml", "_config.toml"].into_iter().find(|name| files.contains_key(*name));
    let Some(name) = name else { return };
    let table = if name.ends_with("toml") { toml(files, name) } else { yaml(files, name) };
    let Some(table) = table else {
        settings.all_hidden = Some(format!("`{name}` cannot be read, and may say which pages are not published"));
        return;
    };
    settings.excluded = globs(texts(&table, "exclude").iter().map(String::as_str), "", settings);
    let mut published = vec!["_posts".to_owned()];
    if let Some(Value::Table(collections)) = table.get("collections").map(|item| &item.value) {
        for (name, _, item) in &collections.entries {
            let is_output =
                |table: &Table| matches!(table.get("output").map(|item| &item.value), Some(Value::Bool(true)));
            if matches!(&item.value, Value::Table(inner) if is_output(inner)) {
                published.push(format!("_{name}"));
            }
        }
    }
    let tops = files.keys().filter_map(|path| path.split_once('/')).map(|(top, _)| top);
    let unpublished = tops.filter(|top| top.starts_with('_') && !published.iter().any(|known| known == top));
    settings.unpublished = unpublished.map(|top| format!("{top}/")).collect();
    settings.unpublished.dedup();
    if let Some(Value::Array(defaults)) = table.get("defaults").map(|item| &item.value) {
        for item in defaults {
            let Value::Table(entry) = &item.value else { continue };
            let path = text_in(entry, &["scope", "path"]).unwrap_or_default();
            if let Some(Value::Table(values)) = entry.get("values").map(|item| &item.value) {
                settings.defaults.push((path.trim_start_matches('/').to_owned(), values.clone()));
            }
        }
    }
}

impl ToolSettings {
    /// Why the tool did not publish the page at this path, going by its settings alone.
    pub(super) fn hides(&self, path: &str) -> Option<String> {
        if self.all_hidden.is_some() {
            return self.all_hidden.clone();
        }
        if self.excluded.as_ref().is_some_and(|excluded| excluded.is_match(path)) {
            return Some("the tool's settings leave it out".to_owned());
        }
        if self.unpublished.iter().any(|folder| path.starts_with(folder)) {
            return Some("its folder is not published there".to_owned());
        }
        let is_listed = self.listed.contains_key(path);
        (self.only_listed && !is_listed).then(|| "`SUMMARY.md` does not list it, so it was not published".to_owned())
    }
}
