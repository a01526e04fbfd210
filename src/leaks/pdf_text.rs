//! The text that the content of a page of a PDF draws, in the order in which it is written.

use lopdf::Encoding;

use super::charsets;

/// Of a thousandth of the size of letters: a wider gap within a line parts words.
const GAP: f64 = -150.0;

/// A part of what a PDF is written in.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'b> {
    /// Letters, in round brackets or as hexadecimals.
    Letters(Vec<u8>),
    Number(f64),
    Name(&'b [u8]),
    Word(&'b [u8]),
}

/// Cuts bytes into tokens; what is none is passed over.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Tokens<'b> {
        Tokens { bytes, at: 0 }
    }

    /// Letters in round brackets, which may lie in one another.
    fn in_brackets(&mut self) -> Vec<u8> {
        let mut letters = Vec::new();
        let mut depth = 1;
        while let Some(byte) = self.next_byte() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\\' => {
                    letters.extend(self.escaped());
                    continue;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
            letters.push(byte);
        }
        letters
    }

    fn escaped(&mut self) -> Option<u8> {
        match self.next_byte()? {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' | b'f' => Some(b' '),
            b'\n' => None,
            b'\r' => {
                self.at += usize::from(self.bytes.get(self.at) == Some(&b'\n'));
                None
            }
            first @ b'0'..=b'7' => {
                let more = self.bytes[self.at..].iter().take(2).take_while(|byte| matches!(byte, b'0'..=b'7'));
                let more: Vec<u8> = more.copied().collect();
                self.at += more.len();
                let number = more.iter().fold(u32::from(first - b'0'), |sum, byte| sum * 8 + u32::from(byte - b'0'));
                u8::try_from(number & 0xff).ok()
            }
            other => Some(other),
        }
    }

    fn hexadecimals(&mut self) -> Vec<u8> {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
        self.at += (length + 1).min(rest.len());
        let digits: Vec<u32> = rest[..length].iter().filter_map(|byte| char::from(*byte).to_digit(16)).collect();
        let pair = |pair: &[u32]| u8::try_from(pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).ok();
        digits.chunks(2).filter_map(pair).collect()
    }

    fn next_byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn regular(&mut self, start: usize) -> &'b [u8] {
        let rest = &self.bytes[start..];
        let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0 || b"()<>[]{}/%".contains(byte);
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        self.at = start + length;
        &rest[..length]
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let start = self.at;
            match self.next_byte()? {
                b'(' => return Some(Token::Letters(self.in_brackets())),
                b'<' if self.bytes.get(self.at) == Some(&b'<') => self.at += 1,
                b'<' => return Some(Token::Letters(self.hexadecimals())),
                b'/' => return Some(Token::Name(self.regular(start + 1))),
                b'%' => {
                    let rest = &self.bytes[self.at..];
                    self.at += rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
                }
                byte if byte.is_ascii_whitespace() || byte == 0 || b")>[]{}".contains(&byte) => {}
                _ => {
                    let word = self.regular(start);
                    let number = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
                    return Some(number.map_or(Token::Word(word), Token::Number));
                }
            }
        }
    }
}

/// Texts of a PDF beside its pages: titles, comments, what a screen reader says.
pub(super) fn of_letters(letters: &[u8]) -> String {
    match letters {
        [0xfe, 0xff, rest @ ..] => charsets::big_endian(rest),
        [0xff, 0xfe, ..] => charsets::two_bytes(letters).unwrap_or_default(),
        [0xef, 0xbb, 0xbf, rest @ ..] => charsets::text_or_latin(rest.to_vec()),
        _ => charsets::latin(letters),
    }
}

/// Two readings of a page's content: with a blank wherever the writer moved, and with moves within a line passed over.
#[derive(Default)]
struct Drawn {
    apart: String,
    close: String,
    /// How high the line stands.
    height: f64,
}

impl Drawn {
    fn letters(&mut self, text: &str) {
        self.apart.push_str(text);
        self.close.push_str(text);
    }

    fn gap(&mut self) {
        self.letters(" ");
    }

