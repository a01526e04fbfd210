//! `collision`: two pages, or two aliases, with one address, or one at an address that every site has taken.

use std::collections::BTreeMap;

use super::WholeSite;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::address;
use crate::site::playbook::generated;
use crate::site::routes;

pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    let mut pages: BTreeMap<&str, Place> = BTreeMap::new();
    // A file at the address of a page that a record makes is that page.
    for page in site.pages.iter().filter(|page| page.origin.is_none()) {
        let place = page.slug_place();
        reserved(place.clone(), &page.url, diags);
        if page.translates.is_none() {
            of_translations(place.clone(), &page.url, config, diags);
        }
        if let Some(first) = pages.get(page.url.as_str()) {
            report(place, first, &page.url, "give one of them another name or `slug`", diags);
        } else {
            pages.insert(&page.url, place);
        }
    }
    for (id, place, role) in generated::rivals(&site.data, &config.audiences) {
        let message = format!("the place and the role `{id}` would both have their pay at `{}`", routes::pay(id));
        let finding = Diagnostic::new(&rules::COLLISION, place.clone(), message);
        diags.push(finding.related(role.clone(), "the role").hint("give one of them another id"));
    }
    let mut aliases: BTreeMap<String, Place> = BTreeMap::new();
    for page in &site.pages {
        for alias in &page.front.aliases {
            let Ok(url) = address::alias(&alias.value) else { continue };
            let place = Place::new(&page.source, alias.span.clone());
            reserved(place.clone(), &url, diags);
            if page.translates.is_none() {
                of_translations(place.clone(), &url, config, diags);
            }
            if let Some(first) = aliases.get(&url) {
                report(place, first, &url, "an old address can lead to one page only", diags);
            } else {
                aliases.insert(url, place);
            }
        }
    }
}

/// Reports an address at or below that of the search page.
fn reserved(place: Place, url: &str, diags: &mut Diagnostics) {
    if url.starts_with(routes::SEARCH) {
        let message = format!("the address `{url}` is taken by the search page");
        diags.push(Diagnostic::new(&rules::COLLISION, place, message).hint("give it another name or `slug`"));
    }
}

/// Reports an address among those of a translation.
fn of_translations(place: Place, url: &str, config: &Config, diags: &mut Diagnostics) {
    if let Some(tag) = config.language_at(url) {
        let message = format!("the address `{url}` is taken by the translations into `{tag}`");
        let hint = "give the page or its folder another name, or take the language out of `languages` in the settings";
        diags.push(Diagnostic::new(&rules::COLLISION, place, message).hint(hint));
    }
}

fn report(place: Place, first: &Place, url: &str, hint: &str, diags: &mut Diagnostics) {
    let message = format!("the address `{url}` is taken by `{}`", first.path());
    diags.push(Diagnostic::new(&rules::COLLISION, place, message).related(first.clone(), "taken here").hint(hint));
}
