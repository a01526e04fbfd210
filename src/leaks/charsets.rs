//! Bytes that are no UTF-8, as text: two bytes a character, the character sets of one region, and what text there is in a
//! binary file.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, KOI8_R, MACINTOSH, SHIFT_JIS, UTF_16BE, UTF_16LE, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
};

/// Fewer letters in a row are no text in a binary file.
pub(super) const SHORTEST: usize = 12;
/// Parts of a binary file with two bytes a character are looked for in files up to here: what is larger is a film.
const MAX_WIDE: usize = 8 << 20;
/// Of how many characters one at least is a blank or a letter of ASCII, in text of two bytes a character without a mark.
const FEW_BLANKS: usize = 40;

/// Character sets in which a text that is no UTF-8 is read, each one.
static SETS: [&Encoding; 14] = [
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1251,
    WINDOWS_1253,
    WINDOWS_1254,
    WINDOWS_1255,
    WINDOWS_1256,
    KOI8_R,
    MACINTOSH,
    SHIFT_JIS,
    EUC_JP,
    EUC_KR,
    GB18030,
    BIG5,
];

/// A text with two bytes a character, if the bytes are one.
pub(super) fn two_bytes(bytes: &[u8]) -> Option<String> {
    for (mark, encoding) in [(&b"\xff\xfe"[..], UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if let Some(text) = bytes.strip_prefix(mark) {
            return Some(encoding.decode_without_bom_handling(text).0.into_owned());
        }
    }
    if bytes.len() < 2 * SHORTEST || bytes.len() % 2 == 1 {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find_map(|encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        let blanks = text.chars().filter(|c| *c == ' ' || c.is_ascii_alphanumeric()).count();
        let is_text = !text.contains(is_no_text) && blanks * FEW_BLANKS >= text.chars().count();
        is_text.then(|| text.into_owned())
    })
}

/// A text of one byte a character, or of a few, in every character set that it may have; nothing where the bytes are no text.
pub(super) fn in_sets(bytes: &[u8]) -> Vec<(&'static str, String)> {
    if !is_text_of_a_region(bytes) {
        return Vec::new();
    }
    SETS.iter().map(|set| (set.name(), set.decode_without_bom_handling(bytes).0.into_owned())).collect()
}

/// Whether bytes are a text, in whatever character set that has the letters of ASCII where they are.
pub(super) fn is_text_of_a_region(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 11 | 14..=31 | 127);
    let controls = bytes.iter().filter(|byte| is_control(byte)).count();
    let common = bytes.iter().filter(|byte| byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace()).count();
    controls == 0
        && (common * 4 >= bytes.len() || bytes.iter().filter(|byte| **byte >= 0x80).count() * 2 >= bytes.len())
}

/// Bytes as UTF-8, or as Latin-1 where they are none.
pub(super) fn text_or_latin(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| latin(error.as_bytes()))
}

/// Bytes as Latin-1, with what Windows adds to it.
pub(super) fn latin(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// Bytes of two each, the greater part first.
pub(super) fn big_endian(bytes: &[u8]) -> String {
    UTF_16BE.decode_without_bom_handling(bytes).0.into_owned()
}

/// The text in a binary file, in UTF-8 or with two bytes a character; what is too short to be text is left out.
pub(super) fn printable(bytes: &[u8]) -> String {
    let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&narrow);
    let parts = text.split(|c: char| (c.is_control() && !c.is_whitespace()) || c == '\u{fffd}');
    parts.filter(|part| part.len() >= SHORTEST).collect::<Vec<_>>().join("\u{1}")
}

/// Whatever in a binary file may be text in Latin-1 or with two bytes a character, beyond ASCII. What is none reads as
/// words of no language.
pub(super) fn wide_parts(bytes: &[u8]) -> Vec<String> {
    if bytes.len() > MAX_WIDE {
        return Vec::new();
    }
    let mut texts = vec![latin(bytes)];
    if bytes.contains(&0) {
        for start in 0..2.min(bytes.len()) {
            texts.push(UTF_16LE.decode_without_bom_handling(&bytes[start..]).0.into_owned());
            texts.push(UTF_16BE.decode_without_bom_handling(&bytes[start..]).0.into_owned());
        }
    }
    let kept = |text: &String| {
        let parts = text.split(is_no_text).filter(|part| part.chars().count() >= SHORTEST && !part.is_ascii());
        parts.collect::<Vec<_>>().join("\u{1}")
    };
    texts.iter().map(kept).filter(|text| !text.is_empty()).collect()
}

fn is_no_text(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}') || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..)
}
