//! What readers are told of changes, from states of the site's files: for each audience only what it read itself.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::{Audience, Config, Past, PastChange};
use crate::diag::Diagnostics;
use crate::diff::{Edition, PageChange, page_changes};
use crate::disk::Disk;
use crate::site::{self, routes};

/// So many headings are named of one page and day.
const MOST_HEADINGS: usize = 4;

/// What each audience saw change, by its name, oldest first.
pub type History = BTreeMap<String, Vec<PageChange>>;

/// What changed from each of these states to the next one, the oldest first, each with its day. The first one is where
/// it begins.
pub fn history<'d>(states: impl Iterator<Item = (Date, Box<dyn Disk + 'd>)>, config: &Config) -> History {
    let mut known: BTreeMap<String, Edition> = BTreeMap::new();
    let mut history = History::new();
    for (on, disk) in states {
        for (name, edition) in editions(&*disk, on, config) {
            match known.get_mut(&name) {
                Some(known) => history.entry(name).or_default().extend(page_changes(known, edition, on)),
                None => {
                    known.insert(name, edition);
                }
            }
        }
    }
    history
}

/// The history as readers of the site may read it today: pages and headings that an audience reads no more are left out,
/// and so are those that are not on the disk as they were in the last state.
pub fn past(history: &History, now: &dyn Disk, config: &Config) -> Past {
    let mut past = Past::new();
    for (name, edition) in editions(now, config.today, config) {
        let Some(changes) = history.get(&name) else { continue };
        let told: Vec<PastChange> = changes.iter().filter_map(|change| told(change, &edition)).collect();
        if !told.is_empty() {
            past.insert(name, told);
        }
    }
    past
}

fn told(change: &PageChange, edition: &Edition) -> Option<PastChange> {
    let url = edition.redirects.get(&change.url).unwrap_or(&change.url);
    // The page of changes changes with every one of them.
    let page = edition.pages.iter().find(|page| page.url == *url && *url != routes::CHANGES)?;
    let is_there = |heading: &&(String, String)| {
        page.sections.iter().any(|section| section.anchor == heading.0 && section.heading == heading.1)
    };
    let headings = change.headings.iter().filter(is_there).map(|(_, heading)| heading.clone());
    Some(PastChange {
        on: change.on,
        url: page.url.clone(),
        title: page.title.clone(),
        is_new: change.is_new,
        headings: headings.take(MOST_HEADINGS).collect(),
    })
}

/// What each of today's audiences saw of a state on that day; of one whose settings cannot be used, nobody saw anything.
fn editions(disk: &dyn Disk, on: Date, config: &Config) -> Vec<(String, Edition)> {
    let mut ignored = Diagnostics::default();
    let Some(then) = Config::load(disk, on, &mut ignored).filter(|then| !then.audiences_unclear) else {
        return Vec::new();
    };
    let site = site::load(disk, &then, &mut ignored);
    let named = |audience: Audience| then.audiences.name(audience).to_owned();
    let readers = then.audiences.iter().filter(|audience| config.audiences.find(&named(*audience)).is_some());
    readers
        .map(|audience| (named(audience), Edition::of(site.for_audience(audience, &then, &mut ignored), Vec::new())))
        .collect()
}
