//! Smaller copies of a picture, so that a small screen need not fetch a large one.
//!
//! JPEG stays JPEG and PNG stays PNG. A copy is worth its place only where it is really smaller than the picture itself.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::imageops::FilterType as Scaling;
use image::{DynamicImage, ImageDecoder, ImageEncoder};

use super::{Kind, Size};

/// How wide copies are, in pixels: a phone, a phone with fine pixels or the text on a desk, the text with fine pixels.
const WIDTHS: [u32; 3] = [480, 960, 1440];
/// A copy may have at most this part of a picture's width and of its bytes, in hundredths.
const MOST: u64 = 80;
/// How well a JPEG is kept, from 1 to 100.
const QUALITY: u8 = 80;

/// A smaller copy of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smaller {
    /// How large it is drawn.
    pub size: Size,
    /// The file.
    pub bytes: Vec<u8>,
}

/// How large a picture is drawn, and its copies that are worth their place, the smallest first. Nothing for what is small
/// or moves, and for other formats than JPEG and PNG.
pub fn smaller(bytes: &[u8]) -> Option<(Size, Vec<Smaller>)> {
    let kind = Kind::of_bytes(bytes).filter(|kind| matches!(kind, Kind::Jpeg | Kind::Png))?;
    let (picture, colours) = decoded(kind, bytes)?;
    let size = Size { width: picture.width(), height: picture.height() };
    let mut copies: Vec<Smaller> = Vec::new();
    // Each is made of the next larger one, which takes a fraction of the time.
    let mut from = picture;
    let whole = u64::from(from.width());
    for width in WIDTHS.into_iter().rev().filter(|width| u64::from(*width) * 100 <= whole * MOST) {
        let height = u64::from(from.height()) * u64::from(width) / u64::from(from.width().max(1));
        let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
        from = from.resize_exact(width, height, Scaling::CatmullRom);
        let copy = encoded(kind, &from, colours.as_deref())?;
        copies.push(Smaller { size: Size { width, height }, bytes: copy });
    }
    // A larger copy that is no larger as a file makes the smaller one useless, and none may come near the picture itself.
    let mut before = bytes.len() as u64;
    copies.retain(|copy| {
        let is_worth_it = copy.bytes.len() as u64 * 100 <= before * MOST;
        if is_worth_it {
            before = copy.bytes.len() as u64;
        }
        is_worth_it
    });
    copies.reverse();
    (!copies.is_empty()).then_some((size, copies))
}

/// The pixels of a picture, turned as it asks, and its colour profile.
fn decoded(kind: Kind, bytes: &[u8]) -> Option<(DynamicImage, Option<Vec<u8>>)> {
    fn read(mut decoder: impl ImageDecoder) -> Option<(DynamicImage, Option<Vec<u8>>)> {
        let (width, _) = decoder.dimensions();
        if u64::from(WIDTHS[0]) * 100 > u64::from(width) * MOST {
            return None;
        }
        let colours = decoder.icc_profile().ok()?;
        let orientation = decoder.orientation().ok()?;
        let mut picture = DynamicImage::from_decoder(decoder).ok()?;
        picture.apply_orientation(orientation);
        Some((picture, colours))
    }
    match kind {
        Kind::Png => {
            let decoder = PngDecoder::new(Cursor::new(bytes)).ok()?;
            // One frame of what moves would stand still.
            if decoder.is_apng().ok()? { None } else { read(decoder) }
        }
        _ => read(JpegDecoder::new(Cursor::new(bytes)).ok()?),
    }
}

/// The picture as a file, with eight bits a channel.
fn encoded(kind: Kind, picture: &DynamicImage, colours: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let plain = match (kind, picture.color().has_alpha(), picture.color().has_color()) {
        (Kind::Png, true, _) => DynamicImage::ImageRgba8(picture.to_rgba8()),
        (_, _, false) => DynamicImage::ImageLuma8(picture.to_luma8()),
        _ => DynamicImage::ImageRgb8(picture.to_rgb8()),
    };
    let size = (plain.width(), plain.height());
    match kind {
        Kind::Png => {
            let mut encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
            colours.map_or(Ok(()), |colours| encoder.set_icc_profile(colours.to_vec())).ok()?;
            encoder.write_image(plain.as_bytes(), size.0, size.1, plain.color().into()).ok()?;
        }
        _ => {
            let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
            colours.map_or(Ok(()), |colours| encoder.set_icc_profile(colours.to_vec())).ok()?;
            encoder.write_image(plain.as_bytes(), size.0, size.1, plain.color().into()).ok()?;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture with soft and with hard edges, of this size.
    fn picture(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, |x, y| {
            let wave = |step: u32| u8::try_from((x * step + y * 3 + (x * y) / 97) % 251).unwrap_or(0);
            image::Rgb([wave(1), wave(2), if (x / 40 + y / 40) % 2 == 0 { 30 } else { 220 }])
        }))
    }

    #[test]
    fn copies_are_smaller_in_pixels_and_in_bytes() {
        for kind in [Kind::Jpeg, Kind::Png] {
            let whole = encoded(kind, &picture(2000, 1000), None).expect("it can be encoded");
            let (size, copies) = smaller(&whole).expect("there are copies");
            assert_eq!(size, Size { width: 2000, height: 1000 });
            let sizes: Vec<_> = copies.iter().map(|copy| (copy.size.width, copy.size.height)).collect();
            match kind {
                Kind::Jpeg => assert_eq!(sizes, [(480, 240), (960, 480), (1440, 720)]),
                // Pixels that scaling has mixed pack less well: of a PNG not every size is worth its place.
                _ => assert_eq!(sizes, [(480, 240)]),
            }
            for copy in &copies {
                assert!(copy.bytes.len() * 100 <= whole.len() * 80);
                assert_eq!(Kind::of_bytes(&copy.bytes), Some(kind));
            }
            assert!(copies.is_sorted_by_key(|copy| copy.bytes.len()));
            assert_eq!(Some((size, copies)), smaller(&whole), "the same every time");
        }
    }

    #[test]
    fn small_pictures_and_what_cannot_be_read_have_none() {
        let small = encoded(Kind::Jpeg, &picture(560, 300), None).expect("it can be encoded");
        assert_eq!(smaller(&small), None);
        let large = encoded(Kind::Png, &picture(1400, 700), None).expect("it can be encoded");
        assert_eq!(smaller(&large[..large.len() / 2]), None);
        assert_eq!(smaller(b"GIF89a"), None);
        assert_eq!(smaller(b"\x89PNG\r\n\x1a\n"), None);
    }
}
