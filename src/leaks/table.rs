//! Numbers that are looked up by the million, and of which each can be taken out by whoever comes across it.

use std::sync::atomic::{AtomicBool, Ordering};

use super::filter::Filter;

/// A set of numbers. Any thread may take one out; none is added later.
#[derive(Default)]
pub(super) struct Table {
    /// Numbers where they were put, and 0 where nothing is. Half of them at least are 0.
    slots: Vec<u64>,
    is_out: Vec<AtomicBool>,
    filter: Filter,
}

impl Table {
    /// The numbers of these lists, each once.
    pub(super) fn of(lists: &[Vec<u64>]) -> Table {
        let count: usize = lists.iter().map(Vec::len).sum();
        if count == 0 {
            return Table::default();
        }
        let mut table = Table { slots: vec![0; (2 * count).next_power_of_two()], ..Table::default() };
        for &number in lists.iter().flatten() {
            let number = number.max(1);
            let at = table.place(number);
            table.slots[at] = number;
        }
        table.is_out = table.slots.iter().map(|_| AtomicBool::new(false)).collect();
        table.sieve();
        table
    }

    /// Makes the filter anew, for the numbers that are left.
    pub(super) fn sieve(&mut self) {
        let left: Vec<u64> = self.left().collect();
        self.filter = Filter::new(left.into_iter());
    }

    fn left(&self) -> impl Iterator<Item = u64> {
        let slots = self.slots.iter().zip(&self.is_out);
        slots.filter(|(number, is_out)| **number != 0 && !is_out.load(Ordering::Relaxed)).map(|(number, _)| *number)
    }

    /// Whether no number is left.
    pub(super) fn is_empty(&self) -> bool {
        self.left().next().is_none()
    }

    #[inline]
    pub(super) fn holds(&self, number: u64) -> bool {
        let number = number.max(1);
        self.filter.may_hold(number) && {
            let at = self.place(number);
            self.slots[at] == number && !self.is_out[at].load(Ordering::Relaxed)
        }
    }

    /// Takes a number out, if it is in.
    pub(super) fn take_out(&self, number: u64) {
        let number = number.max(1);
        if !self.slots.is_empty() {
            let at = self.place(number);
            if self.slots[at] == number {
                self.is_out[at].store(true, Ordering::Relaxed);
            }
        }
    }

    /// Where a number is, or would be put.
    #[inline]
    fn place(&self, number: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut at = (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 24) as usize & last;
        while self.slots[at] != 0 && self.slots[at] != number {
            at = (at + 1) & last;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_until_they_are_taken_out() {
        let numbers: Vec<u64> = (0..5_000).map(|number: u64| number.wrapping_mul(0x1234_5678_9abc_def1)).collect();
        let mut table = Table::of(&[numbers.clone(), numbers[..100].to_vec(), Vec::new()]);
        assert!(numbers.iter().all(|number| table.holds(*number)));
        assert!((1..5_000).all(|number: u64| !table.holds(number.wrapping_mul(0x77) + 3)));
        numbers.iter().step_by(2).for_each(|number| table.take_out(*number));
        table.take_out(3);
        table.sieve();
        assert!(numbers.iter().enumerate().all(|(at, number)| table.holds(*number) == (at % 2 == 1)));
        numbers.iter().for_each(|number| table.take_out(*number));
        assert!(table.is_empty() && !numbers.iter().any(|number| table.holds(*number)));
        assert!(Table::default().is_empty() && !Table::default().holds(0));
        Table::default().take_out(7);
    }
}
