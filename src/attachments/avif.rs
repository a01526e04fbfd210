//! AVIF: whether it carries anything besides its picture. Cutting it out would move every pixel's place in the file.

use super::{Bytes, Note};

/// What to say about metadata in the file, if there is any, or if its boxes cannot be followed.
pub(super) fn note(file: &[u8]) -> Option<Note> {
    let mut bytes = Bytes { rest: file };
    let mut has_meta = false;
    while !bytes.rest.is_empty() {
        let Some((name, data)) = next(&mut bytes) else { return Some(kept()) };
        match name {
            b"ftyp" | b"mdat" => {}
            b"meta" => {
                has_meta = true;
                let tells = |name: &[u8; 4]| data.windows(4).any(|part| part == name);
                if [b"Exif", b"mime", b"uri ", b"uuid", b"udes"].into_iter().any(tells) {
                    return Some(kept());
                }
            }
            // A moving picture, padding, or a box of somebody's own.
            _ => return Some(kept()),
        }
    }
    (!has_meta).then(kept)
}

fn kept() -> Note {
    Note::Kept("EXIF, XMP or other parts besides the picture, which cannot be cut out of an AVIF".to_owned())
}

/// A box at the top of the file.
fn next<'b>(bytes: &mut Bytes<'b>) -> Option<(&'b [u8; 4], &'b [u8])> {
    let whole = bytes.rest.len();
    let short = bytes.big().ok()?;
    let name = bytes.take(4).ok()?.first_chunk()?;
    let length = match short {
        0 => whole,
        1 => bytes.big().ok()?.checked_shl(32)? | bytes.big().ok()?,
        short => short,
    };
    let data = bytes.take(length.checked_sub(whole - bytes.rest.len())?).ok()?;
    Some((name, data))
}
