//! Which page of the newer state is which of the older one.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::snapshot::{Edition, PageShot};
use super::text;

/// Pages that belong together, by their place in their edition.
pub(super) struct Pairs {
    to_new: BTreeMap<usize, usize>,
    to_old: BTreeMap<usize, usize>,
}

/// Two pages without an address or a file in common are one when they share at least this part of their sentences.
const ALIKE: f64 = 0.5;

impl Pairs {
    /// The pages of two editions: those at one address first, then those of one file, those that took over an address,
    /// then those whose text is mostly the same.
    pub(super) fn of(old: &Edition, new: &Edition) -> Pairs {
        let mut pairs = Pairs { to_new: BTreeMap::new(), to_old: BTreeMap::new() };
        let by_url: HashMap<&str, usize> =
            new.pages.iter().enumerate().map(|(at, page)| (page.url.as_str(), at)).collect();
        for (at, page) in old.pages.iter().enumerate() {
            if let Some(to) = by_url.get(page.url.as_str()) {
                pairs.add(at, *to);
            }
        }
        let (of_old, of_new) = (files(old), files(new));
        for (file, at) in &of_old {
            if let Some(to) = of_new.get(file) {
                pairs.add(*at, *to);
            }
        }
        for (at, page) in old.pages.iter().enumerate() {
            let to = new.redirects.get(&page.url).and_then(|url| by_url.get(url.as_str()));
            if let Some(to) = to {
                pairs.add(at, *to);
            }
        }
        pairs.add_alike(old, new);
        pairs
    }

    fn add(&mut self, old: usize, new: usize) {
        if !self.to_new.contains_key(&old) && !self.to_old.contains_key(&new) {
            self.to_new.insert(old, new);
            self.to_old.insert(new, old);
        }
    }

    fn add_alike(&mut self, old: &Edition, new: &Edition) {
        let left = |pages: &[PageShot], known: &BTreeMap<usize, usize>| -> Vec<(usize, HashSet<u64>)> {
            let open = pages.iter().enumerate().filter(|(at, _)| !known.contains_key(at));
            open.map(|(at, page)| (at, said(page))).filter(|(_, said)| !said.is_empty()).collect()
        };
        let (before, after) = (left(&old.pages, &self.to_new), left(&new.pages, &self.to_old));
        let mut where_said: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, (_, said)) in after.iter().enumerate() {
            said.iter().for_each(|sentence| where_said.entry(*sentence).or_default().push(at));
        }
        let mut found: Vec<(f64, usize, usize)> = Vec::new();
        for (old_at, old_said) in &before {
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            // What stands on page after page says nothing about which is which.
            let telling =
                old_said.iter().filter_map(|sentence| where_said.get(sentence)).filter(|pages| pages.len() <= 20);
            telling.flatten().for_each(|at| *shared.entry(*at).or_default() += 1);
            for (at, count) in shared {
                let share = count as f64 / old_said.len().max(after[at].1.len()) as f64;
                if share >= ALIKE {
                    found.push((share, *old_at, after[at].0));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        found.into_iter().for_each(|(_, old, new)| self.add(old, new));
    }

    /// What a page of the older state became.
    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.to_new.get(&old).copied()
    }

    /// What a page of the newer state was.
    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        self.to_old.get(&new).copied()
    }

    /// Every pair, in the order of the newer pages.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.to_old.iter().map(|(new, old)| (*old, *new))
    }

    /// Files that have another name now, by the old one.
    pub(super) fn renamed_sources(&self, old: &Edition, new: &Edition) -> Vec<(String, String)> {
        let names = self
            .all()
            .filter_map(|(before, after)| Some((old.pages[before].source.clone()?, new.pages[after].source.clone()?)));
        names.filter(|(before, after)| before != after).collect()
    }
}

/// The pages that a file of their own makes, by its path.
fn files(edition: &Edition) -> BTreeMap<&str, usize> {
    let own = edition.pages.iter().enumerate().filter_map(|(at, page)| Some((page.source.as_deref()?, at)));
    // A data file makes many pages.
    own.filter(|(source, _)| !source.starts_with("content/data/")).collect()
}

fn said(page: &PageShot) -> HashSet<u64> {
    let sentences = page.lines().flat_map(text::sentences).map(text::plain);
    sentences.filter(|sentence| text::word_count(sentence) > 2).map(|sentence| text::number(&sentence)).collect()
}
