//! Checks links to places in pages, once the ids of all pages are known.

use std::collections::{BTreeMap, BTreeSet};

use super::link_hints::written;
use super::links::AnchorUse;
use super::view::{self, ReadPage, Viewing};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::fields::nearest;
use crate::site::source::page::Page;

/// So many links to one page get a suggestion: looking for one takes as long as the page has headings.
const MOST_SUGGESTED: usize = 100;

/// Reports every link to an id that its page does not have, or has only for those above `audience`.
pub(super) fn check<'a>(
    uses: impl Iterator<Item = &'a AnchorUse>,
    read: &[&ReadPage],
    viewing: Viewing<'_>,
    diags: &mut Diagnostics,
) {
    let Viewing { site, config, readers, reader } = viewing;
    // By address: a page that a record makes may be a file for some.
    let anchors: BTreeMap<&str, &BTreeSet<String>> =
        read.iter().map(|read| (site.pages[read.page].url.as_str(), &read.lowered.anchors)).collect();
    let none = BTreeSet::new();
    let highest = config.audiences.highest();
    let mut above: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut suggested: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for use_ in uses {
        let known = use_.page.and_then(|page| anchors.get(site.pages[page].url.as_str()).copied()).unwrap_or(&none);
        // A page whose front matter is not closed has no text, and that was told.
        let is_unread = use_.page.is_some_and(|page| site.pages[page].front.unreadable) && known.is_empty();
        if known.contains(&use_.id) || is_unread {
            continue;
        }
        // The finding of a lower audience must not be mistaken for a typo when the place exists above it.
        let is_above = use_.page.filter(|_| reader.audience() != highest).is_some_and(|page| {
            let all = above.entry(page).or_insert_with(|| {
                let url = &site.pages[page].url;
                let shown = |page: &Page| page.url == *url && readers.of(highest).pages.show(page);
                let page = site.pages.iter().position(shown).unwrap_or(page);
                view::read_page(Viewing { reader: readers.of(highest), ..viewing }, page).lowered.anchors
            });
            all.contains(&use_.id)
        });
        diags.push(if is_above {
            let message = format!("readers of `{}` would be led to `#{}`, which is above them", reader.name(), use_.id);
            Diagnostic::new(&rules::AUDIENCE_LEAK, use_.place.clone(), message)
                .hint("remove the link, or put it into a block for those who may see the place")
        } else {
            let asked = suggested.entry(use_.page).or_insert(0);
            *asked += 1;
            let looks = *asked <= MOST_SUGGESTED;
            let folded = use_.id.to_lowercase();
            let same = looks.then(|| known.iter().find(|id| id.to_lowercase() == folded)).flatten().map(String::as_str);
            let near = || looks.then(|| nearest(&use_.id, known.iter().map(String::as_str))).flatten();
            let written = same.and_then(|same| Some((written(&use_.place, &format!("#{}", use_.id))?, same)));
            let hint = match same.or_else(near) {
                Some(near) => format!("did you mean `#{near}`?"),
                None if known.is_empty() => "the page has no headings to link to".to_owned(),
                None => "link one of the page's headings, or the page itself".to_owned(),
            };
            let message = format!("the page has no heading or place `#{}`", use_.id);
            let finding = Diagnostic::new(&rules::BROKEN_ANCHOR, use_.place.clone(), message).hint(hint);
            match written {
                Some((place, same)) => finding.fix(&place, format!("#{same}")),
                None => finding,
            }
        });
    }
}
