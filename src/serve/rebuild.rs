//! One build after the other, keeping the last good one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::ports::Ports;
use super::site::{AudienceSite, Good, Snapshot};
use super::watch::FOLDERS;
use super::{Address, Load, Make, ServeError};
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Findings, Severities, rules};
use crate::disk::RealDisk;
use crate::pipeline;

/// Builds the site again and again.
pub(super) struct Rebuilder {
    root: PathBuf,
    audience: Option<String>,
    load: Load,
    make: Make,
    ports: Ports,
    attempt: u64,
    good: Option<Arc<Good>>,
    addresses: Vec<Address>,
    last_overrun: Option<u64>,
    is_endless: bool,
}

/// What a build came to.
pub(super) struct Built {
    pub(super) snapshot: Snapshot,
    pub(super) findings: Findings,
    pub(super) addresses: Vec<Address>,
    pub(super) seconds: f64,
    /// Whether a page does not come to an end, and so the server has to.
    pub(super) is_endless: bool,
}

/// The files of each audience and where they stand.
struct Made {
    sites: Vec<AudienceSite>,
    default: Option<String>,
    ports: Vec<u16>,
}

impl Rebuilder {
    pub(super) fn new(root: PathBuf, audience: Option<String>, load: Load, make: Make, ports: Ports) -> Rebuilder {
        // Until the settings can be read, nobody knows which audiences there are.
        let addresses = vec![Address { audience: None, url: origin(ports.main()) }];
        Rebuilder {
            root,
            audience,
            load,
            make,
            ports,
            attempt: 0,
            good: None,
            addresses,
            last_overrun: None,
            is_endless: false,
        }
    }

    /// Refuses to start for an audience that the settings do not list; settings that cannot be read may yet list it.
    pub(super) fn audience_exists(&self) -> Result<(), ServeError> {
        let (Some(name), Ok(disk)) = (&self.audience, RealDisk::new(&self.root)) else { return Ok(()) };
        match (self.load)(&disk, &mut Diagnostics::default()) {
            Some(config) if config.audiences.find(name).is_none() => Err(ServeError {
                message: format!("this site has no audience `{name}`"),
                hint: format!("its audiences are {}", config.audiences.names().join(", ")),
            }),
            _ => Ok(()),
        }
    }

    /// Where a reader would begin: the default audience's site.
    pub(super) fn best_address(&self) -> Option<String> {
        let default = self.good.as_ref().and_then(|good| good.default.as_ref());
        let is_default = |address: &&Address| default.is_some() && address.audience.as_ref() == default;
        self.addresses.iter().find(is_default).or(self.addresses.first()).map(|address| address.url.clone())
    }

    /// Whether there is something to build. When the system lost count of the changes, the files themselves are asked:
    /// reading them all for a build may be what it lost count of.
    pub(super) fn is_needed(&mut self, certain: bool) -> bool {
        if certain {
            self.last_overrun = None;
            return true;
        }
        let stamp = RealDisk::new(&self.root).map(|disk| disk.stamp(&FOLDERS)).ok();
        let changed = stamp.is_none() || stamp != self.last_overrun;
        self.last_overrun = stamp;
        changed
    }

    /// Builds from what is on disk now.
    pub(super) fn rebuild(&mut self) -> Built {
        let start = Instant::now();
        self.attempt += 1;
        let (made, findings) = self.make();
        let is_endless = std::mem::take(&mut self.is_endless);
        let errors = Snapshot::errors_of(&findings);
        if let Some(made) = made.filter(|_| errors.is_empty()) {
            self.keep(made);
        }
        let snapshot = Snapshot { attempt: self.attempt, good: self.good.clone(), errors };
        Built {
            snapshot,
            findings,
            addresses: self.addresses.clone(),
            seconds: start.elapsed().as_secs_f64(),
            is_endless,
        }
    }

