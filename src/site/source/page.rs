//! Pages and folders as they lie in the source, and what a page gets from the folders above it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::addresses::{of_folder, of_page};
use super::blocks::Blocks;
use super::folders::{ceiling_of, is_almost_index, speak_by_address};
use super::front_matter::FrontMatter;
use super::translations::{self, Translates};
use super::words;
use crate::config::{Audience, Config, Readership};
use crate::diag::{Place, Source};
use crate::fields::Spanned;
use crate::locale::with_capital;

/// A Markdown file, or what a record makes in its place.
pub(in crate::site) struct Page {
    pub(in crate::site) source: Arc<Source>,
    /// The path below `content/`.
    pub(in crate::site) path: String,
    pub(in crate::site) front: FrontMatter,
    /// The source without its front matter.
    pub(in crate::site) body: Range<usize>,
    pub(in crate::site) blocks: Blocks,
    /// Index of the folder it lies in.
    pub(in crate::site) folder: usize,
    /// Whether it describes a folder, and which one.
    pub(in crate::site) describes: Option<usize>,
    /// Who may see it, after the folders above it had their say.
    pub(in crate::site) audience: Audience,
    /// Whether that is the highest audience because the place where it is said could not be read.
    pub(in crate::site) closed: bool,
    /// Its address, with a slash at both ends.
    pub(in crate::site) url: String,
    /// Whether only a preview shows it, and why.
    pub(in crate::site) waiting: Option<&'static str>,
    /// Whether anybody sees it at all: it does not wait, or this is a preview.
    pub(in crate::site) is_shown: bool,
    /// What records tell about it, when it has the address of a page that a record makes.
    pub(in crate::site) subject: Option<Subject>,
    /// Where it comes from, when there is no file.
    pub(in crate::site) origin: Option<Origin>,
    /// What it is a translation of.
    pub(in crate::site) translates: Option<Translates>,
}

impl Page {
    /// The file's name without its extension; of a translation, that of its original.
    pub(in crate::site) fn stem(&self) -> &str {
        match self.translates {
            Some(_) => translations::parts(self.name()).map_or(self.name(), |(stem, _)| stem),
            None => stem_of(self.name()),
        }
    }

    /// The language of a translation, by its place in the settings.
    pub(in crate::site) fn language(&self) -> Option<usize> {
        self.translates.map(|translates| translates.language)
    }

    /// The path below `content/` without the ending of its name.
    pub(in crate::site) fn path_without_ending(&self) -> &str {
        let folder = self.path.len() - self.name().len();
        &self.path[..folder + self.stem().len()]
    }

    /// Whether it is an `_index.md`, which speaks for its folder.
    pub(in crate::site) fn is_index(&self) -> bool {
        FolderPage::of(self.stem()) == Some(FolderPage::UnderscoreIndex)
    }

    /// The file's name.
    pub(in crate::site) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The path of its folder below `content/`; empty at the top.
    pub(in crate::site) fn folder_path(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether it describes a folder that it does not lie in: `roles.md` beside `roles/`.
    pub(in crate::site) fn is_beside_its_folder(&self) -> bool {
        self.describes.is_some_and(|folder| folder != self.folder)
    }

    /// Where the page says who may see it, else the file.
    pub(in crate::site) fn audience_place(&self) -> Place {
        match (&self.front.audience, &self.origin) {
            (Some(audience), _) => Place::new(&self.source, audience.span.clone()),
            (None, Some(origin)) => origin.place.clone(),
            (None, None) => Place::file(&self.source.path),
        }
    }

    /// Where the page sets its slug, else the file.
    pub(in crate::site) fn slug_place(&self) -> Place {
        match &self.front.slug {
            Some(slug) => Place::new(&self.source, slug.span.clone()),
            None => Place::file(&self.source.path),
        }
    }
}

/// How a page is called that describes its folder; the earlier one is preferred. A file system may have changed its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::site) enum FolderPage {
    UnderscoreIndex,
    Index,
    Readme,
}

impl FolderPage {
    /// What the name of a file, without its ending, says.
    pub(in crate::site) fn of(stem: &str) -> Option<FolderPage> {
        match stem.to_ascii_lowercase().as_str() {
            "_index" => Some(FolderPage::UnderscoreIndex),
            "index" => Some(FolderPage::Index),
            "readme" => Some(FolderPage::Readme),
            _ => None,
        }
    }
}

/// A file's name without its extension; of `pay.html.md`, as some tools call their pages, without both.
pub(in crate::site) fn stem_of(name: &str) -> &str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match stem.rsplit_once('.') {
        Some((inner, ending))
            if !inner.is_empty() && ["html", "htm"].contains(&ending.to_ascii_lowercase().as_str()) =>
        {
            inner
        }
        _ => stem,
    }
}

