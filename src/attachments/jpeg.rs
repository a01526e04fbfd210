//! JPEG: segments that draw the picture stay, all others go, and so does what stands behind its end.

use super::{Bytes, Damage, Stripped, exif};

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;

/// The picture without metadata.
pub(super) fn strip(file: &[u8]) -> Result<Stripped, Damage> {
    let mut bytes = Bytes { rest: file };
    bytes.take(2)?;
    let (mut head, mut picture) = (vec![0xFF, SOI], Vec::with_capacity(file.len()));
    let (mut orientation, mut frames) = (None, 0);
    loop {
        let marker = next_marker(&mut bytes)?;
        match marker {
            EOI => break,
            0x01 | SOI | 0xD0..=0xD7 => continue,
            _ => {}
        }
        let length = bytes.take(2)?;
        let length = usize::from(length[0]) << 8 | usize::from(length[1]);
        let data = bytes.take(length.checked_sub(2).ok_or_else(Damage::truncated)?)?;
        match marker {
            // The header may hold a small picture of its own, which may show what was cut off the large one.
            APP0 if data.starts_with(b"JFIF\0") && data.len() >= 14 && head.len() == 2 => {
                push(&mut head, APP0, &[&data[..12], &[0, 0]].concat());
            }
            APP1 if data.starts_with(b"Exif\0\0") => orientation = orientation.or(exif::orientation(&data[6..])),
            APP2 if data.starts_with(b"ICC_PROFILE\0") => push(&mut picture, marker, data),
            APP14 if data.starts_with(b"Adobe") && data.len() >= 12 => push(&mut picture, marker, &data[..12]),
            // Frames, tables, restart intervals and scans.
            0xC0..=0xCF | 0xDA..=0xDF => push(&mut picture, marker, data),
            _ => {}
        }
        frames += usize::from(matches!(marker, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF));
        if marker == SOS {
            picture.extend(scan(&mut bytes)?);
        }
    }
    if frames == 0 {
        return Err(Damage::new("has no picture in it"));
    }
    if let Some(orientation) = orientation {
        push(&mut head, APP1, &[b"Exif\0\0".as_slice(), &exif::only(orientation)].concat());
    }
    head.append(&mut picture);
    head.extend([0xFF, EOI]);
    Ok(Stripped { bytes: head, orientation })
}

/// The marker that comes next; any number of `FF` may stand before it.
fn next_marker(bytes: &mut Bytes<'_>) -> Result<u8, Damage> {
    if bytes.byte()? != 0xFF {
        return Err(Damage::new("is damaged: one of its parts is longer or shorter than it says"));
    }
    loop {
        match bytes.byte()? {
            0xFF => {}
            marker => return Ok(marker),
        }
    }
}

/// The pixels of a scan: everything up to the next marker that is neither a zero nor a restart.
fn scan<'b>(bytes: &mut Bytes<'b>) -> Result<&'b [u8], Damage> {
    let rest = bytes.rest;
    let ends = |at: &usize| rest[*at] == 0xFF && !matches!(rest.get(*at + 1), None | Some(0 | 0xD0..=0xD7 | 0xFF));
    let end = (0..rest.len()).find(ends).ok_or_else(Damage::truncated)?;
    bytes.take(end)
}

fn push(to: &mut Vec<u8>, marker: u8, data: &[u8]) {
    let length = u16::try_from(data.len() + 2).expect("a segment was read with a length of two bytes");
    to.extend([0xFF, marker]);
    to.extend(length.to_be_bytes());
    to.extend(data);
}
