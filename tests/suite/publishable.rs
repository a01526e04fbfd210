//! The sample's public half is one that a talent team could publish: what a candidate finds, and in which words.

use std::fs;

use super::support::{files_below, package};

/// What the sample's pages avoid: old turns of phrase, and words of another language in English.
const AVOIDED: [&str; 6] = ["somebody", "whoever", "also when", "also not as", "our own letters", "to mend"];

#[test]
fn a_candidate_finds_every_promise() {
    let settings = fs::read_to_string(package().join("rolebook.toml")).expect("the settings can be read");
    let page = |name: &str| {
        let text = fs::read_to_string(package().join("content/candidates").join(name)).expect("the page is there");
        public_part(&text)
    };
    for name in ["how-we-hire", "how-we-pay", "benefits", "equal-opportunity", "privacy", "ai-use", "contact"] {
        assert!(settings.contains(&format!("\"candidates/{name}.md\"")), "the footer does not lead to {name}");
    }
    // What is invented says so where it stands.
    for name in ["benefits", "equity", "how-we-hire", "levels-and-pay-review", "where-we-employ", "privacy", "contact"]
    {
        assert!(page(&format!("{name}.md")).contains("example"), "{name} does not say that its figures are invented");
    }
    let hire = page("how-we-hire.md");
    let steps = ["We have your application", "First call", "Technical screen", "Decision", "Offer in writing"];
    for step in steps {
        let row = hire.lines().find(|line| line.starts_with(&format!("| {step} |")));
        let row = row.unwrap_or_else(|| panic!("`{step}` has no row"));
        assert!(row.contains(|c: char| c.is_ascii_digit()), "`{step}` has no day: {row}");
    }
    for promise in ["When we are late", "## Applying again", "(adjustments.md)", "(contact.md)", "We never ask"] {
        assert!(hire.contains(promise), "how we hire does not say: {promise}");
    }
}

#[test]
fn the_sample_keeps_to_everyday_words() {
    for path in files_below(&package().join("content"), ".md") {
        let text = fs::read_to_string(&path).expect("the page can be read").to_lowercase();
        let found: Vec<_> = AVOIDED.iter().filter(|words| text.contains(*words)).collect();
        assert!(found.is_empty(), "{} says {found:?}", path.display());
    }
}

/// A page without its front matter and without its internal blocks.
fn public_part(text: &str) -> String {
    let mut open: Vec<bool> = Vec::new();
    let mut kept = String::new();
    for line in text.splitn(3, "+++\n").nth(2).unwrap_or(text).lines() {
        match line.strip_prefix(":::") {
            Some("") => {
                open.pop();
            }
            Some(name) => open.push(name.starts_with("internal")),
            None if open.contains(&true) => {}
            None => {
                kept.push_str(line);
                kept.push('\n');
            }
        }
    }
    kept
}
