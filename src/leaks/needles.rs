//! What is looked for: an index that answers whether words are above an audience, and gives none of them away.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::filter::Filter;
use super::words::{self, RUN, Runs, Words};
use crate::diag::{Place, Source};

/// What is above an audience, as it is gathered. Deliberately neither `Debug` nor `Serialize`.
#[derive(Default)]
pub struct Hidden {
    /// Parts of sources, each whole.
    texts: Vec<(Arc<Source>, Range<usize>)>,
    names: FxHashMap<u64, Place>,
    /// Runs in names that are longer than a name that is looked for whole.
    runs: FxHashMap<u64, Place>,
}

impl Hidden {
    /// Adds a part of a source that the audience may not read.
    pub fn text(&mut self, source: &Arc<Source>, range: Range<usize>) {
        self.texts.push((Arc::clone(source), range));
    }

    /// Adds a title, a name, an id or an address above the audience. A single word is nobody's alone, and is not added.
    pub fn name(&mut self, name: &str, place: &Place) {
        let (hash, count) = words::whole(name);
        if (2..RUN).contains(&count) {
            self.names.entry(hash).or_insert_with(|| place.clone());
        }
        if count >= RUN {
            let mut runs = Runs::default();
            for word in Words::new(name) {
                runs.push(&word);
                if let Some(run) = runs.last(RUN) {
                    self.runs.entry(run).or_insert_with(|| place.clone());
                }
            }
        }
    }

    /// Whether there is nothing above the audience.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.names.is_empty() && self.runs.is_empty()
    }

    /// What of it none of the texts `shown` says too: the audience may read those.
    pub fn without(self, shown: &[&str]) -> Needles {
        let mut needles = Needles::of(self);
        needles.show(shown);
        needles
    }
}

/// What exists only above an audience. Deliberately neither `Debug` nor `Serialize`.
#[derive(Default)]
pub struct Needles {
    hidden: Hidden,
    /// Runs of [`RUN`] words.
    runs: FxHashSet<u64>,
    run_filter: Filter,
    /// The last words of names.
    name_filter: Filter,
    amounts: FxHashMap<u64, Place>,
    /// Where each run stands; made when the first one is found.
    places: OnceLock<FxHashMap<u64, Place>>,
}

/// What is said for everybody among what is hidden.
#[derive(Default)]
struct Said {
    runs: FxHashSet<u64>,
    names: FxHashSet<u64>,
    amounts: FxHashSet<u64>,
}

impl Needles {
    fn of(hidden: Hidden) -> Needles {
        let passages: Vec<Vec<u64>> = hidden
            .texts
            .par_iter()
            .map(|(source, range)| {
                let mut runs = Vec::new();
                words::passages(&source.text[range.clone()], |run, _| runs.push(run));
                runs
            })
            .collect();
        let mut runs: FxHashSet<u64> = hidden.runs.keys().copied().collect();
        runs.reserve(passages.iter().map(Vec::len).sum());
        passages.into_iter().for_each(|passage| runs.extend(passage));
        let mut amounts = FxHashMap::default();
        for (source, range) in &hidden.texts {
            for (amount, at) in words::amounts(&source.text[range.clone()]) {
                amounts
                    .entry(amount)
                    .or_insert_with(|| Place::new(source, range.start + at.start..range.start + at.end));
            }
        }
        let mut needles = Needles { hidden, runs, amounts, ..Needles::default() };
        needles.sieve();
        needles
    }

    /// Makes the filters anew.
    fn sieve(&mut self) {
        self.run_filter = Filter::new(self.runs.iter().copied());
        self.name_filter = Filter::new(self.hidden.names.keys().copied());
    }

    /// Takes out what these texts say too: the audience may read it.
    pub fn show(&mut self, texts: &[&str]) {
        if self.is_empty() {
            return;
        }
        let said: Vec<Said> = texts.par_iter().map(|text| self.said(text)).collect();
        for said in said {
            for run in said.runs {
                self.runs.remove(&run);
                self.hidden.runs.remove(&run);
            }
            for name in said.names {
                self.hidden.names.remove(&name);
            }
            for amount in said.amounts {
                self.amounts.remove(&amount);
            }
        }
        self.sieve();
    }

    /// Takes out the amounts in texts that follow from what the audience may read.
    pub fn show_amounts(&mut self, texts: &[&str]) {
        for (amount, _) in texts.iter().flat_map(|text| words::amounts(text)) {
            self.amounts.remove(&amount);
        }
    }

    /// What of the needles a text says.
    fn said(&self, text: &str) -> Said {
        let mut said = Said::default();
        let mut runs = Runs::default();
        for word in Words::new(text) {
            runs.push(&word);
            if let Some(run) = runs.last(RUN).filter(|run| self.has_run(*run)) {
                said.runs.insert(run);
            }
            for length in 2..RUN {
                if let Some(name) = runs.last(length).filter(|name| self.has_name(*name)) {
                    said.names.insert(name);
                }
            }
        }
        let amounts = words::amounts(text).into_iter().map(|(amount, _)| amount);
        said.amounts = amounts.filter(|amount| self.amounts.contains_key(amount)).collect();
        said
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty() && self.hidden.names.is_empty() && self.amounts.is_empty()
    }

    #[inline]
    pub(super) fn has_run(&self, run: u64) -> bool {
        self.run_filter.may_hold(run) && self.runs.contains(&run)
    }

    #[inline]
    pub(super) fn has_name(&self, name: u64) -> bool {
        self.name_filter.may_hold(name) && self.hidden.names.contains_key(&name)
    }

    /// Where a name stands that is above the audience.
    pub(super) fn place_of_name(&self, name: u64) -> Option<Place> {
        self.hidden.names.get(&name).cloned()
    }

    /// Where an amount stands that is above the audience.
    pub(super) fn place_of_amount(&self, amount: u64) -> Option<Place> {
        self.amounts.get(&amount).cloned()
    }

    /// Where a run stands that is above the audience.
    pub(super) fn place_of_run(&self, run: u64) -> Option<Place> {
        let places = self.places.get_or_init(|| {
            let mut places = FxHashMap::default();
            for (source, range) in &self.hidden.texts {
                words::passages(&source.text[range.clone()], |run, at| {
                    if self.runs.contains(&run) {
                        places
                            .entry(run)
                            .or_insert_with(|| Place::new(source, range.start + at.start..range.start + at.end));
                    }
                });
            }
            places
        });
        places.get(&run).or_else(|| self.hidden.runs.get(&run)).cloned()
    }
}
