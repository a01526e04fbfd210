//! Loads one theme: the embedded default, each file replaceable by the site's `themes/NAME/`.
//!
//! Owns templates and assets with their content-hashed names. It must not know pages.

use crate::diag::Diagnostics;
use crate::disk::Disk;
use crate::output::OutputFile;

/// A theme ready to render with.
pub struct Theme {}

/// Loads the theme `name`.
pub fn load(_disk: &dyn Disk, _name: &str, _diagnostics: &mut Diagnostics) -> Theme {
    Theme {}
}

impl Theme {
    /// The files every page may link.
    pub fn assets(&self) -> Vec<OutputFile> {
        Vec::new()
    }
}
