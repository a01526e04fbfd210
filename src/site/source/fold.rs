//! Text as an eye reads it: what looks like a colon is one, and what cannot be seen is not there.
//!
//! An editor, a keyboard of another language or a copy from a web page puts such characters where an instruction should
//! stand. It must not know what instructions there are.

use std::borrow::Cow;
use std::ops::Range;

/// A text without characters that only look like others, and the way back to the source.
pub(in crate::site) struct Folded<'t> {
    text: Cow<'t, str>,
    /// Where the text begins in the source.
    base: usize,
    /// From the first byte of the folded text on, the source is at the second; empty when nothing was changed.
    shifts: Vec<(usize, usize)>,
}

impl<'t> Folded<'t> {
    /// Folds `text`, which begins at byte `base` of its source.
    pub(in crate::site) fn new(text: &'t str, base: usize) -> Folded<'t> {
        if text.is_ascii() {
            return Folded { text: Cow::Borrowed(text), base, shifts: Vec::new() };
        }
        let mut folded = String::with_capacity(text.len());
        let mut shifts = vec![(0, 0)];
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let same = text.as_bytes()[at..].iter().take_while(|byte| matches!(byte, b'\n' | b' '..=b'~')).count();
            if same > 0 {
                folded.push_str(&text[at..at + same]);
                at += same;
                continue;
            }
            match plain(c) {
                Plain::Same => folded.push(c),
                Plain::Gone => {}
                Plain::Char(other) => folded.push(other),
                Plain::Text(other) => folded.push_str(other),
            }
            let (new, old) = (folded.len(), at + c.len_utf8());
            let is_shifted = shifts.last().is_none_or(|(from, source)| new - from != old - source);
            if is_shifted {
                shifts.push((new, old));
            }
            at = old;
        }
        Folded { text: Cow::Owned(folded), base, shifts }
    }

    /// The folded text.
    pub(in crate::site) fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the folded text stands in the source.
    pub(in crate::site) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        self.origin_of(range.start)..self.origin_of(range.end)
    }

    fn origin_of(&self, at: usize) -> usize {
        // What was dropped has no room of its own: of several entries for one place the last one counts.
        let after = self.shifts.partition_point(|(from, _)| *from <= at);
        let (from, source) = after.checked_sub(1).map_or((0, 0), |index| self.shifts[index]);
        self.base + source + (at - from)
    }
}

/// A short text, folded.
pub(in crate::site) fn fold(text: &str) -> Cow<'_, str> {
    Folded::new(text, 0).text
}

enum Plain {
    Same,
    Gone,
    Char(char),
    Text(&'static str),
}

fn plain(c: char) -> Plain {
    match c {
        '\n' | ' '..='~' => Plain::Same,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => Plain::Gone,
        '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => Plain::Gone,
        '\u{FF01}'..='\u{FF5E}' => Plain::Char(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)),
        '\u{2236}' | '\u{2D0}' | '\u{2F8}' | '\u{589}' | '\u{5C3}' | '\u{A789}' | '\u{FE13}' | '\u{FE55}' => {
            Plain::Char(':')
        }
        '\u{2237}' => Plain::Text("::"),
        '\u{FE66}' => Plain::Char('='),
        '\u{2014}' | '\u{2015}' => Plain::Text("---"),
        '\u{2013}' => Plain::Text("--"),
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2212}' => Plain::Char('-'),
        '\u{2026}' => Plain::Text("..."),
        '\u{201C}'..='\u{201F}' | '\u{AB}' | '\u{BB}' => Plain::Char('"'),
        '\u{2018}'..='\u{201B}' => Plain::Char('\''),
        '\u{3010}' => Plain::Char('['),
        '\u{3011}' => Plain::Char(']'),
        c if c.is_whitespace() => Plain::Char(' '),
        _ => Plain::Same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_alike() {
        for text in ["：：：internal", "\u{FEFF}:\u{200B}::internal", "∷:internal", "꞉꞉꞉ｉｎｔｅｒｎａｌ"]
        {
            assert_eq!(fold(text), ":::internal", "{text:?}");
        }
        assert_eq!(fold("\u{A0}\u{3000}a — b"), "  a --- b");
        assert_eq!(fold("plain é"), "plain é");
    }

    #[test]
    fn places_are_those_of_the_source() {
        let text = "é—a\u{200B}b：c";
        let folded = Folded::new(text, 10);
        assert_eq!(folded.text(), "é---ab:c");
        for letter in ["é", "a", "c"] {
            let at = folded.text().find(letter).expect("it is there");
            let origin = folded.origin(&(at..at + letter.len()));
            assert!(text[origin.start - 10..].starts_with(letter));
        }
    }
}
