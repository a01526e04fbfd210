//! What is encoded in a file, decoded.

use std::io::Read;

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use pulldown_cmark::{Event, Parser};

use super::pictures;

/// A packed part that holds more is read up to here.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// Fewer letters in a row are no text in a binary file.
const SHORTEST: usize = 12;

/// What a gzip file holds; `None` for any other.
pub(super) fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    bytes.starts_with(&[0x1f, 0x8b]).then(|| {
        let mut unpacked = Vec::new();
        // What a damaged end leaves is read as far as it goes.
        let _ = MultiGzDecoder::new(bytes).take(MAX_UNPACKED).read_to_end(&mut unpacked);
        unpacked
    })
}

/// The text in a binary file, in UTF-8 or with two bytes a character; what is too short to be text is left out.
pub(super) fn printable(bytes: &[u8]) -> String {
    let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&narrow);
    let parts = text.split(|c: char| (c.is_control() && !c.is_whitespace()) || c == '\u{fffd}');
    parts.filter(|part| part.len() >= SHORTEST).collect::<Vec<_>>().join("\u{1}")
}

/// The packed parts of a PDF or a PNG that may be text: of a picture all but its pixels.
pub(super) fn packed_parts(bytes: &[u8]) -> Vec<Vec<u8>> {
    if pictures::is_png(bytes) {
        return streams(&pictures::apart(bytes).0);
    }
    if bytes.starts_with(b"%PDF") { streams(bytes) } else { Vec::new() }
}

/// Whatever begins as a packed part does.
fn streams(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for (at, start) in bytes.windows(2).enumerate() {
        if start[0] == 0x78 && matches!(start[1], 0x01 | 0x5e | 0x9c | 0xda) {
            let mut unpacked = Vec::new();
            let _ = ZlibDecoder::new(&bytes[at..]).take(MAX_UNPACKED).read_to_end(&mut unpacked);
            if unpacked.len() >= SHORTEST {
                found.push(unpacked);
            }
        }
    }
    found
}

/// What letters mean in base64, in either alphabet, where that is text or a gzip file.
pub(super) fn base64(letters: &str) -> Option<Vec<u8>> {
    const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    static ENGINE: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::STANDARD, CONFIG);
    let whole = letters.get(..letters.len() - usize::from(letters.len() % 4 == 1))?;
    let decoded = if whole.contains(['-', '_']) {
        ENGINE.decode(whole.replace('-', "+").replace('_', "/"))
    } else {
        ENGINE.decode(whole)
    };
    let decoded = decoded.ok()?;
    (decoded.starts_with(&[0x1f, 0x8b]) || std::str::from_utf8(&decoded).is_ok()).then_some(decoded)
}

pub(super) fn entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        let name = rest[1..].bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        let semicolon = usize::from(rest[1 + name..].starts_with(';'));
        if name == 0 {
            decoded.push('&');
            rest = &rest[1..];
            continue;
        }
        decoded.push_str(&entity(&rest[..=name]));
        rest = &rest[1 + name + semicolon..];
    }
    decoded.push_str(rest);
    decoded
}

/// What `&name` stands for; itself when it stands for nothing.
fn entity(written: &str) -> String {
    match written {
        "&amp" => "&".to_owned(),
        "&lt" => "<".to_owned(),
        "&gt" => ">".to_owned(),
        "&quot" => "\"".to_owned(),
        _ => {
            let whole = format!("{written};");
            let mut events = Parser::new(&whole).filter_map(|event| match event {
                Event::Text(text) => Some(text.to_string()),
                _ => None,
            });
            events.next().filter(|text| !text.starts_with('&')).unwrap_or_else(|| written.to_owned())
        }
    }
}

pub(super) fn percent(text: &str) -> String {
    percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// The text with the escapes of JSON, JavaScript and CSS replaced; a break of a line becomes a blank, so that lines stay.
pub(super) fn escapes(text: &str) -> String {
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('\\') {
        units.extend(rest[..start].encode_utf16());
        rest = &rest[start + 1..];
        let (length, unit) = escape(rest);
        units.push(unit);
        rest = &rest[length..];
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}

/// How long the escape is that stands behind a backslash, and what it means.
fn escape(rest: &str) -> (usize, u16) {
    let digits = |from: usize, most: usize| {
        let hex = rest.get(from..).unwrap_or("").bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
        (hex, u16::from_str_radix(rest.get(from..from + hex).unwrap_or(""), 16).ok())
    };
    match rest.bytes().next() {
        Some(b'u') if let (4, Some(unit)) = digits(1, 4) => (5, unit),
        Some(b'x') if let (2, Some(unit)) = digits(1, 2) => (3, unit),
        Some(b'n' | b'r' | b't' | b'b' | b'f') => (1, u16::from(b' ')),
        Some(byte @ (b'"' | b'\\' | b'/' | b'\'')) => (1, u16::from(byte)),
        _ => (0, u16::from(b' ')),
    }
}
