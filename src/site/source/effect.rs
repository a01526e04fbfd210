//! What it comes to that something was meant to hide what it stands in, and is no instruction: `signs` looks for it.

use std::ops::{BitOr, BitOrAssign};

use crate::diag::Diagnostic;
use crate::fields::{Fields, Table};

/// What the signs in something come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::site) struct Effect {
    /// It is for the highest audience alone.
    pub(in crate::site) closes: bool,
    /// It is kept back from everybody.
    pub(in crate::site) keeps_back: bool,
}

impl BitOr for Effect {
    type Output = Effect;

    fn bitor(self, other: Effect) -> Effect {
        Effect { closes: self.closes || other.closes, keeps_back: self.keeps_back || other.keeps_back }
    }
}

impl BitOrAssign for Effect {
    fn bitor_assign(&mut self, other: Effect) {
        *self = *self | other;
    }
}

/// Looks for signs in the keys of front matter that nothing reads, and in its values; whether it is that of an `_index.md`
/// comes third. What its values say about readers in words comes last.
pub(in crate::site) type LookAtKeys<'l> = &'l dyn Fn(&mut Fields<'_, '_>, &Table, bool, &mut Vec<Diagnostic>) -> Effect;
