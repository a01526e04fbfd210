//! Turns a view and a theme into files: pages, redirects, sitemap, 404.
//!
//! It sees one audience's view and never the site. It must not know what the theme's markup looks like.

use crate::diag::Diagnostics;
use crate::output::OutputFile;
use crate::site::AudienceView;
use crate::theme::Theme;

/// Every file made from pages.
pub fn files(_view: &AudienceView, _theme: &Theme, _diagnostics: &mut Diagnostics) -> Vec<OutputFile> {
    Vec::new()
}
