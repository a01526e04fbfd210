//! What stands around the pages of one audience: the navigation, the footer and the announcement. Links of the settings
//! are checked like those of pages.
//!
//! It must not know how they are drawn.

use super::links::PageSurroundings;
use super::view::Viewing;
use crate::config::MenuEntry;
use crate::diag::Diagnostics;
use crate::site::gate::{CareersLinks, MenuLink, Notice};
use crate::site::markdown::AddressUse;

/// The links that `audience` gets of the navigation and of the footer, and what is left to check of them.
pub(super) struct Menus<'s> {
    pub(in crate::site) notice: Option<Notice>,
    pub(in crate::site) navigation: Vec<MenuLink>,
    pub(in crate::site) careers: CareersLinks,
    pub(in crate::site) footer: Vec<MenuLink>,
    /// Places and attachments that they name.
    pub(in crate::site) around: PageSurroundings<'s>,
}

/// Resolves the entries for `audience`. One that leads nowhere, or above the audience it is for, is reported.
pub(super) fn of<'s>(viewing: Viewing<'s>, diags: &mut Diagnostics) -> Menus<'s> {
    let mut around = PageSurroundings::top(viewing);
    let mut resolve = |entries: &[MenuEntry]| {
        let visible = entries.iter().filter(|entry| viewing.reader.may_see(entry.audience));
        visible.filter_map(|entry| link(entry, &mut around, diags)).collect::<Vec<_>>()
    };
    let navigation = resolve(&viewing.config.navigation);
    let footer = resolve(&viewing.config.footer.links);
    let mut one = |entry: &Option<MenuEntry>| resolve(entry.as_slice()).pop();
    let careers = &viewing.config.careers;
    let careers = CareersLinks {
        apply: one(&careers.apply),
        contact: one(&careers.contact),
        corrections: one(&careers.corrections),
    };
    let announced = viewing.config.announcement.as_ref().filter(|one| viewing.reader.may_see(one.audience));
    let notice = announced.map(|said| Notice { text: said.text.clone(), link: one(&said.link), until: said.until });
    Menus { notice, navigation, careers, footer, around }
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
