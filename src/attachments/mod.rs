//! Files that are published beside pages: which types may be, how large they are, and what is taken out of them.
//!
//! Bytes in, bytes out. Pictures keep every pixel: what else a file carries is cut out of its container. It must not know
//! pages, audiences or where a file lies.

mod avif;
mod exif;
mod gif;
mod jpeg;
mod kind;
mod pdf;
mod pdf_hidden;
mod png;
mod smaller;
mod svg;
mod svg_hidden;
mod svg_names;
mod svg_unseen;
mod webp;

use std::borrow::Cow;
use std::fmt;

pub use kind::{ACTIVE, Kind, PUBLISHED};
pub use smaller::{Smaller, smaller};
pub use svg::texts as texts_of_drawing;

/// A picture may not have more pixels: a reader's phone would have to hold them all.
const MAX_PIXELS: u64 = 50_000_000;
/// An animation may not have more frames.
const MAX_FRAMES: usize = 2_000;

/// How large a picture is drawn, in pixels, turned as its orientation says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Size {
    fn turned(self) -> Size {
        Size { width: self.height, height: self.width }
    }
}

/// What to take out of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removal {
    /// Whatever says who made it, when, where and with what: EXIF, XMP, IPTC, comments, properties.
    pub metadata: bool,
    /// What a browser runs in a drawing.
    pub scripts: bool,
}

/// A file ready to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared<'b> {
    /// What it holds now.
    pub bytes: Cow<'b, [u8]>,
    /// How large it is, where it is a picture whose size is known.
    pub size: Option<Size>,
    /// What its author should know.
    pub notes: Vec<Note>,
}

/// Something about a file that its author should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A part that a browser would run or fetch was taken out.
    LeftOut(String),
    /// It keeps something about itself that could not be taken out.
    Kept(String),
    /// It is of another type than its name says.
    Misnamed(&'static str),
}

/// Why a file cannot be published, in words that follow its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage(pub String);

impl Damage {
    fn new(what: impl Into<String>) -> Damage {
        Damage(what.into())
    }

    /// The file ends before the picture does.
    fn truncated() -> Damage {
        Damage::new("ends in the middle of its picture")
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file without what `removal` names.
///
/// # Errors
/// When it is not what its name says, is damaged, or is larger than a page may show.
pub fn prepare(kind: Kind, bytes: &[u8], removal: Removal) -> Result<Prepared<'_>, Damage> {
    let mut notes = Vec::new();
    let mut kind = kind;
    if kind.is_pixels() {
        let real = Kind::of_bytes(bytes).ok_or_else(|| Damage::new(format!("is not a {} picture", kind.name())))?;
        if real != kind {
            notes.push(Note::Misnamed(real.name()));
            kind = real;
        }
    } else if kind == Kind::Text
        && let Some(real) = Kind::of_content(bytes)
    {
        // Whoever opens it may see what it is.
        notes.push(Note::Misnamed(real.name()));
        kind = real;
    } else if let Some(real) = Kind::of_content(bytes).filter(|real| real.is_pixels() || *real == Kind::Pdf)
        && matches!(kind, Kind::Office | Kind::Media | Kind::Archive)
    {
        notes.push(Note::Misnamed(real.name()));
        kind = real;
    }
    let mut size = None;
    let bytes = match kind {
        Kind::Jpeg | Kind::Png | Kind::Gif | Kind::Webp => {
            let stripped = match kind {
                Kind::Jpeg => jpeg::strip(bytes)?,
                Kind::Png => png::strip(bytes)?,
                Kind::Gif => gif::strip(bytes)?,
                _ => webp::strip(bytes)?,
            };
            let stored = checked_size(&stripped.bytes)?;
            let is_on_its_side = stripped.orientation.is_some_and(exif::is_on_its_side);
            size = Some(if is_on_its_side { stored.turned() } else { stored });
            if removal.metadata { stripped.bytes.into() } else { bytes.into() }
        }
        Kind::Svg => {
            let (bytes, drawn) = svg::clean(bytes, removal, &mut notes)?;
            size = drawn;
            bytes.into()
        }
        Kind::Pdf if !bytes.windows(5).take(1024).any(|part| part == b"%PDF-") => {
            return Err(Damage::new("is not a PDF"));
        }
        Kind::Pdf if removal.metadata => pdf::strip(bytes, &mut notes),
        Kind::Avif => {
            size = Some(checked_size(bytes)?);
            notes.extend(avif::note(bytes).filter(|_| removal.metadata));
            bytes.into()
        }
        Kind::Office | Kind::Media | Kind::Archive if removal.metadata => {
            notes.push(Note::Kept(kind.carries().to_owned()));
            bytes.into()
        }
        _ => bytes.into(),
    };
    Ok(Prepared { bytes, size, notes })
}

/// A picture without its metadata.
struct Stripped {
    bytes: Vec<u8>,
    /// How it is to be turned, from 2 to 8 as EXIF counts; kept in `bytes`.
    orientation: Option<u16>,
}

/// The size that a picture's header gives, unless it is too large to be shown.
fn checked_size(bytes: &[u8]) -> Result<Size, Damage> {
    let size = imagesize::blob_size(bytes).map_err(|_| Damage::truncated())?;
    let (width, height) = (u32::try_from(size.width), u32::try_from(size.height));
    let (Ok(width), Ok(height)) = (width, height) else { return Err(Damage::new("gives itself an impossible size")) };
    if width == 0 || height == 0 {
        return Err(Damage::new("gives itself an impossible size"));
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        let most = MAX_PIXELS / 1_000_000;
        return Err(Damage::new(format!(
            "has {width} x {height} pixels, more than the {most} million a page may show"
        )));
    }
    Ok(Size { width, height })
}

/// Reads a container from its start to its end; every step says so when the file ends too early.
struct Bytes<'b> {
    rest: &'b [u8],
}

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], Damage> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or_else(Damage::truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Damage> {
        Ok(self.take(1)?[0])
    }

    /// Four bytes as a number, the greatest first.
    fn big(&mut self) -> Result<usize, Damage> {
        let four = self.take(4)?;
        Ok(four.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }

    /// Four bytes as a number, the smallest first.
    fn little(&mut self) -> Result<usize, Damage> {
        let four = self.take(4)?;
        Ok(four.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }
}

#[cfg(test)]
mod hidden_tests;
#[cfg(test)]
mod tests;