/// What a page made from records is about, and so who makes its sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) enum Subject {
    /// The role with this id, at `/roles/ID/`.
    Role(String),
    /// The skill with this id, at `/skills/ID/`.
    Skill(String),
    /// The comparison with this id, at the address of its roles.
    Comparison(String),
    /// The ladder with this id, at `/ladders/ID/`.
    Ladder(String),
    /// The pay of the role with this id, at `/pay/ID/`.
    PayOf(String),
    /// The pay at the place with this id, at `/pay/ID/`.
    PayAt(String),
    /// The opening with this id, at `/jobs/ID/`.
    Posting(String),
    /// Every opening, at `/jobs/`.
    Jobs,
    /// What readers should know has changed, at `/changes/`.
    Changes,
}

/// How a page came from a record.
pub(in crate::site) struct Origin {
    /// Who may see the record.
    pub(in crate::site) audience: Audience,
    /// Where the record stands.
    pub(in crate::site) place: Place,
    /// The page's address, whatever slug its folder has.
    pub(in crate::site) url: String,
}

/// A folder that holds a page, or a folder with one.
pub(in crate::site) struct Folder {
    /// The path below `content/`; empty for the top.
    pub(in crate::site) path: String,
    pub(in crate::site) parent: Option<usize>,
    /// The page that describes it.
    pub(in crate::site) index: Option<usize>,
    pub(in crate::site) url: String,
    /// The audience passed down to what says nothing: its own word, else that of the folders above it.
    pub(in crate::site) passed: Option<Audience>,
    /// Whether what it passes down could not be read, so that it is for the highest audience until that is fixed.
    pub(in crate::site) closed: bool,
    /// The most public that anything below may be, and where that is said.
    pub(in crate::site) ceiling: Option<(Audience, Place)>,
    /// The audience that its name alone keeps it to: no page of it says who may read it.
    pub(in crate::site) named_for: Option<Audience>,
    /// Why nobody sees what is in it yet, or any more: its page says so of itself.
    pub(in crate::site) waiting: Option<&'static str>,
    /// Those who see a page in it or below it.
    pub(in crate::site) shows_to: Readership,
}

impl Folder {
    /// The folder's name as a title: `career-paths` becomes `Career paths`.
    pub(in crate::site) fn title(&self) -> String {
        title_of_name(self.path.rsplit('/').next().unwrap_or(""))
    }
}

/// A title made from a file's or a folder's name.
pub(in crate::site) fn title_of_name(name: &str) -> String {
    with_capital(name.replace(['-', '_'], " ").trim())
}

/// Makes the folders of the pages, links pages and folders to each other, and settles addresses and audiences. What lies in
/// the `closed` folders is for the highest audience.
pub(in crate::site) fn arrange(pages: &mut [Page], closed: &BTreeSet<String>, config: &Config) -> Vec<Folder> {
    let mut folders = folders_of(pages);
    let by_path: BTreeMap<String, usize> =
        folders.iter().enumerate().map(|(index, folder)| (folder.path.clone(), index)).collect();
    for page in pages.iter_mut() {
        page.folder = by_path[page.folder_path()];
    }
    let mut speaking = describe_folders(&mut folders, &by_path, pages);
    for index in 0..folders.len() {
        folders[index].url = of_folder(&folders, index, pages, config);
    }
    for page in pages.iter_mut() {
        page.url = of_page(page, &folders);
    }
    speak_by_address(&folders, pages, &mut speaking);
    for (index, speaking) in speaking.iter().enumerate() {
        folders[index].closed = closed.contains(&folders[index].path);
        speaking.iter().for_each(|page| words::settle_of_folder(&mut pages[*page], &folders, index, config));
        settle_folder(&mut folders, index, speaking, pages, config);
    }
    for page in pages.iter_mut() {
        settle_page(page, &folders, config);
        if page.is_shown {
            show(&mut folders, page.folder, page.audience.readers());
        }
    }
    folders
}

/// Notes that `readers` see a page in `folder`, and so in every folder around it.
fn show(folders: &mut [Folder], folder: usize, readers: Readership) {
    let mut next = Some(folder);
    while let Some(index) = next {
        let folder = &mut folders[index];
        let all = folder.shows_to.with(readers);
        if all == folder.shows_to {
            return;
        }
        folder.shows_to = all;
        next = folder.parent;
    }
}

