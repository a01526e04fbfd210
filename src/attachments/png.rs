//! PNG: chunks that draw the picture stay, all others go, and so does what stands behind its end.

use flate2::{Decompress, FlushDecompress, Status};

use super::{Bytes, Damage, MAX_FRAMES, MAX_PIXELS, Stripped, exif};

/// What draws the picture, tells its colours, or moves it.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"pHYs",
    b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
];

/// Pixels are not unpacked further than this, in bytes: a page shows none so large.
const MAX_UNPACKED: u64 = 8 * MAX_PIXELS;

/// The picture without metadata.
pub(super) fn strip(file: &[u8]) -> Result<Stripped, Damage> {
    let mut bytes = Bytes { rest: file };
    let (mut head, mut picture) = (bytes.take(8)?.to_vec(), Vec::with_capacity(file.len()));
    let (mut orientation, mut frames) = (None, 0);
    let mut pixels = bytes_of_pixels(file)?;
    loop {
        let whole = bytes.rest;
        let length = bytes.big()?;
        let name = bytes.take(4)?;
        let data = bytes.take(length)?;
        bytes.take(4)?;
        frames += usize::from(name == b"fcTL");
        if name == b"eXIf" {
            orientation = orientation.or(exif::orientation(data));
        } else if name == b"IDAT" && pixels < length {
            // What stands behind the end of the pixels draws nothing.
            if pixels > 0 {
                picture.extend(chunk(b"IDAT", &data[..pixels]));
            }
            pixels = 0;
        } else if KEPT.iter().any(|kept| *kept == name) {
            let to = if matches!(name, b"IDAT" | b"fcTL" | b"IEND") || !picture.is_empty() {
                &mut picture
            } else {
                &mut head
            };
            to.extend(&whole[..length + 12]);
            pixels -= if name == b"IDAT" { length } else { 0 };
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

/// How many bytes of the pixels' chunks hold pixels; all, where that cannot be told.
fn bytes_of_pixels(file: &[u8]) -> Result<usize, Damage> {
    let mut bytes = Bytes { rest: file };
    bytes.take(8)?;
    let mut unpacked = vec![0; 64 * 1024];
    let mut reader = Decompress::new(true);
    let (mut all, mut ends_at) = (0, None);
    loop {
        let length = bytes.big()?;
        let name = bytes.take(4)?;
        let data = bytes.take(length)?;
        bytes.take(4)?;
        if name == b"IEND" {
            return Ok(ends_at.unwrap_or(all));
        }
        if name != b"IDAT" {
            continue;
        }
        let mut rest = data;
        while !rest.is_empty() && ends_at.is_none() && reader.total_out() < MAX_UNPACKED {
            let before = reader.total_in();
            let status = reader.decompress(rest, &mut unpacked, FlushDecompress::None);
            let read = usize::try_from(reader.total_in() - before).unwrap_or(rest.len());
            rest = &rest[read..];
            match status {
                Ok(Status::StreamEnd) => ends_at = Some(all + data.len() - rest.len()),
                Ok(Status::Ok) => {}
                // Damaged pixels are not looked into.
                _ => break,
            }
        }
        all += length;
    }
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("a part of a chunk is no longer than one");
    let named = [name.as_slice(), data].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&named);
    [&length.to_be_bytes()[..], &named, &sum.sum().to_be_bytes()].concat()
}
