//! The pages that `new` begins with, and their sentences, which nobody is meant to publish.
//!
//! It must not know where pages lie, nor who reads them.

/// A kind of page with the text it begins with.
const TEXTS: [(&str, &str); 9] = [
    ("role", include_str!("role.md")),
    ("comparison", include_str!("comparison.md")),
    ("guide", include_str!("guide.md")),
    ("faq", include_str!("faq.md")),
    ("interview", include_str!("interview.md")),
    ("posting", include_str!("posting.md")),
    ("pay", include_str!("pay.md")),
    ("glossary", include_str!("glossary.md")),
    ("page", include_str!("page.md")),
];

/// The text that a page of this kind begins with.
pub fn text(kind: &str) -> &'static str {
    TEXTS.iter().find(|(name, _)| *name == kind).map_or("", |(_, text)| text)
}

/// Whether a line of a page is one of those that `new` writes for somebody to replace.
pub fn is_placeholder(line: &str) -> bool {
    let line = bare(line);
    // Headings such as `What you do` may well stay.
    // A few words, such as `The answer.`, are anybody's.
    let is_long = |text: &str| text.split_whitespace().count() > 3;
    let is_sentence = |text: &str| is_long(text) && (text.ends_with(['.', '?', ':']) || text.contains(','));
    !line.is_empty()
        && TEXTS.iter().any(|(_, text)| {
            text.lines().map(bare).any(|own| own == line && (is_sentence(own) || STEPS.contains(&own)))
        })
}

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
        for (kind, text) in TEXTS {
            assert!(text.lines().any(is_placeholder), "{kind}");
        }
    }
}
