//! A picture of few colours as a PNG.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// The bytes of a PNG: `pixels` are numbers of colours in `palette`, row by row.
pub(super) fn encode(width: u32, pixels: &[u8], palette: &[[u8; 3]]) -> Vec<u8> {
    let height = u32::try_from(pixels.len()).unwrap_or(u32::MAX) / width;
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::with_capacity(13);
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    // Eight bits a pixel, each the number of a colour; no interlacing.
    header.extend([8, 3, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &header);
    chunk(&mut png, b"PLTE", &palette.concat());
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::new(6));
    let packed = pixels.chunks(width as usize).try_for_each(|row| {
        packer.write_all(&[0])?;
        packer.write_all(row)
    });
    let packed = packed.and_then(|()| packer.finish()).expect("memory takes whatever is written");
    chunk(&mut png, b"IDAT", &packed);
    chunk(&mut png, b"IEND", &[]);
    png
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    png.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    png.extend(kind);
    png.extend(data);
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(data);
    png.extend(sum.sum().to_be_bytes());
}
