//! Coloured code as pieces, and how they are printed: as HTML, with the lines that an author marks.

use std::borrow::Cow;
use std::ops::RangeInclusive;

/// Code in pieces of one colour each.
#[derive(Debug, Default)]
pub struct Coloured {
    /// The class of each piece, empty for text without colour, and the piece, escaped.
    pieces: Vec<(&'static str, String)>,
}

impl Coloured {
    /// Code without colours.
    pub(super) fn plain(code: &str) -> Coloured {
        Coloured { pieces: vec![("", escaped(code).into_owned())] }
    }

    /// Adds a piece; white space has no colour, and stays with what stands before it.
    pub(super) fn add(&mut self, piece: &str, class: &'static str) {
        match self.pieces.last_mut() {
            Some((open, text)) if *open == class || piece.trim().is_empty() => text.push_str(&escaped(piece)),
            None if piece.trim().is_empty() => self.pieces.push(("", piece.to_owned())),
            _ => self.pieces.push((class, escaped(piece).into_owned())),
        }
    }

    /// How many bytes of HTML it comes to without marks.
    pub(super) fn len(&self) -> usize {
        const TAGS: usize = "<span class=\"\"></span>".len();
        let tags = |class: &str| if class.is_empty() { 0 } else { TAGS + class.len() };
        self.pieces.iter().map(|(class, text)| tags(class) + text.len()).sum()
    }

    /// The code as HTML, its marked lines in `mark` elements, neighbours in one; lines count from 1. A colour that goes
    /// over the edge of a mark is cut there.
    pub fn html(&self, lines: &[RangeInclusive<usize>]) -> String {
        let mut html = String::with_capacity(self.len() + if lines.is_empty() { 0 } else { 64 });
        let (mut line, mut begins_line, mut is_marked) = (1, true, false);
        for (class, text) in &self.pieces {
            let mut is_open = false;
            for piece in text.split_inclusive('\n') {
                let wanted = if begins_line { lines.iter().any(|range| range.contains(&line)) } else { is_marked };
                if wanted != is_marked {
                    html.push_str(if std::mem::take(&mut is_open) { "</span>" } else { "" });
                    html.push_str(if wanted { "<mark>" } else { "</mark>" });
                    is_marked = wanted;
                }
                if !is_open && !class.is_empty() {
                    html.extend(["<span class=\"", class, "\">"]);
                    is_open = true;
                }
                html.push_str(piece);
                begins_line = piece.ends_with('\n');
                line += usize::from(begins_line);
            }
            html.push_str(if is_open { "</span>" } else { "" });
        }
        html.push_str(if is_marked { "</mark>" } else { "" });
        html
    }
}

/// Code as escaped HTML for the inside of an element.
pub(super) fn escaped(code: &str) -> Cow<'_, str> {
    if !code.contains(['&', '<', '>']) {
        return Cow::Borrowed(code);
    }
    Cow::Owned(code.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_stand_in_one_mark() {
        let code = Coloured::plain("a\nb\nc\nd");
        assert_eq!(code.html(&[2..=3]), "a\n<mark>b\nc\n</mark>d");
        assert_eq!(code.html(&[1..=1, 3..=9]), "<mark>a\n</mark>b\n<mark>c\nd</mark>");
        assert_eq!(Coloured::plain("a < b").html(&[]), "a &lt; b");
    }

    #[test]
    fn a_colour_that_goes_over_the_edge_of_a_mark_is_cut_there() {
        let mut code = Coloured::default();
        [("x ", ""), ("/* one\ntwo\nthree */", "c"), ("\n", ""), ("y", "k")]
            .into_iter()
            .for_each(|(piece, class)| code.add(piece, class));
        let cut = "x <span class=\"c\">/* one\n</span><mark><span class=\"c\">two\n</span></mark><span class=\"c\">three */\n</span><span class=\"k\">y</span>";
        assert_eq!(code.html(&[2..=2]), cut);
        let end = "x <span class=\"c\">/* one\ntwo\nthree */\n</span><mark><span class=\"k\">y</span></mark>";
        assert_eq!(code.html(&[4..=4]), end);
        assert_eq!(code.html(&[]).len(), code.len());
    }
}