/// Every folder with a page somewhere below it, parents before what they hold.
fn folders_of(pages: &[Page]) -> Vec<Folder> {
    let mut paths = BTreeSet::from([String::new()]);
    for page in pages {
        let mut path = page.folder_path();
        while !path.is_empty() {
            paths.insert(path.to_owned());
            path = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
    let paths: Vec<String> = paths.into_iter().collect();
    let new = |path: &String| Folder {
        path: path.clone(),
        parent: parent_of(path).and_then(|parent| paths.binary_search_by(|known| known.as_str().cmp(parent)).ok()),
        index: None,
        url: String::new(),
        passed: None,
        closed: false,
        ceiling: None,
        named_for: None,
        waiting: None,
        shows_to: Readership::default(),
    };
    paths.iter().map(new).collect()
}

fn parent_of(path: &str) -> Option<&str> {
    match path {
        "" => None,
        path => Some(path.rsplit_once('/').map_or("", |(parent, _)| parent)),
    }
}

/// Finds the page that describes each folder: `_index.md`, else `index.md`, else `NAME.md` beside it, else `README.md`.
///
/// Gives the pages that limit each folder: that one, every other `_index.md` where names differ in case alone, and those
/// whose name is almost that.
fn describe_folders(folders: &mut [Folder], by_path: &BTreeMap<String, usize>, pages: &mut [Page]) -> Vec<Vec<usize>> {
    let mut speaking = vec![Vec::new(); folders.len()];
    let mut found: Vec<Option<(usize, usize)>> = vec![None; folders.len()];
    for (index, page) in pages.iter().enumerate() {
        let beside = by_path.get(page.path_without_ending()).map(|folder| (2, *folder));
        let inside = FolderPage::of(page.stem()).map(|name| match name {
            FolderPage::UnderscoreIndex => 0,
            FolderPage::Index => 1,
            FolderPage::Readme => 3,
        });
        for (rank, folder) in inside.map(|rank| (rank, page.folder)).into_iter().chain(beside) {
            let best = &mut found[folder];
            *best = Some(best.map_or((rank, index), |best| best.min((rank, index))));
        }
    }
    for (index, page) in pages.iter().enumerate().filter(|(_, page)| page.is_index() || is_almost_index(page)) {
        speaking[page.folder].push(index);
    }
    for (folder, best) in found.into_iter().enumerate() {
        if let Some((_, page)) = best {
            folders[folder].index = Some(page);
            pages[page].describes = Some(folder);
            if !speaking[folder].contains(&page) {
                speaking[folder].push(page);
            }
        }
    }
    speaking
}

fn settle_folder(folders: &mut [Folder], index: usize, speaking: &[usize], pages: &[Page], config: &Config) {
    let above = folders[index].parent.map(|parent| &folders[parent]);
    let (passed, closed) = above.map_or((None, false), |above| (above.passed, above.closed));
    let ceiling = above.and_then(|above| above.ceiling.clone());
    let waits = above.and_then(|above| above.waiting);
    let folder = &mut folders[index];
    let closed = closed || folder.closed;
    let passed = if closed { Some(config.audiences.highest()) } else { passed };
    (folder.passed, folder.closed, folder.ceiling, folder.waiting) = (passed, closed, ceiling, waits);
    let mut says = false;
    for page in speaking.iter().map(|page| &pages[*page]) {
        if waiting(&page.front, config).is_some() && !page.front.unreadable {
            folder.waiting = Some("in a folder whose page is kept back");
        }
        if page.front.unreadable {
            // It may have limited everything below.
            (folder.passed, folder.closed) = (Some(config.audiences.highest()), true);
        } else if let Some(own) = &page.front.cascade.audience
            && !folder.closed
        {
            let is_own = page.folder == index;
            let stricter = |passed| config.audiences.stricter(passed, own.value);
            let shared = stricter(folder.passed.unwrap_or(config.default_audience));
            folder.passed = Some(if is_own { own.value } else { shared });
            says = true;
        }
        // Whatever the page is called that describes the folder, what it says limits the folder.
        let Some(Spanned { value, .. }) = page.front.audience else { continue };
        limit(folder, value, page.audience_place(), config);
        says = true;
    }
    let name = folder.path.rsplit('/').next().unwrap_or("");
    let named = config.audiences.named_by(name).filter(|_| !says && !folder.closed);
    if let Some(named) = named.filter(|named| *named != config.audiences.lowest()) {
        folder.named_for = Some(named);
        let place = Place::file(format!("content/{}", folder.path));
        limit(folder, named, place, config);
    }
}

/// Nothing in the folder may be more public than this.
fn limit(folder: &mut Folder, most: Audience, place: Place, config: &Config) {
    let stricter = match &folder.ceiling {
        Some((ceiling, _)) => config.audiences.stricter(most, *ceiling),
        None => most,
    };
    if folder.ceiling.as_ref().is_none_or(|(ceiling, _)| stricter != *ceiling) {
        folder.ceiling = Some((stricter, place));
    }
}

fn settle_page(page: &mut Page, folders: &[Folder], config: &Config) {
    let folder = &folders[page.folder];
    let recorded = page.origin.as_ref().map(|origin| origin.audience);
    let said = page.front.audience.as_ref().map(|audience| audience.value).or(recorded);
    let wanted = said.or(folder.passed).unwrap_or(config.default_audience);
    let ceiling = ceiling_of(page, folders).map_or(config.audiences.lowest(), |(ceiling, _)| *ceiling);
    let open = config.audiences.stricter(wanted, ceiling);
    words::settle(page, open, config);
    page.closed = page.front.unreadable || folder.closed;
    page.audience = if page.closed { config.audiences.highest() } else { open };
    page.waiting = waiting(&page.front, config).or(folder.waiting);
    page.is_shown = page.waiting.is_none() || config.drafts;
}

/// Why nobody sees a page yet, or any more.
pub(super) fn waiting(front: &FrontMatter, config: &Config) -> Option<&'static str> {
    if front.draft {
        Some("a draft")
    } else if front.publish_on.is_some_and(|date| date > config.today) {
        Some("not published yet")
    } else if front.expire_on.is_some_and(|date| date <= config.today) {
        Some("expired")
    } else {
        None
    }
}
