//! New records from what somebody typed, in their order: the record becomes text, the text is put where it goes, and what
//! the site would find in it is found before anything is written. Writes nothing.

use super::handbook::with_files;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostics, Severity};
use crate::disk::Disk;
use crate::site;

/// A record that can be written.
pub struct Recorded {
    /// Its type, as authors write it.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The file it goes to, from the site's root.
    pub file: String,
    /// The whole text of that file.
    pub text: String,
    /// Who sees it.
    pub readers: Audience,
}

/// What is wrong with what was typed, and what to type.
pub type Complaints = Vec<(String, String)>;

/// The record of this type that was typed, at the end of its file; `file` is another one than that of its type.
///
/// # Errors
/// Everything that is wrong with it, and what to type.
pub fn new_record(
    disk: &dyn Disk,
    config: &Config,
    (kind, name): (&str, &str),
    pairs: &[(String, String)],
    file: Option<&str>,
) -> Result<Recorded, Complaints> {
    let record = site::load(disk, config, &mut Diagnostics::default()).new_record(kind, name, pairs)?;
    let file = file.map_or(record.file, str::to_owned);
    let before = disk.read(&file).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let before = match before.as_deref().map(str::trim_end) {
        Some(before) if !before.is_empty() => format!("{before}\n\n"),
        _ => "# Who may see them: what `audience = \"...\"` says here or in a record, else the site's default audience.\n\n".to_owned(),
    };
    let text = format!("{before}{}", record.text);
    let whole = with_files(disk, &[(file.clone(), text.clone().into_bytes())]);
    let mut diagnostics = Diagnostics::default();
    let site = site::load(&whole, config, &mut diagnostics);
    site::check::run(&site, config, &mut diagnostics);
    let is_in_it = |found: &crate::diag::Finding| {
        let place = found.diagnostic.place.as_ref().filter(|place| place.path() == file);
        let start = place.and_then(|place| place.range()).map(|range| range.start);
        found.severity == Severity::Error && start.is_some_and(|start| start >= before.len())
    };
    let findings = diagnostics.judge(&config.severities);
    let wrong: Complaints = findings
        .iter()
        .filter(|found| is_in_it(found))
        .map(|found| (found.diagnostic.message.clone(), found.diagnostic.hint.clone().unwrap_or_default()))
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let readers = site.readers_of_record(kind, &record.id).unwrap_or(config.default_audience);
    Ok(Recorded { kind: record.kind, id: record.id, file, text, readers })
}

/// The keys of front matter that were typed.
///
/// # Errors
/// Everything that is wrong with them, and what to type.
pub fn front_matter(pairs: &[(String, String)]) -> Result<crate::site::FrontMatterTyped, Complaints> {
    site::new_front_matter(pairs)
}

/// Whether records of this type have such a key.
pub fn record_has_key(kind: &str, path: &str) -> bool {
    site::record_has_key(kind, path)
}

/// What records of all types are called, and what each is.
pub fn record_kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    site::record_kinds()
}
