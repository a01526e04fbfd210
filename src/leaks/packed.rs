//! What is packed: single files, archives, parts within other files, and base64. What cannot be unpacked here says so.

use std::io::{Cursor, Read};

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use memchr::memmem;

use super::charsets::{self, SHORTEST};
use super::pictures;

/// A packed part that holds more is read up to here.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// An archive with more files is read up to here.
const MAX_FILES: usize = 10_000;

/// Why something could not be looked through.
pub(super) type Closed = &'static str;

/// What a packed file holds.
#[derive(Default)]
pub(super) struct Opened {
    /// How it is packed.
    pub(super) how: &'static str,
    /// The files in it, with their names where they have some.
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) closed: Option<Closed>,
}

/// How formats begin that are not unpacked here.
const CLOSED: [(&[u8], Closed); 9] = [
    (b"\x28\xb5\x2f\xfd", "it is packed with Zstandard"),
    (b"\xfd7zXZ\0", "it is packed with xz"),
    (b"BZh", "it is packed with bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7z archive"),
    (b"Rar!\x1a\x07", "it is a RAR archive"),
    (b"\x04\x22\x4d\x18", "it is packed with LZ4"),
    (b"\x5d\0\0", "it is packed with LZMA"),
    (b"\x1f\x9d", "it is packed with compress"),
    (b"MSCF\0\0\0\0", "it is a cabinet archive"),
];

/// Unpacks a file, if it is packed as a whole.
pub(super) fn open(bytes: &[u8], name: &str) -> Option<Opened> {
    if let Some((_, why)) =
        CLOSED.iter().find(|(start, _)| bytes.starts_with(start) && std::str::from_utf8(bytes).is_err())
    {
        return Some(Opened { closed: Some(why), ..Opened::default() });
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Some(one("gzip", read(MultiGzDecoder::new(bytes))));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(archive(bytes));
    }
    if name.to_ascii_lowercase().ends_with(".br") {
        return Some(one("Brotli", read(brotli_decompressor::Decompressor::new(bytes, 4096))));
    }
    if begins_zlib(bytes) {
        let (unpacked, is_cut) = read(ZlibDecoder::new(bytes));
        return (unpacked.len() >= SHORTEST).then(|| one("a packed part", (unpacked, is_cut)));
    }
    // What Office encrypts it puts in a file of the old kind.
    let encrypted: Vec<u8> = b"EncryptedPackage".iter().flat_map(|byte| [*byte, 0]).collect();
    let is_encrypted = bytes.starts_with(b"\xd0\xcf\x11\xe0") && memmem::find(bytes, &encrypted).is_some();
    is_encrypted.then(|| Opened { closed: Some("it is encrypted"), ..Opened::default() })
}

fn one(how: &'static str, (unpacked, is_cut): (Vec<u8>, bool)) -> Opened {
    let is_damaged = unpacked.is_empty();
    let closed = match (is_cut, is_damaged) {
        (true, _) => Some("it holds too much"),
        (_, true) => Some("it cannot be unpacked"),
        _ => None,
    };
    Opened { how, files: vec![(String::new(), unpacked)], closed }
}

/// What a packed stream holds, and whether it holds more. What a damaged end leaves is read as far as it goes.
fn read(packed: impl Read) -> (Vec<u8>, bool) {
    let mut unpacked = Vec::new();
    let _ = packed.take(MAX_UNPACKED + 1).read_to_end(&mut unpacked);
    let is_cut = unpacked.len() as u64 > MAX_UNPACKED;
    (unpacked, is_cut)
}

fn archive(bytes: &[u8]) -> Opened {
    let mut opened = Opened { how: "an archive", ..Opened::default() };
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        opened.closed = Some("the archive is damaged");
        return opened;
    };
    if archive.len() > MAX_FILES {
        opened.closed = Some("it holds too many files");
    }
    let mut left = MAX_UNPACKED;
    for at in 0..archive.len().min(MAX_FILES) {
        let Ok(file) = archive.by_index(at) else {
            opened.closed = Some("a file in it is encrypted, or packed in another way");
            continue;
        };
        let name = file.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let mut unpacked = Vec::new();
        let is_whole = file.take(left + 1).read_to_end(&mut unpacked).is_ok();
        left = left.saturating_sub(unpacked.len() as u64);
        if !is_whole {
            opened.closed = Some("a file in it is damaged");
        } else if left == 0 {
            opened.closed = Some("it holds too much");
        }
        opened.files.push((name, unpacked));
    }
    opened
}

fn begins_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [0x78, 0x01 | 0x5e | 0x9c | 0xda, _, ..])
}

/// Whatever in a file begins as a packed part or an archive does.
pub(super) fn within(bytes: &[u8]) -> Vec<Opened> {
    let mut found = Vec::new();
    for at in memchr::memchr3_iter(0x78, 0x1f, b'P', bytes).filter(|at| *at > 0) {
        let rest = &bytes[at..];
        if begins_zlib(rest) || rest.starts_with(&[0x1f, 0x8b, 8]) {
            let (unpacked, _) =
                if rest[0] == 0x78 { read(ZlibDecoder::new(rest)) } else { read(MultiGzDecoder::new(rest)) };
            if unpacked.len() >= SHORTEST {
                found.push(Opened { how: "a packed part", files: vec![(String::new(), unpacked)], closed: None });
            }
        } else if rest.starts_with(b"PK\x03\x04") && !found.iter().any(|opened| opened.how == "an archive") {
            found.push(Opened { closed: None, ..archive(rest) });
        }
    }
    found
}

/// What letters mean in base64, in either alphabet, where that is text or something packed.
pub(super) fn base64(letters: &str) -> Option<Vec<u8>> {
    const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    static ENGINE: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::STANDARD, CONFIG);
    let plain: String = letters
        .chars()
        .filter(|c| !c.is_ascii_whitespace() && *c != '\\')
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            c => c,
        })
        .collect();
    let whole = plain.get(..plain.len() - usize::from(plain.len() % 4 == 1))?;
    let decoded = ENGINE.decode(whole).ok()?;
    says_something(&decoded).then_some(decoded)
}

/// Whether bytes may say something, and are not the letters of a checksum.
fn says_something(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok()
        || bytes.starts_with(&[0x1f, 0x8b])
        || begins_zlib(bytes)
        || bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(b"%PDF")
        || pictures::is_picture(bytes)
        || CLOSED.iter().any(|(start, _)| start.len() > 3 && bytes.starts_with(start))
        || bytes.len() >= 2 * SHORTEST && (charsets::two_bytes(bytes).is_some() || charsets::is_text_of_a_region(bytes))
}
