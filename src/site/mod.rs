//! Inside the gate: the whole truth about a site, internal parts included.
//!
//! Owns loading, checking and the gate. Only [`gate`] lets anything out, as an [`AudienceView`].

pub mod address;
mod catch_panics;
pub mod check;
pub mod document;
pub mod gate;
mod markdown;
mod pages;
mod playbook;
pub mod records;
pub mod rename;
mod rename_record;
pub mod routes;
mod signs;
mod source;
mod suggest;

pub use crate::fields::typed::Typed as FrontMatterTyped;
pub use gate::{AudienceView, Site};
pub use signs::Hiding;

use std::sync::Arc;

use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Fix, Place, Source, rules};
use crate::disk::Disk;
use crate::fields::{Fields, Table, conflicts as conflicts_in, typed};
use crate::leaks::{Among, Needles};
use records::kinds::RecordKind;
use records::{Data, DataFile};
use signs::Signs;
use source::Found;
use source::addresses::Addresses;
use source::block_kind::Names;
use source::page::Page;
use source::waivers::InlineWaiver;

/// Loads everything under the site's root. What cannot be read is reported and left out.
pub fn load<'d>(disk: &'d dyn Disk, config: &Config, diags: &mut Diagnostics) -> Site<'d> {
    let found = source::find(disk, config, diags);
    let signs = Signs::new(config);
    let mut pages = read_pages(disk, &found, config, &signs, diags);
    let mut waivers: Vec<_> = pages.iter().flat_map(|page| source::waivers::of_page(&page.source)).collect();
    let files = data_files(disk, &found, diags);
    let mut data = read_data(&files, config, &mut waivers, diags);
    data.close_sheets(&signs.beside_tables(&found, diags), config);
    if source::misplaced::check(disk, &found, &pages, diags) && config.severities.is_error(&rules::MISPLACED_FILE) {
        data.leave_gap();
    }
    let taken = source::translations::take(&mut pages, config, diags);
    pages.extend(playbook::generated::pages(&data, config, diags));
    playbook::generated::hold_back(&mut pages, &data);
    let mut closed = signs.beside(disk, &found, &mut pages, diags);
    closed.append(&mut signs.called(&mut pages, diags));
    let folders = source::page::arrange(&mut pages, &closed, config);
    playbook::generated::settle(&mut pages, &folders, config);
    let translations = source::translations::settle(taken, &mut pages, config);
    source::translations::hold_look_alikes(&mut pages, config, diags);
    pages.iter_mut().for_each(|page| diags.extend(std::mem::take(&mut page.front.words)));
    let addresses = Addresses::new(&pages, &folders, &found, config);
    let ledger = source::ledger::read(disk, &config.audiences, diags);
    let speller = source::vocabulary::read(disk, files.iter().map(|file| file.source.as_ref()), &pages, config, diags);
    let texts = source::vocabulary::texts(files.iter().map(|file| &file.source), &pages, config);
    let attachments = found.attachments;
    Site { disk, pages, translations, folders, addresses, data, ledger, attachments, waivers, speller, texts }
}

fn read_pages(disk: &dyn Disk, found: &Found, config: &Config, signs: &Signs, diags: &mut Diagnostics) -> Vec<Page> {
    let names = Names::new(&config.audiences);
    let files = found.pages.iter().map(|path| (path.as_str(), path.as_str())).collect();
    catch_panics::for_each(files, diags, |path, diags| read_page(disk, path, &names, config, signs, diags))
}

fn read_page(
    disk: &dyn Disk,
    path: &str,
    names: &Names,
    config: &Config,
    signs: &Signs,
    diags: &mut Diagnostics,
) -> Option<Page> {
    let source = source::read_text(disk, path, diags)?;
    let below_content = path.strip_prefix("content/").unwrap_or(path).to_owned();
    let name = below_content.rsplit('/').next().unwrap_or(&below_content);
    let is_index =
        source::page::FolderPage::of(source::page::stem_of(name)) == Some(source::page::FolderPage::UnderscoreIndex);
    let mut found = Diagnostics::default();
    for conflict in conflicts(&source) {
        found.push(conflict);
    }
    let look = |fields: &mut Fields<'_, '_>, table: &Table, is_index, words: &mut Vec<Diagnostic>| {
        signs.in_front_matter(fields, table, is_index, words)
    };
    let (mut front, mut layout) = source::front_matter::read(&source, is_index, config, &look, &mut found);
    // A file that is empty for a moment, while an editor writes it, says nothing about its readers.
    front.unreadable |= source.text.trim().is_empty();
    // Nothing reads a page beyond measure, so that nothing takes long with it.
    if let Some(too_many) = source::element_count::too_many(&source, &layout.body) {
        found.push(too_many);
        front.unreadable = true;
        layout.body = layout.body.end..layout.body.end;
    }
    let mut blocks = source::blocks::scan(&source, layout.body.clone(), names, &mut found);
    signs.close(&source, &layout, &mut front, &mut blocks, &mut found);
    diags.append(source::half_read::without_their_fences(found));
    Some(Page {
        source,
        path: below_content,
        front,
        body: layout.body,
        blocks,
        folder: 0,
        describes: None,
        audience: config.audiences.highest(),
        closed: false,
        url: String::new(),
        waiting: None,
        is_shown: true,
        subject: None,
        origin: None,
        translates: None,
    })
}

/// The unresolved merge conflicts of a page; one in a code fence is an example.
fn conflicts(source: &Arc<Source>) -> Vec<Diagnostic> {
    let mut found = conflicts_in(source, 0..source.text.len());
    let is_fence = |line: &&str| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
    found.retain(|conflict| {
        let start = conflict.place.as_ref().and_then(Place::range).map_or(0, |range| range.start);
        source.text[..start].lines().filter(is_fence).count() % 2 == 0
    });
    found
}

