//! Inside the gate: the whole truth about a site, internal parts included.
//!
//! Owns loading, checking and the gate. Only [`gate`] lets anything out, as an [`AudienceView`].

pub mod check;
pub mod data;
pub mod document;
pub mod gate;

pub use gate::AudienceView;

use crate::config::{Audience, Config};
use crate::diag::Diagnostics;
use crate::disk::Disk;

/// The whole site. Deliberately neither `Debug` nor `Serialize`: it leaves through the gate or not at all.
pub struct Site {}

/// Loads everything under the site's root.
pub fn load(_disk: &dyn Disk, _config: &Config, _diagnostics: &mut Diagnostics) -> Site {
    Site {}
}

impl Site {
    /// What `audience` may see.
    pub fn for_audience(&self, audience: Audience, config: &Config, _diagnostics: &mut Diagnostics) -> AudienceView {
        AudienceView {
            audience: config.audiences.name(audience).to_owned(),
            is_lowest: audience == config.audiences.lowest(),
            title: config.title_for(audience).to_owned(),
            language: config.language.clone(),
            base_url: config.base_url_for(audience).map(str::to_owned),
            pages: Vec::new(),
            redirects: Vec::new(),
            files: Vec::new(),
        }
    }
}
