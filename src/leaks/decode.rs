//! Every reading of a file: as it is, without its tags, and with what is encoded in it decoded.

use std::io::Read;

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use pulldown_cmark::{Event, Parser};

/// Encodings within encodings are followed so far.
const MAX_DEPTH: usize = 4;
/// A packed part that holds more is read up to here.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// Fewer letters in a row are no text in a binary file, and no base64.
const SHORTEST: usize = 12;

/// One reading of a file.
pub(super) struct Reading {
    /// How it was decoded, as it is told; empty for the file as it is.
    pub(super) how: &'static str,
    /// The line of the file that its first line stands in.
    pub(super) line: usize,
    pub(super) text: String,
}

/// Everything that the bytes say.
pub(super) fn readings(bytes: &[u8]) -> Vec<Reading> {
    let mut found = Vec::new();
    read(bytes, "", 1, 0, &mut found);
    found
}

fn read(bytes: &[u8], how: &'static str, line: usize, depth: usize, found: &mut Vec<Reading>) {
    if depth > MAX_DEPTH {
        return;
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        // What a damaged end leaves is read as far as it goes.
        let _ = MultiGzDecoder::new(bytes).take(MAX_UNPACKED).read_to_end(&mut unpacked);
        return read(&unpacked, "gzip", line, depth + 1, found);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => read_text(text.to_owned(), how, line, depth, found),
        _ => {
            read_text(printable(bytes), if how.is_empty() { "text in a binary file" } else { how }, line, depth, found);
            streams(bytes, depth, found);
        }
    }
}

fn read_text(text: String, how: &'static str, line: usize, depth: usize, found: &mut Vec<Reading>) {
    let text = without_scales(text);
    for (at, decoded) in base64_parts(&text) {
        read(&decoded, "base64", line + lines(&text[..at]), depth + 1, found);
    }
    let decoded = text.contains('&').then(|| entities(&text)).filter(|decoded| *decoded != text);
    let forms = [
        ("entities", decoded),
        ("percent encoding", text.contains('%').then(|| percent(&text)).filter(|decoded| *decoded != text)),
        ("escapes", text.contains('\\').then(|| escapes(&text)).filter(|decoded| *decoded != text)),
    ];
    if text.contains('<') {
        found.push(Reading { how, line, text: entities(&without_tags(&text)) });
    }
    found.push(Reading { how, line, text });
    if depth < MAX_DEPTH {
        for (how, decoded) in forms {
            if let Some(decoded) = decoded {
                read_text(decoded, how, line, depth + 1, found);
            }
        }
    }
}

fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The text in a binary file, in UTF-8 or with two bytes a character; what is too short to be text is left out.
fn printable(bytes: &[u8]) -> String {
    let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&narrow);
    let parts = text.split(|c: char| (c.is_control() && !c.is_whitespace()) || c == '\u{fffd}');
    parts.filter(|part| part.len() >= SHORTEST).collect::<Vec<_>>().join("\u{1}")
}

/// The packed parts of a PDF or a PNG: whatever begins as such a part does.
fn streams(bytes: &[u8], depth: usize, found: &mut Vec<Reading>) {
    if !bytes.starts_with(b"%PDF") && !bytes.starts_with(b"\x89PNG") {
        return;
    }
    for (at, start) in bytes.windows(2).enumerate() {
        if start[0] == 0x78 && matches!(start[1], 0x01 | 0x5e | 0x9c | 0xda) {
            let mut unpacked = Vec::new();
            let _ = ZlibDecoder::new(&bytes[at..]).take(MAX_UNPACKED).read_to_end(&mut unpacked);
            if unpacked.len() >= SHORTEST {
                read(&unpacked, "a packed part", 1, depth + 1, found);
            }
        }
    }
}

/// The parts that are text in base64, in either alphabet, and where each begins.
fn base64_parts(text: &str) -> Vec<(usize, Vec<u8>)> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&base64::alphabet::STANDARD, config);
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| is_part(byte)).count();
        if length >= SHORTEST {
            let standard: String = text[at..at + length]
                .chars()
                .map(|c| match c {
                    '-' => '+',
                    '_' => '/',
                    c => c,
                })
                .collect();
            let whole = &standard[..length - usize::from(length % 4 == 1)];
            if let Ok(decoded) = engine.decode(whole)
                && (decoded.starts_with(&[0x1f, 0x8b]) || std::str::from_utf8(&decoded).is_ok())
            {
                found.push((at, decoded));
            }
        }
        at += length.max(1);
    }
    found
}

/// The text without the round amounts along a chart: they are worked out from what the chart shows, and one of them may
/// well be an amount that stands above the audience, too.
fn without_scales(text: String) -> String {
    const OPEN: &str = "<p class=\"scale\" aria-hidden=\"true\" data-twin=\"none\">";
    if !text.contains(OPEN) {
        return text;
    }
    let mut parts = text.split(OPEN);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (scale, rest) = part.split_once("</p>").unwrap_or(("", part));
        kept.extend(scale.chars().filter(|c| *c == '\n'));
        kept.push_str(rest);
    }
    kept
}

/// The text with a blank for each tag; what stands in tags is in the other reading. Lines stay where they are.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else { break };
        plain.push(' ');
        plain.extend(rest[open..open + close].chars().filter(|c| *c == '\n'));
        rest = &rest[open + close + 1..];
    }
    plain.push_str(rest);
    plain
}

fn entities(text: &str) -> String {
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

fn percent(text: &str) -> String {
    percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// The text with the escapes of JSON, JavaScript and CSS replaced; a break of a line becomes a blank, so that lines stay.
fn escapes(text: &str) -> String {
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
