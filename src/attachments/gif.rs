//! GIF: images, their timing and how often they are repeated stay; comments, hidden text and foreign blocks go.

use super::{Bytes, Damage, MAX_FRAMES, Stripped};

/// The picture without metadata.
pub(super) fn strip(file: &[u8]) -> Result<Stripped, Damage> {
    let mut bytes = Bytes { rest: file };
    let mut kept = Vec::with_capacity(file.len());
    let header = bytes.take(13)?;
    kept.extend(header);
    kept.extend(bytes.take(colours(header[10]))?);
    // How long the next image shows; it goes when no image follows.
    let mut timing: Vec<u8> = Vec::new();
    let mut frames = 0;
    loop {
        match bytes.byte()? {
            0x3B => break,
            0x2C => {
                frames += 1;
                let start = bytes.rest;
                let descriptor = bytes.take(9)?;
                bytes.take(colours(descriptor[8]) + 1)?;
                skip_blocks(&mut bytes)?;
                kept.append(&mut timing);
                kept.push(0x2C);
                kept.extend(&start[..start.len() - bytes.rest.len()]);
            }
            0x21 => {
                let label = bytes.byte()?;
                let start = bytes.rest;
                skip_blocks(&mut bytes)?;
                let block = &start[..start.len() - bytes.rest.len()];
                let repeats = block.starts_with(b"\x0BNETSCAPE2.0") || block.starts_with(b"\x0BANIMEXTS1.0");
                match label {
                    0xF9 => timing = [&[0x21, label], block].concat(),
                    // Only the number of repetitions, whatever else its owner has added.
                    0xFF if repeats && block.get(12..14) == Some(&[3, 1]) && block.len() >= 16 => {
                        kept.extend([0x21, label]);
                        kept.extend(&block[..16]);
                        kept.push(0);
                    }
                    _ => {}
                }
            }
            _ => return Err(Damage::new("is damaged: one of its parts is longer or shorter than it says")),
        }
    }
    if frames == 0 {
        return Err(Damage::new("has no picture in it"));
    }
    if frames > MAX_FRAMES {
        return Err(Damage::new(format!("has {frames} frames, more than the {MAX_FRAMES} an animation may have")));
    }
    kept.push(0x3B);
    Ok(Stripped { bytes: kept, orientation: None })
}

/// The bytes of the colours that a byte of flags announces.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Goes past blocks, each with its length before it, and the empty one behind them.
fn skip_blocks(bytes: &mut Bytes<'_>) -> Result<(), Damage> {
    loop {
        match bytes.byte()? {
            0 => return Ok(()),
            length => drop(bytes.take(usize::from(length))?),
        }
    }
}
