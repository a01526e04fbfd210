//! The search for what is above an audience in what it gets: in a build before it is written, and in built folders.

use rayon::prelude::*;

use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Rule, rules};
use crate::disk::{Disk, EntryKind};
use crate::leaks::{self, Among, File, Hit, Needles, Scanned, What};
use crate::output::{OutputFile, Outputs};
use crate::site::{AudienceView, Site};
use crate::theme::Theme;
use crate::{render, search, site};

/// A build tells of so many leaks of an audience; the command tells of all.
const MOST_TOLD: usize = 20;

/// What looking through a folder came to.
#[derive(Default)]
pub struct Looked {
    /// How many files were read.
    pub files: usize,
    /// Each file with something above its audience.
    pub hits: Vec<(String, Vec<Hit>)>,
    /// What could not be read, and why.
    pub unread: Vec<(String, String)>,
    /// What was read, and could not be looked through to the end, and why.
    pub closed: Vec<(String, &'static str)>,
}

/// An audience whose files are less than this part of what is hidden from it has them read first, so that nothing else of
/// that has to be kept.
const FEW_FILES: usize = 4;

/// What follows from what an audience may see, though no source says it.
pub(super) struct WorkedOut {
    /// The amounts in texts that blocks work out.
    amounts: Vec<u64>,
    /// Rates, in millionths: the data of the pay explorer writes them so, as numbers that look like amounts.
    rates: Vec<u64>,
}

impl WorkedOut {
    pub(super) fn of(view: &AudienceView) -> WorkedOut {
        let rates = view.pay().every_rate().filter_map(|rate| u64::try_from(rate.millionths()).ok());
        WorkedOut { amounts: leaks::amounts(&view.computed()), rates: rates.collect() }
    }

    /// What in a file is above the audience that gets it, but for what follows from what it may see.
    fn scan(&self, path: &str, bytes: &[u8], needles: &Needles) -> Scanned {
        let mut scanned = leaks::scan(&as_file(path, bytes), needles);
        scanned.hits.retain(|hit| !self.explains(path, hit));
        scanned
    }

    /// Whether something in a file is a rate and no amount.
    fn explains(&self, path: &str, hit: &Hit) -> bool {
        let is_rate = |amount: &u64| self.rates.contains(amount);
        path.ends_with(render::EXPLORER) && hit.what == What::Amount && leaks::amounts(&[&hit.text]).iter().all(is_rate)
    }
}

/// Takes out what everybody is told by the theme and by the words of the interface.
fn show_theme(needles: &mut Needles, theme: &Theme, config: &Config) {
    let assets = theme.assets().iter().filter_map(|file| std::str::from_utf8(&file.bytes).ok());
    let translated = config.translations.iter().flat_map(|language| language.locale.texts());
    let texts: Vec<&str> = assets.chain(theme.texts()).chain(config.locale.texts()).chain(translated).collect();
    needles.show(&texts);
}

/// Adds a finding for each place in an audience's files that gives away something above it.
pub(super) fn look(
    site: &Site<'_>,
    theme: &Theme,
    files: &Outputs,
    (audience, worked_out): (Audience, &WorkedOut),
    config: &Config,
    diags: &mut Diagnostics,
) {
    let files: Vec<&OutputFile> = files.iter().filter(|file| !theme.is_of_every_site(file)).collect();
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    let mut needles = site.needles(audience, config, |hidden| {
        (bytes < hidden / FEW_FILES).then(|| {
            let files: Vec<File<'_>> = files.par_iter().map(|file| as_file(file.path.as_str(), &file.bytes)).collect();
            Among::of(&files)
        })
    });
    needles.show_amounts(&worked_out.amounts);
    let mut hits = hits(&files, &needles, worked_out);
    if !hits.is_empty() {
        // Hardly any site hides what the theme says too.
        show_theme(&mut needles, theme, config);
        let mut files: Vec<&OutputFile> = hits.into_iter().map(|(file, _)| file).collect();
        files.dedup_by_key(|file| &file.path);
        hits = self::hits(&files, &needles, worked_out);
    }
    let audience = config.audiences.name(audience);
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

fn hits<'f>(files: &[&'f OutputFile], needles: &Needles, worked_out: &WorkedOut) -> Vec<(&'f OutputFile, Hit)> {
    if needles.is_empty() {
        return Vec::new();
    }
    let of_file = |file: &&'f OutputFile| {
        let file = *file;
        worked_out.scan(file.path.as_str(), &file.bytes, needles).hits.into_iter().map(move |hit| (file, hit))
    };
    files.par_iter().flat_map_iter(of_file).collect()
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

fn as_file<'f>(path: &'f str, bytes: &'f [u8]) -> File<'f> {
    let index = if search::is_of_index(path) { search::passages_of(bytes) } else { None };
    File { path, bytes, index }
}

/// Looks through the folder of each audience for what the sources say above it alone.
pub fn leaks(disk: &dyn Disk, config: &Config, folders: &[(Audience, &dyn Disk)]) -> Vec<Looked> {
    // What is wrong with the site is for `check` to say.
    let diags = &mut Diagnostics::default();
    let site = site::load(disk, config, diags);
    let theme = super::theme(disk, config, diags);
    let look = |(audience, built): &(Audience, &dyn Disk)| {
        let view = site.for_audience(*audience, config, &mut Diagnostics::default());
        let mut needles = site.needles(*audience, config, |_| None);
        let worked_out = WorkedOut::of(&view);
        needles.show_amounts(&worked_out.amounts);
        show_theme(&mut needles, &theme, config);
        let entries = built.walk("", &|_| false);
        let read: Vec<_> = entries
            .into_par_iter()
            .filter(|entry| entry.kind != EntryKind::Folder)
            .map(|entry| {
                let hits = match (&entry.kind, built.read(&entry.path)) {
                    (EntryKind::Unreadable(why), _) => Err(why.clone()),
                    (_, Err(error)) => Err(error.to_string()),
                    (_, Ok(bytes)) => Ok(worked_out.scan(&entry.path, &bytes, &needles)),
                };
                (entry.path, hits)
            })
            .collect();
        let mut looked = Looked::default();
        for (path, hits) in read {
            looked.files += usize::from(hits.is_ok());
            match hits {
                Ok(scanned) => {
                    looked.closed.extend(scanned.closed.map(|why| (path.clone(), why)));
                    if !scanned.hits.is_empty() {
                        looked.hits.push((path, scanned.hits));
                    }
                }
                Err(why) => looked.unread.push((path, why)),
            }
        }
        looked
    };
    folders.iter().map(look).collect()
}
