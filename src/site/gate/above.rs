//! What exists only above an audience, as needles for a scan of its files.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::names::label_of_band;
use super::visible_text::hidden_parts;
use super::{Reader, Site};
use crate::config::{Audience, Config};
use crate::diag::{Place, Source};
use crate::leaks::{Among, Hidden, Needles};
use crate::site::records::Data;
use crate::site::records::kinds::record_types;
use crate::site::source;
use crate::site::source::folders::audience_of_file;
use crate::site::source::page::{FolderPage, stem_of};

/// Names that files of every site have.
const NAMES_OF_EVERY_SITE: [&str; 12] = [
    "index.html",
    "index.md",
    "404.html",
    "robots.txt",
    "sitemap.xml",
    "feed.xml",
    "llms.txt",
    "_headers",
    "data/pay.csv",
    "data/pay.json",
    "site.css",
    "icon.svg",
];
/// Endings of files whose text is looked for.
const TEXTS: [&str; 5] = ["txt", "csv", "md", "json", "vtt"];

/// Records of a file: where each begins, its id, and whether the audience may see it.
type InFile = (Arc<Source>, Vec<(usize, String, bool)>);

impl Site<'_> {
    /// What exists above `audience` and nowhere in what it may read.
    pub(in crate::site) fn above(
        &self,
        audience: Audience,
        config: &Config,
        among: impl FnOnce(usize) -> Option<Among>,
    ) -> Needles {
        let records = records_by_file(&self.data, audience, config);
        let hidden = self.hidden(&records, audience, config);
        if hidden.is_empty() {
            return Needles::default();
        }
        let among = among(hidden.bytes());
        let files = self.names_of_files(audience, config);
        let mut shown = self.shown(&records, audience, config);
        shown.extend(files.iter().map(String::as_str));
        hidden.without(&shown, among.as_ref())
    }

    /// Names of the files that pages and lists of tags become: a name above the audience may be their words, `hiring-index`
    /// those of `hiring/index.html`.
    fn names_of_files(&self, audience: Audience, config: &Config) -> Vec<String> {
        let pages = self.pages.iter().filter(|page| self.shows(page, audience, config));
        let tags = self.addresses.tags.iter().filter(|(_, readers)| readers.includes(audience));
        let urls = pages.map(|page| page.url.clone()).chain(tags.map(|((language, tag), _)| {
            let start = language.map_or("/".to_owned(), |language| config.translations[language].start());
            format!("{start}tags/{tag}/")
        }));
        let named = |url: String| ["index.html", "index.md"].map(|file| format!("{url}{file}"));
        let folders = self.folders.iter().filter(|folder| folder.shows_to.includes(audience));
        urls.chain(folders.map(|folder| folder.url.clone())).flat_map(named).collect()
    }

    /// Everything that the audience may not read.
    fn hidden(&self, records: &BTreeMap<String, InFile>, audience: Audience, config: &Config) -> Hidden {
        let mut hidden = Hidden::default();
        self.hide_pages(audience, config, &mut hidden);
        self.hide_files(audience, config, &mut hidden);
        self.hide_sheets(audience, &mut hidden);
        hide_settings(audience, config, &mut hidden);
        for (source, starts) in records.values() {
            for (range, id, _) in extents(source, starts).filter(|(_, _, seen)| !seen) {
                let place = Place::new(source, range.start..range.start);
                hidden.name(id, &place);
                titles(&source.text[range.clone()]).for_each(|title| hidden.name(title, &place));
                hidden.text(source, range);
            }
        }
        self.managers(audience, config).iter().for_each(|(manager, place)| hidden.name(manager, place));
        hidden
    }

    /// Who is hiring, where the audience may not know it; their names stand in records that it may read.
    fn managers(&self, audience: Audience, config: &Config) -> Vec<(&str, &Place)> {
        if Reader::of_records(&self.data, audience, config).sees_managers() {
            return Vec::new();
        }
        let postings = self.data.postings.iter();
        postings.filter_map(|record| Some((record.body.manager.as_deref()?, &record.place))).collect()
    }

    fn hide_pages(&self, audience: Audience, config: &Config, hidden: &mut Hidden) {
        let highest = config.audiences.highest();
        for page in self.pages.iter().filter(|page| page.origin.is_none()) {
            if !self.shows(page, audience, config) {
                let place = Place::new(&page.source, 0..0);
                hidden.text(&page.source, 0..page.source.text.len());
                page.front.title.iter().for_each(|title| hidden.name(title, &place));
                hidden.name(&page.url, &place);
                if FolderPage::of(stem_of(page.name())).is_none() {
                    hidden.name(stem_of(page.name()), &place);
                }
                continue;
            }
            for part in hidden_parts(&page.blocks, audience, highest) {
                hidden.text(&page.source, part);
            }
        }
    }

    /// Names of files, and what stands in those of them that are text.
    fn hide_files(&self, audience: Audience, config: &Config, hidden: &mut Hidden) {
        for (path, needed) in self.files(config) {
            if audience.sees(needed) {
                continue;
            }
            hidden.name(path.rsplit('/').next().unwrap_or(&path), &Place::file(&path));
            if TEXTS.contains(&source::extension(&path).to_ascii_lowercase().as_str())
                && let Ok(text) = self.disk.read(&path).map(String::from_utf8)
                && let Ok(text) = text
            {
                let source = Source::new(path, text);
                hidden.text(&source, 0..source.text.len());
            }
        }
    }

    /// Attachments and static files, each with those it is for.
    fn files(&self, config: &Config) -> impl Iterator<Item = (String, Audience)> {
        let attachments = self.attachments.iter().map(|path| {
            let needed = audience_of_file(path.strip_prefix("content/").unwrap_or(path), &self.folders, config);
            (path.clone(), needed)
        });
        attachments.chain(self.addresses.statics().iter().map(|file| (file.path.clone(), file.audience)))
    }

    /// Tables, or columns of them, cell by cell: what stands beside each other in a row is no sentence.
    fn hide_sheets(&self, audience: Audience, hidden: &mut Hidden) {
        for sheet in self.data.sheets.values() {
            for (at, _) in sheet.columns.iter().enumerate().filter(|(_, column)| !audience.sees(**column)) {
                let heading = &sheet.sheet.header[at];
                hidden.name(&heading.text, &sheet.sheet.place(heading));
                for row in &sheet.sheet.rows {
                    hidden.text(&sheet.sheet.source, row[at].span.clone());
                }
            }
        }
    }

    /// Everything that the audience may read.
    fn shown<'s>(
        &'s self,
        records: &'s BTreeMap<String, InFile>,
        audience: Audience,
        config: &'s Config,
    ) -> Vec<&'s str> {
        let highest = config.audiences.highest();
        let managers = self.managers(audience, config);
        let mut shown = vec![config.title.as_str(), config.title_for(audience)];
        shown.extend(NAMES_OF_EVERY_SITE);
        shown.extend(config.brand.name.as_deref());
        shown.extend(config.base_url_for(audience));
        for audience in config.audiences.iter().filter(|other| audience.sees(*other)) {
            shown.extend([config.audiences.name(audience), config.title_for(audience)]);
        }
        shown.extend(config.footer.text.iter().map(String::as_str));
        let announced = config.announcement.iter().filter(|said| audience.sees(said.audience));
        shown.extend(announced.map(|said| said.text.as_str()));
        let entries = config.navigation.iter().chain(&config.footer.links);
        shown.extend(entries.filter(|entry| audience.sees(entry.audience)).map(|entry| entry.label.as_str()));
        for page in self.pages.iter().filter(|page| self.shows(page, audience, config)) {
            // A page that a record makes has the text of its record, which is shown where it may be.
            if page.origin.is_none() {
                let mut from = 0;
                for part in hidden_parts(&page.blocks, audience, highest) {
                    shown.push(&page.source.text[from..part.start]);
                    from = part.end;
                }
                shown.push(&page.source.text[from..]);
            }
            shown.extend(page.front.title.as_deref());
            shown.extend([page.url.as_str(), page.path.as_str()]);
        }
        for (source, starts) in records.values() {
            for (range, ..) in extents(source, starts).filter(|(_, _, seen)| *seen) {
                let pieces = vec![&source.text[range]];
                shown.extend(managers.iter().fold(pieces, |pieces, (manager, _)| {
                    pieces.into_iter().flat_map(|piece| piece.split(manager)).collect()
                }));
            }
        }
        for sheet in self.data.sheets.values() {
            let columns = sheet.columns.iter().enumerate().filter(|(_, column)| audience.sees(**column));
            for (at, _) in columns {
                let rows = std::iter::once(&sheet.sheet.header).chain(&sheet.sheet.rows);
                shown.extend(rows.map(|row| row[at].text.as_str()));
            }
        }
        shown.extend(
            self.addresses.statics().iter().filter(|file| audience.sees(file.audience)).map(|file| file.url.as_str()),
        );
        shown
    }
}

/// What the settings say of audiences and links above this one.
fn hide_settings(audience: Audience, config: &Config, hidden: &mut Hidden) {
    let place = Place::file("rolebook.toml");
    for (other, settings) in config.audiences.iter().zip(&config.audience_settings) {
        if !audience.sees(other) {
            let said = [&settings.title, &settings.label, &settings.base_url];
            said.into_iter().flatten().for_each(|name| hidden.name(name, &place));
        }
    }
    if let Some(said) = config.announcement.as_ref().filter(|said| !audience.sees(said.audience)) {
        hidden.name(&said.text, &said.place);
    }
    for entry in config.links_around().filter(|entry| !audience.sees(entry.audience)) {
        hidden.name(&entry.label, &entry.place);
        hidden.name(&entry.link, &entry.place);
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
