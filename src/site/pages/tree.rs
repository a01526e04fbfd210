//! The tree of one audience's pages: sections, their children in reading order, and listings no file describes.

use super::title_order;
use std::collections::{BTreeMap, BTreeSet};

use super::view::{ReadPage, Viewing};
use crate::site::Site;
use crate::site::gate::{PageId, VisiblePage};
use crate::site::routes::{self, within};
use crate::site::source::page::Page;

/// A page of the tree before it is described.
pub(in crate::site) struct Node {
    /// Its index in the site; `None` for a listing that no file describes.
    pub(in crate::site) page: Option<usize>,
    pub(in crate::site) url: String,
    pub(in crate::site) title: String,
    pub(in crate::site) is_section: bool,
    pub(in crate::site) parent: Option<usize>,
    /// Directly below it, in reading order.
    pub(in crate::site) children: Vec<usize>,
    weight: Option<i64>,
}

/// The pages of a view in the order of their addresses, linked to parents and children.
///
/// The home page is always there and has no title of its own when no file describes it.
pub(super) fn nodes(Viewing { site, config, reader, .. }: Viewing<'_>, read: &[ReadPage]) -> Vec<Node> {
    let (audience, words) = (reader.audience(), &config.locale);
    let translated = config.spoken.map(|_| folders_of(site, read));
    let mut listed: Vec<(Node, Option<usize>, Option<usize>)> = Vec::new();
    let mut described = vec![false; site.folders.len()];
    for page_read in read {
        let page = &site.pages[page_read.page];
        if let Some(folder) = page.describes {
            described[folder] = true;
        }
        let above = match page.describes {
            Some(folder) => site.folders[folder].parent,
            None => Some(folder_of(site, page)),
        };
        let node = Node {
            page: Some(page_read.page),
            url: page.url.clone(),
            title: page_read.title(page),
            is_section: site.is_section(page, audience),
            parent: None,
            children: Vec::new(),
            weight: page.front.weight,
        };
        listed.push((node, page.describes, above));
    }
    for (index, folder) in site.folders.iter().enumerate() {
        let holds = match &translated {
            Some(folders) => folders.contains(&index),
            None => site.shows_something(index, audience),
        };
        let listing = !described[index] && (folder.parent.is_none() || holds);
        if listing {
            let node = Node {
                page: None,
                url: within(&config.start, &folder.url),
                title: words.text_or(&format!("folder.{}", folder.path), &folder.title()).to_owned(),
                is_section: true,
                parent: None,
                children: Vec::new(),
                weight: None,
            };
            listed.push((node, Some(index), folder.parent));
        }
    }
    listed.sort_by(|a, b| a.0.url.cmp(&b.0.url).then_with(|| a.0.page.cmp(&b.0.page)));
    link(listed)
}

/// Every folder that holds one of these pages, in it or below it.
fn folders_of(site: &Site<'_>, read: &[ReadPage]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for page in read {
        let mut next = Some(site.pages[page.page].folder);
        while let Some(folder) = next.filter(|folder| found.insert(*folder)) {
            next = site.folders[folder].parent;
        }
    }
    found
}

/// The folder that a page is listed in: that of openings for one that stands at the address of an opening.
fn folder_of(site: &Site<'_>, page: &Page) -> usize {
    let jobs = routes::JOBS.trim_matches('/');
    let of_jobs = page.front.posting.as_ref().and_then(|_| site.folders.iter().position(|folder| folder.path == jobs));
    of_jobs.unwrap_or(page.folder)
}

fn link(listed: Vec<(Node, Option<usize>, Option<usize>)>) -> Vec<Node> {
    let of_folder: BTreeMap<usize, usize> =
        listed.iter().enumerate().filter_map(|(id, (_, folder, _))| Some(((*folder)?, id))).collect();
    let parents: Vec<Option<usize>> =
        listed.iter().map(|(_, _, above)| above.and_then(|folder| of_folder.get(&folder).copied())).collect();
    let mut nodes: Vec<Node> = listed.into_iter().map(|(node, _, _)| node).collect();
    for (id, parent) in parents.into_iter().enumerate() {
        if let Some(parent) = parent {
            nodes[id].parent = Some(parent);
            nodes[parent].children.push(id);
        }
    }
    for id in 0..nodes.len() {
        let mut children = std::mem::take(&mut nodes[id].children);
        // `false` sorts first: pages with a weight come before those without.
        children.sort_by_cached_key(|child| {
            let child = &nodes[*child];
            (
                child.weight.is_none(),
                child.weight,
                title_order::key(&child.title),
                child.title.clone(),
                child.url.clone(),
            )
        });
        nodes[id].children = children;
    }
    nodes
}

/// Gives every page the one before and the one after it in its section.
pub(in crate::site) fn link_siblings(pages: &mut [VisiblePage]) {
    for parent in 0..pages.len() {
        let children = pages[parent].children.clone();
        for pair in children.windows(2) {
            let [PageId(before), PageId(after)] = [pair[0], pair[1]];
            pages[before].next = Some(PageId(after));
            pages[after].previous = Some(PageId(before));
        }
    }
}
