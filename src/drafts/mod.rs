//! The pages that `new` begins with, and their sentences, which nobody is meant to publish.
//!
//! It must not know where pages lie, nor who reads them.

use std::collections::HashSet;
use std::sync::LazyLock;

use include_dir::{Dir, File, include_dir};

use crate::config::PageKind;

/// The texts, each named after the kind of page that it is for.
static TEXTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/drafts");

/// The text that a page of this kind begins with.
pub fn text(kind: PageKind) -> &'static str {
    TEXTS.get_file(format!("{}.md", kind.name())).and_then(File::contents_utf8).unwrap_or_default()
}

/// Whether a line of a page is one of those that `new` writes for somebody to replace.
pub fn is_placeholder(line: &str) -> bool {
    PLACEHOLDERS.contains(bare(line))
}

/// The lines to be replaced, bare.
static PLACEHOLDERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    // Headings such as `What you do` may well stay.
    // A few words, such as `The answer.`, are anybody's.
    let is_long = |text: &str| text.split_whitespace().count() > 3;
    let is_sentence = |text: &str| is_long(text) && (text.ends_with(['.', '?', ':']) || text.contains(','));
    let lines = PageKind::ALL.iter().flat_map(|kind| text(*kind).lines()).map(bare);
    lines.filter(|own| is_sentence(own) || STEPS.contains(own)).collect()
});

/// Headings that say nothing yet.
const STEPS: [&str; 8] = [
    "First stage",
    "Second stage",
    "First conversation",
    "Do this first",
    "Then this",
    "The first term",
    "The second term",
    "| | The first role | The second role |",
];

/// A line without the marks of lists, headings and definitions before it.
fn bare(line: &str) -> &str {
    line.trim().trim_start_matches(['#', '-', '*', ':', ' ']).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_new_writes_is_told_from_what_people_write() {
        assert!(is_placeholder("Say in two sentences what this role is for and what changes when it is done well."));
        assert!(is_placeholder("- The first thing this role decides or delivers."));
        assert!(is_placeholder("### The first question, as somebody would ask it?"));
        assert!(is_placeholder("### First stage"));
        for line in ["", ":::steps", "## What you do", "A Data Engineer keeps the pipelines running.", "|---|---|---|"]
        {
            assert!(!is_placeholder(line), "{line}");
        }
        for kind in PageKind::ALL {
            assert!(text(*kind).lines().any(is_placeholder), "{}", kind.name());
        }
    }
}
