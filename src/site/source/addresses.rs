//! Everything that has an address or a path, whoever may see it.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::folders::{audience_of_file, named_for};
use super::page::{Folder, Page, waiting};
use crate::config::{Audience, Config, Readership};
use crate::fields::{Spanned, nearest};
use crate::site::address;
use crate::site::address::composed;
use crate::site::routes;
use crate::site::source::Found;
use crate::site::suggest::Suggestions;

/// Everything that has an address or a path of its own.
pub(in crate::site) struct Addresses {
    /// By path below `content/`.
    pub(in crate::site) by_path: HashMap<String, Target>,
    /// By address, with a slash at both ends; a file's has none at its end.
    pub(in crate::site) by_url: HashMap<String, Target>,
    /// Tag addresses by the language of their pages, and those who have a page with the tag.
    pub(in crate::site) tags: BTreeMap<(Option<usize>, String), Readership>,
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
    /// The folder, when its name is almost an audience's, or is one where it does not count.
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
                let readers = addresses.tags.entry((page.language(), address::tag_slug(tag))).or_default();
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
        // A folder further in says nothing, though whoever named it may have meant it.
        let inner = named_for(path, &path[..path.len() - rest.len()], config);
        let inner = inner.filter(|(named, _)| config.audiences.stricter(audience, *named) != audience);
        let misnamed = inner.map(|(_, folder)| folder.to_owned());
        let audience = if misnamed.is_some() { config.audiences.highest() } else { audience };
        return StaticFile { url: rest.to_owned(), path: path.to_owned(), audience, misnamed };
    }
    // Until a slip in the folder's name is fixed, nobody but the highest audience gets what lies in it.
    let names = || config.audiences.names().iter().map(String::as_str);
    let almost = folder.filter(|(first, _)| nearest(first, names()).is_some());
    let almost = almost.map(|(first, _)| format!("static/{first}"));
    let misnamed = almost.or_else(|| Some(named_for(path, "static", config)?.1.to_owned()));
    let audience = if misnamed.is_some() { config.audiences.highest() } else { config.audiences.lowest() };
    StaticFile { url: below.to_owned(), path: path.to_owned(), audience, misnamed }
}

/// A folder's address: that of the folder around it, and a segment.
pub(super) fn of_folder(folders: &[Folder], index: usize, pages: &[Page], config: &Config) -> String {
    let folder = &folders[index];
    let Some(parent) = folder.parent else { return "/".to_owned() };
    let name = folder.path.rsplit('/').next().unwrap_or("");
    let describing = folder.index.map(|page| &pages[page]);
    let segment = describing
        .filter(|page| page.is_index() || page.is_beside_its_folder())
        // What readers do not see decides nothing they see.
        .filter(|page| config.drafts || waiting(&page.front, config).is_none())
        .and_then(|page| page.front.slug.as_ref())
        .filter(|slug| address::segment_problem(&slug.value).is_none())
        .map_or_else(|| address::slug(name), |slug| address::slug(&slug.value));
    format!("{}{segment}/", folders[parent].url)
}

/// A page's address: that of what it describes, that of its record, or its folder's and a segment.
pub(super) fn of_page(page: &Page, folders: &[Folder]) -> String {
    // A page that adds its text to an opening stands where the opening does.
    let sound = |id: &&Spanned<String>| page.describes.is_none() && address::segment_problem(&id.value).is_none();
    if let Some(posting) = page.front.posting.as_ref().filter(sound) {
        return routes::job(&posting.value);
    }
    match (&page.origin, page.describes) {
        (Some(origin), _) => origin.url.clone(),
        (None, Some(described)) => folders[described].url.clone(),
        (None, None) => format!("{}{}/", folders[page.folder].url, segment_of(page)),
    }
}

fn segment_of(page: &Page) -> String {
    match &page.front.slug {
        Some(slug) if address::segment_problem(&slug.value).is_none() => address::slug(&slug.value),
        _ => address::slug(page.stem()),
    }
}
