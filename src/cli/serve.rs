//! `rolebook serve`: the site on this computer, following every change.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use anyhow::Result;
use jiff::civil::Date;

use super::args::Serve;
use super::past::Past;
use super::{Outcome, open, refuse, terminal, today};
use crate::config::Config;
use crate::diag::{self, Severity};
use crate::serve::{self, Address, Notice, Options};

/// Serves until Ctrl-C. A server that runs past midnight takes the new day, unless one was asked for.
pub(super) fn run(args: &Serve, asked: Option<Date>, started: Date) -> Result<Outcome> {
    let options = Options {
        root: open::root(&args.site.or(&args.folder))?,
        host: args.host,
        audience: args.audience.clone(),
        port: args.port,
        open: args.open,
    };
    let (root, past) = (options.root.clone(), Past::default());
    let load = move |disk: &dyn crate::disk::Disk, diagnostics: &mut diag::Diagnostics| {
        let mut config = Config::load(disk, today::today(asked).unwrap_or(started), diagnostics)?;
        past.fill_in(&root, disk, &mut config, diagnostics);
        Some(config)
    };
    let (host, audience) = (args.host, args.audience.clone().unwrap_or_default());
    let tell = move |notice: Notice<'_>| {
        if let (Notice::Serving(addresses), Some(host)) = (&notice, host.filter(|host| !host.is_loopback())) {
            let _ = terminal::err(&open_to_all(addresses, host, &audience));
        }
        tell(notice);
    };
    serve::serve(&options, load, tell).map_err(|error| refuse(error.message, error.hint))?;
    Ok(Outcome::Fine)
}

/// Whether the preview has pages to show: those of the last build without errors.
static HAS_PAGES: AtomicBool = AtomicBool::new(false);

fn tell(notice: Notice<'_>) {
    // A terminal that is gone is no reason to stop serving.
    let _ = match notice {
        Notice::Serving(addresses) => terminal::out(&shown(addresses)),
        Notice::Endless(findings) => {
            let _ = terminal::err(&format!(
                "{}the preview ends here, because nothing else stops that page\n  hint: correct the template, and start again\n",
                diag::human(findings, terminal::colours_on_err())
            ));
            std::process::exit(1);
        }
        Notice::Trouble(what) => terminal::err(&format!("warning: {what}\n")),
        Notice::Built { findings, seconds } => {
            let has_errors = findings.any(Severity::Error);
            let has_pages = if has_errors { HAS_PAGES.load(Relaxed) } else { HAS_PAGES.swap(true, Relaxed) };
            let kept = match (has_errors, has_pages) {
                (false, _) => "",
                (true, true) => "; the pages from before are still shown",
                (true, false) => "; until they are fixed, every page shows this list",
            };
            terminal::err(&format!(
                "{}built in {seconds:.1} s; {}{kept}\n",
                diag::human(findings, terminal::colours_on_err()),
                diag::summary_line(findings)
            ))
        }
    };
}

/// Who can read what, once others can ask.
fn open_to_all(addresses: &[Address], host: std::net::IpAddr, audience: &str) -> String {
    let port = addresses.first().and_then(|address| address.url.trim_end_matches('/').rsplit(':').next());
    let at = if host.is_unspecified() { "any address of this computer".to_owned() } else { format!("http://{host}") };
    format!(
        "warning: whoever can reach {at} at port {} reads what is for `{audience}`, drafts too, without a password\n",
        port.unwrap_or_default()
    )
}

/// An address a line, the audiences' names in a column.
fn shown(addresses: &[Address]) -> String {
    let name = |address: &Address| address.audience.clone().unwrap_or_default();
    let width = addresses.iter().map(|address| name(address).len()).max().unwrap_or_default();
    let lines = addresses.iter().map(|address| format!("{:width$}  {}\n", name(address), address.url));
    format!("\n{}\nPages reload when a file changes. Stop with Ctrl-C.\n", lines.collect::<String>())
}
