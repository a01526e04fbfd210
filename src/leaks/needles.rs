//! What is looked for: an index that answers whether words are above an audience, and gives none of them away.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::words::{self, RUN, Word};
use crate::diag::{Place, Source};

/// What an amount is called.
pub(super) const AMOUNT: &str = "an amount";

/// What exists only above an audience. Deliberately neither `Debug` nor `Serialize`.
#[derive(Default)]
pub struct Needles {
    sources: Vec<Arc<Source>>,
    /// Runs of [`RUN`] words.
    runs: FxHashMap<u64, Spot>,
    /// Titles, names and addresses of two to four words.
    names: FxHashMap<u64, Spot>,
    amounts: FxHashMap<u64, Spot>,
}

/// Where something stands.
#[derive(Clone, Copy)]
struct Spot {
    source: u32,
    start: u32,
    end: u32,
}

/// What was found, and where in the text that was looked through.
pub(super) struct Match {
    pub(super) what: &'static str,
    pub(super) place: Place,
    pub(super) at: Range<usize>,
}

impl Needles {
    /// Adds a part of a source that the audience may not read.
    pub fn hide_text(&mut self, source: &Arc<Source>, range: Range<usize>) {
        let from = range.start;
        let text = &source.text[range];
        let index = self.index(source);
        let spot = |range: &Range<usize>| spot(index, from + range.start, from + range.end);
        let words = words::words(text);
        for run in words.windows(RUN) {
            let whole = run[0].range.start..run[RUN - 1].range.end;
            if !words::is_broken(&text[whole.clone()]) {
                self.runs.entry(words::run(run)).or_insert_with(|| spot(&whole));
            }
        }
        for (amount, range) in words::amounts(text) {
            self.amounts.entry(amount).or_insert_with(|| spot(&range));
        }
    }

    /// Adds a title, a name, an id or an address above the audience. A single word is nobody's alone, and is not added.
    pub fn hide_name(&mut self, name: &str, place: &Place) {
        let words = words::words(name);
        let range = place.range().unwrap_or(0..0);
        let index = self.index(place.source());
        let spot = spot(index, range.start, range.end);
        if words.len() >= RUN {
            for run in words.windows(RUN) {
                self.runs.entry(words::run(run)).or_insert(spot);
            }
        } else if words.len() > 1 {
            self.names.entry(words::run(&words)).or_insert(spot);
        }
    }

    /// Takes out what this text says too: the audience may read it.
    pub fn show(&mut self, text: &str) {
        let words = words::words(text);
        for at in 0..words.len() {
            for length in 2..=RUN.min(words.len() - at) {
                let run = words::run(&words[at..at + length]);
                if length == RUN {
                    self.runs.remove(&run)
                } else {
                    self.names.remove(&run)
                };
            }
        }
        for (amount, _) in words::amounts(text) {
            self.amounts.remove(&amount);
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty() && self.names.is_empty() && self.amounts.is_empty()
    }

    /// Everything in `text` that is above the audience.
    pub(super) fn find(&self, text: &str) -> Vec<Match> {
        let words = words::words(text);
        let mut found = Vec::new();
        for at in 0..words.len() {
            for length in 2..=RUN.min(words.len() - at) {
                let (what, map) = if length == RUN { ("a passage", &self.runs) } else { ("a name", &self.names) };
                let run: &[Word] = &words[at..at + length];
                if let Some(spot) = map.get(&words::run(run)) {
                    let at = run[0].range.start..run[length - 1].range.end;
                    found.push(Match { what, place: self.place(*spot), at });
                }
            }
        }
        for (amount, at) in words::amounts(text) {
            if let Some(spot) = self.amounts.get(&amount) {
                found.push(Match { what: AMOUNT, place: self.place(*spot), at });
            }
        }
        found
    }

    fn place(&self, spot: Spot) -> Place {
        Place::new(&self.sources[spot.source as usize], spot.start as usize..spot.end as usize)
    }

    fn index(&mut self, source: &Arc<Source>) -> u32 {
        if !self.sources.last().is_some_and(|last| Arc::ptr_eq(last, source)) {
            self.sources.push(Arc::clone(source));
        }
        u32::try_from(self.sources.len() - 1).expect("a site has fewer files than that")
    }
}

fn spot(source: u32, start: usize, end: usize) -> Spot {
    let small = |at: usize| u32::try_from(at).expect("a text file has at most 2 MiB");
    Spot { source, start: small(start), end: small(end) }
}