    fn make(&mut self) -> (Option<Made>, Findings) {
        let mut diagnostics = Diagnostics::default();
        let disk = match RealDisk::new(&self.root) {
            Ok(disk) => disk,
            Err(error) => {
                let message = format!("the site's folder cannot be opened: {}", error.to_string().to_lowercase());
                diagnostics
                    .push(Diagnostic::without_place(&rules::UNREADABLE, message).hint("put it back, or start again"));
                return (None, diagnostics.judge(&Severities::default()));
            }
        };
        let Some(mut config) = (self.load)(&disk, &mut diagnostics) else {
            return (None, diagnostics.judge(&Severities::default()));
        };
        let Some(audiences) = self.audiences(&config, &mut diagnostics) else {
            return (None, diagnostics.judge(&config.severities));
        };
        let ports = match self.prepare(&mut config, &audiences) {
            Ok(ports) => ports,
            Err(error) => {
                diagnostics.push(Diagnostic::without_place(&rules::UNREADABLE, error.message).hint(error.hint));
                return (None, diagnostics.judge(&config.severities));
            }
        };
        let default = self.audience.is_none().then(|| config.audiences.name(config.default_audience).to_owned());
        let make = self.make;
        // The build promises not to panic; should it, the author keeps the preview and learns of it.
        let (settings, readers) = (config.clone(), audiences.clone());
        let work = move || make(&disk, &settings, &readers);
        match catch_unwind(AssertUnwindSafe(|| pipeline::watched(work))) {
            Ok(Err(findings)) => {
                self.is_endless = true;
                (None, findings)
            }
            Ok(Ok((sites, findings))) => {
                let settings = pipeline::told(&config, &audiences, diagnostics);
                (Some(Made { sites, default, ports }), findings.join(settings.judge(&config.severities)))
            }
            Err(_) => {
                let finding = Diagnostic::without_place(&rules::INTERNAL, "the build ended unexpectedly");
                diagnostics.push(finding.hint("undo the latest change, and report this with the text in the terminal"));
                (None, diagnostics.judge(&config.severities))
            }
        }
    }

    fn audiences(&self, config: &Config, diagnostics: &mut Diagnostics) -> Option<Vec<Audience>> {
        let Some(name) = &self.audience else { return Some(config.audiences.iter().collect()) };
        if let Some(audience) = config.audiences.find(name) {
            return Some(vec![audience]);
        }
        let finding =
            Diagnostic::without_place(&rules::UNKNOWN_AUDIENCE, format!("this site has no audience `{name}`"));
        diagnostics.push(finding.hint(format!("its audiences are {}", config.audiences.names().join(", "))));
        None
    }

    /// Shows drafts, and tells the pages where they really stand: some of their addresses are absolute.
    fn prepare(&mut self, config: &mut Config, audiences: &[Audience]) -> Result<Vec<u16>, ServeError> {
        config.drafts = true;
        let alone = self.audience.is_some();
        let (mut addresses, mut ports) = (Vec::new(), Vec::new());
        for audience in audiences {
            let name = config.audiences.name(*audience).to_owned();
            let is_first = alone || *audience == config.default_audience;
            let port = if is_first { self.ports.main() } else { self.ports.of(&name)? };
            let url = if alone { origin(port) } else { format!("{}{name}/", origin(port)) };
            ports.push(port);
            addresses.push(Address { audience: Some(name), url });
        }
        self.addresses = addresses;
        let ladder: Vec<Audience> = config.audiences.iter().collect();
        for (audience, settings) in ladder.into_iter().zip(&mut config.audience_settings) {
            let at = audiences.iter().position(|wanted| *wanted == audience);
            settings.base_url = at.map(|at| self.addresses[at].url.clone());
        }
        Ok(ports)
    }

    /// Makes a build the one that is shown. An equal one changes nothing, so that no page reloads for it, and an index that
    /// was made stays.
    fn keep(&mut self, made: Made) {
        if let Some(good) = &self.good
            && good.default == made.default
            && good.ports == made.ports
            && equal(&good.sites, &made.sites)
        {
            return;
        }
        let id = format!("{}-{}", std::process::id(), self.attempt);
        self.good = Some(Arc::new(Good { id, sites: made.sites, default: made.default, ports: made.ports }));
    }
}

fn origin(port: u16) -> String {
    format!("http://127.0.0.1:{port}/")
}

fn equal(a: &[AudienceSite], b: &[AudienceSite]) -> bool {
    let same = |(a, b): (&AudienceSite, &AudienceSite)| {
        let mut files = a.files.iter().zip(b.files.iter());
        let same_files = a.files.len() == b.files.len() && files.all(|(a, b)| a.path == b.path && a.bytes == b.bytes);
        a.name == b.name && a.index.from == b.index.from && same_files
    };
    a.len() == b.len() && a.iter().zip(b).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::write;

    #[test]
    fn when_the_system_lost_count_only_a_real_change_is_built() {
        let folder = tempfile::tempdir().unwrap();
        write::create_folders(&folder.path().join("content")).unwrap();
        write::write_new(&folder.path().join("content/a.md"), b"A").unwrap();
        let make: Make = |_, _, _| (Vec::new(), Findings::default());
        let ports = Ports::new(4000, false, tokio::sync::mpsc::unbounded_channel().0);
        let mut rebuilder = Rebuilder::new(folder.path().into(), None, Box::new(|_, _| None), make, ports);
        assert!(rebuilder.is_needed(true));
        assert!(rebuilder.is_needed(false), "nothing is known yet");
        assert!(!rebuilder.is_needed(false), "reading the files is no change");
        write::write_new(&folder.path().join("content/b.md"), b"B").unwrap();
        assert!(rebuilder.is_needed(false));
        assert!(!rebuilder.is_needed(false));
    }
}
