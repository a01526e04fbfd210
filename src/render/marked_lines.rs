//! Lines of coloured code that an author marks.
//!
//! It must not know which colours there are: it reads the spans that the highlighter writes, of which none stands in another.

use std::borrow::Cow;
use std::ops::RangeInclusive;

/// The code with its marked lines in `mark` elements, neighbours in one; lines count from 1.
pub(super) fn mark<'c>(coloured: &'c str, lines: &[RangeInclusive<usize>]) -> Cow<'c, str> {
    if lines.is_empty() {
        return Cow::Borrowed(coloured);
    }
    let mut html = String::with_capacity(coloured.len() + 64);
    let mut open: Option<&str> = None;
    let mut is_marked = false;
    for (at, line) in coloured.split_inclusive('\n').enumerate() {
        let wanted = lines.iter().any(|range| range.contains(&(at + 1)));
        if wanted != is_marked {
            // A span that goes on in the next line is cut here.
            html.push_str(open.map_or("", |_| "</span>"));
            html.push_str(if wanted { "<mark>" } else { "</mark>" });
            html.push_str(open.unwrap_or_default());
            is_marked = wanted;
        }
        html.push_str(line);
        open = left_open(line, open);
    }
    html.push_str(if is_marked { "</mark>" } else { "" });
    Cow::Owned(html)
}

/// The first tag of the span that is open behind `line`.
fn left_open<'c>(line: &'c str, before: Option<&'c str>) -> Option<&'c str> {
    let Some(last) = line.rfind('<') else { return before };
    let tag = &line[last..];
    let end = tag.find('>').map_or(tag.len(), |end| end + 1);
    (!tag.starts_with("</")).then_some(&tag[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_stand_in_one_mark() {
        assert_eq!(mark("a\nb\nc\nd", &[2..=3]), "a\n<mark>b\nc\n</mark>d");
        assert_eq!(mark("a\nb\nc\nd", &[1..=1, 3..=9]), "<mark>a\n</mark>b\n<mark>c\nd</mark>");
        assert_eq!(mark("a &lt; b", &[]), "a &lt; b");
    }

    #[test]
    fn a_colour_that_goes_over_the_edge_of_a_mark_is_cut_there() {
        let coloured = "x <span class=\"c\">/* one\ntwo\nthree */</span>\n";
        let cut = "x <span class=\"c\">/* one\n</span><mark><span class=\"c\">two\n</span></mark><span class=\"c\">three */</span>\n";
        assert_eq!(mark(coloured, &[2..=2]), cut);
    }
}
