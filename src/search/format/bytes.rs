//! The small parts every shard is made of: numbers, texts, and the envelope around a file. Knows no shard's content.

use std::cell::RefCell;
use std::fmt;
use std::io::Write;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use zopfli::{BlockType, DeflateEncoder};

/// The version of the shard format. The script that reads them must know the same one.
pub(in crate::search) const VERSION: u8 = 4;

/// More than any shard holds; a damaged file must not fill the memory.
const MAX_PAYLOAD: usize = 256 << 20;
/// Version, kind and checksum.
const HEADER: usize = 6;
/// What a block of compressed bytes has to hold to be worth codes of its own.
const BLOCK_BYTES: usize = 128;

/// Why a shard cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShardError {
    /// There is no file of this name.
    Missing(String),
    /// The file is not what was written.
    Damaged(String),
    /// The file has another version of the format.
    OtherVersion(String),
}

impl fmt::Display for ShardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ShardError::Missing(name) => write!(f, "the search index has no file `{name}`"),
            ShardError::Damaged(name) => write!(f, "the search index's file `{name}` is damaged"),
            ShardError::OtherVersion(name) => write!(f, "the search index's file `{name}` is of another version"),
        }
    }
}

impl std::error::Error for ShardError {}

/// Something in a payload that cannot be: it ends too early, or points outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct Bad;

/// Writes a payload.
#[derive(Default)]
pub(in crate::search) struct Writer(pub(in crate::search) Vec<u8>);

impl Writer {
    /// Seven bits a byte, the low ones first; the high bit says that more follow.
    pub(in crate::search) fn varint(&mut self, mut value: u32) {
        while value > 127 {
            self.0.push(value as u8 | 128);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// A count or a length; none comes near what a varint holds.
    pub(in crate::search) fn size(&mut self, value: usize) {
        self.varint(u32::try_from(value).unwrap_or(u32::MAX));
    }

    /// The length in bytes and UTF-8.
    pub(in crate::search) fn text(&mut self, text: &str) {
        self.size(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Little-endian.
    pub(in crate::search) fn float(&mut self, value: f32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    /// What a text does not share with the one before it.
    pub(in crate::search) fn rest(&mut self, before: &str, text: &str) {
        self.text(&text[shared(before, text).1..]);
    }

    /// Sorted texts without line ends: how much each shares with the one before, in UTF-16 units, then the rests, a line each.
    pub(in crate::search) fn front_coded<'t>(&mut self, texts: impl ExactSizeIterator<Item = &'t str>) {
        self.size(texts.len());
        let mut rests = Vec::with_capacity(texts.len());
        let mut before = "";
        for text in texts {
            let (units, bytes) = shared(before, text);
            self.size(units);
            rests.push(&text[bytes..]);
            before = text;
        }
        self.text(&rests.join("\n"));
    }
}

/// How many UTF-16 units of whole characters two texts share at their start, and how many bytes that is.
pub(in crate::search) fn shared(a: &str, b: &str) -> (usize, usize) {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    same.fold((0, 0), |(units, bytes), (c, _)| (units + c.len_utf16(), bytes + c.len_utf8()))
}

/// The first UTF-16 units of a text; `None` when it is shorter, or when that would cut a character.
fn front(text: &str, units: usize) -> Option<&str> {
    if text.is_ascii() {
        return text.get(..units);
    }
    let mut left = units;
    for (at, c) in text.char_indices() {
        if left == 0 {
            return Some(&text[..at]);
        }
        left = left.checked_sub(c.len_utf16())?;
    }
    (left == 0).then_some(text)
}

/// Reads a payload.
pub(in crate::search) struct Reader<'b> {
    pub(in crate::search) bytes: &'b [u8],
    pub(in crate::search) at: usize,
}

impl<'b> Reader<'b> {
    pub(in crate::search) fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { bytes, at: 0 }
    }

    pub(in crate::search) fn byte(&mut self) -> Result<u8, Bad> {
        let byte = *self.bytes.get(self.at).ok_or(Bad)?;
        self.at += 1;
        Ok(byte)
    }

    pub(in crate::search) fn varint(&mut self) -> Result<u32, Bad> {
        let mut value = 0u64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return u32::try_from(value).map_err(|_| Bad);
            }
        }
        Err(Bad)
    }

    /// A number of things that take at least a byte each, so that a damaged one cannot ask for much memory.
    pub(in crate::search) fn size(&mut self) -> Result<usize, Bad> {
        let size = self.varint()? as usize;
        if size > self.bytes.len() - self.at { Err(Bad) } else { Ok(size) }
    }

