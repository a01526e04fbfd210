//! `audience-leak` and `collision`: addresses of pages that would hang on a folder's page above them.

use super::WholeSite;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::Site;
use crate::site::address;
use crate::site::gate::is_wider;
use crate::site::source::page::{Folder, FolderPage, Page};

pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    for folder in &site.folders {
        if let Some(describing) = folder.index.map(|page| &site.pages[page]) {
            slug(site, folder, describing, config, diags);
        }
    }
    for page in &site.pages {
        rival(site, page, config, diags);
    }
}

/// A slug that only some may see would stand in the addresses of pages for everybody.
fn slug(site: &Site<'_>, folder: &Folder, describing: &Page, config: &Config, diags: &mut Diagnostics) {
    let Some(slug) = &describing.front.slug else { return };
    let name = folder.path.rsplit('/').next().unwrap_or("");
    if describing.closed || folder.parent.is_none() || address::slug(&slug.value) == address::slug(name) {
        return;
    }
    let lower = site.pages.iter().find(|page| {
        is_wider(page.audience, describing.audience)
            && page.path.strip_prefix(&folder.path).is_some_and(|p| p.starts_with('/'))
    });
    let Some(page) = lower else { return };
    let name = |audience: Audience| config.audiences.name(audience);
    let message = format!(
        "a slug for `{}` would show in the address of `{}`, which is for `{}`",
        name(describing.audience),
        page.path,
        name(page.audience)
    );
    diags.push(
        Diagnostic::new(&rules::AUDIENCE_LEAK, Place::new(&describing.source, slug.span.clone()), message)
            .related(page.audience_place(), "this page is below it")
            .hint("rename the folder instead, or give this page the same audience"),
    );
}

/// A page that would describe a folder if the one that does, and is above it, were not there.
fn rival(site: &Site<'_>, page: &Page, config: &Config, diags: &mut Diagnostics) {
    let inside =
        matches!(FolderPage::of(page.stem()), Some(FolderPage::Index | FolderPage::Readme)).then_some(page.folder);
    let beside = || {
        let path = page.path_without_ending();
        site.folders.binary_search_by(|folder| folder.path.as_str().cmp(path)).ok()
    };
    let Some(folder) = inside.or_else(beside).filter(|folder| page.describes != Some(*folder)) else { return };
    let Some(describing) = site.folders[folder].index.map(|index| &site.pages[index]) else { return };
    // Two pages at one address are reported as that, and what cannot be read was reported as such.
    if !is_wider(page.audience, describing.audience) || page.url == describing.url || describing.closed {
        return;
    }
    let name = |audience: Audience| config.audiences.name(audience);
    let message = format!(
        "the address of this page for `{}` hangs on `{}`, which is for `{}` and describes the folder",
        name(page.audience),
        describing.path,
        name(describing.audience)
    );
    diags.push(
        Diagnostic::new(&rules::COLLISION, Place::file(&page.source.path), message)
            .related(describing.audience_place(), "this page describes the folder")
            .hint("give both the same audience, or give one of them another name"),
    );
}
