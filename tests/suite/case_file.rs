//! Case files: a whole test in one text. `cases/README.md` says how they are written.

use std::fmt::Write as _;

/// A case file, cut into its sections.
pub(crate) struct CaseFile {
    /// What stands before the first section: what the case is about.
    pub(crate) about: String,
    /// The sections in order.
    pub(crate) sections: Vec<Section>,
}

/// A section: its header line without the dashes, and what follows it.
#[derive(Clone)]
pub(crate) struct Section {
    pub(crate) header: String,
    pub(crate) body: String,
}

impl CaseFile {
    /// Cuts a text at its `-- header --` lines.
    pub(crate) fn parse(text: &str) -> CaseFile {
        let mut file = CaseFile { about: String::new(), sections: Vec::new() };
        for line in text.split_inclusive('\n') {
            match header(line) {
                Some(header) => file.sections.push(Section { header: header.to_owned(), body: String::new() }),
                None => match file.sections.last_mut() {
                    Some(section) => section.body.push_str(line),
                    None => file.about.push_str(line),
                },
            }
        }
        file
    }

    /// The text again.
    pub(crate) fn print(&self) -> String {
        let mut text = self.about.clone();
        for section in &self.sections {
            let _ = write!(text, "-- {} --\n{}", section.header, section.body);
            if !text.ends_with('\n') {
                text.push('\n');
            }
        }
        text
    }

    /// The section with this header.
    pub(crate) fn section(&self, header: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.header == header)
    }

    /// Sets a section's body; a missing section goes to the end, an empty body takes the section away.
    pub(crate) fn set(&mut self, header: &str, body: &str) {
        if body.is_empty() {
            self.sections.retain(|section| section.header != header);
            return;
        }
        match self.sections.iter_mut().find(|section| section.header == header) {
            Some(section) => body.clone_into(&mut section.body),
            None => self.sections.push(Section { header: header.to_owned(), body: body.to_owned() }),
        }
    }
}

fn header(line: &str) -> Option<&str> {
    let inner = line.trim_end_matches('\n').strip_prefix("-- ")?.strip_suffix(" --")?;
    (!inner.trim().is_empty()).then(|| inner.trim())
}

/// The bytes an `escaped` section stands for.
///
/// `\u{FEFF}` a character, `\xff` a byte, `\r \n \t \0 \\`, `\` at the end of a line joins it with the next, and
/// `\repeat(1000,text)` the text that often; inside it a `)` is written `\x29`.
pub(crate) fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        rest = escape(&rest[at + 1..], &mut bytes)?;
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(bytes)
}

/// Takes one escape from `rest` (its `\` is gone already) and gives what follows it.
fn escape<'t>(rest: &'t str, bytes: &mut Vec<u8>) -> Result<&'t str, String> {
    let wrong = || format!("unknown escape `\\{}`", rest.chars().take(12).collect::<String>());
    if let Some(inner) = rest.strip_prefix("repeat(") {
        let (count, inner) = inner.split_once(',').ok_or_else(wrong)?;
        let (text, after) = inner.split_once(')').ok_or_else(wrong)?;
        let text = unescape(text)?;
        let count: usize = count.parse().map_err(|_| wrong())?;
        bytes.extend(text.repeat(count));
        return Ok(after);
    }
    if let Some(inner) = rest.strip_prefix("u{") {
        let (code, after) = inner.split_once('}').ok_or_else(wrong)?;
        let c = u32::from_str_radix(code, 16).ok().and_then(char::from_u32).ok_or_else(wrong)?;
        bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        return Ok(after);
    }
    if let Some(inner) = rest.strip_prefix('x') {
        let code = inner.get(..2).ok_or_else(wrong)?;
        bytes.push(u8::from_str_radix(code, 16).map_err(|_| wrong())?);
        return Ok(&inner[2..]);
    }
    let byte = match rest.bytes().next() {
        Some(b'r') => b'\r',
        Some(b'n') => b'\n',
        Some(b't') => b'\t',
        Some(b'0') => 0,
        Some(b'\\') => b'\\',
        Some(b'\n') => return Ok(&rest[1..]),
        _ => return Err(wrong()),
    };
    bytes.push(byte);
    Ok(&rest[1..])
}

#[test]
fn a_case_file_prints_as_it_was_read() {
    let text = "About.\n\n-- content/a.md --\nA\n\n-- not a header\n-- expect: findings --\nx\n";
    let file = CaseFile::parse(text);
    assert_eq!(file.sections.len(), 2);
    assert_eq!(file.sections[0].body, "A\n\n-- not a header\n");
    assert_eq!(file.print(), text);
}

#[test]
fn escapes_stand_for_bytes() {
    let check = |text: &str, expected: &[u8]| assert_eq!(unescape(text).as_deref(), Ok(expected), "{text:?}");
    check("plain", b"plain");
    check("\\u{FEFF}a", b"\xEF\xBB\xBFa");
    check("\\xff\\r\\n\\t\\0\\\\", b"\xff\r\n\t\0\\");
    check("a\\\nb", b"ab");
    check("\\repeat(3,ab)c", b"abababc");
    check("\\repeat(2,\\x29)", b"))");
    assert!(unescape("\\q").is_err() && unescape("\\xg1").is_err() && unescape("\\repeat(3").is_err());
}

#[test]
fn sections_can_be_set_and_taken_away() {
    let mut file = CaseFile::parse("-- a --\n1\n");
    file.set("expect: findings", "f\n");
    file.set("a", "2\n");
    assert_eq!(file.print(), "-- a --\n2\n-- expect: findings --\nf\n");
    file.set("expect: findings", "");
    assert!(file.section("expect: findings").is_none());
}
