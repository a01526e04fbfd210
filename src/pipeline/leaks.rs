//! The search through built folders for what is above their audiences.

use rayon::prelude::*;

use crate::config::{Audience, Config};
use crate::diag::Diagnostics;
use crate::disk::{Disk, EntryKind};
use crate::leaks::{self, Hit};
use crate::{search, site, theme};

/// What looking through a folder came to.
#[derive(Default)]
pub struct Looked {
    /// How many files were read.
    pub files: usize,
    /// Each file with something above its audience.
    pub hits: Vec<(String, Vec<Hit>)>,
    /// What could not be looked into, and why.
    pub unread: Vec<(String, String)>,
}

/// Looks through the folder of each audience for what the sources say above it alone.
pub fn leaks(disk: &dyn Disk, config: &Config, folders: &[(Audience, &dyn Disk)]) -> Vec<Looked> {
    // What is wrong with the site is for `check` to say.
    let mut diagnostics = Diagnostics::default();
    let site = site::load(disk, config, &mut diagnostics);
    let theme = theme::load(disk, &config.theme, &config.brand, &config.locale, &mut diagnostics);
    let assets = theme.assets();
    let look = |(audience, built): &(Audience, &dyn Disk)| {
        let mut needles = site.needles(*audience, config);
        // The theme says the same to everybody.
        assets.iter().filter_map(|file| std::str::from_utf8(&file.bytes).ok()).for_each(|text| needles.show(text));
        let entries = built.walk("", &|_| false);
        let read: Vec<_> = entries
            .into_par_iter()
            .filter(|entry| entry.kind != EntryKind::Folder)
            .map(|entry| {
                let hits = match (&entry.kind, built.read(&entry.path)) {
                    (EntryKind::Unreadable(why), _) => Err(why.clone()),
                    (_, Err(error)) => Err(error.to_string()),
                    (_, Ok(bytes)) => {
                        let index = search::is_of_index(&entry.path).then(|| search::text_of(&bytes));
                        Ok(leaks::scan(&entry.path, &bytes, index, &needles))
                    }
                };
                (entry.path, hits)
            })
            .collect();
        let mut looked = Looked::default();
        for (path, hits) in read {
            looked.files += usize::from(hits.is_ok());
            match hits {
                Ok(hits) if hits.is_empty() => {}
                Ok(hits) => looked.hits.push((path, hits)),
                Err(why) => looked.unread.push((path, why)),
            }
        }
        looked
    };
    folders.iter().map(look).collect()
}
