//! Blocks of which one fence was read and the other not.

use crate::diag::{Diagnostic, Diagnostics, Place, rules};

/// The findings without those about closing fences whose opening line was reported as not read.
pub(in crate::site) fn without_their_fences(found: Diagnostics) -> Diagnostics {
    let is = |finding: &Diagnostic, message: &str| *finding.rule == rules::UNCLOSED_BLOCK && finding.message == message;
    let start = |finding: &Diagnostic| finding.place.as_ref().and_then(Place::range).map_or(0, |range| range.start);
    let opens = |finding: &&Diagnostic| {
        is(finding, NOT_READ)
            || (*finding.rule == rules::UNREAD_INSTRUCTION && finding.message.ends_with(HIDES_NOTHING))
    };
    let mut openings: Vec<usize> = found.iter().filter(opens).map(start).collect();
    found.sifted(|finding| {
        let before = openings.iter().position(|opening| *opening < start(&finding));
        match before.filter(|_| is(&finding, NOTHING_OPEN)) {
            Some(opening) => {
                openings.remove(opening);
                None
            }
            None => Some(finding),
        }
    })
}

/// What is said of a line that looks like a block and is not read as one.
pub(in crate::site) const NOT_READ: &str = "this block is not read as one";
/// How a finding ends about an instruction that was meant to hide what follows.
pub(in crate::site) const HIDES_NOTHING: &str = "is not read, so it hides nothing";
pub(super) const NOTHING_OPEN: &str = "a closing fence, but no block is open";
