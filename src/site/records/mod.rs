//! Typed records of `content/data/`, each checked against its own schema: the whole truth, those of every audience.
//!
//! [`load`] reads every file. What one audience sees of them is for the gate to say.

pub(in crate::site) mod age;
mod files;
mod keys_page;
pub(in crate::site) mod kinds;
pub mod known_pay;
pub(in crate::site) mod money;
pub(in crate::site) mod money_in_prose;
pub(in crate::site) mod new_record;
mod read;
pub(in crate::site) mod schema;
mod sheets;
pub mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use self::keys_page::keys_page;
pub use self::kinds::fit;
use self::kinds::{RecordKind, bodies::*, record_types};
pub use self::new_record::NewRecord;
use self::sheets::DataSheet;
use crate::config::Config;
use crate::diag::{Diagnostics, Source};
use crate::site::records::types::Records;
use crate::site::signs::Signs;

/// A file found under `content/data/`; its path ends in `.toml` or `.csv`.
#[derive(Debug, Clone)]
pub struct DataFile {
    /// Its path from the site's root and its text.
    pub source: Arc<Source>,
}

macro_rules! data {
    ($($(#[$doc:meta])* $field:ident: $body:ty, $kind:ident = $name:literal as $form:ident;)*) => {
        /// All records and tables of a site, those of every audience.
        #[derive(Debug, Default)]
        pub struct Data {
            $($(#[$doc])* pub $field: Records<$body>,)*
            /// Bands that are not in force today: former ones, and those to come.
            pub(in crate::site) other_bands: Records<Band>,
            /// CSV files that are shown as they are, by their path from `content/`.
            pub(in crate::site) sheets: BTreeMap<String, DataSheet>,
            /// Records with mistakes, by type and id: naming them is no second mistake.
            unusable: BTreeSet<(RecordKind, String)>,
            /// CSV files with mistakes, by their path from `content/`.
            unusable_sheets: BTreeSet<String>,
            /// Whether a file could not be read at all: what is named may stand in it.
            has_gaps: bool,
            /// Types of which some table could not be told to be one.
            gaps_in: BTreeSet<RecordKind>,
        }
    };
}
record_types!(data);

impl Data {
    fn unusable(&mut self, kind: RecordKind, id: String) {
        self.unusable.insert((kind, id));
    }

    /// Only a band that is in force today is what the site publishes.
    fn set_bands_apart(&mut self, config: &Config) {
        self.other_bands = self.bands.take_apart(|band| band.body.is_in_force(config.today));
    }

    /// Keeps tables, by their paths below `content/`, to the highest audience.
    pub(in crate::site) fn close_sheets(&mut self, paths: &BTreeSet<String>, config: &Config) {
        for (_, sheet) in self.sheets.iter_mut().filter(|(path, _)| paths.contains(*path)) {
            sheet.close(config.audiences.highest());
        }
    }

    /// Gives openings the places of the sets that they name.
    fn take_in_place_sets(&mut self) {
        for posting in self.postings.bodies_mut() {
            let set = posting.place_set.as_ref().and_then(|named| self.place_sets.get(&named.id));
            if let Some(set) = set {
                posting.take_in(&set.body);
            }
        }
    }

    /// Whether a record of this type and id is there, or may be there, but has mistakes, which were reported.
    pub(in crate::site) fn is_unusable(&self, kind: RecordKind, id: &str) -> bool {
        self.has_gaps || self.gaps_in.contains(&kind) || self.unusable.contains(&(kind, id.to_owned()))
    }

    /// Whether any record has mistakes, so that what it names is not known.
    pub(in crate::site) fn has_unusable(&self) -> bool {
        !self.unusable.is_empty() || !self.unusable_sheets.is_empty()
    }

    /// Whether any record of this type has mistakes.
    pub(in crate::site) fn any_unusable(&self, kind: RecordKind) -> bool {
        self.has_gaps || self.gaps_in.contains(&kind) || self.unusable.iter().any(|(known, _)| *known == kind)
    }

    /// Whether nothing may be told from what is not there: a file could not be read, or some tables were not told apart.
    pub(in crate::site) fn has_gaps(&self) -> bool {
        self.has_gaps || !self.gaps_in.is_empty()
    }

    /// Notes that records may be missing that somebody wrote.
    pub(in crate::site) fn leave_gap(&mut self) {
        self.has_gaps = true;
    }

    /// Whether the CSV file at a path from `content/` is there, or may be there, but has mistakes, which were reported.
    pub(in crate::site) fn is_unusable_sheet(&self, file: &str) -> bool {
        self.has_gaps || self.unusable_sheets.contains(file)
    }
}

/// Whether a CSV file of this name holds records, not a table to show.
pub(in crate::site) fn is_file_of_records(path: &str) -> bool {
    files::listed_type(path).is_some()
}

/// Reads all data files, in the order of their paths.
pub fn load(files: &[DataFile], config: &Config, diags: &mut Diagnostics) -> Data {
    let mut files: Vec<&DataFile> = files.iter().collect();
    files.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    let mut data = Data::default();
    let signs = Signs::new(config);
    let mut companions = sheets::companions(&files, &signs, config, diags);
    for file in files {
        let path = file.source.path.as_str();
        if !says_who_reads(file) && !path.ends_with(".csv.toml") && !companions.contains_key(path) {
            diags.extend(signs.in_data_name(path));
        }
        if path.ends_with(".csv") {
            sheets::read(file, companions.remove(path), &mut data, &signs, config, diags);
        } else if !path.ends_with(".csv.toml") {
            files::read_toml(file, &mut data, &signs, config, diags);
        }
    }
    sheets::report_alone(companions, diags);
    data.set_bands_apart(config);
    data.take_in_place_sets();
    data
}

/// Whether a file has a line that says for whom something in it is.
fn says_who_reads(file: &DataFile) -> bool {
    file.source.text.lines().any(|line| line.trim_start().starts_with("audience"))
}

#[cfg(test)]
mod tests;
