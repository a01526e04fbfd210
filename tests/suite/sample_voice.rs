//! The sample speaks as a company: few pages name a publisher, and no page of a role or of a section is a stub.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::support::{files_below, package};

const PUBLISHERS: [&str; 2] = ["VAMI", "upGrad"];
/// How many pages may name one outside footnotes.
const PAGES: usize = 12;
/// Data that holds what sources say, or says who they are.
const SAYS_WHO: [&str; 3] = ["sources.toml", "compensation.toml", "claims.toml"];

fn pages() -> Vec<(PathBuf, String)> {
    let paths = files_below(&package().join("content"), ".md").into_iter();
    paths.map(|path| (path.clone(), fs::read_to_string(path).expect("the page can be read"))).collect()
}

fn names_a_publisher(text: &str) -> bool {
    PUBLISHERS.iter().any(|name| text.contains(name))
}

#[test]
fn few_pages_name_a_publisher_outside_footnotes() {
    let running = |text: &str| text.lines().filter(|line| !line.starts_with("[^")).any(names_a_publisher);
    let named: BTreeSet<_> = pages().into_iter().filter(|(_, text)| running(text)).map(|(path, _)| path).collect();
    assert!(named.len() <= PAGES, "a publisher is named on {} pages: {named:?}", named.len());
    for path in files_below(&package().join("content/data"), ".toml") {
        let file = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
        let text = fs::read_to_string(&path).expect("the records can be read");
        let records = text.lines().filter(|line| !line.starts_with('#')).any(names_a_publisher);
        assert!(!records || SAYS_WHO.contains(&file), "`{file}` names a publisher in a record that pages show");
    }
}

#[test]
fn no_page_of_a_role_or_a_section_is_a_stub() {
    let mut counts = (0, 0);
    for (path, text) in pages() {
        let body = text.splitn(3, "+++\n").nth(2).expect("a page with front matter");
        let words = body.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
        let is_index = path.ends_with("_index.md");
        let is_role = !is_index && path.parent().is_some_and(|folder| folder.ends_with("roles"));
        let least = if is_role { 700 } else { 120 };
        if is_role || is_index {
            assert!(words >= least, "{}: {words} words", path.display());
        }
        counts = (counts.0 + usize::from(is_role), counts.1 + usize::from(is_index));
    }
    assert!(counts.0 >= 6 && counts.1 >= 6, "{} roles, {} sections", counts.0, counts.1);
}
