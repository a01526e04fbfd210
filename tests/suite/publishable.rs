//! The sample's public half reads as a page of an employer: whose words they are, and what a candidate finds.

use std::fs;
use std::path::{Path, PathBuf};

use super::support::{files_below, package};

/// How many public pages may name a publisher in running text: those on which the sources are the subject.
const PAGES_ABOUT_SOURCES: usize = 12;

#[test]
fn publishers_are_named_where_the_sources_are_the_subject() {
    let naming: Vec<_> = pages()
        .into_iter()
        .filter(|(_, text)| {
            let running = text.lines().filter(|line| !line.starts_with("[^")).collect::<String>();
            ["VAMI", "upGrad"].iter().any(|name| running.contains(name))
        })
        .map(|(path, _)| path)
        .collect();
    assert!(naming.len() <= PAGES_ABOUT_SOURCES, "{} pages name a publisher: {naming:?}", naming.len());
    assert!(!naming.is_empty(), "the pages about sources name none");
    let whose =
        |folder: &str| naming.iter().filter(|path| path.starts_with(package().join("content").join(folder))).count();
    assert_eq!([whose("candidates"), whose("interviews"), whose("guides")], [0, 0, 0], "{naming:?}");
}

#[test]
fn a_candidate_finds_every_promise() {
    let settings = fs::read_to_string(package().join("rolebook.toml")).expect("the settings can be read");
    let page = |name: &str| {
        let text = fs::read_to_string(package().join("content/candidates").join(name)).expect("the page is there");
        public_part(&text)
    };
    for name in [
        "how-we-hire.md",
        "how-we-pay.md",
        "benefits.md",
        "equal-opportunity.md",
        "privacy.md",
        "ai-use.md",
        "contact.md",
    ] {
        assert!(settings.contains(&format!("\"candidates/{name}\"")), "the footer does not lead to {name}");
    }
    // Whatever is invented says so where it stands.
    for name in [
        "benefits.md",
        "equity.md",
        "how-we-hire.md",
        "levels-and-pay-review.md",
        "where-we-employ.md",
        "privacy.md",
        "contact.md",
    ] {
        assert!(page(name).contains("example"), "{name} shows invented figures without saying so");
    }
    let hire = page("how-we-hire.md");
    for step in
        ["We have your application", "First call", "Technical screen", "Decision", "Offer in writing", "Your answer"]
    {
        let row = hire.lines().find(|line| line.starts_with(&format!("| {step} |")));
        let row = row.unwrap_or_else(|| panic!("`{step}` has no row"));
        assert!(row.chars().any(|c| c.is_ascii_digit()) || row.contains("week"), "`{step}` has no day: {row}");
    }
    for promise in ["When we are late", "## Applying again", "(adjustments.md)", "(contact.md)", "We never ask"] {
        assert!(hire.contains(promise), "how we hire does not say: {promise}");
    }
}

/// The sample's public pages, each with what everyone may read of it.
fn pages() -> Vec<(PathBuf, String)> {
    let is_public = |path: &Path, text: &str| {
        let front = text.split("+++").nth(1).unwrap_or_default();
        !path.components().any(|part| part.as_os_str() == "team") && !front.contains("\naudience = \"internal\"")
    };
    let read = |path: PathBuf| (path.clone(), fs::read_to_string(path).expect("the page can be read"));
    let pages = files_below(&package().join("content"), ".md").into_iter().map(read);
    let pages = pages.filter(|(path, text)| is_public(path, text));
    pages.map(|(path, text)| (path, public_part(&text))).collect()
}

/// A page without its front matter and without its internal blocks.
fn public_part(text: &str) -> String {
    let mut open: Vec<bool> = Vec::new();
    let mut kept = String::new();
    for line in text.splitn(3, "+++\n").nth(2).unwrap_or(text).lines() {
        match line.strip_prefix(":::") {
            Some("") => drop(open.pop()),
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
