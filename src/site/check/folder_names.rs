//! `unknown-audience` and `unread-instruction`: names of folders and of their pages that somebody may have taken for an
//! instruction, and that say nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::WholeSite;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::Site;
use crate::site::gate::is_wider;
use crate::site::source::folders::{folder_of_file, is_almost_index, named_for};
use crate::site::source::page::Page;

pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    let folders: BTreeSet<&str> = site.addresses.statics().iter().filter_map(|file| file.misnamed.as_deref()).collect();
    for folder in folders {
        diags.push(of_static(folder, config));
    }
    for (folder, audience) in named(site, config) {
        diags.push(named_after(&folder, config.audiences.name(audience)));
    }
    for page in &site.pages {
        if let Some(finding) = almost_index(site, page, config) {
            diags.push(finding);
        }
    }
}

/// A folder of static files that is called almost as an audience, or as one where that does not count.
fn of_static(folder: &str, config: &Config) -> Diagnostic {
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let near = crate::fields::nearest(name, config.audiences.names().iter().map(String::as_str)).unwrap_or_default();
    if let Some(around) =
        folder.strip_prefix("static/").and_then(|below| below.strip_suffix(name)).filter(|around| !around.is_empty())
    {
        let message = format!(
            "`{folder}/` has the name of the audience `{near}`, but only a folder directly in `static/` says who gets its files"
        );
        let around = around.trim_end_matches('/');
        let hint = format!("move it to `static/{near}/{around}/` if it is for them, else give it another name");
        return Diagnostic::new(&rules::UNREAD_INSTRUCTION, Place::file(folder), message).hint(hint);
    }
    let message = format!("`{folder}/` is almost the folder of `{near}`, and would be for everybody");
    Diagnostic::new(&rules::UNKNOWN_AUDIENCE, Place::file(folder), message)
        .hint(format!("call it `{near}` if it is for them, else give it a name that is less like it"))
}

/// The folders below `content/` whose name alone says for whom they are, and whom they are kept to.
fn named(site: &Site<'_>, config: &Config) -> BTreeMap<String, Audience> {
    let folders = site.folders.iter().filter_map(|folder| Some((folder.path.clone(), folder.named_for?)));
    let of_attachments = site.attachments.iter().filter_map(|path| {
        let path = path.strip_prefix("content/").unwrap_or(path);
        let (audience, folder) = named_for(path, &folder_of_file(path, &site.folders).path, config)?;
        Some((folder.to_owned(), audience))
    });
    folders.chain(of_attachments).collect()
}

fn named_after(folder: &str, name: &str) -> Diagnostic {
    let message = format!("this folder is called as the audience `{name}`, but nothing in it says who may read it");
    let hint = format!(
        "write `audience = \"{name}\"` into the front matter of `content/{folder}/_index.md`, or whom else it is for; until then it is for `{name}` alone"
    );
    Diagnostic::new(&rules::UNREAD_INSTRUCTION, Place::file(format!("content/{folder}")), message).hint(hint)
}

/// A page that says for whom its folder is, or would, if it were called as the pages that do.
fn almost_index(site: &Site<'_>, page: &Page, config: &Config) -> Option<Diagnostic> {
    let said = page.front.audience.as_ref().filter(|_| is_almost_index(page))?;
    let folder = &site.folders[page.folder];
    let passed = folder.passed.unwrap_or(config.default_audience);
    if !is_wider(passed, said.value) {
        return None;
    }
    let name = config.audiences.name(said.value);
    let message =
        format!("this says that its folder is for `{name}`, but only a page called `_index.md` speaks for a folder");
    let below = if page.folder_path().is_empty() {
        "_index.md".to_owned()
    } else {
        format!("{}/_index.md", page.folder_path())
    };
    let hint = format!(
        "rename the file to `content/{below}`, or give it a name that is less like it; until then everything in the folder is for `{name}` alone"
    );
    Some(Diagnostic::new(&rules::UNREAD_INSTRUCTION, page.audience_place(), message).hint(hint))
}
