//! The way through the program, in the order it happens. Nothing else decides that order.

mod addresses;
mod due;
mod fixes;
mod handbook;
mod leaks;
mod outside;
mod past;
mod records;
pub mod schemas;
mod snapshot;
mod watchdog;

use std::collections::BTreeSet;

use crate::config::{Audience, Config};
use crate::diag::{Diagnostics, Findings, Severities};
use crate::disk::Disk;
use crate::import::pay::{Flags, PayImport, Request};
use crate::output::{LateOutputs, OutputFile, Outputs};
pub use crate::render::BuildPart;
pub use crate::search::SectionDocument;
pub use crate::site::FrontMatterTyped;
use crate::site::gate;
pub use crate::site::rename::Renamed;
use crate::site::{AudienceView, Site};
use crate::theme::Theme;
use crate::{import, render, search, site, theme};
pub use addresses::{LEDGER, addresses};
pub use due::{due, owners};
pub use fixes::{Corrected, corrected};
pub use handbook::{Brought, check_with, import_handbook};
pub use leaks::{Looked, leaks};
pub use outside::check_outside;
pub use past::{History, history, past};
pub use records::{Complaints, Recorded, front_matter, new_record, record_has_key, record_kinds};
pub use snapshot::snapshot;
pub use watchdog::watched;

/// What a build came to: files in memory for each audience, and everything there is to tell the author.
pub struct Build {
    /// Each audience's name and its files, least privileged first.
    pub outputs: Vec<(String, Outputs)>,
    /// How many pages each of them has, sections included.
    pub pages: Vec<usize>,
    /// The sections that a build can be divided into, those of all its audiences together.
    pub sections: BTreeSet<String>,
    /// The findings, judged by the site's settings.
    pub findings: Findings,
}

/// Builds the site for the audiences named. Reads through `disk`, writes nothing, never stops at the first error.
pub fn build(disk: &dyn Disk, config: &Config, audiences: &[Audience]) -> Build {
    build_part(disk, config, audiences, &BuildPart::Whole)
}

/// Reads and checks the whole site as [`build`] does, and makes a part of its files.
pub fn build_part(disk: &dyn Disk, config: &Config, audiences: &[Audience], part: &BuildPart) -> Build {
    let index = |view: AudienceView, diags: &mut Diagnostics| search::files(view, diags);
    build_with(disk, config, audiences, (part, Purpose::Publish), (index, |_| ()))
}

/// What a build would find. Nothing is found in making the search indexes, so that they are not made.
pub fn check(disk: &dyn Disk, config: &Config, audiences: &[Audience]) -> Findings {
    let steps = (|_, _: &mut Diagnostics| vec![search::unmade()], |_: &mut Diagnostics| ());
    build_with(disk, config, audiences, (&BuildPart::Whole, Purpose::Look), steps).findings
}

/// A build for somebody who looks at pages at once: each audience's search index is made when it is asked for. Until then
/// its manifest is an empty file among the others, which keeps its address free.
pub fn preview(disk: &dyn Disk, config: &Config, audiences: &[Audience]) -> (Build, Vec<LateOutputs>) {
    let mut indexes = Vec::new();
    let index = |view: AudienceView, _: &mut Diagnostics| {
        let make = |view: AudienceView| {
            let mut files = Outputs::default();
            files.add(search::files(view, &mut Diagnostics::default()), &mut Diagnostics::default());
            files
        };
        indexes.push(LateOutputs::new(view.synonyms().to_vec(), search::is_of_index, move || make(view)));
        vec![search::unmade()]
    };
    let build = build_with(disk, config, audiences, (&BuildPart::Whole, Purpose::Look), (index, |_| ()));
    (build, indexes)
}

/// What a build is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// To be written: others get the files.
    Publish,
    /// For whoever works on the site.
    Look,
}

/// `index` makes the search files of each audience from its view; `last` reports what only all views together tell.
fn build_with(
    disk: &dyn Disk,
    config: &Config,
    audiences: &[Audience],
    (part, purpose): (&BuildPart, Purpose),
    (mut index, last): (impl FnMut(AudienceView, &mut Diagnostics) -> Vec<OutputFile>, impl FnOnce(&mut Diagnostics)),
) -> Build {
    let mut diagnostics = Diagnostics::default();
    let diags = &mut diagnostics;

    // Inside the gate: the whole site, internal parts included.
    let site = site::load(disk, config, diags);
    site::check::run(&site, config, diags);

    let theme = theme(disk, config, diags);
    let (mut outputs, mut pages, mut sections) = (Vec::new(), Vec::new(), BTreeSet::new());
    for &audience in audiences {
        // The gate: what this audience may not see ends here.
        let mut view = site.for_audience(audience, config, diags);

        if purpose == Purpose::Publish {
            view.add_smaller_pictures();
        }

        // Outside the gate: a view goes in, files come out.
        let mut files = Outputs::default();
        let elsewhere = part.placeholders(&view);
        let paths: Vec<_> = elsewhere.iter().map(|file| file.path.clone()).collect();
        sections.extend(render::sections(&view));
        let worked_out = leaks::WorkedOut::of(&view);
        pages.push(part.pages(&view));
        files.add(elsewhere, diags);
        files.add(render::files(&view, &theme, part, diags), diags);
        if purpose == Purpose::Publish {
            files.add(render::cards(&view, part), diags);
        }
        if part.has_rest() {
            let copied = view.take_files();
            files.add(index(view, diags), diags);
            files.add(theme.assets().to_vec(), diags);
            files.add(copied, diags);
        }
        files.remove(&paths);
        if purpose == Purpose::Publish {
            // Before anything is written, all of it is searched for what is above its readers.
            leaks::look(&site, &theme, &files, (audience, &worked_out), config, diags);
        }
        outputs.push((config.audiences.name(audience).to_owned(), files));
    }

    theme.tell_unknown(diags);
    last(diags);
    let findings = for_listeners(&site, config, audiences, diagnostics).judge(&config.severities);
    Build { outputs, pages, sections, findings }
}

