//! Turns a view and a theme into files: pages, redirects, sitemap, 404.
//!
//! It sees one audience's view and never the site. It must not know what the theme's markup looks like.

mod blocks;
mod brand;
mod draw_body;
mod embed;
mod feed;
mod html_postprocess;
mod linked_data;
mod markdown_copy;
mod nav;
mod page;
mod page_context;
mod pay_explorer;
mod pay_files;
mod quota;
mod render_error;
mod search_page;
mod site_files;
mod tags;
mod values;

use rayon::prelude::*;

use crate::diag::Diagnostics;
use crate::output::OutputFile;
use crate::site::AudienceView;
use crate::theme::Theme;
use page_context::PageContext;
use render_error::RenderError;

/// Every file made from pages. A page that cannot be rendered is left out with a finding; the others go on.
pub fn files(view: &AudienceView, theme: &Theme, diagnostics: &mut Diagnostics) -> Vec<OutputFile> {
    // Without templates there is nothing to draw with; the theme has said so already.
    let Some(frame) = PageContext::new(view, theme) else { return Vec::new() };

    let ids: Vec<_> = view.ids().collect();
    let pages: Vec<Result<Vec<OutputFile>, RenderError>> = ids.par_iter().map(|&id| page::render(&frame, id)).collect();
    let mut others = tags::render(&frame);
    others.extend(search_page::render(&frame));
    others.extend(embed::pages(&frame));
    others.extend(site_files::redirects(&frame));
    others.push(site_files::not_found(&frame));
    let others = others.into_iter().map(|made| made.map(|file| vec![file]));

    let mut files = Vec::with_capacity(2 * pages.len() + others.len() + 8);
    let mut troubles = Vec::new();
    for result in pages.into_iter().chain(others) {
        match result {
            Ok(made) => files.extend(made),
            Err(trouble) => troubles.push(trouble),
        }
    }
    files.extend(site_files::for_machines(&frame));
    files.extend(pay_files::files(&frame));
    render_error::report(troubles, theme, diagnostics);
    files
}

#[cfg(test)]
mod tests;
