//! `translation`, and `audience-widened` where a translation is for more people than its original.

use super::WholeSite;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::address;
use crate::site::gate::is_wider;

pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    for page in &site.pages {
        let Some(original) = page.translates.map(|translates| &site.pages[translates.original]) else { continue };
        let there = || Place::file(&original.source.path);
        if let Some(said) = page.front.audience.as_ref().filter(|said| is_wider(said.value, original.audience)) {
            let name = |audience| config.audiences.name(audience);
            let (wider, needed) = (name(said.value), name(original.audience));
            let message = format!("this translation is for `{wider}`, but its original is for `{needed}`");
            diags.push(
                Diagnostic::new(&rules::AUDIENCE_WIDENED, page.audience_place(), message)
                    .related(original.audience_place(), "the original is limited here")
                    .hint("remove the line: a translation has the audience of its original"),
            );
        }
        let own_slug = |slug: &str| original.url.trim_end_matches('/').rsplit('/').next() != Some(&address::slug(slug));
        if page.front.slug.as_ref().is_some_and(|slug| own_slug(&slug.value)) {
            let message = format!("a `slug` of its own, but this translation stands at `{}`", page.url);
            let finding = Diagnostic::new(&rules::TRANSLATION, page.slug_place(), message);
            diags.push(finding.related(there(), "its original is here").hint("remove the line"));
        }
        let (kind, same) = (site.kind(page), site.kind(original));
        if kind != same {
            let message = format!("of the kind `{}`, but its original is of the kind `{}`", kind.name(), same.name());
            let finding = Diagnostic::new(&rules::TRANSLATION, Place::file(&page.source.path), message);
            diags.push(
                finding.related(there(), "its original is here").hint("remove `kind`: it is that of the original"),
            );
        }
    }
}
