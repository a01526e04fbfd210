//! `audience-widened`: something claims to be more public than what it lies in.

use super::WholeSite;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::gate::is_wider;
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::Directive;
use crate::site::source::folders::ceiling_of;
use crate::site::source::page::Page;

pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    let name = |audience: Audience| config.audiences.name(audience);
    for page in &site.pages {
        if let Some((ceiling, over)) = ceiling_of(page, &site.folders)
            && let Some(said) = page.front.audience.as_ref().filter(|_| page.translates.is_none())
            && is_wider(said.value, *ceiling)
        {
            let message =
                format!("this page is for `{}`, but its folder is for `{}`", name(said.value), name(*ceiling));
            diags.push(
                Diagnostic::new(&rules::AUDIENCE_WIDENED, page.audience_place(), message)
                    .related(over.clone(), "the folder is limited here")
                    .hint(format!("move the page, or write `audience = \"{}\"`", name(*ceiling))),
            );
        }
        if let (Some(passed), Some((ceiling, over))) =
            (&page.front.cascade.audience, &site.folders[page.folder].ceiling)
            && is_wider(passed.value, *ceiling)
        {
            let place = Place::new(&page.source, passed.span.clone());
            let message = format!("`[cascade]` passes `{}` to a folder for `{}`", name(passed.value), name(*ceiling));
            diags.push(
                Diagnostic::new(&rules::AUDIENCE_WIDENED, place, message)
                    .related(over.clone(), "the folder is limited here")
                    .hint("pass down the folder's own audience, or one above it"),
            );
        }
        blocks(page, config, diags);
    }
}

/// Audience blocks that lie in something above them.
fn blocks(page: &Page, config: &Config, diags: &mut Diagnostics) {
    let mut around: Vec<(Audience, Place)> = vec![(page.audience, page.audience_place())];
    let mut ends: Vec<usize> = Vec::new();
    for line in &page.blocks.lines {
        while ends.last().is_some_and(|end| *end <= line.range.start) {
            ends.pop();
            around.pop();
        }
        let Directive::Open { head, end } = &line.directive else { continue };
        let BlockKind::Audience(audience) = head.kind else { continue };
        let place = Place::new(&page.source, head.range.clone());
        let (needed, outer) = around.last().expect("the page itself is always there").clone();
        if is_wider(audience, needed) {
            let message = format!(
                "a block for `{}` inside something for `{}`",
                config.audiences.name(audience),
                config.audiences.name(needed)
            );
            diags.push(
                Diagnostic::new(&rules::AUDIENCE_WIDENED, place.clone(), message)
                    .related(outer, "it lies in this")
                    .hint("a block can only be for fewer readers than what it lies in"),
            );
        }
        around.push((config.audiences.stricter(audience, needed), place));
        ends.push(*end);
    }
}
