//! What was probably meant by a link that leads nowhere.

use super::links::PageSurroundings;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::address;
use crate::site::source::addresses::Target;
use crate::site::source::extension;
use crate::site::source::page::{FolderPage, stem_of};

impl PageSurroundings<'_> {
    /// Says that a path leads nowhere, and what was probably meant.
    pub(super) fn report_missing(&self, path: &str, place: &Place, diags: &mut Diagnostics) {
        let joined = match path.strip_prefix('/') {
            Some(_) => Some(path.to_owned()),
            None => address::join(self.folder, path),
        };
        if let Some(hidden) = joined
            .as_deref()
            .and_then(|joined| joined.split('/').find(|name| name.starts_with('.') && !name.starts_with("..")))
        {
            let message = format!("`{path}` leads to `{hidden}`, and what begins with a dot is no part of the site");
            let hint = "move the file to a folder without a dot at the beginning of its name, and link it there";
            diags.push(Diagnostic::new(&rules::BROKEN_LINK, place.clone(), message).hint(hint));
            return;
        }
        let is_unseen = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
        let is_picture = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"].contains(&extension(path));
        let hint = match &joined {
            _ if path.contains(is_unseen) => {
                format!("an invisible character was copied along: write `{}`", path.replace(is_unseen, ""))
            }
            _ if path.contains('\\') && !path.contains(':') => {
                format!("write `{}`: folders in a link stand apart by `/`", path.replace('\\', "/").replace("//", "/"))
            }
            None => "the path leads out of `content/`".to_owned(),
            Some(joined) if joined.starts_with("data/") => {
                "files under `content/data/` are not published; show them with `::table{file=\"...\"}`".to_owned()
            }
            Some(joined) => match self.suggest(joined) {
                Some(near) => format!("did you mean `{near}`?"),
                None if is_picture => {
                    "put the picture into the folder of this page, and write its name as the file has it".to_owned()
                }
                None => outside(path).map_or_else(
                    || "link a source file by its path from this page, such as `../roles/lead.md`".to_owned(),
                    |meant| format!("did you mean `{meant}`?"),
                ),
            },
        };
        let finding = Diagnostic::new(&rules::BROKEN_LINK, place.clone(), format!("`{path}` leads nowhere")).hint(hint);
        let certain = joined.as_deref().and_then(|joined| self.certain(joined)).zip(written(place, path));
        diags.push(match certain {
            Some((meant, written)) => finding.fix(&written, meant),
            None => finding,
        });
    }

    /// The path that was meant beyond doubt: the same in other capitals, or the one page of that name in another folder.
    fn certain(&self, wanted: &str) -> Option<String> {
        if wanted.starts_with('/') || !wanted.ends_with(".md") {
            return None;
        }
        let addresses = &self.site.addresses;
        let may = |name: &str| {
            name.ends_with(".md") && addresses.by_path.get(name).is_some_and(|target| self.may_name(target))
        };
        let known = addresses.path_suggestions();
        let name = wanted.rsplit('/').next().unwrap_or_default();
        let moved = || known.only_moved(wanted, may).filter(|_| FolderPage::of(stem_of(name)).is_none());
        let found = known.only_same(wanted, may).or_else(moved)?;
        Some(address::from_folder(self.folder, found))
    }

    /// The path or address that was probably meant, as it is written on this page; only what this audience may see.
    fn suggest(&self, wanted: &str) -> Option<String> {
        let addresses = &self.site.addresses;
        if wanted.starts_with('/') {
            let may = |name: &str| addresses.by_url.get(name).is_some_and(|target| self.may_name(target));
            return addresses.url_suggestions().nearest(wanted, may).map(str::to_owned);
        }
        let may = |name: &str| addresses.by_path.get(name).is_some_and(|target| self.may_name(target));
        let found = addresses.path_suggestions().nearest(wanted, may)?;
        Some(address::from_folder(self.folder, found))
    }

    fn may_name(&self, target: &Target) -> bool {
        match target {
            Target::Page(index) => self.reader.pages.show(&self.site.pages[*index]),
            Target::Folder(index) => self.site.shows_something(*index, self.reader.audience()),
            Target::Attachment(path) => {
                self.site.addresses.attachments.get(path).is_some_and(|needed| self.reader.may_see(*needed))
            }
            Target::Static(index) => self.reader.may_see(self.site.addresses.statics[*index].audience),
        }
    }
}

/// Where an address stands in a link, when it stands there once as it is.
pub(super) fn written(link: &Place, address: &str) -> Option<Place> {
    let range = link.range()?;
    let text = &link.text()[range.clone()];
    let mut found = text.match_indices(address);
    let (at, _) = found.next().filter(|_| found.next().is_none())?;
    let start = range.start + at;
    Some(Place::new(link.source(), start..start + address.len()))
}

/// The whole address of a site or of a mailbox that was written without its beginning.
fn outside(written: &str) -> Option<String> {
    let is_name = |name: &str| {
        let sound = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
        let last = name.rsplit('.').next().unwrap_or_default();
        name.contains('.') && name.split('.').all(sound) && last.len() > 1 && last.chars().all(char::is_alphabetic)
    };
    if let Some((_, host)) = written.split_once('@') {
        return is_name(host).then(|| format!("mailto:{written}"));
    }
    let host = written.split('/').next().unwrap_or_default();
    let is_file =
        matches!(extension(host), "md" | "html" | "htm" | "png" | "jpg" | "jpeg" | "gif" | "svg" | "pdf" | "csv");
    (is_name(host) && !is_file).then(|| format!("https://{written}"))
}
