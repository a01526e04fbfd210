//! WebP: chunks that draw the picture stay, all others go, in each frame of an animation too.

use super::{Bytes, Damage, MAX_FRAMES, Stripped, exif};

/// What of the flags of an extended file says that EXIF follows, and that XMP does.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// The picture without metadata.
pub(super) fn strip(file: &[u8]) -> Result<Stripped, Damage> {
    let mut bytes = Bytes { rest: file };
    bytes.take(4)?;
    let length = bytes.little()?;
    bytes.take(4)?;
    let mut chunks = Bytes { rest: bytes.take(length.checked_sub(4).ok_or_else(Damage::truncated)?)? };
    let (mut kept, mut flags_at, mut orientation, mut frames) = (Vec::with_capacity(file.len()), None, None, 0);
    while !chunks.rest.is_empty() {
        let (name, data) = next(&mut chunks)?;
        match name {
            b"VP8X" if data.len() >= 10 => {
                flags_at = Some(kept.len() + 8);
                push(&mut kept, name, data);
            }
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ICCP" => push(&mut kept, name, data),
            b"ANMF" => {
                frames += 1;
                push(&mut kept, name, &frame(data)?);
            }
            b"EXIF" => {
                let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                orientation = orientation.or(exif::orientation(tiff));
            }
            _ => {}
        }
    }
    if frames > MAX_FRAMES {
        return Err(Damage::new(format!("has {frames} frames, more than the {MAX_FRAMES} an animation may have")));
    }
    if let Some(at) = flags_at {
        kept[at] &= !(HAS_EXIF | HAS_XMP);
        if let Some(orientation) = orientation {
            kept[at] |= HAS_EXIF;
            push(&mut kept, b"EXIF", &exif::only(orientation));
        }
    }
    let length = u32::try_from(kept.len() + 4).map_err(|_| Damage::truncated())?;
    Ok(Stripped { bytes: [b"RIFF", &length.to_le_bytes()[..], b"WEBP", &kept].concat(), orientation })
}

/// A frame of an animation: where it stands, then chunks.
fn frame(data: &[u8]) -> Result<Vec<u8>, Damage> {
    let mut chunks = Bytes { rest: data };
    let mut kept = chunks.take(16)?.to_vec();
    while !chunks.rest.is_empty() {
        let (name, data) = next(&mut chunks)?;
        if matches!(name, b"VP8 " | b"VP8L" | b"ALPH") {
            push(&mut kept, name, data);
        }
    }
    Ok(kept)
}

/// A chunk; one of odd length has a byte behind it that may be missing at the end.
fn next<'b>(chunks: &mut Bytes<'b>) -> Result<(&'b [u8], &'b [u8]), Damage> {
    let name = chunks.take(4)?;
    let length = chunks.little()?;
    let data = chunks.take(length)?;
    if length % 2 == 1 && !chunks.rest.is_empty() {
        chunks.take(1)?;
    }
    Ok((name, data))
}

fn push(to: &mut Vec<u8>, name: &[u8], data: &[u8]) {
    let length = u32::try_from(data.len()).expect("a chunk was read with a length of four bytes");
    to.extend(name);
    to.extend(length.to_le_bytes());
    to.extend(data);
    if data.len() % 2 == 1 {
        to.push(0);
    }
}
