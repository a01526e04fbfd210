//! A first answer to whether a number is among many: mostly "no", in one look at the memory.

/// Bits for each number: one in a few hundred of the others passes.
const BITS_EACH: usize = 16;

/// Numbers, as bits that they set.
#[derive(Default)]
pub(super) struct Filter {
    words: Vec<u64>,
}

impl Filter {
    pub(super) fn new(numbers: impl ExactSizeIterator<Item = u64>) -> Filter {
        if numbers.len() == 0 {
            return Filter::default();
        }
        let words = (numbers.len() * BITS_EACH / 64).next_power_of_two();
        let mut filter = Filter { words: vec![0; words] };
        for number in numbers {
            let (at, bits) = filter.bits(number);
            filter.words[at] |= bits;
        }
        filter
    }

    /// Whether a number may be among them; where not, it is not.
    #[inline]
    pub(super) fn may_hold(&self, number: u64) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let (at, bits) = self.bits(number);
        self.words[at] & bits == bits
    }

    /// The word that a number belongs to, and its three bits there.
    #[inline]
    fn bits(&self, number: u64) -> (usize, u64) {
        let mixed = number.wrapping_mul(0xd6e8_feb8_6659_fd93);
        let at = (mixed >> 20) as usize & (self.words.len() - 1);
        let bit = |shift: u32| 1 << (mixed >> shift & 63);
        (at, bit(46) | bit(52) | bit(58))
    }
}
