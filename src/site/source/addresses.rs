//! Everything that has an address or a path, whoever may see it.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::folders::audience_of_file;
use super::page::{Folder, Page};
use crate::config::{Audience, Config, Readership};
use crate::fields::nearest;
use crate::site::address;
use crate::site::address::composed;
use crate::site::source::Found;
use crate::site::suggest::Suggestions;

/// Everything that has an address or a path of its own.
pub(in crate::site) struct Addresses {
    /// By path below `content/`.
    pub(in crate::site) by_path: HashMap<String, Target>,
    /// By address, with a slash at both ends; a file's has none at its end.
    pub(in crate::site) by_url: HashMap<String, Target>,
    /// Tag addresses, and those who have a page with the tag.
    pub(in crate::site) tags: BTreeMap<String, Readership>,
    /// Who may have each attachment, by path below `content/`.
    pub(in crate::site) attachments: BTreeMap<String, Audience>,
    /// Static files: address, source path, audience.
    pub(in crate::site) statics: Vec<StaticFile>,
    /// Made when the first link leads nowhere.
    path_suggestions: OnceLock<Suggestions>,
    url_suggestions: OnceLock<Suggestions>,
}

/// A file below `static/`.
pub(in crate::site) struct StaticFile {
    /// The address without its leading slash.
    pub(in crate::site) url: String,
    /// The path from the site's root.
    pub(in crate::site) path: String,
    /// Who gets it.
    pub(in crate::site) audience: Audience,
    /// The folder, when its name is almost an audience's.
    pub(in crate::site) misnamed: Option<String>,
}

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) enum Target {
    Page(usize),
    Folder(usize),
    /// An attachment, by its path below `content/`.
    Attachment(String),
    /// A static file, by its index.
    Static(usize),
}

impl Addresses {
    /// Gathers the addresses of a site.
    pub(in crate::site) fn new(pages: &[Page], folders: &[Folder], found: &Found, config: &Config) -> Addresses {
        let mut addresses = Addresses {
            by_path: HashMap::new(),
            by_url: HashMap::new(),
            tags: BTreeMap::new(),
            attachments: BTreeMap::new(),
            path_suggestions: OnceLock::new(),
            url_suggestions: OnceLock::new(),
            statics: found.statics.iter().map(|path| static_file(path, config)).collect(),
        };
        for (index, file) in addresses.statics.iter().enumerate() {
            // A file that more people get is not hidden by one of the same name that fewer get.
            let hides = |target: &Target| match target {
                Target::Static(other) => !is_for_more(file.audience, addresses.statics[*other].audience),
                _ => false,
            };
            let url = composed(&format!("/{}", file.url));
            if !addresses.by_url.get(&url).is_some_and(hides) {
                addresses.by_url.insert(url, Target::Static(index));
            }
        }
        for path in &found.attachments {
            let path = path.strip_prefix("content/").unwrap_or(path);
            let audience = audience_of_file(path, folders, config);
            addresses.attachments.insert(path.to_owned(), audience);
            addresses.by_path.insert(composed(path), Target::Attachment(path.to_owned()));
            let url = composed(&format!("/{path}"));
            let is_hiding = match addresses.by_url.get(&url) {
                Some(Target::Static(other)) => is_for_more(addresses.statics[*other].audience, audience),
                _ => false,
            };
            if !is_hiding {
                addresses.by_url.insert(url, Target::Attachment(path.to_owned()));
            }
        }
        for (index, page) in pages.iter().enumerate() {
            for alias in &page.front.aliases {
                if let Ok(url) = address::alias(&alias.value) {
                    addresses.by_url.insert(url, Target::Page(index));
                }
            }
            // A page that only a preview shows has no tag page elsewhere.
            for tag in page.front.shown.tags.iter().filter(|_| page.waiting.is_none() || config.drafts) {
                let readers = addresses.tags.entry(address::tag_slug(tag)).or_default();
                *readers = readers.with(page.audience.readers());
            }
        }
        for (index, folder) in folders.iter().enumerate() {
            addresses.by_path.insert(composed(&folder.path), Target::Folder(index));
            addresses.by_url.insert(folder.url.clone(), Target::Folder(index));
        }
        for (index, page) in pages.iter().enumerate() {
            // What has no file cannot be linked as one.
            if page.origin.is_none() {
                addresses.by_path.insert(composed(&page.path), Target::Page(index));
            }
            addresses.by_url.insert(page.url.clone(), Target::Page(index));
        }
        addresses
    }

    /// Paths below `content/` that a broken link may have meant.
    pub(in crate::site) fn path_suggestions(&self) -> &Suggestions {
        self.path_suggestions.get_or_init(|| Suggestions::new(self.by_path.keys().map(String::as_str)))
    }

    /// Addresses that a broken link may have meant.
    pub(in crate::site) fn url_suggestions(&self) -> &Suggestions {
        self.url_suggestions.get_or_init(|| Suggestions::new(self.by_url.keys().map(String::as_str)))
    }

    /// The static files.
    pub(in crate::site) fn statics(&self) -> &[StaticFile] {
        &self.statics
    }
}

/// Whether more audiences get what is for the one than what is for the other.
fn is_for_more(one: Audience, other: Audience) -> bool {
    one.readers().count() > other.readers().count()
}

fn static_file(path: &str, config: &Config) -> StaticFile {
    let below = path.strip_prefix("static/").unwrap_or(path);
    let folder = below.split_once('/');
    if let Some((first, rest)) = folder
        && let Some(audience) = config.audiences.find(first)
    {
        return StaticFile { url: rest.to_owned(), path: path.to_owned(), audience, misnamed: None };
    }
    // Until a slip in the folder's name is fixed, nobody but the highest audience gets what lies in it.
    let names = || config.audiences.names().iter().map(String::as_str);
    let misnamed = folder.filter(|(first, _)| nearest(first, names()).is_some());
    let audience = if misnamed.is_some() { config.audiences.highest() } else { config.audiences.lowest() };
    let misnamed = misnamed.map(|(first, _)| format!("static/{first}"));
    StaticFile { url: below.to_owned(), path: path.to_owned(), audience, misnamed }
}