    fn line(&mut self) {
        self.letters("\n");
    }

    /// A move to another place, by so much of a line.
    fn moves(&mut self, is_other_line: bool) {
        self.apart.push(' ');
        if is_other_line {
            self.close.push('\n');
        }
    }
}

/// What content draws, in each reading. `font` gives how the letters of a font are read.
pub(super) fn read<'f, 'd: 'f>(content: &[u8], font: impl Fn(&[u8]) -> Option<&'f Encoding<'d>>) -> Vec<String> {
    let mut drawn = Drawn::default();
    let mut operands: Vec<Token<'_>> = Vec::new();
    let mut letters_of = None;
    let mut tokens = Tokens::of(content);
    while let Some(token) = tokens.next() {
        let Token::Word(operator) = token else {
            operands.push(token);
            continue;
        };
        match operator {
            b"Tf" => {
                let named = operands.iter().rev().find_map(|token| match token {
                    Token::Name(name) => Some(*name),
                    _ => None,
                });
                letters_of = named.and_then(&font);
            }
            b"ID" => skip_picture(&mut tokens),
            _ => draw(operator, &operands, letters_of, &mut drawn),
        }
        operands.clear();
    }
    // A word may be cut at the end of a line.
    let whole = ["-\n", "\u{ad}\n", "\u{2010}\n"].iter().fold(drawn.close, |text, cut| text.replace(cut, ""));
    let turned = whole.contains(is_from_the_right).then(|| turned(&whole));
    [drawn.apart, whole].into_iter().chain(turned).filter(|text| !text.trim().is_empty()).collect()
}

/// Letters of scripts that are written from the right.
fn is_from_the_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Each line from its end: some programs draw such letters from the left.
fn turned(text: &str) -> String {
    text.lines().map(|line| line.chars().rev().collect::<String>()).collect::<Vec<_>>().join("\n")
}

/// Passes over the bytes of a picture that stands in the content.
fn skip_picture(tokens: &mut Tokens<'_>) {
    let rest = &tokens.bytes[tokens.at..];
    let end = memchr::memmem::find_iter(rest, b"EI").find(|at| *at > 0 && rest[at - 1].is_ascii_whitespace());
    tokens.at += end.map_or(rest.len(), |at| at + 2);
}

fn draw(operator: &[u8], operands: &[Token<'_>], letters_of: Option<&Encoding<'_>>, drawn: &mut Drawn) {
    let last_number = match operands.last() {
        Some(Token::Number(number)) => *number,
        _ => 0.0,
    };
    match operator {
        b"Td" | b"TD" => drawn.moves(last_number != 0.0),
        b"Tm" => {
            drawn.moves((last_number - drawn.height).abs() > f64::EPSILON);
            drawn.height = last_number;
        }
        b"T*" => drawn.line(),
        b"ET" => drawn.apart.push(' '),
        b"Tj" | b"TJ" | b"'" | b"\"" => {
            if matches!(operator, b"'" | b"\"") {
                drawn.line();
            }
            for operand in operands {
                match operand {
                    Token::Letters(letters) => drawn.letters(&decoded(letters, letters_of)),
                    Token::Number(number) if operator == b"TJ" && *number < GAP => drawn.gap(),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn decoded(letters: &[u8], letters_of: Option<&Encoding<'_>>) -> String {
    let known = letters_of.and_then(|encoding| encoding.bytes_to_string(letters).ok());
    known.unwrap_or_else(
        || if letters.first() == Some(&0) { charsets::big_endian(letters) } else { of_letters(letters) },
    )
}

#[cfg(test)]
mod tests {

    #[test]
    fn letters_from_the_right_are_read_in_either_order() {
        let content = b"BT <FEFF06280627> Tj 0 -9 Td <FEFF062A> Tj ET";
        let read = super::read(content, |_| None);
        assert_eq!(read.last().map(String::as_str), Some("\u{627}\u{628}\n\u{62a}"));
        assert_eq!(read.len(), 3);
        assert_eq!(super::read(b"BT (ab) Tj ET", |_| None), ["ab ", "ab"]);
    }
}
