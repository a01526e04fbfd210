//! What pages are to each other: `duplicate-title`, and `orphan-page` for one that no text leads to.

use std::collections::{BTreeMap, BTreeSet};

use super::OfPage;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::Site;
use crate::site::check::EveryPage;
use crate::site::gate::PageKind;
use crate::site::source::page::Page;

/// Reports pages with the title of another one.
pub(in crate::site::check) fn titles(&EveryPage { site, pages, .. }: &EveryPage<'_>, diags: &mut Diagnostics) {
    let mut first: BTreeMap<String, &OfPage<'_>> = BTreeMap::new();
    // Openings of one title are told apart by their places.
    let counts = |page: &Page| page.origin.is_none() && site.kind(page) != PageKind::Posting;
    // Whichever was read first, the one behind the other in the order of files is told of it.
    let mut ordered: Vec<&OfPage<'_>> = pages.iter().filter(|of| counts(&site.pages[of.page])).collect();
    ordered.sort_by(|one, other| site.pages[one.page].path.cmp(&site.pages[other.page].path));
    for page in ordered {
        let folded = page.title.trim().to_lowercase();
        let Some(other) = first.get(&folded) else {
            first.insert(folded, page);
            continue;
        };
        let message = format!("the title `{}` is that of another page, too", page.title.trim());
        let hint = "say what makes this page different: titles stand alone in the search, in tabs and in links";
        let finding = Diagnostic::new(&rules::DUPLICATE_TITLE, place_of_title(page, site), message).hint(hint);
        diags.push(finding.related(place_of_title(other, site), "the other page"));
    }
}

/// Where a page says its title.
fn place_of_title(of: &OfPage<'_>, site: &Site<'_>) -> Place {
    let page = &site.pages[of.page];
    if page.front.title.is_some()
        && let Some(range) = key_line(page, "title")
    {
        return Place::new(&page.source, range);
    }
    of.heading.clone().unwrap_or_else(|| Place::file(&page.source.path))
}

/// The line of a key of the front matter.
pub(in crate::site::check) fn key_line(page: &Page, key: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    for line in page.source.text[..page.body.start].split_inclusive('\n') {
        let rest = line.strip_prefix(key).map(str::trim_start);
        if rest.is_some_and(|rest| rest.starts_with(['=', ':'])) {
            return Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}

/// Reports pages that readers find only in the list of their folder, where the page of the folder picks what to read by
/// hand: it links others beside this one.
pub(in crate::site::check) fn orphans(on: &EveryPage<'_>, diags: &mut Diagnostics) {
    let &EveryPage { site, config, pages, .. } = on;
    let linked: BTreeSet<usize> = pages
        .iter()
        .flat_map(|of| of.linked.iter().copied().filter(move |to| *to != of.page))
        .chain(config.links_around().filter_map(|entry| named(site, &entry.link)))
        .collect();
    let mut picked: BTreeMap<usize, usize> = BTreeMap::new();
    for of in pages.iter().filter(|of| site.pages[of.page].describes.is_some()) {
        let folder = site.pages[of.page].describes;
        let beside = of.linked.iter().filter(|to| folder == Some(site.pages[**to].folder)).count();
        picked.extend(folder.map(|folder| (folder, beside)));
    }
    for of in pages {
        let page = &site.pages[of.page];
        let by_record = page.origin.is_some() || !page.front.records.is_empty() || page.front.posting.is_some();
        let by_kind = matches!(site.kind(page), PageKind::Role | PageKind::Posting | PageKind::Comparison);
        let is_picked = picked.get(&page.folder).is_some_and(|beside| *beside >= 2);
        // A page with nothing on it has a finding of its own.
        let is_empty = page.source.text.trim().is_empty();
        if is_empty || by_record || by_kind || page.describes.is_some() || !is_picked || linked.contains(&of.page) {
            continue;
        }
        let message = "no page links here, and the page of its folder links others by hand";
        let hint = "link it from there, or from a page that readers of this one have read before";
        diags.push(Diagnostic::new(&rules::ORPHAN_PAGE, place_of_title(of, site), message).hint(hint));
    }
}

/// The page that an entry of the settings names.
fn named(site: &Site<'_>, link: &str) -> Option<usize> {
    let written = link.strip_prefix("content/").unwrap_or(link);
    site.pages.iter().position(|page| page.path == written || page.url == written)
}
