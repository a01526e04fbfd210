//! `rolebook leaks`: built folders searched for what is above their audiences.

use anyhow::Result;
use jiff::civil::Date;

use super::args::Leaks as Args;
use super::{Outcome, open, refuse, terminal};
use crate::config::Audience;
use crate::diag;
use crate::disk::{Disk, RealDisk};
use crate::pipeline::{self, Looked};

/// Looks through the folder of every audience that is there.
pub(super) fn run(args: &Args, today: Date) -> Result<Outcome> {
    let opened = open::site(&args.site.or(&args.folder), today)?;
    let Some(config) = &opened.config else { return opened.report_settings() };
    let out = args.out.clone().unwrap_or_else(|| opened.root.join("dist"));
    let open_folder =
        |audience: Audience| Some((audience, RealDisk::new(out.join(config.audiences.name(audience))).ok()?));
    let disks: Vec<(Audience, RealDisk)> = config.audiences.iter().filter_map(open_folder).collect();
    if disks.is_empty() {
        return Err(refuse(
            format!("`{}` holds no folder of an audience", out.display()),
            format!(
                "name the folder that holds `{}`, or run `rolebook build` first",
                config.audiences.names().join("`, `")
            ),
        ));
    }
    let folders: Vec<(Audience, &dyn Disk)> =
        disks.iter().map(|(audience, disk)| (*audience, disk as &dyn Disk)).collect();
    let looked = pipeline::leaks(&opened.disk, config, &folders);
    let (mut text, mut hits, mut unread, mut sums) = (String::new(), 0, 0, Vec::new());
    for ((audience, _), looked) in disks.iter().zip(&looked) {
        let name = config.audiences.name(*audience);
        text.push_str(&lines(name, looked, args.show));
        hits += looked.hits.iter().map(|(_, hits)| hits.len()).sum::<usize>();
        unread += looked.unread.len();
        sums.push(format!("{name} {}", counted(looked.files, "file")));
    }
    let closed: usize = looked.iter().map(|looked| looked.closed.len()).sum();
    let rest = if closed == 0 { String::new() } else { format!("; {} not looked through", counted(closed, "file")) };
    terminal::out(&format!("{text}{}; {}{rest}\n", sums.join(", "), counted(hits, "leak")))?;
    if hits == 0 && closed > 0 {
        return Err(refuse(
            format!("{} could not be looked through", counted(closed, "file")),
            "unpack what is listed above and look through that, or leave it out",
        ));
    }
    if hits == 0 && unread > 0 {
        return Err(refuse(
            format!("{} could not be read", counted(unread, "file")),
            "remove what is listed above, or make it readable",
        ));
    }
    Ok(if hits == 0 { Outcome::Fine } else { Outcome::Findings })
}

/// `public/pay/index.html:12: a passage of content/pay.md:30 (base64)`, a line for each.
fn lines(audience: &str, looked: &Looked, show: bool) -> String {
    let mut text = String::new();
    for (path, hits) in &looked.hits {
        for hit in hits {
            let line = hit.place.line_column().map(|(line, _)| format!(":{line}")).unwrap_or_default();
            let how = if hit.how.is_empty() { String::new() } else { format!(" ({})", hit.how) };
            let said = if show { format!(": {:?}", hit.text) } else { String::new() };
            let at = format!("{audience}/{path}:{}", hit.line);
            text.push_str(&format!(
                "{}: {} of {}{line}{how}{said}\n",
                quiet(&at),
                hit.what.name(),
                quiet(hit.place.path())
            ));
        }
    }
    for (path, why) in &looked.closed {
        let at = quiet(&format!("{audience}/{path}"));
        text.push_str(&format!("{at}: could not be looked through: {why}\n"));
    }
    for (path, why) in &looked.unread {
        text.push_str(&format!("{}: cannot be read: {why}\n", quiet(&format!("{audience}/{path}"))));
    }
    text
}

/// A path without what a terminal would act on.
fn quiet(path: &str) -> String {
    path.chars().map(|c| if c.is_control() || diag::is_bidi_control(c) { '\u{fffd}' } else { c }).collect()
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
