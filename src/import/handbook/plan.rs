//! Which files are pages, what each of them is called here, and where it stood before.

use std::collections::{BTreeMap, BTreeSet};

use super::source::Files;
use super::tool::Tool;
use super::tool_settings::ToolSettings;
use super::{Handbook, Request, names};

/// What a page is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Markdown,
    Html,
    Word,
    /// A database of Notion.
    Table,
}

/// A page to be.
#[derive(Debug, Clone)]
pub(super) struct PagePlan {
    /// The file it is made from.
    pub(super) source: String,
    /// Where it goes, from the site's root.
    pub(super) target: String,
    pub(super) form: Form,
    /// The address it had, with a slash in front.
    pub(super) old_address: Option<String>,
    /// Why the tool did not publish it.
    pub(super) hidden: Option<String>,
    /// What its name or the tool's list says.
    pub(super) title: Option<String>,
    pub(super) weight: Option<i64>,
    pub(super) date: Option<String>,
}

/// Everything that is brought in.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) pages: Vec<PagePlan>,
    /// Index of the page made from each file.
    pub(super) by_source: BTreeMap<String, usize>,
    /// Index of the page at each old address, in small letters, without slashes at its ends.
    pub(super) by_address: BTreeMap<String, usize>,
    /// Other files that pages may link, and where they go.
    pub(super) attachments: BTreeMap<String, String>,
    /// Pages of folders that another file of the tool describes.
    pub(super) made: Vec<(String, Vec<u8>)>,
}

impl Plan {
    fn note_addresses(&mut self) {
        for (index, page) in self.pages.iter().enumerate() {
            let address = page.old_address.as_deref().unwrap_or_default();
            self.by_address.entry(plain_address(address)).or_insert(index);
        }
    }
}

const PAGES: [&str; 5] = ["md", "mdx", "markdown", "mdown", "mkd"];
/// What the tools are built with: nothing of it belongs to a page.
const OF_TOOLS: [&str; 22] = [
    "scss", "sass", "css", "js", "mjs", "cjs", "ts", "tsx", "jsx", "json", "toml", "yml", "yaml", "lock", "xml", "rb",
    "gemspec", "sh", "py", "map", "liquid", "go",
];

/// Why a page stays behind that a site has of its own.
pub(super) const OF_ADDRESSES: &str = "it was shown for addresses that do not exist, and the site has a page for them";

/// What is to become of every file.
pub(super) fn of(
    tool: Tool,
    files: &Files<'_>,
    settings: &ToolSettings,
    request: &Request<'_>,
    handbook: &mut Handbook,
) -> Plan {
    let mut plan = Plan::default();
    let mut taken = BTreeSet::new();
    let prefix = if request.into.is_empty() { String::new() } else { format!("{}/", request.into) };
    for path in files.keys() {
        let root = settings.roots.iter().find(|(from, _)| path.starts_with(from.as_str()));
        let is_static = settings.statics.iter().find(|folder| !folder.is_empty() && path.starts_with(folder.as_str()));
        let Some((from, to)) = root else {
            match is_static {
                Some(folder) => {
                    let target =
                        unique(format!("{prefix}assets/{}", cleaned(&path[folder.len()..], tool, false)), &mut taken);
                    plan.attachments.insert(path.clone(), format!("content/{target}"));
                }
                None => note_left(path, handbook),
            }
            continue;
        };
        let below = &path[from.len()..];
        match form_of(tool, path, files) {
            // Every site here has one, and the address is taken.
            Some(_)
                if !tool.has_names_of_documents() && below.rsplit_once('.').is_some_and(|(stem, _)| stem == "404") =>
            {
                drop(handbook.left.insert(path.clone(), OF_ADDRESSES.to_owned()));
            }
            Some(form) if !is_skipped(tool, below) => {
                let mut page = PagePlan {
                    source: path.clone(),
                    target: String::new(),
                    form,
                    old_address: old_address(tool, from, below),
                    hidden: settings.hides(path),
                    title: None,
                    weight: None,
                    date: None,
                };
                name(&mut page, tool, &format!("{to}{below}"), settings);
                page.target = format!("content/{}", unique(format!("{prefix}{}", page.target), &mut taken));
                plan.by_source.insert(path.clone(), plan.pages.len());
                plan.pages.push(page);
            }
            Some(_) => drop(handbook.left.insert(path.clone(), "part of the tool's own workings".to_owned())),
            // Another file holds the same database, and more of it.
            None if tool == Tool::Notion
                && files.contains_key(&format!("{}_all.csv", path.trim_end_matches(".csv"))) => {}
            None if is_attachment(tool, below) => {
                let target = cleaned(&format!("{to}{below}"), tool, false).replace(".gitbook/", "");
                let target = unique(format!("{prefix}{target}"), &mut taken);
                plan.attachments.insert(path.clone(), format!("content/{target}"));
            }
            None => note_left(path, handbook),
        }
    }
    plan.note_addresses();
    categories(tool, files, settings, &prefix, &mut plan);
    plan
}

