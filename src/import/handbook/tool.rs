//! Which tool a handbook was written for, told by the files that only that tool has.

use std::fmt;

use super::names;
use super::source::Files;

/// A tool that handbooks are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// Static sites from `content/`.
    Hugo,
    /// Static sites from `content/`, with TOML front matter.
    Zola,
    /// Static sites with `_config.yml`.
    Jekyll,
    /// Documentation from `docs/`, with JSX.
    Docusaurus,
    /// Documentation with `mkdocs.yml`.
    MkDocs,
    /// Books with `book.toml`.
    MdBook,
    /// Books with `SUMMARY.md`.
    GitBook,
    /// An export of pages and databases.
    Notion,
    /// Documents, as Markdown or HTML.
    GoogleDocs,
    /// Documents.
    Word,
    /// Plain files.
    Markdown,
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Tool::Hugo => "Hugo",
            Tool::Zola => "Zola",
            Tool::Jekyll => "Jekyll",
            Tool::Docusaurus => "Docusaurus",
            Tool::MkDocs => "MkDocs",
            Tool::MdBook => "mdBook",
            Tool::GitBook => "GitBook",
            Tool::Notion => "Notion",
            Tool::GoogleDocs => "Google Docs",
            Tool::Word => "Word",
            Tool::Markdown => "Markdown",
        })
    }
}

impl Tool {
    /// Whether its files are named for people: spaces and capitals are no addresses.
    pub(super) fn has_names_of_documents(self) -> bool {
        matches!(self, Tool::Notion | Tool::GoogleDocs | Tool::Word | Tool::Markdown)
    }
}

/// The tool of these files.
pub(super) fn detect(files: &Files<'_>) -> Tool {
    let has = |name: &str| files.contains_key(name);
    let has_below = |folder: &str| files.keys().any(|path| path.starts_with(folder));
    let says = |name: &str, words: &[&str]| {
        files.get(name).is_some_and(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            words.iter().any(|word| text.contains(word))
        })
    };
    let any = |names: &[&str]| names.iter().any(|name| has(name));
    if files.keys().any(|path| !path.contains('/') && path.starts_with("docusaurus.config.")) {
        return Tool::Docusaurus;
    }
    if any(&["mkdocs.yml", "mkdocs.yaml"]) {
        return Tool::MkDocs;
    }
    if has("book.toml") {
        return Tool::MdBook;
    }
    if any(&["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"]) || has_below("config/_default/") {
        return Tool::Hugo;
    }
    if has("config.toml") && has_below("content/") && says("config.toml", &["base_url"]) {
        return Tool::Zola;
    }
    let hugo = ["config.toml", "config.yaml", "config.yml", "config.json"];
    if has_below("content/") && (hugo.iter().any(|name| has(name)) || has("archetypes/default.md")) {
        return Tool::Hugo;
    }
    if any(&["_config.yml", "_config.yaml", "_config.toml"]) || has_below("_posts/") {
        return Tool::Jekyll;
    }
    if any(&["SUMMARY.md", ".gitbook.yaml", "book.json"]) || has_below(".gitbook/") {
        return Tool::GitBook;
    }
    if files.keys().any(|path| path.split('/').any(|segment| names::without_code(segment).is_some())) {
        return Tool::Notion;
    }
    of_documents(files)
}

/// The tool of files that no settings come with.
fn of_documents(files: &Files<'_>) -> Tool {
    let ends = |path: &str, ending: &str| path.to_ascii_lowercase().ends_with(ending);
    if files.keys().any(|path| ends(path, ".docx")) && !files.keys().any(|path| ends(path, ".md")) {
        return Tool::Word;
    }
    let of_google = |path: &str, bytes: &[u8]| {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4_000_000)]);
        let of_markdown = text.contains("]: <data:image/") || text.contains("](https://www.google.com/url?q=");
        let of_html = text.contains("docs.google.com")
            || text.contains("google.com/url?q=")
            || text.contains("@import url(https://themes.googleusercontent.com");
        ends(path, ".md") && of_markdown || ends(path, ".html") && of_html
    };
    if files.iter().any(|(path, bytes)| of_google(path, bytes)) { Tool::GoogleDocs } else { Tool::Markdown }
}
