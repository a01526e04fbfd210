//! A site as its readers see it at one moment, to be compared with another moment.

use crate::config::{Audience, Config};
use crate::diag::Diagnostics;
use crate::diff::{Edition, Snapshot};
use crate::disk::Disk;
use crate::site;

/// What every audience of this site sees, and the findings as those may read them who a report is for. Nothing is
/// rendered. `settings` is what reading the settings had to say.
pub fn snapshot(disk: &dyn Disk, config: &Config, readers: &[Audience], settings: Diagnostics) -> Snapshot {
    let mut diagnostics = Diagnostics::default();
    let site = site::load(disk, config, &mut diagnostics);
    site::check::run(&site, config, &mut diagnostics);
    let mut editions = Vec::new();
    for audience in config.audiences.iter() {
        let view = site.for_audience(audience, config, &mut diagnostics);
        editions.push(Edition::of(view, site.figures(audience, config)));
    }
    let findings = super::for_listeners(&site, config, readers, diagnostics).judge(&config.severities);
    let settings = super::told(config, readers, settings).judge(&config.severities);
    Snapshot { editions, findings: findings.join(settings) }
}
