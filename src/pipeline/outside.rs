//! Addresses outside that a site leads its readers to, asked whether they answer while the site is checked.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Purpose, build_with};
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Findings, Place, rules};
use crate::disk::Disk;
use crate::render::BuildPart;
use crate::search;
use crate::site::AudienceView;

/// What [`check`](super::check) finds, and what is wrong with the addresses that these audiences are led to. `ask` is given
/// each address once, without what stands behind `#`, and says what is wrong with those that do not answer.
pub fn check_outside(
    disk: &dyn Disk,
    config: &Config,
    audiences: &[Audience],
    ask: impl FnOnce(&[String]) -> BTreeMap<String, String>,
) -> Findings {
    let links: RefCell<Vec<(String, Place)>> = RefCell::default();
    let gather = |mut view: AudienceView, _: &mut Diagnostics| {
        links.borrow_mut().extend(view.take_outside());
        vec![search::unmade()]
    };
    let report = |diags: &mut Diagnostics| dead(links.take(), ask, diags);
    build_with(disk, config, audiences, (&BuildPart::Whole, Purpose::Look), (gather, report)).findings
}

/// Reports the links to addresses that do not answer.
fn dead(links: Vec<(String, Place)>, ask: impl FnOnce(&[String]) -> BTreeMap<String, String>, diags: &mut Diagnostics) {
    let addresses: BTreeSet<String> = links.iter().map(|(address, _)| without_place(address)).collect();
    let troubles = ask(&addresses.into_iter().collect::<Vec<_>>());
    for (address, place) in links {
        if let Some(trouble) = troubles.get(&without_place(&address)) {
            let message = format!("`{address}` {trouble}");
            let finding = Diagnostic::new(&rules::DEAD_LINK, place, message);
            diags.push(finding.hint("find where the page is now, link a copy of it, or remove the link"));
        }
    }
}

fn without_place(address: &str) -> String {
    address.split('#').next().unwrap_or(address).to_owned()
}
