//! What exists only above an audience, as needles for a scan of its files.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::names::label_of_band;
use super::visible_text::hidden_parts;
use super::{Reader, Site};
use crate::config::{Audience, Config};
use crate::diag::{Diagnostics, Place, Source};
use crate::leaks::Needles;
use crate::site::records::Data;
use crate::site::records::kinds::record_types;
use crate::site::source;
use crate::site::source::page::{Page, audience_of_file};

/// Records of a file: where each begins, its id, and whether the audience may see it.
type InFile = (Arc<Source>, Vec<(usize, String, bool)>);

impl Site<'_> {
    /// What exists above `audience` and nowhere in what it may read.
    pub(in crate::site) fn above(&self, audience: Audience, config: &Config) -> Needles {
        let mut needles = Needles::default();
        let records = records_by_file(&self.data, audience, config);
        // First what is hidden, then whatever of it is said for this audience too.
        self.hide_pages(audience, config, &mut needles);
        self.hide_files(audience, config, &mut needles);
        for (source, starts) in records.values() {
            for (range, id, _) in extents(source, starts).filter(|(_, _, seen)| !seen) {
                needles.hide_name(id, &Place::new(source, range.start..range.start));
                for title in titles(&source.text[range.clone()]) {
                    needles.hide_name(title, &Place::new(source, range.start..range.start));
                }
                needles.hide_text(source, range);
            }
        }
        let hides_managers = !Reader::of_records(&self.data, audience, config).sees_managers();
        let managers = self.data.postings.iter().filter(|_| hides_managers);
        let managers: Vec<_> = managers.filter_map(|record| Some((record, record.body.manager.as_ref()?))).collect();
        managers.iter().for_each(|(record, manager)| needles.hide_name(manager, &record.place));
        self.show_pages(audience, config, &mut needles);
        for (source, starts) in records.values() {
            for (range, ..) in extents(source, starts).filter(|(_, _, seen)| *seen) {
                // Who is hiring stands in a record that others may read.
                let shown = managers.iter().fold(source.text[range].to_owned(), |text, (_, manager)| {
                    if text.contains("manager") { text.replace(manager.as_str(), "") } else { text }
                });
                needles.show(&shown);
            }
        }
        needles
    }

    fn hide_pages(&self, audience: Audience, config: &Config, needles: &mut Needles) {
        let highest = config.audiences.highest();
        for page in self.pages.iter().filter(|page| page.origin.is_none()) {
            if !self.shows(page, audience, config) {
                let place = Place::new(&page.source, 0..0);
                needles.hide_text(&page.source, 0..page.source.text.len());
                page.front.title.iter().for_each(|title| needles.hide_name(title, &place));
                needles.hide_name(&page.url, &place);
                needles.hide_name(page.name(), &place);
                continue;
            }
            for part in hidden_parts(&page.blocks, audience, highest) {
                needles.hide_text(&page.source, part);
            }
        }
    }

    fn hide_files(&self, audience: Audience, config: &Config, needles: &mut Needles) {
        let found = source::find(self.disk, config, &mut Diagnostics::default());
        for path in &found.attachments {
            let below = path.strip_prefix("content/").unwrap_or(path);
            if !audience.sees(audience_of_file(below, &self.folders, config)) {
                needles.hide_name(below.rsplit('/').next().unwrap_or(below), &Place::file(path));
            }
        }
    }

    fn show_pages(&self, audience: Audience, config: &Config, needles: &mut Needles) {
        let highest = config.audiences.highest();
        for page in self.pages.iter().filter(|page| self.shows(page, audience, config)) {
            // A page that a record makes has the text of its record, which is shown where it may be.
            if page.origin.is_none() {
                Self::show_text(page, audience, highest, needles);
            }
            page.front.title.iter().for_each(|title| needles.show(title));
            needles.show(&page.url);
            needles.show(&page.path);
        }
    }

    fn show_text(page: &Page, audience: Audience, highest: Audience, needles: &mut Needles) {
        let mut from = 0;
        for part in hidden_parts(&page.blocks, audience, highest) {
            needles.show(&page.source.text[from..part.start]);
            from = part.end;
        }
        needles.show(&page.source.text[from..]);
    }
}

/// Every record with a place, by the file it stands in.
fn records_by_file(data: &Data, audience: Audience, config: &Config) -> BTreeMap<String, InFile> {
    let mut files: BTreeMap<String, InFile> = BTreeMap::new();
    let mut note = |place: &Place, id: &str, seen: bool| {
        let Some(range) = place.range() else { return };
        let file = files.entry(place.path().to_owned()).or_insert_with(|| (Arc::clone(place.source()), Vec::new()));
        file.1.push((start_of(place.text(), range.start), id.to_owned(), seen));
    };
    macro_rules! note_all {
        ($($(#[$doc:meta])* $field:ident: $body:ty, $kind:ident = $name:literal as $form:ident;)*) => {
            $(for record in data.$field.iter() {
                note(&record.place, &record.id, audience.sees(record.audience));
            })*
        };
    }
    record_types!(note_all);
    for band in data.other_bands.iter() {
        let label = label_of_band(band, &config.audiences, config.today);
        note(&band.place, &band.id, audience.sees(label));
    }
    files.values_mut().for_each(|(_, starts)| starts.sort());
    files
}

/// What the lines of a TOML record call it.
fn titles(record: &str) -> impl Iterator<Item = &str> {
    record.lines().filter_map(|line| {
        let (key, value) = line.split_once('=')?;
        matches!(key.trim(), "title" | "name" | "owner" | "url").then(|| value.trim().trim_matches('"'))
    })
}

/// Where a record begins whose id stands at `at`: at the header of its table, or at its line.
fn start_of(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    if text[line..].starts_with('[') { line } else { text[..at].rfind("\n[").map_or(line, |at| at + 1) }
}

/// The records of a file with the text of each, up to the next one.
fn extents<'f>(
    source: &'f Source,
    starts: &'f [(usize, String, bool)],
) -> impl Iterator<Item = (Range<usize>, &'f str, bool)> {
    starts.iter().enumerate().map(|(at, (start, id, seen))| {
        let end = starts.get(at + 1).map_or(source.text.len(), |next| next.0);
        (*start..end, id.as_str(), *seen)
    })
}
