//! The packed pixels of pictures, apart from everything else in their files.

use std::borrow::Cow;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Whether a file begins as a PNG does.
fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(PNG)
}

/// Whether a file begins as a picture does whose parts are known here.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    is_png(bytes) || bytes.starts_with(&[0xff, 0xd8, 0xff]) || bytes.starts_with(b"RIFF")
}

/// What a file holds besides packed pixels, and those; of anything but a PNG, a JPEG or a WebP there are none.
pub(super) fn apart(bytes: &[u8]) -> (Cow<'_, [u8]>, Vec<u8>) {
    let pixels = if is_png(bytes) {
        of_png(bytes)
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        of_jpeg(bytes)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        of_webp(bytes)
    } else {
        Vec::new()
    };
    if pixels.is_empty() {
        return (bytes.into(), Vec::new());
    }
    let (mut rest, mut packed, mut from) = (Vec::new(), Vec::new(), 0);
    for (start, end) in pixels {
        rest.extend(&bytes[from..start]);
        packed.extend(&bytes[start..end]);
        // What stood apart must not read as one.
        rest.push(1);
        packed.push(1);
        from = end;
    }
    rest.extend(&bytes[from..]);
    (rest.into(), packed)
}

/// The number that four bytes are, if they are there and it leads no further than the file goes.
fn length(bytes: &[u8], at: usize, number: fn([u8; 4]) -> u32) -> Option<usize> {
    let four = bytes.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(number(four)).ok().filter(|length| *length <= bytes.len())
}

fn of_png(bytes: &[u8]) -> Vec<(usize, usize)> {
    let (mut found, mut at) = (Vec::new(), PNG.len());
    while let Some(length) = length(bytes, at, u32::from_be_bytes) {
        let (kind, data) = (bytes.get(at + 4..at + 8), at + 8);
        let Some(end) = data.checked_add(length).filter(|end| *end <= bytes.len()) else { break };
        if matches!(kind, Some(b"IDAT" | b"fdAT")) {
            found.push((data, end));
        }
        at = end + 4;
    }
    found
}

/// The scans: what stands behind their heads, up to the next marker that is neither a zero nor a restart.
fn of_jpeg(bytes: &[u8]) -> Vec<(usize, usize)> {
    let (mut found, mut at) = (Vec::new(), 2);
    while let (Some(0xff), Some(marker)) = (bytes.get(at), bytes.get(at + 1)) {
        let Some(size) = bytes.get(at + 2..at + 4) else { break };
        let mut next = at + 2 + (usize::from(size[0]) << 8 | usize::from(size[1]));
        if *marker == 0xda {
            let rest = bytes.get(next..).unwrap_or_default();
            let ends = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
            let end = rest.windows(2).position(ends).unwrap_or(rest.len());
            if end > 0 {
                found.push((next, next + end));
            }
            next += end;
        }
        at = next;
    }
    found
}

fn of_webp(bytes: &[u8]) -> Vec<(usize, usize)> {
    let (mut found, mut at) = (Vec::new(), 12);
    while let Some(length) = length(bytes, at + 4, u32::from_le_bytes) {
        let (kind, data) = (&bytes[at..at + 4], at + 8);
        let Some(end) = data.checked_add(length).filter(|end| *end <= bytes.len()) else { break };
        if matches!(kind, b"VP8 " | b"VP8L" | b"ALPH" | b"ANMF") {
            found.push((data, end));
        }
        at = end + length % 2;
    }
    found
}
