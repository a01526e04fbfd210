//! Files with what nobody has to decide put right.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Audience, Config};
use crate::diag::{Diagnostics, Fix, Source, fixed};
use crate::disk::Disk;
use crate::site;
use crate::site::gate;

/// A file, and the same file put right.
pub struct Corrected {
    /// Its path from the site's root.
    pub path: String,
    /// Its text.
    pub before: String,
    /// Its text with every correction made.
    pub after: String,
}

/// The files that corrections change, in path order; `None` where whoever may read what is printed does not see all.
///
/// Links whose target moved or is written in other capitals, headings without a space behind their marks, and blanks at
/// the ends of lines.
pub fn corrected(disk: &dyn Disk, config: &Config) -> Option<Vec<Corrected>> {
    let audiences: Vec<Audience> = config.audiences.iter().collect();
    if config.audiences_unclear || gate::printed_for(config) != config.audiences.highest() {
        return None;
    }
    let mut diagnostics = Diagnostics::default();
    let site = site::load(disk, config, &mut diagnostics);
    site::check::run(&site, config, &mut diagnostics);
    for audience in audiences {
        site.for_audience(audience, config, &mut diagnostics);
    }
    let found = site.waive(diagnostics, true);
    let of_findings = found.iter().filter_map(|found| Some((found.place.as_ref()?.source(), found.fix.clone()?)));
    let mut by_file: BTreeMap<Arc<Source>, Vec<Fix>> = BTreeMap::new();
    for (source, fix) in of_findings.map(|(source, fix)| (Arc::clone(source), fix)).chain(site.blanks()) {
        by_file.entry(source).or_default().push(fix);
    }
    let of_file = |(source, fixes): (Arc<Source>, Vec<Fix>)| {
        let after = fixed(&source.text, &fixes);
        Corrected { path: source.path.clone(), before: source.text.clone(), after }
    };
    Some(by_file.into_iter().map(of_file).collect())
}