    pub(in crate::search) fn take(&mut self, length: usize) -> Result<&'b [u8], Bad> {
        let end = self.at.checked_add(length).ok_or(Bad)?;
        let part = self.bytes.get(self.at..end).ok_or(Bad)?;
        self.at = end;
        Ok(part)
    }

    pub(in crate::search) fn text(&mut self) -> Result<&'b str, Bad> {
        let length = self.size()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Bad)
    }

    pub(in crate::search) fn float(&mut self) -> Result<f32, Bad> {
        let bytes: [u8; 4] = self.take(4)?.try_into().map_err(|_| Bad)?;
        Ok(f32::from_le_bytes(bytes))
    }

    /// A text that shares its start with the one before it.
    pub(in crate::search) fn after(&mut self, before: &str, shared: usize) -> Result<String, Bad> {
        Ok(format!("{}{}", front(before, shared).ok_or(Bad)?, self.text()?))
    }

    pub(in crate::search) fn front_coded(&mut self) -> Result<Vec<String>, Bad> {
        let count = self.size()?;
        let shared = (0..count).map(|_| self.varint()).collect::<Result<Vec<_>, _>>()?;
        let mut rests = self.text()?.split('\n');
        let mut texts: Vec<String> = Vec::with_capacity(count);
        for shared in shared {
            let before = texts.last().map_or("", String::as_str);
            let text = format!("{}{}", front(before, shared as usize).ok_or(Bad)?, rests.next().ok_or(Bad)?);
            texts.push(text);
        }
        Ok(texts)
    }
}

/// How hard a file of this kind is compressed. zlib-rs makes shards smallest at 7; 9 takes half as long again and makes
/// them a hundredth larger. Places are numbers that hardly repeat and only phrases fetch them; texts are most of all bytes.
fn level(kind: u8) -> Compression {
    Compression::new(match kind {
        b'p' => 4,
        b'd' => 6,
        _ => 7,
    })
}

/// A payload as a file: version, kind, checksum, and the payload compressed.
///
/// The parts are what reads alike: where both a part and what came before it are long enough, the compression starts a new
/// block with codes of its own. A reader sees nothing of it.
pub(in crate::search) fn pack(kind: u8, parts: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut file = header(kind, parts);
    let mut encoder = Compress::new(level(kind), false);
    let mut block = 0;
    for part in parts.iter().map(AsRef::as_ref) {
        if block >= BLOCK_BYTES && part.len() >= BLOCK_BYTES {
            // The shortest end that a block can have.
            deflate(&mut encoder, &[], FlushCompress::Partial, &mut file);
            block = 0;
        }
        deflate(&mut encoder, part, FlushCompress::None, &mut file);
        block += part.len();
    }
    deflate(&mut encoder, &[], FlushCompress::Finish, &mut file);
    file
}

/// The same for a file that every search fetches: nearly as small as can be, for ten times the work.
///
/// Each part is a block with codes of its own: to look for better ends of blocks takes up to fifty times as long, for two to
/// five hundredths of the bytes.
pub(in crate::search) fn pack_tightly(kind: u8, parts: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let options = zopfli::Options { maximum_block_splits: 1, ..Default::default() };
    let mut encoder = DeflateEncoder::new(options, BlockType::Dynamic, header(kind, parts));
    for part in parts {
        encoder.write_all(part.as_ref()).expect("a vector takes every byte");
    }
    encoder.finish().expect("a vector takes every byte")
}

fn header(kind: u8, parts: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut file = vec![VERSION, kind];
    let sum = parts.iter().fold(EMPTY_SUM, |sum, part| add_to_sum(sum, part.as_ref()));
    file.extend_from_slice(&sum.to_le_bytes());
    file
}

/// Takes in all of `bytes`, and gives what `flush` asks for.
fn deflate(encoder: &mut Compress, bytes: &[u8], flush: FlushCompress, file: &mut Vec<u8>) {
    let end = encoder.total_in() + bytes.len() as u64;
    loop {
        file.reserve(bytes.len() / 2 + 64);
        let rest = &bytes[bytes.len() - (end - encoder.total_in()) as usize..];
        let status = encoder.compress_vec(rest, file, flush).expect("it compresses whatever it is given");
        let has_room = file.len() < file.capacity();
        if status == Status::StreamEnd || (has_room && encoder.total_in() == end && flush != FlushCompress::Finish) {
            return;
        }
    }
}

