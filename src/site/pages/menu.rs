//! What stands around the pages of one audience: the navigation, the footer and the announcement. Links of the settings
//! are checked like those of pages.
//!
//! It must not know how they are drawn.

use std::collections::BTreeSet;

use super::links::PageSurroundings;
use super::view::Viewing;
use crate::config::MenuEntry;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::output::address;
use crate::site::gate::{CareersLinks, MenuLink, Notice, PageId, VisiblePage};
use crate::site::markdown::AddressUse;

/// The links that `audience` gets of the navigation and of the footer, and what is left to check of them.
pub(super) struct Menus<'s> {
    pub(in crate::site) notice: Option<Notice>,
    pub(in crate::site) navigation: Vec<MenuLink>,
    pub(in crate::site) careers: CareersLinks,
    pub(in crate::site) footer: Vec<MenuLink>,
    /// Addresses of sections that are to be had as one document, and the settings that ask for them.
    pub(in crate::site) printed: Vec<(String, &'s MenuEntry)>,
    /// Places and attachments that they name.
    pub(in crate::site) around: PageSurroundings<'s>,
}

/// Resolves the entries for `audience`. One that leads nowhere, or above the audience it is for, is reported.
pub(super) fn of<'s>(viewing: Viewing<'s>, diags: &mut Diagnostics) -> Menus<'s> {
    let mut around = PageSurroundings::top(viewing);
    let mut resolve = |entries: &[MenuEntry]| {
        let visible = entries.iter().filter(|entry| viewing.reader.may_see(entry.audience));
        visible.filter_map(|entry| listed(entry, &mut around, diags)).collect::<Vec<_>>()
    };
    let navigation = resolve(&viewing.config.navigation);
    let footer = resolve(&viewing.config.footer.links);
    let mut one = |entry: &Option<MenuEntry>| {
        let entry = entry.as_ref().filter(|entry| viewing.reader.may_see(entry.audience))?;
        link(entry, &mut around, diags)
    };
    let careers = &viewing.config.careers;
    let careers = CareersLinks {
        apply: one(&careers.apply),
        contact: one(&careers.contact),
        corrections: one(&careers.corrections),
    };
    let announced = viewing.config.announcement.as_ref().filter(|one| viewing.reader.may_see(one.audience));
    let notice = announced.map(|said| Notice { text: said.text.clone(), link: one(&said.link), until: said.until });
    let printed = printed(viewing, &mut around, diags);
    Menus { notice, navigation, careers, footer, printed, around }
}

/// The links of the sections that the settings want as documents. One that this audience may not see is left out: it is
/// listed there, and nobody is led to it.
fn printed<'s>(
    viewing: Viewing<'s>,
    around: &mut PageSurroundings<'_>,
    diags: &mut Diagnostics,
) -> Vec<(String, &'s MenuEntry)> {
    let mut found = Vec::new();
    for entry in &viewing.config.printed {
        let mut told = Diagnostics::default();
        let target = link(entry, around, &mut told);
        told.iter().filter(|finding| *finding.rule != rules::AUDIENCE_LEAK).for_each(|one| diags.push(one.clone()));
        found.extend(target.map(|target| (target.href, entry)));
    }
    found
}

/// The pages among `pages` that those links lead to. One that leads to no section is reported.
pub(super) fn sections(
    printed: &[(String, &MenuEntry)],
    pages: &[VisiblePage],
    diags: &mut Diagnostics,
) -> Vec<PageId> {
    let mut found = BTreeSet::new();
    for (href, entry) in printed {
        match pages.iter().position(|page| page.is_section() && address::link(page.url()) == *href) {
            Some(at) => drop(found.insert(PageId(at))),
            None => {
                let message = format!("`{}` is no section", entry.link);
                let hint = "name a folder below `content/`, such as `interviews/`; a page alone prints as it is";
                diags.push(Diagnostic::new(&rules::SETTINGS, entry.place.clone(), message).hint(hint));
            }
        }
    }
    found.into_iter().collect()
}

/// An entry of a list: on the pages of a translation it is called as its page is.
fn listed(entry: &MenuEntry, around: &mut PageSurroundings<'_>, diags: &mut Diagnostics) -> Option<MenuLink> {
    let link = link(entry, around, diags)?;
    let written = entry.link.strip_prefix("content/").unwrap_or(&entry.link);
    let label = if link.is_outside { link.label } else { around.label(written, &link.label)? };
    Some(MenuLink { label, ..link })
}

fn link(entry: &MenuEntry, around: &mut PageSurroundings<'_>, diags: &mut Diagnostics) -> Option<MenuLink> {
    // People copy paths from where they stand, the site's root.
    let written = entry.link.strip_prefix("content/").unwrap_or(&entry.link);
    let href = around.link(written, AddressUse::Link, &entry.place, diags)?;
    let is_outside = ["https:", "http:", "mailto:", "tel:"]
        .iter()
        .any(|scheme| href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let href = href.strip_prefix("./").map(str::to_owned).unwrap_or(href);
    Some(MenuLink { label: entry.label.clone(), href, is_outside })
}
