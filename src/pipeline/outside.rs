//! Addresses outside that a site leads its readers to.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Findings, Place, rules};
use crate::disk::Disk;
use crate::site;

/// Findings about the addresses that these audiences are led to. `ask` is given each address once, without what stands
/// behind `#`, and says what is wrong with those that do not answer.
pub fn outside(
    disk: &dyn Disk,
    config: &Config,
    audiences: &[Audience],
    mut ask: impl FnMut(&[String]) -> BTreeMap<String, String>,
) -> Findings {
    let mut ignored = Diagnostics::default();
    let site = site::load(disk, config, &mut ignored);
    let mut links: Vec<(String, Place)> = Vec::new();
    for &audience in audiences {
        links.extend(site.for_audience(audience, config, &mut ignored).take_outside());
    }
    let addresses: BTreeSet<String> = links.iter().map(|(address, _)| without_place(address)).collect();
    let troubles = ask(&addresses.into_iter().collect::<Vec<_>>());
    let mut found = Diagnostics::default();
    for (address, place) in links {
        if let Some(trouble) = troubles.get(&without_place(&address)) {
            let message = format!("`{address}` {trouble}");
            let finding = Diagnostic::new(&rules::DEAD_LINK, place, message);
            found.push(finding.hint("find where the page is now, link a copy of it, or remove the link"));
        }
    }
    super::told_to(&site, config, audiences, site.waive(found, false)).judge(&config.severities)
}

fn without_place(address: &str) -> String {
    address.split('#').next().unwrap_or(address).to_owned()
}