/// The theme, with the words of every language of the site.
fn theme(disk: &dyn Disk, config: &Config, diags: &mut Diagnostics) -> Theme {
    let mut theme = theme::load(disk, &config.theme, &config.brand, &config.locale, diags);
    config.translations.iter().for_each(|language| theme.learn(&language.tag, &language.locale));
    theme
}

/// The findings as they may be printed beside what is made for these audiences.
///
/// While the settings leave open who the audiences are, what pages say of them is nobody's mistake yet.
fn for_listeners(site: &Site<'_>, config: &Config, audiences: &[Audience], found: Diagnostics) -> Diagnostics {
    if config.audiences_unclear {
        return Diagnostics::default();
    }
    told_to(site, config, audiences, site.waive(found, audiences.contains(&config.audiences.highest())))
}

/// The findings as those may read them who these audiences are.
fn told_to(site: &Site<'_>, config: &Config, audiences: &[Audience], found: Diagnostics) -> Diagnostics {
    match gate::listener(config, audiences) {
        Some(listener) => site.tell(listener, config, found),
        None => found,
    }
}

/// What the settings had to say, as it may be printed beside the findings of a build for these audiences.
pub fn told(config: &Config, audiences: &[Audience], settings: Diagnostics) -> Diagnostics {
    if gate::listener(config, audiences).is_some() { gate::tell_settings(settings) } else { settings }
}

/// Of these audiences, those that may be told of in what is printed for them.
pub fn told_of(config: &Config, audiences: &[Audience]) -> Vec<Audience> {
    gate::told_of(config, audiences)
}

/// The search index of one audience alone, for a search that has no build to look into.
pub fn search_index(disk: &dyn Disk, config: &Config, audience: Audience) -> (Outputs, Findings) {
    let mut diagnostics = Diagnostics::default();
    let site = site::load(disk, config, &mut diagnostics);
    site::check::run(&site, config, &mut diagnostics);
    let view = site.for_audience(audience, config, &mut diagnostics);
    let mut files = Outputs::default();
    files.add(search::files(view, &mut diagnostics), &mut diagnostics);
    (files, diagnostics.judge(&config.severities))
}

/// Every section of one audience's pages, for a search engine elsewhere.
pub fn documents(disk: &dyn Disk, config: &Config, audience: Audience) -> (Vec<SectionDocument>, Findings) {
    let mut diagnostics = Diagnostics::default();
    let site = site::load(disk, config, &mut diagnostics);
    site::check::run(&site, config, &mut diagnostics);
    let view = site.for_audience(audience, config, &mut diagnostics);
    let documents = search::documents(&view);
    (documents, for_listeners(&site, config, &[audience], diagnostics).judge(&config.severities))
}

/// What moving a page or a folder comes to, both paths below `content/`; writes nothing.
///
/// # Errors
/// Why it cannot be moved, and what to do.
pub fn rename(disk: &dyn Disk, config: &Config, old: &str, new: &str) -> Result<Renamed, (String, String)> {
    site::load(disk, config, &mut Diagnostics::default()).renamed(old, new)
}

/// Who would see a new page at this path below `content/`, and whether the site has the role `role`.
pub fn before_new_page(disk: &dyn Disk, config: &Config, path: &str, role: &str) -> (Audience, bool) {
    let site = site::load(disk, config, &mut Diagnostics::default());
    let has_role = site.known_pay().roles.iter().any(|known| known.id == role);
    (site.readers_of_new(path, config), has_role)
}

/// A spreadsheet as pay records of this site, and what in it could not be told; writes nothing.
///
/// `target` is the file that new records go to, from the site's root.
pub fn import_pay(
    disk: &dyn Disk,
    config: &Config,
    (name, bytes): (&str, &[u8]),
    target: &str,
    flags: &Flags,
) -> (PayImport, Findings) {
    // What is wrong with the site itself is for `check` to say.
    let known = site::load(disk, config, &mut Diagnostics::default()).known_pay();
    let target_text = disk.read(target).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let target_text = target_text.as_deref();
    let request = Request { name, bytes, target, target_text, known: &known, flags, today: config.today };
    let mut diagnostics = Diagnostics::default();
    let import = import::pay::read(&request, &mut diagnostics);
    (import, diagnostics.judge(&Severities::default()))
}