/// An address as links are compared: without what servers add or leave out.
pub(super) fn plain_address(address: &str) -> String {
    let address = address.trim_matches('/').to_lowercase();
    let address = address.strip_suffix(".html").unwrap_or(&address);
    let address =
        address.strip_suffix("index").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(address);
    address.trim_matches('/').to_owned()
}

fn note_left(path: &str, handbook: &mut Handbook) {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if ["rst", "adoc", "org", "textile", "html", "htm", "ipynb", "doc", "odt", "rtf", "pages", "pdf", "md", "mdx"]
        .contains(&ending.as_str())
    {
        handbook
            .left
            .insert(path.to_owned(), "it is not among the tool's pages, or of a form that is not read".to_owned());
    }
}

fn form_of(tool: Tool, path: &str, files: &Files<'_>) -> Option<Form> {
    let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
    let is_document = tool.has_names_of_documents();
    match ending.as_str() {
        ending if PAGES.contains(&ending) => Some(Form::Markdown),
        "html" | "htm" if is_document => Some(Form::Html),
        "html" | "htm" if tool == Tool::Hugo || tool == Tool::Jekyll => {
            files.get(path).filter(|bytes| bytes.starts_with(b"---") || bytes.starts_with(b"+++")).map(|_| Form::Html)
        }
        "docx" => Some(Form::Word),
        // Of a database there are two files, and the one for all shows every row.
        "csv" if tool == Tool::Notion && names::without_code(names::file(path)).is_some() => {
            let all = path.trim_end_matches(".csv").to_owned() + "_all.csv";
            (path.ends_with("_all.csv") || !files.contains_key(&all)).then_some(Form::Table)
        }
        _ => None,
    }
}

fn is_attachment(tool: Tool, below: &str) -> bool {
    let ending = below.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let of_tool = OF_TOOLS.contains(&ending.as_str()) || ending.is_empty() || ending == "html";
    let is_set_apart = tool == Tool::Jekyll && below.starts_with('_');
    !(of_tool || is_set_apart || is_skipped(tool, below))
}

/// Whether a page is one that the tool itself reads, or takes in elsewhere.
fn is_skipped(tool: Tool, below: &str) -> bool {
    let name = names::file(below);
    let with_underscore = below.split('/').any(|segment| segment.starts_with('_'));
    match tool {
        Tool::Docusaurus => with_underscore,
        Tool::MdBook | Tool::GitBook => name == "SUMMARY.md" || below.starts_with(".gitbook/") && name.ends_with(".md"),
        Tool::Jekyll => {
            let top = below.split('/').next().unwrap_or_default();
            ["_layouts", "_includes", "_sass", "_site", "_data", "_plugins", "vendor"].contains(&top)
        }
        _ => false,
    }
}

