//! Corrections that nobody has to decide: what to write, and a text with all of them made.

use std::ops::Range;

/// What to write in the place of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes of the file that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub with: String,
}

/// A text with these corrections made; of two that overlap, the earlier one.
pub fn fixed(text: &str, fixes: &[Fix]) -> String {
    let mut sorted: Vec<&Fix> = fixes.iter().collect();
    sorted.sort_by_key(|fix| (fix.range.start, fix.range.end));
    let (mut result, mut at) = (String::with_capacity(text.len()), 0);
    for fix in sorted {
        let sound = fix.range.start >= at && text.get(fix.range.clone()).is_some();
        if sound {
            result.push_str(&text[at..fix.range.start]);
            result.push_str(&fix.with);
            at = fix.range.end;
        }
    }
    result.push_str(&text[at..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_are_made_once_each_in_any_order() {
        let fix = |range: Range<usize>, with: &str| Fix { range, with: with.to_owned() };
        let fixes = [fix(6..9, "C"), fix(0..1, "A"), fix(0..1, "A"), fix(8..10, "no")];
        assert_eq!(fixed("a bcd efgh", &fixes), "A bcd Ch");
        assert_eq!(fixed("abc", &[]), "abc");
    }
}
