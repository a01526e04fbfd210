//! PNG: chunks that draw the picture stay, all others go, and so does what stands behind its end.

use super::{Bytes, Damage, MAX_FRAMES, Stripped, exif};

/// What draws the picture, tells its colours, or moves it.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"pHYs",
    b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
];

/// The picture without metadata.
pub(super) fn strip(file: &[u8]) -> Result<Stripped, Damage> {
    let mut bytes = Bytes { rest: file };
    let (mut head, mut picture) = (bytes.take(8)?.to_vec(), Vec::with_capacity(file.len()));
    let (mut orientation, mut frames) = (None, 0);
    loop {
        let whole = bytes.rest;
        let length = bytes.big()?;
        let name = bytes.take(4)?;
        let data = bytes.take(length)?;
        bytes.take(4)?;
        frames += usize::from(name == b"fcTL");
        if name == b"eXIf" {
            orientation = orientation.or(exif::orientation(data));
        } else if KEPT.iter().any(|kept| *kept == name) {
            let to = if matches!(name, b"IDAT" | b"fcTL" | b"IEND") || !picture.is_empty() {
                &mut picture
            } else {
                &mut head
            };
            to.extend(&whole[..length + 12]);
        } else if name[0].is_ascii_uppercase() {
            return Err(Damage::new("holds a part that no browser can draw"));
        }
        if name == b"IEND" {
            break;
        }
    }
    if frames > MAX_FRAMES {
        return Err(Damage::new(format!("has {frames} frames, more than the {MAX_FRAMES} an animation may have")));
    }
    if let Some(orientation) = orientation {
        head.extend(chunk(b"eXIf", &exif::only(orientation)));
    }
    head.append(&mut picture);
    Ok(Stripped { bytes: head, orientation })
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("a chunk of our own is small");
    let named = [name.as_slice(), data].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&named);
    [&length.to_be_bytes()[..], &named, &sum.sum().to_be_bytes()].concat()
}