/// Gives a page its name, and what its old name said besides.
fn name(page: &mut PagePlan, tool: Tool, path: &str, settings: &ToolSettings) {
    let (folder, file) = (names::folder(path), names::file(path));
    let mut stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
    stem = stem.strip_suffix(".html").map(str::to_owned).unwrap_or(stem);
    let mut folder = folder.to_owned();
    if tool == Tool::Jekyll {
        if let Some((day, rest)) = dated(&stem) {
            (page.date, stem) = (Some(day.to_owned()), rest.to_owned());
        }
        folder = folder.split('/').map(|part| part.trim_start_matches('_')).collect::<Vec<_>>().join("/");
    }
    if tool == Tool::Docusaurus {
        let post = page.source.strip_prefix("blog/").unwrap_or_default();
        page.date = post.split('/').find_map(|part| dated(part)).map(|(day, _)| day.to_owned());
        if let Some((number, rest)) = names::numbered(&stem) {
            page.weight = Some(number);
            stem = rest;
        }
        let plain = |part: &str| names::numbered(part).map_or_else(|| part.to_owned(), |(_, rest)| rest);
        folder = folder.split('/').map(plain).collect::<Vec<_>>().join("/");
        if stem == names::file(&folder) {
            stem = "index".to_owned();
        }
    }
    if let Some((bare, _)) = names::without_code(&stem) {
        page.title = Some(bare.clone());
        stem = bare;
    } else if tool.has_names_of_documents() {
        page.title = Some(stem.clone());
    }
    if let Some((place, title)) = settings.listed.get(&page.source) {
        page.weight = page.weight.or(Some(*place).filter(|place| *place > 0));
        page.title = Some(title.clone()).filter(|title| !title.is_empty()).or(page.title.take());
    }
    let speaks_for_folder = ["_index", "index", "readme"].contains(&stem.to_lowercase().as_str());
    let stem = match () {
        () if stem == "_index" => "_index".to_owned(),
        () if speaks_for_folder => {
            page.title = None;
            "_index".to_owned()
        }
        () if tool.has_names_of_documents() => names::slug(&stem),
        () => names::kept(&stem),
    };
    let folder = cleaned(&folder, tool, true);
    page.target = if folder.is_empty() { format!("{stem}.md") } else { format!("{folder}/{stem}.md") };
}

/// A path of sound names. That of a file keeps its ending.
fn cleaned(path: &str, tool: Tool, is_folder: bool) -> String {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let last = segments.len().saturating_sub(1);
    let clean = |(at, segment): (usize, &&str)| {
        let bare = names::without_code(segment).map_or_else(|| (*segment).to_owned(), |(bare, _)| bare);
        let is_file = at == last && !is_folder;
        let (stem, ending) = match bare.rsplit_once('.').filter(|_| is_file) {
            Some((stem, ending)) => (stem.to_owned(), format!(".{}", ending.to_lowercase())),
            None => (bare, String::new()),
        };
        if stem == ".gitbook" {
            return stem;
        }
        let stem = if tool.has_names_of_documents() { names::slug(&stem) } else { names::kept(&stem) };
        format!("{stem}{ending}")
    };
    segments.iter().enumerate().map(clean).collect::<Vec<_>>().join("/")
}

/// The path, or one like it that nothing else has, whatever its case.
fn unique(path: String, taken: &mut BTreeSet<String>) -> String {
    let (stem, ending) = match path.rsplit_once('.') {
        Some((stem, ending)) => (stem.to_owned(), format!(".{ending}")),
        None => (path.clone(), String::new()),
    };
    let mut number = 1;
    let mut free = path;
    while !taken.insert(free.to_lowercase()) {
        number += 1;
        free = format!("{stem}-{number}{ending}");
    }
    free
}

