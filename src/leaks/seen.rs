//! Pieces of text that were read before and give nothing away: the frame of every page, and a paragraph that stands in a
//! page, in its copy in Markdown and in the search index. Most of what a site says is said more than once.

use std::hash::Hasher;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHasher;

/// A shorter piece is read as fast as it is looked up, in bytes.
pub(super) const SHORTEST_PIECE: usize = 48;

/// So many bytes of text for each piece that can be noted.
const BYTES_EACH: usize = 32;
const FEWEST: usize = 1 << 8;
const MOST: usize = 1 << 21;

/// Notes pieces by their numbers. Where two want one slot the later one has it, and the other is read again.
pub(super) struct Seen {
    slots: Vec<AtomicU64>,
}

impl Seen {
    /// Room for the pieces of a text of so many bytes.
    pub(super) fn for_bytes(bytes: usize) -> Seen {
        let count = (bytes / BYTES_EACH).next_power_of_two().clamp(FEWEST, MOST);
        Seen { slots: (0..count).map(|_| AtomicU64::new(0)).collect() }
    }

    pub(super) fn holds(&self, piece: u64) -> bool {
        self.slot(piece).load(Ordering::Relaxed) == piece
    }

    pub(super) fn note(&self, piece: u64) {
        self.slot(piece).store(piece, Ordering::Relaxed);
    }

    fn slot(&self, piece: u64) -> &AtomicU64 {
        &self.slots[piece as usize & (self.slots.len() - 1)]
    }
}

/// A piece as a number, never 0. What stands in a tag is another piece than the same words outside.
pub(super) fn number(piece: &[u8], in_tag: bool) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(piece);
    hasher.write_u8(u8::from(in_tag));
    hasher.finish().max(1)
}

/// Where the piece ends that begins at `from`: at a bracket of a tag or at the end of its line.
#[inline]
pub(super) fn end_of_piece(bytes: &[u8], from: usize) -> usize {
    memchr::memchr3(b'<', b'>', b'\n', &bytes[from..]).map_or(bytes.len(), |at| from + at)
}
