//! Two versions of some lines, with the marks that git left for somebody to choose between them.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Diagnostic, Place, Source, rules};

/// The unresolved merge conflicts in `range` of `source`. Nothing else that is wrong with such a file says anything.
pub fn conflicts(source: &Arc<Source>, range: Range<usize>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (mut opened, mut divided) = (None, false);
    let mut at = range.start;
    for line in source.text[range].split_inclusive('\n') {
        let is_mark = |mark: &str| {
            line.strip_prefix(mark).is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
        };
        if is_mark("<<<<<<<") {
            (opened, divided) = (Some(at), false);
        } else if is_mark("=======") {
            divided = opened.is_some();
        } else if is_mark(">>>>>>>")
            && divided
            && let Some(start) = opened.take()
        {
            let place = Place::new(source, start..start + source.text[start..].lines().next().unwrap_or("").len());
            let end = Place::new(source, at..at + line.trim_end().len());
            found.push(
                Diagnostic::new(&rules::MERGE_CONFLICT, place, "an unresolved merge conflict: two versions stand here")
                    .hint("keep the lines that hold, and remove the others and the lines `<<<<<<<`, `=======` and `>>>>>>>`")
                    .related(end, "it ends here"),
            );
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_need_all_three_marks() {
        let found = |text: &str| conflicts(&Source::new("a.md", text), 0..text.len()).len();
        assert_eq!(found("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n<<<<<<< HEAD\n=======\n>>>>>>> x\n"), 2);
        assert_eq!(found("Title\n=======\n"), 0);
        assert_eq!(found("<<<<<<< HEAD\n>>>>>>> branch\n"), 0);
    }
}
