//! `content/addresses.txt`, the ledger: addresses and headings that readers may have kept, where moved ones lead, and
//! which were given up. It must not know what the site has.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Audience, AudienceLevels};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::disk::Disk;
use crate::fields::suggestion;

/// The ledger's file.
pub(in crate::site) const FILE: &str = "content/addresses.txt";

/// The ledger, as it is written. Addresses of pages end with a slash; those of headings have `#` and an id behind it.
#[derive(Default)]
pub(in crate::site) struct Ledger {
    /// What each audience may have kept.
    pub(in crate::site) kept: Vec<Kept>,
    /// Where moved addresses lead.
    pub(in crate::site) moved: BTreeMap<String, (String, Place)>,
    /// Addresses that were given up.
    pub(in crate::site) retired: BTreeSet<String>,
}

/// An address that readers of an audience may have kept.
pub(in crate::site) struct Kept {
    pub(in crate::site) audience: Audience,
    pub(in crate::site) address: String,
    pub(in crate::site) place: Place,
}

/// Reads the ledger; a site without one has kept nothing.
pub(in crate::site) fn read(disk: &dyn Disk, audiences: &AudienceLevels, diags: &mut Diagnostics) -> Ledger {
    let mut ledger = Ledger::default();
    if matches!(disk.read(FILE), Err(error) if error.kind() == std::io::ErrorKind::NotFound) {
        return ledger;
    }
    let Some(source) = super::read_text(disk, FILE, diags) else { return ledger };
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let text = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        let place = Place::new(&source, from..from + text.len());
        start += line.len();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let Err((message, hint)) = ledger.line(text, &place, audiences) {
            diags.push(Diagnostic::new(&rules::ADDRESS, place, message).hint(hint));
        }
    }
    ledger
}

const FORMS: &str = "write `public /place/ #heading`, `/old/ -> /new/` or `/old/ retired`";

impl Ledger {
    /// Whether there is nothing in it.
    pub(in crate::site) fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.moved.is_empty()
    }

    fn line(&mut self, text: &str, place: &Place, audiences: &AudienceLevels) -> Result<(), (String, String)> {
        let address = |text: &str| match text.starts_with('/') && !text.contains(char::is_whitespace) {
            true => Ok(whole(text)),
            false => Err((format!("`{text}` is not an address of this site"), FORMS.to_owned())),
        };
        if let Some((from, to)) = text.split_once(" -> ") {
            let (from, to) = (address(from.trim())?, address(to.trim())?);
            self.moved.insert(from, (to, place.clone()));
            return Ok(());
        }
        let mut words = text.split_whitespace();
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if first.starts_with('/') && second == "retired" && words.next().is_none() {
            self.retired.insert(address(first)?);
            return Ok(());
        }
        if first.starts_with('/') {
            return Err(("this line of the ledger cannot be read".to_owned(), FORMS.to_owned()));
        }
        let Some(audience) = audiences.find(first) else {
            let known = audiences.names().iter().map(String::as_str);
            return Err((
                format!("there is no audience `{first}`"),
                suggestion(first, known, "this site's audiences are"),
            ));
        };
        let url = address(second)?;
        self.kept.push(Kept { audience, address: url.clone(), place: place.clone() });
        for anchor in words {
            let Some(id) = anchor.strip_prefix('#') else {
                return Err((format!("`{anchor}` is no heading"), FORMS.to_owned()));
            };
            self.kept.push(Kept { audience, address: format!("{url}#{id}"), place: place.clone() });
        }
        Ok(())
    }
}

/// The address with a slash at the end of its page's part.
fn whole(text: &str) -> String {
    let (page, anchor) = text.split_once('#').map_or((text, None), |(page, anchor)| (page, Some(anchor)));
    let is_file = page.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let slash = if page.ends_with('/') || is_file { "" } else { "/" };
    format!("{page}{slash}{}", anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default())
}