/// Where a page stood, as far as its path alone tells.
fn old_address(tool: Tool, from: &str, below: &str) -> Option<String> {
    let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
    let stem = stem.strip_suffix(".html").unwrap_or(stem);
    let (folder, name) = (names::folder(stem), names::file(stem));
    let of_folder = ["_index", "index", "readme"].contains(&name.to_lowercase().as_str());
    let inside = if of_folder { folder.to_owned() } else { stem.to_owned() };
    let with_slashes = |path: &str| if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
    match tool {
        Tool::Hugo | Tool::Zola => Some(with_slashes(&inside.to_lowercase().replace(' ', "-"))),
        Tool::MkDocs => Some(with_slashes(&inside)),
        Tool::MdBook => Some(if of_folder { with_slashes(&inside) } else { format!("/{stem}.html") }),
        Tool::GitBook => Some(with_slashes(&inside)),
        Tool::Jekyll if below.starts_with('_') => None,
        Tool::Jekyll => Some(if of_folder { with_slashes(&inside) } else { format!("/{stem}.html") }),
        Tool::Docusaurus => {
            let plain = |part: &str| names::numbered(part).map_or_else(|| part.to_owned(), |(_, rest)| rest);
            let path = inside.split('/').map(plain).collect::<Vec<_>>().join("/");
            let path = match path.rsplit_once('/') {
                Some((folder, name)) if names::file(folder) == name => folder.to_owned(),
                _ => path,
            };
            let below = match from {
                "docs/" => format!("docs/{path}"),
                "blog/" => format!(
                    "blog/{}",
                    dated(&path).map_or(path.clone(), |(day, rest)| { format!("{}/{rest}", day.replace('-', "/")) })
                ),
                _ => path,
            };
            Some(with_slashes(below.trim_matches('/')))
        }
        Tool::Notion => {
            let (bare, code) = names::without_code(names::file(below))?;
            let bare = bare.rsplit_once('.').map_or(bare.as_str(), |(stem, _)| stem).to_owned();
            let words: Vec<&str> = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            Some(format!("/{}-{code}/", words.join("-")))
        }
        Tool::GoogleDocs | Tool::Word | Tool::Markdown => None,
    }
}

/// The day that a post of a blog begins its name with, and the rest: `2026-01-31-hello`.
fn dated(name: &str) -> Option<(&str, &str)> {
    let (day, rest) = name.split_at_checked(10)?;
    crate::fields::parse_date(day)?;
    rest.strip_prefix('-').filter(|rest| !rest.is_empty()).map(|rest| (day, rest))
}

/// Folders of Docusaurus that `_category_.json` describes.
fn categories(tool: Tool, files: &Files<'_>, settings: &ToolSettings, prefix: &str, plan: &mut Plan) {
    if tool != Tool::Docusaurus {
        return;
    }
    for (path, bytes) in files.iter().filter(|(path, _)| names::file(path) == "_category_.json") {
        let Some((from, to)) = settings.roots.iter().find(|(from, _)| path.starts_with(from.as_str())) else {
            continue;
        };
        let Ok(category) = serde_json::from_slice::<serde_json::Value>(bytes) else { continue };
        let folder = names::folder(&path[from.len()..]);
        let plain = |part: &str| names::numbered(part).map_or_else(|| part.to_owned(), |(_, rest)| rest);
        let named = folder.split('/').map(plain).collect::<Vec<_>>().join("/");
        let target = format!("content/{prefix}{to}{}/_index.md", cleaned(&named, tool, true));
        if folder.is_empty() || plan.pages.iter().any(|page| page.target == target) {
            continue;
        }
        let mut text = String::from("+++\n");
        let title = category.get("label").and_then(|label| label.as_str()).map(str::to_owned);
        let title = title.unwrap_or_else(|| names::file(&named).replace('-', " "));
        text.push_str(&format!("title = {}\n", toml_edit::Value::from(title)));
        let number = || names::numbered(names::file(folder)).map(|(number, _)| number as f64);
        if let Some(place) = category.get("position").and_then(serde_json::Value::as_f64).or_else(number) {
            text.push_str(&format!("weight = {}\n", super::values::scaled(place)));
        }
        text.push_str("+++\n");
        plan.made.push((target, text.into_bytes()));
    }
}
