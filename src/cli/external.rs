//! `rolebook check --external`: whether addresses outside answer. The only use of a network, made by `curl`, which knows
//! this computer's certificates and proxies; nothing asks but for who writes this flag.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Result;
use jiff::civil::Date;
use rayon::prelude::*;

use super::{refuse, terminal};
use crate::disk::write;

/// So many addresses are asked in a run.
const MOST: usize = 1_000;
/// So many at a time.
const AT_ONCE: usize = 8;
/// An answer holds for so many days.
const DAYS: i32 = 7;
/// What was answered, and when: a line each.
const CACHE: &str = ".rolebook/external.txt";

/// Says before anything is read that nothing can be asked.
pub(super) fn look_for_curl() -> Result<()> {
    match is_there() {
        true => Ok(()),
        false => Err(refuse("`--external` needs the program `curl`", "install it, or check without `--external`")),
    }
}

/// Asks every address; gives what is wrong with those that do not answer. Answers are kept in the site's folder `root`.
pub(super) fn ask_those(addresses: &[String], root: &Path, today: Date) -> BTreeMap<String, String> {
    let mut cache = Cache::read(root, today);
    let troubles = ask_all(addresses, &mut cache);
    if let Err(error) = cache.write(root) {
        let _ = terminal::err(&format!("the answers could not be kept in `{CACHE}`: {error}\n"));
    }
    troubles
}

fn is_there() -> bool {
    let mut asked = Command::new("curl");
    asked.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    asked.status().is_ok_and(|status| status.success())
}

/// What is wrong with each address that does not answer.
fn ask_all(addresses: &[String], cache: &mut Cache) -> BTreeMap<String, String> {
    let mut open: Vec<&String> = addresses.iter().filter(|address| !cache.answered.contains_key(*address)).collect();
    if open.len() > MOST {
        let _ = terminal::err(&format!("{} addresses are left for the next run\n", open.len() - MOST));
        open.truncate(MOST);
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE).build();
    let asked = || open.par_iter().map(|address| ((*address).clone(), ask(address))).collect::<Vec<_>>();
    let answers = match pool {
        Ok(pool) => pool.install(asked),
        Err(_) => asked(),
    };
    let mut troubles = BTreeMap::new();
    for (address, trouble) in answers {
        match trouble {
            Some(trouble) => troubles.insert(address, trouble),
            None => cache.answered.insert(address, cache.today.to_string()),
        };
    }
    troubles
}

/// What is wrong with an address; `None` when somebody answers there, if only to say that we may not look.
fn ask(address: &str) -> Option<String> {
    let first = curl(address, &["--head"]);
    // Some refuse to be asked for the head alone.
    let told = match first {
        (0, 200..=399) => first,
        _ => curl(address, &["--range", "0-1023", "--max-filesize", "5000000"]),
    };
    match told {
        (0 | 63, 0..=399 | 401 | 403 | 405..=407 | 429 | 451 | 500..=999) => None,
        (0 | 22, status) => Some(format!("is answered with {status}")),
        (6, _) => Some("names a host that does not exist".to_owned()),
        (7, _) => Some("names a host that does not answer".to_owned()),
        (28, _) => Some("is not answered within 15 seconds".to_owned()),
        (35 | 51 | 53 | 58 | 60, _) => Some("has no certificate that browsers accept".to_owned()),
        (47, _) => Some("leads in circles".to_owned()),
        (code, _) => Some(format!("cannot be reached (`curl` ends with {code})")),
    }
}

/// The exit code of `curl` and the status of the last answer.
fn curl(address: &str, more: &[&str]) -> (i32, u16) {
    let nothing = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let mut command = Command::new("curl");
    // First: no settings of whoever runs it.
    command.args(["--disable", "--silent", "--location", "--max-redirs", "5", "--max-time", "15", "--globoff"]);
    command.args(["--connect-timeout", "8", "--proto", "=http,https", "--output", nothing]);
    command.args(["--user-agent", concat!("rolebook/", env!("CARGO_PKG_VERSION"), " (link check)")]);
    command.args(["--write-out", "%{http_code}"]).args(more).args(["--url", address]);
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output();
    let Ok(output) = output else { return (-1, 0) };
    let status = String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or(0);
    (output.status.code().unwrap_or(-1), status)
}

/// Addresses that answered, with the day.
struct Cache {
    today: Date,
    answered: BTreeMap<String, String>,
}

impl Cache {
    /// Those that answered not long ago.
    fn read(root: &Path, today: Date) -> Cache {
        let text = write::read_own(&root.join(CACHE)).ok().flatten().unwrap_or_default();
        let fresh = |line: &str| {
            let (day, address) = line.split_once(' ')?;
            let age = today.since(day.parse::<Date>().ok()?).ok()?.get_days();
            (0..DAYS).contains(&age).then(|| (address.to_owned(), day.to_owned()))
        };
        Cache { today, answered: text.lines().filter_map(fresh).collect() }
    }

    fn write(&self, root: &Path) -> std::io::Result<()> {
        let folder = root.join(".rolebook");
        write::create_folders(&folder)?;
        write::replace(&folder.join(".gitignore"), b"*\n")?;
        let lines: String = self.answered.iter().map(|(address, day)| format!("{day} {address}\n")).collect();
        write::replace(&root.join(CACHE), lines.as_bytes())
    }
}
