//! The one thing that EXIF says about the picture itself: which way up it is.

use super::Bytes;

/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;
/// The type "unsigned, two bytes".
const SHORT: u16 = 3;
/// A block with more entries is not read to its end.
const MAX_ENTRIES: u16 = 1_000;

/// How the picture is to be turned, from 2 to 8; `None` when it stands as it is or nothing says so.
pub(super) fn orientation(tiff: &[u8]) -> Option<u16> {
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let number = |bytes: &[u8]| match big {
        true => bytes.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)),
        false => bytes.iter().rev().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)),
    };
    let start = usize::try_from(number(tiff.get(4..8)?)).ok()?;
    let mut bytes = Bytes { rest: tiff.get(start..)? };
    let entries = u16::try_from(number(bytes.take(2).ok()?)).ok()?;
    for _ in 0..entries.min(MAX_ENTRIES) {
        let entry = bytes.take(12).ok()?;
        let (tag, kind) = (number(&entry[..2]), number(&entry[2..4]));
        if tag == u32::from(ORIENTATION) && kind == u32::from(SHORT) {
            return u16::try_from(number(&entry[8..10])).ok().filter(|value| (2..=8).contains(value));
        }
    }
    None
}

/// Whether a picture turned so has its width where its height was.
pub(super) fn is_on_its_side(orientation: u16) -> bool {
    orientation >= 5
}

/// A block of EXIF that says how the picture is to be turned and nothing else.
pub(super) fn only(orientation: u16) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0".to_vec();
    for part in [ORIENTATION, SHORT, 1, 0, orientation, 0, 0, 0] {
        tiff.extend(part.to_le_bytes());
    }
    tiff
}
