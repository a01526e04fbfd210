//! What files say, whatever it is: where they say little, only that little has to be looked for.

use std::ops::Range;

use rayon::prelude::*;

use super::filter::Filter;
use super::read::{Listener, What};
use super::scan::{self, File};

/// The runs of words in files, as bits that they set.
pub struct Among(Filter);

impl Among {
    /// What these files say, in each form that their bytes may have.
    pub fn of(files: &[File<'_>]) -> Among {
        let runs: Vec<Vec<u64>> = files
            .par_iter()
            .map(|file| {
                let mut all = All(Vec::new());
                scan::listen(file, None, &mut |text, _, _, seen| super::read::read(text, seen, &mut all));
                all.0
            })
            .collect();
        let runs: Vec<u64> = runs.into_iter().flatten().collect();
        Among(Filter::new(runs.into_iter()))
    }

    /// Whether a run may be in one of the files; where not, it is not.
    pub(super) fn may_hold(&self, run: u64) -> bool {
        self.0.may_hold(run)
    }
}

/// Takes every run.
struct All(Vec<u64>);

impl Listener for All {
    const TELLS_AGAIN: bool = true;
    const READS_ENTITIES: bool = false;

    fn wants_run(&self, _: u64) -> bool {
        true
    }

    fn wants_names_on(&self, _: u64) -> bool {
        false
    }

    fn wants_name(&self, _: u64) -> bool {
        false
    }

    fn wants_amount(&self, _: u64) -> bool {
        false
    }

    fn take(&mut self, _: What, number: u64, _: Range<usize>) {
        self.0.push(number);
    }
}
