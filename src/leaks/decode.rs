//! What is encoded in a text, decoded.

use pulldown_cmark::{Event, Parser};

use super::charsets;

/// The names of characters are shorter.
const LONGEST_ENTITY: usize = 32;

pub(super) fn entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
        let name = rest[1..].bytes().take(LONGEST_ENTITY).take_while(is_of_name).count();
        if let Some((character, length)) = numbered(&rest[1..]) {
            decoded.push(character);
            rest = &rest[1 + length..];
            continue;
        }
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

/// The character that `#119;` or `#x77` stands for, with however many zeros before it, and how long that is.
fn numbered(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('#')?;
    let (digits, radix) = rest.strip_prefix(['x', 'X']).map_or((rest, 10), |digits| (digits, 16));
    let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let number = u32::from_str_radix(digits[..length].trim_start_matches('0'), radix).ok()?;
    let semicolon = usize::from(digits[length..].starts_with(';'));
    let character = char::from_u32(number).filter(|c| *c != '\r')?;
    Some((if character == '\n' { ' ' } else { character }, text.len() - digits.len() + length + semicolon))
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
    let mut plain = text.replace('+', " ");
    if text.contains("%u") {
        // `%u0077`, as `escape()` of JavaScript writes letters.
        plain = escapes(&plain.replace("%u", "\\u"));
    }
    percent_encoding::percent_decode_str(&plain).decode_utf8_lossy().into_owned()
}

/// What bytes of quoted-printable mean; a line that goes on goes on without a break.
pub(super) fn quoted_printable(text: &str) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        let hex = |byte: &u8| char::from(*byte).to_digit(16);
        match (byte, after) {
            (b'=', [b'\r', b'\n', more @ ..] | [b'\n', more @ ..]) => rest = more,
            (b'=', [first, second, more @ ..]) if let (Some(first), Some(second)) = (hex(first), hex(second)) => {
                decoded.extend(u8::try_from(first * 16 + second));
                rest = more;
            }
            _ => decoded.push(*byte),
        }
    }
    charsets::text_or_latin(decoded)
}

/// The text with the escapes of CSS replaced: up to six digits, and a blank that ends them.
pub(super) fn css(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('\\') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start + 1..];
        let length = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let character = u32::from_str_radix(&rest[..length], 16).ok().and_then(char::from_u32);
        if let Some(character) = character {
            decoded.push(if character == '\n' { ' ' } else { character });
            rest = &rest[length..];
            rest = rest.strip_prefix(' ').unwrap_or(rest);
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The text with the escapes of JSON, JavaScript and Python replaced; a break of a line becomes a blank, so that lines stay.
pub(super) fn escapes(text: &str) -> String {
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('\\') {
        units.extend(rest[..start].encode_utf16());
        rest = &rest[start + 1..];
        let (length, character) = escape(rest);
        match character {
            Escape::Unit(unit) => units.push(unit),
            Escape::Character(character) => units.extend(character.encode_utf16(&mut [0; 2]).iter()),
        }
        rest = &rest[length..];
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}

/// What an escape means.
enum Escape {
    /// A half of a pair may stand alone.
    Unit(u16),
    Character(char),
}

/// How long the escape is that stands behind a backslash, and what it means.
fn escape(rest: &str) -> (usize, Escape) {
    let bytes = rest.as_bytes();
    let number = |from: usize, length: usize, radix: u32| {
        let digits = rest.get(from..from + length)?;
        digits.bytes().all(|byte| char::from(byte).is_digit(radix)).then(|| u32::from_str_radix(digits, radix).ok())?
    };
    let character = |number: u32| Escape::Character(char::from_u32(number).unwrap_or(' '));
    let unit = |number: u32| Escape::Unit(u16::try_from(number).unwrap_or(u16::from(b' ')));
    let blank = Escape::Unit(u16::from(b' '));
    match bytes.first() {
        Some(b'u') if bytes.get(1) == Some(&b'{') => {
            let length = rest[2..].bytes().take_while(u8::is_ascii_hexdigit).count();
            match u32::from_str_radix(&rest[2..2 + length], 16) {
                Ok(number) if rest[2 + length..].starts_with('}') => (length + 3, character(number)),
                _ => (0, blank),
            }
        }
        Some(b'u') if let Some(number) = number(1, 4, 16) => (5, unit(number)),
        Some(b'U') if let Some(number) = number(1, 8, 16) => (9, character(number)),
        Some(b'x') if let Some(number) = number(1, 2, 16) => (3, unit(number)),
        Some(b'0'..=b'3') if let Some(number) = number(0, 3, 8) => (3, unit(number)),
        Some(b'n' | b'r' | b't' | b'b' | b'f') => (1, blank),
        Some(byte @ (b'"' | b'\\' | b'/' | b'\'')) => (1, Escape::Unit(u16::from(*byte))),
        _ => (0, blank),
    }
}
