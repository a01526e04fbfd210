//! The live preview: builds in memory, serves what was built, follows every change.
//!
//! A build with errors is not shown; the last good one stays, and the page says what is wrong. Only this computer is
//! served, and an address is only ever looked up among built files. It must not know what a page is.

mod findings;
mod host_check;
mod listen;
mod open;
mod ports;
mod rebuild;
mod reply;
mod site;
mod watch;

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::{Audience, Config};
use crate::diag::{Diagnostics, Findings};
use crate::disk::{Disk, write};
use crate::pipeline;
use ports::Ports;
use rebuild::Rebuilder;
use reply::Shared;
use site::AudienceSite;
use watch::{Change, Watch};

/// What to serve, and where.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// Only this audience, at `/`; otherwise each stands under its name, at a port of its own.
    pub audience: Option<String>,
    /// This port for the default audience, 0 for any free one; otherwise 4000 or the next free one. The other audiences
    /// take the next free ports.
    pub port: Option<u16>,
    /// The address to listen on; `None` for this computer alone.
    pub host: Option<std::net::IpAddr>,
    /// Whether to start the browser.
    pub open: bool,
}

/// Where an audience's site can be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The audience; `None` while the settings cannot be read.
    pub audience: Option<String>,
    /// The address, with a slash at its end.
    pub url: String,
}

/// Something to tell whoever started the server.
#[derive(Debug)]
pub enum Notice<'a> {
    /// A build is done. With errors among the findings, the one before is still shown.
    Built {
        /// Everything there is to tell the author.
        findings: &'a Findings,
        /// How long it took.
        seconds: f64,
    },
    /// A page does not come to an end, and nothing can stop it but the end of the process: whoever is told ends it.
    Endless(&'a Findings),
    /// The site can be seen at these addresses; told again when they change.
    Serving(&'a [Address]),
    /// Something is not as it should be, but the server goes on.
    Trouble(&'a str),
}

/// Why nothing can be served: what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServeError {
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it, in one line.
    pub hint: String,
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ServeError {}

/// Reads the settings anew for each build; `None` when they cannot be used at all.
type Load = Box<dyn Fn(&dyn Disk, &mut Diagnostics) -> Option<Config> + Send>;
/// Makes every audience's files.
type Make = fn(&dyn Disk, &Config, &[Audience]) -> (Vec<AudienceSite>, Findings);

/// Serves the site until Ctrl-C. `load` reads the settings anew for each build, so that changes to them apply; drafts
/// are always shown. `tell` is called from another thread for later builds.
///
/// # Errors
/// When the port is taken, the audience does not exist, or the system refuses to listen or to watch.
pub fn serve(
    options: &Options,
    load: impl Fn(&dyn Disk, &mut Diagnostics) -> Option<Config> + Send + 'static,
    tell: impl FnMut(Notice<'_>) + Send + 'static,
) -> Result<(), ServeError> {
    let until_interrupted = async {
        // Without a way to hear of Ctrl-C, the system's own answer to it is to end the process.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    serve_until(options, Box::new(load), preview, tell, until_interrupted)
}

/// Every audience's site as it is shown here.
fn preview(disk: &dyn Disk, config: &Config, audiences: &[Audience]) -> (Vec<AudienceSite>, Findings) {
    let (build, indexes) = pipeline::preview(disk, config, audiences);
    let sites = build.outputs.into_iter().zip(indexes);
    let site = |((name, files), index)| AudienceSite { name, files, index: Arc::new(index) };
    (sites.map(site).collect(), build.findings)
}

fn serve_until(
    options: &Options,
    load: Load,
    make: Make,
    mut tell: impl FnMut(Notice<'_>) + Send + 'static,
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let root = write::resolve(&options.root).map_err(|error| refused("open the site's folder", &error))?;
    let listener = listen::bind(options.host, options.port)?;
    let port = listener.local_addr().map_err(|error| refused("listen", &error))?.port();
    let (watch, stopper, detour) = Watch::start(&root).map_err(|error| refused("watch the site's folder", &error))?;
    if let Some(detour) = detour {
        tell(Notice::Trouble(&detour));
    }

    let shared = Arc::new(Shared::new());
    let (opened, mut listeners) = tokio::sync::mpsc::unbounded_channel();
    let _ = opened.send(listener);
    let ports = Ports::new(port, options.port == Some(0), opened);
    let mut rebuilder = Rebuilder::new(root, options.audience.clone(), load, make, ports);
    rebuilder.audience_exists()?;
    let addresses = rebuild_and_tell(&mut rebuilder, &shared, &[], &mut tell);
    if options.open
        && let Some(address) = rebuilder.best_address()
        && let Err(error) = open::in_browser(&address)
    {
        tell(Notice::Trouble(&format!("cannot open the browser: {}", error.to_string().to_lowercase())));
    }

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| refused("start", &error))?;
    let ended = runtime.block_on(async {
        let answering = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Some(listener) = listeners.recv().await {
                // Should the system refuse this one, the others still answer.
                let _ = listen::accept(listener, &answering);
            }
        });
        let following = move || follow(watch, &mut rebuilder, &shared, addresses, tell);
        std::thread::Builder::new().name("rebuild".to_owned()).spawn(following)?;
        stop.await;
        Ok::<(), std::io::Error>(())
    });
    // A build at work ends with the process; waiting for it would make Ctrl-C feel stuck.
    let _ = stopper.send(Change::Stop);
    ended.map_err(|error| refused("listen", &error))
}

/// Builds after each change until it is time to end.
fn follow(
    mut watch: Watch,
    rebuilder: &mut Rebuilder,
    shared: &Shared,
    mut addresses: Vec<Address>,
    mut tell: impl FnMut(Notice<'_>),
) {
    while let Some(changes) = watch.wait() {
        for trouble in &changes.trouble {
            tell(Notice::Trouble(trouble));
        }
        if rebuilder.is_needed(changes.certain) {
            addresses = rebuild_and_tell(rebuilder, shared, &addresses, &mut tell);
        }
    }
}

fn rebuild_and_tell(
    rebuilder: &mut Rebuilder,
    shared: &Shared,
    known: &[Address],
    tell: &mut impl FnMut(Notice<'_>),
) -> Vec<Address> {
    let built = rebuilder.rebuild();
    if built.is_endless {
        tell(Notice::Endless(&built.findings));
    }
    shared.current.send_replace(Arc::new(built.snapshot));
    tell(Notice::Built { findings: &built.findings, seconds: built.seconds });
    if built.addresses != known {
        tell(Notice::Serving(&built.addresses));
    }
    built.addresses
}

fn refused(what: &str, error: &impl std::fmt::Display) -> ServeError {
    ServeError {
        message: format!("cannot {what}: {}", error.to_string().to_lowercase()),
        hint: "check that the folder is there and that you may read it".to_owned(),
    }
}

#[cfg(test)]
mod tests;
