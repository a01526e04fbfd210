//! What is looked for: an index that answers whether words are above an audience, and gives none of them away.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::among::Among;
use super::amounts;
use super::filter::Filter;
use super::read::{self, Listener, What};
use super::seen::Seen;
use super::table::Table;
use super::words::{self, RUN, Runs, Words};
use crate::diag::{Place, Source};

/// What is above an audience, as it is gathered. Deliberately neither `Debug` nor `Serialize`.
#[derive(Default)]
pub struct Hidden {
    /// Parts of sources, each whole.
    texts: Vec<(Arc<Source>, Range<usize>)>,
    names: FxHashMap<u64, Place>,
    /// The last two words of each name.
    name_ends: Vec<u64>,
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
        let whole = words::whole(name);
        if (2..RUN).contains(&whole.count) {
            self.names.entry(whole.number).or_insert_with(|| place.clone());
            self.name_ends.push(whole.last);
        }
        if whole.count >= RUN {
            let mut runs = Runs::default();
            for word in Words::new(name) {
                runs.push(&word);
                if let Some(run) = runs.last_run() {
                    self.runs.entry(run).or_insert_with(|| place.clone());
                }
            }
        }
    }

    /// Whether there is nothing above the audience.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.names.is_empty() && self.runs.is_empty()
    }

    /// How long all of its texts are, in bytes.
    pub fn bytes(&self) -> usize {
        self.texts.iter().map(|(_, range)| range.len()).sum()
    }

    /// What of it none of the texts `shown` says too: the audience may read those. Where it is known what the files say that
    /// will be looked through, nothing else is looked for.
    pub fn without(self, shown: &[&str], among: Option<&Among>) -> Needles {
        let mut needles = Needles::of(self, among);
        needles.show(shown);
        needles
    }
}

/// What exists only above an audience. Deliberately neither `Debug` nor `Serialize`.
#[derive(Default)]
pub struct Needles {
    hidden: Hidden,
    /// Runs of [`RUN`] words.
    runs: Table,
    names: Table,
    /// The last two words of names.
    name_ends: Filter,
    amounts: Table,
    amount_places: FxHashMap<u64, Place>,
    /// Pieces that give nothing away.
    seen: Option<Seen>,
    /// Where each run stands; made when the first one is found.
    places: OnceLock<FxHashMap<u64, Place>>,
}

impl Needles {
    fn of(hidden: Hidden, among: Option<&Among>) -> Needles {
        let is_worth = |run: u64| among.is_none_or(|among| among.may_hold(run));
        let mut runs: Vec<Vec<u64>> = hidden
            .texts
            .par_iter()
            .map(|(source, range)| {
                let mut runs = Vec::new();
                words::passages(&source.text[range.clone()], |run, _| runs.extend(is_worth(run).then_some(run)));
                runs
            })
            .collect();
        runs.push(hidden.runs.keys().copied().collect());
        let mut amount_places = FxHashMap::default();
        for (source, range) in &hidden.texts {
            for (amount, at) in amounts::amounts(&source.text[range.clone()]) {
                amount_places
                    .entry(amount)
                    .or_insert_with(|| Place::new(source, range.start + at.start..range.start + at.end));
            }
        }
        Needles {
            runs: Table::of(&runs),
            names: Table::of(&[hidden.names.keys().copied().collect()]),
            name_ends: Filter::new(hidden.name_ends.iter().copied()),
            amounts: Table::of(&[amount_places.keys().copied().collect()]),
            amount_places,
            hidden,
            ..Needles::default()
        }
    }

    /// Takes out what these texts say too: the audience may read it.
    pub fn show(&mut self, texts: &[&str]) {
        if self.is_empty() {
            return;
        }
        // What is said here needs not be read again where a file says it.
        let seen = self.seen.take().unwrap_or_else(|| Seen::for_bytes(texts.iter().map(|text| text.len()).sum()));
        texts.par_iter().for_each(|text| {
            read::read(text, Some(&seen), &mut Shown(self));
        });
        self.seen = Some(seen);
        [&mut self.runs, &mut self.names, &mut self.amounts].into_iter().for_each(Table::sieve);
    }

    /// Takes out amounts that follow from what the audience may read.
    pub fn show_amounts(&mut self, amounts: &[u64]) {
        amounts.iter().for_each(|amount| self.amounts.take_out(*amount));
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty() && self.names.is_empty() && self.amounts.is_empty()
    }

    #[inline]
    pub(super) fn has_run(&self, run: u64) -> bool {
        self.runs.holds(run)
    }

    /// Whether there may be a name that ends with these two words.
    #[inline]
    pub(super) fn may_have_names_on(&self, last: u64) -> bool {
        self.name_ends.may_hold(last)
    }

    pub(super) fn has_name(&self, name: u64) -> bool {
        self.names.holds(name)
    }

    pub(super) fn has_amount(&self, amount: u64) -> bool {
        self.amounts.holds(amount)
    }

    pub(super) fn seen(&self) -> Option<&Seen> {
        self.seen.as_ref()
    }

    /// Where something stands that is above the audience.
    pub(super) fn place(&self, what: What, number: u64) -> Option<Place> {
        match what {
            What::Passage => self.place_of_run(number),
            What::Name => self.hidden.names.get(&number).cloned(),
            What::Amount => self.amount_places.get(&number).cloned(),
        }
    }

    fn place_of_run(&self, run: u64) -> Option<Place> {
        let places = self.places.get_or_init(|| {
            let mut places = FxHashMap::default();
            for (source, range) in &self.hidden.texts {
                words::passages(&source.text[range.clone()], |run, at| {
                    if self.runs.holds(run) {
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

/// Takes out of the needles what a text says that the audience may read.
struct Shown<'n>(&'n Needles);

impl Listener for Shown<'_> {
    const TELLS_AGAIN: bool = false;
    const READS_ENTITIES: bool = true;

    fn wants_run(&self, run: u64) -> bool {
        self.0.has_run(run)
    }

    fn wants_names_on(&self, last: u64) -> bool {
        self.0.may_have_names_on(last)
    }

    fn wants_name(&self, name: u64) -> bool {
        self.0.has_name(name)
    }

    fn wants_amount(&self, amount: u64) -> bool {
        self.0.has_amount(amount)
    }

    fn take(&mut self, what: What, number: u64, _: Range<usize>) {
        let table = match what {
            What::Passage => &self.0.runs,
            What::Name => &self.0.names,
            What::Amount => &self.0.amounts,
        };
        table.take_out(number);
    }
}