/// What kind of shards a file holds; `None` where it is no file of an index.
pub(in crate::search) fn kind(file: &[u8]) -> Option<u8> {
    let header = &file[file.iter().position(|byte| *byte != 0)?..];
    let kind = *header.get(1)?;
    (header[0] == VERSION && header.len() >= HEADER && b"tvwpdfm".contains(&kind)).then_some(kind)
}

/// The payload of a file of this kind.
///
/// # Errors
/// When it has another version or kind, or is not what was written.
pub(in crate::search) fn unpack(kind: u8, name: &str, file: &[u8]) -> Result<Vec<u8>, ShardError> {
    let damaged = || ShardError::Damaged(name.to_owned());
    let (found, payload, _) = unpack_first(name, file)?.ok_or_else(damaged)?;
    if found == kind { Ok(payload) } else { Err(damaged()) }
}

/// The kinds and payloads of all that lies in a file; less when it is damaged.
pub(in crate::search) fn unpack_all(file: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let (mut all, mut rest) = (Vec::new(), file);
    while let Ok(Some((kind, payload, length))) = unpack_first("", rest) {
        all.push((kind, payload));
        rest = &rest[length..];
    }
    all
}

/// What lies first in a file, behind zeros: its kind, its payload, and the bytes of the file up to its end; `None` when
/// nothing is left.
pub(in crate::search) fn unpack_first(name: &str, file: &[u8]) -> Result<Option<(u8, Vec<u8>, usize)>, ShardError> {
    let damaged = || ShardError::Damaged(name.to_owned());
    let Some(start) = file.iter().position(|byte| *byte != 0) else { return Ok(None) };
    let (header, packed) = file[start..].split_at_checked(HEADER).ok_or_else(damaged)?;
    if header[0] != VERSION {
        return Err(ShardError::OtherVersion(name.to_owned()));
    }
    let Inflated { payload, length, ended } = inflate(packed);
    let sound = ended && header[2..] == checksum(&payload).to_le_bytes();
    if sound { Ok(Some((header[1], payload, start + HEADER + length))) } else { Err(damaged()) }
}

/// What a file holds, shard after shard, whether it is sound or not, as far as it can be read.
pub(in crate::search) fn held(file: &[u8]) -> Vec<u8> {
    let (mut all, mut rest) = (Vec::new(), file);
    while let Some(start) = rest.iter().position(|byte| *byte != 0) {
        let Inflated { payload, length, .. } = inflate(rest.get(start + HEADER..).unwrap_or_default());
        all.extend(payload);
        all.push(b'\n');
        if length == 0 {
            break;
        }
        rest = &rest[start + HEADER + length..];
    }
    all
}

/// Compressed bytes, decompressed as far as they are sound.
struct Inflated {
    payload: Vec<u8>,
    /// How many of the compressed bytes that took.
    length: usize,
    /// Whether the stream came to its end.
    ended: bool,
}

fn inflate(packed: &[u8]) -> Inflated {
    thread_local! {
        // A site has thousands of small shards, and making a decoder takes longer than reading one of them.
        static DECODER: RefCell<Decompress> = RefCell::new(Decompress::new(false));
    }
    let mut payload = Vec::with_capacity(4 * packed.len().min(1 << 20) + 64);
    let (length, ended) = DECODER.with_borrow_mut(|decoder| {
        decoder.reset(false);
        let mut ended = false;
        while payload.len() < MAX_PAYLOAD {
            let read = decoder.total_in() as usize;
            let status = decoder.decompress_vec(&packed[read..], &mut payload, FlushDecompress::None);
            let has_room = payload.len() < payload.capacity();
            match status {
                Ok(Status::Ok | Status::BufError) if !has_room => payload.reserve(payload.capacity()),
                Ok(Status::Ok) if (decoder.total_in() as usize) < packed.len() => {}
                status => {
                    ended = matches!(status, Ok(Status::StreamEnd));
                    break;
                }
            }
        }
        (decoder.total_in() as usize, ended)
    });
    Inflated { payload, length, ended }
}

/// FNV-1a in 32 bits.
pub(in crate::search) fn checksum(bytes: &[u8]) -> u32 {
    add_to_sum(EMPTY_SUM, bytes)
}

/// The sum of no bytes.
const EMPTY_SUM: u32 = 0x811c_9dc5;

fn add_to_sum(sum: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(sum, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
#[path = "bytes_tests.rs"]
mod tests;
