//! Turns a view and a theme into files: pages, redirects, sitemap, 404.
//!
//! It sees one audience's view and never the site. It must not know what the theme's markup looks like.

mod agenda;
pub mod at_work;
mod blocks;
mod brand;
mod build_part;
mod cards;
mod changes_feed;
mod draw_body;
mod due_page;
mod embed;
mod feed;
mod folding;
mod glossary;
mod holds;
mod html_postprocess;
mod job_posting;
mod jobs_feeds;
mod joined;
mod language_tag;
mod languages;
mod linked_data;
mod markdown_copy;
mod nav;
mod outline;
mod page;
mod page_context;
mod pay_explorer;
mod pay_files;
mod print;
mod quota;
mod render_error;
mod search_page;
mod sides;
mod site_files;
mod tags;
mod values;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diag::Diagnostics;
use crate::output::OutputFile;
use crate::site::AudienceView;
use crate::theme::Theme;
pub use build_part::{BuildPart, sections};
pub use cards::cards;
use page_context::PageContext;
pub use pay_files::EXPLORER;
use render_error::RenderError;

/// Every file of a part that is made from pages. A page that cannot be rendered is left out with a finding; the others go on.
pub fn files(view: &AudienceView, theme: &Theme, part: &BuildPart, diagnostics: &mut Diagnostics) -> Vec<OutputFile> {
    let sections = sections(view);
    let languages = view.in_all_languages();
    languages.flat_map(|view| in_one_language(view, theme, (part, &sections), diagnostics)).collect()
}

fn in_one_language(
    view: &AudienceView,
    theme: &Theme,
    (part, sections): (&BuildPart, &BTreeSet<String>),
    diagnostics: &mut Diagnostics,
) -> Vec<OutputFile> {
    // Without templates there is nothing to draw with; the theme has said so already.
    let Some(frame) = PageContext::new(view, theme) else { return Vec::new() };

    let ids: Vec<_> = view.ids().filter(|id| part.holds(view.page(*id), sections)).collect();
    let pages: Vec<Result<Vec<OutputFile>, RenderError>> = ids.par_iter().map(|&id| page::render(&frame, id)).collect();
    let others = if part.has_rest() { of_the_whole(&frame) } else { Vec::new() };
    let others = others.into_iter().map(|made| made.map(|file| vec![file]));

    let mut files = Vec::with_capacity(2 * pages.len() + others.len() + 8);
    let mut troubles = Vec::new();
    for result in pages.into_iter().chain(others) {
        match result {
            Ok(made) => files.extend(made),
            Err(trouble) => troubles.push(trouble),
        }
    }
    if part.has_rest() {
        files.extend(site_files::for_machines(&frame));
        files.extend(pay_files::files(&frame));
    }
    render_error::report(troubles, theme, diagnostics);
    files
}

/// The files drawn by templates that no page of its own stands behind.
fn of_the_whole(frame: &PageContext<'_>) -> Vec<Result<OutputFile, RenderError>> {
    let mut files = tags::render(frame);
    files.extend(at_work::on("the search page", || search_page::render(frame)));
    files.extend(at_work::on("the page of what is due", || due_page::render(frame)));
    files.extend(embed::pages(frame));
    files.extend(print::documents(frame));
    files.extend(site_files::redirects(frame));
    if frame.view.is_original() {
        files.push(at_work::on("the page for addresses that do not exist", || site_files::not_found(frame)));
    }
    files
}

#[cfg(test)]
mod tests;
