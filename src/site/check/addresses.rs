//! `address` and `alias`: slugs, file names and aliases that cannot become what they should.

use super::WholeSite;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::Site;
use crate::site::address;
use crate::site::address::{segment_problem, slug};
use crate::site::gate::is_wider;
use crate::site::source::addresses::Target;
use crate::site::source::page::{Folder, Page};

pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    for folder in &site.folders {
        self::folder(folder, diags);
    }
    for (index, page) in site.pages.iter().enumerate() {
        segment(page, diags);
        readme(site, page, diags);
        for alias in &page.front.aliases {
            let place = Place::new(&page.source, alias.span.clone());
            match address::alias(&alias.value) {
                Ok(url) => self::alias(site, index, &url, &place, config, diags),
                Err(problem) => diags.push(
                    Diagnostic::new(&rules::ALIAS, place, format!("`{}` cannot be an address: {problem}", alias.value))
                        .hint("write it from the site's root, such as `/old/place/`"),
                ),
            }
        }
    }
}

/// A folder's name, unless its page gives it a slug: that one is judged with the page.
fn folder(folder: &Folder, diags: &mut Diagnostics) {
    let name = folder.path.rsplit('/').next().unwrap_or("");
    let is_named = folder.parent.is_some() && folder.url.ends_with(&format!("/{}/", slug(name)));
    if let Some(problem) = segment_problem(&slug(name)).filter(|_| is_named) {
        let message = format!("`{name}` cannot be part of an address: {problem}");
        diags.push(
            Diagnostic::new(&rules::ADDRESS, Place::file(format!("content/{}", folder.path)), message)
                .hint("rename the folder, or set `slug` in its `_index.md`"),
        );
    }
}

fn segment(page: &Page, diags: &mut Diagnostics) {
    let (text, problem) = match &page.front.slug {
        Some(slug) => (slug.value.as_str(), segment_problem(&slug.value)),
        None if page.describes.is_some() => return,
        None => (page.stem(), segment_problem(&slug(page.stem()))),
    };
    let Some(problem) = problem else { return };
    let hint = match (&page.front.slug, page.stem()) {
        (Some(_), _) => "a slug is one word of an address: letters, digits and `-`",
        (None, "index") => "the folder has a page already; rename one of them",
        (None, _) => "rename the file, or set `slug` in its front matter",
    };
    diags.push(
        Diagnostic::new(
            &rules::ADDRESS,
            page.slug_place(),
            format!("`{text}` cannot be part of an address: {problem}"),
        )
        .hint(hint),
    );
}

/// A README that would describe its folder, but a page beside the folder does.
fn readme(site: &Site<'_>, page: &Page, diags: &mut Diagnostics) {
    let describes = site.folders[page.folder].index;
    if page.describes.is_none()
        && page.stem().eq_ignore_ascii_case("readme")
        && let Some(other) = describes.map(|index| &site.pages[index])
        && other.folder != page.folder
    {
        let message = format!("`{}` has the folder's address, so this page is at `{}`", other.path, page.url);
        diags.push(
            Diagnostic::new(&rules::README_MOVED, Place::file(&page.source.path), message)
                .related(Place::file(&other.source.path), "this page has the folder's address")
                .hint("merge the two pages, or give this one another name"),
        );
    }
}

fn alias(site: &Site<'_>, index: usize, url: &str, place: &Place, config: &Config, diags: &mut Diagnostics) {
    let page = &site.pages[index];
    if url == page.url {
        diags.push(
            Diagnostic::new(&rules::ALIAS, place.clone(), "the alias is the page's own address").hint("remove it"),
        );
        return;
    }
    let other = match site.addresses.by_url.get(url) {
        Some(Target::Page(other)) => &site.pages[*other],
        Some(Target::Folder(other)) => return listing(page, &site.folders[*other], place, config, diags),
        _ => return,
    };
    if other.url != url {
        return; // the alias itself
    }
    if page.waiting.is_some() && other.origin.is_some() {
        return; // It takes the place of that page on its day.
    }
    if is_wider(page.audience, other.audience) {
        let message = format!("the alias names the address of a page for `{}`", config.audiences.name(other.audience));
        diags.push(
            Diagnostic::new(&rules::AUDIENCE_LEAK, place.clone(), message)
                .related(other.audience_place(), "that page is above this one")
                .hint("choose another alias"),
        );
    } else {
        diags.push(
            Diagnostic::new(&rules::ALIAS, place.clone(), format!("the alias `{url}` is the address of a page"))
                .related(Place::file(&other.source.path), "this page is there")
                .hint("remove the alias, or move the page"),
        );
    }
}

/// An alias that is the address of a folder no file describes.
fn listing(page: &Page, folder: &Folder, place: &Place, config: &Config, diags: &mut Diagnostics) {
    let there = Place::file(format!("content/{}", folder.path));
    let shows_to = config.audiences.least(folder.shows_to);
    diags.push(if is_wider(page.audience, shows_to) {
        let name = config.audiences.name(shows_to);
        Diagnostic::new(&rules::AUDIENCE_LEAK, place.clone(), format!("the alias names a folder for `{name}`"))
            .related(there, "the folder is above this page")
            .hint("choose another alias")
    } else {
        Diagnostic::new(&rules::ALIAS, place.clone(), format!("the alias `{}` is the address of a folder", folder.url))
            .related(there, "this folder is there")
            .hint("remove the alias, or let this page describe the folder")
    });
}
