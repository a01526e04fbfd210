//! The arithmetic of scores, the same to the last bit in Rust and in JavaScript (`js/lib/search/score.js`).
//!
//! Scores are `f32`, rounded after every operation. The logarithm is made of the four basic operations in `f64`, because
//! platforms differ in the last bits of theirs.

/// The natural logarithm of `x`, which is at least 1.
#[allow(clippy::while_float, reason = "halving a finite number ends")]
pub(super) fn ln(mut x: f64) -> f64 {
    let mut halvings = 0.0;
    while x > 1.5 {
        x *= 0.5;
        halvings += 1.0;
    }
    // ln x = 2 (t + t³/3 + t⁵/5 + ...), where |t| is at most 0.2.
    let t = (x - 1.0) / (x + 1.0);
    let square = t * t;
    let mut sum = 0.0;
    let mut odd = 25.0;
    while odd > 0.0 {
        sum = sum * square + 1.0 / odd;
        odd -= 2.0;
    }
    #[allow(clippy::approx_constant, reason = "spelt out, as JavaScript has it")]
    let ln_2 = 0.693_147_180_559_945_3;
    halvings * ln_2 + 2.0 * t * sum
}

/// How much a term says that `found` of `all` sections hold: BM25's inverse document frequency, as tantivy has it.
pub(super) fn idf(found: u32, all: u32) -> f32 {
    let found_here = found.min(all);
    let x = ((all - found_here) as f32 + 0.5) / (found_here as f32 + 0.5);
    ln(f64::from(1.0 + x)) as f32
}

/// The length that the code of a length stands for: exact up to 40, then eight codes for each doubling, as in tantivy.
pub(super) fn length_of_code(code: u8) -> u32 {
    let code = u32::from(code);
    if code < 24 {
        return code;
    }
    let (bits, shift) = ((code - 24) & 7, (code - 24) >> 3);
    24 + if shift == 0 { bits } else { (bits | 8) << (shift - 1) }
}

/// What BM25 adds to the frequency below the line, for a field of this length where `average` is usual.
pub(super) fn norm(k1: f32, b: f32, length: u32, average: f32) -> f32 {
    k1 * (1.0 - b + b * length as f32 / average)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::fieldnorm::FieldNormReader;

    #[test]
    fn the_logarithm_is_that_of_the_platform_but_for_its_last_bits() {
        for n in 0..200_000u32 {
            let x = 1.0 + f64::from(n) * 0.37;
            let (ours, theirs) = (ln(x), x.ln());
            assert!((ours - theirs).abs() <= 1e-14 * theirs.max(1.0), "{x}: {ours} {theirs}");
        }
    }

    #[test]
    fn codes_of_lengths_are_those_of_tantivy() {
        for code in 0..=255 {
            assert_eq!(length_of_code(code), FieldNormReader::id_to_fieldnorm(code), "{code}");
        }
    }
}
