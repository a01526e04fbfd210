//! Addresses that readers may have kept: each leads somewhere, was moved, or was given up.

use std::collections::{BTreeMap, BTreeSet};

use super::view::Viewing;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::fields::nearest;
use crate::site::gate::{AudienceView, MovedHeading, PageId, Redirect, VisiblePage};

/// Redirects of the ledger that lead to a page of this view. `taken` are the addresses that answer already.
pub(super) fn redirects(viewing: Viewing<'_>, pages: &[VisiblePage], taken: &[Redirect]) -> Vec<Redirect> {
    let ids: BTreeMap<&str, usize> = pages.iter().enumerate().map(|(at, page)| (page.url.as_str(), at)).collect();
    let known: BTreeSet<&str> =
        taken.iter().map(|redirect| redirect.from.as_str()).chain(ids.keys().copied()).collect();
    let moved =
        viewing.site.ledger.moved.iter().filter(|(from, _)| !from.contains('#') && !known.contains(from.as_str()));
    let led = moved.filter_map(|(from, (to, place))| {
        let page = ids.get(to.split('#').next().unwrap_or_default())?;
        Some(Redirect { from: from.clone(), to: PageId(*page), origin: place.path().to_owned() })
    });
    led.collect()
}

/// Notes on each page the old headings of it that have moved to a place that this audience sees.
pub(super) fn mark_moved(
    viewing: Viewing<'_>,
    pages: &mut [VisiblePage],
    anchors: &BTreeMap<String, BTreeSet<String>>,
) {
    for (from, (to, _)) in &viewing.site.ledger.moved {
        let Some((page, old)) = from.split_once('#') else { continue };
        let (target, heading) = to.split_once('#').map_or((to.as_str(), None), |(page, id)| (page, Some(id)));
        let is_there = heading.is_none_or(|id| anchors.get(target).is_some_and(|ids| ids.contains(id)));
        let title = pages.iter().find(|page| page.url == target).filter(|_| is_there).map(|page| title(page, heading));
        let still_there = anchors.get(page).is_some_and(|ids| ids.contains(old));
        if let (Some(title), Some(page)) = (title, pages.iter_mut().find(|other| other.url == page))
            && !still_there
        {
            page.moved.push(MovedHeading { id: old.to_owned(), to: to.clone(), title });
        }
    }
}

/// What stands at a place: its heading, else the title of its page.
fn title(page: &VisiblePage, heading: Option<&str>) -> String {
    let own = heading.and_then(|id| page.document.outline.iter().find(|entry| entry.id == id));
    own.map_or_else(|| page.title.clone(), |entry| entry.text.clone())
}

/// Every address of the pages of a translation, old ones too.
fn answers_of(view: &AudienceView) -> impl Iterator<Item = &str> {
    let pages = view.pages.iter().map(|page| page.url.as_str());
    pages.chain(view.redirects.iter().map(|redirect| redirect.from.as_str()))
}

/// Reports addresses that readers of this view may have kept and that lead nowhere now.
pub(super) fn check(
    viewing: Viewing<'_>,
    pages: &[VisiblePage],
    redirects: &[Redirect],
    (anchors, translated): (&BTreeMap<String, BTreeSet<String>>, &[AudienceView]),
    diags: &mut Diagnostics,
) {
    let ledger = &viewing.site.ledger;
    let answers: BTreeSet<&str> = pages
        .iter()
        .map(|page| page.url.as_str())
        .chain(redirects.iter().map(|redirect| redirect.from.as_str()))
        .chain(translated.iter().flat_map(answers_of))
        .collect();
    let marked: BTreeSet<String> =
        pages.iter().flat_map(|page| page.moved.iter().map(|moved| format!("{}#{}", page.url, moved.id))).collect();
    let leads = |address: &str| match address.split_once('#') {
        None => answers.contains(address),
        // A page that moved as a whole takes its headings along as well as it can.
        Some((page, id)) => match anchors.get(page) {
            Some(ids) => ids.contains(id) || marked.contains(address),
            None => answers.contains(page),
        },
    };
    for kept in ledger.kept.iter().filter(|kept| kept.audience == viewing.reader.audience()) {
        let page = kept.address.split('#').next().unwrap_or_default();
        let is_lost = !leads(&kept.address) && !ledger.retired.contains(&kept.address);
        // A heading of a page that is lost is not told apart from it.
        let with_page = kept.address != page && (!answers.contains(page) || ledger.retired.contains(page));
        if !is_lost || with_page {
            continue;
        }
        let new = match kept.address.split_once('#') {
            Some((page, id)) => {
                let ids = anchors.get(page).into_iter().flatten().map(String::as_str);
                format!("{page}#{}", nearest(id, ids).unwrap_or("new-heading"))
            }
            None => nearest(&kept.address, answers.iter().copied()).unwrap_or("/new/").to_owned(),
        };
        let message = format!("`{}` leads nowhere for `{}`", kept.address, viewing.reader.name());
        let hint = format!(
            "add an alias to the page that took its place, or a line here: `{} -> {new}`, or `{} retired`",
            kept.address, kept.address
        );
        diags.push(Diagnostic::new(&rules::ADDRESS_LOST, kept.place.clone(), message).hint(hint));
    }
}