fn data_files(disk: &dyn Disk, found: &Found, diags: &mut Diagnostics) -> Vec<DataFile> {
    let read = |path: &String| source::read_text(disk, path, diags).map(|source| DataFile { source });
    found.data.iter().filter_map(read).collect()
}

fn read_data(files: &[DataFile], config: &Config, waivers: &mut Vec<InlineWaiver>, diags: &mut Diagnostics) -> Data {
    let tables = files.iter().filter(|file| file.source.path.ends_with(".toml"));
    waivers.extend(tables.flat_map(|file| source::waivers::of_data(&file.source)));
    records::load(files, config, diags)
}

/// The keys of front matter that were typed, as its lines.
///
/// # Errors
/// Everything that is wrong with them, and what to type.
pub fn new_front_matter(pairs: &[(String, String)]) -> Result<typed::Typed, Vec<typed::Complaint>> {
    source::front_matter_keys::typed(pairs)
}

/// Whether a type of record has such a key.
pub fn record_has_key(kind: &str, path: &str) -> bool {
    let first = path.split('.').next().unwrap_or(path);
    let of_all = ["id", "audience", "owner", "reviewed_on"].contains(&first);
    RecordKind::find(kind).is_some_and(|kind| of_all || kind.shape_of(first).is_some())
}

/// What records of all types are called, and what each is.
pub fn record_kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    RecordKind::ALL.iter().map(|kind| (kind.name(), kind.about().trim()))
}

/// The names of all types of records.
pub fn record_types() -> impl Iterator<Item = &'static str> {
    RecordKind::ALL.iter().map(|kind| kind.name())
}

/// The JSON Schema of a type of record.
pub fn schema_of_record(name: &str) -> Option<String> {
    RecordKind::find(name).map(records::schema::of_record)
}

/// The JSON Schema of a data file.
pub fn schema_of_data_file() -> String {
    records::schema::of_data_file()
}

/// The JSON Schema of front matter.
pub fn schema_of_front_matter() -> String {
    source::front_matter_keys::schema()
}

impl Site<'_> {
    /// Names and figures of every audience, for making source files; never for pages.
    pub fn known_pay(&self) -> records::known_pay::KnownPay {
        records::known_pay::KnownPay::of(&self.data)
    }

    /// The move of a page or a folder, both paths below `content/`; or a record under another id.
    ///
    /// # Errors
    /// Why it cannot be moved, and what to do.
    pub fn renamed(&self, old: &str, new: &str) -> Result<rename::Renamed, rename::Refused> {
        let is_path = old.contains('/') || self.addresses.by_path.contains_key(&address::composed(old));
        match rename_record::meant(self, old).filter(|_| !is_path) {
            Some(meant) => meant.and_then(|(kind, id)| rename_record::rename(self, kind, &id, new)),
            None => rename::rename(self, old, new),
        }
    }

    /// Who sees the record of this type and id.
    pub fn readers_of_record(&self, kind: &str, id: &str) -> Option<Audience> {
        let kind = records::new_record::kind_called(kind).ok()?;
        records::new_record::audience_of(&self.data, kind, id)
    }

    /// A new record of this type, with the keys that were typed.
    ///
    /// # Errors
    /// Everything that is wrong with them, and what to type.
    pub fn new_record(
        &self,
        kind: &str,
        name: &str,
        pairs: &[(String, String)],
    ) -> Result<records::NewRecord, Vec<typed::Complaint>> {
        let kind = records::new_record::kind_called(kind).map_err(|complaint| vec![complaint])?;
        records::new_record::new_record(&self.data, kind, name, pairs)
    }

    /// Who would see a new page at a path below `content/` that says nothing about that.
    pub fn readers_of_new(&self, path: &str, config: &Config) -> Audience {
        source::folders::audience_of_file(path, &self.folders, config)
    }

    /// The findings without those that an author has waived beside what they are about, and what is wrong with such
    /// waivers. `whole` says whether they are those of the whole site.
    pub fn waive(&self, found: Diagnostics, whole: bool) -> Diagnostics {
        check::waivers::sift(self, found, whole)
    }

    /// Blanks at the ends of lines that mean nothing, file by file.
    pub fn blanks(&self) -> impl Iterator<Item = (Arc<Source>, Fix)> + '_ {
        let files = self.pages.iter().filter(|page| page.origin.is_none());
        files.flat_map(|page| check::blanks::of(page).into_iter().map(|fix| (Arc::clone(&page.source), fix)))
    }

    /// What exists only above `audience`, as something that finds it and does not tell it. `among` is given how many bytes
    /// are hidden, and may say what is worth looking for.
    pub fn needles(&self, audience: Audience, config: &Config, among: impl FnOnce(usize) -> Option<Among>) -> Needles {
        self.above(audience, config, among)
    }

    /// Every figure of the site's data that `audience` may see, in its words.
    pub fn figures(&self, audience: Audience, config: &Config) -> Vec<document::FigureFact> {
        gate::Readers::new(self, config).of(audience).figures()
    }

    /// The records that `audience` sees and somebody should look at again.
    pub fn reviews(&self, audience: Audience, config: &Config) -> Vec<document::Review> {
        gate::Readers::new(self, config).of(audience).reviews()
    }

    /// Who looks after the files whose records `audience` sees, where it is one for all of them.
    pub fn record_owners(&self, audience: Audience, config: &Config) -> Vec<document::Ownership> {
        playbook::reviews::of_one(gate::Readers::new(self, config).of(audience).record_owners())
    }

    /// What `audience` may see: the gate.
    pub fn for_audience(&self, audience: Audience, config: &Config, diags: &mut Diagnostics) -> AudienceView {
        pages::view::of(self, audience, config, diags)
    }
}
