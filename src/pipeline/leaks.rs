//! The search for what is above an audience in what it gets: in a build before it is written, and in built folders.

use rayon::prelude::*;

use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Rule, rules};
use crate::disk::{Disk, EntryKind};
use crate::leaks::{self, File, Hit, Needles, What};
use crate::output::{OutputFile, Outputs};
use crate::site::{AudienceView, Site};
use crate::theme::Theme;
use crate::{search, site, theme};

/// A build tells of so many leaks of an audience; the command tells of all.
const MOST_TOLD: usize = 20;

/// What looking through a folder came to.
#[derive(Default)]
pub struct Looked {
    /// How many files were read.
    pub files: usize,
    /// Each file with something above its audience.
    pub hits: Vec<(String, Vec<Hit>)>,
    /// What could not be looked into, and why.
    pub unread: Vec<(String, String)>,
}

/// What is above an audience, of which neither its sources nor the theme nor the arithmetic of its records say anything.
pub(super) fn needles(
    site: &Site<'_>,
    theme: &Theme,
    view: &AudienceView,
    audience: Audience,
    config: &Config,
) -> Needles {
    let mut needles = site.needles(audience, config);
    if !needles.is_empty() {
        // The theme says the same to everybody.
        let assets = theme.assets();
        let texts = assets.iter().filter_map(|file| std::str::from_utf8(&file.bytes).ok());
        let texts: Vec<&str> = texts.chain(theme.texts()).chain(view.locale().texts()).collect();
        needles.show(&texts);
        needles.show_amounts(&view.computed());
    }
    needles
}

/// Adds a finding for each place in an audience's files that gives away something above it.
pub(super) fn look(files: &Outputs, needles: &Needles, audience: &str, diags: &mut Diagnostics) {
    if needles.is_empty() {
        return;
    }
    let files: Vec<&OutputFile> = files.iter().collect();
    let hits: Vec<(&OutputFile, Hit)> = files
        .par_iter()
        .flat_map_iter(|file| {
            let hits = scan(file.path.as_str(), &file.bytes, needles);
            hits.into_iter().map(|hit| (*file, hit))
        })
        .collect();
    for (file, hit) in hits.iter().take(MOST_TOLD) {
        diags.push(finding(file, hit, audience));
    }
    if let Some(more) = hits.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        let message = format!("{more} more places in what `{audience}` gets give away what is above it");
        diags.push(
            Diagnostic::without_place(&rules::LEAK, message).hint("the first ones are told above; fix them first"),
        );
    }
}

/// What a build says of a leak: where the sources say it, and never what.
fn finding(file: &OutputFile, hit: &Hit, audience: &str) -> Diagnostic {
    let rule: &Rule = if hit.what == What::Amount { &rules::LEAK_AMOUNT } else { &rules::LEAK };
    let how = if hit.how.is_empty() { String::new() } else { format!(" ({})", hit.how) };
    let message = format!(
        "`{audience}/{}` line {}{how} gives away {} of this file that `{audience}` may not see",
        file.path.as_str(),
        hit.line,
        hit.what.name(),
    );
    Diagnostic::new(rule, hit.place.without_text(), message).hint(format!(
        "take it out of `{}`, or say it in a page or record for `{audience}` too, if it is for them",
        file.origin
    ))
}

fn scan(path: &str, bytes: &[u8], needles: &Needles) -> Vec<Hit> {
    let index = search::is_of_index(path).then(|| search::passages_of(bytes));
    leaks::scan(&File { path, bytes, index }, needles)
}

/// Looks through the folder of each audience for what the sources say above it alone.
pub fn leaks(disk: &dyn Disk, config: &Config, folders: &[(Audience, &dyn Disk)]) -> Vec<Looked> {
    // What is wrong with the site is for `check` to say.
    let diags = &mut Diagnostics::default();
    let site = site::load(disk, config, diags);
    let theme = theme::load(disk, &config.theme, &config.brand, &config.locale, diags);
    let look = |(audience, built): &(Audience, &dyn Disk)| {
        let view = site.for_audience(*audience, config, &mut Diagnostics::default());
        let needles = needles(&site, &theme, &view, *audience, config);
        let entries = built.walk("", &|_| false);
        let read: Vec<_> = entries
            .into_par_iter()
            .filter(|entry| entry.kind != EntryKind::Folder)
            .map(|entry| {
                let hits = match (&entry.kind, built.read(&entry.path)) {
                    (EntryKind::Unreadable(why), _) => Err(why.clone()),
                    (_, Err(error)) => Err(error.to_string()),
                    (_, Ok(bytes)) => Ok(scan(&entry.path, &bytes, &needles)),
                };
                (entry.path, hits)
            })
            .collect();
        let mut looked = Looked::default();
        for (path, hits) in read {
            looked.files += usize::from(hits.is_ok());
            match hits {
                Ok(hits) if hits.is_empty() => {}
                Ok(hits) => looked.hits.push((path, hits)),
                Err(why) => looked.unread.push((path, why)),
            }
        }
        looked
    };
    folders.iter().map(look).collect()
}
