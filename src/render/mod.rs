//! Turns a view and a theme into files: pages, redirects, sitemap, 404.
//!
//! It sees one audience's view and never the site. It must not know what the theme's markup looks like.

mod blocks;
mod brand;
mod embed;
mod feed;
mod finishing;
mod frame;
mod linked_data;
mod nav;
mod page;
mod parts;
mod pay_explorer;
mod pay_files;
mod quota;
mod search_page;
mod signposts;
mod tags;
mod trouble;
mod twin;
mod values;

use rayon::prelude::*;

use crate::diag::Diagnostics;
use crate::output::OutputFile;
use crate::site::AudienceView;
use crate::theme::Theme;
use frame::Frame;
use trouble::Trouble;

/// Every file made from pages. A page that cannot be rendered is left out with a finding; the others go on.
pub fn files(view: &AudienceView, theme: &Theme, diagnostics: &mut Diagnostics) -> Vec<OutputFile> {
    // Without templates there is nothing to draw with; the theme has said so already.
    let Some(frame) = Frame::new(view, theme) else { return Vec::new() };

    let ids: Vec<_> = view.ids().collect();
    let pages: Vec<Result<Vec<OutputFile>, Trouble>> = ids.par_iter().map(|&id| page::render(&frame, id)).collect();
    let mut others = tags::render(&frame);
    others.extend(search_page::render(&frame));
    others.extend(embed::pages(&frame));
    others.extend(signposts::redirects(&frame));
    others.push(signposts::not_found(&frame));
    let others = others.into_iter().map(|made| made.map(|file| vec![file]));

    let mut files = Vec::with_capacity(2 * pages.len() + others.len() + 8);
    let mut troubles = Vec::new();
    for result in pages.into_iter().chain(others) {
        match result {
            Ok(made) => files.extend(made),
            Err(trouble) => troubles.push(trouble),
        }
    }
    files.extend(signposts::for_machines(&frame));
    files.extend(pay_files::files(&frame));
    trouble::report(troubles, theme, diagnostics);
    files
}

#[cfg(test)]
mod tests;
