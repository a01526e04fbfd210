//! In which order levels stand that a sheet names first: by what they pay, else as the sheet has them. It must not know
//! cells.

use std::collections::BTreeMap;

use super::row::Figure;

/// What levels pay where several stand side by side.
#[derive(Debug, Default)]
pub(super) struct LevelOrder {
    /// Levels in the order in which they were met.
    met: Vec<String>,
    /// For the same role, place, measure, period and currency, each level with twice the middle of its range.
    side_by_side: BTreeMap<String, Vec<(String, i128)>>,
}

impl LevelOrder {
    /// Takes note of a figure.
    pub(super) fn note(&mut self, figure: &Figure) {
        let Some(level) = &figure.level else { return };
        if !self.met.contains(level) {
            self.met.push(level.clone());
        }
        let (measure, period) = (super::records::measure(figure.measure), figure.period.name());
        let about = [&figure.role, &figure.place, measure, period, figure.currency].join("\n");
        let middle = i128::from(figure.min) + i128::from(figure.max);
        self.side_by_side.entry(about).or_default().push((level.clone(), middle));
    }

    /// Where a level stands: its mean place among those beside it, in thousandths, then when it was met.
    pub(super) fn place(&self, level: &str) -> (usize, usize) {
        let mut places = Vec::new();
        for beside in self.side_by_side.values().filter(|beside| beside.len() > 1) {
            let Some((_, own)) = beside.iter().find(|(known, _)| known == level) else { continue };
            let below = beside.iter().filter(|(_, other)| other < own).count();
            places.push(below * 1_000 / (beside.len() - 1));
        }
        let mean = places.iter().sum::<usize>().checked_div(places.len()).unwrap_or(500);
        (mean, self.met.iter().position(|known| known == level).unwrap_or(self.met.len()))
    }
}
