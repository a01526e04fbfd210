//! The ledger of addresses, brought up to date with what the site has.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::diff::Edition;
use crate::disk::Disk;
use crate::site;

/// The ledger's file.
pub const LEDGER: &str = "content/addresses.txt";

const HEAD: &str = "# Addresses that readers may have kept, for `rolebook check`. `rolebook check --accept` adds new ones.\n\
    # Where one moved to, write a line:    /old/ -> /new/    (or with headings: /page/#old -> /page/#new)\n\
    # To give one up, write a line:        /old/ retired\n";

/// The ledger with everything that the site has now; lines about moved and retired addresses stay. With it, how many
/// addresses and headings are new.
///
/// Each stands there for the first audience that sees it.
pub fn addresses(disk: &dyn Disk, config: &Config) -> (String, usize) {
    let old = disk.read(LEDGER).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let mut ledger = Ledger::read(&old, config);
    let before = ledger.count();
    let mut diagnostics = Diagnostics::default();
    let site = site::load(disk, config, &mut diagnostics);
    let mut seen = BTreeSet::new();
    for (at, audience) in config.audiences.iter().enumerate() {
        let view = site.for_audience(audience, config, &mut diagnostics);
        let edition = Edition::of(view, Vec::new());
        for page in &edition.pages {
            let own = std::iter::once(page.url.clone());
            for address in own.chain(page.anchors.iter().map(|anchor| format!("{}#{anchor}", page.url))) {
                ledger.add(address, at, &mut seen);
            }
        }
        for from in edition.redirects.into_keys() {
            ledger.add(from, at, &mut seen);
        }
    }
    (ledger.text(config), ledger.count() - before)
}

#[derive(Default)]
struct Ledger {
    /// Lines about addresses that moved or were given up, each once.
    decided: BTreeSet<String>,
    /// The addresses of those lines.
    settled: BTreeSet<String>,
    /// Headings by page and audience.
    kept: BTreeMap<(String, usize), BTreeSet<String>>,
}

impl Ledger {
    fn read(text: &str, config: &Config) -> Ledger {
        let mut ledger = Ledger::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            let first = words.next().unwrap_or_default();
            if first.starts_with('/') {
                ledger.decided.insert(line.to_owned());
                ledger.settled.insert(first.to_owned());
            } else if let Some(audience) = config.audiences.names().iter().position(|name| name == first)
                && let Some(url) = words.next()
            {
                let anchors = words.map(|anchor| anchor.trim_start_matches('#').to_owned());
                ledger.kept.entry((url.to_owned(), audience)).or_default().extend(anchors);
            }
        }
        ledger
    }

    fn add(&mut self, address: String, audience: usize, seen: &mut BTreeSet<String>) {
        if self.settled.contains(&address) || !seen.insert(address.clone()) {
            return;
        }
        let (page, anchor) = address.split_once('#').map_or((address.as_str(), None), |(page, id)| (page, Some(id)));
        let anchors = self.kept.entry((page.to_owned(), audience)).or_default();
        anchors.extend(anchor.map(str::to_owned));
    }

    fn count(&self) -> usize {
        self.kept.values().map(|anchors| 1 + anchors.len()).sum()
    }

    fn text(&self, config: &Config) -> String {
        let mut text = format!("{HEAD}\n");
        self.decided.iter().for_each(|line| text.push_str(&format!("{line}\n")));
        if !self.decided.is_empty() {
            text.push('\n');
        }
        for ((page, audience), anchors) in &self.kept {
            if self.settled.contains(page) {
                continue;
            }
            text.push_str(&format!("{} {page}", config.audiences.names()[*audience]));
            let open = anchors.iter().filter(|anchor| !self.settled.contains(&format!("{page}#{anchor}")));
            open.for_each(|anchor| text.push_str(&format!(" #{anchor}")));
            text.push('\n');
        }
        text
    }
}
